"""What ``analyze`` takes: articles and outlets from any table, checked and in our columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from toolkit import schema
from toolkit.cleaning import infer_day_first, read_date
from toolkit.document import check_text
from toolkit.lists import name_some
from toolkit.readers.tables import find_delimiter

_READ = ("article_id", "text", "outlet", "title", "status", "status_detail", "duplicate_group")


def prepare_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Check a table of articles and bring it into the columns of ``schema.ARTICLES``.

    Parameters
    ----------
    articles : DataFrame
        ``article_id`` and ``text``; ``outlet``, ``title``, ``published``, ``status`` and
        ``duplicate_group`` where present. Left as it is.

    Returns
    -------
    DataFrame
        A new table with index 0, 1, … Texts that cannot be analysed have a status that says why; a
        date that cannot be read is NA, and ``status_detail`` says why. Our other columns are kept where
        their values fit, and NA elsewhere.

    Raises
    ------
    TypeError, ValueError
        If there is no DataFrame, a column is missing or cannot be read, an ``article_id`` occurs
        twice, or a status is none of ours.
    """
    schema.require_columns(articles, ["article_id", "text"], parameter="articles")
    given = articles.reset_index(drop=True)
    given = given.loc[:, [name for name in schema.ARTICLES.names if name in given]]
    problems = given["text"].map(lambda text: check_text(text) or ("ok", None))
    given["text"] = given["text"].where(problems.map(lambda problem: problem[0] == "ok"), None)
    dates, notes = _read_dates(given.pop("published")) if "published" in given else (None, None)
    for name in given.columns:
        given[name] = _fit_column(given[name], name)
    table = schema.conform_table(given, schema.ARTICLES)
    _check_ids(table["article_id"])
    _check_status(table["status"])
    table["outlet"] = table["outlet"].fillna("unknown")
    table["status"] = table["status"].fillna("ok")
    if dates is not None:
        table["published"] = dates
        table["status_detail"] = table["status_detail"].fillna(notes)
    for i, (status, reason) in problems[table["status"] == "ok"].items():
        if status != "ok":
            table.loc[i, ["status", "status_detail"]] = [status, reason]
    return table


def _fit_column(values: pd.Series, name: str) -> pd.Series:
    """The values if they fit the column, else NA where ``analyze`` does not read it."""
    try:
        return schema.conform_table(values.to_frame(), schema.ARTICLES)[name]
    except (TypeError, ValueError) as error:
        if name in _READ:
            raise ValueError(
                f"articles: expected column {name} as {_dtype(name)}; got {values.iloc[0]!r}. "
                "Convert it, or give it another name."
            ) from error
        return pd.Series(None, index=values.index, dtype="object")


def _dtype(name: str) -> str:
    return next(column.dtype for column in schema.ARTICLES.columns if column.name == name)


