"""Put the names of one party after another into the same articles; what is annotated moves along."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from toolkit.parties import load_registry

DAY = date(2012, 6, 1)  # within the months that the registry covers
_NEEDS_ARTICLE = re.compile(r"(U\.?[KNS]|United |Arab League)")
_ARTICLE = re.compile(r"[Tt]he $")
_BEGINNING = re.compile(r"(^|[\n.!?:“\"]\s*)$")
_TITLE = re.compile(r"\b(?:Dr|Gov|Mr|Mrs|Ms|Prof|Rep|Sen)\.\s*$")

Name = tuple[str, str]
"""A name as it is first said, and as it is said again."""
Edit = tuple[int, int, str]


def list_party_names(
    registry: str = "syria-2012", *, gender: str | None = None
) -> dict[str, dict[str, list[Name]]]:
    """Persons, and places and organisations, of each party that has both; persons of one gender only."""
    known = load_registry(registry)
    found = {}
    for party in known.parties:
        people = [
            person
            for person in known.people
            if person.party_at(DAY) == party.name and gender in (None, person.gender)
        ]
        places = [name for name in (*party.metonyms, party.name) if name.split()[-1][0].isupper()]
        places = [f"the {name}" if _NEEDS_ARTICLE.match(name) else name for name in places]
        bodies = [forms[0] for forms in party.institutions if forms[0].split()[-1][0].isupper()]
        bodies = [name if name.isupper() else f"the {name}" for name in bodies]
        places = list(dict.fromkeys([*places, *bodies]))
        if people and places:
            found[party.name] = {
                "person": [(person.name, _find_surname(person)) for person in people],
                "place": [(place, place) for place in places],
            }
    return found


def _find_surname(person) -> str:
    return person.surnames[0] if person.surnames else person.name.partition(" ")[2]


def find_edits(text: str, forms: dict[str, dict[str, int]], names: dict[str, Name]) -> list[Edit]:
    """Where names stand in a text, and what is put there.

    ``forms``: kind → the forms of the name that gives way, and which of the two of a new name each one gets.
    """
    edits: dict[int, Edit] = {}
    for kind, ways in forms.items():
        pattern = "|".join(map(re.escape, sorted(ways, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
            start = match.start()
            if kind == "place" and (article := _ARTICLE.search(text[:start][-4:])):
                start -= len(article.group())
            new = names[kind][ways[match.group()]]
            before = text[max(0, start - 8) : start]
            if _BEGINNING.search(before) and not _TITLE.search(before):
                new = new[0].upper() + new[1:]
            edits.setdefault(start, (start, match.end(), new))
    return drop_overlaps(sorted(edits.values()))


def drop_overlaps(edits: list[Edit]) -> list[Edit]:
    """Of edits that overlap, the first."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or kept[-1][1] <= edit[0]:
            kept.append(edit)
    return kept


def swap_names(text: str, gold: list[dict], edits: list[Edit]) -> tuple[str, list[dict]]:
    """Apply edits to a text and to the lists of spans in its annotations.

    A span that ends within a name takes all of it.
    """
    pieces, at, moved = [], 0, [0]
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
        moved.append(moved[-1] + len(new) - (end - start))
    starts = [start for start, _, _ in edits]

    def move(offset: int, *, is_end: bool) -> int:
        n = bisect_right(starts, offset - is_end)
        if n and offset < edits[n - 1][1] + is_end:  # within the name before
            start, end, new = edits[n - 1]
            return start + moved[n - 1] + (len(new) if is_end else 0)
        return offset + moved[n]

    swapped = [
        {
            key: [(move(a, is_end=False), move(b, is_end=True)) for a, b in value]
            if isinstance(value, list)
            else value
            for key, value in attribution.items()
        }
        for attribution in gold
    ]
    return "".join([*pieces, text[at:]]), swapped
