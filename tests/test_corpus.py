"""What is in a corpus: counts that add up, and every piece that was taken out."""

import pandas as pd
import pytest

from toolkit.corpus import REMOVED, count_articles, list_removed


def test_the_counts_add_up(demo):
    table = count_articles(demo.articles)
    assert table.index.tolist() == sorted(set(demo.articles["outlet"]))
    assert table["articles"].sum() == len(demo.articles)
    assert table["words"].sum() == demo.articles["n_words"].sum()
    assert table["first"].min() == pd.Timestamp("2012-02-04")


def test_articles_without_a_date_are_counted():
    given = {"outlet": ["Wire", "Wire", "Post"], "status": ["ok", "empty", "ok"], "n_words": [3, None, 2]}
    table = pd.DataFrame(given).assign(published=pd.to_datetime(["2012-02-04", None, None]))
    assert count_articles(table)["undated"].to_dict() == {"Post": 1, "Wire": 1}
    assert count_articles(table, by=["outlet", "status"])["articles"].tolist() == [1, 1, 1]
    assert pd.isna(count_articles(table).loc["Post", "first"])


def test_every_piece_is_listed(demo):
    pieces = list_removed(demo.articles)
    assert len(pieces) == demo.articles["removed"].map(len).sum() > 0
    assert pieces.columns.tolist() == list(REMOVED)
    row = pieces[pieces["words"] == "Share this"].iloc[0]
    assert row["reason"] == "sharing"


@pytest.mark.parametrize("removed", [[], None])
def test_nothing_removed_gives_an_empty_table(removed):
    table = pd.DataFrame({"article_id": ["a"], "outlet": "Wire", "source_file": None, "removed": [removed]})
    assert list_removed(table).columns.tolist() == list(REMOVED)
    assert list_removed(table).empty


@pytest.mark.parametrize(
    ("function", "missing"), [(count_articles, "outlet, published"), (list_removed, "outlet, source_file")]
)
def test_missing_columns_are_named(function, missing):
    with pytest.raises(ValueError, match=f"articles: expected columns .*; missing: {missing}"):
        function(pd.DataFrame({"article_id": [], "n_words": [], "removed": []}))


def test_what_has_no_name_counts_too():
    table = pd.DataFrame({"outlet": ["Wire", None, None], "n_words": [3, 4, 5]})
    table["published"] = pd.to_datetime([None] * 3)
    counted = count_articles(table)
    assert counted["articles"].tolist() == [1, 2]
    assert pd.isna(counted.index[1])
