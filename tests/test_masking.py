"""Masking: no name reaches the scorer, everything else does."""

from __future__ import annotations

import pytest

from toolkit.language import parse_texts
from toolkit.masking import GAP, NAME, TARGET, mask_names

SHOWN = {TARGET: "T", NAME: "N", GAP: "…"}


def show(text: str, target: str, *hidden: str) -> str:
    """A sentence as the scorer reads it: T the target, N another name, … words left out."""
    doc = next(parse_texts([text]))

    def find(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        return span.start, span.end

    edges = [0, *(edge for words in hidden for edge in find(words)), len(doc)]
    visible = list(zip(edges[::2], edges[1::2], strict=True))
    words, marks = mask_names(doc, find(target), visible)
    return " ".join(SHOWN.get(mark, word) for word, mark in zip(words, marks, strict=True))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Moscow accused Ms Reyes of a cover-up.", "Moscow", "T accused N of a cover - up ."),
        ("Moscow accused Ms Reyes of a cover-up.", "Ms Reyes", "N accused T of a cover - up ."),
        ("The Syrian government shelled Homs again.", "The Syrian government", "T shelled N again ."),
        ("She praised the Russian minister.", "She", "T praised the N minister ."),
        ("“They failed,” she added, “Nobody came.”", "she", "“ They failed , ” T added , “ Nobody came . ”"),
        ("I saw them and I left London.", "them", "I saw T and I left N ."),
        ("Critics call Zorvath a liar.", "Critics", "T call N a liar ."),
    ],
)
def test_names_are_masked(text, target, expected):
    assert show(text, target) == expected


def test_what_is_not_visible_is_one_gap():
    text = "Visibly tired, Ms Reyes said talks were over, and left."
    assert show(text, "Ms Reyes", "talks were over") == "Visibly tired , T said … , and left ."


def test_a_headline_in_title_case_is_not_one_long_name():
    assert "a Cruel Farce" in show("Reyes Calls the Russian Plan a Cruel Farce", "Reyes")


def test_the_name_itself_makes_no_difference():
    sentence = "{} was blamed for the failure of the talks with Paris."
    shown = {show(sentence.format(name), name) for name in ("Assad", "Hillary Clinton", "Zorvath", "the UN")}
    assert shown == {"T was blamed for the failure of the talks with N ."}
