"""Sightings: the stretches of tokens that name an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.parties import Person

ACTING_AFTER = frozenset("against among at between by like toward towards unlike with".split())


@dataclass(frozen=True)
class Sighting:
    """Tokens ``start`` to ``end`` name ``actor``, of ``party`` at the article's date.

    ``kind`` is person, institution, party, metonym, group, label or title; ``how`` tells what
    identified it (name, surname, title, relation, registry, metonym, acronym, …). ``shared`` is the noun that
    several share: "diplomats" of "American and Russian diplomats".
    """

    start: int
    end: int
    actor: str
    party: str | None
    kind: str
    how: str
    gender: str | None = None
    person: Person | None = field(default=None, compare=False)
    shared: int | None = None


def see_person(start: int, end: int, person: Person, day, how: str, kind: str = "person") -> Sighting:
    """A sighting of somebody whom the registry lists, with the party of the day."""
    return Sighting(start, end, person.name, person.party_at(day), kind, how, person.gender, person)


def list_counterparts(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """Those who share one noun together, as ``counterparts`` finds them."""
    groups: dict[int, list[Sighting]] = {}
    for sighting in sightings:
        if sighting.shared is not None:
            groups.setdefault(sighting.shared, []).append(sighting)
    return [some for some in groups.values() if len(some) > 1]


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
