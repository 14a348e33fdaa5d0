"""The whole way, on the demonstration corpus and on hostile input."""

import json
import re
from hashlib import sha256
from html import unescape

import pandas as pd
import pytest

import toolkit as tk
from toolkit import encoder, schema
from toolkit.console import tell_cleaning
from toolkit.quotes import ENGINES
from toolkit.storage import write_file

TABLES = ("articles", "outlets", "quotes", "mentions", "scores")


def one_article(text: str, **more) -> pd.DataFrame:
    return pd.DataFrame([{"article_id": "a", "text": text} | more])


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_declared_columns_and_dtypes(demo, name):
    frame, table = getattr(demo, name), schema.TABLES[name]
    assert frame.columns.tolist() == table.names
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in table.columns]


@pytest.mark.parametrize("name", TABLES)
def test_no_articles_give_empty_tables(name):
    empty = pd.DataFrame({"article_id": [], "text": []})
    analysis = tk.analyze(empty, "syria-2012")
    assert getattr(analysis, name).empty
    assert getattr(analysis, name).columns.tolist() == schema.TABLES[name].names
    assert analysis.manifest["counts"]["inputs"] == 0


def test_every_offset_is_in_its_article(demo):
    text = demo.articles.set_index("article_id")["text"]
    for row in demo.quotes.itertuples():
        article = text[row.article_id]
        assert article[row.start : row.end] == row.content
        assert all(row.start <= start < end <= row.end for start, end in row.spans)
        if isinstance(row.speaker_mention, str):
            assert article[row.speaker_start : row.speaker_end] == row.speaker_mention
        if isinstance(row.cue, str):
            assert row.cue.startswith(article[row.cue_start : row.cue_end])
    for row in demo.mentions.itertuples():
        assert text[row.article_id][row.start : row.end] == row.mention
        assert row.sentence_start <= row.start < row.end <= row.sentence_end


def test_every_score_has_evidence_in_its_article(demo):
    length = demo.articles.set_index("article_id")["text"].str.len()
    for row in demo.scores.itertuples():
        assert row.evidence
        assert all(0 <= start < end <= length[row.article_id] for start, end in row.evidence)


def test_scores_keep_within_their_range(demo):
    ranges = tk.describe_measures().set_index("name")
    for measure, values in demo.scores.groupby("measure")["value"]:
        name = measure if measure in ranges.index else "label.<word>"
        assert values.between(ranges.loc[name, "low"], ranges.loc[name, "high"]).all(), measure


def test_keys_are_unique_and_refer(demo):
    assert demo.quotes["quote_id"].is_unique
    assert demo.mentions["mention_id"].is_unique
    quotes = set(demo.quotes["quote_id"])
    assert set(demo.quotes["parent_quote_id"].dropna()) <= quotes
    assert set(demo.mentions["quote_id"].dropna()) <= quotes
    units = quotes | set(demo.mentions["mention_id"]) | set(demo.articles["article_id"])
    assert set(demo.scores["unit_id"]) <= units


def test_each_word_belongs_to_one_attribution(demo):
    for _, rows in demo.quotes.drop_duplicates("attribution_id").groupby("article_id"):
        spans = sorted(tuple(span) for row in rows.itertuples() for span in row.spans)
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_counts_in_are_counts_out(demo):
    counts = demo.manifest["counts"]
    assert counts["inputs"] == counts["analysed"] + sum(counts["not_analysed"].values()) == len(demo.articles)


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_saved_and_loaded_it_is_the_same(demo, tmp_path, format):
    back = tk.load_analysis(demo.save(tmp_path / "out", format=format))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(demo, name), check_exact=False)
    assert back.manifest == demo.manifest
    assert [d.doc.text for d in back.documents()] == [d.doc.text for d in demo.documents()]


def test_saving_again_leaves_nothing_of_the_earlier_run(demo, tmp_path):
    demo.save(tmp_path, format="csv")
    demo.save(tmp_path)
    assert not list(tmp_path.glob("*.csv"))


def test_scores_computed_again_are_the_same(demo):
    pd.testing.assert_frame_equal(tk.score_frames(demo), demo.scores)


def test_updating_with_the_same_registry_changes_nothing(demo):
    new = tk.update_parties(demo, "syria-2012")
    for name in ("quotes", "mentions", "scores"):
        pd.testing.assert_frame_equal(getattr(new, name), getattr(demo, name))


TWO = (
    "“We will go on with this,” Mr Lavrov said. Mrs Clinton said the talks were dead.\n\n"
    "“And we will be right tomorrow too, I think.”\n\n"
    "Mr Annan said that Mr Lavrov had said the plan was good."
)


