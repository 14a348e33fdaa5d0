"""Speakers by party: whose name gives way, which forms of it, and that all parties are asked the same."""

from __future__ import annotations

import json

import pandas as pd
import pytest

ARTICLE = "wire_2016-02-07_dam"
TEXT = (
    "John Q. Miller said the dam was safe. Mr. Miller said it would hold. He said nobody was hurt. "
    "The National River Council said it had a plan. The Council said it was sorry. "
    "The agency said work would begin. Karen Novak said she was glad."
)
SAID = [
    ("name", "John Q. Miller", "the dam was safe", "John Q. Miller"),
    ("surname", "Mr. Miller", "it would hold", "John Q. Miller"),
    ("pronoun", "He", "nobody was hurt", "John Q. Miller"),
    ("institution", "The National River Council", "it had a plan", "National River Council"),
    ("institution", "The Council", "it was sorry", "National River Council"),
    ("description", "The agency", "work would begin", "National River Council"),
    ("name", "Karen Novak", "she was glad", "Karen Novak"),
]
PARTIES = {
    "US": {"person": [("Jay Carney", "Carney")], "place": [("the White House", "the White House")]},
    "Syrian government": {"person": [("Bashar al-Assad", "al-Assad")], "place": [("Damascus", "Damascus")]},
}


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("speaker_parties")


def find(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


GOLD = [{"source": [find(source)], "cue": [], "content": [find(said)]} for _, source, said, _ in SAID]
LABELLED = {n: (kind, [find(speaker)]) for n, (kind, _, _, speaker) in enumerate(SAID)}


@pytest.fixture
def corpus(tmp_path):
    """A folder as PolNeAR's with one article, and the labels of its attributions."""
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    (tmp_path / "dev" / "text" / f"{ARTICLE}.txt").write_text(TEXT, encoding="utf-8")
    lines = []
    for n, (_, source, said, _) in enumerate(SAID):
        for role, words in (("Source", source), ("Content", said)):
            lines.append("T{}{}\t{} {} {}\t{}".format(role[0], n, role, *find(words), words))
        lines.append(f"E{n}\tAttribution:TS{n} Source:TS{n} Content:TC{n}")
    (tmp_path / "dev" / "attributions" / f"{ARTICLE}_anna.ann").write_text("\n".join(lines), encoding="utf-8")
    labels = {
        "article": ARTICLE,
        "number": range(len(SAID)),
        "kind": [kind for kind, *_ in SAID],
        "speaker": [json.dumps(places) for _, places in LABELLED.values()],
    }
    pd.DataFrame(labels).to_csv(tmp_path / "speakers.csv", index=False)
    return tmp_path


@pytest.fixture
def case(bench):
    (made,) = bench.make_cases({ARTICLE: (TEXT, GOLD)}, {ARTICLE: LABELLED}, PARTIES)
    return made


def test_the_man_and_the_body_who_speak_most_give_way(bench):
    chosen = bench.choose_speakers(TEXT, GOLD, LABELLED)
    assert chosen == {
        "person": (find("John Q. Miller"), [0, 1, 2]),
        "place": (find("National River Council"), [3, 4, 5]),
    }


@pytest.mark.parametrize(
    ("name", "pronouns", "expected"),
    [
        ("John Miller", {"mr. miller"}, True),
        ("John Miller", {"she"}, False),  # what the article says counts before the name
        ("Zorvath Miller", {"he", "mr. miller"}, True),
        ("Zorvath Miller", {"zorvath"}, False),
        ("Karen Novak", set(), False),
        ("Miller", {"he"}, False),  # no full name
    ],
)
def test_men_are_told_by_pronouns_and_first_names(bench, name, pronouns, expected):
    assert bench.is_man(name, pronouns) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Miller and Karen Miller spoke.", True),
        ("John Miller and Karen B. Miller spoke.", True),
        ("John Miller spoke. Then Mr. Miller left.", False),
        ("John Miller and Karen Millerton spoke.", False),
    ],
)
def test_another_bearer_of_a_surname_is_seen(bench, text, expected):
    assert bench.has_namesake(text, "John Miller") == expected


@pytest.mark.parametrize(
    ("name", "surname"),
    [("John Miller", "Miller"), ("Marine Le Pen", "Le Pen"), ("Al Miller", "Miller"), ("Joe Lee Jr.", "Lee")],
)
def test_a_surname_has_its_particle_and_no_suffix(bench, name, surname):
    assert bench.find_surname(name) == surname


@pytest.mark.parametrize(
    ("name", "kind", "mentions", "again"),
    [
        ("John Miller", "person", ["John Miller", "Mr. Miller"], {"Miller"}),
        ("Luis Mora Vela", "person", ["Mr. Mora Vela", "the minister"], {"Vela", "Mora Vela"}),
        ("National River Council", "place", ["the Council", "the N.R.C."], {"NRC", "N.R.C.", "Council"}),
        ("White House", "place", ["the White House’s"], set()),
    ],
)
def test_forms_that_are_said_again(bench, name, kind, mentions, again):
    forms = bench.find_forms("", name, kind, mentions)
    assert {form for form, way in forms.items() if way} == again
    assert forms[name] == 0


