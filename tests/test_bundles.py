"""Bundles: the same numbers from the file, and the texts where it has none; then no words of theirs in it."""

import json
import re
import struct
import tracemalloc
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toolkit as tk
from toolkit import schema
from toolkit.articles import load_articles
from toolkit.bundles import INDEX, WITHHELD
from toolkit.bundles.archive import read_archive, write_archive
from toolkit.schema import TABLES

NAMES = ("articles", "outlets", "quotes", "mentions", "scores")


@pytest.fixture(scope="module")
def texts(request):
    return load_articles(request.config.rootpath / "data" / "articles")


@pytest.fixture(scope="module")
def whole(demo, tmp_path_factory):
    return tk.bundle(demo, tmp_path_factory.mktemp("whole") / "demo.zip")


@pytest.fixture(scope="module")
def wordless(demo, tmp_path_factory):
    return tk.bundle(demo, tmp_path_factory.mktemp("wordless") / "demo.zip", include_text=False)


@pytest.fixture(scope="module")
def small(texts):
    return tk.analyze(texts.iloc[:2], "syria-2012")


def read_members(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path, members: dict[str, bytes]):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def write_bundle(path, members: dict[str, bytes]):
    """Write members with an index that fits them."""
    index = json.loads(members[INDEX])
    files = {name: data for name, data in members.items() if name != INDEX}
    return write_archive(path, files, include_text=index["include_text"], texts=index["texts"])


def assert_same(back, demo):
    for name in NAMES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(demo, name), check_exact=True)
    pd.testing.assert_frame_equal(tk.estimate(back), tk.estimate(demo), check_exact=True)
    assert back.manifest == demo.manifest
    assert [d.article_id for d in back.documents()] == [d.article_id for d in demo.documents()]


def test_with_texts_the_bundle_is_enough(demo, whole, texts):
    assert_same(tk.restore_bundle(whole), demo)
    assert_same(tk.restore_bundle(whole, texts), demo)


@pytest.mark.filterwarnings("error")
def test_without_texts_bundle_and_texts_give_the_same(demo, wordless, texts):
    assert_same(tk.restore_bundle(wordless, texts), demo)


def test_csv_too(small, texts, tmp_path):
    path = tk.bundle(small, tmp_path / "a.zip", include_text=False, format="csv")
    assert "quotes.csv" in read_members(path)
    assert_same(tk.restore_bundle(path, texts), small)


def test_texts_count_under_whatever_id(small, tmp_path):
    path = tk.bundle(small, tmp_path / "a.zip", include_text=False)
    renamed = small.articles[["article_id", "text"]].assign(article_id=["mine-1", "mine-2"])
    back = tk.restore_bundle(path, renamed)
    pd.testing.assert_frame_equal(back.scores, small.scores)
    pd.testing.assert_frame_equal(back.quotes, small.quotes)


def test_the_same_analysis_gives_the_same_bytes(demo, whole, tmp_path):
    assert tk.bundle(demo, tmp_path / "again.zip").read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("bundle", ["whole", "wordless"])
def test_what_is_inside(bundle, request):
    members = read_members(request.getfixturevalue(bundle))
    docs = {"docs/0000.spacy"} if bundle == "whole" else set()
    tables = {f"{name}.parquet" for name in NAMES}
    others = {"estimates.csv", "registry.yaml", "manifest.json", "README.md", INDEX}
    assert members.keys() == docs | tables | others
    assert "tk.restore_bundle(" in members["README.md"].decode()


def every_string(members: dict[str, bytes]):
    """Every string that depends on the articles: cells of the tables, and the other files whole."""
    for name, data in members.items():
        if name.endswith(".parquet"):
            frame = pd.read_parquet(BytesIO(data))
            for column in frame:
                yield from (f"{name} {column}: {value}" for value in frame[column].dropna().map(str).unique())
        elif name == "manifest.json":
            manifest = json.loads(data)
            yield f"{name}: {manifest | {'registry': None}}"
        elif name not in ("registry.yaml", "README.md"):
            yield f"{name}: {data.decode()}"


