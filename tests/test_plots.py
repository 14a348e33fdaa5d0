"""The figures: one style, one look for each party, uncertainty, counts and caveats in each."""

import re
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from cycler import cycler
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from toolkit.plots import (
    assign_looks,
    draw_portrait,
    get_colour,
    get_marker,
    house_style,
    plot_comparisons,
    plot_distribution,
    plot_estimates,
    plot_timeline,
    plot_verb_stance,
    plot_voice_share,
    plot_who_about_whom,
)
from toolkit.plots.colours import GREY, LOOKS
from toolkit.schema import COMPARISONS, ESTIMATES, make_table


def make_estimates(*groups: str, measure: str = "tone.polarity", **more) -> pd.DataFrame:
    row = {
        "measure": measure, "value": 0.1, "ci_low": 0.0, "ci_high": 0.2, "n_quotes": 12, "n_articles": 11,
        "estimand": "mean over quotations, voice: verbatim",
    }  # fmt: skip
    return make_table([row | {"group": group} | more for group in groups], ESTIMATES)


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_a_group_has_its_interval_its_count_and_its_partys_colour():
    ax = plot_estimates(make_estimates("US", "Russia × Wire"))
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["US\n12 quotations in 11 articles", "Russia × Wire\n12 quotations in 11 articles"]
    bar, mark = ax.lines[:2]
    assert list(bar.get_xdata()) == [0.0, 0.2]
    assert mark.get_color() == get_colour("US")
    assert ax.lines[3].get_color() == get_colour("Russia")


def test_few_articles_are_hollow():
    ax = plot_estimates(make_estimates("US", caveat="fewer than 10 articles"))
    assert ax.lines[1].get_markerfacecolor() == "white"
    assert ax.lines[0].get_linestyle() == "-"
    assert "dotted" not in ax.figure.get_supxlabel()


def test_the_interval_of_hardly_any_articles_is_dotted():
    ax = plot_estimates(make_estimates("US", caveat="fewer than 5 articles, do not lean on it"))
    assert ax.lines[1].get_markerfacecolor() == "white"
    assert ax.lines[0].get_linestyle() == ":"
    told = " ".join(ax.figure.get_supxlabel().split())
    assert "dotted bar: fewer than 5. Fewer than 5 articles, do not lean on it: US." in told
    assert "Counted is what has a score. Hollow: fewer than 10 articles (near copies count once)" in told


@pytest.mark.parametrize(
    ("caveat", "n", "label"),
    [
        ("fewer than 10 articles", 10, "12 quotations in 10 articles, near copies included"),
        ("fewer than 10 articles", 9, "12 quotations in 9 articles"),
        ("fewer than 5 articles, do not lean on it", 5, "12 quotations in 5 articles, near copies included"),
        (None, 10, "12 quotations in 10 articles"),
    ],
)
def test_a_hollow_mark_of_enough_articles_tells_of_near_copies(caveat, n, label):
    ax = plot_estimates(make_estimates("US", caveat=caveat, n_articles=n))
    assert ax.get_yticklabels()[0].get_text() == f"US\n{label}"
    table = make_comparisons(("US", "Russia"), caveat=caveat, n_articles_a=n)
    assert ("near copies included" in plot_comparisons(table).get_yticklabels()[0].get_text()) == (
        "near copies included" in label
    )


def test_the_foot_names_whose_numbers_rest_on_hardly_any_articles():
    scarce = "fewer than 5 articles, do not lean on it"
    table = make_comparisons(("US × Post", "US × Wire"), caveat=scarce)
    assert "Fewer than 5 articles, do not lean on it: US × Post − US × Wire." in get_notes(
        plot_comparisons(table)
    )
    shares = make_estimates("US", "China", measure="voice.share", caveat=scarce)
    tone = make_estimates("US", "Russia", caveat=scarce)
    foot = draw_portrait(pd.concat([shares, tone]), parties=["Russia"]).get_supxlabel()
    assert "Fewer than 5 articles, do not lean on it: Russia (tone)." in foot


