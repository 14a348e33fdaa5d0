"""Sentiment toward a target, by the trained scorer: names masked, so that no name can sway it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.encoder import load_encoder
from toolkit.masking import MASK, PLAIN, TARGET, mask_names
from toolkit.quotes.quoted import Range

MODEL = "sentiment"
LONGEST = 160
"""Most words, and most pieces, of a sentence that are read; a longer one is cut around the target."""


def score_target(doc, target: Range, visible: Sequence[Range]) -> np.ndarray:
    """Score how a sentence speaks of a target.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    target : (start, end)
        Tokens of the mention; inside ``visible``.
    visible : sequence of (start, end)
        Ranges of tokens that are read: the sentence without the words of others.

    Returns
    -------
    array, shape (3,)
        Probabilities of negative, neutral and positive.

    Notes
    -----
    Trained on NewsMTSC (Hamborg & Donnay 2021, doi:10.18653/v1/2021.eacl-main.142), English news. The card
    beside the model has its agreement with human labels.
    """
    encoder = load_encoder(MODEL)
    ids, marks = encode_words(*mask_names(doc, target, visible), encoder.tokenizer)
    scores = encoder.run(ids=ids, mask=np.ones_like(ids), marks=marks)[0].astype(float)
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def encode_words(
    words: list[str],
    marks: list[int],
    tokenizer,
    *,
    special: tuple[str, str, str] = (MASK, "[CLS]", "[SEP]"),
) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of a masked sentence, and the mark of each; 0 at both ends."""
    mask, start, end = special
    first = max(0, min(marks.index(TARGET) - LONGEST // 3, len(words) - LONGEST))
    words, marks = words[first : first + LONGEST], marks[first : first + LONGEST]
    encoded = tokenizer.encode(
        [word if mark == PLAIN else mask for word, mark in zip(words, marks, strict=True)],
        is_pretokenized=True,
        add_special_tokens=False,
    )
    ids = [tokenizer.token_to_id(start), *encoded.ids[:LONGEST], tokenizer.token_to_id(end)]
    held = [PLAIN, *(marks[word] for word in encoded.word_ids[:LONGEST]), PLAIN]
    return np.array(ids), np.array(held)
