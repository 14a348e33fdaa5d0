"""A Record: one article as its file gives it, before cleaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from toolkit.readers.encoding import decode_bytes

FIELDS = {
    "text": ("text", "body", "content", "full_text", "article_text", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pub_date", "publication_date", "published_at", "datetime"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "sitename", "site_name"),
    "author": ("author", "byline", "authors"),
    "url": ("url", "link"),
    "source_id": ("source_id", "article_id", "id", "doc_id", "document_id"),
}
"""Our names, and the names of columns that are recognised for each, best first."""


@dataclass(frozen=True)
class Record:
    """One article, or what took its place.

    Attributes
    ----------
    number : int
        Place in the file, from 1 (in .jsonl: the line).
    text, title, outlet, author, url, source_id : str or None
    published : object
        A date, or text that may hold one.
    status : str or None
        A status of ``schema.STATUSES`` where the record cannot be used.
    detail : str or None
        Why, in words; beside a usable record: what to know about it.
    columns : tuple of str
        Names of the columns of the table that it stands in.
    """

    number: int = 1
    text: str | None = None
    title: str | None = None
    published: object = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    source_id: str | None = None
    status: str | None = None
    detail: str | None = None
    columns: tuple[str, ...] = ()


def map_columns(names: list[str], columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return which column holds which field: ``{our name: their name}``.

    A column that ``columns`` names wins; else the first recognised name, in any letter case.

    Examples
    --------
    >>> map_columns(["ID", "Headline", "story"], {"story": "text"})
    {'text': 'story', 'title': 'Headline', 'source_id': 'ID'}
    """
    given = {ours: theirs for theirs, ours in (columns or {}).items() if theirs in names}
    tidy = {}
    for name in names:
        tidy.setdefault(name.strip().lower().replace(" ", "_"), name)
    found = {}
    for field, candidates in FIELDS.items():
        known = (tidy[name] for name in candidates if name in tidy and tidy[name] not in given.values())
        name = given.get(field) or next(known, None)
        if name is not None:
            found[field] = name
    return found


def make_record(number: int, values: Mapping[str, object], columns: Mapping[str, str] | None) -> Record:
    """Make a record from one row of any table, whatever the types of its values."""
    names = tuple(str(name) for name in values)
    values = dict(zip(names, values.values(), strict=True))
    places = map_columns(list(names), columns)
    if "text" not in places:
        return Record(number, status="unreadable", detail=explain_no_text(names), columns=names)
    fields = {field: _plain(values[name]) for field, name in places.items()}
    if not isinstance(fields["text"], (str, type(None))):
        kind = type(fields["text"]).__name__
        detail = f"column {places['text']} holds {kind}, not text"
        return Record(number, status="not_text", detail=detail, columns=names)
    for field in ("title", "outlet", "author", "url", "source_id"):
        fields[field] = write_field(fields.get(field))
    return Record(number, **fields, columns=names)


def explain_no_text(names: tuple[str, ...]) -> str:
    """Say that no column is known to hold the text, and what to do."""
    return (
        f"no column for the text among: {', '.join(names)}; call it text in the table, or name it with "
        "columns={'their name': 'text'}, in the command line with --columns 'their name=text'"
    )


def _plain(value):
    """A value with missing ones as None and bytes as text."""
    if isinstance(value, bytes):
        try:
            return decode_bytes(value).text
        except ValueError:
            return value
    if isinstance(value, (list, tuple, dict, set)) or hasattr(value, "__len__"):
        return value
    missing = pd.isna(value)
    return None if isinstance(missing, bool) and missing else value


def write_field(value) -> str | None:
    """Write a short field as text: numbers as written, whole ones without a point, lists of names joined.

    Examples
    --------
    >>> write_field(17.0), write_field("017"), write_field(["Ana Reyes", "Jon Roe"])
    ('17', '017', 'Ana Reyes, Jon Roe')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if value is None or isinstance(value, (list, tuple, dict, set, bytes)):
        return None
    return " ".join(str(value).split()) or None
