"""Resampling statistics on plain arrays: clusters (articles) are drawn, never single scores.

Arrays of resamples hold items in rows and resamples in columns, so that gathering an item copies a
stretch of memory; they come in chunks, so that memory stays bounded.

The ends of an interval are percentiles of the resamples, further out the fewer clusters there are: a
bootstrap of n clusters spreads by √((n − 1)/n) too little, and takes the spread itself for known (the
expanded percentiles of Hesterberg 2015, doi:10.1080/00031305.2015.1089789).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

CHUNK = 100_000  # numbers held at once in one array of resamples
_TINY = 1e-12


@dataclass(frozen=True)
class Difference:
    """A difference of two means and Cliff's delta, with intervals; NA is None."""

    value: float
    low: float | None
    high: float | None
    effect: float
    effect_low: float | None
    effect_high: float | None
    p: float | None


@dataclass(frozen=True)
class _Cells:
    """Sums and counts of both sides per cluster and block, sorted by block."""

    cluster: np.ndarray
    block: np.ndarray
    starts: np.ndarray
    sums: tuple[np.ndarray, ...]  # sum of a, count of a, sum of b, count of b: columns


@dataclass(frozen=True)
class _Pairs:
    """The rows of both sides by block and value, and where those of a stand among those of b."""

    cluster_a: np.ndarray
    count_a: np.ndarray
    cluster_b: np.ndarray
    count_b: np.ndarray
    left: np.ndarray  # rows of b before the value of each row of a
    right: np.ndarray  # and those up to it
    starts: np.ndarray  # first row of a in each block
    edges: np.ndarray  # rows of b before each block, and all of them


def estimate_mean(
    values: np.ndarray, cluster: np.ndarray, *, share: bool, n_resamples: int, level: float, seed: int
) -> tuple[float, float | None, float | None]:
    """Return the mean and its percentile-bootstrap interval over clusters.

    Values without spread have no interval; a ``share`` (0 or 1) has Clopper and Pearson's then, with
    clusters as trials.

    Examples
    --------
    >>> estimate_mean(np.array([0.0, 0.0]), np.array([0, 1]), share=True, n_resamples=9, level=0.75, seed=0)
    (0.0, 0.0, 0.6464466094067263)
    """
    codes = np.unique(cluster, return_inverse=True)[1]
    sums, counts = np.bincount(codes, values), np.bincount(codes)
    value, n = float(values.mean()), len(counts)
    if n == 1:
        return value, None, None
    if values.min() == values.max():
        reach = 1 - ((1 - level) / 2) ** (1 / n)
        return (value, max(0.0, value - reach), min(1.0, value + reach)) if share else (value, None, None)
    rng = np.random.default_rng(seed)
    means = [(sums @ w) / (counts @ w) for w in _draw_weights(rng, n, n_resamples, n)]
    low, high = _find_ends(np.concatenate(means), level, n)
    return value, low, high


def compare_means(
    values: np.ndarray,
    side: np.ndarray,
    cluster: np.ndarray,
    block: np.ndarray,
    *,
    share: bool,
    n_resamples: int,
    level: float,
    seed: int,
) -> Difference:
    """Compare the values where ``side`` is True (a) with the others (b), within blocks.

    Parameters
    ----------
    values : array of float
    side : array of bool
        Both sides occur in every block.
    cluster, block : array of int
        What is drawn together, and within what sides are compared.
    share : bool
        Whether the values are 0 or 1.

    Examples
    --------
    >>> found = compare_means(np.array([3.0, 4.0, 1.0, 2.0]), np.array([True, True, False, False]),
    ...                       np.arange(4), np.zeros(4, int), share=False, n_resamples=99, level=0.95, seed=0)
    >>> found.value, found.effect
    (2.0, 1.0)
    """
    cluster, block = (np.unique(codes, return_inverse=True)[1] for codes in (cluster, block))
    cells, pairs = _make_cells(values, side, cluster, block), _make_pairs(values, side, cluster, block)
    n = int(cluster.max()) + 1
    once = np.ones((n, 1))
    wins, n_pairs = _dominate(pairs, once)
    value, effect = float(_subtract(cells, once)[0]), float(wins.sum() / n_pairs.sum())
    fewer = min(len(np.unique(cluster[side])), len(np.unique(cluster[~side])))
    if fewer == 1:
        return Difference(value, None, None, effect, None, None, None)
    p = _permute(cells, n_resamples, seed)
    flat = [part.min() == part.max() for part in (values[side], values[~side])]
    if any(flat) and (share or all(flat)):
        reaches = _reach(values, side, cluster, share, n_resamples, level, seed)
        if reaches is None:
            return Difference(value, None, None, effect, None, None, p)
        down, up = reaches
        ends = [(max(-1.0, x - down), min(1.0, x + up)) for x in (value, effect)]
        return Difference(value, *ends[0], effect, *ends[1], p)
    rng = np.random.default_rng(seed)
    whole = len(cells.cluster) == n == len(cells.starts)  # a block drawn twice is two blocks
    differences, effects = [], []
    for w in _draw_weights(rng, n, n_resamples, len(values)):
        drawn = (wins * w[cells.cluster], n_pairs * w[cells.cluster]) if whole else _dominate(pairs, w)
        differences.append(_subtract(cells, w))
        effects.append(_divide(*(part.sum(0) for part in drawn)))
    ends = [_find_ends(np.concatenate(parts), level, fewer) for parts in (differences, effects)]
    return Difference(value, *ends[0], effect, *ends[1], p)


