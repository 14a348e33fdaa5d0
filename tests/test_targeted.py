"""The trained scorer: what it reads, which way it judges clear sentences, and that no name can sway it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.encoder import load_encoder
from toolkit.language import parse_texts
from toolkit.masking import GAP, TARGET
from toolkit.targeted import LONGEST, MODEL, encode_words, mask_target, score_target, score_words


def locate(text: str, target: str) -> tuple[int, int]:
    start = text.index(target)
    return start, start + len(target)


def score(text: str, target: str) -> tuple[float, float, float]:
    return score_target(next(parse_texts([text])), locate(text, target), [(0, len(text))])


def mask(text: str, target: str, *visible: str) -> tuple[str, list[int]]:
    words, marks = mask_target(
        next(parse_texts([text])), locate(text, target), [locate(text, piece) for piece in visible]
    )
    return " ".join(words), [n for n, mark in enumerate(marks) if mark == TARGET]


@pytest.mark.parametrize(
    ("text", "target", "sign"),
    [
        ("Critics praised Reyes for her honesty and courage.", "Reyes", 1),
        ("Reyes is a brilliant and widely admired leader.", "Reyes", 1),
        ("Voters love Novak, who did a wonderful job.", "Novak", 1),
        ("Reyes is a corrupt liar who betrayed her country.", "Reyes", -1),
        ("Novak was condemned for the brutal murder of civilians.", "Novak", -1),
        ("The failed policy of Reyes was a shameful disaster.", "Reyes", -1),
    ],
)
def test_clear_words_are_judged_as_anybody_would(text, target, sign):
    negative, _, positive = score(text, target)
    assert np.sign(positive - negative) == sign


@pytest.mark.parametrize(
    "text",
    [
        "{} was blamed for the failure of the talks.",
        "Analysts said that {} deserved the prize.",
        "The report on {} is to be published on Monday.",
    ],
)
def test_the_name_of_the_target_changes_nothing_at_all(text):
    names = ("Assad", "Hillary Clinton", "Zorvath", "Smith", "Vladimir Putin", "Barack Obama")
    assert len({score(text.format(name), name) for name in names}) == 1


def test_the_names_of_others_change_nothing_either():
    text = "Novak was praised for the talks with {} in Geneva."
    assert len({score(text.format(name), "Novak") for name in ("Assad", "Zorvath", "Vladimir Putin")}) == 1


def test_each_target_of_a_sentence_has_its_own_score():
    text = "Reyes, a corrupt liar, was defeated by the honest and brave Novak."
    assert score(text, "Reyes") != score(text, "Novak")


def test_only_what_is_visible_is_read():
    text = "Visibly tired, Reyes said the plan was a farce and left."
    words, _ = mask(text, "Reyes", "Visibly tired, Reyes said", "and left")
    assert words == "Visibly tired , [MASK] said [MASK] and left"
    other = text.replace("a farce", "a triumph")
    assert mask(other, "Reyes", "Visibly tired, Reyes said", "and left")[0] == words


@pytest.mark.parametrize(
    ("text", "target", "visible", "places"),
    [
        ("They met and Reyes left", "Reyes", ["They met", "left"], [3]),
        ("They met Reyes", "Reyes", ["They met"], [2]),
        ("It failed. He and others resigned", "failed. He", ["It failed. He and others resigned"], [1]),
        ("The é́lite 👩‍👧 failed us", "👩‍👧", ["The é́lite 👩‍👧 failed us"], [2]),
    ],
)
def test_the_target_is_there_wherever_it_stands(text, target, visible, places):
    assert mask(text, target, *visible)[1] == places


def test_a_target_in_the_words_of_others_stands_beside_the_gap():
    words, marks = mask_target(next(parse_texts(["They met as Reyes left"])), (12, 17), [(0, 8)])
    assert (words[-2:], marks[-2:]) == (("[MASK]", "[MASK]"), (GAP, TARGET))


@pytest.mark.parametrize("before", [0, 3, 400, 4000])
@pytest.mark.parametrize("filling", ["very ", "(((((( ", "👩‍👧 ", "x" * 300 + " "])
def test_of_a_long_unit_the_words_around_the_target_are_read(before, filling):
    text = f"{filling * (before // len(filling))}it blamed them{(' ' + filling) * 200}"
    doc = next(parse_texts([text]))
    ids, marks = encode_words(
        *mask_target(doc, locate(text, "them"), [(0, len(text))]), load_encoder(MODEL).tokenizer
    )
    assert len(ids) == len(marks) <= LONGEST + 2
    assert (marks == TARGET).sum() == 1
    assert load_encoder(MODEL).tokenizer.token_to_id("blamed") in ids


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80), st.data())
def test_any_target_in_any_text_has_probabilities(text, data):
    places = [n for n, character in enumerate(text) if not character.isspace()]
    if not places:
        return
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([n for n in places if n >= start])) + 1
    words, marks = mask_target(next(parse_texts([text])), (start, end), [(places[0], places[-1] + 1)])
    assert marks.count(TARGET) == 1
    scores = score_words(words, marks)
    assert min(scores) >= 0
    assert sum(scores) == pytest.approx(1)
