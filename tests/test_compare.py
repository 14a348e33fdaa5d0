"""Comparisons, checked against their definitions, SciPy, and simulations with a known truth."""

import itertools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.caveats import EVENTS_DIFFER, FEW_ARTICLES, FEW_BLOCKS, FEW_PERMUTATIONS, INVENTED, ROLES_DIFFER
from toolkit.compare import compare_groups
from toolkit.resampling import adjust_holm, expand_tail
from toolkit.schema import COMPARISONS

ROOT = Path(__file__).parents[1]


def make_scores(values, articles, outlets, *, party="US", measure="tone.polarity", **more):
    fixed = {"unit": "quote", "voice": "verbatim", "party": party, "measure": measure}
    return pd.DataFrame({"value": values, "article_id": articles, "outlet": outlets} | fixed | more)


def make_outlets(a, b, **more):
    """One score an article: those of a in the outlet Post, those of b in Wire."""
    outlets = ["Post"] * len(a) + ["Wire"] * len(b)
    return make_scores([*a, *b], [f"a{n}" for n in range(len(outlets))], outlets, **more)


def compare_one(table, **options):
    (row,) = compare_groups(table, **options).itertuples()
    return row


def find_interval(data, statistic, **options):
    """SciPy's percentile interval, at the level that few articles ask for."""
    level = 1 - 2 * expand_tail(0.025, min(map(len, data)))
    found = stats.bootstrap(data, statistic, confidence_level=level, method="percentile", rng=2, **options)
    return found.confidence_interval


def notes(row) -> list[str]:
    return [] if pd.isna(row.caveat) else row.caveat.split("; ")


RNG = np.random.default_rng(1)
A, B = RNG.normal(0.3, 1, size=60), RNG.normal(0, 2, size=50)


def test_the_default_is_the_same_party_across_outlets():
    table = pd.concat([make_outlets([1.0], [0.0]), make_outlets([0.5], [0.5], party="Russia")])
    found = compare_groups(table)
    assert found[["group_a", "group_b", "difference"]].values.tolist() == [
        ["Russia × Post", "Russia × Wire", 0.0],
        ["US × Post", "US × Wire", 1.0],
    ]
    assert found.columns.tolist() == COMPARISONS.names


def test_with_one_score_an_article_the_interval_is_scipys():
    row = compare_one(make_outlets(A, B), n_resamples=20_000)
    expected = find_interval((A, B), lambda a, b, axis: a.mean(axis) - b.mean(axis), n_resamples=20_000)
    assert row.difference == pytest.approx(A.mean() - B.mean())
    assert (row.ci_low, row.ci_high) == pytest.approx((expected.low, expected.high), abs=0.03)


@pytest.mark.parametrize("digits", [0, 1, 8], ids=["many ties", "ties", "no ties"])
def test_cliffs_delta_is_the_mann_whitney_statistic(digits):
    a, b = A.round(digits), B.round(digits)
    row = compare_one(make_outlets(a, b))
    u = stats.mannwhitneyu(a, b).statistic
    assert row.effect == pytest.approx(2 * u / (len(a) * len(b)) - 1)
    assert row.effect_type == "Cliff's delta"


def test_away_from_its_ends_the_interval_of_cliffs_delta_is_near_scipys():
    a, b = A[:30].round(1), B[:25].round(1)

    def find_delta(a, b):
        return np.sign(np.subtract.outer(a, b)).mean()

    row = compare_one(make_outlets(a, b), n_resamples=10_000)
    expected = find_interval((a, b), find_delta, vectorized=False, n_resamples=2000)
    assert (row.effect_low, row.effect_high) == pytest.approx((expected.low, expected.high), abs=0.08)


def test_of_shares_cliffs_delta_is_the_difference():
    a, b = [1.0, 0, 0, 1, 1] * 4, [0.0, 0, 1, 0] * 5
    row = compare_one(make_outlets(a, b))
    assert row.effect == pytest.approx(row.difference)
    assert (row.effect_low, row.effect_high) == pytest.approx((row.ci_low, row.ci_high), abs=0.08)


def test_p_is_the_permutation_test_of_welchs_statistic():
    a, b = A[:9] + 0.7, B[:9]
    row = compare_one(make_outlets(a, b), n_resamples=20_000)
    expected = stats.permutation_test(
        (a, b),
        lambda a, b, axis: stats.ttest_ind(a, b, axis=axis, equal_var=False).statistic,
        n_resamples=np.inf,
        vectorized=True,
    )
    assert row.p_value == pytest.approx(expected.pvalue, abs=0.015)


