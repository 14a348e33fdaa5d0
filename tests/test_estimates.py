"""Estimates, and what groups may be made by, checked against their definition and against SciPy."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from toolkit.caveats import FEW_ARTICLES, INVENTED, SCARCE_ARTICLES
from toolkit.estimates import estimate
from toolkit.resampling import expand_tail
from toolkit.schema import ESTIMATES


def make_scores(values, articles, *, party="US", unit="quote", voice="verbatim", measure="tone.polarity"):
    return pd.DataFrame(
        {
            "unit": unit,
            "article_id": articles,
            "outlet": "Wire",
            "voice": voice,
            "party": party,
            "measure": measure,
            "value": values,
        }
    )


def test_the_mean_is_over_units_and_counts_stand_beside_it():
    table = estimate(make_scores([1.0, 0.0, 0.5], ["a", "a", "b"]))
    row = table.iloc[0]
    assert (row["value"], row["n_quotes"], row["n_articles"], row["n_outlets"]) == (0.5, 3, 2, 1)
    assert table.columns.tolist() == ESTIMATES.names


def test_with_one_unit_an_article_the_interval_is_scipys():
    values = np.random.default_rng(1).normal(size=60)
    row = estimate(make_scores(values, [f"a{i}" for i in range(60)]), n_resamples=20_000).iloc[0]
    level = 1 - 2 * expand_tail(0.025, 60)
    expected = stats.bootstrap(
        (values,), np.mean, n_resamples=20_000, confidence_level=level, method="percentile", rng=2
    )
    assert row["ci_low"] == pytest.approx(expected.confidence_interval.low, abs=0.01)
    assert row["ci_high"] == pytest.approx(expected.confidence_interval.high, abs=0.01)


def test_repeating_every_unit_in_its_article_does_not_narrow_the_interval():
    values, articles = [0.1, 0.9, 0.4, 0.6] * 5, [f"a{i}" for i in range(20)]
    once = estimate(make_scores(values, articles)).iloc[0]
    tenfold = estimate(make_scores(values * 10, articles * 10)).iloc[0]
    assert tenfold["ci_low"] == pytest.approx(once["ci_low"])
    assert tenfold["n_quotes"] == 10 * once["n_quotes"]


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(0)
    hits = 0
    for run in range(200):
        articles = np.repeat([f"a{i}" for i in range(12)], 3)
        values = np.repeat(rng.normal(size=12), 3) + rng.normal(size=36)
        row = estimate(make_scores(values, articles), n_resamples=400, seed=run).iloc[0]
        hits += row["ci_low"] <= 0 <= row["ci_high"]
    assert 0.91 <= hits / 200 <= 0.98


@pytest.mark.parametrize(("n", "caveat"), [(4, SCARCE_ARTICLES), (9, FEW_ARTICLES), (10, None)])
def test_few_articles_are_said(n, caveat):
    row = estimate(make_scores(np.arange(float(n)), [f"a{i}" for i in range(n)])).iloc[0]
    assert row["caveat"] == caveat or (caveat is None and pd.isna(row["caveat"]))


def test_one_article_has_no_interval():
    row = estimate(make_scores([0.0, 1.0], ["a", "a"])).iloc[0]
    assert pd.isna(row["ci_low"])
    assert pd.isna(row["ci_high"])


@pytest.mark.parametrize("value", [0, 1])
def test_a_share_without_spread_has_the_exact_interval(value):
    scores = make_scores([float(value)] * 12, [f"a{i}" for i in range(12)], measure="stance.distancing")
    row = estimate(scores).iloc[0]
    exact = stats.binomtest(12 * value, 12).proportion_ci(0.95, method="exact")
    assert (row["ci_low"], row["ci_high"]) == (pytest.approx(exact.low), pytest.approx(exact.high))


def test_the_seed_decides_the_interval():
    table = make_scores(np.random.default_rng(1).normal(size=12), [f"a{i}" for i in range(12)])
    pd.testing.assert_frame_equal(estimate(table, seed=3), estimate(table, seed=3))
    assert estimate(table, seed=3)["ci_low"][0] != estimate(table, seed=4)["ci_low"][0]


def test_what_others_say_is_not_the_outlets_description():
    own = make_scores([0.5], ["a"], unit="mention", voice="outlet", measure="description.polarity")
    others = make_scores([-1.0], ["a"], unit="mention", voice="verbatim", measure="description.polarity")
    table = pd.concat([own, others])
    assert estimate(table)["value"].tolist() == [0.5]
    assert estimate(table, voices=["verbatim"])["value"].tolist() == [-1.0]


def test_groups_may_cross():
    table = pd.concat([make_scores([1.0], ["a"]), make_scores([0.0], ["b"], party="Russia")])
    assert estimate(table, by=["party", "outlet"])["group"].tolist() == ["Russia × Wire", "US × Wire"]


def test_parties_and_outlets_come_as_they_are_named(demo):
    parties, outlets = ["US", "Russia"], ["Volkhov News Agency", "Apamea News Agency"]
    options = {"by": ["party", "outlet"], "measures": ["voice.share"], "n_resamples": 9}
    table = estimate(demo, parties=parties, outlets=outlets, **options)
    assert table["group"].tolist() == [f"{party} × {outlet}" for party in parties for outlet in outlets]
    whole = estimate(demo, **options)
    same = whole.set_index("group").loc[table["group"]].reset_index()[table.columns]
    pd.testing.assert_frame_equal(table, same)


def test_measures_come_as_they_are_named(demo):
    names = ["voice.share", "tone.polarity"]
    assert estimate(demo, by="outlet", measures=names, n_resamples=9)["measure"].unique().tolist() == names


def test_a_name_given_twice_counts_once():
    assert len(estimate(make_scores([1.0], ["a"]), parties=["US", "US"])) == 1


def test_nothing_in_nothing_out():
    table = estimate(make_scores([], []))
    assert table.empty
    assert table.columns.tolist() == ESTIMATES.names


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measures": ["tone"]}, r"measures: expected a list of tone.polarity; got \['tone'\]"),
        ({"measures": "tone.polarity"}, "measures: expected a list of tone.polarity; got 'tone.polarity'"),
        ({"parties": ["USA"]}, r"parties: expected a list of US; got \['USA'\]"),
        ({"parties": "US"}, "parties: expected a list of US; got 'US'"),
        ({"outlets": ["Post", "Wire"]}, r"outlets: expected a list of Wire; got \['Post', 'Wire'\]"),
        ({"voices": ["chorus"]}, r"voices: expected a list of verbatim; got \['chorus'\]"),
        ({"level": 95}, "level: expected a number between 0 and 1, such as 0.95; got 95"),
        ({"n_resamples": 0}, "n_resamples: expected at least 1, got 0"),
        ({"by": "colour"}, "scores: expected columns .*; missing: colour"),
    ],
)
def test_bad_options(options, message):
    with pytest.raises(ValueError, match=message):
        estimate(make_scores([1.0], ["a"]), **options)


def test_a_tone_without_spread_has_no_interval():
    table = pd.concat([make_scores([0.0] * 3, list("abc")), make_scores([0.5], ["d"], party="Russia")])
    row = estimate(table).set_index("group").loc["US"]
    assert row["value"] == 0
    assert pd.isna(row["ci_low"])


def test_near_copies_count_as_one_article(demo):
    shares = estimate(demo, measures=["voice.share"], n_resamples=50)
    groups = demo.articles["duplicate_group"].fillna(demo.articles["article_id"])
    assert groups.nunique() < shares["n_articles"].max() == len(demo.articles)
    assert shares["caveat"].str.contains(INVENTED).all()


def test_the_caveat_speaks_of_the_outlets_of_its_group(demo):
    real = demo.outlets["ownership"].where(demo.outlets["outlet"] != "Northgate Wire", "private")
    mixed = replace(demo, outlets=demo.outlets.assign(ownership=real))
    by_outlet = estimate(mixed, by="outlet", measures=["voice.share"], n_resamples=9).set_index("group")
    invented = by_outlet["caveat"].fillna("").str.contains("invented corpus")
    assert invented[~invented].index.tolist() == ["Northgate Wire"]
    (note,) = estimate(mixed, by="measure", measures=["voice.share"], n_resamples=9)["caveat"]
    assert note == "partly invented corpus: 3 of 4 outlets"


def test_the_order_of_the_rows_does_not_matter():
    rng = np.random.default_rng(5)
    table = make_scores(rng.normal(size=40), rng.choice(list("abcdefghijklmnop"), 40))
    pd.testing.assert_frame_equal(estimate(table), estimate(table.sample(frac=1, random_state=1)))


def test_articles_with_the_same_mean_have_no_interval():
    row = estimate(make_scores([0.0, 1.0, 0.0, 1.0], list("aabb"), measure="stance.distancing")).iloc[0]
    assert pd.isna(row["ci_low"])
    assert row["method"] == "no interval: no spread"


def test_fewer_than_five_articles_have_students_interval():
    row = estimate(make_scores([0.1, 0.2, 0.4], list("abc"))).iloc[0]
    half = stats.t.ppf(0.975, 2) * np.std([0.1, 0.2, 0.4], ddof=1) / np.sqrt(3)
    assert row["ci_high"] - row["value"] == pytest.approx(half)
    assert row["method"] == "Student’s t over articles, 95%"