def _read_dates(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Dates as printed, without time zone, and why one is missing."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.dt.tz_localize(None).astype(schema.DATE), pd.Series(None, values.index, dtype="str")
    day_first = infer_day_first(values.dropna())
    read = [(None, None) if pd.isna(v) else read_date(v, day_first=day_first) for v in values]
    dates = pd.Series([date for date, _ in read], index=values.index, dtype="object")
    notes = pd.Series([note for _, note in read], index=values.index, dtype="str")
    return pd.to_datetime(dates).astype(schema.DATE), notes


def _check_ids(ids: pd.Series) -> None:
    repeated = ids[ids.duplicated()]
    if len(repeated) or ids.isna().any():
        raise ValueError(
            f"articles: expected a unique article_id in every row; got {len(repeated)} repeated "
            f"({', '.join(map(str, repeated[:3]))}) and {ids.isna().sum()} missing. "
            "Load all folders in one call, load_articles(['a', 'b']), which makes them unique."
        )


def _check_status(status: pd.Series) -> None:
    unknown = sorted(set(status.dropna()) - set(schema.STATUSES))
    if unknown:
        raise ValueError(
            f"articles: expected column status to be one of {', '.join(schema.STATUSES)}; got "
            f"{', '.join(unknown[:3])}. Give your own column another name."
        )


def prepare_outlets(
    articles: pd.DataFrame, outlets: pd.DataFrame | str | Path | None, *, parties: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, list[str]]:
    """Give every outlet of the articles its row, with what the table of outlets tells of it.

    Returns
    -------
    DataFrame
        The table ``outlets``.
    list of str
        What to tell the user: two outlets may be one, a listed outlet has no article, a ``state_party`` is
        none of ``parties``.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing or no table, a column is missing, or an outlet is listed twice.
    """
    known = read_outlets(outlets)
    repeated = known["outlet"][known["outlet"].duplicated()]
    if len(repeated):
        raise ValueError(
            f"outlets: expected each outlet once; got {repeated.iloc[0]!r} twice. Join its rows."
        )
    names = sorted(set(articles["outlet"].dropna()))
    notes = [note for note in [tell_alike(names)] if note]
    idle = sorted(set(known["outlet"].dropna()) - set(names))
    if idle:
        notes.append(
            f"outlets: expected outlets of the articles ({name_some(names, 4)}); got {name_some(idle, 4)}, "
            "which have none. Spell them alike."
        )
    present = pd.DataFrame({"outlet": pd.Series(names, dtype="str")})
    known = known.assign(outlet=known["outlet"].astype("str"))
    table = schema.conform_table(present.merge(known, on="outlet", how="left"), schema.OUTLETS)
    foreign = sorted(set(table["state_party"].dropna()) - set(parties))
    if foreign:
        notes.append(
            f"outlets: expected state_party to be a party of the registry ({name_some(parties, 8)}); "
            f"got {name_some(foreign, 4)}."
        )
    return table, notes


def tell_alike(outlets: Iterable[str]) -> str:
    """Tell which outlets differ only in case, spaces or punctuation; empty where none do.

    Examples
    --------
    >>> tell_alike(["Valley Times", "Wire", "valley-times"])[:79]
    "outlets: expected one name an outlet; got 'Valley Times' and 'valley-times', wh"
    """
    spellings: dict[str, list[str]] = {}
    for name in sorted(set(outlets)):
        spellings.setdefault(re.sub(r"[\W_]+", "", name).casefold(), []).append(name)
    alike = [" and ".join(map(repr, names)) for core, names in spellings.items() if core and len(names) > 1]
    if not alike:
        return ""
    return (
        f"outlets: expected one name an outlet; got {name_some(alike, 4)}, which differ in case, spaces or "
        "punctuation alone and count apart. If they are one, name the folder as the pages do, or write one "
        "name into articles['outlet'] before analyze."
    )


def read_outlets(outlets: pd.DataFrame | str | Path | None) -> pd.DataFrame:
    """Read what is told of outlets: a table, or a CSV file (also ; tab or bar); None has no rows."""
    if outlets is None:
        return pd.DataFrame({"outlet": pd.Series([], dtype="str")})
    known = _read_file(outlets) if isinstance(outlets, str | Path) else outlets
    schema.require_columns(known, ["outlet"], parameter="outlets")
    return known


def _read_file(outlets: str | Path) -> pd.DataFrame:
    if not Path(outlets).is_file():
        raise FileNotFoundError(
            f"outlets: expected a CSV file or a DataFrame; got {str(outlets)!r}, which does not exist."
        )
    options = {"dtype": "str", "keep_default_na": False, "na_values": [""], "encoding": "utf-8-sig"}
    try:
        with Path(outlets).open(encoding="utf-8-sig") as lines:
            delimiter = find_delimiter(next(lines, ""))
        return pd.read_csv(outlets, sep=delimiter, **options)
    except ValueError as error:
        raise ValueError(
            f"outlets: expected a CSV file with the columns {', '.join(schema.OUTLETS.names)}; "
            f"got {str(outlets)!r}: {error}."
        ) from error
