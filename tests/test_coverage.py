"""Who is mapped to a party and who is not: counts, the queue, and how "no party" is shown."""

import pandas as pd
import pytest

import toolkit as tk
from toolkit.assignments import assign_speakers
from toolkit.console import tell_portrait
from toolkit.coverage import CONTEXTS, COVERAGE, SPEAKERS, UNMAPPED, find_contexts, find_unmapped
from toolkit.fragments import order_parties
from toolkit.plots import draw_portrait
from toolkit.plots.colours import GREY, get_colour
from toolkit.reports.results import choose_parties
from toolkit.reports.results import order_parties as order_in_report
from toolkit.schema import NO_PARTY
from toolkit.widgets import PartyComparison


@pytest.fixture(scope="module")
def assigned(demo):
    """The demonstration corpus with two speakers assigned: one of no party, one of the opposition."""
    queue = tk.list_unmapped(demo)
    first, second = queue.loc[queue["article_id"].isna(), "speaker"].head(2)
    decisions = {first: NO_PARTY, second: "Syrian opposition"}
    return tk.update_parties(demo, assign_speakers(demo.registry, decisions))


def analyze(*texts: str, **more) -> tk.Analysis:
    table = pd.DataFrame({"article_id": [f"a{n}" for n in range(1, len(texts) + 1)], "text": texts} | more)
    return tk.analyze(table, "syria-2012", engine="rules")


TWO_OUTLETS = {
    "texts": (
        "Moscow said the vote was a mistake. Aid workers said the road was closed.",
        "Aid workers said the road was closed. Washington said the vote was a mistake and a shame.",
        "Nobody spoke.",
    ),
    "outlet": ["Wire", "Wire", "Herald"],
}


@pytest.fixture(scope="module")
def small():
    return analyze(*TWO_OUTLETS["texts"], outlet=TWO_OUTLETS["outlet"])


def test_shares_are_told_for_each_outlet_and_all_with_their_counts(small):
    table = tk.registry_coverage(small)
    assert table.columns.tolist() == list(COVERAGE)
    assert table["outlet"].unique().tolist() == ["Herald", "Wire", "all outlets"]
    assert table["counted"].tolist() == ["speakers", "quotes", "words"] * 3
    assert table["n"].tolist() == [0, 0, 0, 3, 4, 21, 3, 4, 21]
    assert table["mapped"].tolist()[:3] == [pd.NA] * 3
    wire = table[table["outlet"] == "Wire"].set_index("counted")
    assert wire["mapped"].round(3).tolist() == [0.667, 0.5, 0.619]
    assert wire["no_party"].tolist() == [0, 0, 0]


def test_who_is_rightly_of_no_party_is_not_unresolved(small):
    registry = assign_speakers(small.registry, {"Aid workers": NO_PARTY})
    table = tk.registry_coverage(small, registry).set_index(["outlet", "counted"])
    row = table.loc[("all outlets", "speakers")]
    assert row[["mapped", "unresolved", "no_party"]].astype(float).round(3).tolist() == [0.667, 0, 0.333]
    assert small.quotes["party"].eq("unresolved").any()


def test_a_speaker_counts_once_in_each_outlet_and_once_in_all():
    text = "Moscow said the road was closed. Moscow said the vote was a mistake."
    table = tk.registry_coverage(analyze(text, text, outlet=["Wire", "Herald"]))
    assert table.loc[table["counted"] == "speakers", "n"].tolist() == [1, 1, 1]
    assert table.loc[table["counted"] == "quotes", "n"].tolist() == [2, 2, 4]


def test_as_many_speakers_are_counted_as_are_listed(demo):
    table = tk.registry_coverage(demo).set_index(["outlet", "counted"]).loc["all outlets"]
    listed = tk.list_speakers(demo)
    assert table.loc["speakers", "n"] == len(listed)
    assert table.loc["speakers", "unresolved"] == pytest.approx((listed["party"] == "unresolved").mean())
    own = (demo.quotes["quote_type"] == "indirect") & demo.quotes["speaker"].isna()
    own |= demo.quotes["resolved_by"] == "own outlet"
    assert table.loc["quotes", "n"] == len(demo.quotes) - own.sum()


