"""Sentiment toward a target, by the trained scorer: names with a capital are masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from toolkit.encoder import load_encoder
from toolkit.masking import MASK, PLAIN, TARGET, mask_names
from toolkit.quotes.quoted import Range
from toolkit.words import Span

MODEL = "sentiment"
LONGEST = 160
"""Most words, and most pieces, that are read; a longer unit is cut around the target."""

_REACH = 2 * LONGEST  # tokens on either side of a target that are looked at: names are joined to one word


def score_target(doc, target: Span, visible: Iterable[Span]) -> tuple[float, float, float]:
    """Score how a unit of text speaks of a target.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    target : (start, end)
        Where the mention stands in ``doc.text``; neither begins nor ends with a space.
    visible : iterable of (start, end)
        What is read, in order: the sentence without the words of others; neither begins nor ends with a
        space. The target itself counts as visible: only that it is there is read, never its words.

    Returns
    -------
    p_negative, p_neutral, p_positive : float
        They sum to 1.

    Notes
    -----
    Trained on NewsMTSC (Hamborg & Donnay 2021, doi:10.18653/v1/2021.eacl-main.142), English news. The card
    beside the model has its agreement with human labels.
    """
    return score_words(*mask_target(doc, target, visible))


def mask_target(doc, target: Span, visible: Iterable[Span]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Write a unit as the scorer reads it: words and marks of ``mask_names``, parameters of ``score_target``.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["Visibly tired, Ms Reyes left London early"]))
    >>> mask_target(doc, (15, 23), [(0, 13), (24, 41)])
    (('Visibly', 'tired', '[MASK]', '[MASK]', 'left', '[MASK]', 'early'), (0, 0, 3, 1, 0, 2, 0))
    """
    span = _find_tokens(doc, target)
    ranges = [_find_tokens(doc, piece) for piece in visible]
    first, last = span[0] - _REACH, span[1] + _REACH
    near = [(max(start, first), min(end, last)) for start, end in ranges if start < last and first < end]
    words, marks = mask_names(doc, span, _join_ranges([*near, span]))
    return tuple(words), tuple(marks)


@lru_cache(maxsize=4096)  # agencies' sentences come again and again, in copies and near copies
def score_words(words: tuple[str, ...], marks: tuple[int, ...]) -> tuple[float, float, float]:
    """Score a unit that ``mask_target`` wrote: the probabilities of negative, neutral and positive."""
    encoder = load_encoder(MODEL)
    ids, held = encode_words(words, marks, encoder.tokenizer)
    scores = encoder.run(ids=ids, mask=np.ones_like(ids), marks=held)[0].astype(float)
    weights = np.exp(scores - scores.max())
    return tuple((weights / weights.sum()).tolist())


def encode_words(
    words: Sequence[str],
    marks: Sequence[int],
    tokenizer,
    *,
    special: tuple[str, str, str] = (MASK, "[CLS]", "[SEP]"),
) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of a masked sentence, and the mark of each; 0 at both ends."""
    mask, start, end = special
    words, marks = _cut_around(marks.index(TARGET), words, marks)
    encoded = tokenizer.encode(
        [word if mark == PLAIN else mask for word, mark in zip(words, marks, strict=True)],
        is_pretokenized=True,
        add_special_tokens=False,
    )
    held = [marks[word] for word in encoded.word_ids]
    ids, held = _cut_around(held.index(TARGET), encoded.ids, held)
    return (
        np.array([tokenizer.token_to_id(start), *ids, tokenizer.token_to_id(end)]),
        np.array([PLAIN, *held, PLAIN]),
    )


def _cut_around(place: int, *lists: Sequence) -> list[Sequence]:
    """At most ``LONGEST`` items of each list; of more, those around the place, a third of them before it."""
    first = max(0, min(place - LONGEST // 3, len(lists[0]) - LONGEST))
    return [items[first : first + LONGEST] for items in lists]


def _find_tokens(doc, span: Span) -> Range:
    tokens = doc.char_span(*span, alignment_mode="expand")
    return tokens.start, tokens.end


def _join_ranges(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order; those that overlap or touch as one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined
