"""Assigned speakers: decisions of a researcher, applied to rows and written into a registry."""

import re
import warnings
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit import Assignment, assign_speakers
from toolkit.assignments import apply_assignments
from toolkit.registry_reader import parse_registry
from toolkit.schema import NO_PARTY, UNRESOLVED

DAY = date(2012, 2, 7)
PLAIN = """\
# Made by hand.
name: mine
parties:
  - name: Greens   # for now
  - {name: Reds}
people:
  - name: Jane Doe
    offices:
      - {titles: [mayor], party: Greens, from: 2012, to: 2013}
"""


def make_row(speaker: str | None, party: str = UNRESOLVED, resolution: str | None = None) -> dict:
    chain = resolution or f"{speaker} → {party}"
    row = {"quote_id": "a1-q001", "speaker": speaker, "party": party, "resolved_by": "unresolved"}
    return row | {"resolution": chain}


def apply(rows: list[dict], decisions: dict, *, day: date | None = DAY, article_id: str = "a1") -> list[dict]:
    registry = assign_speakers(parse_registry(PLAIN), decisions)
    return apply_assignments(rows, registry, day=day, article_id=article_id)


@pytest.mark.parametrize(
    ("row", "decisions", "speaker", "party", "resolution"),
    [
        (make_row("aid workers"), {"aid workers": "Greens"}, "aid workers", "Greens", "aid workers → Greens"),
        (
            make_row("aid workers"),
            {"aid workers": NO_PARTY},
            "aid workers",
            NO_PARTY,
            "aid workers → no party",
        ),
        (make_row("she"), {("she", "a1"): "Jane Doe"}, "Jane Doe", "Greens", "she → Jane Doe → Greens"),
        (
            make_row("mayor", resolution="the mayor → mayor → unresolved"),
            {"mayor": "Jane Doe"},
            "Jane Doe",
            "Greens",
            "the mayor → mayor → Jane Doe → Greens",
        ),
        (
            make_row("she"),
            {"she": "Reds", ("she", "a1"): "Greens"},
            "she",
            "Greens",
            "she → Greens",
        ),
        (make_row("Aid workers"), {"aid workers": "Reds"}, "Aid workers", "Reds", "Aid workers → Reds"),
        (
            make_row("she", "Reds", "Roe → she → of the Reds → Reds"),
            {"she": "Greens"},
            "she",
            "Greens",
            "Roe → she → Greens",
        ),
        (
            make_row("Reds", "Reds", "The capital → Reds"),
            {"Reds": NO_PARTY},
            "Reds",
            NO_PARTY,
            "The capital → Reds → no party",
        ),
        (
            make_row("she"),
            {"she": "Jane Doe", "Jane Doe": "Reds"},
            "Jane Doe",
            "Reds",
            "she → Jane Doe → Reds",
        ),
        (
            make_row("she", "Reds"),
            {"she": "Reds", ("she", "a1"): "Greens", ("she", "a1-q001"): NO_PARTY},
            "she",
            NO_PARTY,
            "she → no party",
        ),
        (
            make_row("Government", "Reds"),
            {"government": NO_PARTY, "Government": "Greens"},
            "Government",
            "Greens",
            "Government → Greens",
        ),
        (
            make_row("Aid workers"),
            {"aid workers": NO_PARTY, "Aid workers": "Greens"},
            "Aid workers",
            "Greens",
            "Aid workers → Greens",
        ),
    ],
)
def test_an_assigned_speaker_gets_its_party_and_the_chain_goes_on(row, decisions, speaker, party, resolution):
    [new] = apply([row], decisions)
    assert (new["speaker"], new["party"], new["resolution"]) == (speaker, party, resolution)
    assert new["resolved_by"] == "assigned"


@pytest.mark.parametrize(
    ("row", "decisions"),
    [
        (make_row("she"), {("she", "a2"): "Jane Doe"}),
        (make_row("US"), {"us": "Jane Doe"}),
        (make_row("Government", "Reds"), {"government": NO_PARTY}),
        (make_row("she"), {("she", "a1-q002"): "Jane Doe"}),
        (make_row(None, resolution="unresolved"), {"she": "Jane Doe"}),
        (make_row("Wire") | {"resolved_by": "own outlet"}, {"Wire": "Greens"}),
        (make_row("she"), {}),
    ],
    ids=[
        "another article",
        "other letters",
        "another case, of a party",
        "another quotation",
        "nobody",
        "the outlet itself",
        "nothing assigned",
    ],
)
def test_other_speakers_stay_as_they_are(row, decisions):
    assert apply([row], decisions) == [row]


