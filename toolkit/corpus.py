"""What is in a corpus, before any result: articles by outlet, and what was taken out of their texts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.schema import require_columns

REMOVED = ("article_id", "outlet", "source_file", "reason", "words")
"""Columns of the table that ``list_removed`` returns."""


def count_articles(articles: pd.DataFrame, *, by: str | Sequence[str] = "outlet") -> pd.DataFrame:
    """Count articles and words, and tell the days that they span.

    Parameters
    ----------
    articles : DataFrame
        Reads ``n_words``, ``published`` and the columns of ``by``. Every row counts, whatever its status.
    by : str or list of str
        Columns that make the groups: ``"outlet"``, ``["outlet", "status"]``, …

    Returns
    -------
    DataFrame
        One row a group: ``articles``, ``words``, ``first`` and ``last`` day (NaT where no date is
        known), and how many articles are ``undated``. What has no value in a column of ``by`` is a
        group too (NA).

    Raises
    ------
    TypeError, ValueError
        If there is no DataFrame, or a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["Wire", "Wire"], "n_words": [300, 200],
    ...                       "published": pd.to_datetime(["2012-02-07 03:35", None])})
    >>> count_articles(table).loc["Wire", ["articles", "words", "undated"]].tolist()
    [2, 500, 1]
    """
    by = [by] if isinstance(by, str) else list(by)
    require_columns(articles, [*by, "n_words", "published"], parameter="articles")
    day = articles["published"].dt.normalize()
    groups = articles.assign(day=day, undated=day.isna()).groupby(by, dropna=False)
    return groups.agg(
        articles=("n_words", "size"),
        words=("n_words", "sum"),
        first=("day", "min"),
        last=("day", "max"),
        undated=("undated", "sum"),
    )


def list_removed(articles: pd.DataFrame) -> pd.DataFrame:
    """List what was taken out of the texts: page furniture such as menus, captions, related links.

    What the extraction of web pages and Word files leaves out is not in it.

    Parameters
    ----------
    articles : DataFrame
        Reads ``article_id``, ``outlet``, ``source_file`` and ``removed``.

    Returns
    -------
    DataFrame
        One row a piece, in the order of articles and texts, with the columns of ``REMOVED``: ``reason``
        says what it was taken for, ``words`` what it was.

    Raises
    ------
    TypeError, ValueError
        If there is no DataFrame, or a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "outlet": ["Wire"], "source_file": ["a.html"],
    ...                       "removed": [[[0, 10, "sharing", "Share this"]]]})
    >>> list_removed(table)[["reason", "words"]].values.tolist()
    [['sharing', 'Share this']]
    """
    names = ["article_id", "outlet", "source_file"]
    require_columns(articles, [*names, "removed"], parameter="articles")
    rows = [
        (*place, reason, words)
        for *place, removed in articles[[*names, "removed"]].itertuples(index=False)
        for _, _, reason, words in removed or []
    ]
    return pd.DataFrame(rows, columns=list(REMOVED))
