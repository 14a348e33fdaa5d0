"""A candidate: an attribution in token positions, while the rules still work on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.quotes.attribution import Attribution, Span

Range = tuple[int, int]


@dataclass
class Candidate:
    """Content, cue and source in tokens (start, end exclusive); ``head`` is the word that attributes,
    ``frame`` the construction in which it does; ``direct`` where quotation marks decided."""

    head: int
    content: list[Range]
    cue: list[int]
    source: Range | None = None
    frame: str = "quote"
    direct: bool = False
    continues: Candidate | None = field(default=None, repr=False)


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
    left = merge_ranges(ranges)
    for hole_start, hole_end in holes:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, hole_start)), (max(start, hole_end), end))
            if piece[0] < piece[1]
        ]
    return left


def to_attribution(doc, candidate: Candidate, continues: int | None = None) -> Attribution | None:
    """Turn tokens into characters; None where no word is left in the content."""
    content = to_spans(doc, candidate.content)
    if not content:
        return None
    return Attribution(
        content=content,
        cue=to_spans(doc, [(token, token + 1) for token in candidate.cue], join=True),
        source=to_spans(doc, [candidate.source]) if candidate.source else (),
        continues=continues,
    )


def to_spans(doc, ranges, *, join: bool = False) -> tuple[Span, ...]:
    """Character spans of token ranges, trimmed to begin and end with a word (or a closing stop)."""
    spans = []
    for start, end in merge_ranges(ranges) if join else ranges:
        while start < end and not is_word(doc[start]):
            start += 1
        while start < end and not is_word(doc[end - 1]):
            end -= 1
        if start < end:
            spans.append((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))
    return tuple(spans)


def is_word(token) -> bool:
    """Whether a token has a letter or digit."""
    return any(character.isalnum() for character in token.text)
