"""People: the full names of an article, joined with the short ones that mean them."""

from __future__ import annotations

from collections import Counter

from toolkit.cast import Cast, tell_gender
from toolkit.document import Document
from toolkit.first_names import is_first_name
from toolkit.full_names import (
    HONORIFICS,
    find_titled,
    pair_first_names,
    read_honorific,
    read_names,
    spell_name,
)
from toolkit.names import Names
from toolkit.short_names import find_pronoun, find_short_forms, see_character, tells_next
from toolkit.sightings import Sighting

_AGREE = 0.75  # of the pronouns that tell a gender


def find_people(document: Document, known: list[Sighting], taken: set[int], names: Names) -> list[Sighting]:
    """Find the people of an article beside those whose names the registry lists.

    Parameters
    ----------
    document : Document
    known : list of Sighting
        People by names that the registry lists.
    taken : set of int
        Tokens that name somebody already; gets those of the sightings returned.
    names : Names

    Returns
    -------
    list of Sighting
        Full names, then short forms. Somebody whom the registry knows by another form of the name is that
        person. A single word counts only where its full name stands in the article, after a title such as
        "Mr", or where the registry has the surname: it takes many a place for a person. Father and son
        count as one where only one of them has "Jr." or the like.
    """
    doc, day = document.doc, document.published
    cast, full, titled = Cast(pair_first_names(doc)), [], find_titled(doc)
    for sighting in known:
        cast.add(doc[sighting.start : sighting.end].text, sighting.start, sighting.person)
    read = list(read_names(doc, taken, names, titled=titled))
    couples = _read_couples(doc, read)
    read += [(i, i + 1) for i in couples if i not in taken and (i, i + 1) not in read]
    for start, end in sorted(read, key=lambda name: name[1] - name[0] == 1):
        if start in titled:
            end = _stop_at_verb(doc, start, end)
        name = spell_name(doc[start:end])
        if start in couples:
            name = f"{name} {couples[start]}"
        elif start in titled and end - start == 1:
            continue
        if " " not in name and (cast.find(name) or cast.find_first(name) or name in names.surnames):
            continue
        character = cast.add(name, start, _find_registered(name, names), gender=_read_gender(doc, start, end))
        full.append((start, end, character))
        taken.update(range(start, end))
    cast.set_genders()
    found = [
        see_character(
            start, end, character, day, "name" if end - start > 1 or len(character.words) == 1 else "surname"
        )
        for start, end, character in full
    ]
    for sighting in find_short_forms(doc, taken, cast, names, day, titled):
        found.append(sighting)
        taken.update(range(sighting.start, sighting.end))
    genders = _guess_genders(doc, found + known)
    genders |= {s.actor: s.gender for s in found if s.gender and s.person is None}
    return [_with_gender(sighting, genders.get(sighting.actor)) for sighting in found]


def _guess_genders(doc, found: list[Sighting]) -> dict[str, str]:
    """The gender of the pronouns that follow a name before another one, where they agree."""
    starts = {sighting.start for sighting in found}
    votes: dict[str, Counter] = {}
    for sighting in found:
        if sighting.gender is None and sighting.person is None:
            gender = find_pronoun(doc, sighting.end, starts)
            if gender:
                votes.setdefault(sighting.actor, Counter())[gender] += 1
    return {
        actor: counts.most_common(1)[0][0]
        for actor, counts in votes.items()
        if max(counts.values()) >= _AGREE * sum(counts.values())
    }


def _find_registered(name: str, names: Names):
    """The listed person of whom this is an unlisted form: "Hillary R. Clinton"."""
    first, *_, last = name.split() if " " in name else (name, name)
    listed = names.surnames.get(last) or names.surnames.get(last.split("-")[-1], ())
    return next((person for person in listed if first in _list_first_names(person)), None)


def _list_first_names(person) -> set[str]:
    return {form.split()[0] for form in (person.name, *person.aliases)}


def _with_gender(sighting: Sighting, gender: str | None) -> Sighting:
    if sighting.person or sighting.gender or not gender:
        return sighting
    return Sighting(
        sighting.start, sighting.end, sighting.actor, sighting.party, sighting.kind, sighting.how, gender
    )


def _read_gender(doc, start: int, end: int) -> str | None:
    """The gender told by a title before the name, or by what stands in apposition to it."""
    gender = HONORIFICS.get(read_honorific(doc[start - 1]) or "") if start else None
    if gender:
        return gender
    root = doc[start:end].root
    beside = [
        t.lower_ for t in root.children if t.dep_ in ("compound", "appos", "nmod") and not start <= t.i < end
    ]
    if root.dep_ == "appos":
        beside.append(root.head.lower_)
    return tell_gender(" ".join(beside))


def _read_couples(doc, found: list[tuple[int, int]]) -> dict[int, str]:
    """First names with the surname of the name after them: Graham, in "Graham and Linda Pryce"."""
    couples = {}
    for start, end in found:
        i = start - 2
        if i < 0 or end - start < 2 or doc[start - 1].lower_ != "and" or (i and doc[i - 1].pos_ == "PROPN"):
            continue
        if is_first_name(doc[i].text) and is_first_name(doc[start].text):
            couples[i] = spell_name(doc[start + 1 : end])
    return couples


def _stop_at_verb(doc, start: int, end: int) -> int:
    """The end of a name in title case before a verb of saying: "Lindsey Graham Warns"."""
    return next((i + 1 for i in range(start, end - 1) if tells_next(doc, i)), end)
