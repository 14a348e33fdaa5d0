"""A candidate: an attribution in token positions, while the rules still work on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.quotes.attribution import Attribution, Span
from toolkit.quotes.quoted import Quoted, Range

_EDGES = frozenset(",;:-—–―\"'‘’“”„‟«»`")
_STOPS = frozenset((".", "!", "?", ")", "]"))


@dataclass
class Candidate:
    """Content, cue and source in tokens (start, end exclusive); ``head`` is the word that attributes,
    ``frame`` the construction in which it does; ``direct`` where quotation marks decided; ``confidence``
    where the engine has one."""

    head: int
    content: list[Range]
    cue: list[int]
    source: Range | None = None
    frame: str = "quote"
    direct: bool = False
    continues: Candidate | None = field(default=None, repr=False)
    confidence: float | None = None


def merge_ranges(ranges) -> list[Range]:
    """Sort ranges and join those that touch or overlap."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def subtract_ranges(ranges, holes) -> list[Range]:
    """What is left of ranges outside holes."""
    holes = merge_ranges(holes)
    left = []
    number = 0
    for start, end in merge_ranges(ranges):
        while number < len(holes) and holes[number][1] <= start:
            number += 1
        at = number
        while at < len(holes) and holes[at][0] < end:
            if start < holes[at][0]:
                left.append((start, holes[at][0]))
            start = max(start, holes[at][1])
            at += 1
        if start < end:
            left.append((start, end))
    return left


def intersect_ranges(ranges, others) -> list[Range]:
    """What ranges and others have in common."""
    return subtract_ranges(ranges, subtract_ranges(ranges, others))


def to_attribution(doc, quoted: Quoted, candidate: Candidate, continues: int | None = None) -> Attribution:
    """Turn tokens into characters; the content is empty where it has no word."""
    content = [balance_marks(quoted, trim_range(doc, piece)) for piece in candidate.content]
    source = [trim_range(doc, candidate.source)] if candidate.source else []
    return Attribution(
        content=to_spans(doc, content),
        cue=to_spans(doc, merge_ranges((token, token + 1) for token in candidate.cue)),
        source=to_spans(doc, source),
        continues=continues,
        confidence=candidate.confidence,
    )


def to_spans(doc, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """Character spans of token ranges; empty ranges are left out."""
    return tuple(
        (doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in ranges if start < end
    )


def trim_range(doc, piece: Range) -> Range:
    """Leave out white space, quotation marks, commas, dashes and a last "and"; empty without a word."""
    start, end = piece
    if end - start > 1 and doc[end - 1].dep_ == "cc" and end < len(doc) and is_word(doc[end]):
        end -= 1
    if not any(is_word(token) for token in doc[start:end]):
        return start, start
    while _is_edge(doc[start].text) or doc[start].text in _STOPS:
        start += 1
    while _is_edge(doc[end - 1].text) or doc[end - 1].text == ".":
        end -= 1
    return start, end


def balance_marks(quoted: Quoted, piece: Range) -> Range:
    """Keep a quotation mark at one end whose partner lies inside: reached “an understanding”."""
    start, end = piece
    first = bisect_left(quoted.starts, start)
    if first < len(quoted.starts) and quoted.starts[first] == start and quoted.stretches[first].end < end:
        start -= 1
    last = bisect_left(quoted.starts, end) - 1
    if last >= 0:
        stretch = quoted.stretches[last]
        if stretch.closed and start < stretch.start - 1 and end <= stretch.end:
            end = stretch.end + 1
    return start, end


def _is_edge(text: str) -> bool:
    return text.isspace() or all(character in _EDGES for character in text)


def is_word(token) -> bool:
    """Whether a token has a letter or digit."""
    return any(character.isalnum() for character in token.text)
