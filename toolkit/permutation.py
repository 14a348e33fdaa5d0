"""P by permutation: the sides of clusters (articles, or whole blocks) change at random."""

from __future__ import annotations

from math import comb

import numpy as np

from toolkit.cells import CHUNK, Cells, linearise, make_cells

ENOUGH = 20  # extremes after which p is known well enough
_TINY = 1e-12


def find_p(
    values: np.ndarray,
    side: np.ndarray,
    cluster: np.ndarray,
    block: np.ndarray,
    *,
    n_first: int,
    n_most: int,
    seed: int,
) -> tuple[float, float]:
    """Return p of the studentised difference, and the smallest p that so many clusters allow.

    After ``n_first`` permutations, more are drawn, up to ``n_most``, while fewer than 20 were as extreme
    as what was observed (Besag & Clifford 1991, doi:10.1093/biomet/78.2.301).

    Examples
    --------
    >>> one, two = np.array([True, True, False, False]), np.zeros(4, int)
    >>> p, smallest = find_p(np.array([3.0, 4.0, 1.0, 2.0]), one, np.arange(4), two,
    ...                      n_first=999, n_most=999, seed=0)
    >>> round(p, 1), round(smallest, 3)
    (0.3, 0.333)
    """
    cluster, block = (np.unique(codes, return_inverse=True)[1] for codes in (cluster, block))
    cells = make_cells(values, side, cluster, block)
    rng = np.random.default_rng(seed)
    observed = abs(_studentise(cells, np.zeros((len(cells.cluster), 1), dtype=bool))[0])
    extreme = drawn = 0
    while drawn < n_first or (drawn < n_most and extreme < ENOUGH):
        end = n_first if drawn < n_first else n_most
        width = min(max(1, CHUNK // len(cells.cluster)), end - drawn)
        statistics = abs(_studentise(cells, _draw_swaps(rng, cells, width)))
        extreme += int((statistics >= observed * (1 - 1e-9)).sum())
        drawn += width
    return (1 + extreme) / (1 + drawn), _find_smallest(cells)


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


def _studentise(cells: Cells, swapped: np.ndarray) -> np.ndarray:
    """The difference over its cluster-robust standard error, for each column of swaps."""
    difference, added = linearise(cells, swapped)
    return difference / np.maximum(np.sqrt((added**2).sum(0)), _TINY)


def _draw_swaps(rng, cells: Cells, width: int) -> np.ndarray:
    """Whether each cell changes sides: one-sided cells trade places, two-sided clusters turn round."""
    has_a, has_b = cells.sums[1][:, 0] > 0, cells.sums[3][:, 0] > 0
    swapped = np.zeros((len(has_a), width), dtype=bool)
    both, codes = _find_two_sided(cells)
    swapped[both] = (rng.random((len(np.unique(codes)), width)) < 0.5)[codes]
    single = np.flatnonzero(has_a != has_b)
    for rows in np.split(single, np.searchsorted(single, cells.starts[1:])):
        if has_a[rows].any() and has_b[rows].any():
            labels = np.repeat(has_a[rows, None], width, axis=1)
            swapped[rows] = rng.permuted(labels, axis=0) != labels
    return swapped


def _find_two_sided(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Cells with scores on both sides, and the numbers of their clusters among themselves."""
    both = np.flatnonzero((cells.sums[1][:, 0] > 0) & (cells.sums[3][:, 0] > 0))
    return both, np.unique(cells.cluster[both], return_inverse=True)[1]


def _find_smallest(cells: Cells) -> float:
    """One over the number of permutations; two where the mirror of each is one too."""
    has_a, has_b = cells.sums[1][:, 0] > 0, cells.sums[3][:, 0] > 0
    n_a, n_b = (np.add.reduceat(one.astype(int), cells.starts) for one in (has_a & ~has_b, has_b & ~has_a))
    n = 2 ** len(np.unique(_find_two_sided(cells)[1]))
    for a, b in zip(n_a.tolist(), n_b.tolist(), strict=True):
        n *= comb(a + b, a)
    return min(1.0, (2 if (n_a == n_b).all() else 1) / n)
