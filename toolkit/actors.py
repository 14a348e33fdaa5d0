"""Actors: who is named where in a Document: people, institutions, groups and parties.

A Sighting is one stretch of tokens that names an actor. Pronouns are not sightings: they are
resolved in ``speakers`` with the quotations at hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from operator import itemgetter

from toolkit.acronyms import find_acronyms
from toolkit.counterparts import find_counterparts
from toolkit.document import Document
from toolkit.first_names import is_first_name
from toolkit.full_names import is_joint
from toolkit.lending import lend_parties
from toolkit.names import Names
from toolkit.nouns import BODIES, is_past, is_short_for
from toolkit.people import find_people
from toolkit.places import is_of_two, is_people
from toolkit.sightings import Sighting, is_acting, see_person
from toolkit.state_nouns import find_state_nouns
from toolkit.titles import find_titles, leads_to

__all__ = ["Sighting", "find_actors", "is_acting"]

_KIND_RANK = {"person": 0, "institution": 1, "party": 2, "group": 3, "metonym": 4, "label": 5}


def find_actors(document: Document, names: Names) -> list[Sighting]:
    """Find every named person, institution, group and party, in text order.

    Metonyms are listed wherever they stand; ``is_acting`` tells whether they count there. A common noun
    that the registry lists means the last body named with it, where there is one ("the council"). It
    cannot see people whom neither the registry nor the pipeline's entity recognizer knows.
    """
    doc, day = document.doc, document.published
    found: list[Sighting] = []
    taken: set[int] = set()

    def take(sighting: Sighting) -> None:
        found.append(sighting)
        taken.update(range(sighting.start, sighting.end))

    for kind, actor, party, start, end in _longest(_match(doc, names)):
        if kind == "metonym" and _is_first_name(doc, start, end):
            continue
        if kind == "group" and is_past(doc, start):
            continue
        if kind == "person":
            take(see_person(start, end, actor, day, "name"))
        else:
            take(Sighting(start, end, actor, party, kind, "metonym" if kind == "metonym" else "registry"))
    found += find_people(document, [s for s in found if s.kind == "person"], taken, names)
    for sighting in find_acronyms(doc, found, taken):
        take(sighting)
    people_at = {s.start for s in found if s.kind == "person"}
    counterparts = find_counterparts(doc, taken, names, day, people_at=people_at)
    places = {(s.start, s.end) for s in counterparts}
    found = [s for s in found if (s.start, s.end) not in places]
    for sighting in counterparts:
        take(sighting)
    for sighting in find_state_nouns(doc, taken, names):
        take(sighting)
    found = _give_short_names(doc, found, taken)
    found += find_titles(doc, found, names, day)
    found += _find_relations(doc, found, names, day)
    return sorted(
        _drop_titles_of_names(doc, lend_parties(doc, found, judging=names.judging)),
        key=lambda s: (s.start, -s.end),
    )


def _match(doc, names: Names) -> list[tuple]:
    return [
        (*names.entries[key], start, end)
        for matches in (names.find_exact(doc), names.find_lower(doc))
        for key, start, end in matches
        if not (
            start
            and is_joint(doc[start - 1])
            and doc[start - 2].text.lower() not in ("al", "el", "anti", "pro")
        )
        and not (names.entries[key][0] == "group" and _shares_noun(doc, start, end, names))
        and not _is_of_another(doc, start, end, names.entries[key][2], names)
    ]


def _is_of_another(doc, start: int, end: int, party: str | None, names: Names) -> bool:
    """Tell whether a common noun is another people's, or begins a longer name.

    "The Lebanese army", "Israel's opposition", "the Council on Foreign Relations".
    """
    first = start + (doc[start].lower_ == "the" and end - start > 1)
    is_name = doc[end - 1].pos_ == "PROPN" and end - first > 1 and doc[first].text[:1].isupper()
    if party is None or is_name or party not in names.party_words.values():
        return False  # a newspaper is of the media wherever it is
    if end + 1 < len(doc) and doc[end].lower_ in ("for", "on") and doc[end - 1].text[:1].isupper():
        goes_on = doc[end + 1].text[:1].isupper() and doc[end + 1].ent_type_ != "DATE"  # "on Friday"
        return goes_on and doc[end - 1].lower_ in BODIES
    i = start - 1 - (start > 1 and doc[start - 1].tag_ == "POS")
    if i < 0 or not doc[start].text.islower():
        return False
    if not is_people(doc[i]):
        return False
    return names.party_words.get(doc[i].text, names.adjectives.get(doc[i].text)) != party


def _shares_noun(doc, start: int, end: int, names: Names) -> bool:
    """Tell whether a group is half of two: "Russian diplomats" of "American and Russian diplomats"."""
    is_plural = end - start > 1 and doc[end - 1].tag_ in ("NNS", "NNPS")
    return is_plural and is_of_two(doc, start, names.party_words)


def _is_first_name(doc, start: int, end: int) -> bool:
    """Tell whether a place's name is a person's here: "Chad Bown"."""
    if end - start > 1 or not is_first_name(doc[start].text) or end == len(doc):
        return False
    return doc[start].ent_type_ == doc[end].ent_type_ == "PERSON" and doc[end].text[:1].isupper()


def _longest(matches: list[tuple]) -> list[tuple]:
    """Keep the longest of overlapping matches; of equal ones, the more specific kind."""
    kept, taken = [], set()
    for match in sorted(matches, key=lambda m: (m[3] - m[4], _KIND_RANK[m[0]], m[3])):
        span = range(match[3], match[4])
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return sorted(kept, key=lambda m: m[3])


def _give_short_names(doc, found: list[Sighting], taken: set[int]) -> list[Sighting]:
    """Let a listed common noun mean the last body before it that is named with that word.

    "The council" is the Syrian National Council after its name; nobody listed, where that is not listed.
    """
    bodies = [(s.start, doc[s.start : s.end].text, s) for s in found if s.kind in ("institution", "party")]
    bodies += [(e.start, e.text, None) for e in doc.ents if e.label_ == "ORG" and e.start not in taken]
    named: dict[str, list] = defaultdict(list)  # a word → the bodies that it may mean, in text order
    for start, name, body in sorted(bodies, key=itemgetter(0)):
        for word in BODIES.intersection(name.casefold().split()):
            if is_short_for([word], name):
                named[word].append((start, body))
    kept = []
    for each in found:
        words = doc[each.start : each.end].text.removeprefix("The ").removeprefix("the ").split()
        if each.how == "registry" and len(words) == 1 and words[0] in BODIES:
            some = named[words[0]]
            last = bisect_left(some, each.start, key=itemgetter(0)) - 1
            if last >= 0:
                _, body = some[last]
                if body is not None:
                    kept.append(replace(body, start=each.start, end=each.end, how="title"))
                continue
        kept.append(each)
    return kept


def _find_relations(doc, found: list[Sighting], names: Names, day) -> list[Sighting]:
    """Family told by its tie: "President Assad's British-born wife"."""
    if not names.relations:
        return []
    words = {word for word, _ in names.relations}
    people = {i: s for s in found if s.kind == "person" for i in range(s.start, s.end)}
    sightings = []
    for token in doc:
        if token.lower_ not in words:
            continue
        for child in token.children:
            owner = people.get(child.i) if child.dep_ == "poss" else None
            relative = names.relations.get((token.lower_, owner.actor)) if owner else None
            if relative:
                sightings.append(see_person(owner.start, token.i + 1, relative, day, "relation"))
    return sightings


def _drop_titles_of_names(doc, found: list[Sighting]) -> list[Sighting]:
    """Leave out a group or office that is only the title of a name ("US President Barack Obama")."""
    names_at = {s.start for s in found if s.kind == "person"}
    titles_at = {(s.start, s.end) for s in found if s.kind == "title" and s.how != "composed"}
    return [
        s
        for s in found
        if not (s.how == "composed" and (s.end in names_at or (s.start, s.end) in titles_at))
        and not (s.how == "office" and leads_to(doc, s.end, names_at))
    ]