def adjust_holm(p_values: np.ndarray) -> np.ndarray:
    """Adjust p values for their number (Holm 1979, Scandinavian Journal of Statistics 6, 65–70).

    Examples
    --------
    >>> adjust_holm(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p_values)
    adjusted = np.empty(len(p_values))
    factors = np.arange(len(p_values), 0, -1)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(p_values[order] * factors))
    return adjusted


def _draw_weights(rng, n: int, n_resamples: int, n_rows: int) -> Iterator[np.ndarray]:
    """Yield how often each of n clusters is drawn, in chunks of resamples."""
    width = max(1, CHUNK // max(n, n_rows))
    for start in range(0, n_resamples, width):
        columns = np.arange(min(width, n_resamples - start))
        draws = rng.integers(n, size=(len(columns), n))  # resample by resample, whatever the width
        counts = np.bincount((draws.T * len(columns) + columns).ravel(), minlength=n * len(columns))
        yield counts.reshape(n, len(columns)).astype(float)


def _find_ends(estimates: np.ndarray, level: float, n: int) -> tuple[float, float]:
    """The expanded percentiles; resamples in which a side came out empty are left out."""
    tail = expand_tail((1 - level) / 2, n)
    low, high = np.nanquantile(estimates, [tail, 1 - tail])
    return float(low), float(high)


def expand_tail(tail: float, n: int) -> float:
    """Return the share of resamples beyond one end of an interval over n clusters, 2 or more.

    Φ(√(n / (n − 1)) · t), with t the quantile of Student's distribution with n − 1 degrees of freedom
    (by its expansion in that of the normal one: Abramowitz & Stegun 1964, 26.7.5).

    Examples
    --------
    >>> [round(expand_tail(0.025, n), 4) for n in (5, 10, 40, 1000)]
    [0.001, 0.0086, 0.0203, 0.0248]
    """
    z, d = NormalDist().inv_cdf(tail), n - 1
    t = z + (z**3 + z) / (4 * d) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * d**2)
    t += (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * d**3)
    return NormalDist().cdf((n / d) ** 0.5 * t)


def _divide(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """The quotient; NaN where there is nothing to divide by."""
    return np.divide(numerator, denominator, out=np.full_like(denominator, np.nan), where=denominator > 0)


def _make_cells(values, side, cluster, block) -> _Cells:
    keys, codes = np.unique(block * (cluster.max() + 1) + cluster, return_inverse=True)
    blocks, clusters = np.divmod(keys, cluster.max() + 1)
    sums = [
        np.bincount(codes, weights, len(keys))[:, None]
        for weights in (values * side, side.astype(float), values * ~side, (~side).astype(float))
    ]
    return _Cells(clusters, blocks, np.searchsorted(blocks, np.unique(blocks)), tuple(sums))


def _make_pairs(values, side, cluster, block) -> _Pairs:
    distinct, codes = np.unique(values, return_inverse=True)
    key, n_values, n_clusters = block * len(distinct) + codes, len(distinct), int(cluster.max()) + 1
    rows = [np.unique(key[of] * n_clusters + cluster[of], return_counts=True) for of in (side, ~side)]
    (keys_a, clusters_a), (keys_b, clusters_b) = (np.divmod(ids, n_clusters) for ids, _ in rows)
    blocks = np.arange(int(block.max()) + 2) * n_values
    return _Pairs(
        clusters_a,
        rows[0][1][:, None],
        clusters_b,
        rows[1][1][:, None],
        left=np.searchsorted(keys_b, keys_a),
        right=np.searchsorted(keys_b, keys_a, side="right"),
        starts=np.searchsorted(keys_a, blocks[:-1]),
        edges=np.searchsorted(keys_b, blocks),
    )


def _combine(sum_a, n_a, sum_b, n_b):
    """The difference over blocks (rows): numerator and weight of each resample."""
    n = np.maximum(n_a + n_b, 1)
    return ((n_b * sum_a - n_a * sum_b) / n).sum(0), (n_a * n_b / n).sum(0)


def _subtract(cells: _Cells, weights: np.ndarray) -> np.ndarray:
    """The weighted mean over blocks of mean of a minus mean of b; NaN where a side is empty."""
    drawn = weights[cells.cluster]
    return _divide(*_combine(*(np.add.reduceat(drawn * part, cells.starts) for part in cells.sums)))


def _dominate(pairs: _Pairs, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of the pairs within each block, those that a wins less those that it loses; and all of them."""
    below = np.zeros((len(pairs.cluster_b) + 1, weights.shape[1]))
    np.cumsum(weights[pairs.cluster_b] * pairs.count_b, axis=0, out=below[1:])
    of_a = weights[pairs.cluster_a] * pairs.count_a
    n_a, edges = np.add.reduceat(of_a, pairs.starts), below[pairs.edges]
    ranks = np.add.reduceat(of_a * (below[pairs.left] + below[pairs.right]), pairs.starts)
    return ranks - n_a * (edges[:-1] + edges[1:]), n_a * np.diff(edges, axis=0)


