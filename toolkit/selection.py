"""Which scores count in a number: those chosen, of the voices that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.schema import OUTLETS, make_table, require_columns

_READ = ("unit", "article_id", "outlet", "voice", "measure", "value")


def filter_scores(
    scores: Analysis | pd.DataFrame,
    *,
    measures: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    outlets: Collection[str] | None = None,
    voices: Collection[str] | None = None,
    voice_parties: Collection[str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Analysis | pd.DataFrame:
    """Keep some of the scores; None keeps everything, an empty list nothing.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``. Stays as it is.
    measures, parties, outlets, voices, voice_parties : list of str, optional
        Values to keep in ``measure``, ``party``, ``outlet``, ``voice`` and ``voice_party``. Those that
        do not occur keep nothing.
    first, last : date, optional
        First and last day of ``published``, both included. Where one is given, articles without a
        date are left out.

    Returns
    -------
    Analysis or DataFrame
        What was given, with those scores only: rows as they are.

    Raises
    ------
    ValueError
        If a list is given as one string, if ``first`` is after ``last``, or if a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"measure": ["tone.polarity"] * 2, "party": ["US", "Russia"],
    ...                       "outlet": "Wire", "voice": "verbatim", "voice_party": ["US", "Russia"],
    ...                       "published": pd.to_datetime(["2012-02-01", "2012-02-07"])})
    >>> filter_scores(table, last=date(2012, 2, 6))["party"].tolist()
    ['US']
    """
    table = get_scores(scores)
    kept = {
        "measures": ("measure", measures),
        "parties": ("party", parties),
        "outlets": ("outlet", outlets),
        "voices": ("voice", voices),
        "voice_parties": ("voice_party", voice_parties),
    }
    require_columns(table, [*(column for column, _ in kept.values()), "published"], parameter="scores")
    keep = pd.Series(True, index=table.index)
    for name, (column, values) in kept.items():
        if isinstance(values, str):
            raise ValueError(f"{name}: expected a list of names, got {values!r}. Write [{values!r}].")
        if values is not None:
            keep &= table[column].isin(list(values))
    if first is not None and last is not None and first > last:
        raise ValueError(
            f"first: expected a day not after the last one, {last:%Y-%m-%d}; got {first:%Y-%m-%d}. "
            "Exchange the two dates."
        )
    day = table["published"].dt.normalize()
    if first is not None:
        keep &= day >= pd.Timestamp(first)
    if last is not None:
        keep &= day <= pd.Timestamp(last)
    return scores.with_scores(table[keep]) if isinstance(scores, Analysis) else table[keep]


def select_units(
    scores: pd.DataFrame, by: Sequence[str] = (), *, voices: Collection[str] | None = None
) -> pd.DataFrame:
    """Select the measured units that count in a mean.

    Parameters
    ----------
    scores : DataFrame
        Reads ``unit``, ``voice``, ``value`` and the columns of ``by``.
    by : list of str
        Columns that make groups: what has no group does not count.
    voices : list of str, optional
        By default mentions count in the outlet's own voice only, so that what parties say about each
        other never passes for the outlet's portrayal; quotations and articles count whole.

    Returns
    -------
    DataFrame
        The rows, as they are.

    Examples
    --------
    >>> table = pd.DataFrame({"unit": ["quote", "mention", "mention"], "value": 0.5,
    ...                       "voice": ["verbatim", "verbatim", "outlet"]})
    >>> select_units(table).index.tolist(), select_units(table, voices=["verbatim"]).index.tolist()
    ([0, 2], [0, 1])
    """
    if voices is None:
        counts = (scores["unit"] != "mention") | (scores["voice"] == "outlet")
    else:
        counts = scores["voice"].isin(list(voices))
    return scores[counts & scores["value"].notna()].dropna(subset=list(by))


def select_scores(
    scores: Analysis | pd.DataFrame,
    by: Sequence[str],
    measures: Sequence[str] | None = None,
    voices: Sequence[str] | None = None,
    *,
    parties: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Select what ``estimate`` and ``compare_groups`` read, and what is known of its outlets.

    The units that count have ``cluster``: what is resampled together, an article or its group of near
    copies. Measures, parties and outlets that are named sort as they are named. See ``estimate`` for
    the parameters and errors.
    """
    whole = isinstance(scores, Analysis)
    table = get_scores(scores)
    named = {
        "measures": ("measure", measures),
        "parties": ("party", parties),
        "outlets": ("outlet", outlets),
        "voices": ("voice", voices),
    }
    named = {name: pair for name, pair in named.items() if pair[1] is not None}
    require_columns(table, [*_READ, *by, *(column for column, _ in named.values())], parameter="scores")
    for name, (column, given) in named.items():
        check_names(given, table[column], parameter=name)
    cluster = table["article_id"]
    if whole:
        groups = scores.articles.set_index("article_id")["duplicate_group"]
        cluster = cluster.map(groups).fillna(cluster)
    table = select_units(table.assign(cluster=cluster), by, voices=voices)
    for column, given in named.values():
        order = pd.CategoricalDtype(dict.fromkeys(given), ordered=True)
        table = table[table[column].isin(order.categories)].astype({column: order})
    return table, scores.outlets if whole else make_table([], OUTLETS)


def get_scores(scores: Analysis | pd.DataFrame) -> pd.DataFrame:
    """The table ``scores``, of an analysis or as it is given."""
    return scores.scores if isinstance(scores, Analysis) else scores


def list_names(names: str | Sequence[str]) -> list[str]:
    """One name, or several, as a list."""
    return [names] if isinstance(names, str) else list(names)


def check_names(given: Iterable[str], known: pd.Series, *, parameter: str) -> None:
    """Raise an error that lists the names, if a list of names is none or has others.

    Examples
    --------
    >>> check_names(["USA", "Russia"], pd.Series(["US", "Russia"]), parameter="parties")
    Traceback (most recent call last):
    ...
    ValueError: parties: expected a list of Russia, US; got ['USA', 'Russia'].
    """
    names = sorted(known.dropna().unique())
    if isinstance(given, str) or not set(given) <= set(names):
        raise ValueError(f"{parameter}: expected a list of {', '.join(names) or 'nothing'}; got {given!r}.")
