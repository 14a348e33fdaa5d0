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


def test_rows_and_index_are_kept_and_missing_text_has_no_value():
    table = pd.DataFrame(
        {"text": ["a brutal crackdown", None, "a good plan"], "n": [1, 2, 3]}, index=[7, 7, 2]
    )
    before = table.copy()
    scored = score_targets(table)
    assert scored.index.tolist() == [7, 7, 2]
    assert scored.columns.tolist() == ["text", "n", "value"]
    assert scored["value"].isna().tolist() == [False, True, False]
    assert scored["value"].iloc[0] < 0 < scored["value"].iloc[2]
    pd.testing.assert_frame_equal(table, before)


def test_an_empty_table_stays_empty():
    scored = score_targets(pd.DataFrame({"text": pd.Series([], dtype="str")}))
    assert scored["value"].dtype == "Float64"
    assert scored.empty


def test_an_unknown_scorer_is_told_what_there_is():
    with pytest.raises(ValueError, match="scorer: expected one of textblob; got 'vader'. Leave the argument"):
        score_targets(pd.DataFrame({"text": []}), scorer="vader")


def test_a_table_without_text_is_refused():
    with pytest.raises(ValueError, match="table: expected columns text; missing: text"):
        score_targets(pd.DataFrame({"body": []}))
    with pytest.raises(TypeError, match="table: expected a DataFrame, got list"):
        score_targets(["a good plan"])
