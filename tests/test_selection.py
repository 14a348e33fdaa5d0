"""Which scores count: chosen by name and day, and by the voices that count."""

from datetime import date

import pandas as pd
import pytest

from toolkit.selection import filter_scores, select_scores, select_units


@pytest.mark.parametrize(
    ("choice", "column", "values"),
    [
        ({"measures": ["tone.polarity"]}, "measure", {"tone.polarity"}),
        ({"parties": ["US", "Russia"]}, "party", {"US", "Russia"}),
        ({"outlets": ["Northgate Wire"]}, "outlet", {"Northgate Wire"}),
        ({"voices": ["verbatim"]}, "voice", {"verbatim"}),
        ({"voice_parties": ["China"]}, "voice_party", {"China"}),
        ({"parties": []}, "party", set()),
    ],
)
def test_scores_are_filtered(demo, choice, column, values):
    assert set(filter_scores(demo.scores, **choice)[column]) == values


def test_days_are_filtered_both_ends_included(demo):
    days = filter_scores(demo.scores, first=date(2012, 2, 7), last=date(2012, 5, 27))["published"]
    assert days.min() == pd.Timestamp("2012-02-07")
    assert days.max().normalize() == pd.Timestamp("2012-05-27")


def test_a_string_for_a_list_is_an_error(demo):
    with pytest.raises(ValueError, match=r"parties: expected a list of names, got 'US'. Write \['US'\]"):
        filter_scores(demo.scores, parties="US")


def test_days_the_wrong_way_round_are_an_error(demo):
    with pytest.raises(ValueError, match="first: expected a day not after the last one, 2012-02-01; got"):
        filter_scores(demo.scores, first=date(2012, 3, 1), last=date(2012, 2, 1))


def test_an_analysis_stays_an_analysis(demo):
    chosen = filter_scores(demo, parties=["US"])
    assert (
        chosen.scores["article_id"].tolist()
        == filter_scores(demo.scores, parties=["US"])["article_id"].tolist()
    )
    assert chosen.articles is demo.articles


UNITS = pd.DataFrame(
    [("quote", "verbatim", 0.5, "US"), ("article", "mixed", 0.5, "US"), ("mention", "outlet", 0.5, "US"),
     ("mention", "verbatim", 0.5, "US"), ("mention", "paraphrase", 0.5, "US"),
     ("quote", "verbatim", None, "US"), ("quote", "verbatim", 0.5, None)],
    columns=["unit", "voice", "value", "party"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("by", "voices", "rows"),
    [
        ([], None, [0, 1, 2, 6]),
        (["party"], None, [0, 1, 2]),
        (["party"], ["verbatim"], [0, 3]),
        (["party"], ["outlet", "paraphrase"], [2, 4]),
        ([], [], []),
    ],
)
def test_mentions_count_in_the_voice_of_the_outlet_unless_voices_are_named(by, voices, rows):
    assert select_units(UNITS, by, voices=voices).index.tolist() == rows


def test_names_sort_as_they_are_named(demo):
    table, _ = select_scores(demo, ["party"], parties=["US", "Russia"], outlets=["Volkhov News Agency"])
    assert table["party"].cat.categories.tolist() == ["US", "Russia"]
    assert set(table["outlet"]) == {"Volkhov News Agency"}
