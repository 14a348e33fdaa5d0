import pandas as pd
import pytest

from toolkit import schema


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda t: t.name)
def test_empty_tables_have_all_columns_and_dtypes(table):
    frame = schema.make_table([], table)
    assert frame.columns.tolist() == table.names
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in table.columns]


def test_missing_values_are_na_and_unknown_keys_are_left_out():
    frame = schema.make_table([{"quote_id": "q", "start": 3, "mood": "good"}], schema.QUOTES)
    assert frame["start"][0] == 3
    assert frame[["end", "cue", "party"]].isna().all(axis=None)
    assert "mood" not in frame


def test_conforming_keeps_other_columns_and_the_index_and_the_input():
    given = pd.DataFrame({"mood": ["good"], "start": [3]}, index=[7])
    before = given.copy()
    frame = schema.conform_table(given, schema.QUOTES)
    assert frame.index.tolist() == [7]
    assert frame.columns.tolist() == [*schema.QUOTES.names, "mood"]
    assert str(frame["start"].dtype) == "Int64"
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_tables_survive_the_disk(tmp_path, ending):
    rows = [
        {"article_id": "0012", "outlet": "Wire", "title": "A, “B”\nC",
         "published": pd.Timestamp("2012-02-07 03:35"), "sections": [[0, 5, "headline"]],
         "removed": [], "n_words": 4, "text": "A, “B”\nC"},
        {"article_id": "b"},
    ]  # fmt: skip
    frame = schema.make_table(rows, schema.ARTICLES)
    schema.write_table(frame, tmp_path / f"articles{ending}")
    pd.testing.assert_frame_equal(schema.read_table(tmp_path / f"articles{ending}", schema.ARTICLES), frame)


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_offsets_survive_the_disk(tmp_path, ending):
    frame = schema.make_table([{"spans": [[0, 5], [9, 12]]}, {"spans": None}], schema.QUOTES)
    schema.write_table(frame, tmp_path / f"quotes{ending}")
    back = schema.read_table(tmp_path / f"quotes{ending}", schema.QUOTES)
    assert back["spans"].tolist() == [[[0, 5], [9, 12]], None]


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="quotes: expected columns a, b; missing: b; got: a. Rename"):
        schema.require_columns(pd.DataFrame({"a": []}), ["a", "b"], parameter="quotes")


def test_what_is_no_table_is_named():
    with pytest.raises(
        TypeError, match="articles: expected a DataFrame, got list. Load files with load_articles"
    ):
        schema.require_columns([], ["a"], parameter="articles")


def test_lists_that_are_missing_are_none():
    frame = schema.conform_table(
        pd.DataFrame({"article_id": ["a", "b"], "removed": [None, None]}), schema.ARTICLES
    )
    assert frame["removed"].tolist() == frame["sections"].tolist() == [None, None]
    assert str(frame["removed"].dtype) == "object"
