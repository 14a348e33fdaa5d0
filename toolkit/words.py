"""What counts as a word, everywhere: in lengths, in shares, in what is long enough to be judged."""

from __future__ import annotations

import re
from collections.abc import Iterable

Span = tuple[int, int]

UNITS = {"quote": "quotation", "mention": "mention", "article": "article"}
"""What is measured, in words: one of it."""

_WORD = re.compile(r"\w+(?:['’‘.‐‑-]\w+)*")


def find_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Find the words within spans: runs of letters and digits, inner apostrophes, hyphens and points.

    Examples
    --------
    >>> find_words("It’s a well-known U.S. fact.", [(0, 4), (5, 18)])
    [(0, 4), (5, 6), (7, 17)]
    """
    return [match.span() for start, end in spans for match in _WORD.finditer(text, start, end)]


def count_words(text: str, spans: Iterable[Span] | None = None) -> int:
    """Count the words of a text, or of spans of it.

    Examples
    --------
    >>> count_words("Mr Assad’s British-born wife")
    4
    >>> count_words("It’s a well-known fact.", [(0, 4)])
    1
    """
    return len(find_words(text, [(0, len(text))] if spans is None else spans))
