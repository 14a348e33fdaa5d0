"""NewsMTSC, and unlabelled sentences, as masked units for the encoder."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit import language
from toolkit.masking import mask_names
from toolkit.targeted import encode_words

_ACTORS = frozenset("PERSON ORG GPE NORP".split())
_PRONOUNS = frozenset("he she they him her them".split())


@dataclass(frozen=True, eq=False)
class Unit:
    """A masked sentence in pieces, and the probabilities of its labels: negative, neutral, positive."""

    ids: np.ndarray
    marks: np.ndarray
    label: np.ndarray | None = None


def encode_unit(words: list[str], marks: list[int], tokenizer, label=None) -> Unit:
    """Pieces of a masked sentence; the marks are called otherwise in some tokenizers."""
    other = tokenizer.token_to_id("<mask>") is not None
    special = ("<mask>", "<s>", "</s>") if other else ("[MASK]", "[CLS]", "[SEP]")
    return Unit(*encode_words(words, marks, tokenizer, special=special), label)


def make_units(table: pd.DataFrame, tokenizer, *, docs: Iterable | None = None) -> list[Unit]:
    """Units of a table of targets: ``text``, ``target_start``, ``target_end``, ``label``."""
    units = []
    docs = docs or language.parse_texts(table["text"])
    for row, doc in zip(table.itertuples(), docs, strict=True):
        span = doc.char_span(row.target_start, row.target_end, alignment_mode="expand")
        label = np.eye(3)[row.label + 1]
        words, marks = mask_names(doc, (span.start, span.end), [(0, len(doc))])
        units.append(encode_unit(words, marks, tokenizer, label))
    return units


def draw_units(docs: Iterable, tokenizer, *, n: int, seed: int) -> list[Unit]:
    """Draw unlabelled units from parsed articles: sentences with an actor or a pronoun as target."""
    rng = random.Random(seed)
    found = []
    for doc in docs:
        for sentence in doc.sents:
            if not 6 <= len(sentence) <= 80:
                continue
            targets = [(e.start, e.end) for e in sentence.ents if e.label_ in _ACTORS]
            targets += [(t.i, t.i + 1) for t in sentence if t.lower_ in _PRONOUNS]
            found += [(sentence, target) for target in rng.sample(targets, min(2, len(targets)))]
    rng.shuffle(found)
    return [
        encode_unit(*mask_names(sentence.doc, target, [(sentence.start, sentence.end)]), tokenizer)
        for sentence, target in found[:n]
    ]
