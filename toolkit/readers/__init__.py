"""Readers, one small module per family of formats: bytes of a file → records."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.readers.encoding import NotTextError
from toolkit.readers.inputs import Input, collect_inputs
from toolkit.readers.page import read_page
from toolkit.readers.plain import read_plain
from toolkit.readers.record import FIELDS, Record
from toolkit.readers.tables import read_csv, read_frame, read_json, read_parquet
from toolkit.readers.word import read_word

READERS = {
    ".txt": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_json,
    ".json": read_json,
    ".parquet": read_parquet,
    ".docx": read_word,
}

__all__ = ["FIELDS", "READERS", "Input", "Record", "collect_inputs", "read_file", "read_frame"]


def read_file(file: Input, columns: Mapping[str, str] | None = None) -> tuple[bytes | None, list[Record]]:
    """Read one file: its bytes and its records, at least one, whatever is wrong with it."""
    suffix = file.path.suffix.lower()
    try:
        if file.problem or not file.path.is_file():
            return None, [
                Record(status="unreadable", detail=file.problem or "no regular file, or a broken link")
            ]
        if suffix not in READERS:
            detail = f"files of type {suffix or 'none'} are not read; these are: {', '.join(READERS)}"
            return None, [Record(status="not_text", detail=detail)]
        data = file.path.read_bytes()
    except OSError as error:
        return None, [Record(status="unreadable", detail=f"the file cannot be opened: {error.strerror}")]
    if not data.strip():
        return data, [Record(status="empty", detail="the file is empty")]
    try:
        return data, READERS[suffix](data, columns)
    except NotTextError as error:
        return data, [Record(status="not_text", detail=str(error))]
    except ValueError as error:
        return data, [Record(status="unreadable", detail=str(error))]
    except Exception as error:  # one file never ends a run, whatever a library makes of it
        return data, [Record(status="unreadable", detail=f"{type(error).__name__}: {error}")]
