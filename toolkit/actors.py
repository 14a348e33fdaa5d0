"""Actors: who is named where in a Document: people, institutions, groups and parties.

A Sighting is one stretch of tokens that names an actor. Pronouns are not sightings: they are
resolved in ``speakers`` with the quotations at hand.
"""

from __future__ import annotations

from toolkit.acronyms import find_acronyms
from toolkit.cast import is_joint
from toolkit.document import Document
from toolkit.first_names import is_first_name
from toolkit.names import Names
from toolkit.people import find_people
from toolkit.sightings import Sighting, is_acting, see_person

__all__ = ["Sighting", "find_actors", "is_acting"]

STATE_NOUNS = frozenset(
    "administration agency airforce aide aides ambassador army authorities cabinet chancellor charge "
    "command commander consul defence defense delegate delegation diplomacy diplomat diplomats embassy "
    "envoy force forces general government governments intelligence junta leader leaders leadership "
    "lawmaker lawmakers media military minister ministers ministry mission negotiator negotiators navy "
    "officer officers official officials parliament police premier president regime representative "
    "representatives security service side spokesman spokesmen spokesperson spokeswoman state television "
    "troops tv"
    .split()
)  # fmt: skip
_LONGEST = 3  # words of a party's adjective: "Bosnian and Herzegovinian"
_NOT_THE_HOLDER = frozenset({"former", "ex", "late", "then", "-", "a", "an", "another"})
ENVOYS = frozenset("ambassador delegate envoy representative".split())
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "PUNCT"})
_KIND_RANK = {"person": 0, "institution": 1, "party": 2, "group": 3, "metonym": 4, "label": 5}


