"""Plain text: one file, one article."""

from __future__ import annotations

from toolkit.readers.encoding import decode_bytes
from toolkit.readers.page import is_page, read_page
from toolkit.readers.record import Record


def read_plain(data: bytes, columns=None) -> list[Record]:
    """Read a text file; a web page saved under the name .txt is read as a page."""
    decoded = decode_bytes(data)
    if is_page(decoded.text):
        return read_page(data)
    return [Record(text=decoded.text, detail=decoded.detail)]
