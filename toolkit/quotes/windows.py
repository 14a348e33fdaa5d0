"""Windows: a parsed article as pieces for the encoder, in stretches of whole paragraphs.

The encoder reads wordpieces in lower case; what it would miss, and what the parse knows, goes beside each
piece as features: how the word is capitalised, whether it is quoted, its tag, its relation, its entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.quotes.quoted import Range, locate_quotations

LIMIT = 224
"""Most pieces of a window, by default."""
N_CASES, N_QUOTED = 3, 2


@dataclass(frozen=True)
class Vocabulary:
    """What the features of the parse are counted by; 0 is everything else.

    Attributes
    ----------
    tags, relations, entities : tuple of str
        Labels of the pipeline that parsed the training data.
    """

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]

    @property
    def sizes(self) -> list[int]:
        """Number of values of each feature, in the order of the columns of ``Window.features``."""
        parse = [len(labels) + 1 for labels in (self.tags, self.relations, self.entities)]
        return [N_CASES, N_QUOTED, *parse]


@dataclass(frozen=True)
class Window:
    """A stretch of an article as the encoder reads it.

    Attributes
    ----------
    ids : array of int, shape (n,)
        Wordpieces, with the tokenizer's marks at the start and after each paragraph.
    features : array of int, shape (n, 5)
        Case, quoted, tag, relation, entity of the word of each piece; 0 at the marks.
    words : array of int, shape (m,)
        Tokens of the parse that the window holds, in order.
    first : array of int, shape (m,)
        Where in ``ids`` each of them begins.
    """

    ids: np.ndarray
    features: np.ndarray
    words: np.ndarray
    first: np.ndarray


@dataclass(frozen=True, eq=False)
class Pieces:
    """The wordpieces of a whole article; ``cut`` makes windows of them."""

    ids: np.ndarray
    word_of: np.ndarray
    features: np.ndarray
    paragraphs: list[Range]
    sentence_starts: np.ndarray
    start_mark: int
    end_mark: int

    @cached_property
    def stretches(self) -> list[Range]:
        """The paragraphs in pieces; the empty ones left out."""
        edges = [
            (int(start), int(end))
            for start, end in np.searchsorted(self.word_of, np.array(self.paragraphs).reshape(-1, 2))
        ]
        return [(start, end) for start, end in edges if start < end]

    def cut(self, limit: int = LIMIT, *, first_limit: int | None = None) -> Iterator[Window]:
        """Cut into windows of at most ``limit`` pieces; paragraphs stay whole where they fit.

        A paragraph that does not fit is cut between sentences, one sentence that does not fit anywhere
        between words. ``first_limit`` shortens the first window: training varies it.
        """
        room = first_limit or limit
        held: list[Range] = []
        size = 1
        for start, end in self._split_long(limit - 2):
            if held and size + end - start + 1 > room:
                yield self._make_window(held)
                held, size, room = [], 1, limit
            held.append((start, end))
            size += end - start + 1
        if held:
            yield self._make_window(held)

    def _split_long(self, most: int) -> Iterator[Range]:
        for start, end in self.stretches:
            while end - start > most:
                cut = self._find_cut(start, start + most)
                yield start, cut
                start = cut
            yield start, end

    def _find_cut(self, start: int, last: int) -> int:
        """The last start of a sentence in the second half, else of a word, else anywhere."""
        words = self.word_of[start : last + 1]
        begins = np.flatnonzero(words[1:] != words[:-1]) + 1
        begins = begins[begins > (last - start) // 2]
        sentences = begins[self.sentence_starts[words[begins]]]
        if len(sentences):
            return start + int(sentences[-1])
        return start + int(begins[-1]) if len(begins) else last

    def _make_window(self, stretches: Sequence[Range]) -> Window:
        ids, features, words, first = [np.array([self.start_mark])], [self._blank], [], []
        length = 1
        for start, end in stretches:
            of = self.word_of[start:end]
            begins = np.flatnonzero(np.diff(of, prepend=-1))
            words.append(of[begins])
            first.append(begins + length)
            ids += [self.ids[start:end], np.array([self.end_mark])]
            features += [self.features[of], self._blank]
            length += end - start + 1
        return Window(*map(np.concatenate, (ids, features, words, first)))

    @property
    def _blank(self) -> np.ndarray:
        return np.zeros((1, self.features.shape[1]), dtype=self.features.dtype)


def split_pieces(doc, text: str, tokenizer, vocabulary: Vocabulary) -> Pieces:
    """Split a parsed article into wordpieces with their features."""
    quoted = locate_quotations(doc, text)
    encoded = tokenizer.encode([token.text for token in doc], is_pretokenized=True, add_special_tokens=False)
    return Pieces(
        ids=np.array(encoded.ids, dtype=np.int64),
        word_of=np.array(encoded.word_ids, dtype=np.int64),
        features=describe_words(doc, quoted, vocabulary),
        paragraphs=quoted.paragraphs,
        sentence_starts=np.array([bool(token.is_sent_start) for token in doc]),
        start_mark=tokenizer.token_to_id("[CLS]"),
        end_mark=tokenizer.token_to_id("[SEP]"),
    )


def describe_words(doc, quoted, vocabulary: Vocabulary) -> np.ndarray:
    """Features of each token, shape (tokens, 5): case, quoted, tag, relation, entity."""
    attributes = doc.to_array(["TAG", "DEP", "ENT_TYPE"])
    features = np.zeros((len(doc), 5), dtype=np.int64)
    features[:, 0] = [_tell_case(token.text) for token in doc]
    for stretch in quoted.stretches:
        features[stretch.start : stretch.end, 1] = 1
    labels = (vocabulary.tags, vocabulary.relations, vocabulary.entities)
    for column, names in enumerate(labels, 2):
        number = {doc.vocab.strings.as_int(name): place for place, name in enumerate(names, 1)}
        features[:, column] = [number.get(value, 0) for value in attributes[:, column - 2].tolist()]
    return features


def _tell_case(word: str) -> int:
    """0 lower, 1 capitalised, 2 all in capitals."""
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
