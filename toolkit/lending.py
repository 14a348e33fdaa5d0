"""Lending: a stranger has the party of the group, institution or office named beside the name."""

from __future__ import annotations

from dataclasses import replace

from toolkit.nouns import SPEAKING_FOR, is_distant, is_past
from toolkit.sightings import Sighting
from toolkit.titles import ENVOYS, STATE_NOUNS

_NEGATING = frozenset("longer never no not once".split())


def lend_parties(doc, found: list[Sighting]) -> list[Sighting]:
    """Give a stranger the party of the group, institution or office named beside the name.

    "Activist Omar Said", "Omar Said, a State Department spokesman", "Taoiseach Enda Kenny"; or of the person
    whom the stranger serves, "Davis's aide Omar Said". Not where the words say that it was once so, or that
    the person stands apart: "a former minister", "a Kremlin critic".
    """
    served = {s.end - 1: s.party for s in found if s.kind in ("person", "metonym", "title") and s.party}
    bodies = [s for s in found if s.kind in ("group", "institution", "party") and s.party]
    bodies += [s for s in found if s.how == "office"]
    party_at = {i: s.party for s in bodies[::-1] for i in range(s.start, s.end)}
    parties: dict[str, str] = {}
    for sighting in found:
        if sighting.kind == "person" and sighting.person is None and sighting.actor not in parties:
            near = [party_at[i] for i in _describe_places(doc, sighting) if i in party_at]
            near += [
                party for i in _find_served(doc, sighting) if (party := served.get(i) or party_at.get(i))
            ]
            if near:
                parties[sighting.actor] = near[0]
    return [
        replace(s, party=parties[s.actor], how="beside")
        if s.kind == "person" and s.person is None and s.actor in parties
        else s
        for s in found
    ]


def _describe_places(doc, sighting: Sighting) -> list[int]:
    """The words beside a name that may tell whose person it is, in text order."""
    root = doc[sighting.start : sighting.end].root
    places = {t.i for t in root.children if t.dep_ in ("compound", "appos", "nmod", "amod")}
    if root.dep_ in ("appos", "compound", "nmod"):
        places.add(root.head.i)
    if sighting.start:
        places.add(sighting.start - 1)
    places = {i for i in places if not _tells_apart(doc, i, sighting)}
    envoys = {i: _find_envoy(root) or _find_envoy(doc[i]) for i in places}
    places = {i if envoy is None else envoy.i for i, envoy in envoys.items()}
    nouns = [doc[i] for i in places if doc[i].lower_ in STATE_NOUNS]
    places.update(t.i for noun in nouns for t in noun.children if t.dep_ in ("compound", "nmod", "poss"))
    return sorted(places)


def _find_served(doc, sighting: Sighting) -> list[int]:
    """The words for whom somebody speaks: Davis, in "Davis's aide Omar Said", "Said, an aide to Davis"."""
    root = doc[sighting.start : sighting.end].root
    nouns = [root.head] if root.dep_ == "appos" else []
    nouns += [t for t in root.children if t.dep_ in ("appos", "compound", "nmod")]
    roles = [t for t in nouns if t.lower_ in SPEAKING_FOR and not _tells_apart(doc, t.i, sighting)]
    beside = [root] if any(t.dep_ != "appos" for t in roles) else []  # to the parser, whose the name is
    owners = [t for noun in [*roles, *beside] for t in noun.children if t.dep_ == "poss"]
    owners += [t for role in [*roles, *beside] for t in role.children if t.dep_ in ("compound", "nmod")]
    preps = [t for role in roles for t in role.children if t.lower_ in ("for", "of", "to")]
    return [t.i for t in (*owners, *(t for prep in preps for t in prep.children if t.dep_ == "pobj"))]


def _tells_apart(doc, i: int, sighting: Sighting) -> bool:
    """Tell whether the words around a place beside a name say that somebody was, or is not, of the body."""
    first = min(doc[i].left_edge.i, i)
    last = sighting.start if i < sighting.start else i + 1
    while first and doc[first - 1].lower_ in _NEGATING:
        first -= 1
    if i < sighting.start:
        first = min(first, doc[sighting.start : sighting.end].root.left_edge.i)
    words = [t for t in doc[first:last] if not sighting.start <= t.i < sighting.end]
    return any(is_distant(t) for t in words) or is_past(doc, last, first)


def _find_envoy(token):
    """The envoy before "to" or "at" a body, whose party is not the body's: "Russian ambassador to the UN"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "at"):
        return None
    return token.head.head if token.head.head.lemma_.lower() in ENVOYS else None
