"""Comparisons: the same party across outlets within the same events first, then any other contrast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil

import numpy as np
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import (
    EVENTS_DIFFER,
    FEW,
    FEW_BLOCKS,
    FEW_PERMUTATIONS,
    NOTHING_SHARED,
    ROLES_DIFFER,
    join_notes,
    name_few,
    name_invented,
)
from toolkit.estimates import check_resampling, describe_units, find_limits
from toolkit.framing import is_share
from toolkit.permutation import adjust_holm, find_p
from toolkit.resampling import Difference, compare_means
from toolkit.schema import COMPARISONS, make_table
from toolkit.selection import get_scores, list_names, select_scores

PRECISION = 20  # permutations for each p that counts, so that the smallest after adjustment is far below it


def compare_groups(
    scores: Analysis | pd.DataFrame,
    *,
    contrast: str | Sequence[str] = "outlet",
    by: str | Sequence[str] | None = None,
    within: str | Sequence[str] | None = None,
    parties: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    voices: Sequence[str] | None = None,
    n_resamples: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare groups two by two: difference of means, Cliff's delta, and p, all over articles.

    The default is the fair contrast: the same party across outlets, within the same events where the
    scores have them (``add_labels``).

    Parameters
    ----------
    scores : Analysis or DataFrame
        As in ``estimate``. From an Analysis, near copies are resampled together.
    contrast : str or list of str
        Columns whose values are set against each other, every pair: ``"outlet"``, ``"party"``,
        ``"period"`` (``add_period``), …
    by : str or list of str, optional
        Columns whose values both groups share; by default ``"party"``, if it is not in ``contrast``.
        ``[]`` for none.
    within : str or list of str, optional
        Columns that make blocks: scores are compared with scores of the same block only, in the
        blocks that both groups have. By default ``"event"`` where the scores have that column. ``[]``
        compares over everything.
    parties, outlets, measures, voices : list of str, optional
        As in ``estimate``; a is the group named before b. Choose them before looking: every contrast of
        the call counts in the adjustment of p.
    n_resamples : int
        Bootstrap resamples, and permutations at first, at least 1.
    level : float
        Level of the interval, between 0 and 1.
    seed : int
        Seed of the resampling; the same seed gives the same table.

    Returns
    -------
    DataFrame
        The table ``comparisons``, one row per measure, value of ``by`` and pair. ``difference`` is in
        the unit of the measure; ``effect`` is Cliff's delta, −1 (every score of a below every one of
        b) to 1. ``caveat`` says where parties are contrasted (their roles differ), where events may
        differ, where a group has fewer than 10 independent articles, where fewer than 10 blocks hold
        several articles each, where p could not be small, and which outlets are invented. With one
        article in a group there is neither interval nor p (NA); without a block in common there is no
        difference.

    Raises
    ------
    TypeError, ValueError
        If a column is missing or named twice, a name is unknown (the error lists those there are), an
        option is out of range, or a column of ``within`` differs within an article.

    Notes
    -----
    With sums S and counts n of the sides in block k, the difference is
    Σ_k (n_bk S_ak − n_ak S_bk) / n_k over Σ_k n_ak n_bk / n_k: the coefficient of a regression on the
    side with a constant for each block; without blocks, the difference of the means.

    Cliff's delta is P(a > b) − P(a < b) over the pairs of scores within blocks (Cliff 1993,
    doi:10.1037/0033-2909.114.3.494).

    Intervals: bootstrap of the articles (groups of near copies) behind either group, percentiles
    expanded for the number of articles in the smaller group (Hesterberg 2015,
    doi:10.1080/00031305.2015.1089789); both groups read the same resample, so that articles behind both
    stay paired. With at least 10 blocks in common whole blocks are drawn (and change sides), because
    articles on one event may be alike; with fewer, articles count as independent. Where they are not,
    intervals are too short and p is too small: in simulated corpora of six events, three articles of
    each outlet on each, p fell to 0.05 in 15% (``benchmarks/resampling.py --errors``), otherwise in 4
    to 8%. Blocks that share near copies are drawn as one. With fewer than 5 articles in the smaller
    group the interval is Student's, cut off at the range of the measure. Where a share is 0 or 1
    throughout a group, the interval combines those of the groups (Newcombe 1998, method 10, Statistics
    in Medicine 17, 873–890); with several blocks, the interval found within them and Clopper and
    Pearson's reach for that group, with clusters by their weight as trials. ``method`` says which.

    The interval of delta is Feng and Cliff's (2004, Journal of Modern Applied Statistical Methods 3,
    322–332) with the standard error over articles; it has a width where the groups do not overlap.

    p: permutation of the sides of articles within blocks; an article with scores on both sides turns
    round. The statistic is the difference over its cluster-robust standard error, which keeps the
    test valid where only spread differs (Chung & Romano 2013, doi:10.1214/13-AOS1090);
    p = (1 + extreme) / (1 + n) (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585). ``p_adjusted`` is
    Holm's over all contrasts of the call. Where fewer than 20 were extreme, up to 20 · contrasts /
    (1 − level) are drawn (Besag & Clifford 1991, doi:10.1093/biomet/78.2.301). Where so few
    permutations exist that adjusted p cannot fall below 1 − level, ``caveat`` says so.
    Neither speaks of errors of the measure.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "unit": "quote", "article_id": ["a", "b", "c", "d"], "outlet": ["Post", "Post", "Wire", "Wire"],
    ...     "voice": "verbatim", "party": "US", "measure": "tone.polarity", "value": [0.5, 0.25, 0.0, 0.25]})
    >>> row = compare_groups(table).iloc[0]
    >>> row["group_a"], row["group_b"], float(row["difference"]), float(row["effect"])
    ('US × Post', 'US × Wire', 0.25, 0.75)
    >>> row["caveat"]
    'events may differ; fewer than 5 articles, do not lean on it; too few articles to reach p < 0.05'
    """
    contrast = list_names(contrast)
    by = [name for name in ["party"] if name not in contrast] if by is None else list_names(by)
    if within is None:
        columns = getattr(get_scores(scores), "columns", ())
        within = [name for name in ["event"] if name in columns and name not in [*contrast, *by]]
    within = list_names(within)
    _check_columns(contrast, by, within)
    check_resampling(n_resamples, level)
    columns = [*contrast, *by, *within]
    table, known = select_scores(scores, columns, measures, voices, parties=parties, outlets=outlets)
    _check_blocks(table, within)
    always = [ROLES_DIFFER] * bool({"party", "voice_party"} & {*contrast})
    always += [EVENTS_DIFFER] * (not {"event", "period"} & {*columns})
    pairs = list(_pair_groups(table, contrast, by))
    drawn = {"n_first": n_resamples, "n_most": max(n_resamples, ceil(PRECISION * len(pairs) / (1 - level)))}
    rows = []
    for measure, (name_a, name_b), a, b in pairs:
        both = pd.concat([a, b])
        units, invented = describe_units(both), name_invented(known, both["outlet"].unique())
        a, b = _keep_common(a, b, within)
        notes = [*always, *_note_counts(a, b, within)]
        a, b, turned = _join_blocks(a, b)
        where = " × ".join(within)
        row = {"measure": measure, "group_a": name_a, "group_b": name_b, "notes": notes, "invented": invented}
        row |= _count(a, b, units, within) | {"method": f"no interval: no {where} {NOTHING_SHARED}"}
        if len(a):
            arrays = _make_arrays(a, b)
            found = compare_means(
                *arrays, share=is_share(measure), limits=find_limits(measure),
                n_resamples=n_resamples, level=level, seed=seed,
            )  # fmt: skip
            blocks = f"{where} blocks" if turned else "articles"
            row |= _report(found) | {"method": _describe_interval(found, blocks, n_resamples, level)}
            if found.how != "one article":
                p, smallest = find_p(*arrays, **drawn, seed=seed)
                row |= {"p_value": p, "smallest": smallest, "test": _describe_test(where, turned)}
        rows.append(row)
    return _finish(rows, level, seed)