def test_without_an_interval_no_bar_is_drawn():
    ax = plot_estimates(make_estimates("US", ci_low=None, ci_high=None))
    assert [list(line.get_xdata()) for line in ax.lines] == [[0.1], [0, 0]]


def test_it_draws_where_it_is_told():
    _, ax = plt.subplots()
    assert plot_estimates(make_estimates("US"), ax=ax) is ax


def test_one_measure_at_a_time():
    table = pd.concat([make_estimates("US"), make_estimates("US", measure="voice.share")])
    with pytest.raises(ValueError, match="table: expected the rows of one measure, got 2: tone.polarity"):
        plot_estimates(table)


def test_the_portrait_says_what_it_leaves_out_and_every_caveat_once():
    shares = make_estimates(
        "US", "Russia", "unresolved", measure="voice.share", value=0.25, caveat="invented corpus: x"
    )
    figure = draw_portrait(shares)
    foot = figure.get_supxlabel()
    assert "speakers of no known party, who have 25% of an article's quoted words" in foot
    assert foot.count("Invented corpus: x.") == 1
    assert "no data for" in figure.axes[1].texts[0].get_text()


@pytest.mark.parametrize("party", ["US", "Russia", "Greens", "unresolved", "<b>"])
def test_a_party_keeps_its_colour(party):
    assert get_colour(party) == get_colour(party)
    assert get_colour(party).startswith("#")


def get_texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def get_notes(ax) -> str:
    return " ".join(ax.figure.get_supxlabel().split())


STANCE_SHARES = {"neutral": 0.5, "endorsing": 0.25, "distancing": 0.25, "conflictual": 0.0}


def make_stances(*groups: str, **more) -> pd.DataFrame:
    return pd.concat(
        [
            make_estimates(*groups, measure=f"stance.{stance}", value=share, **more)
            for stance, share in STANCE_SHARES.items()
        ]
    )


def make_comparisons(*pairs: tuple[str, str], **more) -> pd.DataFrame:
    row = {
        "measure": "tone.polarity", "difference": 0.2, "ci_low": 0.1, "ci_high": 0.3, "effect": -0.25,
        "p_adjusted": 0.04, "n_articles_a": 12, "n_articles_b": 11,
        "estimand": "mean of a minus mean of b, over quotations; within the same event: 9 in common",
        "method": "percentile bootstrap over articles, 2000 resamples, 95%; p: permutation",
    }  # fmt: skip
    return make_table([row | {"group_a": a, "group_b": b} | more for a, b in pairs], COMPARISONS)


def make_scores(values, *, party="US", measure="tone.polarity"):
    return pd.DataFrame(
        {
            "unit": "quote",
            "article_id": [f"{party}{n}" for n in range(len(values))],
            "outlet": "Wire",
            "voice": "verbatim",
            "party": party,
            "measure": measure,
            "value": values,
        }
    )


def test_shares_of_voice_go_from_large_to_small_with_numbers():
    table = pd.concat(
        [make_estimates(party, measure="voice.share", value=v) for party, v in (("US", 0.1), ("Russia", 0.3))]
    )
    ax = plot_voice_share(table)
    assert [label.get_text().split(" (")[0] for label in ax.get_yticklabels()] == ["Russia", "US"]
    assert [bar.get_width() for bar in ax.patches] == [0.3, 0.1]
    assert get_texts(ax) == ["30%", "10%"]


def test_the_outlets_of_a_party_stand_together():
    groups = {"US × Post": 0.1, "Russia × Post": 0.2, "US × Wire": 0.3}
    table = pd.concat([make_estimates(g, measure="voice.share", value=v) for g, v in groups.items()])
    labels = [label.get_text().split(" (")[0] for label in plot_voice_share(table).get_yticklabels()]
    assert labels == ["US × Wire", "US × Post", "Russia × Post"]