def test_with_few_articles_p_cannot_be_small():
    row = compare_one(make_outlets([1.0, 0.9], [0.0, 0.1]))
    assert row.p_value == pytest.approx(1 / 3, abs=0.05)


def test_paired_articles_change_sides_together():
    """With one article of each outlet an event, p is that of the sign flips of the differences."""
    rng = np.random.default_rng(4)
    values = rng.normal(size=(12, 2)) + [0.8, 0] + 5 * rng.normal(size=(12, 1))
    table = make_outlets(values[:, 0], values[:, 1]).assign(event=[f"e{n}" for n in range(12)] * 2)
    row = compare_one(table, n_resamples=20_000)
    gaps = values[:, 0] - values[:, 1]
    expected = stats.permutation_test((gaps,), np.mean, permutation_type="samples", n_resamples=np.inf)
    assert row.difference == pytest.approx(gaps.mean())
    assert row.p_value == pytest.approx(expected.pvalue, abs=0.01)
    assert row.ci_low == pytest.approx(find_interval((gaps,), np.mean, n_resamples=20_000).low, abs=0.05)
    assert "bootstrap over event blocks" in row.method


def test_under_no_difference_p_and_interval_err_as_often_as_they_say():
    """Articles of many scores and their own level; the spread of the outlets differs."""
    rng = np.random.default_rng(0)
    rejected = covered = 0
    for run in range(200):
        level = np.concatenate([rng.normal(0, 1, 15), rng.normal(0, 2, 30)])
        values = np.repeat(level, 3) + rng.normal(size=135)
        table = make_scores(values, np.repeat(np.arange(45), 3), ["Post"] * 45 + ["Wire"] * 90)
        row = compare_one(table, n_resamples=300, seed=run)
        rejected += row.p_value <= 0.05
        covered += row.ci_low <= 0 <= row.ci_high
    assert 0.02 <= rejected / 200 <= 0.09
    assert 0.91 <= covered / 200 <= 0.98


def test_within_blocks_the_difference_is_a_regression_with_a_constant_for_each():
    rng = np.random.default_rng(3)
    n, event, outlet = 90, rng.integers(4, size=90), rng.integers(2, size=90)
    values = rng.normal(size=n) + event
    table = make_scores(values, np.arange(n), np.where(outlet, "Post", "Wire"), event=event.astype(str))
    design = np.column_stack([outlet, *(event == k for k in range(4))])
    assert compare_one(table).difference == pytest.approx(np.linalg.lstsq(design, values)[0][0])
    pairs = [
        np.sign(values[i] - values[j])
        for i, j in itertools.product(np.flatnonzero(outlet), np.flatnonzero(1 - outlet))
        if event[i] == event[j]
    ]
    assert compare_one(table).effect == pytest.approx(np.mean(pairs))


def test_parties_and_outlets_are_compared_as_they_are_named():
    table = pd.concat([make_outlets([1.0], [0.0]), make_outlets([0.5], [0.5], party="Russia")])
    found = compare_groups(table, parties=["US", "Russia"], outlets=["Wire", "Post"])
    assert found[["group_a", "group_b", "difference"]].values.tolist() == [
        ["US × Wire", "US × Post", -1.0],
        ["Russia × Wire", "Russia × Post", 0.0],
    ]
    with pytest.raises(ValueError, match=r"outlets: expected a list of Post, Wire; got \['Times'\]"):
        compare_groups(table, outlets=["Times"])


def test_only_events_that_both_cover_count():
    table = make_outlets([1.0, 1.0, 9.0], [0.0, 0.0, -9.0]).assign(event=["x", "x", "y", "x", "x", "z"])
    row = compare_one(table)
    assert (row.difference, row.n_articles_a, row.n_articles_b) == (1.0, 2, 2)
    assert row.estimand.endswith("within the same event: 1 in common")
    assert compare_one(table, within=[]).difference == pytest.approx(11 / 3 + 3)


def test_without_an_event_in_common_the_contrast_stays_and_says_so():
    row = compare_one(make_outlets([1.0], [0.0]).assign(event=["x", "y"]))
    assert pd.isna(row.difference)
    assert (row.n_articles_a, row.n_articles_b) == (0, 0)
    assert notes(row) == ["no event in common"]


def test_articles_behind_both_parties_stay_paired():
    level = np.random.default_rng(2).normal(0, 5, size=20)
    us = make_scores(level + 1, np.arange(20), "Wire")
    table = pd.concat([us, make_scores(level + 0.01 * level**2, np.arange(20), "Wire", party="Russia")])
    paired = compare_one(table, contrast="party")
    apart = compare_one(table.assign(article_id=np.arange(40)), contrast="party")
    assert paired.ci_high - paired.ci_low < 0.2 * (apart.ci_high - apart.ci_low)


