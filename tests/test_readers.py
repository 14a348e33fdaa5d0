from __future__ import annotations

import csv
import os
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.readers import READERS, Input, collect_inputs, read_file
from toolkit.readers.encoding import NotTextError, decode_bytes
from toolkit.readers.record import make_record, map_columns
from toolkit.readers.tables import read_csv, read_frame, read_json

FILES = Path(__file__).parent / "files"
PAGE = FILES / "outlets" / "Northgate Wire" / "2012" / "harbour.html"


def read(path, columns=None):
    return read_file(Input(Path(path), Path(path).name), columns)[1]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Assad’s “reform”".encode(), "Assad’s “reform”", "utf-8"),
        ("Assad’s “reform”".encode("utf-8-sig"), "Assad’s “reform”", "utf-8"),
        ("Assad’s “reform”".encode("cp1252"), "Assad’s “reform”", "cp1252"),
        ("Assad’s “reform”".encode("utf-16"), "Assad’s “reform”", "utf-16-le"),
        ("Talks in Damascus".encode("utf-16-be"), "Talks in Damascus", "utf-16-be"),
        ("Talks in Damascus".encode("utf-32"), "Talks in Damascus", "utf-32-le"),
        ("Il a dit « café » à Orléans.".encode("latin-1") + b" plain" * 20, None, "cp1252"),
        ("Переговоры в Дамаске продолжались три часа, сказал министр.".encode("cp1251"), None, "cp1251"),
        (b"", "", "utf-8"),
    ],
)
def test_encodings(data, text, encoding):
    decoded = decode_bytes(data)
    assert decoded.encoding == encoding
    assert text is None or decoded.text == text


def test_a_broken_byte_in_utf8_is_told():
    decoded = decode_bytes("He said “no” and “never”".encode()[:-1])
    assert decoded.text == "He said “no” and “never\ufffd"
    assert decoded.detail == "1 characters could not be decoded and stand as \ufffd"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.4", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or Office document"),
        (bytes(range(256)) * 4, "binary data"),
    ],
)
def test_what_is_no_text(data, what):
    with pytest.raises(NotTextError, match=f"looks like {what}"):
        decode_bytes(data)


def test_page():
    (record,) = read(PAGE)
    assert record.title == "Harbour reopens to small boats"
    assert (record.outlet, record.author) == ("Northgate Wire", "Jane Smith")
    assert record.url == "https://northgate.example/2012/03/14/harbour"
    assert str(record.published).startswith("2012-03-14")
    assert "“It is a start,” the harbour master said." in record.text
    for word in ("tracking", "document.write", "color", "World"):
        assert word not in record.text


def test_page_in_windows_1252_saved_as_txt(tmp_path):
    paragraph = "<p>The mayor’s “last offer” was refused – the governor’s office said on Sunday night.</p>"
    head = '<html><head><meta charset="windows-1252"></head>'
    page = f"{head}<body><article>{paragraph * 3}</article></body></html>"
    file = tmp_path / "page.txt"
    file.write_bytes(page.encode("cp1252"))
    assert "The mayor’s “last offer” was refused – the" in read(file)[0].text


def test_short_fragment_of_a_page(tmp_path):
    file = tmp_path / "a.html"
    file.write_text("<p>An envoy came to Homs.</p><script>alert('no')</script>")
    assert read(file)[0].text == "An envoy came to Homs."


def test_word_document():
    (record,) = read(FILES / "outlets" / "Meridian Daily" / "road.docx")
    assert record.title == "Coast road opened for an hour"
    assert (record.author, record.published) == (None, None)  # those of the file are not the article's
    assert record.text.endswith("opened again on Monday if the hour had been quiet.")


def test_rows_of_csv_are_read_around_the_bad_ones():
    records = read(FILES / "broken" / "rows.csv")
    assert [record.title for record in records] == [
        *("Ferry returns", None, "No text here", "Date in doubt", None, "Last row")
    ]
    assert records[1].detail == "line 3: 6 fields where the header has 4"
    assert records[4].detail.startswith('line 6: a quotation mark is opened and never closed: "Never closed"')
    assert records[5].text == 'The governor\'s deputy, asked about it, said "no comment" and left the room.'


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"title;text\nA;One, two\nB;Three", ["One, two", "Three"]),
        (b"title\ttext\nA\tOne, two", ["One, two"]),
        (b'text\r\n"One\r\n\r\ntwo"\r\n', ["One\r\n\r\ntwo"]),
        ("text,x\nA\u2028B,1\n".encode(), ["A\u2028B"]),
        (b"text,x\nOne,,,\n\n,\n", ["One"]),
        (b'text,x\n"open,1\nTwo,2\n"end', [None, "Two", None]),
        (b"text\n" + b"a" * 5_000_000, ["a" * 5_000_000]),
        (b"text,title", [None]),
        (b"id,story\n1,One", [None]),
    ],
)
def test_forms_of_csv(data, texts):
    assert [record.text for record in read_csv(data)] == texts


