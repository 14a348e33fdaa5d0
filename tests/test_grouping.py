"""What groups may be made by: periods, and labels that find their articles."""

from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
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


def analyze_files(folder, **files) -> tk.Analysis:
    for name, table in files.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    return tk.analyze(tk.load_articles(folder), "syria-2012", engine="rules")


TEXTS = ["Moscow said the vote was a mistake.", "Moscow said the road was closed for all of the night."]


@pytest.mark.parametrize("ids", [[17, 18], ["017", "a 18"]], ids=["numbers", "text"])
@pytest.mark.parametrize("column", ["id", "article_id", "Source ID"])
def test_an_id_of_ones_own_joins_labels_to_articles(tmp_path, ids, column):
    analysis = analyze_files(tmp_path, wire=pd.DataFrame({column: ids, "text": TEXTS}))
    labels = pd.DataFrame({"source_id": ids[::-1], "event": ["closure", "veto"]})
    assert add_labels(analysis, labels).articles["event"].tolist() == ["veto", "closure"]
    labels.to_csv(tmp_path / "events.csv", index=False)
    assert add_labels(analysis, tmp_path / "events.csv").articles["event"].tolist() == ["veto", "closure"]


def test_an_id_that_pandas_made_a_decimal_number_is_the_same(tmp_path):
    analysis = analyze_files(tmp_path, wire=pd.DataFrame({"id": [17, 18], "text": TEXTS}))
    labels = pd.DataFrame({"source_id": [18.0, None], "event": ["closure", "veto"]})
    assert add_labels(analysis, labels).articles["event"].fillna("-").tolist() == ["-", "closure"]


def test_an_id_that_two_files_have_needs_the_file(tmp_path):
    table = pd.DataFrame({"id": ["1"], "text": TEXTS[:1]})
    analysis = analyze_files(tmp_path, wire=table, post=table.assign(text=TEXTS[1]))
    labels = pd.DataFrame({"source_id": ["1", "1"], "event": ["veto", "closure"]})
    with pytest.raises(
        ValueError,
        match="labels: expected in source_id ids of one file each; got '1', which 2 files have. Add the "
        "column source_file",
    ):
        add_labels(analysis, labels)
    found = add_labels(analysis, labels.assign(source_file=["wire.csv", "post.csv"])).articles
    assert found[["source_file", "event"]].values.tolist() == [["post.csv", "closure"], ["wire.csv", "veto"]]


FILES = pd.DataFrame({"source_file": ["a.txt"], "record": ["first"], "event": ["veto"]})


@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        (
            {"Wire": "veto"}, {},
            "labels: expected some of articles that have scores, such as the one with article_id 'a'; got 1 "
            "of others, the first with article_id 'Wire'. Write the ids or files as the table articles has "
            "them; an id of your own is its source_id.",
        ),
        ({}, {}, "such as the one with article_id 'a'; got no labels. Write"),
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
        (
            FILES[["source_file", "event"]],
            r"such as the one with article_id '.*', source_file '.*'; got 1 of others, the first with "
            r"source_file 'a.txt'\. Write",
        ),
        (
            pd.DataFrame({"source_file": ["Northgate Wire/world-desk.jsonl"] * 4, "event": [*"abcd"]}),
            "labels: expected one label for 'Northgate Wire/world-desk.jsonl', or a column that tells its 4 "
            "articles apart; got 4 labels. Add the column record, the place in the file counted from 0, or "
            "source_id, an id of your own.",
        ),
        (FILES[["record", "event"]], "labels: expected columns source_file, event; missing: source_file"),
    ],
)
def test_bad_labels_of_files(demo, labels, message):
    with pytest.raises(ValueError, match=message):
        add_labels(demo, labels)
