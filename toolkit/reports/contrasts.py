"""Contrasts of a party with itself across outlets: few, chosen by rule, tested where p could be small."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

import numpy as np
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.compare import compare_groups
from toolkit.plots.text import is_share, write_difference, write_interval, write_number
from toolkit.reports.results import (
    FEWEST,
    TESTED,
    THIN,
    Key,
    choose_outlets,
    choose_parties,
    find_measures,
    write_caveat,
)
from toolkit.reports.words import name_measure
from toolkit.resampling import adjust_holm
from toolkit.selection import filter_scores, select_scores

N_COMPARED, N_OUTLETS = 3, 4  # at most: parties, and outlets, compared
ALPHA = 0.05
MIN_TESTED = 4  # independent articles a side: with fewer, p says nothing
DELTA = "Cliff's delta"


@dataclass(frozen=True)
class Summary:
    """How many contrasts were tested, how many had too few articles, and which remain, in words."""

    n: int
    n_untested: int
    found: list[dict]


def compare_outlets(analysis: Analysis, parties: list[str], **options) -> pd.DataFrame | None:
    """Compare the most quoted parties with themselves across outlets; None where there is nothing to.

    Parties, outlets and measures are chosen before looking, so that few contrasts count in the adjustment
    of p. ``options`` are those of ``compare_groups``. Returns its table; contrasts that are not tested
    (``find_testable``) have no p, and p is adjusted for the others.
    """
    main = choose_parties(parties)[:N_COMPARED]
    outlets = choose_outlets(analysis, N_OUTLETS)
    part = filter_scores(analysis, parties=main, outlets=outlets)
    present, measures = set(part.scores["party"]), find_measures(part, TESTED)
    if len(outlets) < 2 or not measures:
        return None
    parties = [party for party in main if party in present]
    table = compare_groups(part, parties=parties, measures=measures, **options)
    tested = find_testable(_count_independent(part, table)) & table["p_value"].notna().to_numpy()
    adjusted = np.full(len(table), np.nan)
    adjusted[tested] = adjust_holm(table["p_value"].to_numpy(float, na_value=np.nan)[tested])
    thin = table[["n_articles_a", "n_articles_b"]].min(axis=1) < FEWEST
    ends = ["ci_low", "ci_high", "effect_low", "effect_high"]
    return table.assign(
        p_value=table["p_value"].where(tested),
        p_adjusted=pd.array(adjusted, "Float64"),
        method=table["method"].mask(thin, f"no interval: {THIN}"),
        **{end: table[end].mask(thin) for end in ends},
    )


def find_testable(counts: np.ndarray) -> np.ndarray:
    """Find the contrasts in which p can fall below ALPHA after adjustment for their number.

    With n and m articles there are C(n + m, n) permutations, and p cannot be less than one of them (two
    where n = m). By Tarone (1990, doi:10.2307/2531456) the number of tests is the smallest k for which at
    most k contrasts can reach ALPHA / k. No value is looked at.

    Examples
    --------
    >>> find_testable(np.array([[9, 9], [4, 4], [3, 40]])).tolist()
    [True, False, False]
    >>> find_testable(np.array([[4, 4]])).tolist(), find_testable(np.empty((0, 2), int)).tolist()
    ([True], [])
    """
    least = np.array([(1 + (n == m)) / comb(int(n + m), int(n)) for n, m in counts])
    able = counts.min(axis=1, initial=MIN_TESTED) >= MIN_TESTED
    for k in range(1, len(counts) + 1):
        reached = able & (least <= ALPHA / k)
        if reached.sum() <= k:
            return reached
    return able


def name_blocks(table: pd.DataFrame | None) -> str:
    """Name what contrasts were made within, "event"; empty where it is nothing."""
    estimand = "" if table is None or table.empty else table["estimand"].iloc[0]
    return estimand.partition("within the same ")[2].partition(":")[0]


def summarise_contrasts(table: pd.DataFrame | None) -> Summary:
    """Which contrasts remain after the adjustment of p, in words, and of how many."""
    if table is None:
        return Summary(0, 0, [])
    found = table[(table["p_adjusted"] < ALPHA).fillna(False)]
    n = int(table["p_value"].notna().sum())
    return Summary(n, len(table) - n, [write_contrast(row, ()) for row in found.itertuples()])


def list_contrasts(table: pd.DataFrame, common: Iterable[str]) -> list[dict]:
    """List contrasts in words, by measure; caveats in common are left to be said once."""
    return [
        {
            "title": name_measure(measure),
            "points": is_share(measure),
            "rows": [write_contrast(row, common) for row in rows.itertuples()],
        }
        for measure, rows in table.groupby("measure", sort=False)
    ]


def write_contrast(row, common: Iterable[str]) -> dict:
    """Write a contrast in words, with the keys of the two means whose difference it is."""
    party, first = row.group_a.split(" × ", 1)
    low, high = (write_difference(end, row.measure) for end in (row.ci_low, row.ci_high))
    thin = min(row.n_articles_a, row.n_articles_b) < FEWEST
    keys: list[Key] = [("outlet", row.measure, group) for group in (row.group_a, row.group_b)]
    return {
        "party": party,
        "measure": name_measure(row.measure),
        "sides": list(zip((first, row.group_b.split(" × ", 1)[1]), keys, strict=True)),
        "difference": write_difference(row.difference, row.measure),
        "interval": THIN if thin else "none" if pd.isna(row.ci_low) else f"{low} to {high}",
        "points": is_share(row.measure),
        "effect": _write_effect(row, thin),
        "p": "too few articles to test" if pd.isna(row.p_adjusted) else _write_p(row.p_adjusted),
        "n": f"{row.n_articles_a}, {row.n_articles_b}",
        "caveat": write_caveat(row.caveat, common),
    }


def _count_independent(analysis: Analysis, table: pd.DataFrame) -> np.ndarray:
    """Count the articles on each side of contrasts, near copies once."""
    units, _ = select_scores(analysis, ["party", "outlet"])
    counts = units.groupby(["measure", "party", "outlet"], observed=True)["cluster"].nunique()
    known = {(measure, f"{party} × {outlet}"): n for (measure, party, outlet), n in counts.items()}
    sides = [
        [
            min(n, known.get((measure, group), n))
            for measure, group, n in zip(table["measure"], groups, ns, strict=True)
        ]
        for groups, ns in (
            (table["group_a"], table["n_articles_a"]),
            (table["group_b"], table["n_articles_b"]),
        )
    ]
    return np.array(sides, int).T


def _write_effect(row, thin: bool) -> str:
    interval = THIN if thin else write_interval(row.effect_low, row.effect_high, DELTA)
    return f"{write_number(row.effect)} ({interval})"


def _write_p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
