"""How far the recall of parties differs that are measured on the same attributions."""

from __future__ import annotations

import numpy as np

MOST_DIFFERENCE = 3.0  # points


def compare_recalls(
    parties: list[str], found: np.ndarray, total: np.ndarray, *, draws: int = 1000, seed: int = 1
) -> dict:
    """Recall in percent by party, and the largest difference between two of them, with intervals.

    ``found`` and ``total`` count attributions, shape (parties, articles). Intervals are 95% by bootstrap over
    articles. ``interval_of_this_pair`` is that of the two parties that differ most here, not of the largest
    difference of all pairs, which lies above 0 by chance alone. ``by_chance`` is the reference for that: see
    ``find_chance``.
    """
    n = found.shape[1]
    drawn = np.random.default_rng(seed).integers(0, max(n, 1), (draws, n))
    recalls, samples = _measure_recall(found, total), _measure_recall(found[:, drawn], total[:, drawn])
    high, low = recalls.argmax(), recalls.argmin()
    pair = _describe(recalls[high] - recalls[low], samples[high] - samples[low])
    return {
        "recall": dict(zip(parties, map(_describe, recalls, samples), strict=True)),
        "largest_difference": {
            "between": [parties[high], parties[low]],
            "value": pair["value"],
            "interval_of_this_pair": [pair["low"], pair["high"]],
            "by_chance": round(find_chance(found, total, draws=draws, seed=seed), 1),
        },
    }


def find_chance(found: np.ndarray, total: np.ndarray, *, draws: int = 1000, seed: int = 1) -> float:
    """The 95th percentile of the largest difference, in points, with parties shuffled within each article.

    ``found`` and ``total`` count attributions, shape (parties, articles).
    """
    rows = np.arange(len(found))[:, None] + np.zeros((draws, *found.shape), int)
    shuffled = np.random.default_rng(seed).permuted(rows, axis=1)
    recalls = _measure_recall(
        np.take_along_axis(found[None], shuffled, axis=1), np.take_along_axis(total[None], shuffled, axis=1)
    )
    return float(np.percentile(np.ptp(recalls, axis=1), 95))


def _measure_recall(found: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Recall in percent over the articles, which are the last axis."""
    return 100 * found.sum(axis=-1) / np.maximum(total.sum(axis=-1), 1)


def _describe(value: float, sample: np.ndarray) -> dict[str, float]:
    low, high = np.percentile(sample, [2.5, 97.5])
    return {"value": round(float(value), 1), "low": round(float(low), 1), "high": round(float(high), 1)}
