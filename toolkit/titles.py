"""Titles that stand for their holder: "the Russian foreign minister", "the Secretary-General"."""

from __future__ import annotations

from toolkit.first_names import is_first_name
from toolkit.names import Names
from toolkit.nouns import is_past
from toolkit.places import PEOPLES, find_before, find_outer, names_another, read_back, read_place
from toolkit.sightings import Sighting, see_person

ENVOYS = frozenset("ambassador delegate envoy representative".split())
OF_EVERY_STATE = frozenset(
    {
        "defence minister",
        "defense minister",
        "foreign minister",
        "interior minister",
        "premier",
        "president",
        "prime minister",
        "vice president",
    }
)
"""Without a state beside them they mean a holder whom the article names, or nobody of the registry."""
_NEAR = 100  # words in which an envoy who was named is meant rather than one who was not
_CLOSE = 3  # sentences in which two holders of one title leave it open who is meant
_NOT_THE_HOLDER = frozenset("a an another assistant deputy shadow under vice -".split())


def find_titles(doc, found: list[Sighting], names: Names, day) -> list[Sighting]:
    """Titles that stand for their holder: "the Russian foreign minister", "the Secretary-General"."""
    people = sorted((s for s in found if s.kind == "person"), key=lambda s: s.start)
    people_at, named = {s.start for s in people}, {i for s in people for i in range(s.start, s.end)}
    titles = _longest_titles(names.find_titles(doc))
    sightings, others = [], _find_other_holders(doc, titles, people, names, day)
    for title, start, end in titles:
        if not named.isdisjoint(range(start, end)):
            continue
        left, party = _find_owner(doc, start, end, names)
        if party is None and _is_of_others(doc, start):
            continue
        if find_outer(doc, left, party, names):
            continue  # "Turkey's U.N. envoy" is not the UN's
        if is_past(doc, start):
            if not (names_another(doc, left, start) or _is_narrowed(doc, start, end, names)):
                sightings += _see_former(doc, (left, start, end), names.entries[title][1], party, people, day)
            continue
        if not _is_the_holder(doc, left, start, end):
            continue
        if left < start and names_another(doc, left, start):
            continue
        if leads_to(doc, end, people_at):
            sightings += _see_office(left, end, names.offices.get(title, ()), party, day)
            continue
        if _is_narrowed(doc, start, end, names):
            continue
        if party is None and any(of < start for of in others.get(title, ())):
            continue  # the article has brought in somebody else of that title
        holders = [
            person
            for person in dict.fromkeys(names.entries[title][1])
            for office in person.offices_at(day)
            if title in map(str.casefold, office.titles) and party in (None, office.party)
        ]
        if party is None and title in OF_EVERY_STATE and not any(s.person in holders for s in people):
            continue
        seen = [s for s in people if s.start < start and s.person in holders] if holders else []
        if party is None and title in OF_EVERY_STATE:
            whose = _find_whose(doc, start, end, names)
            seen = [s for s in seen if whose is None or s.party in whose]
            if not seen:
                continue
        if party is None and not seen and title in ENVOYS and _is_envoy_near(doc, start, people, day):
            continue
        if party is None:
            holder = _pick_seen(doc, start, seen) if seen else holders[0] if len(holders) == 1 else None
        else:
            holder = holders[0] if holders else None
        if holder:
            sightings.append(see_person(left, end, holder, day, "title", kind="title"))
        elif not holders:
            sightings += _see_office(left, end, names.offices.get(title, ()), party, day)
    return sightings


def _holds(seen: Sighting, title: str, day) -> bool:
    """Tell whether somebody holds an office of a title on a day, by the registry."""
    offices = seen.person.offices_at(day) if seen.person else ()
    return any(title in map(str.casefold, office.titles) for office in offices)


def _find_other_holders(
    doc, titles: list[tuple], people: list[Sighting], names: Names, day
) -> dict[str, list[int]]:
    """Title → where it stands beside people who hold it to the article, but not to the registry.

    "Prime Minister David Cameron", "Julia Gillard, the Australian prime minister".
    """
    by_start, by_end = {s.start: s for s in people}, {s.end: s for s in people}
    others: dict[str, list[int]] = {}
    for title, start, end in titles:
        if _is_of_others(doc, start) and _find_owner(doc, start, end, names)[1] is None:
            others.setdefault(title, []).append(start)
        is_apart = end < len(doc) and doc[end].text == ","
        behind = by_start.get(end + is_apart)
        before = next((by_end[at] for at in range(start, max(start - 5, 0), -1) if at in by_end), None)
        if before and doc[before.end].text != ",":
            before = None
        for seen in (behind, before):
            if seen and not _holds(seen, title, day):
                others.setdefault(title, []).append(start)
    return others


def leads_to(doc, end: int, people_at: set[int]) -> bool:
    """Tell whether a title stands right before a name."""
    return end in people_at or (end + 1 in people_at and end < len(doc) and doc[end].text in (",", "al"))