@pytest.mark.parametrize(
    "articles",
    [
        pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]}),
        pd.DataFrame(
            {"article_id": ["nyt.1", "nyt.2"], "text": [TWO, "Moscow said no. Susan Rice said yes."]}
        ),
        pd.DataFrame({"article_id": ["a"], "text": ["Nobody said a word about it."]}),
    ],
    ids=["no nesting", "ids with points", "one article"],
)
def test_updating_small_analyses_changes_nothing_either(articles):
    analysis = tk.analyze(articles, "syria-2012")
    new = tk.update_parties(analysis, "syria-2012")
    for name in ("quotes", "mentions", "scores"):
        pd.testing.assert_frame_equal(getattr(new, name), getattr(analysis, name))


def test_updating_with_another_registry_maps_anew(demo, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: mine\nparties:\n  - {name: Mediators}\npeople:\n  - {name: Kofi Annan, party: Mediators}\n"
    )
    new = tk.update_parties(demo, path)
    assert set(new.quotes["party"]) == {"Mediators", "unresolved"}
    assert new.manifest["registry"]["name"] == "mine"
    assert demo.manifest["registry"]["name"] == "syria-2012"


def test_the_input_stays_as_it_was():
    articles = one_article("Moscow said the vote was a mistake.")
    before = articles.copy()
    tk.analyze(articles, "syria-2012")
    pd.testing.assert_frame_equal(articles, before)


HOSTILE = {
    "empty": "",
    "spaces": " \n\n ",
    "marks": "“”\"'“‘’",
    "open mark": "He said: “" + "no " * 500,
    "emoji": "\U0001f600 said hi.",
    "script": "<script>alert(1)</script> said “<b>no</b>”.",
    "crlf": "Moscow said:\r\n\r\n“No.”\r\n",
    "nul": "a\x00b said no.",
    "one line": "Moscow said no. “Yes,” he said. " * 2000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_analysed_or_recorded(text):
    analysis = tk.analyze(one_article(text), "syria-2012")
    if text.strip():
        assert analysis.articles["status"].tolist() == ["ok"]
        assert analysis.articles["text"].tolist() == [text]
    else:
        assert analysis.articles["status"].tolist() == ["empty"]


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if text.strip()])
@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_hostile_text_survives_the_disk(tmp_path, text, format):
    analysis = tk.analyze(one_article(text + '\rEnd,\r\n"quoted".'), "syria-2012")
    back = tk.load_analysis(analysis.save(tmp_path, format=format))
    assert back.articles["text"].tolist() == analysis.articles["text"].tolist()
    assert back.quotes["content"].tolist() == analysis.quotes["content"].tolist()


def test_an_article_that_fails_is_recorded_and_the_run_goes_on(monkeypatch):
    def fail_on_a(document):
        if document.article_id == "a":
            raise RecursionError("too deep")
        return []

    monkeypatch.setitem(ENGINES, "model", fail_on_a)
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["One.", "Two."]})
    analysis = tk.analyze(articles, "syria-2012")
    assert analysis.articles["status"].tolist() == ["unreadable", "ok"]
    assert analysis.articles["status_detail"][0] == "analysis failed: RecursionError: too deep"
    assert [document.article_id for document in analysis.documents()] == ["b"]


FIRST_FAILS = pd.DataFrame({"article_id": ["a", "b"], "text": ["Moscow said the vote was a mistake."] * 2})


def fail_on_first(document):
    if document.article_id == "a":
        raise RecursionError("too deep")
    return ENGINES["rules"](document)


def test_an_article_that_fails_in_an_update_is_recorded_and_the_run_goes_on(monkeypatch):
    analysis = tk.analyze(FIRST_FAILS, "syria-2012")
    monkeypatch.setitem(ENGINES, "model", fail_on_first)
    new = tk.update_parties(analysis, "syria-2012")
    assert new.articles["status"].tolist() == ["unreadable", "ok"]
    assert new.articles["status_detail"][0] == "analysis failed: RecursionError: too deep"
    assert [document.article_id for document in new.documents()] == ["b"]
    assert new.manifest["counts"]["not_analysed"] == {"unreadable": 1}
    assert analysis.articles["status"].tolist() == ["ok", "ok"]


def test_an_article_without_scores_is_said(monkeypatch):
    analysis = tk.analyze(FIRST_FAILS, "syria-2012")
    monkeypatch.setitem(ENGINES, "model", fail_on_first)
    with pytest.warns(UserWarning, match="score_frames: 1 of 2 articles have no scores; a: analysis failed"):
        assert tk.score_frames(analysis)["article_id"].unique().tolist() == ["b"]


