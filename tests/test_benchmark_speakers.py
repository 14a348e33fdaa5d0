"""The benchmark of speakers, on a small corpus of our own."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime

import pandas as pd
import pytest

from toolkit.quotes.attribution import Attribution
from toolkit.schema import OWN_OUTLET

ARTICLE = "wire_2012-02-07_talks"
TEXT = (
    "Karen Novak said the bridge was safe. “It holds,” she told reporters. "
    "Residents said the road was closed. The note said it would open soon."
)
SAID = [("Karen Novak", "the bridge was safe"), ("she", "“It holds,”"), ("Residents", "the road was closed")]
NOVAK = [(0, 11)]


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("speakers")


def find(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def corpus(tmp_path):
    """A folder as PolNeAR's with one article, and labels of its three attributions."""
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    (tmp_path / "dev" / "text" / f"{ARTICLE}.txt").write_text(TEXT, encoding="utf-8")
    lines = []
    for n, (source, content) in enumerate(SAID):
        for role, words in (("Source", source), ("Content", content)):
            lines.append("T{}{}\t{} {} {}\t{}".format(role[0], n, role, *find(words), words))
        lines.append(f"E{n}\tAttribution:TS{n} Source:TS{n} Content:TC{n}")
    (tmp_path / "dev" / "attributions" / f"{ARTICLE}_anna.ann").write_text("\n".join(lines), encoding="utf-8")
    kinds = ["name", "pronoun", "group"]
    places = [NOVAK, NOVAK, [find("Residents")]]
    labels = {"article": ARTICLE, "number": range(3), "kind": kinds, "speaker": list(map(json.dumps, places))}
    pd.DataFrame(labels).to_csv(tmp_path / "speakers.csv", index=False)
    return tmp_path


def make_row(speaker: str | None, mention: str | None = None, by: str = "name", party: str = "US") -> dict:
    return {"speaker": speaker, "speaker_mention": mention, "resolved_by": by, "party": party}


NOBODY = make_row(None, by="no mention", party="unresolved")
OPEN = make_row("the official", "the official", "unresolved", "unresolved")
CLINTON = make_row("Hillary Clinton")
WIRE = make_row("Wire", "the Wire reporter", OWN_OUTLET, "unresolved")
FIRST_LADY = "Secretary of State Hillary Clinton met Mr. Lavrov and the White House staff in Moscow."


def place(*words: str) -> list[tuple[int, int]]:
    return [(FIRST_LADY.index(each), FIRST_LADY.index(each) + len(each)) for each in words]


@pytest.mark.parametrize(
    ("places", "rows", "outcome"),
    [
        (place("Hillary Clinton"), [CLINTON], "right"),
        (place("Secretary of State Hillary Clinton"), [CLINTON], "wrong"),  # more words than the speaker has
        (place("Mr. Lavrov"), [make_row("Sergei Lavrov")], "right"),
        (place("Lavrov"), [make_row("Lavrov the elder")], "right"),  # begins with it
        (place("Lavrov"), [make_row("Lavrov's aide")], "wrong"),  # somebody else
        (place("Mr. Lavrov"), [make_row("Lavrov’s letter", party="unresolved")], "wrong"),
        (place("Hillary Clinton"), [make_row("Hillary Clintons' aides")], "wrong"),
        (place("Hillary Clinton"), [make_row("Sergei Lavrov")], "wrong"),
        (place("Moscow"), [make_row("Russia")], "right"),  # a metonym of the party
        (place("the White House"), [make_row("White House")], "right"),
        (place("Hillary Clinton"), [OPEN], "open"),
        (place("Hillary Clinton"), [NOBODY], "open"),
        (place("Hillary Clinton"), [], "open"),
        (place("Hillary Clinton", "Mr. Lavrov"), [CLINTON, make_row("Sergei Lavrov")], "right"),
        (place("Hillary Clinton", "Mr. Lavrov"), [CLINTON], "wrong"),  # one of two
        (place("Hillary Clinton"), [CLINTON, make_row("Sergei Lavrov")], "wrong"),  # one too many
        ("NONE", [], "right"),
        ("NONE", [NOBODY], "right"),
        ("NONE", [OPEN], "right"),
        ("NONE", [CLINTON], "wrong"),
        ("AUTHOR", [make_row("Jane Doe", by="byline")], "right"),
        ("AUTHOR", [make_row("Wire", by="own outlet")], "right"),
        ("AUTHOR", [CLINTON], "wrong"),
        ("AUTHOR", [OPEN], "open"),
        ("AUTHOR", [], "open"),
        (place("Hillary Clinton"), [make_row("Jane Doe", "I", "byline", "unresolved")], "wrong"),
        (
            place("Hillary Clinton"),
            [WIRE],
            "wrong",
        ),
        ("NONE", [WIRE], "wrong"),
    ],
)
def test_a_speaker_is_right_open_or_wrong(bench, registry, places, rows, outcome):
    assert bench.Judge(registry).judge(FIRST_LADY, "name", places, rows) == outcome