def find_actors(document: Document, names: Names) -> list[Sighting]:
    """Find every named person, institution, group and party, in text order.

    Metonyms are listed wherever they stand; ``is_acting`` tells whether they count there. It
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
        if kind == "person":
            take(see_person(start, end, actor, day, "name"))
        else:
            take(Sighting(start, end, actor, party, kind, "metonym" if kind == "metonym" else "registry"))
    found += find_people(document, [s for s in found if s.kind == "person"], taken, names)
    for sighting in find_acronyms(doc, found, taken):
        take(sighting)
    for sighting in _find_state_nouns(doc, taken, names):
        take(sighting)
    found += _find_titles(doc, found, names, day)
    found += _find_relations(doc, found, names, day)
    return sorted(_drop_titles_of_names(doc, _lend_parties(doc, found)), key=lambda s: (s.start, -s.end))


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
    ]


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


def _find_state_nouns(doc, taken: set[int], names: Names) -> list[Sighting]:
    """A word of state with its party: "Syrian security forces", "the representative of France"."""
    sightings = []
    for token in doc:
        if token.lower_ not in STATE_NOUNS or token.i in taken or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in STATE_NOUNS:
            continue
        left, party = _find_adjective(doc, token.i, taken, names)
        end = token.i + 1
        if party is None and end + 1 < len(doc) and doc[end].lower_ == "of":
            left, (end, party) = token.i, _read_place(doc, end + 1, names.places)
        if party:
            sightings.append(Sighting(left, end, doc[left:end].text, party, "group", "composed"))
    return sightings


def _find_adjective(doc, noun: int, taken: set[int], names: Names) -> tuple[int, str | None]:
    for left in range(noun - 1, max(noun - 6, -1), -1):
        start, party = _read_back(doc, left, names.adjectives)
        if party:
            return (noun, None) if is_joint(doc[left + 1]) else (start, party)  # "US-backed forces"
        if doc[left].pos_ not in _BETWEEN or doc[left].text in ",;:." or left in taken:
            break
    return noun, None


def _read_back(doc, i: int, places: dict[str, str]) -> tuple[int, str | None]:
    """The party whose word ends at a token, the longest first: "South Korean", not "Korean"."""
    for start in range(max(i - _LONGEST + 1, 0), i + 1):
        party = places.get(doc[start : i + 1].text)
        if party:
            return start, party
    return i, None


def _read_place(doc, i: int, places: dict[str, str]) -> tuple[int, str | None]:
    """The end of the word of a party that begins at a token, and the party, the longest first."""
    for end in range(min(i + _LONGEST, len(doc)), i, -1):
        party = places.get(doc[i:end].text)
        if party:
            return end, party
    return i + 1, None


def _find_titles(doc, found: list[Sighting], names: Names, day) -> list[Sighting]:
    """Titles that stand for their holder: "the Russian foreign minister", "the Secretary-General"."""
    people = sorted((s for s in found if s.kind == "person"), key=lambda s: s.start)
    people_at, named = {s.start for s in people}, {i for s in people for i in range(s.start, s.end)}
    sightings = []
    for title, start, end in _longest_titles(names.find_titles(doc)):
        if not named.isdisjoint(range(start, end)):
            continue
        left, party = _find_owner(doc, start, end, names)
        if party is None and _is_of_others(doc, start, end):
            continue
        if left and doc[left - 1].lower_ in _NOT_THE_HOLDER:
            continue
        if _leads_to(doc, end, people_at):
            sightings += _see_office(left, end, names.offices.get(title, ()), party, day)
            continue
        holders = [
            person
            for person in dict.fromkeys(names.entries[title][1])
            for office in person.offices_at(day)
            if title in map(str.casefold, office.titles) and party in (None, office.party)
        ]
        seen = [s.person for s in people if s.start < start and s.person in holders] if holders else []
        if party is None:
            holder = seen[-1] if seen else holders[0] if len(holders) == 1 else None
        else:
            holder = holders[0] if holders else None
        if holder:
            sightings.append(see_person(left, end, holder, day, "title", kind="title"))
        elif not holders:
            sightings += _see_office(left, end, names.offices.get(title, ()), party, day)
    return sightings


def _see_office(left: int, end: int, offices, party: str | None, day) -> list[Sighting]:
    """An office of one party, whoever holds it: "the US Secretary of State"."""
    fitting = [o for o in offices if party in (None, o.party) and (day is None or o.covers(day))]
    if len({office.party for office in fitting}) != 1:
        return []
    return [Sighting(left, end, fitting[0].titles[0], fitting[0].party, "title", "office")]


def _longest_titles(matches: list[tuple]) -> list[tuple]:
    kept = _longest([("person", title, None, start, end) for title, start, end in matches])
    return [(title, start, end) for _, title, _, start, end in kept]


def _leads_to(doc, end: int, people_at: set[int]) -> bool:
    """Tell whether a title stands right before a name."""
    return end in people_at or (end + 1 in people_at and end < len(doc) and doc[end].text in (",", "al"))


def _is_of_others(doc, start: int, end: int) -> bool:
    """Tell whether a title names a state that the registry does not have: "the Australian minister"."""
    around = [*doc[max(start - 2, 0) : start], *doc[end + 1 : end + 3]]
    is_owned = end < len(doc) and doc[end].lower_ == "of"
    return any(t.ent_type_ in ("NORP", "GPE") and (t.i < start or is_owned) for t in around)


def _find_owner(doc, start: int, end: int, names: Names) -> tuple[int, str | None]:
    """Find the party word before a title ("Russia's", "Russian") or after it ("of Syria")."""
    for left in range(start - 1, max(start - 4, -1), -1):
        first, party = _read_back(doc, left, names.places)
        if party:
            return first, party
        if doc[left].pos_ not in _BETWEEN or doc[left].text in ",;:.":
            break
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        return start, _read_place(doc, end + 1, names.places)[1]
    return start, None


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


def _lend_parties(doc, found: list[Sighting]) -> list[Sighting]:
    """Give a stranger the party of the group, institution or office named beside the name.

    "Activist Omar Said", "Omar Said, a State Department spokesman", "Taoiseach Enda Kenny".
    """
    bodies = [s for s in found if s.kind in ("group", "institution", "party") and s.party]
    bodies += [s for s in found if s.how == "office"]
    party_at = {i: s.party for s in bodies[::-1] for i in range(s.start, s.end)}
    parties: dict[str, str] = {}
    for sighting in found:
        if sighting.kind == "person" and sighting.person is None and sighting.actor not in parties:
            near = [party_at[i] for i in _describe_places(doc, sighting) if i in party_at]
            if near:
                parties[sighting.actor] = near[0]
    return [
        Sighting(s.start, s.end, s.actor, parties[s.actor], s.kind, s.how, s.gender)
        if s.kind == "person" and s.person is None and s.actor in parties
        else s
        for s in found
    ]


def _drop_titles_of_names(doc, found: list[Sighting]) -> list[Sighting]:
    """Leave out a group or office that is only the title of a name ("US President Barack Obama")."""
    names_at = {s.start for s in found if s.kind == "person"}
    titles_at = {(s.start, s.end) for s in found if s.kind == "title"}
    return [
        s
        for s in found
        if not (s.how == "composed" and (s.end in names_at or (s.start, s.end) in titles_at))
        and not (s.how == "office" and _leads_to(doc, s.end, names_at))
    ]


def _describe_places(doc, sighting: Sighting) -> list[int]:
    """The words beside a name that may tell whose person it is, in text order."""
    root = doc[sighting.start : sighting.end].root
    places = {t.i for t in root.children if t.dep_ in ("compound", "appos", "nmod", "amod")}
    if root.dep_ in ("appos", "compound", "nmod"):
        places.add(root.head.i)
    if sighting.start:
        places.add(sighting.start - 1)
    envoys = {i: _find_envoy(root) or _find_envoy(doc[i]) for i in places}
    places = {i if envoy is None else envoy.i for i, envoy in envoys.items()}
    nouns = [doc[i] for i in places if doc[i].lower_ in STATE_NOUNS]
    places.update(t.i for noun in nouns for t in noun.children if t.dep_ in ("compound", "nmod", "poss"))
    return sorted(places)


def _find_envoy(token):
    """The envoy before "to" or "at" a body, whose party is not the body's: "Russian ambassador to the UN"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "at"):
        return None
    return token.head.head if token.head.head.lemma_.lower() in ENVOYS else None
