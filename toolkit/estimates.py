"""Estimates with intervals: articles are what was sampled, so articles are what is resampled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.framing import is_share
from toolkit.resampling import estimate_mean
from toolkit.schema import ESTIMATES, OUTLETS, make_table, require_columns

FEW = 10
FEW_ARTICLES = f"fewer than {FEW} articles"
INVENTED = "invented corpus: method, not finding"
PARTLY_INVENTED = "partly invented corpus"
PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_READ = ("unit", "article_id", "outlet", "voice", "measure", "value")
_UNITS = {"quote": "quotations", "mention": "mentions", "article": "articles"}


def estimate(
    scores: Analysis | pd.DataFrame,
    *,
    by: str | Sequence[str] = "party",
    measures: Sequence[str] | None = None,
    voices: Sequence[str] | None = None,
    n_resamples: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate the mean of each measure per group, with a bootstrap interval over articles.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``: reads ``unit``, ``article_id``, ``outlet``, ``voice``,
        ``measure``, ``value`` and the columns of ``by``. From an Analysis, near copies
        (``duplicate_group``) are resampled together and an invented corpus is said.
    by : str or list of str
        Columns that make the groups: ``"party"``, ``"outlet"``, ``["party", "outlet"]``,
        ``["party", "period"]`` (``add_period``), …
    measures : list of str, optional
        By default every measure in the table.
    voices : list of str, optional
        Voices to keep. By default mentions count in the outlet's own voice only, so that what
        parties say about each other never passes for the outlet's portrayal; quotations and
        articles count whole.
    n_resamples : int
        Bootstrap resamples, at least 1.
    level : float
        Level of the interval, between 0 and 1.
    seed : int
        Seed of the resampling; the same seed gives the same interval.

    Returns
    -------
    DataFrame
        The table ``estimates``, one row per measure and group. ``value`` is in the unit of the
        measure; ``n_quotes`` counts the measured units; ``caveat`` says where fewer than 10
        independent articles stand behind a number. One article alone has no interval (NA).

    Raises
    ------
    TypeError, ValueError
        If a column is missing, a measure is unknown, or an option is out of range.

    Notes
    -----
    With clusters (articles, or groups of near copies) c = 1 … C of a group, sums s_c and counts
    n_c of the values, the estimate is Σ s_c / Σ n_c. Each resample draws C clusters with
    replacement; the interval is between percentiles of the resampled estimates (Davison & Hinkley
    1997, chapters 2 and 3, doi:10.1017/CBO9780511802843; Field & Welsh 2007,
    doi:10.1111/j.1467-9868.2007.00593.x), expanded for the number of clusters (Hesterberg 2015,
    doi:10.1080/00031305.2015.1089789). In simulated corpora of 10 to 40 clusters, intervals of 95%
    cover the truth in 93 to 95% (``benchmarks/resampling.py --errors``); of a share below some 0.1,
    which few articles have at all, in less. The interval speaks of sampling, not of errors of the
    measure.

    Where the values of a group are all the same, resampling shows no spread and there is no interval
    (NA). A share of units (``framing.is_share``) has one: the open end is Clopper and Pearson's with
    clusters as trials, 1 − (α/2)^(1/C) away (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404).
    ``method`` says which of these it is.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "unit": "quote", "article_id": ["a", "a", "b"], "outlet": "Wire", "voice": "verbatim",
    ...     "party": "US", "measure": "tone.polarity", "value": [0.5, 0.25, 0.0]})
    >>> estimate(table)[["group", "value", "n_quotes", "n_articles", "caveat"]].values.tolist()
    [['US', 0.25, 3, 2, 'fewer than 10 articles']]
    """
    by = list_names(by)
    table, outlets = select_scores(scores, by, measures, voices)
    check_resampling(n_resamples, level)
    rows = []
    for (measure, *names), group in table.groupby(["measure", *by], sort=True):
        value, low, high = estimate_mean(
            group["value"].to_numpy(float),
            group["cluster"].to_numpy(),
            share=is_share(measure),
            n_resamples=n_resamples,
            level=level,
            seed=seed,
        )
        notes = [FEW_ARTICLES if group["cluster"].nunique() < FEW else None]
        notes += [name_invented(outlets, group["outlet"].unique())]
        rows.append(
            {
                "measure": measure,
                "group": " × ".join(map(str, names)),
                "value": value,
                "ci_low": low,
                "ci_high": high,
                "n_quotes": len(group),
                "n_articles": group["article_id"].nunique(),
                "n_outlets": group["outlet"].nunique(),
                "estimand": f"mean over {describe_units(group)}",
                "method": _name_method(group, low, n_resamples, level),
                "seed": seed,
                "caveat": join_notes(notes),
            }
        )
    return make_table(rows, ESTIMATES)


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
    table = scores.scores if isinstance(scores, Analysis) else scores
    require_columns(table, ["published"], parameter="scores")
    dates = pd.to_datetime(table["published"])
    period = dates.dt.to_period(PERIODS[freq]).astype("str").where(dates.notna())
    return _with_column(scores, period, "period")