def test_without_texts_no_words_of_the_articles_are_in_it(demo, wordless):
    known = {phrase.casefold() for label in demo.registry.labels for phrase in (label.text, label.word)}
    known |= {name.casefold() for name in [*demo.registry.party_names, *demo.outlets["outlet"]]}
    words = [re.findall(r"\w+", text.casefold()) for text in demo.articles["text"]]
    runs = {" ".join(w[n : n + 3]) for w in words for n in range(len(w) - 2)}
    runs -= {run for run in runs if any(run in name for name in known)}
    for string in every_string(read_members(wordless)):
        found = re.findall(r"\w+", string.casefold())
        shared = {" ".join(found[n : n + 3]) for n in range(len(found) - 2)} & runs
        assert not shared, string[:200]


def test_without_texts_no_name_from_the_texts_is_in_it(demo, wordless):
    strangers = set(demo.quotes.loc[demo.quotes["party"] == schema.UNRESOLVED, "speaker"].dropna())
    files = set(demo.articles["source_file"])
    everything = "\n".join(every_string(read_members(wordless)))
    assert not [name for name in strangers | files if len(name) > 8 and name in everything]


def test_the_withheld_columns_are_columns():
    assert all(set(columns) <= set(TABLES[name].names) for name, columns in WITHHELD.items())


def test_every_column_of_words_is_withheld(demo):
    """A new column of free text has to be added to WITHHELD, or here with the reason that it is none."""
    labels = {
        "article_id", "outlet", "language", "source_sha256", "duplicate_group", "status", "quote_id",
        "attribution_id", "parent_quote_id", "quote_type", "cue_stance", "party", "resolved_by",
        "mention_id", "voice", "role", "unit", "unit_id", "voice_party", "measure",
    }  # fmt: skip
    for name in ("articles", "quotes", "mentions", "scores"):
        strings = {column.name for column in TABLES[name].columns if column.dtype == schema.TEXT}
        assert strings - set(WITHHELD.get(name, ())) <= labels


def test_without_texts_columns_of_the_users_own_are_left_out(small, tmp_path):
    noted = {name: getattr(small, name).assign(note="the words of it") for name in NAMES}
    path = tk.bundle(replace(small, **noted), tmp_path / "a.zip", include_text=False)
    assert "the words of it" not in "\n".join(every_string(read_members(path)))
    pd.testing.assert_frame_equal(tk.restore_bundle(path, small.articles).scores, small.scores)


def test_missing_and_different_texts_are_named(demo, wordless, texts):
    changed = texts.copy()
    changed.loc[0, "text"] += " More."
    with pytest.raises(ValueError, match="the 36 texts .* 2 miss or differ") as error:
        tk.restore_bundle(wordless, changed.drop(index=1))
    assert f"{texts['article_id'][0]} (Apamea News Agency, 2012-02-07) differs" in str(error.value)
    assert f"{texts['article_id'][1]} (Apamea News Agency, 2012-04-20) is missing" in str(error.value)


def test_many_missing_texts_are_counted(wordless, texts):
    with pytest.raises(ValueError, match="36 miss or differ: .*; and 26 more"):
        tk.restore_bundle(wordless, texts.iloc[:0])


def test_the_texts_are_asked_for(wordless):
    with pytest.raises(ValueError, match="articles: expected the texts, because this bundle holds none"):
        tk.restore_bundle(wordless)


def test_other_numbers_here_are_said_and_the_stored_ones_kept(small, texts, tmp_path):
    scores = small.scores.copy()
    scores.loc[0, "value"] += 1
    manifest = small.manifest | {"packages": small.manifest["packages"] | {"spacy": "3.0.0"}}
    path = tk.bundle(replace(small, scores=scores, manifest=manifest), tmp_path / "a.zip", include_text=False)
    with pytest.warns(UserWarning, match=r"give other scores here \(spacy 3.0.0 there, 3.8"):
        back = tk.restore_bundle(path, texts)
    assert back.scores.loc[0, "value"] == scores.loc[0, "value"]