def test_an_update_tells_how_many_articles_are_done():
    told = []
    analysis = tk.analyze(FIRST_FAILS, "syria-2012")
    tk.update_parties(analysis, "syria-2012", progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_an_update_can_be_ended_by_whom_it_tells():
    def stop(done, total):
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        tk.update_parties(tk.analyze(FIRST_FAILS, "syria-2012"), "syria-2012", progress=stop)


def test_assigned_speakers_have_their_party_in_every_table():
    analysis = tk.analyze(one_article("Aid workers said the vote was a mistake."), "syria-2012")
    assigned = tk.assign_speakers(analysis.registry, {"Aid workers": "no party"})
    new = tk.update_parties(analysis, assigned)
    assert new.quotes[["party", "resolved_by"]].values.tolist() == [["no party", "assigned"]]
    shares = new.scores[new.scores["measure"] == "voice.share"].set_index("party")["value"]
    assert (shares["no party"], shares["unresolved"]) == (1, 0)
    assert new.manifest["counts"]["quotes_unresolved"] == 0
    assert new.registry.assigned == assigned.assigned


def test_rows_that_are_not_ok_are_kept_and_counted():
    articles = pd.DataFrame(
        {
            "article_id": list("abc"),
            "text": ["Moscow agreed.", None, "Hola."],
            "status": ["ok", None, "not_english"],
        }
    )
    analysis = tk.analyze(articles, "syria-2012")
    assert analysis.manifest["counts"]["not_analysed"] == {"empty": 1, "not_english": 1}


@pytest.mark.parametrize(
    ("articles", "options", "error", "message"),
    [
        (
            pd.DataFrame({"text": ["x"]}),
            {},
            ValueError,
            "articles: expected columns article_id, text; missing: article_id",
        ),
        ("folder", {}, TypeError, "articles: expected a DataFrame, got str. Load files with load_articles"),
        (
            pd.DataFrame({"article_id": ["a", "a"], "text": ["x", "y"]}),
            {},
            ValueError,
            r"articles: expected a unique article_id in every row; got 1 repeated \(a\)",
        ),
        (
            one_article("x", status="published"),
            {},
            ValueError,
            "articles: expected column status to be one of ok, .*; got published",
        ),
        (
            one_article("x"),
            {"outlets": pd.DataFrame({"outlet": ["A", "A"]})},
            ValueError,
            "outlets: expected each outlet once; got 'A' twice",
        ),
        (
            one_article("x"),
            {"engine": "magic"},
            ValueError,
            "engine: expected one of 'model', 'rules', got 'magic'",
        ),
        (
            one_article("x"),
            {"outlets": "none.csv"},
            FileNotFoundError,
            "outlets: expected a CSV file or a DataFrame; got 'none.csv'",
        ),
        (
            one_article("x"),
            {"outlets": pd.DataFrame({"name": []})},
            ValueError,
            "outlets: expected columns outlet; missing: outlet",
        ),
    ],
)
def test_bad_input(articles, options, error, message):
    with pytest.raises(error, match=message):
        tk.analyze(articles, "syria-2012", **options)


def test_two_loads_can_be_joined():
    first, second = one_article("Moscow said no."), one_article("Moscow said yes.").assign(article_id="b")
    analysis = tk.analyze(pd.concat([first, second]), "syria-2012")
    assert analysis.articles["text"].tolist() == ["Moscow said no.", "Moscow said yes."]


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2012-02-07", pd.Timestamp("2012-02-07")),
        (pd.Timestamp("2012-02-07 23:30", tz="America/New_York"), pd.Timestamp("2012-02-07 23:30")),
        ("03/02/2012", pd.NaT),
        ("soon", pd.NaT),
        (None, pd.NaT),
    ],
)
def test_dates_are_read_as_printed_or_not_at_all(published, read):
    row = tk.analyze(one_article("Moscow said no.", published=published), "syria-2012").articles.iloc[0]
    assert row["published"] is read or row["published"] == read
    assert pd.notna(row["status_detail"]) == (isinstance(published, str) and read is pd.NaT)


@pytest.mark.parametrize(
    ("text", "status"), [(5, "not_text"), (["a"], "not_text"), ("He said \ud800 no.", "unreadable")]
)
def test_what_is_no_text_ends_no_run(text, status):
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "text": [text, "Moscow said talks go on."]}, dtype="object"
    )
    assert tk.analyze(articles, "syria-2012").articles["status"].tolist() == [status, "ok"]
    assert tk.extract_quotes(articles)["article_id"].tolist() == ["b"]


