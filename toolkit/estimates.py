"""Estimates with intervals: articles are what was sampled, so articles are what is resampled."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import join_notes, name_few, name_invented
from toolkit.framing import LENSES, is_share
from toolkit.resampling import FEWEST, estimate_mean
from toolkit.schema import ESTIMATES, make_table
from toolkit.selection import list_names, select_scores
from toolkit.words import UNITS


def estimate(
    scores: Analysis | pd.DataFrame,
    *,
    by: str | Sequence[str] = "party",
    parties: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    voices: Sequence[str] | None = None,
    n_resamples: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate the mean of each measure per group, with an interval over articles.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``: reads ``unit``, ``article_id``, ``outlet``, ``voice``,
        ``measure``, ``value`` and the columns of ``by``. From an Analysis, near copies
        (``duplicate_group``) are resampled together and invented outlets are said.
    by : str or list of str
        Columns that make the groups: ``"party"``, ``"outlet"``, ``["party", "outlet"]``,
        ``["party", "period"]`` (``add_period``), …
    parties, outlets, measures : list of str, optional
        Those to estimate, in the order of the result; by default all in the table, sorted.
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
        independent articles stand behind a number, or fewer than 5, and which outlets are
        invented. One article alone has no interval (NA).

    Raises
    ------
    TypeError, ValueError
        If a column is missing, a name is unknown (the error lists those there are), or an option is out
        of range.

    Notes
    -----
    With clusters (articles, or groups of near copies) c = 1 … C of a group, sums s_c and counts
    n_c of the values, the estimate is Σ s_c / Σ n_c. Each resample draws C clusters with
    replacement; the interval is between percentiles of the resampled estimates (Davison & Hinkley
    1997, chapters 2 and 3, doi:10.1017/CBO9780511802843; Field & Welsh 2007,
    doi:10.1111/j.1467-9868.2007.00593.x), expanded for the number of clusters (Hesterberg 2015,
    doi:10.1080/00031305.2015.1089789). Fewer than 5 clusters have Student's interval: their spread
    Σ (s_c − n_c · estimate)² C / (C − 1) over (Σ n_c)², and the quantile with C − 1 degrees of freedom,
    cut off at the range of the measure. How often intervals of 95% cover the truth in simulated
    corpora: ``benchmarks/resampling.py --errors``; of a share below some 0.1, which few articles have
    at all, in less. The interval speaks of sampling, not of errors of the measure.

    Where the values of a group, or the means of its articles, are all the same, resampling shows no
    spread and there is no interval (NA). A share of units (``framing.is_share``) that is 0 or 1
    throughout has one: the open end is Clopper and Pearson's with clusters as trials, 1 − (α/2)^(1/C)
    away (Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404). ``method`` says which of these it is.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "unit": "quote", "article_id": ["a", "a", "b"], "outlet": "Wire", "voice": "verbatim",
    ...     "party": "US", "measure": "tone.polarity", "value": [0.5, 0.25, 0.0]})
    >>> estimate(table)[["group", "value", "n_quotes", "n_articles", "caveat"]].values.tolist()
    [['US', 0.25, 3, 2, 'fewer than 5 articles, do not lean on it']]
    """
    by = list_names(by)
    table, known = select_scores(scores, by, measures, voices, parties=parties, outlets=outlets)
    check_resampling(n_resamples, level)
    rows = []
    for (measure, *names), group in table.groupby(["measure", *by], sort=True, observed=True):
        value, low, high = estimate_mean(
            group["value"].to_numpy(float),
            group["cluster"].to_numpy(),
            share=is_share(measure),
            n_resamples=n_resamples,
            level=level,
            seed=seed,
            limits=find_limits(measure),
        )
        notes = [name_few(group["cluster"].nunique()), name_invented(known, group["outlet"].unique())]
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


def check_resampling(n_resamples: int, level: float) -> None:
    """Raise where an option of the resampling is out of range."""
    if n_resamples < 1:
        raise ValueError(f"n_resamples: expected at least 1, got {n_resamples}.")
    if not 0 < level < 1:
        raise ValueError(f"level: expected a number between 0 and 1, such as 0.95; got {level}.")


def find_limits(measure: str) -> tuple[float, float]:
    """Find the least and the greatest value of a measure; infinite where it is not one of the toolkit's."""
    known = {m.name: (m.low, m.high) for lens in LENSES for m in lens.measures}
    return known.get(measure, (0, 1) if is_share(measure) else (-inf, inf))


def _name_method(group: pd.DataFrame, low: float | None, n_resamples: int, level: float) -> str:
    if low is None:
        return "no interval: one article" if group["cluster"].nunique() == 1 else "no interval: no spread"
    if group["value"].nunique() == 1:
        return f"Clopper–Pearson over articles, {level:.0%}"
    if group["cluster"].nunique() < FEWEST:
        return f"Student’s t over articles, {level:.0%}"
    return f"expanded percentile bootstrap over articles, {n_resamples} resamples, {level:.0%}"


def describe_units(group: pd.DataFrame) -> str:
    """What was measured, in words: ``mentions, voice: outlet``."""
    units = UNITS.get(group["unit"].iloc[0], "unit")
    return f"{units}s, voice: {', '.join(sorted(group['voice'].dropna().unique()))}"
