"""Masking: no name reaches the scorer, everything else does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.language import parse_texts
from toolkit.masking import GAP, NAME, TARGET, mask_names

SHOWN = {TARGET: "T", NAME: "N", GAP: "…"}


def show(text: str, target: str, *hidden: str) -> str:
    """A sentence as the scorer reads it: T the target, N another name, … words left out."""
    doc = next(parse_texts([text]))

    def find(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        return span.start, span.end

    edges = [0, *(edge for words in hidden for edge in find(words)), len(doc)]
    visible = list(zip(edges[::2], edges[1::2], strict=True))
    words, marks = mask_names(doc, find(target), visible)
    return " ".join(SHOWN.get(mark, word) for word, mark in zip(words, marks, strict=True))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Moscow accused Ms Reyes of a cover-up.", "Moscow", "T accused N of a cover - up"),
        ("Moscow accused Ms Reyes of a cover-up.", "Ms Reyes", "N accused T of a cover - up"),
        ("The Syrian government shelled Homs again.", "The Syrian government", "T shelled N again"),
        ("“They failed,” she added, “Nobody came.”", "she", "“ They failed , ” T added , “ Nobody came ”"),
        ("I saw them and I left London.", "them", "I saw T and I left N"),
        ("They met الأسد and praised Reyes.", "Reyes", "They met N and praised T"),
        ("Critics call Zorvath a liar.", "Critics", "T call N a liar"),
        ("Critics call Zorvath a liar.", "Zorvath", "Critics call T a liar"),
        ("Zorvath praised the visibly tired Reyes.", "Reyes", "N praised the visibly tired T"),
        ("Ban Ki-moon praised Reyes.", "Reyes", "N praised T"),
        ("Saying Müller had failed, Reyes left.", "Reyes", "Saying N had failed , T left"),
        ("They were praised in Zorvath on Monday.", "They", "T were praised in N on N"),
    ],
)
def test_names_are_masked(text, target, expected):
    assert show(text, target) == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("She praised the Russian minister.", "She", "T praised N minister"),
        ("They praised the Kremlin.", "Kremlin", "They praised T"),
        ("They praised Reyes and the Bank of the Isles.", "Reyes", "They praised T and N"),
        ("They praised al-Nouri, Al-Nouri and bin Nouri.", "They", "T praised N , N and N"),
        ("They praised Quai d'Orsay, Ford & Sons.", "They", "T praised N , N"),
        ("They praised the Norland Fund for Peace.", "They", "T praised N"),
        ("They praised Reyes for Norland.", "They", "T praised N for N"),
        ("They praised talks of Reyes-Novak and US/Norland.", "Reyes", "They praised talks of T and N"),
        ("They met Ban Ki-moon in anger.", "They", "T met N in anger"),
        ("The Reyes government praised Novak.", "Novak", "N praised T"),
        ("Norland's leaders praised Novak.", "Novak", "N 's leaders praised T"),
        (
            "They praised the U.S.-led and Norland-backed force.",
            "They",
            "T praised N - led and N - backed force",
        ),
    ],
)
def test_a_name_is_one_mask_whatever_its_words(text, target, expected):
    assert show(text, target) == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("They blamed Prime Minister Reyes for it.", "Reyes", "They blamed T for it"),
        ("They blamed the Norland Trade Council for it.", "Norland", "They blamed T for it"),
        ("They blamed former minister Reyes.", "Reyes", "They blamed former minister T"),
        ("They blamed Novak's plan.", "Novak's", "They blamed T 's plan"),
    ],
)
def test_titles_and_endings_of_the_target(text, target, expected):
    assert show(text, target) == expected


def test_women_and_men_read_alike():
    sentence = "Novak said {} plan hurt {} and {} allies."
    shown = {
        show(sentence.format(*words), "Novak") for words in (("her", "her", "her"), ("his", "him", "his"))
    }
    assert shown == {"T said his plan hurt his and his allies"}


def test_what_is_not_visible_is_one_gap():
    text = "Visibly tired, Ms Reyes said talks were over, and left."
    assert show(text, "Ms Reyes", "talks were over") == "Visibly tired , T said … , and left"


def test_no_name_reaches_across_a_gap():
    text = "They met Reyes, they said, Novak and others yesterday."
    assert show(text, "Novak", ", they said,") == "They met N … T and others yesterday"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Reyes Calls the Norland Offer a Cruel Farce", "Reyes", "T Calls N Offer a Cruel Farce"),
        ("Reyes Blasts US Troops", "Reyes", "T Blasts N Troops"),
        ("REYES CALLS IT A FARCE", "REYES", "T CALLS IT A FARCE"),
        ("Clinton praised Putin", "Clinton", "T praised N"),
    ],
)
def test_headlines(text, target, expected):
    assert show(text, target) == expected


NAMES = ["Assad", "Hillary Clinton", "Bashar al-Assad", "Zorvath", "U.S.", "the UN", "Kremlin", "White House"]
SENTENCES = [
    "{} was blamed for the failure of the talks with Paris.",
    "Critics of the plan said that {} had done nothing wrong.",
    "The council condemned {}.",
    "In {}'s view, they say, Reyes was a failure: Nobody came.",
    "Reyes Calls {} a Cruel Disgrace",
    "They praised President {}, who led a {}-backed force.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_name_of_the_target_makes_no_difference(sentence):
    shown = {show(sentence.replace("{}", name), name) for name in NAMES}
    assert len(shown) == 1, shown


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_names_of_others_make_no_difference(sentence):
    sentence = "Novak, seemingly tired, listened. " + sentence
    shown = {show(sentence.replace("{}", name), "Novak") for name in NAMES if name != "White House"}
    assert len(shown) == 1, shown


@settings(deadline=None)
@given(st.text(alphabet="aBé’'- .,\n“”İß1\u200b", max_size=40))
def test_any_text_can_be_masked(text):
    doc = next(parse_texts(["Xy " + text]))
    words, marks = mask_names(doc, (0, 1), [(0, len(doc))])
    assert len(words) == len(marks)
    assert marks[0] == TARGET
