"""Cliff's delta within blocks, with an interval that leans towards zero and never leaves −1 to 1."""

from __future__ import annotations

import numpy as np

_TINY = 1e-12


def find_delta(
    values: np.ndarray, side: np.ndarray, cluster: np.ndarray, block: np.ndarray
) -> tuple[float, float]:
    """Return Cliff's delta over the pairs within blocks, and its standard error over clusters.

    Delta is linearised: each cluster adds what its scores win and lose. A block that lies in one
    cluster counts as a whole. Clusters and blocks count from 0.

    Examples
    --------
    >>> one, two = np.array([True, True, False, False]), np.zeros(4, int)
    >>> find_delta(np.array([3.0, 4.0, 1.0, 2.0]), one, np.arange(4), two)
    (1.0, 0.0)
    """
    distinct, codes = np.unique(values, return_inverse=True)
    key, wins, pairs = block * len(distinct) + codes, np.zeros(len(values)), np.zeros(len(values))
    edges = np.arange(int(block.max()) + 2) * len(distinct)
    for own, sign in ((side, 1), (~side, -1)):
        others = np.sort(key[~own])
        first, last = (np.searchsorted(others, edges[block[own] + k]) for k in (0, 1))
        lower, upper = (np.searchsorted(others, key[own], side=end) for end in ("left", "right"))
        wins[own], pairs[own] = sign * (lower + upper - first - last), last - first
    total = pairs[side].sum()
    delta = float(wins[side].sum() / total)
    whole = len(np.unique(block * (int(cluster.max()) + 1) + cluster)) == int(block.max()) + 1
    added = np.bincount(cluster, wins - delta * pairs) / total / (2 if whole else 1)
    return delta, float(np.sqrt((added**2).sum()))


def find_ends(delta: float, error: float, *, reach: float, n: int) -> tuple[float | None, float | None]:
    """Return the interval of Feng and Cliff (2004, Journal of Modern Applied Statistical Methods 3, 322–332).

    Parameters
    ----------
    delta, error : float
        As ``find_delta`` returns them.
    reach : float
        How many errors the interval would reach if it were symmetric.
    n : int
        Clusters in the smaller group; they alone decide where groups do not overlap (delta is −1 or 1).

    Examples
    --------
    >>> find_ends(1.0, 0.0, reach=2.0, n=16), find_ends(0.5, 0.0, reach=2.0, n=16)
    ((0.6, 1.0), (None, None))
    """
    if abs(delta) > 1 - _TINY:
        near = max(-1.0, (n - reach**2) / (n + reach**2))
        return (near, 1.0) if delta > 0 else (-1.0, -near)
    if error < _TINY:
        return None, None
    squared, rest = (reach * error) ** 2, 1 - delta**2
    half = np.sqrt(squared * (rest**2 + squared))
    low, high = ((delta * rest + way * half) / (rest + squared) for way in (-1, 1))
    return max(-1.0, float(low)), min(1.0, float(high))