def test_the_outlets_own_words_are_nobodys():
    table = tk.registry_coverage(analyze("A Wire correspondent said the road was closed.", outlet=["Wire"]))
    assert table["n"].tolist() == [0] * 6


def test_shares_sum_to_one_and_words_of_joint_speakers_count_once(demo):
    table = tk.registry_coverage(demo)
    assert (table["mapped"] + table["unresolved"] + table["no_party"]).round(9).eq(1).all()
    total = table[(table["outlet"] == "all outlets") & (table["counted"] == "words")]["n"].item()
    assert total == table[(table["outlet"] != "all outlets") & (table["counted"] == "words")]["n"].sum()


def test_the_queue_begins_with_the_most_quoted(demo):
    table = tk.list_unmapped(demo)
    assert table.columns.tolist() == list(UNMAPPED)
    assert table["n_quotes"].is_monotonic_decreasing
    unresolved = demo.quotes[(demo.quotes["party"] == "unresolved") & demo.quotes["speaker"].notna()]
    nobody = unresolved["speaker"].str.match(r"(?:a|an|the|no|nobody|none|neither)\b", case=False)
    assert table["n_quotes"].sum() == len(unresolved) - nobody.sum()
    assert not table.duplicated(["speaker", "article_id"]).any()


def test_every_example_is_its_sentence(demo):
    texts = demo.articles.set_index("article_id")["text"]
    for row in tk.list_unmapped(demo).itertuples():
        assert texts[row.example_article_id][row.start : row.end] == row.example
        assert row.example == row.example.strip()


@pytest.mark.parametrize(
    ("text", "speaker", "alone"),
    [
        ("Aid workers said the road was closed.", "Aid workers", False),
        ("Jane Roe said the road was closed.", "Jane Roe", False),
        ("An aid worker said the road was closed.", "aid worker", False),
        ("The priest said the road was closed.", "priest", True),
        ("“The road is closed,” she said.", "she", True),
        ("Another witness said the road was closed.", "Another witness", True),
        ("A diplomat waited at the gate. “The road is closed,” he said.", "diplomat", True),
        ("Mr Smith said the road was closed.", "Smith", True),
        ("Fatima said the road was closed.", "Fatima", True),
        ("Greenpeace said the road was closed.", "Greenpeace", False),
    ],
)
def test_words_that_point_at_somebody_count_in_their_article_alone(text, speaker, alone):
    [row] = tk.list_unmapped(analyze(text)).to_dict("records")
    assert (row["speaker"], row["article_id"]) == (
        speaker,
        "a1" if alone else pytest.approx(float("nan"), nan_ok=True),
    )


FULL = "{} Smith said the road was closed."
BARE = "“The road is closed,” said Smith."


@pytest.mark.parametrize(
    ("texts", "alone"),
    [
        ([BARE, FULL.format("Jane"), FULL.format("John")], True),
        ([BARE, FULL.format("Jane"), FULL.format("Jane")], False),
        ([BARE], False),
    ],
)
def test_half_a_name_counts_everywhere_only_where_all_in_full_are_one(texts, alone):
    table = tk.list_unmapped(analyze(*texts)).set_index("speaker")
    assert pd.notna(table.loc["Smith", "article_id"]) == alone


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Drivers said the road was closed. It rained, and drivers said it was open.", ["drivers"]),
        ("Nobody said the road was closed. None of the drivers said it was open.", []),
    ],
)
def test_the_queue_has_each_speaker_once_and_not_nobody(text, speakers):
    assert tk.list_unmapped(analyze(text))["speaker"].tolist() == speakers