def add_labels(
    scores: Analysis | pd.DataFrame, labels: Mapping[str, str] | pd.Series, *, name: str = "event"
) -> Analysis | pd.DataFrame:
    """Add a label of each article to its scores: the event it covers, its genre, its coder.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``: reads ``article_id``. Stays as it is.
    labels : mapping or Series
        From ``article_id`` to label. Articles without one get NA, and stay out of groups by it.
    name : str
        Name of the new column. Within ``event`` comparisons are made by default.

    Returns
    -------
    Analysis or DataFrame
        What was given, its scores with the column.

    Raises
    ------
    ValueError
        If no article has a label.

    Examples
    --------
    >>> add_labels(pd.DataFrame({"article_id": ["a", "b"]}), {"a": "veto"})["event"].tolist()
    ['veto', nan]
    """
    table = scores.scores if isinstance(scores, Analysis) else scores
    require_columns(table, ["article_id"], parameter="scores")
    column = table["article_id"].map(dict(labels)).astype("str").where(table["article_id"].isin(dict(labels)))
    if len(table) and column.isna().all():
        raise ValueError(
            f"labels: expected labels by article_id, such as {table['article_id'].iloc[0]!r}; "
            f"got {len(labels)} of which none is in the scores. Make them a Series indexed by article_id."
        )
    return _with_column(scores, column, name)


def name_invented(outlets: pd.DataFrame, used: Iterable[str]) -> str | None:
    """Name in a caveat that outlets are invented: all of those that are used, or some.

    Parameters
    ----------
    outlets : DataFrame
        The table ``outlets``: reads ``outlet`` and ``ownership``, which begins with "invented" where
        an outlet is. An outlet that is not in it is not.
    used : iterable of str
        Names of the outlets behind a number; what repeats or is missing does not count.

    Returns
    -------
    str or None
        None where no outlet used is invented.

    Raises
    ------
    TypeError, ValueError
        If ``outlets`` is no DataFrame, or lacks a column.

    Examples
    --------
    >>> outlets = pd.DataFrame({"outlet": ["Wire", "Post"], "ownership": ["invented, private", "private"]})
    >>> name_invented(outlets, ["Wire"]), name_invented(outlets, ["Wire", "Post"])
    ('invented corpus: method, not finding', 'partly invented corpus: 1 of 2 outlets')
    >>> name_invented(outlets, ["Post"])
    """
    require_columns(outlets, ["outlet", "ownership"], parameter="outlets")
    made_up = outlets["ownership"].fillna("").str.startswith("invented")
    names = {name for name in used if isinstance(name, str)}
    invented = names & set(outlets.loc[made_up, "outlet"])
    if not invented:
        return None
    return INVENTED if invented == names else f"{PARTLY_INVENTED}: {len(invented)} of {len(names)} outlets"


def is_invented(outlets: pd.DataFrame) -> bool:
    """Tell whether every outlet of the table is declared as invented."""
    return name_invented(outlets, outlets["outlet"]) == INVENTED


def list_names(names: str | Sequence[str]) -> list[str]:
    """One name, or several, as a list."""
    return [names] if isinstance(names, str) else list(names)


def select_scores(
    scores: Analysis | pd.DataFrame,
    by: Sequence[str],
    measures: Sequence[str] | None,
    voices: Sequence[str] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that count, with ``cluster``: what is resampled together; and what is known of the outlets."""
    whole = isinstance(scores, Analysis)
    table = scores.scores if whole else scores
    require_columns(table, [*_READ, *by], parameter="scores")
    cluster = table["article_id"]
    if whole:
        groups = scores.articles.set_index("article_id")["duplicate_group"]
        cluster = cluster.map(groups).fillna(cluster)
    table = table.assign(cluster=cluster)
    for name, given, column in (("measures", measures, "measure"), ("voices", voices, "voice")):
        known = sorted(table[column].dropna().unique())
        unknown = [] if given is None else [item for item in given if item not in known]
        if isinstance(given, str) or unknown:
            raise ValueError(f"{name}: expected a list of {', '.join(known) or 'nothing'}; got {given!r}.")
    keep = table["value"].notna()
    if measures is not None:
        keep &= table["measure"].isin(list(measures))
    if voices is None:
        keep &= (table["unit"] != "mention") | (table["voice"] == "outlet")
    else:
        keep &= table["voice"].isin(list(voices))
    return table[keep].dropna(subset=list(by)), scores.outlets if whole else make_table([], OUTLETS)


def join_notes(notes: Iterable[str | None]) -> str | None:
    """Join what has to be said beside a number into one caveat."""
    return "; ".join(note for note in notes if note) or None


def check_resampling(n_resamples: int, level: float) -> None:
    """Raise where an option of the resampling is out of range."""
    if n_resamples < 1:
        raise ValueError(f"n_resamples: expected at least 1, got {n_resamples}.")
    if not 0 < level < 1:
        raise ValueError(f"level: expected a number between 0 and 1, such as 0.95; got {level}.")


def _name_method(group: pd.DataFrame, low: float | None, n_resamples: int, level: float) -> str:
    if low is None:
        return "no interval: one article" if group["cluster"].nunique() == 1 else "no interval: no spread"
    if group["value"].nunique() == 1:
        return f"Clopper–Pearson over articles, {level:.0%}"
    return f"expanded percentile bootstrap over articles, {n_resamples} resamples, {level:.0%}"


def describe_units(group: pd.DataFrame) -> str:
    """What was measured, in words: ``mentions, voice: outlet``."""
    units = _UNITS.get(group["unit"].iloc[0], "units")
    return f"{units}, voice: {', '.join(sorted(group['voice'].dropna().unique()))}"


def _with_column(scores: Analysis | pd.DataFrame, column: pd.Series, name: str) -> Analysis | pd.DataFrame:
    if isinstance(scores, Analysis):
        return replace(scores, scores=scores.scores.assign(**{name: column}))
    return scores.assign(**{name: column})
