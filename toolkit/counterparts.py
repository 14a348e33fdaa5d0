"""Counterparts: officials of several states at once, "American and Russian diplomats"."""

from __future__ import annotations

from dataclasses import replace

from toolkit.names import Names
from toolkit.nouns import is_past
from toolkit.places import JOINTS, PEOPLES, is_of_two, read_back, read_place, step_over_joints
from toolkit.sightings import Sighting, see_person
from toolkit.state_nouns import STATE_NOUNS, WITHIN_OFFICE, is_told_apart
from toolkit.titles import OF_EVERY_STATE, leads_to

_PLURAL = frozenset({"NNS", "NNPS"})
_BODIES = frozenset(
    "administration army cabinet embassy government military ministry mission parliament".split()
)
_HELD_BY_ONE = frozenset("ambassador chancellor leader minister premier president".split())
_ONE_A_STATE = OF_EVERY_STATE | _BODIES | {"ambassador", "leader"}


def find_counterparts(doc, taken: set[int], names: Names, day, *, people_at: set[int]) -> list[Sighting]:
    """Find the officials of several states that share one noun, those of each state by themselves.

    "The Russian and Chinese foreign ministers" and "the foreign ministers of Russia and China" are the two
    holders where the registry has them, else people of either party. A people that the registry lacks has
    its officials, too, without party; nothing is found where no state is listed.
    """
    sightings = []
    for token in doc:
        if token.lower_ not in STATE_NOUNS or token.tag_ not in _PLURAL or token.i in taken:
            continue
        start = token.i
        while start > 0 and doc[start - 1].lower_ in WITHIN_OFFICE:
            start -= 1
        places = _read_before(doc, start, names) or _read_after(doc, token.i + 1, names)
        parties = {party for _, _, party in places}
        if len(places) < 2 or parties == {None} or is_past(doc, min(start, places[0][0])):
            continue
        if leads_to(doc, token.i + 1, people_at) or _is_narrowed(doc, start, token.i + 1, places):
            continue
        edge = start if places[-1][1] <= start else None  # the last of the adjectives takes the noun
        for n, (left, right, party) in enumerate(places):
            is_with_noun = n == (len(places) - 1 if edge is not None else 0)
            span = (min(left, start), max(right, token.i + 1)) if is_with_noun else (left, right)
            sightings.append(_see(doc, span, (start, token.i), (left, right), party, names, day))
    return sightings


def _is_narrowed(doc, start: int, end: int, places: list[tuple]) -> bool:
    """Tell whether other words say who is meant: "religious leaders of …", "… ambassadors to Lebanon"."""
    first, last = min(start, places[0][0]), max(end, places[-1][1])
    goes_on = last < len(doc) and doc[last].lower_ in ("at", "from", "in", "of", "to")
    goes_on |= last > end and last < len(doc) and doc[last].pos_ in ("NOUN", "PROPN")
    is_own = all(
        doc[a].text[:1].isupper() and "opposition" not in doc[a:b].text.lower() for a, b, _ in places
    )
    return is_told_apart(doc, first) or goes_on or not is_own


def _see(doc, span, office, place, party: str | None, names: Names, day) -> Sighting:
    """Who holds the office in one state, or its people of that kind."""
    start, noun = office
    title = doc[start : noun + 1].text.casefold().removesuffix(doc[noun].lower_) + doc[noun].lemma_.lower()
    holders = {
        person.name: person
        for person in names.entries.get(title, ("title", (), None))[1]
        for held in person.offices_at(day)
        if party is not None and held.party == party and title in map(str.casefold, held.titles)
    }
    if len(holders) == 1 and doc[noun].lemma_.lower() in _HELD_BY_ONE:
        return replace(see_person(*span, *holders.values(), day, "title", kind="title"), shared=noun)
    if party is not None and title == "government":
        return Sighting(*span, party, party, "party", "composed", shared=noun)
    is_one = title in _ONE_A_STATE and not holders
    first = place[0] - (place[0] > noun and doc[place[0] - 1].lower_ == "the")
    words, people = doc[first : place[1]].text, title if is_one else doc[start : noun + 1].text
    if not doc[start].ent_type_ and place[0] > noun:
        people = people[0].lower() + people[1:]
    actor = f"{words} {people}" if place[0] < start else f"{people} of {words}"
    actor = _find_listed(actor, party, names) or actor
    return Sighting(*span, actor, party, "title" if is_one else "group", "composed", shared=noun)


def _find_listed(actor: str, party: str | None, names: Names) -> str | None:
    """The group under which a registry lists somebody: "Russian diplomats" may stand among its officials."""
    groups = (forms for each in names.registry.parties if each.name == party for forms in each.groups)
    return next((forms[0] for forms in groups if actor.casefold() in map(str.casefold, forms)), None)


def _read_before(doc, i: int, names: Names) -> list[tuple[int, int, str | None]]:
    """The words of states joined before a token, in text order: start, end and party of each."""
    places: list[tuple[int, int, str | None]] = []
    while i > 0:
        start, party = read_back(doc, i - 1, names.party_words)
        if party is None and doc[i - 1].ent_type_ not in PEOPLES:
            break
        places.insert(0, (start, i, party))
        if not is_of_two(doc, start, names.party_words):
            break
        i = step_over_joints(doc, start) + 1
    return places


def _read_after(doc, i: int, names: Names) -> list[tuple[int, int, str | None]]:
    """The states joined after "of" or "from": start, end and party of each."""
    places: list[tuple[int, int, str | None]] = []
    if i >= len(doc) or doc[i].lower_ not in ("from", "of"):
        return places
    i += 1
    while i < len(doc):
        i += doc[i].lower_ == "the"
        end, party = read_place(doc, i, names.party_words)
        if party is None and (i >= len(doc) or doc[i].ent_type_ not in PEOPLES):
            break
        if party is None:
            end = next((t.i for t in doc[i:] if t.ent_type_ not in PEOPLES), len(doc))
        places.append((i, end, party))
        i = end
        while i < len(doc) and doc[i].lower_ in JOINTS:
            i += 1
        if i == end:
            break
    return places
