"""Windows of the encoder: every word once, paragraphs whole, any text, in linear time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from toolkit.language import parse_texts
from toolkit.quotes.decode import CUE
from toolkit.quotes.quoted import locate_quotations
from toolkit.quotes.rules import find_candidates
from toolkit.quotes.windows import Vocabulary, split_pieces

VOCABULARY = Vocabulary(("NNP", "VBD"), ("nsubj", "ROOT"), ("PERSON",))
PARAGRAPHS = "“We are ready,” Ms Reyes said.\n\nThe talks go on. Nobody left.\n\nIt rained."


@pytest.fixture(scope="module")
def tokenizer():
    """A tokenizer of single letters: what it splits, and how, is known."""
    letters = [*"abcdefghijklmnopqrstuvwxyz.,", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
    vocabulary = {name: n for n, name in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters])}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.add_special_tokens(["[MASK]"])
    return made


def split(text: str, tokenizer, masked=()):
    doc = next(parse_texts([text]))
    quoted = locate_quotations(doc, text)
    candidates = find_candidates(doc, quoted)
    return doc, split_pieces(doc, quoted, candidates, tokenizer, VOCABULARY, masked=masked)


def words_of(doc, window) -> list[str]:
    return [doc[int(word)].text for word in window.words]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (100, ["“ We are ready , ” Ms Reyes said . The talks go on . Nobody left . It rained ."]),
        (45, ["“ We are ready , ” Ms Reyes said .", "The talks go on . Nobody left . It rained ."]),
        (
            18,
            ["“ We are ready , ” Ms", "Reyes said .", "The talks go on .", "Nobody left .", "It rained ."],
        ),
    ],
)
def test_windows_hold_whole_paragraphs_or_sentences(tokenizer, limit, expected):
    doc, pieces = split(PARAGRAPHS, tokenizer)
    assert [" ".join(words_of(doc, window)) for window in pieces.cut(limit)] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,\n\t“”\u200bé漢", max_size=200), st.integers(4, 60))
def test_every_word_is_in_one_window(tokenizer, text, limit):
    doc, pieces = split(text, tokenizer)
    windows = list(pieces.cut(limit))
    words = np.concatenate([window.words for window in windows]) if windows else np.array([])
    assert sorted(set(pieces.word_of)) == sorted(set(words.tolist()))
    for window in windows:
        assert len(window.ids) == len(window.features) <= max(limit, 4)
        assert (window.ids[0], window.ids[-1]) == (1, 2)
        assert (pieces.features[window.words] == window.features[window.first]).all()


def test_features_tell_case_quotes_and_parse(tokenizer):
    doc, pieces = split("“WE agree,” Ana Reyes said.", tokenizer)
    by_word = {token.text: pieces.features[token.i].tolist() for token in doc}
    assert by_word["WE"][:2] == [2, 1]
    assert by_word["agree"][:2] == [0, 1]
    assert by_word["Reyes"][:4] == [1, 0, 1, 1]
    assert by_word["said"] == [0, 0, 2, 2, 0, CUE]
    assert [by_word[word][5] for word in ("“", "WE", "Ana", "Reyes")] == [5, 6, 1, 2]


@pytest.mark.parametrize("limit", [64, 144])
def test_a_word_of_many_pieces_is_in_one_window_too(tokenizer, limit):
    _, pieces = split("Reyes said " + "漢é" * 500 + "x" * 900 + " is said " * 40, tokenizer)
    words = np.concatenate([window.words for window in pieces.cut(limit)]).tolist()
    assert words == sorted(set(words)) == sorted(set(pieces.word_of.tolist()))


def test_one_endless_word_is_cut_anywhere(tokenizer):
    _, pieces = split("ab " * 2 + "a" * 90 + " b.", tokenizer)
    assert all(len(window.ids) <= 20 for window in pieces.cut(20))


@pytest.mark.parametrize("other", ["Hillary Clinton of France", "Gyrzh Wxq of NATO"])
def test_what_is_read_does_not_tell_one_masked_name_from_another(tokenizer, other):
    kinds = ("PERSON", "GPE", "ORG")
    windows = [
        next(split(f"“We are ready,” said {name}.", tokenizer, kinds)[1].cut(100))
        for name in ("Sergei Lavrov of Russia", other)
    ]
    assert np.array_equal(windows[0].ids, windows[1].ids)
    assert np.array_equal(windows[0].features[:, 0], windows[1].features[:, 0])


def test_only_capitalised_words_of_the_kinds_are_masked(tokenizer):
    doc, pieces = split("Sergei Lavrov of Russia spoke.", tokenizer, ("PERSON",))
    mask = tokenizer.token_to_id("[MASK]")
    masked = {doc[int(word)].text for word in pieces.word_of[pieces.ids == mask]}
    assert masked == {"Sergei", "Lavrov"}