def test_speakers_are_listed_with_the_parties_that_were_found():
    text = "Jane Roe said the road was closed. Aid workers said it was open."
    table = tk.list_speakers(analyze(f"Russian envoy {text}", text))
    assert table.columns.tolist() == list(SPEAKERS)
    assert table[["speaker", "party", "parties", "n_parties"]].values.tolist() == [
        ["Jane Roe", "Russia", "Russia 1, unresolved 1", 2],
        ["Aid workers", "unresolved", "unresolved 2", 1],
    ]


def test_a_speaker_of_several_parties_is_told_in_the_report(tmp_path):
    text = "Jane Roe said the road was closed. Aid workers said it was open."
    divided = analyze(f"Russian envoy {text}", text)
    page = tk.report(divided, tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 speaker has one party in some quotations and another, or none, in others" in page
    assert "Jane Roe (Russia 1, unresolved 1). To decide" in page
    page = tk.report(analyze(text), tmp_path / "report.html").read_text(encoding="utf-8")
    assert "To decide, assign them" not in page


def test_parties_that_do_not_occur_are_counted_and_not_shown(tmp_path):
    table = pd.DataFrame(
        {"article_id": ["a"], "text": ["Russia said no. Aid workers said the road was open."]}
    )
    new = tk.analyze(table, "states", engine="rules")
    estimates = tk.estimate(new)
    shown = "\n".join(tell_portrait(new, estimates))
    told = "that are neither quoted nor mentioned: Afghanistan, Albania, Algeria, Andorra, Angola and"
    assert told in shown
    assert "Zimbabwe" not in shown
    page = tk.report(new, tmp_path / "report.html").read_text(encoding="utf-8")
    assert told in page
    assert set(estimates["group"]) == {"Russia", "unresolved"}
    boxes = PartyComparison(new).parties.boxes
    assert set(boxes) == {"Russia", "unresolved"}


def test_the_same_words_in_two_articles_are_two_rows_only_where_they_point():
    same = "Aid workers said the road was closed. The priest said the road was open."
    table = tk.list_unmapped(analyze(same, same))
    assert table[["speaker", "n_articles"]].values.tolist() == [
        ["Aid workers", 2],
        ["priest", 1],
        ["priest", 1],
    ]
    assert set(table["article_id"].dropna()) == {"a1", "a2"}


@pytest.mark.parametrize(
    ("before", "sentence", "after"),
    [
        ("It rained. ", "Jane Roe said the road was closed.", " It rained."),
        ("It rained.\n\n", "“The road is closed,” said Jane Roe. “It will be for days.”", "\n\nIt rained."),
        ("", "“The road is closed,” said Jane Roe in Homs", ""),
    ],
)
def test_the_example_goes_from_sentence_to_sentence(before, sentence, after):
    [row] = tk.list_unmapped(analyze(before + sentence + after)).to_dict("records")
    assert row["example"] == sentence


def test_contexts_name_their_article_and_hold_the_quotation(demo):
    quotes = find_unmapped(demo)
    contexts = find_contexts(demo, quotes)
    assert contexts.columns.tolist() == list(CONTEXTS)
    assert contexts["quote_id"].tolist() == quotes["quote_id"].tolist()
    for row, content in zip(contexts.itertuples(), quotes["content"], strict=True):
        assert content in row.context
        assert all(row.start <= start < end <= row.end for start, end in row.spans)


def test_without_quotations_there_is_nothing_to_map():
    empty = analyze("It rained.")
    assert tk.list_unmapped(empty).columns.tolist() == list(UNMAPPED)
    assert tk.list_unmapped(empty).empty
    assert tk.registry_coverage(empty)["n"].tolist() == [0] * 6


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
    assert f"The speakers of {by_hand} quotations were assigned by hand, whatever the rules had found" in page
    assert f"{n} of them to no party" in page


def test_without_assigned_speakers_nobody_speaks_of_them(demo, tmp_path):
    assert not [line for line in tell_portrait(demo, tk.estimate(demo)) if NO_PARTY in line]
    page = " ".join(tk.report(demo, tmp_path / "report.html").read_text(encoding="utf-8").split())
    assert "to no party, on purpose" not in page
    assert "assigned by hand" not in page