def test_repeating_every_score_in_its_article_changes_nothing_but_counts():
    table = make_outlets(A, B)
    once, tenfold = compare_one(table), compare_one(pd.concat([table] * 10))
    for name in ("difference", "ci_low", "ci_high", "effect", "effect_low", "p_value"):
        assert getattr(tenfold, name) == pytest.approx(getattr(once, name))


def test_swapping_the_names_turns_the_signs():
    there = compare_one(make_outlets(A, B))
    table = make_outlets(A, B)
    back = compare_one(table.assign(outlet=table["outlet"].map({"Post": "Wire", "Wire": "Post"})))
    assert (back.difference, back.effect) == pytest.approx((-there.difference, -there.effect))
    assert back.p_value == pytest.approx(there.p_value, abs=0.03)


def test_near_copies_are_drawn_together(demo):
    copies = demo.articles["duplicate_group"].notna()
    assert copies.any()
    table = demo.scores[demo.scores["measure"] == "voice.share"]
    together = compare_groups(demo, measures=["voice.share"], n_resamples=200)
    apart = compare_groups(table, n_resamples=200)
    assert together["difference"].to_numpy(float) == pytest.approx(apart["difference"].to_numpy(float))
    assert not together["ci_low"].equals(apart["ci_low"])


def test_one_article_has_neither_interval_nor_p():
    row = compare_one(make_outlets([1.0], [0.0, 0.5]))
    assert row.difference == 0.75
    assert pd.isna([row.ci_low, row.effect_low, row.p_value, row.p_adjusted]).all()


def test_shares_without_spread_have_the_intervals_of_their_sides():
    row = compare_one(make_outlets([1.0] * 12, [0.0] * 12, measure="stance.distancing"))
    reach = np.sqrt(2) * (1 - stats.binomtest(12, 12).proportion_ci(0.95, method="exact").low)
    assert (row.ci_low, row.ci_high) == pytest.approx((1 - reach, 1))
    assert (row.effect_low, row.effect_high) == pytest.approx((1 - reach, 1))


def test_tones_without_spread_have_no_interval():
    table = pd.concat([make_outlets([0.0] * 3, [0.0] * 3), make_outlets([0.3], [0.1], party="Russia")])
    row = compare_groups(table).iloc[1]
    assert (row["difference"], row["p_value"]) == (0, 1)
    assert pd.isna(row["ci_low"])


def test_p_is_adjusted_for_all_contrasts_of_the_call():
    outlets = np.repeat(["Post", "Wire", "Times"], 20)
    found = compare_groups(make_scores(RNG.normal(size=60), np.arange(60), outlets))
    assert found["p_adjusted"].to_numpy(float) == pytest.approx(adjust_holm(found["p_value"].to_numpy(float)))
    assert found["method"].str.endswith("adjusted after Holm for 3 contrasts").all()


def test_p_falls_as_low_as_the_number_of_contrasts_asks():
    outlets = [f"O{n}" for n in range(6)]
    values = np.concatenate([10 * n + RNG.normal(size=12) for n in range(6)])
    found = compare_groups(make_scores(values, np.arange(72), np.repeat(outlets, 12)), n_resamples=99)
    assert len(found) == 15
    assert (found["p_adjusted"] < 0.01).all()
    assert not found["caveat"].str.contains(FEW_PERMUTATIONS).any()


def test_too_few_articles_for_a_small_p_are_said():
    row = compare_one(make_outlets([1.0, 0.9, 0.8], [0.0, 0.1, 0.2]))
    assert notes(row)[-1] == f"{FEW_PERMUTATIONS} 0.05"


def test_groups_that_do_not_overlap_leave_delta_an_interval():
    row = compare_one(make_outlets(A[:20] + 100, B[:20]))
    t = stats.t.ppf(0.975, 19) * np.sqrt(20 / 19)
    assert (row.effect_low, row.effect_high) == pytest.approx(((20 - t**2) / (20 + t**2), 1), abs=1e-3)


def test_with_few_articles_the_interval_is_students():
    a, b = A[:4], B[:4]
    row = compare_one(make_outlets(a, b, measure="mine"))
    half = stats.t.ppf(0.975, 3) * np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / 4)
    assert row.ci_high - row.difference == pytest.approx(half, rel=0.01)
    assert row.method.startswith("Student’s t over articles, 95%; p: ")


def test_a_share_without_spread_widens_the_interval_over_blocks():
    event, rng = np.repeat(np.arange(12), 3), np.random.default_rng(0)
    b = (rng.random(36) < 0.4).astype(float)
    table = make_outlets([0.0] * 36, b, measure="stance.distancing").assign(event=[*event, *event])
    row = compare_one(table)
    assert row.method.startswith(
        "expanded percentile bootstrap over event blocks, 2000 resamples and Clopper"
    )
    assert "whole event blocks turned round" in row.method
    assert row.ci_low < row.difference < row.ci_high <= 1