def _permute(cells: _Cells, n_resamples: int, seed: int) -> float:
    """P of the studentised difference, the sides of clusters permuted within blocks."""
    rng = np.random.default_rng(seed)
    n = len(cells.cluster)
    observed = abs(_studentise(cells, np.zeros((n, 1), dtype=bool))[0])
    width = max(1, CHUNK // n)
    extreme = 0
    for start in range(0, n_resamples, width):
        swapped = _draw_swaps(rng, cells, min(width, n_resamples - start))
        extreme += int((abs(_studentise(cells, swapped)) >= observed * (1 - 1e-9)).sum())
    return (1 + extreme) / (1 + n_resamples)


def _draw_swaps(rng, cells: _Cells, width: int) -> np.ndarray:
    """Whether each cell changes sides: one-sided cells trade places, two-sided ones turn round."""
    has_a, has_b = cells.sums[1][:, 0] > 0, cells.sums[3][:, 0] > 0
    swapped = np.zeros((len(has_a), width), dtype=bool)
    both = np.flatnonzero(has_a & has_b)
    swapped[both] = rng.random((len(both), width)) < 0.5
    single = np.flatnonzero(has_a != has_b)
    for rows in np.split(single, np.searchsorted(single, cells.starts[1:])):
        if has_a[rows].any() and has_b[rows].any():
            labels = np.repeat(has_a[rows, None], width, axis=1)
            swapped[rows] = rng.permuted(labels, axis=0) != labels
    return swapped


def _studentise(cells: _Cells, swapped: np.ndarray) -> np.ndarray:
    """The difference over its cluster-robust standard error, for each column of swaps."""
    sum_a, n_a, sum_b, n_b = cells.sums
    sum_a, sum_b = np.where(swapped, sum_b, sum_a), np.where(swapped, sum_a, sum_b)
    n_a, n_b = np.where(swapped, n_b, n_a), np.where(swapped, n_a, n_b)
    totals = [np.add.reduceat(part, cells.starts) for part in (sum_a, n_a, sum_b, n_b)]
    numerator, weight = _combine(*totals)
    difference = numerator / weight
    n = totals[1] + totals[3]
    mean, part = (((totals[0] + totals[2]) / n)[cells.block], (totals[1] / n)[cells.block])
    residual_a = sum_a - n_a * (mean + difference * (1 - part))
    residual_b = sum_b - n_b * (mean - difference * part)
    influence = (1 - part) * residual_a - part * residual_b
    error = np.sqrt((influence**2).sum(0)) / weight
    return difference / np.maximum(error, _TINY)


def _reach(values, side, cluster, share, n_resamples, level, seed) -> tuple[float, float] | None:
    """How far the interval reaches down and up, from the intervals of the sides."""
    squares = np.zeros(2)
    for of, ends in ((side, (0, 1)), (~side, (1, 0))):
        value, low, high = estimate_mean(
            values[of], cluster[of], share=share, n_resamples=n_resamples, level=level, seed=seed
        )
        if low is None or high is None:
            return None
        squares[list(ends)] += (value - low) ** 2, (high - value) ** 2
    return float(np.sqrt(squares[0])), float(np.sqrt(squares[1]))
