"""Sums of two sides per cluster and block, and the difference of means that they make.

Arrays of resamples hold items in rows and resamples in columns, so that gathering an item copies a
stretch of memory; they come in chunks, so that memory stays bounded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CHUNK = 100_000  # numbers held at once in one array of resamples


@dataclass(frozen=True)
class Cells:
    """Sums and counts of both sides per cluster and block, sorted by block."""

    cluster: np.ndarray
    block: np.ndarray
    starts: np.ndarray
    sums: tuple[np.ndarray, ...]  # sum of a, count of a, sum of b, count of b: columns


def make_cells(values: np.ndarray, side: np.ndarray, cluster: np.ndarray, block: np.ndarray) -> Cells:
    """Sum up where ``side`` is True (a) and where it is not (b); clusters and blocks count from 0."""
    keys, codes = np.unique(block * (cluster.max() + 1) + cluster, return_inverse=True)
    blocks, clusters = np.divmod(keys, cluster.max() + 1)
    sums = [
        np.bincount(codes, weights, len(keys))[:, None]
        for weights in (values * side, side.astype(float), values * ~side, (~side).astype(float))
    ]
    return Cells(clusters, blocks, np.searchsorted(blocks, np.unique(blocks)), tuple(sums))


def subtract(cells: Cells, weights: np.ndarray) -> np.ndarray:
    """The weighted mean over blocks of mean of a minus mean of b; NaN where a side is empty."""
    drawn = weights[cells.cluster]
    numerator, weight = _combine(*(np.add.reduceat(drawn * part, cells.starts) for part in cells.sums))
    return np.divide(numerator, weight, out=np.full_like(weight, np.nan), where=weight > 0)


def linearise(cells: Cells, swapped: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The difference, and what each cell adds to it, for each column of cells that change sides."""
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
    return difference, ((1 - part) * residual_a - part * residual_b) / weight


def _combine(sum_a, n_a, sum_b, n_b):
    """The difference over blocks (rows): numerator and weight of each resample."""
    n = np.maximum(n_a + n_b, 1)
    return ((n_b * sum_a - n_a * sum_b) / n).sum(0), (n_a * n_b / n).sum(0)
