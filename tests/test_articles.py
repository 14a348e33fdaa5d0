from __future__ import annotations

import hashlib
import json
import os
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest

from toolkit import schema
from toolkit.articles import load_articles

FILES = Path(__file__).parent / "files"
REPORT = (
    "The mayor of Port Veyra said on Sunday that he would wait for one more week before he spoke to them."
)
WIRE = (FILES / "scrapes" / "wrapped.txt").read_text(encoding="utf-8")


def load(source, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_articles(source, **options)


def test_a_folder_just_works():
    with pytest.warns(UserWarning, match="load_articles: 11 of 23 inputs were not loaded") as caught:
        articles = load_articles(FILES)
    assert len(caught) == 1
    assert str(caught[0].message).endswith(
        "3 empty, 1 not_english, 2 not_text, 5 unreadable; see columns status, status_detail."
    )
    assert caught[0].filename == __file__
    assert articles.columns.tolist() == schema.ARTICLES.names
    assert {name: str(dtype) for name, dtype in articles.dtypes.items()} == {
        column.name: column.dtype for column in schema.ARTICLES.columns
    }
    assert articles["article_id"].is_unique
    assert articles["article_id"].str.fullmatch("[0-9a-f]{16}").all()
    assert articles["source_file"].is_monotonic_increasing
    assert articles.loc[articles["status"] != "ok", "status_detail"].notna().all()


def test_all_went_well_and_nothing_is_said(recwarn):
    articles = load_articles(FILES / "outlets")
    assert articles["status"].eq("ok").all()
    assert not recwarn.list


@pytest.mark.parametrize(
    ("file", "status", "detail"),
    [
        ("broken/nothing.txt", "empty", "the file is empty"),
        ("broken/picture.txt", "not_text", "looks like a JPEG image"),
        ("broken/letter.docx", "unreadable", "no Word document: File is not a zip file"),
        (
            "broken/notes.md",
            "not_text",
            "files of type .md are not read; these are: .txt, .html, .htm, .csv, .tsv, .jsonl, .json, "
            ".parquet, .docx",
        ),
    ],
)
def test_what_went_wrong_is_said_in_words(file, status, detail):
    row = load(FILES / file).iloc[0]
    assert (row["status"], row["status_detail"]) == (status, detail)


def test_text_sections_and_words():
    article = load_articles(FILES / "scrapes" / "aggregator.txt").iloc[0]
    parts = {name: article["text"][start:end] for start, end, name in article["sections"]}
    assert parts["headline"] == article["title"] == article["text"].split("\n\n")[0]
    assert parts["lead"].startswith("The mayor of Port Veyra returned")
    assert parts["body"].endswith("flour and medicine.")
    assert "\n\n".join(parts.values()) == article["text"]
    assert article["n_words"] == len(article["text"].split())


def test_windows_quotes_utf16_and_line_ends():
    articles = load_articles([FILES / "outlets/Meridian Daily/refused.txt", FILES / "scrapes/utf16.txt"])
    assert articles["text"].nunique() == 1
    assert "“last offer”. Both men said they would not meet again this week – and" in articles.loc[0, "text"]
    assert "\r" not in articles.loc[0, "text"]


@pytest.mark.parametrize(
    ("path", "options", "outlet"),
    [
        ("outlets/Meridian Daily/refused.txt", {"outlet": "The Argument"}, "The Argument"),
        ("broken/lines.jsonl", {}, "Coast Herald"),
        ("outlets/Northgate Wire/2012/harbour.html", {}, "Northgate Wire"),
        ("outlets/Meridian Daily", {}, "Meridian Daily"),
        ("outlets/*/refused.txt", {}, "Meridian Daily"),
        ("outlets/Meridian Daily/refused.txt", {}, "Meridian Daily"),
    ],
)
def test_outlet(path, options, outlet):
    assert load(FILES / path, **options).loc[0, "outlet"] == outlet


def test_ids_are_stable_and_do_not_depend_on_the_place(tmp_path):
    here = load(FILES)
    shutil.copytree(FILES, tmp_path / "copy")
    assert load(tmp_path / "copy")["article_id"].tolist() == here["article_id"].tolist()
    again = load([FILES, FILES])
    assert again["article_id"].tolist() == here["article_id"].tolist()


def test_id_is_the_documented_hash():
    table = pd.DataFrame({"text": [REPORT], "title": ["Mayor “waits”"], "date": ["2012-03-04 10:00"]})
    row = load_articles(table, outlet="Herald").iloc[0]
    identity = json.dumps(["Herald", "2012-03-04", "Mayor “waits”", row["text"]], ensure_ascii=False)
    assert row["article_id"] == hashlib.sha256(identity.encode()).hexdigest()[:16]


def test_loading_what_was_loaded_changes_nothing():
    once = load_articles(FILES / "outlets")
    again = load_articles(once)
    for name in ("article_id", "outlet", "title", "published", "author", "url", "text", "n_words"):
        pd.testing.assert_series_equal(again[name], once[name])


def test_same_outlet_and_text_is_a_duplicate():
    table = pd.DataFrame({"text": [REPORT, REPORT, REPORT], "outlet": ["A", "A", "B"]})
    articles = load(table)
    assert articles["status"].tolist() == ["ok", "duplicate", "ok"]
    first = articles.loc[0, "article_id"]
    assert articles.loc[1, "status_detail"] == (
        f"same outlet and text as the table, record 1 (article_id {first})"
    )
    assert articles["duplicate_group"].isna().tolist() == [False, True, False]


def test_near_copies_share_the_id_of_the_earliest():
    reprint = WIRE.replace("lorries", "trucks").replace("Flour convoy reaches", "Convoy at last in")
    table = pd.DataFrame(
        {
            "text": [reprint, WIRE, REPORT],
            "outlet": ["B", "A", "A"],
            "date": ["2012-03-11", "2012-03-10", "2012-03-10"],
        }
    )
    articles = load_articles(table)
    earliest = articles.loc[1, "article_id"]
    assert articles["duplicate_group"].fillna("").tolist() == [earliest, earliest, ""]
    assert articles["status"].eq("ok").all()


def test_frame_is_read_with_a_mapping_and_not_altered():
    frame = pd.DataFrame(
        {"story": [REPORT], "paper": ["Herald"], "when": ["4 March 2012"], "n": [1]}, index=["a"]
    )
    before = frame.copy(deep=True)
    articles = load_articles(frame, columns={"story": "text", "paper": "outlet", "when": "published"})
    pd.testing.assert_frame_equal(frame, before)
    assert articles.index.tolist() == [0]
    assert articles.loc[0, "outlet"] == "Herald"
    assert articles.loc[0, "published"] == pd.Timestamp("2012-03-04")


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"text": []})])
def test_frame_without_rows_gives_an_empty_table(frame):
    articles = load_articles(frame)
    pd.testing.assert_frame_equal(articles, schema.make_table([], schema.ARTICLES))


