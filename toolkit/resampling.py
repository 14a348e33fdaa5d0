"""Intervals on plain arrays: clusters (articles) are drawn, never single scores.

The ends of an interval are percentiles of the resamples, further out the fewer clusters there are: a
bootstrap of n clusters spreads by √((n − 1)/n) too little, and takes the spread itself for known (the
expanded percentiles of Hesterberg 2015, doi:10.1080/00031305.2015.1089789). Fewer than 5 clusters have too
few resamples for percentiles: their interval is Student's, from the same spread, linearised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, pi, sqrt, tan
from statistics import NormalDist

import numpy as np

from toolkit import dominance
from toolkit.cells import CHUNK, Cells, linearise, make_cells, subtract
from toolkit.permutation import adjust_holm

__all__ = ["FEWEST", "Difference", "adjust_holm", "compare_means", "estimate_mean", "expand_tail"]

FEWEST = 5  # clusters for which percentiles of resamples are an interval
_TINY = 1e-12
Ends = tuple[float | None, float | None]


@dataclass(frozen=True)
class Difference:
    """A difference of two means and Cliff's delta, with intervals; NA is None."""

    value: float
    low: float | None
    high: float | None
    effect: float
    effect_low: float | None
    effect_high: float | None
    how: str  # one article, no spread, Student, Newcombe, bootstrap, bootstrap and Clopper–Pearson


def estimate_mean(
    values: np.ndarray,
    cluster: np.ndarray,
    *,
    share: bool,
    n_resamples: int,
    level: float,
    seed: int,
    limits: tuple[float, float] = (-inf, inf),
) -> tuple[float, float | None, float | None]:
    """Return the mean and its interval over clusters: a bootstrap's, or Student's for fewer than 5.

    Clusters without spread have no interval; a ``share`` (0 or 1) that is 0 or 1 throughout has Clopper
    and Pearson's then, with clusters as trials. ``limits`` are those of the values.

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
        reach = _reach_exactly(n, level)
        return (value, max(0.0, value - reach), min(1.0, value + reach)) if share else (value, None, None)
    error = sqrt(((sums - value * counts) ** 2).sum()) / counts.sum()
    if error < _TINY:
        return value, None, None
    if n < FEWEST:
        reach = expand_reach(level, n) * error
        return value, *_clip(value, value - reach, value + reach, limits)
    rng = np.random.default_rng(seed)
    means = [(sums @ w) / (counts @ w) for w in _draw_weights(rng, n, n_resamples)]
    return value, *_find_percentiles(np.concatenate(means), level, n)


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
    limits: tuple[float, float] = (-inf, inf),
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
    limits : pair of float
        The least and the greatest value that there may be.

    Examples
    --------
    >>> found = compare_means(np.array([3.0, 4.0, 1.0, 2.0]), np.array([True, True, False, False]),
    ...                       np.arange(4), np.zeros(4, int), share=False, n_resamples=99, level=0.95, seed=0)
    >>> found.value, found.effect, found.how
    (2.0, 1.0, 'Student')
    """
    cluster, block = (np.unique(codes, return_inverse=True)[1] for codes in (cluster, block))
    options = {"n_resamples": n_resamples, "level": level, "seed": seed}
    cells = make_cells(values, side, cluster, block)
    value = float(subtract(cells, np.ones((int(cluster.max()) + 1, 1)))[0])
    effect, error = dominance.find_delta(values, side, cluster, block)
    fewer = min(len(np.unique(cluster[side])), len(np.unique(cluster[~side])))
    if fewer == 1:
        return Difference(value, None, None, effect, None, None, "one article")
    flat = [part.min() == part.max() for part in (values[side], values[~side])]
    if all(flat) and not share:
        return Difference(value, None, None, effect, None, None, "no spread")
    whole, one_block = (limits[0] - limits[1], limits[1] - limits[0]), len(cells.starts) == 1
    if share and any(flat) and one_block:
        down, up = _reach_apart(values, side, cluster, options)
        ends = _clip(value, value - down, value + up, whole)
        return Difference(value, *ends, effect, *ends, "Newcombe")
    ends, how = _find_ends(cells, value, fewer, whole, **options)
    effect_ends = dominance.find_ends(effect, error, reach=expand_reach(level, fewer), n=fewer)
    if share and any(flat):
        down, up = _reach_flat(cells, values, side, flat, level)
        ends = _widen(value, ends, down, up)
        overlap = effect_ends if abs(effect) < 1 - _TINY else (effect, effect)
        effect_ends, how = _widen(effect, overlap, down, up), f"{how} and Clopper–Pearson"
    return Difference(value, *ends, effect, *effect_ends, how if ends[0] is not None else "no spread")


def expand_tail(tail: float, n: int) -> float:
    """Return the share of resamples beyond one end of an interval over n clusters, 2 or more.

    Φ(√(n / (n − 1)) · t), with t the quantile of Student's distribution with n − 1 degrees of freedom
    (in closed form for 1 and 2, else by its expansion in that of the normal one: Abramowitz & Stegun 1964,
    26.7.5).

    Examples
    --------
    >>> [round(expand_tail(0.025, n), 4) for n in (5, 10, 40, 1000)]
    [0.001, 0.0086, 0.0203, 0.0248]
    """
    return NormalDist().cdf(-expand_reach(1 - 2 * tail, n))