def test_whose_staff_it_is_does_not_speak_for_it(bench, registry):
    text = "Anna Grant's staff met."
    judge = bench.Judge(registry).judge
    assert judge(text, "group", [(0, 18)], [make_row("Anna Grant's staff")]) == "right"
    assert judge(text, "group", [(0, 18)], [make_row("Anna Grant")]) == "wrong"


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        (OPEN, True),
        (make_row("Hillary Clinton", "she", "pronoun"), False),
        (
            make_row("Anna Grant", "Anna Grant, a baker", "name", "unresolved"),
            True,
        ),  # the words of the mention
        (make_row("Anna Grant", "Grant", "surname", "unresolved"), False),
        (make_row("Anna Grant", "Anna Grant's baker", "name", "unresolved"), False),  # whose baker it is
        (make_row("Lou Hays", "Anna Grant's baker Lou Hays", "name", "unresolved"), True),
        (WIRE, False),
        (make_row("US", "the US", "name", "US"), False),  # a party that is known
        (make_row("Anna Grant", None, "continued", "unresolved"), False),
    ],
)
def test_a_speaker_that_is_just_the_mention_is_open(bench, row, is_open):
    assert bench.is_open(row) == is_open


def test_labels_are_told_as_the_docstring_has_them(bench):
    parts = {part: bench.read_labels(part) for part in bench.PARTS}
    assert [len(parts[part]) for part in ("tune", "report", "all")] == [20, 20, 40]
    assert not parts["tune"].keys() & parts["report"].keys()
    assert parts["tune"] | parts["report"] == parts["all"]
    assert sum(map(len, parts["all"].values())) == 873
    assert (len(parts["train"]), sum(map(len, parts["train"].values()))) == (377, 3192)


def test_labels_are_of_known_kinds_and_forms(bench):
    labels = [label for some in bench.read_labels("all").values() for label in some.values()]
    assert {kind for kind, _ in labels} > bench.PEOPLE
    words = Counter(places for _, places in labels if isinstance(places, str))
    assert words.keys() == {"NONE", "AUTHOR"}
    for _, places in labels:
        assert isinstance(places, str) or all(0 <= start < end for start, end in places)


def test_outlet_and_day_are_those_of_the_name(bench):
    (row,) = bench.make_table({ARTICLE: (TEXT, [])}, [ARTICLE]).to_dict("records")
    assert (row["outlet"], row["published"], row["text"]) == ("wire", datetime(2012, 2, 7), TEXT)


def test_rows_come_in_the_order_of_the_attributions(bench, parse, names):
    spans = [{"source": [find(source)], "cue": [], "content": [find(said)]} for source, said in SAID]
    given = [bench.to_attribution(each) for each in spans[::-1]]
    assert isinstance(given[0], Attribution)
    found = bench.resolve(parse(TEXT), given, names)
    assert [[row["speaker_mention"] for row in rows] for rows in found] == [
        ["Residents"],
        ["she"],
        ["Karen Novak"],
    ]


def test_shares_by_hand(bench):
    rows = [
        ("a", "name", "right", "right"),
        ("a", "pronoun", "wrong", "missed"),
        ("b", "name", "right", "open"),
        ("b", "group", "open", "right"),
    ]
    judged = pd.DataFrame(rows, columns=["article", "kind", "given", "end_to_end"])
    report = bench.summarize(judged, draws=200)
    assert {name: some["n"] for name, some in report.items()} == {
        "all": 4, "people": 3, "group": 1, "name": 2, "pronoun": 1,
    }  # fmt: skip
    given = report["all"]["given"]
    assert [given[outcome]["value"] for outcome in bench.OUTCOMES] == [50.0, 25.0, 25.0]
    assert report["all"]["end_to_end"]["right"]["value"] == 50.0
    assert report["people"]["given"]["right"]["value"] == pytest.approx(66.7)
    # articles are drawn whole, so that each draw has two, four or no attributions of a
    assert (given["wrong"]["low"], given["wrong"]["high"]) == (0.0, 50.0)
    assert report["name"]["given"]["right"] == {"value": 100.0, "low": 100.0, "high": 100.0}


def test_a_corpus_is_judged_given_its_sources_and_end_to_end(bench, corpus, tmp_path, capsys):
    out = tmp_path / "out.json"
    options = ["--corpus", str(corpus), "--labels", str(corpus), "--part", "all"]
    assert bench.main([*options, "--show", "3", "--json", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (report["part"], report["engine"], report["registry"]) == ("all", "model", "states")
    assert report["people"]["n"] == 2
    assert (
        report["name"]["given"]["right"]["value"] == report["name"]["end_to_end"]["right"]["value"] == 100.0
    )
    shown = capsys.readouterr().out
    assert re.search(r"^name +1 +100\.0 \(100\.0 to 100\.0\) +0\.0 +0\.0 +100\.0", shown, flags=re.MULTILINE)
    n_right = round(len(SAID) * report["all"]["given"]["right"]["value"] / 100)
    assert shown.count(f" in {ARTICLE}\n") == len(SAID) - n_right


def test_absent_data_are_said(bench, corpus, tmp_path, capsys):
    assert bench.main(["--corpus", "none"]) == 2
    assert "speakers: corpus: expected a folder with text/ and attributions/" in capsys.readouterr().err
    assert bench.main(["--corpus", str(corpus)]) == 2
    told = capsys.readouterr().err
    assert "--corpus: expected the articles of PolNeAR's splits; 20 that are labelled are not there" in told
