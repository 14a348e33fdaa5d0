"""Which stretches of a text are quoted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.quotes.marks import find_quotations, find_quoted, split_paragraphs

CASES = [
    ("“We go,” she said.", ["We go,"]),
    ('"We go," she said. "Now."', ["We go,", "Now."]),
    ("``We go,'' she said.", ["We go,"]),
    ("''We go,'' she said, ''now.''", ["We go,", "now."]),
    ("«We go», she said.", ["We go"]),
    # unbalanced: a quotation ends with its paragraph
    ("“We go,” she said. “Now", ["We go,", "Now"]),
    ('"We go," she said. "Now', ["We go,", "Now"]),
    ("“One.\n“Two.\n“Three,” she said.", ["One.", "Two.", "Three,"]),
    ("“One.\r\n“Two,” she said.", ["One.", "Two,"]),
    ('"One.\n"Two," she said. "Three."', ["One.", "Two,", "Three."]),
    ("we go” she said", []),
    # marks of the wrong direction
    ("She said “yes“ to it.", ["yes"]),
    ("She said ”yes” to it.", ["yes"]),
    # a mark that opens although the last one was not closed
    ("“We go, she said. “Now,” she added.", ["We go, she said. ", "Now,"]),
    # nested marks and apostrophes
    ("“He told me, ‘Go home,’ and I went,” she said.", ["He told me, ‘Go home,’ and I went,"]),
    ("“It’s the workers’ day,” she said.", ["It’s the workers’ day,"]),
    ("It's the workers' day in the '90s.", []),
    # single marks as the primary ones
    ("‘We go,’ she said. ‘It’s time.’", ["We go,", "It’s time."]),
    ("‘The boys’ toys are gone,’ she said.", ["The boys’ toys are gone,"]),
    ("‘He called it “mad”,’ she said.", ["He called it “mad”,"]),
    ("Minister calls vote 'a farce' again", ["a farce"]),
    # inches
    ('He is 6\'2" tall and said "yes".', ["yes"]),
    ("", []),
    ('""', []),
    ("“", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_found_however_the_marks_are_typed(text, expected):
    assert [text[start:end] for start, end in find_quoted(text)] == expected


def test_a_quotation_knows_whether_it_is_closed():
    assert [quotation.closed for quotation in find_quotations("“One.\n“Two,” she said.")] == [False, True]


def test_paragraphs_are_lines_without_the_white_space_around_them():
    assert split_paragraphs(" a b \r\n\n\tc") == [(1, 4), (9, 10)]


TEXTS = st.text(st.sampled_from("ab s.,\n\r 0“”\"'‘’«»`?—\u2028é🙂"), max_size=80)


@given(TEXTS)
def test_spans_lie_in_the_text_in_order_without_overlap_or_line_ends(text):
    spans = find_quoted(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(start < end and "\n" not in text[start:end] for start, end in spans)


@pytest.mark.parametrize("pattern", ['"a ', "'a ", "‘a ’", "“", "x", "’ ", "''", "“a” ‘b’ "])
def test_a_line_of_a_million_characters_takes_seconds_at_most(pattern):
    begun = time.perf_counter()
    find_quoted(pattern * (1_000_000 // len(pattern)))
    assert time.perf_counter() - begun < 10