MANY = make_outlets(A, B)


@pytest.mark.parametrize(
    ("table", "options", "expected"),
    [
        (MANY, {}, [EVENTS_DIFFER]),
        (MANY.assign(event="veto"), {}, [FEW_BLOCKS]),
        (MANY.assign(event=np.arange(110) % 10), {}, []),
        (MANY.assign(period="2012-02"), {"within": "period"}, [FEW_BLOCKS]),
        (make_outlets(A[:9], B[:9]).assign(event=[*range(9)] * 2), {}, [FEW_ARTICLES]),
        (MANY.head(69), {}, [EVENTS_DIFFER, FEW_ARTICLES]),
        (MANY.assign(party=MANY["outlet"]), {"contrast": "party"}, [ROLES_DIFFER, EVENTS_DIFFER]),
        (MANY.assign(voice_party=MANY["outlet"]), {"contrast": "voice_party"}, [ROLES_DIFFER, EVENTS_DIFFER]),
    ],
)
def test_caveats_come_by_themselves(table, options, expected):
    assert notes(compare_one(table, **options)) == expected


def test_an_invented_corpus_is_said(demo):
    assert (
        compare_groups(demo, measures=["voice.share"], n_resamples=9)["caveat"].str.endswith(INVENTED).all()
    )


def test_the_caveat_of_a_contrast_speaks_of_its_two_outlets(demo):
    real = demo.outlets["ownership"].where(demo.outlets["outlet"] != "Northgate Wire", "private")
    mixed = replace(demo, outlets=demo.outlets.assign(ownership=real))
    for row in compare_groups(mixed, measures=["voice.share"], n_resamples=9).itertuples():
        partly = "Northgate Wire" in row.group_a + row.group_b
        assert notes(row)[-1] == ("partly invented corpus: 1 of 2 outlets" if partly else INVENTED)


def test_groups_may_cross_and_periods_may_be_contrasted():
    table = make_outlets([1.0, 0.0], [0.5, 0.0]).assign(period=["2012-02", "2012-03"] * 2)
    found = compare_groups(table, contrast="period", by=["party", "outlet"])
    assert found["group_a"].tolist() == ["US × Post × 2012-02", "US × Wire × 2012-02"]
    assert len(compare_groups(table, contrast=["outlet", "period"])) == 6


def test_the_seed_decides_and_the_input_stays():
    table = make_outlets(A, B)
    before = table.copy()
    pd.testing.assert_frame_equal(compare_groups(table, seed=3), compare_groups(table, seed=3))
    assert compare_one(table, seed=3).ci_low != compare_one(table, seed=4).ci_low
    pd.testing.assert_frame_equal(table, before)


def test_nothing_in_nothing_out():
    found = compare_groups(make_scores([], [], []))
    assert found.empty
    assert found.columns.tolist() == COMPARISONS.names


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"contrast": []}, r"contrast: expected at least one column, .* got contrast=\[\]"),
        (
            {"contrast": "party", "by": "party"},
            "contrast: expected at least one column, and none that is in",
        ),
        ({"within": "event"}, "scores: expected columns .*; missing: event"),
        ({"measures": ["tone"]}, r"measures: expected a list of tone.polarity; got \['tone'\]"),
        ({"level": 95}, "level: expected a number between 0 and 1, such as 0.95; got 95"),
        ({"n_resamples": 0}, "n_resamples: expected at least 1, got 0"),
    ],
)
def test_bad_options(options, message):
    with pytest.raises(ValueError, match=message):
        compare_groups(make_outlets([1.0], [0.0]), **options)


@pytest.mark.parametrize("given", [[1, 2], 5, None])
def test_not_a_table(given):
    with pytest.raises(TypeError, match=f"scores: expected a DataFrame, got {type(given).__name__}"):
        compare_groups(given)


def test_the_benchmark_runs():
    command = [sys.executable, ROOT / "benchmarks" / "resampling.py", "--scores", "500", "--articles", "50"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert '"compare_seconds"' in shown


def test_blocks_that_cut_through_articles_are_refused():
    table = make_scores([1.0, 0.0, 1.0, 0.0], ["a", "a", "b", "b"], ["Post", "Post", "Wire", "Wire"])
    table["party"] = ["US", "Russia", "US", "Russia"]
    with pytest.raises(ValueError, match="within: expected columns with one value per article, .* got party"):
        compare_groups(table, by=[], within="party")