def test_csv_leaves_the_limit_of_the_csv_module_alone():
    before = csv.field_size_limit()
    read_csv(b"text\nOne")
    assert csv.field_size_limit() == before


def test_lines_of_json_are_read_around_the_bad_ones():
    records = read(FILES / "broken" / "lines.jsonl")
    assert [record.number for record in records] == [1, 2, 3, 4, 5]
    assert records[1].detail.startswith("line 2: malformed JSON: Unterminated string")
    assert records[2].detail == "line 3: expected an object with fields, got list"
    assert records[0].author == "Jane Smith"


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b'[{"text": "One"}, {"text": "Two"}]', ["One", "Two"]),
        (b'{\n "text": "One"\n}', ["One"]),
        (b'{"text": "One"}\n\n{"text": "Two"}\n', ["One", "Two"]),
        (b'{"text": ["a", "b"]}', [None]),
        (b'{"text": null}', [None]),
        (b"[" * 100_000, [None]),
        (b"[]", [None]),
    ],
)
def test_forms_of_json(data, texts):
    assert [record.text for record in read_json(data)] == texts


def test_parquet_of_odd_types():
    records = read(FILES / "outlets" / "table.parquet")
    assert [record.title for record in records] == ["Lighthouse relit", "Lighthouse dark"]
    assert records[0].outlet == "Coast Herald"


@pytest.mark.parametrize(
    ("value", "text", "status"),
    [
        (b"One \xe2\x80\x9ctwo\xe2\x80\x9d", "One “two”", None),
        (None, None, None),
        (float("nan"), None, None),
        (pd.NA, None, None),
        (12.5, None, "not_text"),
        ({"a": 1}, None, "not_text"),
    ],
)
def test_values_of_the_text_column(value, text, status):
    record = make_record(1, {"text": value}, None)
    assert (record.text, record.status) == (text, status)


def test_columns_given_win_over_those_recognised():
    names = ["text", "story", "Pub Date", "SOURCE", "body"]
    assert map_columns(names, None) == {"text": "text", "published": "Pub Date", "outlet": "SOURCE"}
    assert map_columns(names, {"story": "text"})["text"] == "story"
    assert map_columns(names, {"text": "title"}) == {
        **{"text": "body", "title": "text", "published": "Pub Date", "outlet": "SOURCE"}
    }


def test_frame_with_double_index_and_double_columns():
    frame = pd.DataFrame([["One", "x", 1], ["Two", "y", 2]], columns=["text", "text", "n"], index=[7, 7])
    assert [record.text for record in read_frame(frame)] == ["One", "Two"]


def test_inputs_are_named_from_the_root_and_sorted():
    names = [item.name for item in collect_inputs(FILES / "outlets")]
    assert names == [
        "Meridian Daily/refused.txt",
        "Meridian Daily/road.docx",
        "Northgate Wire/2012/harbour.html",
        "table.parquet",
    ]


@pytest.mark.parametrize(
    ("source", "name", "folder"),
    [
        ("outlets", "Northgate Wire/2012/harbour.html", "Northgate Wire"),
        ("outlets/Northgate Wire/2012/harbour.html", "harbour.html", None),
        ("outlets/*/*/*.html", "Northgate Wire/2012/harbour.html", "Northgate Wire"),
        ("outlets/**/*.html", "Northgate Wire/2012/harbour.html", "Northgate Wire"),
    ],
)
def test_the_folder_that_tells_the_outlet_lies_below_the_root(source, name, folder):
    found = {item.name: item.folder for item in collect_inputs(FILES / source)}
    assert found[name] == folder


def test_several_sources_have_their_common_folder_as_root():
    sources = [FILES / "outlets" / "Meridian Daily", FILES / "outlets" / "Northgate Wire"]
    assert {item.folder for item in collect_inputs(sources)} == {"Meridian Daily", "Northgate Wire"}


def test_hidden_files_loops_and_doubles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("One")
    for hidden in (".DS_Store", "~$a.docx", "Thumbs.db"):
        (folder / hidden).write_text("x")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    os.symlink(folder / "gone.txt", folder / "broken.txt")
    assert [item.name for item in collect_inputs([folder, str(folder)])] == ["a.txt", "broken.txt"]
    assert read(folder / "broken.txt")[0].detail == "no regular file, or a broken link"


def test_any_iterable_of_paths_is_a_source():
    assert len(collect_inputs((FILES / "outlets").glob("*/*.*"))) == 2


@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=40, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-16"))))
def test_no_bytes_end_a_run(suffix, data, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_bytes(data)
    records = read(file)
    assert records
    assert all(record.detail for record in records if record.status)


def test_date_types_of_records():
    record = make_record(1, {"text": "One", "date": datetime(2012, 2, 7)}, None)
    assert record.published == datetime(2012, 2, 7)
