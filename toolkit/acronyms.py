"""Acronyms: "IMF" is the International Monetary Fund wherever the article spells it out."""

from __future__ import annotations

import re

from toolkit.sightings import Sighting

_SMALL = frozenset("and for in of on the".split())
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")


def find_acronyms(doc, found: list[Sighting], taken: set[int]) -> list[Sighting]:
    """Find the bodies that an article names in full and by their initials, both forms wherever they stand.

    A body that ``found`` has keeps its party; others have none. Initials that nothing spells out stay alone.
    """
    short = {t.i: _strip(t.text) for t in doc if t.i not in taken and _ACRONYM.fullmatch(t.text)}
    wanted = set(short.values())
    if not wanted:
        return []
    full: dict[str, tuple[str, str | None]] = {}
    sightings = []
    bodies = {(s.start, s.end): s for s in found if s.kind in ("institution", "party")}
    people = {i for s in found if s.kind == "person" for i in range(s.start, s.end)}
    for start, end in _find_runs(doc):
        for initials, first, last in _match_initials(doc[start:end], wanted):
            if not people.isdisjoint(range(first, last)):
                continue
            known = bodies.get((first, last))
            name = known.actor if known else doc[first:last].text
            full.setdefault(initials, (name, known.party if known else None))
            if taken.isdisjoint(range(first, last)):
                sightings.append(Sighting(first, last, full[initials][0], None, "institution", "name"))
    for i, initials in short.items():
        if initials in full:
            sightings.append(Sighting(i, i + 1, *full[initials], "institution", "acronym"))
    return sightings


def _strip(text: str) -> str:
    return text.replace(".", "")


def _find_runs(doc):
    """Runs of capitalised words, small words between them allowed."""
    start = end = None
    for token in doc:
        if token.text[:1].isupper() and len(token) > 1 and not token.text.isupper():
            start = token.i if start is None else start
            end = token.i + 1
        elif start is not None and not (token.text in _SMALL or token.text in ("'s", "’s")):
            if end - start > 1:
                yield start, end
            start = None
    if start is not None and end - start > 1:
        yield start, end


def _match_initials(words, wanted: set[str]):
    """Acronyms whose letters begin the capitalised words of a run, small words apart or not."""
    for some in ([t for t in words if t.text[0].isupper()], [t for t in words if t.is_alpha]):
        letters = "".join(t.text[0].upper() for t in some)
        for initials in sorted(wanted, key=len, reverse=True):
            at = letters.find(initials)
            if at >= 0:
                yield initials, some[at].i, some[at + len(initials) - 1].i + 1
                return
