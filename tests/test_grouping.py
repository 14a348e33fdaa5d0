"""What groups may be made by: periods, and labels that find their articles."""

from pathlib import Path

import pandas as pd
import pytest

from toolkit.estimates import estimate
from toolkit.grouping import add_labels, add_period

DATA = Path(__file__).parents[1] / "data"
SCORES = pd.DataFrame(
    {"unit": "quote", "article_id": ["a", "b", "c"], "outlet": "Wire", "voice": "verbatim", "party": "US",
     "measure": "tone.polarity", "value": [0.0, 1.0, 0.5], "published": ["2012-02-04", "2012-03-01", None]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("freq", "period"),
    [
        ("day", "2012-02-04"),
        ("week", "2012-01-30/2012-02-05"),
        ("month", "2012-02"),
        ("quarter", "2012Q1"),
        ("year", "2012"),
    ],
)
def test_periods(freq, period):
    table = pd.DataFrame({"published": pd.to_datetime(["2012-02-04 13:30", None])})
    found = add_period(table, freq=freq)["period"]
    assert found[0] == period
    assert pd.isna(found[1])
    assert "period" not in table


def test_estimates_by_period_leave_undated_articles_out():
    groups = estimate(add_period(SCORES), by=["party", "period"])["group"]
    assert groups.tolist() == ["US × 2012-02", "US × 2012-03"]


def test_unknown_frequency():
    with pytest.raises(ValueError, match="freq: expected one of day, week, month, quarter, year; got 'M'"):
        add_period(pd.DataFrame({"published": []}), freq="M")


@pytest.mark.parametrize(
    "labels",
    [
        {"a": "veto", "b": "truce"},
        pd.Series({"a": "veto", "b": "truce", "c": None, "not here": "veto"}),
        pd.DataFrame({"article_id": ["b", "a"], "event": ["truce", "veto"], "note": "?"}),
    ],
    ids=["mapping", "series", "table"],
)
def test_labels_find_their_articles(labels):
    found = add_labels(SCORES, labels)["event"]
    assert found.fillna("-").tolist() == ["veto", "truce", "-"]
    assert "event" not in SCORES


def test_a_file_of_labels_finds_articles_by_file_and_record(demo):
    labelled = add_labels(demo, DATA / "events.csv")
    assert labelled.scores["event"].notna().all()
    articles = labelled.articles
    bulletin = articles.loc[articles["source_file"] == "Apamea News Agency/bulletin.csv", "event"]
    assert bulletin.tolist() == ["2012-02-04-veto", "2012-02-06-homs", "2012-02-24-tunis", "2012-03-31-plan"]
    by_article = labelled.scores.groupby("article_id")["event"].first()
    assert articles.set_index("article_id")["event"].to_dict() == by_article.to_dict()
    assert "event" not in demo.articles


def test_without_a_record_the_label_is_that_of_the_whole_file(demo):
    table = pd.DataFrame({"source_file": ["Northgate Wire/world-desk.jsonl"], "genre": ["desk"]})
    articles = add_labels(demo, table, name="genre").articles
    assert set(articles.loc[articles["genre"].notna(), "source_file"]) == set(table["source_file"])
    assert articles["genre"].notna().sum() == 4


def test_an_analysis_stays_an_analysis(demo):
    labels = pd.Series("war", index=demo.articles["article_id"])
    labelled = add_labels(add_period(demo), labels, name="genre")
    assert set(labelled.scores["genre"]) == {"war"}
    assert labelled.scores["period"].str.startswith("2012-0").all()
    assert "period" not in demo.scores


FILES = pd.DataFrame({"source_file": ["a.txt"], "record": ["first"], "event": ["veto"]})


@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        ({"Wire": "veto"}, {}, "labels: expected labels of articles such as article_id 'a'; got 1, of which"),
        ("events.tsv", {}, "labels: expected a CSV file, .*; got 'events.tsv', which does not exist"),
        (FILES, {}, "labels: expected columns article_id, event; missing: article_id"),
        (FILES.assign(article_id="a"), {"name": "genre"}, "labels: expected columns .* missing: genre"),
        (
            pd.DataFrame({"article_id": ["a", "a"], "event": ["veto", "truce"]}), {},
            "labels: expected one label an article; got two of 'a'. Keep one.",
        ),
        ({"a": "US"}, {"name": "party"}, "name: expected one that no column of .* has; got 'party'"),
    ],
)  # fmt: skip
def test_bad_labels(labels, options, message):
    with pytest.raises((ValueError, FileNotFoundError), match=message):
        add_labels(SCORES, labels, **options)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (FILES, "labels: expected in record the place of an article .* counted from 0; got 'first'"),
        (FILES[["source_file", "event"]], r"labels: expected .* source_file '.*'; got 0, of which none"),
    ],
)
def test_bad_labels_of_files(demo, labels, message):
    with pytest.raises(ValueError, match=message):
        add_labels(demo, labels)