def test_rows_are_inputs_whatever_the_frame_holds():
    frame = pd.DataFrame(
        {"text": [REPORT, None, float("nan"), "", "  \x00 ", 7, ["a"], "\ud800 half", b"One."]}
    )
    articles = load(frame)
    assert articles["status"].tolist() == [
        *("ok", "empty", "empty", "empty", "empty", "not_text", "not_text", "ok", "ok")
    ]
    assert articles["article_id"].is_unique


def test_ambiguous_date_is_missing_and_said():
    articles = load_articles(pd.DataFrame({"text": [REPORT], "date": ["07/02/2012"]}))
    assert articles["published"].isna().all()
    assert articles.loc[0, "status_detail"].startswith("date not read: 07/02/2012 may be day or month first")
    both = load_articles(pd.DataFrame({"text": [REPORT, WIRE], "date": ["07/02/2012", "23/02/2012"]}))
    assert both.loc[0, "published"] == pd.Timestamp("2012-02-07")


FRENCH = (
    "Le gouverneur de la province a annoncé mardi que le port serait ouvert de nouveau à tous les navires, "
    "et que la route de la côte resterait fermée pendant un mois."
)


@pytest.mark.parametrize(
    ("text", "languages", "status"),
    [
        (FRENCH, ("en",), "not_english"),
        (FRENCH, ("en", "fr"), "ok"),
        (FRENCH, "fr", "ok"),
        (FRENCH, None, "ok"),
        (REPORT, ("en",), "ok"),
        ("Un navire est arrivé.", ("en",), "ok"),
    ],
)
def test_languages(text, languages, status):
    row = load(pd.DataFrame({"text": [text]}), languages=languages).iloc[0]
    assert row["status"] == status
    if status == "not_english":
        assert row["status_detail"] == "language fr detected, accepted: en"


