"""Actors: who is named where in a Document: people, institutions, groups and parties.

A Sighting is one stretch of tokens that names an actor. Pronouns are not sightings: they are
resolved in ``speakers`` with the quotations at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.document import Document
from toolkit.names import Names
from toolkit.parties import Person

HONORIFICS = {
    "mr": "male", "sir": "male", "lord": "male",
    "mrs": "female", "ms": "female", "miss": "female", "dame": "female", "lady": "female",
    "dr": None, "gen": None, "general": None, "col": None, "colonel": None, "president": None,
    "minister": None, "secretary": None, "ambassador": None, "senator": None, "sen": None,
}  # fmt: skip
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
ACTING_AFTER = frozenset("against among at between by like toward towards unlike with".split())
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "PUNCT"})
_KIND_RANK = {"person": 0, "institution": 1, "party": 2, "group": 3, "metonym": 4, "label": 5}


@dataclass(frozen=True)
class Sighting:
    """Tokens ``start`` to ``end`` name ``actor``, of ``party`` at the article's date.

    ``kind`` is person, institution, party, metonym, group, label or title; ``how`` tells what
    identified it (name, surname, title, relation, registry, metonym, …).
    """

    start: int
    end: int
    actor: str
    party: str | None
    kind: str
    how: str
    gender: str | None = None
    person: Person | None = field(default=None, compare=False)


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
        if kind == "person":
            take(_see_person(start, end, actor, day, "name"))
        else:
            take(Sighting(start, end, actor, party, kind, "metonym" if kind == "metonym" else "registry"))
    for sighting in _find_strangers(doc, taken, names):
        take(sighting)
    for sighting in _find_surnames(doc, taken, found, names, day):
        take(sighting)
    for sighting in _find_state_nouns(doc, taken, names):
        take(sighting)
    found += _find_titles(doc, found, names, day)
    found += _find_relations(doc, found, names, day)
    return sorted(_drop_titles_of_names(_lend_parties(doc, found)), key=lambda s: (s.start, -s.end))


def is_acting(sighting: Sighting, doc) -> bool:
    """Tell whether a metonym stands for its party here, not for a place ("in Damascus")."""
    if sighting.kind != "metonym":
        return True
    root = doc[sighting.start : sighting.end].root
    while root.dep_ == "conj":
        root = root.head
    if root.dep_ in ("nsubj", "nsubjpass", "dobj", "iobj", "dative", "agent", "ROOT"):
        return True
    if root.dep_ == "poss":
        return root.head.ent_type_ not in ("GPE", "LOC", "FAC")
    return root.dep_ == "pobj" and root.head.lower_ in ACTING_AFTER


def _match(doc, names: Names) -> list[tuple]:
    return [
        (*names.entries[key], start, end)
        for matches in (names.find_exact(doc), names.find_lower(doc))
        for key, start, end in matches
    ]


def _longest(matches: list[tuple]) -> list[tuple]:
    """Keep the longest of overlapping matches; of equal ones, the more specific kind."""
    kept, taken = [], set()
    for match in sorted(matches, key=lambda m: (m[3] - m[4], _KIND_RANK[m[0]], m[3])):
        span = range(match[3], match[4])
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return sorted(kept, key=lambda m: m[3])


def _see_person(start: int, end: int, person: Person, day, how: str, kind: str = "person") -> Sighting:
    return Sighting(start, end, person.name, person.party_at(day), kind, how, person.gender, person)


def _find_strangers(doc, taken: set[int], names: Names) -> list[Sighting]:
    """People whom the entity recognizer finds and the registry does not know.

    A single word counts only after "Mr" or "Ms", or where the full name stood before: the
    recognizer takes many a place for a person.
    """
    full_names: dict[str, str] = {}
    found = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        start, end = entity.start, entity.end
        while start < end and doc[start].lower_.rstrip(".") in HONORIFICS:
            start += 1
        while end > start and not doc[end - 1].text[:1].isalpha():
            end -= 1
        tokens = range(start, end)
        if not tokens or not taken.isdisjoint(tokens) or doc[start].text in names.adjectives:
            continue
        name, title = doc[start:end].text, doc[start - 1].lower_.rstrip(".") if start else ""
        alone = len(tokens) == 1
        if "\n" in name or not name[0].isupper():
            continue
        if alone and (name in names.surnames or not (name in full_names or title in HONORIFICS)):
            continue
        if not alone:
            full_names.setdefault(name.split()[-1], name)
        gender, how = HONORIFICS.get(title), "surname" if alone else "name"
        found.append(Sighting(start, end, full_names.get(name, name), None, "person", how, gender))
    return found


def _find_surnames(doc, taken: set[int], found: list[Sighting], names: Names, day) -> list[Sighting]:
    """Surnames of people in the registry, standing alone or after a title."""
    full = sorted((s for s in found if s.kind == "person"), key=lambda s: s.start)
    strangers = {s.actor.split()[-1] for s in full if s.person is None}
    sightings = []
    for token in doc:
        people = names.surnames.get(token.text)
        if not people or token.i in taken or token.text in strangers:
            continue
        before = doc[token.i - 1].lower_.rstrip(".") if token.i else ""
        named = [s for s in full if s.person in people]
        if not named and (before == "the" or token.pos_ != "PROPN" or token.ent_type_ in ("ORG", "FAC")):
            continue
        start = token.i - 2 if before == "-" and doc[token.i - 2].lower_ == "al" else token.i
        start = token.i - 1 if before == "al" else start
        title = doc[start - 1].lower_.rstrip(".") if start else ""
        gender = HONORIFICS.get(title)
        people = [p for p in people if gender in (None, p.gender)] or people
        earlier = [s.person for s in named if s.start < token.i and s.person in people]
        later = [s.person for s in named if s.person in people]
        person = earlier[-1] if earlier else later[0] if later else people[0]
        sightings.append(_see_person(start, token.i + 1, person, day, "surname"))
    return sightings


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
            left, party, end = token.i, names.places.get(doc[end + 1].text), end + 2
        if party:
            sightings.append(Sighting(left, end, doc[left:end].text, party, "group", "composed"))
    return sightings


def _find_adjective(doc, noun: int, taken: set[int], names: Names) -> tuple[int, str | None]:
    for left in range(noun - 1, max(noun - 6, -1), -1):
        party = names.adjectives.get(doc[left].text)
        if party:
            return left, party
        if doc[left].pos_ not in _BETWEEN or doc[left].text in ",;:." or left in taken:
            break
    return noun, None


def _find_titles(doc, found: list[Sighting], names: Names, day) -> list[Sighting]:
    """Titles that stand for their holder: "the Russian foreign minister", "the Secretary-General"."""
    people_at = {s.start for s in found if s.kind == "person"}
    sightings = []
    for title, start, end in _longest_titles(names.find_titles(doc)):
        if any(start <= s.start < end and s.kind == "person" for s in found) or _leads_to(
            doc, end, people_at
        ):
            continue
        left, party = _find_owner(doc, start, end, names)
        if left and doc[left - 1].lower_ in ("former", "ex", "late", "then", "-"):
            continue
        holders = [
            person
            for person in dict.fromkeys(names.entries[title][1])
            for office in person.offices_at(day)
            if title in map(str.casefold, office.titles) and party in (None, office.party)
        ]
        seen = [s.person for s in found if s.kind == "person" and s.start < start and s.person in holders]
        if party is None:
            holder = seen[-1] if seen else holders[0] if len(holders) == 1 else None
        else:
            holder = holders[0] if holders else None
        if holder:
            sightings.append(_see_person(left, end, holder, day, "title", kind="title"))
    return sightings


def _longest_titles(matches: list[tuple]) -> list[tuple]:
    kept = _longest([("person", title, None, start, end) for title, start, end in matches])
    return [(title, start, end) for _, title, _, start, end in kept]


def _leads_to(doc, end: int, people_at: set[int]) -> bool:
    """Tell whether a title stands right before a name."""
    return end in people_at or (end + 1 in people_at and end < len(doc) and doc[end].text in (",", "al"))


def _find_owner(doc, start: int, end: int, names: Names) -> tuple[int, str | None]:
    """Find the party word before a title ("Russia's", "Russian") or after it ("of Syria")."""
    for left in range(start - 1, max(start - 4, -1), -1):
        if doc[left].text in names.places:
            return left, names.places[doc[left].text]
        if doc[left].pos_ not in _BETWEEN or doc[left].text in ",;:.":
            break
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        return start, names.places.get(doc[end + 1].text)
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
                sightings.append(_see_person(owner.start, token.i + 1, relative, day, "relation"))
    return sightings


def _lend_parties(doc, found: list[Sighting]) -> list[Sighting]:
    """Give a stranger the party of the group or institution named beside the name.

    "Activist Omar Said", "Omar Said, a State Department spokesman".
    """
    parties: dict[str, str] = {}
    for sighting in found:
        if sighting.kind == "person" and sighting.person is None and sighting.actor not in parties:
            near = _described_by(doc, sighting, found)
            if near:
                parties[sighting.actor] = near.party
    return [
        Sighting(s.start, s.end, s.actor, parties[s.actor], s.kind, s.how, s.gender)
        if s.kind == "person" and s.person is None and s.actor in parties
        else s
        for s in found
    ]


def _drop_titles_of_names(found: list[Sighting]) -> list[Sighting]:
    """Leave out a composed group that is only the title of a name ("US President Barack Obama")."""
    names_at = {s.start for s in found if s.kind == "person"}
    titles_at = {(s.start, s.end) for s in found if s.kind == "title"}
    return [
        s for s in found if not (s.how == "composed" and (s.end in names_at or (s.start, s.end) in titles_at))
    ]


def _described_by(doc, sighting: Sighting, found: list[Sighting]) -> Sighting | None:
    root = doc[sighting.start : sighting.end].root
    heads = {t.i for t in root.children if t.dep_ in ("compound", "appos", "nmod", "amod")}
    if root.dep_ in ("appos", "compound", "nmod"):
        heads.add(root.head.i)
    for other in found:
        if other.kind in ("group", "institution", "party") and (
            not heads.isdisjoint(range(other.start, other.end)) or other.end == sighting.start
        ):
            return other
    return None
