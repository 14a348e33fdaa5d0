"""PolNeAR as labelled windows: a role for each word, and whom it points to."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.polnear import ROLES, Attribution, read_standoff
from toolkit import language
from toolkit.quotes import rules
from toolkit.quotes.decode import N_ROLES
from toolkit.quotes.quoted import locate_quotations
from toolkit.quotes.windows import Pieces, Vocabulary, Window, split_pieces

IGNORED = -100
_NAMES = ("PERSON", "GPE", "NORP", "LOC", "FAC")
MASKINGS = ((), _NAMES, (*_NAMES, "ORG"))
"""Kinds of entities that are masked, from none to all."""
SHARES = (0.2, 0.4, 0.4)
"""How often each is drawn in training."""


@dataclass(frozen=True, eq=False)
class Article:
    """An article in pieces with the roles of its tokens, once for each annotator.

    Attributes
    ----------
    pieces : list of Pieces
        One for each of ``MASKINGS``.
    roles : list of array, shape (tokens,)
        0 outside, 1 and 2 begin and inside of a source, 3 and 4 of a cue, 5 and 6 of a content.
    targets : list of array, shape (tokens,)
        First token of the cue, for words of a content; of the source, for those of a cue; −1 where the
        annotation names none, ``IGNORED`` for other words.
    opinion : array, shape (tokens, 7), or None
        Probabilities of the roles by the teachers.
    """

    name: str
    text: str
    doc: object
    pieces: list[Pieces]
    roles: list[np.ndarray]
    targets: list[np.ndarray]
    gold: list[Attribution]
    opinion: np.ndarray | None = None


@dataclass(frozen=True)
class Example:
    """A window with its labels, aligned with its pieces; targets are places in the window.

    ``opinion`` has the teachers' probabilities of the roles; zeros where there is none.
    """

    window: Window
    roles: np.ndarray
    targets: np.ndarray
    opinion: np.ndarray


def list_labels() -> Vocabulary:
    """The labels of the pipeline that parses."""
    nlp = language.load_pipeline()
    return Vocabulary(*(tuple(nlp.get_pipe(name).labels) for name in ("tagger", "parser", "ner")))


def parse_once(texts: list[str], kept: Path) -> list:
    """Parse texts, or read the parses of an earlier run."""
    if kept.is_file():
        docs = language.unpack_parses(kept.read_bytes())
        if [doc.text for doc in docs] == texts:
            return docs
    docs = list(language.parse_texts(texts))
    kept.write_bytes(language.pack_parses(docs))
    return docs


def read_articles(folder: Path, *, parses: Path, tokenizer, vocabulary: Vocabulary) -> list[Article]:
    """Read and parse a split, with all of its annotators; the parses are kept in a file."""
    standoffs = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        standoffs[path.stem.rpartition("_")[0]].append(read_standoff(path))
    paths = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in standoffs]
    texts = [path.open(encoding="utf-8", newline="").read() for path in paths]
    articles = []
    for path, text, doc in zip(paths, texts, parse_once(texts, parses), strict=True):
        labels = [label_tokens(doc, attributions) for attributions in standoffs[path.stem]]
        pieces = split_masked(doc, text, tokenizer, vocabulary)
        roles, targets = map(list, zip(*labels, strict=True))
        gold = standoffs[path.stem][0]
        articles.append(Article(path.stem, text, doc, pieces, roles, targets, gold))
    return articles


def read_unlabelled(path: Path, *, parses: Path, tokenizer, vocabulary: Vocabulary) -> list[Article]:
    """Parse the sentences of NewsMTSC as articles without labels, of which teachers may have an opinion."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = list(dict.fromkeys(json.loads(line)["sentence_normalized"] for line in lines))
    articles = []
    for text, doc in zip(texts, parse_once(texts, parses), strict=True):
        pieces = split_masked(doc, text, tokenizer, vocabulary)
        unknown = [np.full(len(doc), IGNORED, dtype=np.int64)]
        articles.append(Article("", text, doc, pieces, unknown, unknown, []))
    return articles


def split_masked(doc, text: str, tokenizer, vocabulary: Vocabulary) -> list[Pieces]:
    """The pieces of a text, under each of ``MASKINGS``."""
    quoted = locate_quotations(doc, text)
    by_rules = rules.find_candidates(doc, quoted)
    return [split_pieces(doc, quoted, by_rules, tokenizer, vocabulary, masked=kinds) for kinds in MASKINGS]


def label_tokens(doc, attributions: list[Attribution]) -> tuple[np.ndarray, np.ndarray]:
    """Roles and targets of each token."""
    roles = np.zeros(len(doc), dtype=np.int64)
    targets = np.full(len(doc), IGNORED, dtype=np.int64)
    spans = [{role: _find_tokens(doc, a[role]) for role in ROLES} for a in attributions]
    for role in ("content", "cue", "source"):  # where annotations overlap the rarer role counts
        begin = 1 + 2 * ROLES.index(role)
        for attribution in spans:
            pointed = attribution["source" if role == "cue" else "cue"]
            for start, end in attribution[role]:
                roles[start:end] = begin + 1
                roles[start] = begin
                target = pointed[0][0] if pointed else -1
                targets[start:end] = IGNORED if role == "source" else target
    return roles, targets


def _find_tokens(doc, spans) -> list[tuple[int, int]]:
    found = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans if start < end]
    return [(span.start, span.end) for span in found if span is not None and len(span)]


def make_examples(
    articles: list[Article],
    limits: tuple[int, int],
    rng: random.Random | None = None,
    *,
    masking: int = -1,
    shares: tuple[float, ...] = SHARES,
) -> list[Example]:
    """Cut articles into labelled windows; with ``rng``, lengths, annotators and masking are drawn."""
    examples = []
    for article in articles:
        limit = rng.randint(*limits) if rng else limits[1]
        first = rng.randint(limits[0] // 2, limit) if rng else None
        labels = rng.randrange(len(article.roles)) if rng else 0
        pieces = rng.choices(article.pieces, shares)[0] if rng else article.pieces[masking]
        for window in pieces.cut(limit, first_limit=first):
            examples.append(
                label_window(window, article.roles[labels], article.targets[labels], article.opinion)
            )
    return examples


def label_window(
    window: Window, roles: np.ndarray, targets: np.ndarray, opinion: np.ndarray | None
) -> Example:
    """Labels of a window: at the first piece of each word. What a window does not hold is not pointed to."""
    place = dict(zip(window.words.tolist(), window.first.tolist(), strict=True))
    aligned = np.full((2, len(window.ids)), IGNORED, dtype=np.int64)
    aligned[0, window.first] = roles[window.words]
    pointed = targets[window.words].tolist()
    aligned[1, window.first] = [t if t == IGNORED else 0 if t < 0 else place.get(t, 0) for t in pointed]
    taught = np.zeros((len(window.ids), N_ROLES), dtype=np.float32)
    if opinion is not None:
        taught[window.first] = opinion[window.words]
    return Example(window, aligned[0], aligned[1], taught)