def test_rows_that_were_not_analysed_are_kept(tmp_path):
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["Moscow agreed.", None]})
    path = tk.bundle(tk.analyze(articles, "syria-2012"), tmp_path / "a.zip", include_text=False)
    assert tk.restore_bundle(path, articles).articles["status"].tolist() == ["ok", "empty"]


def test_what_was_said_of_lost_inputs_comes_back(tmp_path):
    rows = {
        "article_id": list("abc"),
        "text": ["Moscow agreed.", None, "Hola a todos."],
        "status": ["ok", "unreadable", "not_english"],
        "status_detail": [None, "the file is cut", "language es detected"],
        "source_file": ["a.txt", "b.docx", "c.txt"],
        "title": [None, None, "Hola"],
    }
    analysis = tk.analyze(pd.DataFrame(rows), "syria-2012")
    path = tk.bundle(analysis, tmp_path / "a.zip", include_text=False)
    back = tk.restore_bundle(path, analysis.articles).articles
    pd.testing.assert_frame_equal(back, analysis.articles)
    only_good = tk.restore_bundle(path, analysis.articles.iloc[:1]).articles
    assert only_good["status"].tolist() == rows["status"]
    assert only_good["source_file"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize("entry", ["kind", "include_text", "files", "texts"])
@pytest.mark.parametrize("value", ["missing", None, 7, "yes"])
def test_an_index_that_does_not_fit_is_told(whole, tmp_path, entry, value):
    members = read_members(whole)
    index = json.loads(members[INDEX]) | {entry: value}
    if value == "missing":
        del index[entry]
    path = write_members(tmp_path / "a.zip", members | {INDEX: json.dumps(index).encode()})
    with pytest.raises(ValueError, match=r"path: expected a media portrayal bundle, version 1; got .*(kind)"):
        tk.restore_bundle(path)


@pytest.mark.parametrize("name", ["scores.csv", INDEX])
def test_what_would_fill_the_memory_is_refused(whole, tmp_path, name):
    members = read_members(whole)
    index = json.loads(members[INDEX])
    index["files"]["scores.csv"] = "0" * 64
    members |= {INDEX: json.dumps(index).encode(), name: bytes(70_000_000)}
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    with pytest.raises(ValueError, match="would unpack to 7.* MB, more than the 64 MB allowed"):
        tk.restore_bundle(tmp_path / "a.zip")


def forge_size(path, name: str, size: int, compression: int):
    """Write a bundle whose member is of 50 MB and declares another size, in both places where a zip tells."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr(name, b" " * 50_000_000)
    true, forged = struct.pack("<I", 50_000_000), struct.pack("<I", size)
    data = path.read_bytes()
    assert data.count(true) >= 2
    path.write_bytes(data.replace(true, forged))
    return path


@pytest.mark.parametrize(
    ("compression", "size", "message"),
    [
        (zipfile.ZIP_DEFLATED, 1000, "bundle.json unpacks to more than the 1,000 bytes it declares"),
        (zipfile.ZIP_DEFLATED, 0, "bundle.json unpacks to more than the 0 bytes it declares"),
        (zipfile.ZIP_DEFLATED, 60_000_000, "bundle.json unpacks to less than the 60,000,000 bytes"),
        (zipfile.ZIP_DEFLATED, 4_000_000_000, "would unpack to 4,000 MB, more than the 64 MB allowed"),
        (zipfile.ZIP_BZIP2, 1000, "bundle.json is packed by method 12; only stored and deflated are read"),
        (zipfile.ZIP_LZMA, 1000, "bundle.json is packed by method 14; only stored and deflated are read"),
    ],
)
def test_a_forged_size_fills_no_memory(tmp_path, compression, size, message):
    path = forge_size(tmp_path / "a.zip", INDEX, size, compression)
    tracemalloc.start()
    with pytest.raises(ValueError, match=message):
        tk.restore_bundle(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < (1_000_000 if size != 60_000_000 else 130_000_000)


def test_a_member_that_is_cut_is_no_bundle(whole, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in read_members(whole).items():
            archive.writestr(member, data)
        archive.getinfo("README.md").file_size = 10
    with pytest.raises(ValueError, match=r"README.md unpacks to more than the 10 bytes it declares"):
        tk.restore_bundle(path)


def test_a_table_that_would_fill_the_memory_is_refused(whole, tmp_path):
    long = BytesIO()
    pd.DataFrame({"a": [0] * 10_000_000}).to_parquet(long)
    path = write_bundle(tmp_path / "a.zip", read_members(whole) | {"scores.parquet": long.getvalue()})
    with pytest.raises(ValueError, match="would unpack to .* MB, more than the 64 MB allowed"):
        tk.restore_bundle(path)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1 and no more PAR1"])
def test_a_table_that_is_none_is_told(whole, tmp_path, data):
    path = write_bundle(tmp_path / "a.zip", read_members(whole) | {"scores.parquet": data})
    with pytest.raises(ValueError, match="path: expected a media portrayal bundle, version 1; got"):
        tk.restore_bundle(path)


def test_the_manifest_of_a_bundle_names_no_file_outside(whole, tmp_path):
    members = read_members(whole)
    manifest = json.loads(members["manifest.json"])
    manifest["files"].append("../../secret.spacy")
    members["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(ValueError, match=r"docs/<number>.spacy alone; got '../../secret.spacy'"):
        tk.restore_bundle(write_bundle(tmp_path / "a.zip", members))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_raises_nothing_else(tmp_path, data):
    path = write_archive(tmp_path / "a.zip", {"README.md": b"Hello " * 9}, include_text=True, texts={})
    damaged = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    path.write_bytes(damaged)
    with suppress(ValueError):
        read_archive(path)


def test_a_failed_write_leaves_the_earlier_bundle(small, tmp_path, monkeypatch):
    path = tk.bundle(small, tmp_path / "a.zip")
    before = path.read_bytes()
    monkeypatch.setattr("toolkit.storage.os.replace", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_archive(path, {}, include_text=True, texts={})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_altered_file_is_named(whole, tmp_path):
    members = read_members(whole) | {"registry.yaml": b"name: other"}
    with pytest.raises(ValueError, match="altered or not allowed: registry.yaml"):
        tk.restore_bundle(write_members(tmp_path / "a.zip", members))


@pytest.mark.parametrize(
    "name", ["../evil.json", "/evil.json", "docs/../../evil.spacy", "C:\\evil.csv", "a.pkl"]
)
def test_no_member_leaves_its_place(whole, tmp_path, name):
    members = read_members(whole)
    index = json.loads(members[INDEX])
    index["files"][name] = "0" * 64
    members |= {name: b"evil", INDEX: json.dumps(index).encode()}
    (tmp_path / "in").mkdir()
    with pytest.raises(ValueError, match="not allowed: " + re.escape(name)):
        tk.restore_bundle(write_members(tmp_path / "in" / "a.zip", members))
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


@pytest.mark.parametrize(
    "members", [{}, {INDEX: b"[]"}, {INDEX: b'{"kind": "other"}'}, {INDEX: b"{"}], ids=str
)
def test_what_is_no_bundle(tmp_path, members):
    with pytest.raises(ValueError, match="path: expected a media portrayal bundle, version 1; got"):
        tk.restore_bundle(write_members(tmp_path / "a.zip", members))


def test_what_is_no_zip(tmp_path):
    (tmp_path / "a.zip").write_text("hello")
    with pytest.raises(ValueError, match="BadZipFile"):
        tk.restore_bundle(tmp_path / "a.zip")
    with pytest.raises(FileNotFoundError, match="path: expected a media portrayal bundle.* which is no file"):
        tk.restore_bundle(tmp_path / "b.zip")


def test_the_path_must_be_a_zip(demo, tmp_path):
    with pytest.raises(ValueError, match="path: expected a file name that ends in .zip"):
        tk.bundle(demo, tmp_path / "demo")