def expand_reach(level: float, n: int) -> float:
    """Return how many standard errors, of a spread over n, an interval over n clusters reaches.

    Examples
    --------
    >>> [round(expand_reach(0.95, n), 2) for n in (2, 3, 4, 5, 1000)]
    [17.97, 5.27, 3.65, 3.1, 1.96]
    """
    tail, d = (1 - level) / 2, n - 1
    return -sqrt(n / d) * _find_student(tail, d)


def _find_student(tail: float, d: int) -> float:
    """The quantile of Student's distribution with d degrees of freedom."""
    if d == 1:
        return tan(pi * (tail - 0.5))
    if d == 2:
        return (2 * tail - 1) / sqrt(2 * tail * (1 - tail))
    z = NormalDist().inv_cdf(tail)
    t = z + (z**3 + z) / (4 * d) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * d**2)
    return t + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * d**3)


def _draw_weights(rng, n: int, n_resamples: int) -> Iterator[np.ndarray]:
    """Yield how often each of n clusters is drawn, in chunks of resamples."""
    width = max(1, CHUNK // n)
    for start in range(0, n_resamples, width):
        columns = np.arange(min(width, n_resamples - start))
        draws = rng.integers(n, size=(len(columns), n))  # resample by resample, whatever the width
        counts = np.bincount((draws.T * len(columns) + columns).ravel(), minlength=n * len(columns))
        yield counts.reshape(n, len(columns)).astype(float)


def _find_percentiles(estimates: np.ndarray, level: float, n: int) -> tuple[float, float]:
    """The expanded percentiles; resamples in which a side came out empty are left out."""
    tail = expand_tail((1 - level) / 2, n)
    low, high = np.nanquantile(estimates, [tail, 1 - tail])
    return float(low), float(high)


def _find_ends(
    cells: Cells, value: float, fewer: int, limits: tuple, *, n_resamples: int, level: float, seed: int
) -> tuple[Ends, str]:
    """The interval of a difference within blocks, and by what it was found."""
    added = linearise(cells, np.zeros((len(cells.cluster), 1), dtype=bool))[1][:, 0]
    error = sqrt((np.bincount(cells.cluster, added) ** 2).sum())
    n = int(cells.cluster.max()) + 1
    if error < _TINY:
        return (None, None), "Student" if fewer < FEWEST else "bootstrap"
    if fewer < FEWEST:  # each block takes one degree of freedom, where several clusters share it
        free = n - 1 - len(cells.starts) if len(cells.cluster) > len(cells.starts) else n - 1
        if free < 1:
            return (None, None), "Student"
        scale = max(sqrt(n / free), sqrt(fewer / (fewer - 1)))
        reach = -_find_student((1 - level) / 2, min(free, fewer - 1)) * scale * error
        return _clip(value, value - reach, value + reach, limits), "Student"
    rng = np.random.default_rng(seed)
    estimates = [subtract(cells, w) for w in _draw_weights(rng, n, n_resamples)]
    return _find_percentiles(np.concatenate(estimates), level, fewer), "bootstrap"


def _clip(value: float, low: float, high: float, limits: tuple[float, float]) -> tuple[float, float]:
    """An interval no wider than what there may be."""
    return max(low, min(limits[0], value)), min(high, max(limits[1], value))


def _reach_exactly(n: float, level: float) -> float:
    """How far the open end of Clopper and Pearson's interval is from a share of 0 or 1."""
    return 1 - ((1 - level) / 2) ** (1 / n)


def _reach_apart(values, side, cluster, options: dict) -> tuple[float, float]:
    """How far the interval of a difference reaches, from the intervals of its sides (Newcombe)."""
    squares = np.zeros(2)
    for of, ends in ((side, (0, 1)), (~side, (1, 0))):
        value, low, high = estimate_mean(values[of], cluster[of], share=True, limits=(0, 1), **options)
        reaches = (0, 0) if low is None or high is None else (value - low, high - value)
        squares[list(ends)] += np.square(reaches)
    return float(np.sqrt(squares[0])), float(np.sqrt(squares[1]))


def _reach_flat(cells: Cells, values, side, flat: list, level: float) -> tuple[float, float]:
    """How far sides without spread widen an interval: Clopper and Pearson, clusters by their weight."""
    n_a, n_b = (np.add.reduceat(n, cells.starts) for n in (cells.sums[1], cells.sums[3]))
    down = up = 0.0
    for is_flat, own, others, part, sign in (
        (flat[0], cells.sums[1], n_b, values[side], 1),
        (flat[1], cells.sums[3], n_a, values[~side], -1),
    ):
        if is_flat:
            weights = np.bincount(cells.cluster, (own * (others / (n_a + n_b))[cells.block])[:, 0])
            square = _reach_exactly(weights.sum() ** 2 / (weights**2).sum(), level) ** 2
            rises = (part[0] == 0) == (sign > 0)
            down, up = (down, up + square) if rises else (down + square, up)
    return sqrt(down), sqrt(up)


def _widen(value: float, ends: Ends, down: float, up: float) -> tuple[float, float]:
    """An interval that reaches further, in quadrature; from −1 to 1 at most."""
    low, high = (value if end is None else end for end in ends)
    return max(-1.0, value - sqrt((value - low) ** 2 + down**2)), min(
        1.0, value + sqrt((high - value) ** 2 + up**2)
    )
