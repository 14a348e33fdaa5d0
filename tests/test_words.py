"""What counts as a word."""

import pytest

from toolkit.words import count_words, find_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Mr Assad’s British-born wife", 4),
        ("12 areas – 3:35", 4),
        ("don't", 1),
        ("“…”", 0),
        ("a 12.5-point lead", 3),
        ("U.S. troops", 2),
    ],
)
def test_words(text, words):
    assert count_words(text) == words


def test_words_of_spans_are_found_where_they_stand():
    text = "Mr Assad’s plan"
    assert [text[start:end] for start, end in find_words(text, [(3, 15)])] == ["Assad’s", "plan"]