def test_stances_are_stacked_and_their_intervals_written():
    ax = plot_verb_stance(make_stances("US", "Russia"))
    of_us = [bar for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2) < 0.01]
    assert [bar.get_x() for bar in of_us] == [0, 0.5, 0.75, 1.0]
    assert get_texts(ax)[:4] == ["50% (0–20%)", "25% (0–20%)", "25% (0–20%)", "0% (0–20%)"]
    assert get_texts(ax)[-4:] == list(STANCE_SHARES)


def test_the_matrix_has_speakers_in_rows_and_counts_in_cells():
    table = make_estimates("US × Russia", "Russia × US", "US × China", measure="description.polarity")
    ax = plot_who_about_whom(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["US", "Russia"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["US", "Russia", "China"]
    assert get_texts(ax)[:3] == ["+0.10", "0.00 to +0.20", "12 / 11"]
    first = ax.texts[0].get_position()
    assert (int(first[0]), int(first[1])) == (1, 0)


def test_cells_of_few_articles_are_hatched_and_pale():
    few = make_estimates("US × Russia", caveat="fewer than 10 articles", value=-0.9)
    many = make_estimates("US × China", value=-0.9)
    ax = plot_who_about_whom(pd.concat([few, many]))
    weak, strong = ax.patches[0], ax.patches[2]
    assert (weak.get_hatch(), strong.get_hatch()) == ("//", None)
    assert sum(weak.get_facecolor()) > sum(strong.get_facecolor())


def test_the_timeline_joins_periods_that_follow_each_other():
    table = make_estimates("US × 2012-02", "US × 2012-03", "US × 2012-05")
    ax = plot_timeline(table)
    joined = [line for line in ax.lines if list(line.get_xdata()) == [0, 1]]
    assert len(joined) == 2  # the line, and zero across
    assert not [line for line in ax.lines if list(line.get_xdata()) == [1, 3]]
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "2012-02\n11",
        "2012-03\n11",
        "2012-05\n11",
    ]
    assert get_texts(ax) == ["articles:\nUS"]


@pytest.mark.parametrize(
    "periods", [("2012-02-04", "2012-02-05"), ("2012-01-30/2012-02-05", "2012-02-06/2012-02-12"),
                ("2012Q1", "2012Q2"), ("2012", "2013")]
)  # fmt: skip
def test_every_kind_of_period_has_its_place(periods):
    ax = plot_timeline(make_estimates(*(f"US × {period}" for period in periods)))
    assert list(ax.get_xticks()) == [0, 1]


def test_a_long_timeline_labels_some_periods():
    table = make_estimates(*(f"US × {month}" for month in pd.period_range("2010-01", periods=60, freq="M")))
    assert len(plot_timeline(table).get_xticks()) == 12


def test_a_distribution_counts_its_evidence_and_its_zeros():
    table = pd.concat([make_scores([0, 0, 0.5, 1.0] * 3), make_scores([-0.5] * 12, party="Russia")])
    ax = plot_distribution(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Russia\n12 quotations in 12 articles\n0% exactly 0",
        "US\n12 quotations in 12 articles\n50% exactly 0",
    ]
    heights = [-bar.get_height() for bar in ax.patches if bar.get_height()]
    assert heights == pytest.approx([0.8, 0.2, 0.2])


def test_a_distribution_of_one_value_is_drawn():
    assert (
        plot_distribution(make_scores([0.0] * 3)).get_yticklabels()[0].get_text().endswith("100% exactly 0")
    )


def test_comparisons_name_both_sides_and_the_party_they_share():
    ax = plot_comparisons(make_comparisons(("US × Post", "US × Wire"), ("US", "Russia")))
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Post − Wire\nUS, 12 and 11 articles",
        "US − Russia\n12 and 11 articles",
    ]
    assert get_texts(ax) == ["δ = −0.25, p = 0.040"] * 2
    assert list(ax.lines[0].get_xdata()) == [0.1, 0.3]
    assert ax.lines[1].get_color() == get_colour("US")
    assert ax.lines[3].get_color() not in (get_colour("US"), get_colour("Russia"))
    assert "Compared within the same event." in get_notes(ax)


