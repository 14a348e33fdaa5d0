"""Assigned speakers: what a researcher decided about speakers whom the rules left without a party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from toolkit.registry import Assignment, Registry
from toolkit.registry_reader import parse_registry
from toolkit.registry_writer import Key, write_assigned
from toolkit.schema import NO_PARTY, UNRESOLVED

ASSIGNED = "assigned"
_ARROW = " → "


def apply_assignments(
    rows: list[dict], registry: Registry, *, day: date | None, article_id: str
) -> list[dict]:
    """Give the speakers whom the registry assigns their party; what the rules resolved stays.

    Parameters
    ----------
    rows : list of dict
        Rows of ``quotes`` of one article, with ``speaker``, ``party``, ``resolved_by`` and ``resolution``.
    registry : Registry
        Reads ``assigned`` and ``people``. A decision for this article goes before one for all.
    day : date or None
        Day of the article: a person has the party of that day.
    article_id : str

    Returns
    -------
    list of dict
        Rows of party ``unresolved`` whose speaker is assigned have ``resolved_by`` *assigned*, the party
        (``no party`` where the speaker is of none, on purpose), and the chain in ``resolution`` goes on to
        it. With a person, ``speaker`` is the person's name; the party stays ``unresolved`` on a day on
        which the person has none.

    Examples
    --------
    >>> from toolkit.parties import load_registry
    >>> registry = assign_speakers(load_registry("syria-2012"), {("he", "a1"): "Sergei Lavrov"})
    >>> row = {"speaker": "he", "party": "unresolved", "resolved_by": "pronoun"}
    >>> row["resolution"] = "he → unresolved"
    >>> new = apply_assignments([row], registry, day=date(2012, 2, 7), article_id="a1")
    >>> new[0]["resolution"], new[0]["resolved_by"]
    ('he → Sergei Lavrov → Russia', 'assigned')
    """
    decisions = {(made.speaker, made.article): made for made in registry.assigned}
    if not decisions:
        return rows
    people = {person.name: person for person in registry.people}

    def decide(row: dict) -> dict:
        speaker = (row["speaker"] or "").strip()
        made = decisions.get((speaker, article_id)) or decisions.get((speaker, None))
        if row["party"] != UNRESOLVED or made is None:
            return row
        person = people.get(made.person)
        party = (person.party_at(day) or UNRESOLVED) if person else made.party
        chain = [row["resolution"].removesuffix(_ARROW + UNRESOLVED), made.person, party]
        return row | {
            "speaker": made.person or row["speaker"],
            "party": party,
            "resolved_by": ASSIGNED,
            "resolution": _ARROW.join(dict.fromkeys(step for step in chain if step)),
            "speaker_confidence": None,
        }

    return [decide(row) for row in rows]


def assign_speakers(
    registry: Registry, assignments: Mapping[str | Key, str | None] | Iterable[Assignment]
) -> Registry:
    """Add to a registry what you decided about speakers whom it does not map.

    Parameters
    ----------
    registry : Registry
        Stays as it is.
    assignments : dict, or list of Assignment
        As a dict: from a speaker as in the column ``speaker``, or from (speaker, article_id) for that
        article alone, to the name of a party or of a person of the registry (of two that share it, the
        party is meant), to ``"no party"`` (of none, on purpose), or to None, which takes an earlier
        decision back. Another earlier decision about the same speaker and article is replaced.

    Returns
    -------
    Registry
        With these decisions in ``assigned`` and in ``text``, where all other lines and comments are as
        before. Where the text differs, ", edited" stands after the name until it is loaded from a file.

    Raises
    ------
    ValueError
        If a speaker is empty, or a name is none of a party or person of the registry.
    RegistryError
        If the text cannot be read or changed, or an Assignment breaks a rule of registries.

    Notes
    -----
    ``update_parties(analysis, registry)`` maps an analysis anew. To keep the decisions, write ``text`` to
    a file.

    Examples
    --------
    >>> from toolkit.parties import load_registry
    >>> mine = assign_speakers(load_registry("syria-2012"), {"Lama Barakat": "Syrian opposition"})
    >>> mine.assigned
    (Assignment(speaker='Lama Barakat', party='Syrian opposition', person=None, article=None),)
    >>> print(mine.text.splitlines()[-1])
      - {speaker: Lama Barakat, party: Syrian opposition}
    """
    if isinstance(assignments, Mapping):
        decisions = {
            _take_key(key): None if name is None else _take_decision(registry, _take_key(key), name)
            for key, name in assignments.items()
        }
    else:
        decisions = {}
        for made in assignments:
            key = _take_key((made.speaker, made.article))
            decisions[key] = replace(made, speaker=key[0], article=key[1])
    text = write_assigned(registry.text, decisions, source=registry.name)
    if text == registry.text:
        return registry
    name = f"{registry.name.removesuffix(', edited')}, edited"
    return replace(parse_registry(text, source=registry.name), name=name)


def _take_key(given: str | Key) -> Key:
    speaker, article = (given, None) if isinstance(given, str) else given
    if not isinstance(speaker, str) or not speaker.strip():
        raise ValueError(
            f"assignments: expected a speaker as in the column speaker, got {speaker!r}. "
            "list_unmapped(analysis) has them."
        )
    return speaker.strip(), article


def _take_decision(registry: Registry, key: Key, name: str) -> Assignment:
    """Understand a name: of a party, of a person, or that of no party."""
    speaker, article = key
    parties = {*registry.party_names, *registry.parents, *registry.parents.values(), NO_PARTY}
    people = [person.name for person in registry.people]
    if name in parties:
        return Assignment(speaker, party=name, article=article)
    if name in people:
        return Assignment(speaker, person=name, article=article)
    near = get_close_matches(str(name), [*sorted(parties), *people], n=1)
    meant = f" (did you mean {near[0]!r}?)" if near else ""
    raise ValueError(
        f"assignments: expected for {speaker!r} the name of a party or person of the registry, {NO_PARTY!r} "
        f"or None; got {name!r}{meant}. Parties: {', '.join(registry.party_names)}. A new party or person "
        "is added to the text of the registry first."
    )