def test_a_very_long_line(tmp_path):
    (tmp_path / "long.txt").write_text(f"{REPORT} " * 50_000)
    articles = load_articles(tmp_path)
    assert articles.loc[0, "status"] == "ok"
    assert articles.loc[0, "n_words"] == len(REPORT.split()) * 50_000


def test_a_mapping_counts_for_the_tables_of_a_folder(tmp_path):
    (tmp_path / "a.csv").write_text(f'story,paper\n"{REPORT}",Herald\n')
    (tmp_path / "b.csv").write_text(f'text\n"{REPORT} He did."\n')
    articles = load_articles(tmp_path, columns={"story": "text", "paper": "outlet"})
    assert articles["outlet"].tolist() == ["Herald", tmp_path.name]


def test_a_table_without_text_is_unreadable(tmp_path):
    (tmp_path / "a.csv").write_text("id,story\n1,One\n")
    row = load(tmp_path).iloc[0]
    assert (row["status"], row["status_detail"]) == (
        "unreadable",
        "no column for the text among: id, story; call it text in the table, or name it with "
        "columns={'their name': 'text'}, in the command line with --columns 'their name=text'",
    )


@pytest.mark.parametrize(
    ("source", "columns", "error", "message"),
    [
        (
            "nowhere.txt",
            None,
            FileNotFoundError,
            "source: expected an existing file or folder, got .*nowhere.txt",
        ),
        ("*.xyz", None, FileNotFoundError, r"source: expected a glob that matches files, got '.*\*.xyz'"),
        (7, None, TypeError, "source: expected a path, a list of paths or a DataFrame, got int. Give"),
        ([], None, FileNotFoundError, r"source: expected files to read, got \[\]"),
        (
            pd.DataFrame({"story": ["One"], "when": [1]}),
            None,
            ValueError,
            "source: expected a DataFrame with a column for the text, got columns: story, when. Name it",
        ),
        (
            pd.DataFrame({"story": ["One"]}),
            {"stroy": "text"},
            ValueError,
            "columns: expected names of columns in the source, got stroy; columns found: story. Correct",
        ),
        (
            pd.DataFrame({"story": ["One"]}),
            {"text": "story"},
            ValueError,
            r"columns: expected our names \(text, title, .*\) as values, got story. The mapping goes from",
        ),
        (
            pd.DataFrame({"story": ["One"]}),
            ["text"],
            TypeError,
            "columns: expected a mapping .* got list. Write",
        ),
        (
            FILES / "broken" / "rows.csv",
            {"Bdoy": "text"},
            ValueError,
            "got Bdoy; columns found: Body, Date, Headline, Publisher",
        ),
        (FILES / "scrapes", {"Body": "text"}, ValueError, "columns found: none"),
    ],
)
def test_errors_name_parameter_offender_and_remedy(source, columns, error, message):
    with pytest.raises(error, match=message):
        load(source, columns=columns)


def test_an_empty_folder_is_an_error(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(FileNotFoundError, match="in which there is none. Hidden files do not count"):
        load_articles(tmp_path)


def test_progress_bar(capsys):
    load_articles(FILES / "outlets", progress=True)
    assert "load_articles" in capsys.readouterr().err


def test_progress_is_told_before_each_record_and_at_the_end(tmp_path):
    (tmp_path / "a.csv").write_text(f"text\n{REPORT}\nMore.\n")
    (tmp_path / "b.txt").write_text("The council met.")
    told = []
    load_articles(tmp_path, progress=lambda *counts: told.append(counts))
    assert told == [(0, 2), (0, 2), (1, 2), (2, 2)]


def test_what_progress_raises_ends_the_reading():
    def stop(done, total):
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        load_articles(FILES / "outlets", progress=stop)


def test_a_file_name_that_is_not_utf8_loses_nothing(tmp_path):
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "w", encoding="utf-8") as file:
        file.write(f"Council shuts the bridge\n\n{REPORT}\n")
    articles = load_articles(tmp_path)
    assert articles[["source_file", "status"]].values.tolist() == [["caf\\xe9.txt", "ok"]]


@pytest.mark.parametrize(
    ("name", "columns"), [("id", None), ("doc_id", None), ("Nr", {"Nr": "source_id"})], ids=str
)
def test_the_id_of_a_table_is_kept(name, columns):
    table = pd.DataFrame({name: [7, None], "text": ["An envoy came.", "An envoy left."]})
    articles = load_articles(table, columns=columns)
    assert articles["source_id"].fillna("-").tolist() == ["7", "-"]
