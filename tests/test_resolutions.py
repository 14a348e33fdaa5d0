"""By which steps it was decided who speaks: every quotation counted once, every way explained."""

import pandas as pd
import pytest

from toolkit.resolutions import count_resolutions
from toolkit.schema import RESOLVED_BY


def test_every_row_is_counted_and_every_way_explained(demo):
    table = count_resolutions(demo.quotes)
    assert table["n_quotes"].sum() == len(demo.quotes)
    assert table["n_quotes"].is_monotonic_decreasing
    assert table["meaning"].tolist() == [RESOLVED_BY[way] for way in table.index]
    assert (table["n_articles"] <= table["n_quotes"]).all()


def test_confidence_is_that_of_the_quotations(demo):
    table = count_resolutions(demo.quotes)
    told = demo.quotes.groupby("resolved_by")["speaker_confidence"].agg(["min", "max"])
    assert table["speaker_confidence"].equals(told["min"].reindex(table.index).rename("speaker_confidence"))
    assert table["speaker_confidence"].isna().sum() == told["max"].isna().sum() > 0


def test_ways_as_frequent_stand_in_the_order_of_the_tables():
    ways = ["pronoun", "name", "of another version", "name", "title"]
    given = pd.DataFrame({"resolved_by": ways, "article_id": ["a", "a", "a", "b", "b"]})
    table = count_resolutions(given.assign(speaker_confidence=pd.array([None] * 5, dtype="Float64")))
    assert table.index.tolist() == ["name", "title", "pronoun", "of another version"]
    assert table["n_articles"].tolist() == [2, 1, 1, 1]
    assert pd.isna(table.loc["of another version", "meaning"])


def test_what_is_not_resolved_and_what_differs_is_not_lost():
    given = {"resolved_by": ["name", None, "name"], "article_id": ["a", "a", "b"]}
    confidence = pd.array([0.9, None, 0.8], dtype="Float64")
    table = count_resolutions(pd.DataFrame(given).assign(speaker_confidence=confidence))
    assert table["n_quotes"].tolist() == [2, 1]
    assert table["speaker_confidence"].isna().all()


def test_no_quotations_give_no_rows(demo):
    table = count_resolutions(demo.quotes[:0])
    assert table.empty
    assert table.columns.tolist() == ["n_quotes", "n_articles", "speaker_confidence", "meaning"]


def test_what_is_missing_is_named(demo):
    with pytest.raises(ValueError, match="quotes: expected columns resolved_by, article_id, speaker_con"):
        count_resolutions(demo.quotes[["article_id"]])
    with pytest.raises(
        TypeError, match=r"quotes: expected a DataFrame, got Analysis. Give analysis.quotes\."
    ):
        count_resolutions(demo)