@pytest.mark.parametrize(
    ("day", "party"), [(date(2013, 12, 31), "Greens"), (date(2014, 1, 1), UNRESOLVED), (None, "Greens")]
)
def test_an_assigned_person_has_the_party_of_the_day(day, party):
    [new] = apply([make_row("she")], {"she": "Jane Doe"}, day=day)
    assert (new["speaker"], new["party"]) == ("Jane Doe", party)
    assert new["resolution"] == f"she → Jane Doe → {party}"


def test_a_decision_goes_before_what_the_rules_find_in_quotations_and_mentions():
    text = "Russian envoy Jane Roe said the vote was a mistake. Jane Roe wore an ugly, terrible red coat."
    table = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    before = tk.analyze(table, "syria-2012", engine="rules")
    assert set(before.mentions.loc[before.mentions["actor"] == "Jane Roe", "party"]) == {"Russia"}
    after = tk.update_parties(before, assign_speakers(before.registry, {"Jane Roe": "China"}))
    [quote] = after.quotes.to_dict("records")
    assert (quote["party"], quote["resolved_by"]) == ("China", "assigned")
    assert quote["resolution"].endswith("Jane Roe → China")
    assert set(after.mentions.loc[after.mentions["actor"] == "Jane Roe", "party"]) == {"China"}
    described = after.scores[after.scores["measure"] == "description.sentiment"]
    assert "China" in set(described["party"])


def test_the_government_of_a_text_is_not_the_government_of_a_registry():
    text = (
        "Downing Street said the vote was a mistake. “It was a shame,” the government said. "
        "Residents said the road was closed. A road is open, residents said."
    )
    registry = parse_registry(
        "name: mine\nparties:\n  - name: Greens\n  - name: United Kingdom\n"
        "    institutions: [[Government, Downing Street]]\n"
    )
    decisions = {"government": NO_PARTY, "residents": "Greens"}
    table = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    quotes = tk.analyze(table, assign_speakers(registry, decisions), engine="rules").quotes
    assert quotes[["speaker", "party"]].drop_duplicates().values.tolist() == [
        ["Government", "United Kingdom"],
        ["government", NO_PARTY],
        ["Residents", "Greens"],
        ["residents", "Greens"],
    ]


def test_one_quotation_is_corrected_alone():
    text = "Sergei Lavrov said the vote was a mistake. Sergei Lavrov said the road was closed."
    table = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    before = tk.analyze(table, "syria-2012", engine="rules")
    decision = {("Sergei Lavrov", before.quotes["quote_id"][0]): "Kofi Annan"}
    after = tk.update_parties(before, assign_speakers(before.registry, decision))
    assert after.quotes["speaker"].tolist() == ["Kofi Annan", "Sergei Lavrov"]
    assert after.mentions["actor"].tolist() == before.mentions["actor"].tolist()
    assert parse_registry(after.registry.text).assigned == after.registry.assigned


SPOKEN = "John Smith said the road was closed. Aid workers said it was open."


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        (
            {"Jon Smith": "Russia"},
            "assigned: expected speakers of the analysis; 1 is none: 'Jon Smith' (nearest: 'John Smith'). "
            "Spell a speaker as the column speaker of quotes has it; list_speakers(analysis) lists all.",
        ),
        ({("zz", "a1"): "Russia"}, "1 is none: 'zz' in a1. Spell"),
        (
            {("Jon Smith", "a1-q001"): "Russia"},
            "1 is none: 'Jon Smith' in a1-q001 (nearest: 'John Smith'). Spell",
        ),
        ({("John Smith", "a1-q002"): "Russia"}, "1 is none: 'John Smith' in a1-q002. Spell"),
        (
            {"Aid workers": "Russia", "aid workers": "Russia"},
            "1 is none: 'aid workers' (nearest: 'Aid workers'). Spell",
        ),
        (
            {name * 3: "US" for name in "kqvwxz"},
            "6 are none: 'kkk'; 'qqq'; 'vvv'; 'www', 'xxx', 'zzz'. Spell",
        ),
    ],
)
def test_assigned_speakers_who_are_in_no_quotation_are_warned_of(decisions, words):
    registry = assign_speakers(tk.load_registry("syria-2012"), decisions)
    table = pd.DataFrame({"article_id": ["a1"], "text": [SPOKEN]})
    with pytest.warns(UserWarning, match=re.escape(words)):
        analysis = tk.analyze(table, registry, engine="rules")
    with pytest.warns(UserWarning, match=re.escape(words)):
        tk.update_parties(analysis, registry)