def _check_blocks(table: pd.DataFrame, within: list[str]) -> None:
    """Refuse blocks that cut through articles: whole articles are drawn, so each needs one block."""
    if not within or table.empty:
        return
    blocks = table.groupby("article_id")[within].nunique(dropna=False).max()
    cut = [name for name in within if blocks[name] > 1]
    if cut:
        raise ValueError(
            f"within: expected columns with one value per article, such as event or period; got "
            f"{', '.join(cut)}, which differs within articles. Name it in by instead."
        )


def _check_columns(contrast: list[str], by: list[str], within: list[str]) -> None:
    """Every column may serve once."""
    names = [*contrast, *by, *within]
    if not contrast or len(set(names)) < len(names):
        raise ValueError(
            "contrast: expected at least one column, and none that is in by or within; "
            f"got contrast={contrast}, by={by}, within={within}."
        )


def _pair_groups(
    table: pd.DataFrame, contrast: list[str], by: list[str]
) -> Iterator[tuple[str, tuple[str, str], pd.DataFrame, pd.DataFrame]]:
    """Yield measure, names of the groups, and their scores, for every pair."""
    for (measure, *held), part in table.groupby(["measure", *by], sort=True, observed=True):
        groups = [
            (" × ".join(map(str, [*held, *key])), rows)
            for key, rows in part.groupby(contrast, sort=True, observed=True)
        ]
        for (name_a, a), (name_b, b) in combinations(groups, 2):
            yield measure, (name_a, name_b), a, b


