"""What groups may be made by, beside party and outlet: periods, and labels from a table of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.readers.record import write_field
from toolkit.schema import ARTICLES, SCORES, require_columns
from toolkit.selection import get_scores

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def add_period(scores: Analysis | pd.DataFrame, *, freq: str = "month") -> Analysis | pd.DataFrame:
    """Add the column ``period`` to scores, so that groups may be made by it.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``: reads ``published``. Stays as it is.
    freq : {"day", "week", "month", "quarter", "year"}

    Returns
    -------
    Analysis or DataFrame
        What was given, its scores with ``period``: ``2012-02-04``, ``2012-01-30/2012-02-05``
        (Monday to Sunday), ``2012-02``, ``2012Q1``, ``2012``; NA where the date is missing.

    Raises
    ------
    ValueError
        If the frequency is unknown.

    Examples
    --------
    >>> table = pd.DataFrame({"published": pd.to_datetime(["2012-02-04", None])})
    >>> add_period(table, freq="quarter")["period"].tolist()
    ['2012Q1', nan]
    """
    if freq not in PERIODS:
        raise ValueError(f"freq: expected one of {', '.join(PERIODS)}; got {freq!r}.")
    table = get_scores(scores)
    require_columns(table, ["published"], parameter="scores")
    dates = pd.to_datetime(table["published"])
    period = dates.dt.to_period(PERIODS[freq]).astype("str").where(dates.notna())
    table = table.assign(period=period)
    return replace(scores, scores=table) if isinstance(scores, Analysis) else table


def add_labels(
    scores: Analysis | pd.DataFrame,
    labels: Mapping[str, str] | pd.Series | pd.DataFrame | str | Path,
    *,
    name: str = "event",
) -> Analysis | pd.DataFrame:
    """Add a label of each article: the event it covers, its genre, its coder.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``: reads ``article_id``. Stays as it is.
    labels : DataFrame, path of a CSV file, Series or mapping
        A table has the label in the column ``name`` and says which article it belongs to:
        ``article_id``; or, for an analysis, ``source_id`` or ``source_file`` as in ``articles``. Where a
        file holds several articles, ``source_file`` needs ``source_id`` beside it, or ``record``, the
        place in the file counted from 0; alone it labels the whole file. A Series or mapping leads from
        ``article_id`` to label. Labels of other articles do not matter.
    name : str
        Name of the new column. Within ``event`` comparisons are made by default.

    Returns
    -------
    Analysis or DataFrame
        What was given, its scores with the column, and its articles too. Articles without a label
        have NA, and stay out of groups by it. ``update_parties`` makes scores anew, without labels.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, a column is missing or there already, an article has two labels, or
        no article has one.

    Examples
    --------
    >>> events = pd.DataFrame({"article_id": ["a"], "event": ["veto"]})
    >>> add_labels(pd.DataFrame({"article_id": ["a", "b"]}), events)["event"].tolist()
    ['veto', nan]
    """
    table = get_scores(scores)
    require_columns(table, ["article_id"], parameter="scores")
    if name in {*SCORES.names, *ARTICLES.names}:
        raise ValueError(f"name: expected one that no column of scores and articles has; got {name!r}.")
    if isinstance(labels, str | Path):
        labels = _read_labels(labels)
    given = labels
    if isinstance(labels, pd.DataFrame):
        labels = _index_labels(labels, name, scores)
    labels = pd.Series(labels, dtype="object").dropna().astype("str")
    repeated = labels.index[labels.index.duplicated()]
    if len(repeated):
        raise ValueError(f"labels: expected one label an article; got two of {repeated[0]!r}. Keep one.")
    if len(table) and not table["article_id"].isin(labels.index).any():
        raise ValueError(
            f"labels: expected some of articles that have scores, such as the one with "
            f"{_name_article(scores)}; got {_name_labels(given, scores)}. Write the ids or files as the "
            "table articles has them; an id of your own is its source_id."
        )
    table = table.assign(**{name: table["article_id"].map(labels)})
    if not isinstance(scores, Analysis):
        return table
    articles = scores.articles
    return replace(
        scores, scores=table, articles=articles.assign(**{name: articles["article_id"].map(labels)})
    )


def _read_labels(path: str | Path) -> pd.DataFrame:
    if not Path(path).is_file():
        raise FileNotFoundError(
            f"labels: expected a CSV file, a table or a mapping; got {str(path)!r}, which does not exist."
        )
    return pd.read_csv(path, dtype="str", encoding="utf-8-sig")


def _find_keys(table: pd.DataFrame, scores: Analysis | pd.DataFrame) -> list[str]:
    """The columns of a table of labels that say which article is meant."""
    if "article_id" in table or not isinstance(scores, Analysis):
        return ["article_id"]
    return [key for key in ("source_file", "source_id", "record") if key in table]


def _index_labels(table: pd.DataFrame, name: str, scores: Analysis | pd.DataFrame) -> pd.Series:
    """The labels of a table by article_id."""
    keys = _find_keys(table, scores)
    needed = keys if {"article_id", "source_id"} & {*keys} else ["source_file"]
    require_columns(table, [*needed, name], parameter="labels")
    if "article_id" in keys:
        return table.set_index("article_id")[name]
    places = scores.articles[["article_id", "source_file", "source_id"]]
    if "source_id" in keys:
        table = table.assign(source_id=table["source_id"].map(write_field, na_action="ignore"))
        if "source_file" not in keys:
            _check_source_ids(table["source_id"], places)
    if "record" in keys:
        places = places.assign(record=places.groupby("source_file").cumcount().astype("Int64"))
        record = pd.to_numeric(table["record"], errors="coerce")
        if record.isna().any():
            raise ValueError(
                "labels: expected in record the place of an article in its file, counted from 0; got "
                f"{table.loc[record.isna(), 'record'].iloc[0]!r}."
            )
        table = table.assign(record=record.astype("Int64"))
    found = places.dropna(subset=keys).merge(table[[*keys, name]].dropna(subset=name), on=keys)
    if keys == ["source_file"]:
        _check_files(found)
    return found.set_index("article_id")[name]


def _check_source_ids(ids: pd.Series, places: pd.DataFrame) -> None:
    """Raise where an id of the user's means articles of several files."""
    n_files = places.groupby("source_id")["source_file"].nunique(dropna=False)
    shared = n_files.index[(n_files > 1) & n_files.index.isin(ids)]
    if len(shared):
        raise ValueError(
            f"labels: expected in source_id ids of one file each; got {shared[0]!r}, which "
            f"{n_files[shared[0]]} files have. Add the column source_file."
        )


