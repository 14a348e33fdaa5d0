"""Quotation marks: which stretches of a text are quoted, however its marks are typed.

Newspapers mix curly, straight, doubled-single and angular marks, forget to close them, turn them the
wrong way round and leave them open at the end of every paragraph but the last. Marks are read paragraph
by paragraph, in one pass: an even number of undirected marks alternates; where the number is odd, the
characters on either side tell whether a mark opens or closes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.words import Span

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_OPENING, _CLOSING = frozenset(("“", "„", "«", "``")), frozenset(("”", "»"))
_SINGLE = re.compile(r"['‘’]")
_ELISION = re.compile(r"['‘’](?:\d|(?:em|til|tis|twas|cause|bout|round|n)\b)", re.IGNORECASE)
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_BEFORE_OPENING = frozenset("([{<—–-/:")


@dataclass(frozen=True)
class Quotation:
    """A quoted stretch: the interior of its marks, and whether a closing mark was found."""

    start: int
    end: int
    closed: bool


def find_quoted(text: str) -> list[Span]:
    """Find the interiors of quotation marks.

    Parameters
    ----------
    text : str
        Any text; a line is a paragraph.

    Returns
    -------
    list of (start, end)
        Sorted and disjoint, marks excluded. A quotation that is never closed ends with its paragraph.
        Quotations inside quotations are not listed. Single marks count where no double marks are
        around them; an apostrophe never does.

    Examples
    --------
    >>> text = "“We are ready,” she said. “It's late."
    >>> [text[start:end] for start, end in find_quoted(text)]
    ['We are ready,', "It's late."]
    """
    return [(quotation.start, quotation.end) for quotation in find_quotations(text)]


def find_quotations(text: str) -> list[Quotation]:
    """Find quoted stretches and whether each one is closed; an open one may run on in the next paragraph."""
    return [quotation for start, end in split_paragraphs(text) for quotation in _read(text, start, end)]


def split_paragraphs(text: str) -> list[Span]:
    """Split a text at line ends; blank lines are left out, white space at both ends is trimmed."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        if not line.isspace():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, match.start() + len(line.rstrip())))
    return spans


def _read(text: str, start: int, end: int) -> list[Quotation]:
    """Quotations of one paragraph."""
    double = list(_read_double(text, start, end))
    single = list(_read_single(text, start, end, double))
    if not single:
        return double
    starts = [quotation.start for quotation in single]

    def is_nested(quotation: Quotation) -> bool:
        before = bisect_right(starts, quotation.start) - 1
        return before >= 0 and quotation.start < single[before].end

    kept = [quotation for quotation in double if not is_nested(quotation)]
    return sorted(kept + single, key=lambda quotation: quotation.start)


def _read_double(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Pair the double marks of one paragraph."""
    marks = [mark for mark in _DOUBLE.finditer(text, start, end) if not _is_inches(text, mark, start)]
    undirected = sum(mark.group() in "\"''" for mark in marks)
    alternate = undirected % 2 == 0 and undirected == len(marks)
    opened = None
    for mark in marks:
        opens = opened is None if alternate else _opens(text, mark, start, end, opened is not None)
        if opens:
            if opened is not None:
                yield from _quotation(opened, mark.start(), closed=False)
            opened = mark.end()
        elif opened is not None:
            yield from _quotation(opened, mark.start(), closed=True)
            opened = None
    if opened is not None:
        yield from _quotation(opened, end, closed=False)


def _quotation(start: int, end: int, *, closed: bool) -> Iterator[Quotation]:
    if start < end:
        yield Quotation(start, end, closed)


def _opens(text: str, mark: re.Match, start: int, end: int, inside: bool) -> bool:
    """Whether a mark opens a quotation: by its direction, unless the characters around it contradict."""
    before, after = _around(text, mark.start(), mark.end(), start, end)
    looks_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    looks_closed = not before.isspace() and (after.isspace() or not after.isalnum())
    if mark.group() in _OPENING:
        return not inside or not looks_closed or looks_open
    if mark.group() in _CLOSING:
        return not inside and looks_open and not looks_closed
    return looks_open and not looks_closed if inside else not looks_closed or looks_open


def _around(text: str, first: int, last: int, start: int, end: int) -> tuple[str, str]:
    """The characters beside a mark; the edge of the paragraph counts as a space."""
    return (text[first - 1] if first > start else " "), (text[last] if last < end else " ")


def _is_inches(text: str, mark: re.Match, start: int) -> bool:
    """Whether a straight mark stands for inches, as in 6'2"."""
    return mark.group() in "\"''" and bool(_INCHES.search(text, max(start, mark.start() - 5), mark.start()))


def _read_single(text: str, start: int, end: int, double: list[Quotation]) -> Iterator[Quotation]:
    """Pair single marks that are the primary ones: curly ones, or straight without double ones."""
    inside = iter([(quotation.start, quotation.end) for quotation in double])
    skip = next(inside, None)
    opened, closing = None, None
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        while skip and at >= skip[1]:
            skip = next(inside, None)
        if (skip and skip[0] <= at) or (mark.group() == "'" and double):
            continue
        before, after = _around(text, at, at + 1, start, end)
        opens = mark.group() != "’" and not before.isalnum() and not after.isspace() and before not in "'’"
        if opens and not _ELISION.match(text, at):
            if opened is not None and closing is not None:
                yield from _quotation(opened, closing, closed=True)
            opened, closing = at + 1, None
        elif opened is not None and mark.group() != "‘" and not after.isalnum():
            if not before.isalnum() or before not in "sS":
                yield from _quotation(opened, at, closed=True)
                opened, closing = None, None
            elif closing is None:  # after an s it may be a plural's apostrophe: look on for a better one
                closing = at
    if opened is not None and closing is not None:
        yield from _quotation(opened, closing, closed=True)
