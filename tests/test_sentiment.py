"""Scorers of sentiment."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from toolkit.sentiment import score_targets, score_text


@pytest.mark.parametrize(
    "text",
    ["a brutal crackdown", "not a good sign", "The talks went very well.", "It isn’t good.", "They met.", ""],
)
def test_the_value_is_textblobs(text):
    assert score_text(text) == tuple(TextBlob(text).sentiment)


@pytest.mark.parametrize("text", ["!?" * 500_000, "“" * 500_000, "_" * 500_000, "bad " * 100_000])
def test_no_text_takes_long(text):
    began = time.perf_counter()
    score_text(text)
    assert time.perf_counter() - began < 5


@given(st.text())
def test_values_stay_in_range(text):
    polarity, subjectivity = score_text(text)
    assert -1 <= polarity <= 1
    assert 0 <= subjectivity <= 1


def make_targets(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    """A table of targets, from texts and the words of the target."""
    places = [
        (text.index(target), text.index(target) + len(target)) if text and target else (None, None)
        for text, target in rows
    ]
    return pd.DataFrame(
        {
            "text": pd.Series([text for text, _ in rows], dtype="object"),
            "target_start": pd.array([start for start, _ in places], "Int64"),
            "target_end": pd.array([end for _, end in places], "Int64"),
        }
    )


GOOD = "Critics praised Novak for his honesty."
BAD = "Reyes was condemned as a corrupt liar."
COLUMNS = ["p_negative", "p_neutral", "p_positive", "value"]


def test_the_model_gives_probabilities_and_their_difference():
    table = make_targets((GOOD, "Novak"), (BAD, "Reyes"), (GOOD, "Critics")).set_index(pd.Index([7, 7, 2]))
    before = table.copy()
    scored = score_targets(table)
    assert scored.index.tolist() == [7, 7, 2]
    assert scored.columns.tolist() == [*table.columns, *COLUMNS]
    assert scored[COLUMNS[:3]].sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert (scored["value"] == scored["p_positive"] - scored["p_negative"]).all()
    assert scored["value"].iloc[1] < 0 < scored["value"].iloc[0]
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("text", "target", "first"),
    [
        (GOOD, "Novak", 16),
        (GOOD, " Novak ", 16),  # a cell of a spreadsheet
        ("In the USA the US was condemned.", "US", 15),
        ("Novak lied, Novak stole.", "Novak", 0),
        ("They blamed St. (a village).", "(a village)", 16),
    ],
)
def test_words_are_a_target_where_they_stand_first_as_whole_words(text, target, first):
    by_words = score_targets(pd.DataFrame({"text": [text], "target": [target]}))
    places = {"target_start": first, "target_end": first + len(target.strip())}
    assert by_words["target"].tolist() == [target]
    assert by_words[COLUMNS].equals(score_targets(pd.DataFrame({"text": [text], **places}))[COLUMNS])


def test_offsets_count_where_words_are_there_too():
    table = make_targets((GOOD, "Novak")).assign(target="not in the text")
    assert score_targets(table)["value"].notna().all()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            "novak",
            "column target, row 'r2': expected words that stand in text, got 'novak'. Write them as the",
        ),
        ("honest", "row 'r2': .* got 'honest'. .* or give target_start and target_end"),  # "honesty"
        (" ", "column target, row 'r2': expected the words of a target, got ' '. Set it to NA where"),
        (7, "column target, row 'r2': expected the words of a target, got 7"),
    ],
)
def test_words_that_do_not_stand_in_the_text_are_refused(target, message):
    table = pd.DataFrame({"text": [GOOD, GOOD], "target": ["Novak", target]}, index=["r1", "r2"])
    with pytest.raises(ValueError, match=message):
        score_targets(table)


def test_rows_without_text_or_target_have_no_value_and_hold_nobody_up():
    table = make_targets(
        (None, None), (GOOD, None), ("", None), (" ", None), ("\ud800", None), (GOOD, "Novak")
    )
    table.loc[[2, 3, 4], ["target_start", "target_end"]] = 0, 1
    scored = score_targets(table)
    assert scored[COLUMNS].isna().all(axis=1).tolist() == [True] * 5 + [False]
    alone = score_targets(make_targets((GOOD, "Novak")))
    words = table[["text"]].assign(target=["Novak", None, "Novak", "Novak", "Novak", "Novak"])
    assert score_targets(words)[COLUMNS].equals(scored[COLUMNS])
    assert scored["value"].iloc[5] == alone["value"].iloc[0]


def test_offsets_may_be_floats_as_in_a_column_with_gaps():
    table = make_targets((GOOD, "Novak"), (None, None)).astype({"target_start": float, "target_end": float})
    assert score_targets(table)["value"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (
            0,
            99,
            "table: column target_end, row 'r2': expected a whole number from 0 to 38, .* got 99. Count U",
        ),
        (-1, 5, "table: column target_start, row 'r2': expected a whole number from 0 to 38, .* got -1"),
        (0.5, 5, "table: column target_start, row 'r2': expected a whole number .* got 0.5"),
        ("0", 5, "table: column target_start, row 'r2': expected a whole number .* got '0'"),
        (
            5,
            5,
            "table: columns target_start and target_end, row 'r2': expected the place of a target .* got ''",
        ),
        (
            9,
            5,
            "expected the place of a target in text, got '' at 9 to 5. Set both to NA where there is none",
        ),
        (7, 8, "expected the place of a target in text, got ' ' at 7 to 8"),
    ],
)
def test_offsets_that_cannot_be_are_refused(start, end, message):
    table = pd.DataFrame(
        {"text": [GOOD, GOOD], "target_start": [16, start], "target_end": [21, end]}, index=["r1", "r2"]
    )
    with pytest.raises(ValueError, match=message):
        score_targets(table)


def test_a_text_is_read_whole_and_a_target_may_span_sentences():
    text = "It failed. He resigned."
    start, end = text.index("failed"), text.index("resigned")
    table = pd.DataFrame({"text": [text], "target_start": start, "target_end": end})
    assert score_targets(table)["value"].between(-1, 1).all()


def test_an_empty_table_stays_empty():
    scored = score_targets(make_targets())
    assert scored.columns.tolist()[-4:] == COLUMNS
    assert scored["value"].dtype == "Float64"
    assert scored.empty
    assert score_targets(pd.DataFrame({"text": []}), scorer="textblob").empty


def test_textblob_reads_text_alone_and_adds_value_alone():
    table = pd.DataFrame({"text": ["a brutal crackdown", None, "a good plan"]}, index=[7, 7, 2])
    scored = score_targets(table, scorer="textblob")
    assert scored.index.tolist() == [7, 7, 2]
    assert scored.columns.tolist() == ["text", "value"]
    assert scored["value"].isna().tolist() == [False, True, False]
    assert scored["value"].iloc[0] < 0 < scored["value"].iloc[2]


def test_an_unknown_scorer_is_told_what_there_is():
    with pytest.raises(
        ValueError, match="scorer: expected one of model, textblob; got 'vader'. Leave the argument"
    ):
        score_targets(pd.DataFrame({"text": []}), scorer="vader")


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(
        ValueError,
        match=r"table: expected, beside text, a column target \(the words of the target\) or the columns "
        r"target_start and target_end \(where it stands in text\); got: text, target_end\. Add the",
    ):
        score_targets(pd.DataFrame({"text": [GOOD], "target_end": 5}))
    with pytest.raises(ValueError, match="table: expected columns text; missing: text"):
        score_targets(pd.DataFrame({"target": [GOOD]}))
    with pytest.raises(ValueError, match="table: expected columns text; missing: text"):
        score_targets(pd.DataFrame({"body": []}), scorer="textblob")
    with pytest.raises(TypeError, match="table: expected a DataFrame, got list"):
        score_targets(["a good plan"])


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_target_in_any_text_is_scored(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    table = pd.DataFrame({"text": [text], "target_start": start, "target_end": end})
    (scored,) = score_targets(table).to_dict("records")
    assert -1 <= scored["value"] <= 1
    assert sum(scored[name] for name in COLUMNS[:3]) == pytest.approx(1)