def test_a_contrast_without_common_ground_says_so():
    table = make_comparisons(("US × Post", "US × Wire"), difference=None, caveat="x; no event in common")
    assert get_texts(plot_comparisons(table)) == ["no event in common"]


PLOTS = {
    plot_estimates: make_estimates("US", "Russia", caveat="invented corpus: x"),
    plot_voice_share: make_estimates("US", measure="voice.share", caveat="invented corpus: x"),
    plot_verb_stance: make_stances("US", caveat="invented corpus: x"),
    plot_who_about_whom: make_estimates("US × Russia", caveat="invented corpus: x"),
    plot_timeline: make_estimates("US × 2012-02", caveat="fewer than 10 articles; invented corpus: x"),
    plot_comparisons: make_comparisons(("US", "Russia"), caveat="roles differ; invented corpus: x"),
}


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_every_figure_says_its_caveats_at_its_foot_or_below_its_axes(plot):
    ax = plot(PLOTS[plot])
    assert "Invented corpus: x." in get_notes(ax)
    _, axes = plt.subplots(1, 2, layout="constrained")
    ax = plot(PLOTS[plot], ax=axes[0])
    assert ax is axes[0]
    assert "Invented corpus: x." in " ".join(ax.get_xlabel().split())


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_names_are_shown_as_they_are(plot):
    table = PLOTS[plot].copy()
    for name in {"group", "group_a"} & set(table.columns):
        table[name] = table[name].str.replace("US", r"$\frac{$ <b>")
    figure = plot(table).figure
    figure.canvas.draw()
    shown = [text.get_text().replace("\n", " ") for text in figure.findobj(Text)]
    assert any(r"\$\frac{\$ <b>" in text for text in shown)  # a dollar sign after \ is drawn, and no formula


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_whatever_a_name_holds_the_image_can_be_read(plot):
    table = PLOTS[plot].copy()
    for name in {"group", "group_a"} & set(table.columns):
        table[name] = table[name].str.replace("US", "U\x00\x1b\n\n\u202eS-->")
    data = BytesIO()
    plot(table).figure.savefig(data, format="svg")
    ElementTree.fromstring(data.getvalue())
    assert "U\ufffd\ufffd" in data.getvalue().decode()


# One style, one look for each party


USERS = {
    "figure.facecolor": "black", "axes.facecolor": "black", "axes.grid": True, "font.size": 30,
    "font.sans-serif": ["DejaVu Serif"], "figure.dpi": 37, "lines.linewidth": 9, "text.color": "red",
    "axes.prop_cycle": cycler(color=["red"]), "axes.spines.bottom": False, "text.parse_math": False,
    "figure.constrained_layout.use": True, "savefig.transparent": False, "xtick.labelsize": 3,
}  # fmt: skip


def draw_bytes(plot) -> bytes:
    data = BytesIO()
    plot(PLOTS[plot]).figure.savefig(data, format="png")
    return data.getvalue()


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_figures_are_ours_whatever_the_users_settings_which_stay(plot):
    with plt.rc_context({"savefig.dpi": "figure"}):
        ours = draw_bytes(plot)
    with plt.rc_context(USERS):
        before = dict(plt.rcParams)
        assert draw_bytes(plot) == ours
        assert dict(plt.rcParams) == before


def test_parties_that_nobody_knows_differ():
    looks = assign_looks([f"party {n}" for n in range(len(LOOKS))])
    assert set(looks.values()) == set(LOOKS)


def test_a_party_too_many_is_grey_and_has_a_mark_of_its_own():
    looks = assign_looks([f"party {n}" for n in range(len(LOOKS) + 5)])
    assert len({look.marker for look in looks.values()}) == len(looks)
    assert [look.colour for look in looks.values()].count(GREY) == 5


