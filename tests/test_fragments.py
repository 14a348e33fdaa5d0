"""Pieces of HTML: one way to write numbers, the level of the table, gaps cut, nothing that breaks a page."""

import re

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from toolkit import fragments, schema
from toolkit.plots import get_colour

ESTIMATE = {
    "measure": "tone.polarity", "group": "US", "value": -0.1, "ci_low": -0.2, "ci_high": 0.1,
    "n_quotes": 30, "n_articles": 12, "estimand": "mean over quotations, voice: verbatim",
    "method": "percentile bootstrap over articles, 2000 resamples, 95%",
}  # fmt: skip
EVIDENCE = {
    "published": pd.Timestamp("2012-02-07"), "outlet": "Wire", "party": "US", "measure": "tone.polarity",
    "value": 0.5, "context": "a fine day", "start": 10, "spans": [[12, 16]],
}  # fmt: skip


def make_estimates(*rows: dict) -> pd.DataFrame:
    return schema.make_table([ESTIMATE | row for row in rows], schema.ESTIMATES)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "US: −0.10, 95% interval −0.20 to 0.10 (30 in 12 articles)."),
        ({"method": "percentile bootstrap over articles, 50 resamples, 90%"}, "90% interval −0.20"),
        (
            {"measure": "voice.share", "value": 0.138, "ci_low": 0.09, "ci_high": 0.231},
            "US: 14%, 95% interval 9–23%",
        ),
        ({"ci_low": None, "ci_high": None, "n_articles": 1}, "−0.10, no interval (30 in 1 article)"),
        ({"caveat": "fewer than 10 articles"}, "12 articles, fewer than 10 articles apart from near copies"),
        ({"group": "a\x00\n\nb"}, "a\ufffd b: "),
    ],
)
def test_an_estimate_in_words_has_the_level_of_its_method(row, words):
    assert words in fragments.describe_estimates(make_estimates(row))


def test_estimates_are_a_figure_with_its_text_alternative():
    before = plt.get_fignums()
    page = fragments.render_estimates(make_estimates({}, {"group": "Russia"}))
    assert "alt='tone.polarity. US: −0.10, 95% interval" in page
    assert plt.get_fignums() == before


def test_a_figure_does_not_follow_the_users_settings():
    ours = fragments.render_estimates(make_estimates({}))
    with plt.rc_context({"font.size": 30, "axes.facecolor": "black", "svg.fonttype": "none"}):
        assert fragments.render_estimates(make_estimates({})) == ours


@pytest.mark.parametrize(
    ("measure", "value", "shown"), [("tone.polarity", -0.5, "−0.50"), ("stance.distancing", 1.0, "100%")]
)
def test_values_of_evidence_are_written_as_everywhere(measure, value, shown):
    page = fragments.render_evidence(pd.DataFrame([EVIDENCE | {"measure": measure, "value": value}]))
    assert f"<td>{shown}</td>" in page


def test_between_measured_words_far_apart_the_text_is_cut():
    text = "“Yes,” he said. " + "Then it rained. " * 50 + "“No,” he added. " + "It rained on. " * 50
    at = text.index("No")
    row = {"context": text, "start": 100, "spans": [[100 + at, 102 + at], [101, 104]]}
    page = fragments.render_context(row)
    assert re.findall("<b>(.*?)</b>", page) == ["Yes", "No"]
    assert page.count("[…]") == 2
    assert len(page) < 700


def test_without_measured_words_the_context_stays_whole():
    text = "Then it rained. " * 50
    assert text in fragments.render_context({"context": text, "start": 0, "spans": None})


def test_parties_shown_together_have_different_colours():
    parties = [f"party {n}" for n in range(10)] + ["US"]
    page = fragments.render_evidence(pd.DataFrame([EVIDENCE | {"party": party} for party in parties]))
    colours = re.findall("border-color:(#[0-9A-F]+)", page)
    assert len(set(colours)) == len(parties)
    assert colours[-1] == get_colour("US")


def test_what_is_missing_is_a_dash():
    row = {"status": "unreadable", "source_file": None, "status_detail": float("nan"), "outlet": None}
    page = fragments.render_losses(schema.make_table([row], schema.ARTICLES))
    assert "<td>–</td><td>unreadable</td><td>–</td>" in page


def test_no_character_is_let_in_that_a_page_may_not_hold():
    attack = "a\x00b\x1b\x9f"
    row = EVIDENCE | {"outlet": attack, "party": attack, "context": attack * 3}
    line = {"left": attack, "match": attack, "right": attack, "voice": "verbatim", "voice_party": attack}
    for page in (
        fragments.render_evidence(pd.DataFrame([row])),
        fragments.render_lines(pd.DataFrame([row | line | {"speaker": attack}])),
        fragments.render_message(attack),
    ):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
        assert "a\ufffdb\ufffd\ufffd" in page
