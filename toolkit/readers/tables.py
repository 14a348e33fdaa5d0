"""Tables of articles: .csv and .tsv, .jsonl and .json, .parquet, and a DataFrame. A row, a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.readers.encoding import decode_bytes
from toolkit.readers.record import Record, explain_no_text, make_record, map_columns

MAX_RESTARTS = 1000
OPEN_QUOTE = "a quotation mark is opened and never closed: "
NO_ROWS = "the table has no rows"


def read_csv(data: bytes, columns: Mapping[str, str] | None = None) -> list[Record]:
    """Read a table with a header line, separated by comma, semicolon, tab or bar.

    A row with more or fewer fields than the header, or with a quotation mark that is never closed,
    is ``unreadable`` and names its line; the rows after it are read.
    """
    decoded = decode_bytes(data)
    lines = list(io.StringIO(decoded.text.replace("\0", ""), newline=""))
    limit = csv.field_size_limit(len(decoded.text) + 1)
    try:
        rows = list(_split_rows(lines))
    finally:
        csv.field_size_limit(limit)
    if not rows:
        return [Record(status="empty", detail=NO_ROWS)]
    header = tuple(name.strip() for name in rows[0][1])
    if "text" not in map_columns(list(header), columns):
        return [Record(status="unreadable", detail=explain_no_text(header), columns=header)]
    records = []
    for number, (line, fields) in enumerate(rows[1:], start=1):
        while len(fields) > len(header) and not fields[-1]:
            fields = fields[:-1]
        if len(fields) == len(header):
            records.append(make_record(number, dict(zip(header, fields, strict=True)), columns))
        else:
            detail = f"line {line}: {len(fields)} fields where the header has {len(header)}"
            if fields[0].startswith(OPEN_QUOTE):
                detail = f"line {line}: {fields[0][:200].strip()}"
            records.append(Record(number, status="unreadable", detail=detail, columns=header))
    return records or [Record(status="empty", detail=NO_ROWS, columns=header)]


def _split_rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of each row that is not blank; a stray quotation mark spoils its line only."""
    delimiter = find_delimiter(lines[0] if lines else "")
    width = None
    start = 0
    for _ in range(MAX_RESTARTS):
        first, broken = start, None
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter)
        for fields in reader:
            end = start + reader.line_num
            if end - first > 1 and _swallows(lines[first:end], fields, width, delimiter, end == len(lines)):
                broken = first
                break
            if any(field.strip() for field in fields):
                width = width or len(fields)
                yield first + 1, fields
            first = end
        if broken is None:
            return
        yield broken + 1, [f"{OPEN_QUOTE}{lines[broken]}"]
        start = broken + 1
    yield start + 1, [f"{OPEN_QUOTE}the {len(lines) - start} lines from here were not read"]


def find_delimiter(header: str) -> str:
    """What separates the cells of a table, by its header: comma, semicolon, tab or bar."""
    return max(",;\t|", key=header.count)


def _swallows(lines: list[str], fields: list[str], width: int | None, delimiter: str, last: bool) -> bool:
    """Whether a row of several lines comes from a quotation mark that was never closed."""
    if len(fields) != width:
        return any(len(row) == width for row in csv.reader(lines[1:], delimiter=delimiter))
    return last and _is_open(lines, delimiter)


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether a row ends inside a quotation."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def read_json(data: bytes, columns: Mapping[str, str] | None = None) -> list[Record]:
    """Read one object a line, or one list of objects; a malformed line is ``unreadable``, by number."""
    text = decode_bytes(data).text
    if text.lstrip().startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError) as error:
            return [Record(status="unreadable", detail=f"malformed JSON: {error}")]
        records = [_read_item(number, item, "item", columns) for number, item in enumerate(items, start=1)]
    else:
        records = _read_objects(text, columns)
    return records or [Record(status="empty", detail=NO_ROWS)]


def _read_objects(text: str, columns: Mapping[str, str] | None) -> list[Record]:
    """One object over several lines, or an object a line."""
    try:
        return [_read_item(1, json.loads(text), "item", columns)]
    except (ValueError, RecursionError):
        pass
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            records.append(_read_item(number, json.loads(line), "line", columns))
        except (ValueError, RecursionError) as error:
            detail = f"line {number}: malformed JSON: {error}"
            records.append(Record(number, status="unreadable", detail=detail))
    return records


def _read_item(number: int, item, unit: str, columns: Mapping[str, str] | None) -> Record:
    if isinstance(item, dict):
        return make_record(number, item, columns)
    detail = f"{unit} {number}: expected an object with fields, got {type(item).__name__}"
    return Record(number, status="unreadable", detail=detail)


def read_parquet(data: bytes, columns: Mapping[str, str] | None = None) -> list[Record]:
    """Read a Parquet table; only the columns that hold a field are read, of whatever type."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        names = file.schema_arrow.names
        wanted = list(map_columns(names, columns).values())
        if "text" not in map_columns(names, columns):
            return [Record(status="unreadable", detail=explain_no_text(tuple(names)), columns=tuple(names))]
        rows = file.read(columns=wanted).to_pylist()
    except pa.ArrowException as error:
        raise ValueError(f"no Parquet table: {error}") from error
    records = [make_record(number, row, columns) for number, row in enumerate(rows, start=1)]
    return records or [Record(status="empty", detail=NO_ROWS, columns=tuple(names))]


def read_frame(frame: pd.DataFrame, columns: Mapping[str, str] | None = None) -> list[Record]:
    """Read a DataFrame, whatever its index; of columns with the same name, the first."""
    names = [str(name) for name in frame.columns]
    places = {name: names.index(name) for name in map_columns(names, columns).values()}
    values = [frame.iloc[:, place].tolist() for place in places.values()]
    rows = zip(*values, strict=True)
    return [
        make_record(number, dict(zip(places, row, strict=True)), columns)
        for number, row in enumerate(rows, start=1)
    ]
