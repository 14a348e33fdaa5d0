"""Web pages: text and metadata by trafilatura, from the file alone."""

from __future__ import annotations

import re

import trafilatura

from toolkit.readers.encoding import decode_bytes
from toolkit.readers.record import Record

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d %H:%M:%S"}


def is_page(text: str) -> bool:
    """Whether text is the source of a web page.

    Examples
    --------
    >>> is_page("<!DOCTYPE html><html>"), is_page("Talks <html> in Damascus")
    (True, False)
    """
    return bool(_OPENING.match(text[:2000]))


def read_page(data: bytes, columns=None) -> list[Record]:
    """Read a web page: main text, headline, date, author, site name and address from its markup.

    Scripts, styles and what trafilatura takes for page furniture do not come along and are not listed.
    Nothing is fetched. The date is that of the metadata, never one found loose in the page.
    """
    source, detail = _decode_page(data)
    source = _DECLARATION.sub("", source, count=1)
    if not is_page(source):
        source = f"<html><body>{source}</body></html>"
    tree = trafilatura.load_html(source)
    if tree is None:
        return [Record(status="empty", detail="the page has no content")]
    page = trafilatura.bare_extraction(
        tree, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    if page is None:
        return [Record(status="empty", detail="the page has no main text")]
    text = "\n\n".join(line for line in (page.text or "").split("\n") if line.strip())
    return [
        Record(
            text=text,
            title=page.title,
            published=page.date,
            outlet=page.sitename,
            author=(page.author or "").replace(";", ",") or None,
            url=page.url,
            detail=detail,
        )
    ]


def _decode_page(data: bytes) -> tuple[str, str | None]:
    """Decode as the page declares, unless the bytes tell better."""
    decoded = decode_bytes(data)
    declared = _DECLARED.search(data[:4096])
    if declared and decoded.encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        try:
            return data.decode(declared[1].decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded.text, decoded.detail