def test_speakers_who_are_found_and_those_of_other_articles_are_not_warned_of():
    decisions = {"aid workers": "no party", ("John Smith", "a1-q001"): "Kofi Annan"}
    decisions |= {("zz", "a2"): "US", ("zz", "a2-q001"): "US"}
    registry = assign_speakers(tk.load_registry("syria-2012"), decisions)
    table = pd.DataFrame({"article_id": ["a1"], "text": [SPOKEN]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tk.analyze(table, registry, engine="rules")


@pytest.mark.parametrize("name", ["no party", "none", "No Party", " NONE "])
def test_no_party_has_two_names_in_any_case(name):
    registry = assign_speakers(parse_registry(PLAIN), {"she": name})
    assert registry.assigned == (Assignment("she", party=NO_PARTY),)
    text = PLAIN + f"assigned:\n  - {{speaker: she, party: {name}}}\n"
    assert parse_registry(text).assigned == registry.assigned


def test_the_case_of_the_first_letter_makes_a_decision_of_its_own():
    both = assign_speakers(parse_registry(PLAIN), {"Government": "Greens", "government": "Reds"})
    assert both.assigned == (Assignment("Government", party="Greens"), Assignment("government", party="Reds"))
    assert assign_speakers(both, {"Government": None}).assigned == (Assignment("government", party="Reds"),)


def test_rows_are_not_altered():
    row = make_row("she")
    before = dict(row)
    apply([row], {"she": "Greens"})
    assert row == before


def test_decisions_are_a_new_registry_with_a_text_that_says_so():
    registry = parse_registry(PLAIN)
    new = assign_speakers(registry, {"she": "Greens", ("he", "a1"): NO_PARTY, "mayor": "Jane Doe"})
    assert new.assigned == (
        Assignment("she", party="Greens"),
        Assignment("he", party=NO_PARTY, article="a1"),
        Assignment("mayor", person="Jane Doe"),
    )
    assert new.text == PLAIN + (
        "\nassigned:\n"
        "  - {speaker: she, party: Greens}\n"
        "  - {speaker: he, article: a1, party: none}\n"
        "  - {speaker: mayor, person: Jane Doe}\n"
    )
    assert (new.name, registry.assigned) == ("mine, edited", ())


def test_a_list_of_assignments_does_the_same_as_a_dict():
    made = [Assignment("she", party="Greens"), Assignment("mayor", person="Jane Doe", article="a1")]
    expected = assign_speakers(parse_registry(PLAIN), {"she": "Greens", ("mayor", "a1"): "Jane Doe"})
    assert assign_speakers(parse_registry(PLAIN), made) == expected


def test_a_part_of_a_party_can_be_assigned():
    registry = parse_registry("name: mine\nparties:\n  - name: Reds\n  - {name: Young Reds, part_of: Reds}\n")
    new = assign_speakers(registry, {"they": "Young Reds"})
    assert new.assigned == (Assignment("they", party="Reds"),)
    assert "{speaker: they, party: Young Reds}" in new.text


HEAD = "name: mine\nparties: [{name: Greens}, {name: Reds}]\n"
BLOCK = """\
assigned:   # by two readers
  # the first
  - {speaker: she, party: Greens}  # sure
  - speaker: he   # who?
    article: a1
    party: none

  # the last
  - {speaker: they, party: Reds}
labels: []  # none yet
"""


@pytest.mark.parametrize(
    ("before", "decisions", "after"),
    [
        (BLOCK, {"she": "Greens"}, BLOCK.replace("  # sure", "")),
        (BLOCK, {"she": "Reds"}, BLOCK.replace("Greens}  # sure", "Reds}")),
        (BLOCK, {"she": None}, BLOCK.replace("  - {speaker: she, party: Greens}  # sure\n", "")),
        (
            BLOCK,
            {("he", "a1"): "Reds"},
            BLOCK.replace(
                "speaker: he   # who?\n    article: a1\n    party: none",
                "{speaker: he, article: a1, party: Reds}",
            ),
        ),
        (BLOCK, {"it": "Reds"}, BLOCK.replace("labels", "  - {speaker: it, party: Reds}\nlabels")),
        (BLOCK, {"he": None, "nobody": None}, BLOCK),
        ("assigned:\n- {speaker: she, party: Reds}", {"she": None}, "assigned:\n"),
        (
            "assigned:\n- {speaker: she, party: Reds}",
            {"it": "Reds"},
            "assigned:\n- {speaker: she, party: Reds}\n- {speaker: it, party: Reds}\n",
        ),
        (
            "assigned:  # soon\nlabels: []",
            {"it": "Reds"},
            "assigned:  # soon\n  - {speaker: it, party: Reds}\nlabels: []",
        ),
        ("assigned: ~", {"it": "Reds"}, "assigned:\n  - {speaker: it, party: Reds}\n"),
        ("assigned: ~", {"it": None}, "assigned: ~"),
        ("assigned: [] # soon\n", {"it": "Reds"}, "assigned: # soon\n  - {speaker: it, party: Reds}\n"),
        (
            "assigned: [{speaker: she, party: Reds}, {speaker: he, party: Reds}]\n",
            {"she": "Greens"},
            "assigned:\n  - {speaker: he, party: Reds}\n  - {speaker: she, party: Greens}\n",
        ),
        ("assigned: [{speaker: she, party: Reds}]\n", {"she": None}, "assigned: []\n"),
        ("# the end", {"it": "Reds"}, "# the end\n\nassigned:\n  - {speaker: it, party: Reds}\n"),
        ("# the end", {"it": None}, "# the end"),
        ("...\n", {"it": "Reds"}, "\nassigned:\n  - {speaker: it, party: Reds}\n...\n"),
        (
            "description: |\n  Two\n\n  lines\n# the end\n",
            {"it": "Reds"},
            "description: |\n  Two\n\n  lines\n# the end\n\nassigned:\n  - {speaker: it, party: Reds}\n",
        ),
        (
            "assigned:\n- speaker: |\n    she\n  party: |\n    Reds\n# the end\n",
            {"she": "Greens"},
            "assigned:\n- {speaker: she, party: Greens}\n# the end\n",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_other_lines_and_comments_stay(before, decisions, after, line_end):
    registry = parse_registry((HEAD + before).replace("\n", line_end))
    assert assign_speakers(registry, decisions).text == (HEAD + after).replace("\n", line_end)


def test_a_registry_that_is_indented_keeps_its_indentation():
    registry = parse_registry("  name: mine\n  parties:\n    - name: Reds")
    assert assign_speakers(registry, {"it": "Reds"}).text == (
        "  name: mine\n  parties:\n    - name: Reds\n\n  assigned:\n    - {speaker: it, party: Reds}\n"
    )


def test_the_same_decision_again_changes_nothing():
    once = assign_speakers(parse_registry(PLAIN), {"she": "Greens"})
    assert assign_speakers(once, {"she": "Greens"}) is once


NAMES = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@given(st.dictionaries(st.tuples(NAMES, st.none() | NAMES), st.sampled_from(["Reds", "Jane Doe", NO_PARTY])))
def test_any_name_survives_the_text(decisions):
    decisions = {
        (speaker.strip(), article and article.strip()): name for (speaker, article), name in decisions.items()
    }
    new = assign_speakers(parse_registry(PLAIN), decisions)
    read = {made.key: made.person or made.party for made in new.assigned}
    assert read == decisions
    assert new.text.startswith(PLAIN)
    assert parse_registry(new.text.encode().decode()).assigned == new.assigned


@given(st.lists(st.tuples(NAMES, st.sampled_from(["Reds", "Greens", None])), max_size=6))
def test_the_last_decision_counts(decisions):
    registry, expected = parse_registry(HEAD + BLOCK), {"she": "Greens", "they": "Reds"}
    for speaker, party in decisions:
        registry = assign_speakers(registry, {speaker: party})
        expected[speaker.strip()] = party
    read = {made.speaker: made.party for made in registry.assigned if made.article is None}
    assert read == {speaker: party for speaker, party in expected.items() if party}


@pytest.mark.parametrize(
    ("text", "assignments", "message"),
    [
        (
            PLAIN,
            {"she": "Green"},
            "assignments: expected for 'she' the name of a party or person of the registry, 'no party' or "
            r"None; got 'Green' \(did you mean 'Greens'\?\). Parties: Greens, Reds. A new party or person",
        ),
        (PLAIN, {"she": "nobody"}, r"'no party' or None; got 'nobody'. Parties: Greens, Reds\."),
        (
            "name: many\nparties:\n" + "".join(f"  - name: P{n:02}\n" for n in range(25)),
            {"she": "Reds"},
            r"Parties: P00, .*, P19 and 5 more\. A new party",
        ),
        (PLAIN, {" ": "Greens"}, "assignments: expected a speaker as in the column speaker, got ' '"),
        (PLAIN, {(None, "a1"): "Greens"}, "assignments: expected a speaker .*, got None"),
        (
            PLAIN,
            {3: "Greens"},
            r"assignments: expected as key a speaker or \(speaker, article_id\), got 3\. list_speakers",
        ),
        (PLAIN, {("she",): "Greens"}, r"assignments: expected as key .*, got \('she',\)\."),
        (PLAIN, {("she", "a1", "a2"): "Greens"}, "assignments: expected as key .*, got .*'a2'"),
        (PLAIN, {None: "Greens"}, "assignments: expected as key .*, got None"),
        (
            PLAIN,
            {("she", 5): "Greens"},
            "assignments: expected for 'she' an article_id in quotation marks, or None for every article; "
            "got 5. The column article_id of quotes",
        ),
        (PLAIN, [Assignment("she", party="Greens", article=5)], "assignments: expected for 'she' .* got 5"),
        (PLAIN, [Assignment("she", party="Blue")], r"field assigned\[0\].party: expected one of .*'Blue'"),
        (PLAIN, [Assignment("she")], r"mine, line 12, field assigned\[0\]: expected one of 'party: …'"),
        (
            "{name: mine, parties: [{name: Reds}]}",
            {"she": "Reds"},
            "mine, line 1: expected 'name', 'parties' and the other fields on lines of their own; got braces "
            "around them. Take the outer braces off",
        ),
    ],
)
def test_decisions_that_cannot_be_made_say_why(text, assignments, message):
    with pytest.raises(ValueError, match=message):
        assign_speakers(parse_registry(text), assignments)


def test_a_registry_may_be_given_by_its_file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(PLAIN, encoding="utf-8")
    assert assign_speakers(path, {"she": "Greens"}).assigned == (Assignment("she", party="Greens"),)
    assert path.read_text(encoding="utf-8") == PLAIN


def test_what_is_no_registry_is_told():
    table = pd.DataFrame({"article_id": ["a1"], "text": [SPOKEN]})
    analysis = tk.analyze(table, "syria-2012", engine="rules")
    told = (
        "registry: expected a Registry, a .yaml file or the name of a shipped registry, got {}. Load one "
        "with load_registry; an analysis has its own: analysis.registry."
    )
    with pytest.raises(TypeError, match=re.escape(told.format("Analysis"))):
        assign_speakers(analysis, {"she": "US"})
    with pytest.raises(TypeError, match=re.escape(told.format("DataFrame"))):
        tk.update_parties(analysis, table)
    with pytest.raises(FileNotFoundError, match="registry: expected a registry file, got 'none.yaml', which"):
        assign_speakers("none.yaml", {"she": "US"})
    with pytest.raises(ValueError, match="registry: expected a Registry, .* one of .*; got 'none'. Name"):
        tk.update_parties(analysis, "none")


@pytest.mark.parametrize(
    "call",
    [
        tk.registry_coverage,
        tk.list_unmapped,
        tk.list_speakers,
        tk.score_frames,
        lambda given: tk.report(given, "report.html"),
        lambda given: tk.bundle(given, "bundle.zip"),
    ],
)
def test_what_is_no_analysis_is_told(call):
    told = (
        "analysis: expected an Analysis, got DataFrame. Give what analyze(articles, parties) or "
        "load_analysis(folder) returns, whole."
    )
    with pytest.raises(TypeError, match=re.escape(told)):
        call(pd.DataFrame({"speaker": ["she"]}))


def test_registry_and_analysis_in_the_wrong_order_are_told():
    with pytest.raises(TypeError, match="analysis: expected an Analysis, got Registry. Give what"):
        tk.update_parties(parse_registry(PLAIN), "results")
    with pytest.raises(TypeError, match="analysis: expected an Analysis, got str. Give what"):
        tk.registry_coverage("results", "syria-2012")


def test_public_names_are_those_of_the_modules():
    assert (tk.assign_speakers, tk.Assignment) == (assign_speakers, Assignment)
