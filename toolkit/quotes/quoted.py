"""Where the quotations lie among the tokens of a parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from toolkit.quotes.marks import find_quotations, split_paragraphs

Range = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """One quotation in tokens: its paragraph, and whether a mark closes it."""

    start: int
    end: int
    paragraph: int
    closed: bool


@dataclass(frozen=True)
class Quoted:
    """The quotations of a text in tokens, the token ranges of its paragraphs, and what is not quoted."""

    stretches: list[Stretch]
    paragraphs: list[Range]
    gaps: list[Range]

    @cached_property
    def starts(self) -> list[int]:
        """First tokens of the stretches, to search in."""
        return [stretch.start for stretch in self.stretches]

    def holds(self, token: int) -> bool:
        """Whether a token lies inside a quotation."""
        place = bisect_right(self.starts, token) - 1
        return place >= 0 and token < self.stretches[place].end


def locate_quotations(doc, text: str) -> Quoted:
    """Find the quotations of a text and place them among its tokens."""
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    spans = split_paragraphs(text)
    paragraph_starts = [start for start, _ in spans]
    stretches = []
    for quotation in find_quotations(text):
        first, last = bisect_right(ends, quotation.start), bisect_left(starts, quotation.end)
        if first < last:
            paragraph = bisect_right(paragraph_starts, quotation.start) - 1
            stretches.append(Stretch(first, last, paragraph, quotation.closed))
    paragraphs = [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans]
    return Quoted(stretches, paragraphs, _gaps(stretches, len(doc)))


def _gaps(stretches: list[Stretch], n_tokens: int) -> list[Range]:
    edges = [0, *(edge for stretch in stretches for edge in (stretch.start, stretch.end)), n_tokens]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