def _check_files(found: pd.DataFrame) -> None:
    """Raise where several labels are of one file that holds several articles."""
    for file, rows in found.groupby("source_file"):
        n_articles = rows["article_id"].nunique()
        if 1 < n_articles < len(rows):
            raise ValueError(
                f"labels: expected one label for {file!r}, or a column that tells its {n_articles} articles "
                f"apart; got {len(rows) // n_articles} labels. Add the column record, the place in the file "
                "counted from 0, or source_id, an id of your own."
            )


def _name_article(scores: Analysis | pd.DataFrame) -> str:
    """An example of an article, by all that labels may name it by."""
    key = get_scores(scores)["article_id"].iloc[0]
    row = {"article_id": key}
    if isinstance(scores, Analysis):
        row |= scores.articles.set_index("article_id").loc[key, ["source_file", "source_id"]].dropna()
    return ", ".join(f"{name} {value!r}" for name, value in row.items())


def _name_labels(labels, scores: Analysis | pd.DataFrame) -> str:
    """How many labels there are, and which article the first one names."""
    if not len(labels):
        return "no labels"
    if isinstance(labels, pd.DataFrame):
        keys = _find_keys(labels, scores)
        first = ", ".join(f"{key} {str(labels[key].iloc[0])!r}" for key in keys)
    else:
        first = f"article_id {next(iter(dict(labels)))!r}"
    return f"{len(labels)} of others, the first with {first}"