def test_other_full_forms_are_forms_too(bench):
    forms = bench.find_forms("John Quincy Miller and John Mill spoke.", "John Miller", "person", [])
    assert forms == {"Miller": 1, "John Miller": 0, "John Quincy Miller": 0}


@pytest.mark.parametrize(
    ("party", "person", "place", "expected"),
    [
        (
            "US",
            "Jay Carney",
            "The White House",
            "Jay Carney said the dam was safe. Mr. Carney said it would hold. He said nobody was hurt. "
            "The White House said it had a plan. The White House said it was sorry. "
            "The agency said work would begin. Karen Novak said she was glad.",
        ),
        (
            "Syrian government",
            "Bashar al-Assad",
            "Damascus",
            "Bashar al-Assad said the dam was safe. Mr. al-Assad said it would hold. "
            "He said nobody was hurt. "
            "Damascus said it had a plan. Damascus said it was sorry. "
            "The agency said work would begin. Karen Novak said she was glad.",
        ),
        (None, "John Q. Miller", "National River Council", TEXT),
    ],
)
def test_names_are_swapped_and_labels_follow(bench, case, party, person, place, expected):
    text, gold = bench.swap_case(case, party)
    assert text == expected
    asked = [(each["given"], each["mention"]) for each in gold if "given" in each]
    assert asked == [
        ("person", "name"), ("person", "surname"), ("person", "pronoun"),
        ("place", "institution"), ("place", "institution"),
    ]  # fmt: skip
    speakers = [text[slice(*each["speaker"][0])] for each in gold if "given" in each]
    assert speakers == [person] * 3 + [place] * 2
    assert text[slice(*gold[1]["source"][0])].startswith("Mr. ")
    assert [text[slice(*each["content"][0])] for each in gold] == [said for _, _, said, _ in SAID]


def test_a_name_that_stands_in_the_text_is_not_put_in(bench):
    parties = {
        "US": {"person": [("Jay Carney", "Carney"), ("Barack Obama", "Obama")], "place": [("US", "US")]}
    }
    assert bench.choose_names("Obama spoke.", parties, 0) == {
        "person": {"US": ("Jay Carney", "Carney")},
        "place": {"US": ("US", "US")},
    }
    both = parties | {"Russia": {"person": [("Vladimir Putin", "Putin")], "place": [("Moscow", "Moscow")]}}
    assert bench.choose_names("Putin spoke.", both, 1).keys() == {"place"}  # where all parties have one
    turns = [bench.choose_names("Nobody spoke.", parties, turn)["person"]["US"][0] for turn in range(3)]
    assert turns == ["Jay Carney", "Barack Obama", "Jay Carney"]


def test_speakers_are_counted_by_kind(bench, case, names, registry):
    for party in ("US", "Syrian government", None):
        (counts,) = bench.measure_party([case], party, names, bench.Judge(registry))
        assert (counts["person"]["total"], counts["place"]["total"]) == (3, 2)
        assert counts["person"]["right"] == 3


def test_a_difference_between_parties_is_told(bench):
    def count(right):
        return [{"person": {"total": 4, "right": right}, "place": {"total": 1, "right": 1}}] * 2

    counts = {"US": count(4), "Russia": count(2)}
    report = bench.report_kinds(counts, count(3), ("person", "place"))
    assert report["largest_difference"]["between"] == ["US", "Russia"]
    assert report["largest_difference"]["value"] == 40.0
    assert (report["attributions"], report["as_written"]) == (10, 80.0)
    assert bench.report_kinds(counts, count(3), ("place",))["largest_difference"]["value"] == 0


def test_a_corpus_is_measured(bench, corpus, tmp_path):
    out = tmp_path / "out.json"
    options = ["--corpus", str(corpus), "--labels", str(corpus), "--part", "all", "--json", str(out)]
    assert bench.main(options) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (report["part"], report["registry"], report["articles"]) == ("all", "syria-2012", 1)
    assert {"US", "Russia", "China", "France"} < set(report["all"]["recall"])
    assert [report[part]["attributions"] for part in ("all", "person", "place")] == [5, 3, 2]


def test_absent_data_are_said(bench, corpus, tmp_path, capsys):
    assert bench.main(["--corpus", str(tmp_path / "none")]) == 2
    assert "speaker_parties: corpus: expected a folder with text/" in capsys.readouterr().err
    assert bench.main(["--corpus", str(corpus)]) == 2
    assert "--corpus: expected the articles of PolNeAR's splits" in capsys.readouterr().err