def test_columns_of_the_users_own_do_no_harm():
    articles = one_article("Moscow said no.", sections="World", removed=False, n_words="1,200", mood="good")
    assert tk.analyze(articles, "syria-2012").articles["n_words"].isna().all()


def test_outlets_that_match_nothing_are_said():
    with pytest.warns(UserWarning, match="outlets: expected outlets of the articles .unknown.; got Wire"):
        tk.analyze(one_article("Moscow said no."), "syria-2012", outlets=pd.DataFrame({"outlet": ["Wire"]}))


def test_a_long_list_of_outlets_or_parties_is_cut_in_a_warning():
    table = pd.DataFrame({"article_id": [f"a{n}" for n in range(9)], "text": "It rained."})
    names = [f"Wire {n}" for n in range(9)]
    outlets = pd.DataFrame({"outlet": [f"Wire_{n}" for n in range(9)]})
    expected = (
        r"outlets: expected outlets of the articles \(Wire 0, Wire 1, Wire 2, Wire 3 and 5 more\); "
        r"got Wire_0, Wire_1, Wire_2, Wire_3 and 5 more, which have none."
    )
    with pytest.warns(UserWarning, match=expected):
        tk.analyze(table.assign(outlet=names), "states", engine="rules", outlets=outlets)
    outlets = pd.DataFrame({"outlet": names, "state_party": "Nowhere"})
    with pytest.warns(UserWarning, match=r"\(Afghanistan, .* and 194 more\); got Nowhere\."):
        tk.analyze(table.assign(outlet=names), "states", engine="rules", outlets=outlets)


def test_parties_that_no_article_quotes_or_mentions_have_no_rows():
    table = pd.DataFrame({"article_id": ["a", "b"], "text": ["Moscow said the vote was late.", "It rained."]})
    new = tk.analyze(table, "states", engine="rules")
    assert set(new.scores["party"]) == {"Russia", "unresolved"}
    assert "US" not in set(tk.analyze(table, "syria-2012", engine="rules").scores["party"])
    shares = new.scores[new.scores["measure"] == "voice.share"].set_index("party")["value"]
    assert shares["Russia"] == 1


def test_a_state_party_must_be_in_the_registry():
    outlets = pd.DataFrame({"outlet": ["unknown"], "state_party": ["Nowhere"]})
    with pytest.warns(UserWarning, match="outlets: expected state_party to be a party of the registry"):
        tk.analyze(one_article("Moscow said no."), "syria-2012", outlets=outlets)


def test_saving_touches_no_file_of_the_user(demo, tmp_path):
    (tmp_path / "outlets.csv").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="which has outlets.csv of your own. Name another folder."):
        demo.save(tmp_path, format="csv")
    demo.save(tmp_path)
    assert (tmp_path / "outlets.csv").read_text() == (tmp_path / "notes.txt").read_text() == "mine"


def test_a_selection_of_scores_keeps_what_is_known_of_the_corpus(demo):
    chosen = demo.with_scores(demo.scores[demo.scores["outlet"] == "Northgate Wire"])
    assert tk.estimate(chosen)["caveat"].str.contains("invented corpus").all()


def test_the_manifest_tells_one_text_from_another():
    one, other = (tk.analyze(one_article(text), "syria-2012").manifest for text in ("Moscow said no.", "No."))
    assert one["inputs_sha256"] != other["inputs_sha256"]


def test_a_folder_without_an_analysis(tmp_path):
    with pytest.raises(
        FileNotFoundError, match="folder: expected a folder with manifest.json and tables; got"
    ):
        tk.load_analysis(tmp_path)


def test_a_missing_table_is_named(demo, tmp_path):
    demo.save(tmp_path)
    (tmp_path / "quotes.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="expected quotes.parquet or quotes.csv"):
        tk.load_analysis(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "../0000.spacy",
        "/etc/0000.spacy",
        "docs/../../0000.spacy",
        "C:\\0000.spacy",
        "docs/0.spacy\n",
        7,
        None,
    ],
)
def test_a_manifest_names_no_file_outside_its_folder(demo, tmp_path, name):
    folder = demo.save(tmp_path / "in")
    (tmp_path / "0000.spacy").write_bytes(b"secret")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"].append(name)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    message = f"expected a manifest.json that lists tables and docs/<number>.spacy alone; got {name!r} in"
    with pytest.raises(ValueError, match=re.escape(message)):
        tk.load_analysis(folder)
    with pytest.raises(FileExistsError, match="of your own"):
        demo.save(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "{}", '{"files": 7}', '{"files": {}}', '{"files": ""}'])
def test_a_manifest_that_is_none(demo, tmp_path, text):
    folder = demo.save(tmp_path)
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ValueError, match="folder: expected a manifest.json that lists tables .* Take the"):
        tk.load_analysis(folder)