def _pick_seen(doc, start: int, seen: list[Sighting]):
    """The holder of a title who was named last, where no other one was named close by."""
    first = doc[start].sent.start
    for _ in range(_CLOSE - 1):
        first = doc[max(first - 1, 0)].sent.start
    near = {s.person.name for s in seen if s.start >= first}
    return seen[-1].person if len(near) < 2 else None


def _is_envoy_near(doc, start: int, people: list[Sighting], day) -> bool:
    """Tell whether whom an article named last before a word for envoys is one."""
    before = [s for s in people if s.end <= start and s.start >= start - _NEAR and s.person]
    offices = before[-1].person.offices_at(day) if before else ()
    return any(not ENVOYS.isdisjoint(title.casefold().split()) for o in offices for title in o.titles)


def _see_former(
    doc, place: tuple[int, int, int], holders, party: str | None, people: list[Sighting], day
) -> list[Sighting]:
    """Who held an office, where the article names one such person before: "the former UN chief".

    Nobody where a word goes on behind the title ("ambassador to Iraq") or before it ("the former top envoy").
    """
    left, start, end = place
    first = left - 1
    goes_on = end < len(doc) and doc[end].pos_ == "ADP" and not _says_whose(doc, start, end)
    if day is None or goes_on or [t.lower_ for t in doc[max(first - 1, 0) : first + 1]] != ["the", "former"]:
        return []
    title = doc[start:end].text.casefold()
    before = {
        person
        for person in {seen.person for seen in people if seen.start < start} & set(holders)
        for office in person.offices
        if title in map(str.casefold, office.titles)
        and party in (None, office.party)
        and office.end is not None
        and office.end < day
    }
    if len(before) != 1 or leads_to(doc, end, {s.start for s in people}):
        return []
    return [see_person(first, end, before.pop(), day, "title", kind="title")]


def _is_the_holder(doc, left: int, start: int, end: int) -> bool:
    """Tell whether a title means who holds it: no deputy, no other one, nobody in particular ("an envoy")."""
    before = [*doc[max(left - 1, 0) : start], *(t for t in doc[start:end].root.lefts if t.dep_ == "det")]
    return not any(t.lower_ in _NOT_THE_HOLDER for t in before)


def _find_whose(doc, start: int, end: int, names: Names) -> set[str] | None:
    """The parties of whoever quotes a title, which may be theirs: "Iran's TV quoted the minister".

    None of all where it is told to be somebody's ("the country's minister"); None where nothing is told.
    """
    noun = doc[start:end].root
    if any(t.dep_ == "poss" for t in noun.lefts):
        return set()
    subjects = [t for t in noun.head.lefts if t.dep_ == "nsubj"] if noun.dep_ == "dobj" else []
    found = (read_back(doc, t.i, names.party_words)[1] for each in subjects for t in each.subtree)
    return {party for party in found if party} or None


def _see_office(left: int, end: int, offices, party: str | None, day) -> list[Sighting]:
    """An office of one party, whoever holds it: "the US Secretary of State"."""
    fitting = [o for o in offices if party in (None, o.party) and (day is None or o.covers(day))]
    if len({office.party for office in fitting}) != 1:
        return []
    return [Sighting(left, end, fitting[0].titles[0], fitting[0].party, "title", "office")]


def _longest_titles(matches: list[tuple]) -> list[tuple]:
    """Keep the longest of overlapping titles, in text order."""
    kept, taken = [], set()
    for title, start, end in sorted(matches, key=lambda m: (m[1] - m[2], m[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((title, start, end))
    return sorted(kept, key=lambda m: m[1])


def _is_of_others(doc, start: int) -> bool:
    """Tell whether a title names a state that the registry does not have: "the Australian minister"."""
    return any(t.ent_type_ in PEOPLES for t in doc[max(start - 2, 0) : start])


def _is_narrowed(doc, start: int, end: int, names: Names) -> bool:
    """Tell whether a title goes on to another office or body: "… for Transport", "Chief General Motors".

    What it is of may be its party: "the president of Syria".
    """
    if end == len(doc) or doc[end].is_sent_start:
        return False
    after = doc[end]
    if _says_whose(doc, start, end):
        return read_place(doc, end + 1, names.party_words)[1] is None
    is_person = after.ent_type_ == "PERSON" or is_first_name(after.text)
    is_run = after.pos_ == "PROPN" and after.text[:1].isupper() and not is_person
    return is_run and (doc[end - 1].head.i >= end or start <= after.head.i < end)


def _find_owner(doc, start: int, end: int, names: Names) -> tuple[int, str | None]:
    """Find the party word before a title ("Russia's", "Russian") or after it ("of Syria")."""
    left, party = find_before(doc, start, names.party_words, reach=3)
    if party is None and _says_whose(doc, start, end):
        party = read_place(doc, end + 1, names.party_words)[1]
    return left, party


def _says_whose(doc, start: int, end: int) -> bool:
    """Tell whether "of" or "for" after a title says whose it is; an envoy is "for" another country."""
    if end == len(doc) or doc[end].lower_ not in ("of", "for"):
        return False
    is_envoy = doc[end - 1].lower_ in ENVOYS | {"mediator", "negotiator"}
    return doc[end].lower_ == "of" or (doc[end].head.i in range(start, end) and not is_envoy)
