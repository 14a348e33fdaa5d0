"""A Document: one article with its parse, which every inner function receives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from toolkit import language
from toolkit.schema import require_columns


@dataclass(frozen=True, eq=False)
class Document:
    """One article, parsed once.

    Attributes
    ----------
    article_id, outlet, text : str
        As in ``articles``.
    published : date or None
        Day of publication; offices and memberships are read at this date.
    doc : spacy.tokens.Doc
        The parse. ``doc.text == text``, so token offsets are offsets into the article.
    """

    article_id: str
    outlet: str
    published: date | None
    text: str
    doc: object


def parse_articles(articles: pd.DataFrame, *, pipeline: str | None = None) -> Iterator[Document]:
    """Parse articles one by one, in order.

    Parameters
    ----------
    articles : DataFrame
        Reads ``article_id`` and ``text``; ``outlet``, ``published`` and ``status`` where present.
        Rows whose status is not ``ok``, or whose text ``check_text`` refuses, are passed over.
    pipeline : str, optional
        Name of an installed spaCy pipeline; by default the best of ``language.PIPELINES``.

    Yields
    ------
    Document

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a1"], "text": ["Moscow agreed."]})
    >>> [document.doc[0].text for document in parse_articles(table)]
    ['Moscow']
    """
    require_columns(articles, ["article_id", "text"], parameter="articles")
    usable = [check_text(text) is None for text in articles["text"]]
    rows = articles.loc[pd.array(usable, dtype="bool")]
    if "status" in rows:
        rows = rows[rows["status"] == "ok"]
    docs = language.parse_texts(rows["text"].tolist(), pipeline=pipeline)
    outlets = rows["outlet"].tolist() if "outlet" in rows else [None] * len(rows)
    dates = rows["published"].tolist() if "published" in rows else [None] * len(rows)
    for article_id, outlet, published, doc in zip(
        rows["article_id"].tolist(), outlets, dates, docs, strict=True
    ):
        yield make_document(article_id, outlet, published, doc)


def check_text(text) -> tuple[str, str] | None:
    """Tell what keeps a text from being analysed, as a status and a reason; None where nothing does.

    Examples
    --------
    >>> check_text("Moscow agreed.") is None
    True
    >>> check_text(" ")
    ('empty', 'no text')
    """
    if not isinstance(text, str):
        if pd.api.types.is_scalar(text) and pd.isna(text):
            return "empty", "no text"
        return "not_text", f"expected a text, got {text!r}"
    if not text.strip():
        return "empty", "no text"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return "unreadable", f"not Unicode at character {error.start}"
    return None


def make_document(article_id: str, outlet, published, doc) -> Document:
    """Join an article's metadata with its parse; missing values become None or 'unknown'."""
    return Document(
        article_id=article_id,
        outlet="unknown" if pd.isna(outlet) else outlet,
        published=None if pd.isna(published) else pd.Timestamp(published).date(),
        text=doc.text,
        doc=doc,
    )
