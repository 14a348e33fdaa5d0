import matplotlib.pyplot as plt
import pandas as pd
import pytest

from toolkit.plots import draw_portrait, get_colour, plot_estimates
from toolkit.schema import ESTIMATES, make_table


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


def test_without_an_interval_no_bar_is_drawn():
    ax = plot_estimates(make_estimates("US", ci_low=None, ci_high=None))
    assert [list(line.get_xdata()) for line in ax.lines] == [[0.1], [0, 0]]


def test_it_draws_where_it_is_told():
    _, ax = plt.subplots()
    assert plot_estimates(make_estimates("US"), ax=ax) is ax


def test_one_measure_at_a_time():
    table = pd.concat([make_estimates("US"), make_estimates("US", measure="voice.share")])
    with pytest.raises(
        ValueError, match="table: expected the rows of one measure, got 2: tone.polarity"
    ):
        plot_estimates(table)


def test_the_portrait_says_what_it_leaves_out_and_every_caveat_once():
    shares = make_estimates(
        "US", "Russia", "unresolved", measure="voice.share", value=0.25, caveat="invented corpus: x"
    )
    figure = draw_portrait(shares)
    foot = figure.get_supxlabel()
    assert "25% come from speakers of no known party and 0% from other parties" in foot
    assert foot.count("Invented corpus: x.") == 1
    assert "no data for" in figure.axes[1].texts[0].get_text()


@pytest.mark.parametrize("party", ["US", "Russia", "Greens", "unresolved", "<b>"])
def test_a_party_keeps_its_colour(party):
    assert get_colour(party) == get_colour(party)
    assert get_colour(party).startswith("#")
