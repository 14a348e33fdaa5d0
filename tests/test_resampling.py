"""The arithmetic of resampling, checked against SciPy and by hand."""

import numpy as np
import pytest
from scipy import stats

from toolkit.resampling import adjust_holm, compare_means, expand_tail

OPTIONS = {"n_resamples": 4000, "level": 0.95, "seed": 0}


@pytest.mark.parametrize("n", [4, 5, 10, 40, 1000])
@pytest.mark.parametrize("tail", [0.005, 0.025, 0.1])
def test_percentiles_move_out_as_far_as_students_distribution_asks(tail, n):
    exact = stats.norm.cdf(np.sqrt(n / (n - 1)) * stats.t.ppf(tail, n - 1))
    assert expand_tail(tail, n) == pytest.approx(exact, abs=1e-4)


def test_a_block_that_is_drawn_twice_counts_twice():
    """Not four times: its copies are two blocks, whose scores are not compared with each other."""
    rng = np.random.default_rng(1)
    n_blocks, n = 25, 4
    values = rng.normal(size=(n_blocks, 2, n)) + rng.normal(size=(n_blocks, 1, 1))
    deltas = np.array([np.sign(np.subtract.outer(a, b)).mean() for a, b in values])
    block = np.repeat(np.arange(n_blocks), 2 * n)
    side = np.tile(np.repeat([True, False], n), n_blocks)
    found = compare_means(values.ravel(), side, block, block, share=False, **OPTIONS)
    expected = stats.bootstrap(
        (deltas,), np.mean, n_resamples=4000, method="percentile", rng=2,
        confidence_level=1 - 2 * expand_tail(0.025, n_blocks),
    ).confidence_interval  # fmt: skip
    assert found.effect == pytest.approx(deltas.mean())
    assert (found.effect_low, found.effect_high) == pytest.approx((expected.low, expected.high), abs=0.02)


@pytest.mark.parametrize(
    ("p_values", "adjusted"),
    [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.5, 0.6], [1, 1]),
        ([0.02], [0.02]),
        ([], []),
    ],
)
def test_holm_by_hand(p_values, adjusted):
    assert adjust_holm(np.array(p_values)) == pytest.approx(adjusted)