def test_a_missing_parse_is_named(demo, tmp_path):
    (demo.save(tmp_path) / "docs" / "0000.spacy").unlink()
    with pytest.raises(FileNotFoundError, match="expected the parses .* missing: docs/0000.spacy. Run"):
        tk.load_analysis(tmp_path)


def test_saving_that_fails_leaves_the_earlier_analysis(demo, tmp_path, monkeypatch):
    demo.save(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    monkeypatch.setattr("toolkit.storage.json.dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.save(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_file_is_replaced_as_a_whole_or_stays(tmp_path):
    path = tmp_path / "a.txt"
    assert write_file(path, "eins\r\nzwei\n") == path
    assert path.read_bytes() == b"eins\r\nzwei\n"
    path.chmod(0o640)
    write_file(path, b"two")
    with pytest.raises(UnicodeEncodeError):
        write_file(path, "\ud800")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("two", 0o640)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_file(tmp_path / "folder", "text")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "folder"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "two"


def test_an_unknown_format(demo, tmp_path):
    with pytest.raises(ValueError, match="format: expected one of parquet, csv; got 'xlsx'"):
        demo.save(tmp_path, format="xlsx")


def test_the_manifest_tells_how_the_tables_came_about(demo):
    manifest = json.loads(json.dumps(demo.manifest))
    assert manifest["engine"] == "model"
    assert manifest["registry"]["name"] == "syria-2012"
    assert {"pipeline", "pipeline_version", "packages", "inputs_sha256"} <= manifest.keys()
    assert {"onnxruntime", "tokenizers"} <= manifest["packages"].keys()
    assert demo.registry.party_names[0] == "US"


@pytest.mark.parametrize(
    ("engine", "models"), [("rules", ["sentiment"]), ("model", ["sentiment", "attribution"])]
)
def test_the_manifest_names_the_weights_that_ran(engine, models):
    manifest = tk.analyze(one_article("Moscow said no."), "syria-2012", engine=engine).manifest
    assert list(manifest["models"]) == models
    for name, digest in manifest["models"].items():
        assert digest == sha256((encoder.FOLDER / name / "model.onnx").read_bytes()).hexdigest()


def test_a_missing_model_ends_the_run_and_no_article_is_blamed(monkeypatch, tmp_path):
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    encoder.load_encoder.cache_clear()
    with pytest.raises(OSError, match="model file: expected .*settings.json, which does not exist. Install"):
        tk.analyze(one_article("Moscow said no."), "syria-2012")
    encoder.load_encoder.cache_clear()


def test_progress_is_told_before_each_article_and_at_the_end():
    told = []
    texts = ["Moscow agreed.", "Damascus agreed."]
    table = pd.DataFrame({"article_id": ["a", "b"], "text": texts})
    tk.analyze(table, "syria-2012", progress=lambda *counts: told.append(counts))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_what_progress_raises_ends_the_run():
    def stop(done, total):
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        tk.analyze(one_article("Moscow agreed."), "syria-2012", progress=stop)


def test_an_analysis_prints_as_one_line():
    text = "Moscow said the vote was a mistake. Aid workers said the road was closed."
    table = pd.DataFrame({"article_id": [*"ab"], "text": [text, None]})
    assert repr(tk.analyze(table, "syria-2012", engine="rules")) == (
        "<Analysis: articles 1 of 2, quotations 2, parties quoted 1; registry syria-2012, engine rules. "
        "Tables: .articles, .outlets, .quotes, .mentions, .scores>"
    )


def test_outlets_that_may_be_one_are_told_and_recorded_in_the_report(tmp_path):
    told = (
        "outlets: expected one name an outlet; got 'Valley Times' and 'valley-times', which differ in case, "
        "spaces or punctuation alone and count apart. If they are one, name the folder as the pages do, or "
        "write one name into articles['outlet'] before analyze."
    )
    table = pd.DataFrame({"article_id": [*"abc"], "text": [f"Moscow said no to {name}." for name in "xyz"]})
    table["outlet"] = ["Valley Times", "valley-times", "Wire"]
    with pytest.warns(UserWarning, match=re.escape(told)):
        analysis = tk.analyze(table, "syria-2012", engine="rules")
    page = unescape(tk.report(analysis, tmp_path / "report.html").read_text(encoding="utf-8"))
    assert f"<strong>Check the {told}</strong>" in page
    loaded = tk.load_articles(table)
    assert told in [*tell_cleaning(loaded)]
    assert told not in [*tell_cleaning(loaded[loaded["outlet"] != "Wire"].head(1))]
