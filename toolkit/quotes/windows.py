"""Windows: a parsed article as pieces for the encoder, in stretches of whole paragraphs.

The encoder reads wordpieces in lower case; what it would miss, and what the parse knows, goes beside each
piece as features: how the word is capitalised, whether it is quoted, its tag, its relation, its entity, and
which part the rules give it in an attribution. Names are masked, since who is named must not decide whether
words are found: a name is one piece a word, whatever its letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.quotes.candidates import Candidate, merge_ranges
from toolkit.quotes.decode import CONTENT, CUE, N_ROLES, SOURCE
from toolkit.quotes.quoted import Quoted, Range

LOWER, CAPITALISED, UPPER = range(3)
N_CASES, N_QUOTED = 3, 2
MASK = "[MASK]"
LONGEST = 30  # pieces of a word that are read: the rest of an endless one tells nothing


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
        return [N_CASES, N_QUOTED, *parse, N_ROLES]


@dataclass(frozen=True)
class Window:
    """A stretch of an article as the encoder reads it.

    Attributes
    ----------
    ids : array of int, shape (n,)
        Wordpieces, with the tokenizer's marks at the start and after each paragraph.
    features : array of int, shape (n, 6)
        Case, quoted, tag, relation, entity, role by the rules, of the word of each piece; 0 at the marks.
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

    def cut(self, limit: int, *, first_limit: int | None = None) -> Iterator[Window]:
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


def split_pieces(
    doc,
    quoted: Quoted,
    by_rules: Sequence[Candidate],
    tokenizer,
    vocabulary: Vocabulary,
    *,
    masked: Collection[str] = (),
) -> Pieces:
    """Split a parsed article into wordpieces with their features.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    quoted : Quoted
        Its quotations.
    by_rules : sequence of Candidate
        What the rules find in it.
    tokenizer : tokenizers.Tokenizer
    vocabulary : Vocabulary
    masked : collection of str
        Kinds of entities whose capitalised words are masked, as the pipeline labels them.

    Returns
    -------
    Pieces
    """
    roles = mark_roles(len(doc), by_rules)
    is_name = np.array([token.ent_type_ in masked and token.text[0].isupper() for token in doc], dtype=bool)
    words = [MASK if name else token.text for token, name in zip(doc, is_name, strict=True)]
    encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    features = describe_words(doc, quoted, vocabulary)
    features[is_name, 0] = CAPITALISED
    ids, word_of = np.array(encoded.ids, dtype=np.int64), np.array(encoded.word_ids, dtype=np.int64)
    is_read = np.arange(len(ids)) - np.searchsorted(word_of, word_of) < LONGEST
    return Pieces(
        ids=ids[is_read],
        word_of=word_of[is_read],
        features=np.column_stack([features, roles]),
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


def mark_roles(n_tokens: int, candidates: Sequence[Candidate]) -> np.ndarray:
    """Role of each token in attributions, as ``decode`` numbers them; where they overlap the rarer one."""
    roles = np.zeros(n_tokens, dtype=np.int64)
    for begin, find in ((CONTENT, _content_of), (CUE, _cue_of), (SOURCE, _source_of)):
        for candidate in candidates:
            for start, end in find(candidate):
                roles[start:end] = begin + 1
                roles[start] = begin
    return roles


def _content_of(candidate: Candidate) -> list[Range]:
    return candidate.content


def _cue_of(candidate: Candidate) -> list[Range]:
    return merge_ranges((word, word + 1) for word in candidate.cue)


def _source_of(candidate: Candidate) -> list[Range]:
    return [candidate.source] if candidate.source else []


def _tell_case(word: str) -> int:
    if not word[0].isupper():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else CAPITALISED