def _keep_common(a: pd.DataFrame, b: pd.DataFrame, within: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The scores in blocks that both groups have, with the number of the block."""
    if not within:
        return a.assign(block=0), b.assign(block=0)
    both = pd.concat([a, b])
    both["block"] = both.groupby(within, sort=True, observed=True).ngroup()
    a, b = both.iloc[: len(a)], both.iloc[len(a) :]
    return a[a["block"].isin(b["block"])], b[b["block"].isin(a["block"])]


def _note_counts(a: pd.DataFrame, b: pd.DataFrame, within: list[str]) -> list[str]:
    """What has to be said of the number of articles and blocks behind a contrast."""
    if a.empty:
        return [f"no {' and '.join(within)} {NOTHING_SHARED}"]
    articles = [part[["block", "cluster"]].drop_duplicates() for part in (a, b)]
    n_blocks = a["block"].nunique()
    several = bool(within) and n_blocks < FEW and max(map(len, articles)) > n_blocks
    few = name_few(min(part["cluster"].nunique() for part in articles))
    return [note for note in (few, FEW_BLOCKS if several else None) if note]


def _join_blocks(a: pd.DataFrame, b: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, bool]:
    """Make whole blocks what is drawn, where there are enough; those that share near copies go together."""
    both = pd.concat([a, b])
    joined, before = both["block"], None
    while not joined.equals(before):
        before = joined
        joined = joined.groupby(both["cluster"]).transform("min").groupby(both["block"]).transform("min")
    turned = joined.nunique() >= FEW
    if turned:
        both = both.assign(cluster=joined)
    return both.iloc[: len(a)], both.iloc[len(a) :], turned


def _make_arrays(a: pd.DataFrame, b: pd.DataFrame) -> tuple[np.ndarray, ...]:
    """Values, side, cluster and block."""
    both = pd.concat([a, b])
    values, side = both["value"].to_numpy(float), np.arange(len(both)) < len(a)
    return values, side, pd.factorize(both["cluster"])[0], both["block"].to_numpy()


def _count(a: pd.DataFrame, b: pd.DataFrame, units: str, within: list[str]) -> dict:
    """What stands behind a contrast."""
    blocks = f"; within the same {' and '.join(within)}: {a['block'].nunique()} in common" if within else ""
    return {
        "n_articles_a": a["article_id"].nunique(),
        "n_articles_b": b["article_id"].nunique(),
        "n_outlets": pd.concat([a, b])["outlet"].nunique(),
        "estimand": f"mean of a minus mean of b, over {units}{blocks}",
    }


def _report(found: Difference) -> dict:
    return {
        "difference": found.value,
        "ci_low": found.low,
        "ci_high": found.high,
        "effect": found.effect,
        "effect_low": found.effect_low,
        "effect_high": found.effect_high,
    }


def _describe_interval(found: Difference, drawn: str, n_resamples: int, level: float) -> str:
    if found.low is None:
        return f"no interval: {found.how}"
    how = {
        "Student": "Student’s t over articles",
        "Newcombe": "Newcombe 1998, from the intervals of the groups",
        "bootstrap": f"expanded percentile bootstrap over {drawn}, {n_resamples} resamples",
    }
    return f"{' and '.join(how.get(name, name) for name in found.how.split(' and '))}, {level:.0%}"


def _describe_test(where: str, turned: bool) -> str:
    if turned:
        return f"studentised permutation, whole {where} blocks turned round"
    return f"studentised permutation of articles{f' within {where} blocks' * bool(where)}"


def _finish(rows: list[dict], level: float, seed: int) -> pd.DataFrame:
    """Make the table, adjust p for all its contrasts, and say where it could not have been small."""
    tested = [row for row in rows if "p_value" in row]
    adjusted = adjust_holm(np.array([row["p_value"] for row in tested]))
    for row, p in zip(tested, adjusted, strict=True):
        row["p_adjusted"] = p
        row["method"] += f"; p: {row['test']}, adjusted after Holm for {len(tested)} contrasts"
        if min(p, row["smallest"] * len(tested)) >= 1 - level:
            row["notes"] = [*row["notes"], f"{FEW_PERMUTATIONS} {1 - level:.2g}"]
    for row in rows:
        caveat = join_notes([*row["notes"], row["invented"]])
        row |= {"caveat": caveat, "effect_type": "Cliff's delta", "seed": seed}
    return make_table(rows, COMPARISONS)