def test_known_parties_keep_their_look_in_any_company():
    looks = assign_looks(["Greens", "Liberals", "US", "France"])
    assert looks["US"].colour == get_colour("US")
    assert len({look.colour for look in looks.values()}) == 4


def test_given_all_parties_each_has_one_colour_in_every_figure():
    parties = [f"party {n}" for n in range(8)]
    colours = [
        {label.get_text().split("\n")[0]: mark.get_color() for label, mark in zip(
            ax.get_yticklabels(), ax.lines[1::2], strict=False)}
        for ax in (
            plot_estimates(make_estimates(*parties), parties=parties),
            plot_estimates(make_estimates(*parties[2:5]), parties=parties),
        )
    ]  # fmt: skip
    assert colours[1].items() <= colours[0].items()


@pytest.mark.parametrize(
    ("plot", "measure"), [(plot_estimates, "tone.polarity"), (plot_voice_share, "voice.share")]
)
def test_groups_stand_in_the_order_of_the_parties_given(plot, measure):
    table = make_estimates("US × Wire", "China", "Russia", "US × Post", measure=measure)
    ax = plot(table, parties=["Russia", "US"])
    names = [re.split(r"\n| \(", label.get_text())[0] for label in ax.get_yticklabels()]
    assert names == ["Russia", "US × Wire", "US × Post", "China"]


# Machado, Oliveira & Fernandes 2009: what is seen with full colour vision, without red cones, without green.
SIGHTS = (
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
)
WHITE = np.array([0.9505, 1, 1.089])
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def see(colour: str, sight) -> np.ndarray:
    """A colour in CIELAB, as it is seen."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(XYZ @ np.clip(sight @ linear, 1e-3, 1) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_colour_blind_readers_can_tell_every_two_parties():
    colours = [*(look.colour for look in LOOKS), GREY]
    distances = {
        (a, b): min(np.linalg.norm(see(a, np.array(s)) - see(b, np.array(s))) for s in SIGHTS)
        for a, b in combinations(colours, 2)
    }
    assert min(distances.values()) > 10  # 2.3 is what can just be noticed


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("percentile bootstrap over articles, 2000 resamples, 90%", "90% intervals"),
        ("Clopper–Pearson over articles, 99.9%", "99.9% intervals"),
        ("no interval: one article", "Bars: intervals"),
    ],
)
def test_the_level_is_the_methods(method, words):
    assert words in get_notes(plot_estimates(make_estimates("US", method=method)))


@pytest.mark.parametrize(
    ("plot", "table", "message"),
    [
        (
            plot_voice_share,
            make_estimates("US"),
            "table: expected estimates of voice.share, got tone",
        ),
        (plot_verb_stance, make_estimates("US"), "table: expected the four measures stance.*; missing: all"),
        (plot_verb_stance, make_estimates("US", measure="stance.neutral"), "missing: stance.endorsing of US"),
        (plot_who_about_whom, make_estimates("US"), "table: expected groups of two parts, got 'US'. Make it"),
        (plot_timeline, make_estimates("US × Wire"), "party × period, got the period 'Wire'. Make it with"),
        (plot_comparisons, make_estimates("US"), "table: expected columns .*; missing: group_a"),
        (plot_estimates, make_estimates(), "table: expected the rows of one measure, got 0"),
        (plot_distribution, make_scores([]), "scores: expected the rows of one measure, got 0"),
    ],
)
def test_tables_that_do_not_fit(plot, table, message):
    with pytest.raises(ValueError, match=message):
        plot(table)


@pytest.mark.parametrize("party", ["US", "Russia", "Greens", "unresolved"])
def test_a_party_keeps_its_mark(party):
    assert get_marker(party) == get_marker(party)


def test_a_notebook_shows_every_figure():
    """Its backend is loaded with the first figure and sets a parameter that has to stay."""
    try:
        with house_style():
            plt.ion()
        assert plt.isinteractive()
    finally:
        plt.ioff()
