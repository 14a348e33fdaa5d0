"""Estimates with intervals: articles are what was sampled, so articles are what is resampled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.schema import ESTIMATES, make_table, require_columns

FEW = 10
FEW_ARTICLES = f"fewer than {FEW} articles"
INVENTED = "invented corpus: method, not finding"
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
        Columns that make the groups: ``"party"``, ``"outlet"``, ``["party", "outlet"]``, …
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
    replacement; the interval is between the percentiles of the resampled estimates (Davison &
    Hinkley 1997, chapters 2 and 3, doi:10.1017/CBO9780511802843; Field & Welsh 2007,
    doi:10.1111/j.1467-9868.2007.00593.x). Below some 10 clusters such intervals are too narrow:
    hence the caveat. The interval speaks of sampling, not of errors of the measure.

    Where a share of quotations or mentions is 0 or 1 throughout, resampling shows no spread. The
    open end is then Clopper and Pearson's with clusters as trials, 1 − (α/2)^(1/C) away
    (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404).

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "unit": "quote", "article_id": ["a", "a", "b"], "outlet": "Wire", "voice": "verbatim",
    ...     "party": "US", "measure": "tone.polarity", "value": [0.5, 0.25, 0.0]})
    >>> estimate(table)[["group", "value", "n_quotes", "n_articles", "caveat"]].values.tolist()
    [['US', 0.25, 3, 2, 'fewer than 10 articles']]
    """
    by = [by] if isinstance(by, str) else list(by)
    table, invented = _take_scores(scores, by)
    _check_options(table, measures, voices, n_resamples, level)
    table = table[table["value"].notna()]
    if measures is not None:
        table = table[table["measure"].isin(list(measures))]
    keep = (table["unit"] != "mention") | (table["voice"] == "outlet")
    table = table[keep if voices is None else table["voice"].isin(list(voices))]
    table = table.dropna(subset=by)
    rows = []
    for (measure, *names), group in table.groupby(["measure", *by], sort=True):
        value, low, high, n_clusters = _bootstrap_mean(group, n_resamples, level, seed)
        caveats = [FEW_ARTICLES] * (n_clusters < FEW) + [INVENTED] * invented
        units = _UNITS.get(group["unit"].iloc[0], "units")
        heard = ", ".join(sorted(group["voice"].dropna().unique()))
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
                "estimand": f"mean over {units}, voice: {heard}",
                "method": f"percentile bootstrap over articles, {n_resamples} resamples, {level:.0%}",
                "seed": seed,
                "caveat": "; ".join(caveats) or None,
            }
        )
    return make_table(rows, ESTIMATES)


def is_invented(outlets: pd.DataFrame) -> bool:
    """Tell whether any outlet is declared as invented in the table ``outlets``."""
    return bool(outlets["ownership"].fillna("").str.startswith("invented").any())


def _take_scores(scores: Analysis | pd.DataFrame, by: list[str]) -> tuple[pd.DataFrame, bool]:
    if not isinstance(scores, Analysis):
        require_columns(scores, [*_READ, *by], parameter="scores")
        return scores.assign(cluster=scores["article_id"]), False
    require_columns(scores.scores, [*_READ, *by], parameter="scores")
    groups = scores.articles.set_index("article_id")["duplicate_group"]
    cluster = scores.scores["article_id"].map(groups).fillna(scores.scores["article_id"])
    return scores.scores.assign(cluster=cluster), is_invented(scores.outlets)


def _check_options(table, measures, voices, n_resamples, level) -> None:
    for name, given, column in (("measures", measures, "measure"), ("voices", voices, "voice")):
        known = sorted(table[column].dropna().unique())
        unknown = [] if given is None else [item for item in given if item not in known]
        if isinstance(given, str) or unknown:
            raise ValueError(f"{name}: expected a list of {', '.join(known) or 'nothing'}; got {given!r}.")
    if n_resamples < 1:
        raise ValueError(f"n_resamples: expected at least 1, got {n_resamples}.")
    if not 0 < level < 1:
        raise ValueError(f"level: expected a number between 0 and 1, such as 0.95; got {level}.")


def _bootstrap_mean(group: pd.DataFrame, n_resamples: int, level: float, seed: int):
    """Return mean, lower and upper end, and the number of clusters."""
    clusters = group.groupby("cluster")["value"].agg(["sum", "count"]).to_numpy(dtype=float)
    sums, counts = clusters.T
    value, n = sums.sum() / counts.sum(), len(clusters)
    if n == 1:
        return value, None, None, n
    if value in (0, 1) and group["value"].nunique() == 1 and group["unit"].iloc[0] != "article":
        reach = 1 - ((1 - level) / 2) ** (1 / n)
        return (value, 0, reach, n) if value == 0 else (value, 1 - reach, 1, n)
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(n, np.full(n, 1 / n), size=n_resamples)
    means = (weights @ sums) / (weights @ counts)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return value, low, high, n
