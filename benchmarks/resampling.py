"""Speed and memory of the resampling: one contrast, and the estimates of several groups.

    python benchmarks/resampling.py                # 100,000 scores of 5,000 articles, 2,000 resamples
    python benchmarks/resampling.py --articles 20000 --json out.json
    python benchmarks/resampling.py --errors 1000  # instead: how often intervals and p err

The scores are drawn at random, all different: the hardest case for Cliff's delta. ``compare`` times the
whole call: difference and Cliff's delta with intervals, and 2,000 permutations for p.

``--errors`` draws corpora without a difference, of 2 to 40 articles a group (one to several scores
each, alike within an article), and counts how often a 95% interval covers the truth and p falls to 0.05:
for tones; for shares of 0.2 and 0.05; where the spread of one group is twice that of the other; and within
events, three articles of each outlet on each, where outlets differ event by event (``tied``) or not. Then
corpora with a difference, one score an article, for the coverage of large values of Cliff's delta. Corpora
without an interval are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from itertools import product
from math import sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

from toolkit.caveats import FEW
from toolkit.compare import compare_groups
from toolkit.estimates import estimate
from toolkit.permutation import find_p
from toolkit.resampling import Difference, compare_means, estimate_mean

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PARTIES = ("US", "Russia", "Syrian government", "Syrian opposition", "United Nations")


def make_scores(n_scores: int, n_articles: int, seed: int = 0) -> pd.DataFrame:
    """Draw scores of articles in two outlets and ten events."""
    rng = np.random.default_rng(seed)
    article = rng.integers(n_articles, size=n_scores)
    return pd.DataFrame(
        {
            "unit": "quote",
            "article_id": article.astype(str),
            "outlet": np.where(article % 2, "Post", "Wire"),
            "voice": "verbatim",
            "party": "US",
            "speaker_party": rng.choice(PARTIES, n_scores),
            "measure": "tone.polarity",
            "value": rng.uniform(-1, 1, n_scores),
            "topic": (article // 2 % 10).astype(str),
        }
    )


def draw_articles(rng, n: int, *, share: float | None = None, spread: float = 1) -> tuple:
    """Draw scores of n articles around 0, or 0/1 scores around a share, and the articles' numbers."""
    sizes = 1 + rng.poisson(2, n)
    article = np.repeat(np.arange(n), sizes)
    if share is None:
        return spread * rng.normal(size=n)[article] + rng.normal(size=sizes.sum()), article
    return (rng.random(sizes.sum()) < rng.beta(2 * share, 2 - 2 * share, n)[article]).astype(float), article


def draw_events(rng, n: int, *, tied: bool) -> tuple:
    """Draw scores of two outlets on n events, three articles each: values, side, article, event."""
    values, article = draw_articles(rng, 6 * n)
    event, outlet = article // 6, article % 2
    levels = 2 * rng.normal(size=(n, 1)) + tied * rng.normal(size=(n, 2))
    return values + levels[event, outlet], outlet == 0, article, event


def count_errors(n_runs: int) -> list[dict]:
    """Count how often intervals cover the truth, and p is at most 0.05, where there is no difference."""
    options = {"n_resamples": 400, "level": 0.95}
    rows = []
    kinds = {"tone": {}, "share 0.2": {"share": 0.2}, "share 0.05": {"share": 0.05}, "spread": {"spread": 2}}
    for (kind, drawn), n in product(kinds.items(), (2, 3, 4, 5, 10, 20, 40)):
        share, found = "share" in drawn, []
        for seed in range(n_runs):
            rng = np.random.default_rng(seed)
            (a, of_a), (b, of_b) = (
                draw_articles(rng, n, **drawn),
                draw_articles(rng, n, share=drawn.get("share")),
            )
            _, low, high = estimate_mean(a, of_a, share=share, seed=seed, **options)
            side, both = np.arange(len(a) + len(b)) < len(a), np.concatenate([a, b])
            cluster, block = np.concatenate([of_a, of_b + n]), np.zeros(len(both), int)
            pair = compare_means(both, side, cluster, block, share=share, seed=seed, **options)
            p = _find_p(both, side, cluster, block, seed)
            found.append([_covers(low, drawn.get("share", 0), high), *_judge(pair, p)])
        rows.append(_summarise(f"{kind}, {n} articles", found))
    for n, tied in product((6, 10, 20), (False, True)):
        found = []
        for seed in range(n_runs):
            values, side, article, event = draw_events(np.random.default_rng(seed), n, tied=tied)
            cluster = event if n >= FEW else article
            pair = compare_means(values, side, cluster, event, share=False, seed=seed, **options)
            p = _find_p(values, side, cluster, event, seed)
            found.append([np.nan, *_judge(pair, p)])
        rows.append(_summarise(f"{n} events{', tied' * tied}", found))
    for shift, n in product((1, 2, 3), (2, 3, 4, 5, 10, 20, 40)):
        delta, found = 2 * NormalDist().cdf(shift / sqrt(2)) - 1, []
        side, block = np.arange(2 * n) < n, np.zeros(2 * n, int)
        for seed in range(n_runs):
            values = np.random.default_rng(seed).normal(size=2 * n) + shift * side
            pair = compare_means(values, side, np.arange(2 * n), block, share=False, seed=seed, **options)
            found.append([np.nan, *_judge(pair, np.nan, shift, delta)])
        rows.append(_summarise(f"delta {delta:.2f}, {n} articles", found))
    return rows


def _find_p(values, side, cluster, block, seed: int) -> float:
    return find_p(values, side, cluster, block, n_first=400, n_most=400, seed=seed)[0]


def _covers(low: float | None, truth: float, high: float | None) -> float:
    """Whether an interval covers the truth; NaN where there is none."""
    return np.nan if low is None or high is None else float(low <= truth <= high)


def _judge(pair: Difference, p: float, difference: float = 0, delta: float = 0) -> list[float]:
    covered = _covers(pair.low, difference, pair.high)
    effect_covered = _covers(pair.effect_low, delta, pair.effect_high)
    return [covered, effect_covered, p if np.isnan(p) else float(p <= 0.05)]


def _summarise(name: str, found: list[list]) -> dict:
    names = ("mean covered", "difference covered", "delta covered", "p at most 0.05")
    return {"corpora": name} | dict(zip(names, pd.DataFrame(found, dtype=float).mean().round(3), strict=True))


def measure_time(run) -> float:
    """The best of three: what others do on the machine is not ours."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return round(min(times), 2)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scores", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--resamples", type=int, default=2_000)
    parser.add_argument("--errors", type=int, metavar="CORPORA")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.errors:
        print(pd.DataFrame(count_errors(options.errors)).to_string(index=False))
        return 0
    scores = make_scores(options.scores, options.articles)
    n = {"n_resamples": options.resamples}
    result = {
        "scores": options.scores,
        "articles": options.articles,
        "resamples": options.resamples,
        "compare_seconds": measure_time(lambda: compare_groups(scores, **n)),
        "compare_within_topics_seconds": measure_time(lambda: compare_groups(scores, within="topic", **n)),
        "estimate_one_group_seconds": measure_time(lambda: estimate(scores, **n)),
        "estimate_ten_groups_seconds": measure_time(
            lambda: estimate(scores, by=["speaker_party", "outlet"], **n)
        ),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    if os.environ | ONE_THREAD != os.environ:  # libraries read this once, when they are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    sys.exit(main())
