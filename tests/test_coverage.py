"""Who is mapped to a party and who is not: counts, the queue, and how "no party" is shown."""

import pytest

import toolkit as tk
from toolkit.assignments import assign_speakers
from toolkit.console import tell_portrait
from toolkit.fragments import order_parties
from toolkit.plots import draw_portrait
from toolkit.plots.colours import GREY, get_colour
from toolkit.reports.results import choose_parties
from toolkit.reports.results import order_parties as order_in_report
from toolkit.schema import NO_PARTY
from toolkit.widgets import PartyComparison


@pytest.fixture(scope="module")
def assigned(demo):
    """The demonstration corpus with an analyst of no party, and a nurse of the opposition."""
    decisions = {"Nabil Haddad": NO_PARTY, "Lama Barakat": "Syrian opposition"}
    return tk.update_parties(demo, assign_speakers(demo.registry, decisions))


def test_no_party_is_grey_and_last_and_not_compared_unasked(assigned):
    assert get_colour(NO_PARTY) == GREY
    assert order_in_report(assigned)[-3:] == ["media", NO_PARTY, "unresolved"]
    assert NO_PARTY not in choose_parties(order_in_report(assigned))
    speaking, _ = order_parties(tk.estimate_relations(assigned))
    assert speaking[-2:] == [NO_PARTY, "unresolved"]
    view = PartyComparison(assigned)
    assert NO_PARTY in view.parties.boxes
    assert NO_PARTY not in view.parties.value


def test_no_party_has_a_share_of_voice_in_every_article_that_quotes(assigned):
    shares = assigned.scores[assigned.scores["measure"] == "voice.share"]
    n_rows = shares["party"].value_counts()
    assert n_rows[NO_PARTY] == n_rows["unresolved"] == n_rows["US"]
    assert shares.groupby("article_id")["value"].sum().round(9).eq(1).all()


def test_no_party_is_said_where_unresolved_is(assigned, tmp_path):
    estimates = tk.estimate(assigned)
    (note,) = [text.get_text() for text in draw_portrait(estimates).texts if "Not drawn" in text.get_text()]
    assert "speakers of no party (" in " ".join(note.split())
    n = int((assigned.quotes["party"] == NO_PARTY).sum())
    assert f"'no party' are {n}: speakers whom the registry assigns to none." in list(
        tell_portrait(assigned, estimates)
    )
    page = " ".join(tk.report(assigned, tmp_path / "report.html").read_text(encoding="utf-8").split())
    assert f"assigns the speakers of {n} quotations more to no party, on purpose" in page
    by_hand = int((assigned.quotes["resolved_by"] == "assigned").sum())
    assert f"The speakers of {by_hand} quotations, whom the rules had left without a party" in page
    assert f"{n} of them to no party" in page


def test_without_assigned_speakers_nobody_speaks_of_them(demo, tmp_path):
    assert not [line for line in tell_portrait(demo, tk.estimate(demo)) if NO_PARTY in line]
    page = " ".join(tk.report(demo, tmp_path / "report.html").read_text(encoding="utf-8").split())
    assert "to no party, on purpose" not in page
    assert "assigned by hand" not in page
