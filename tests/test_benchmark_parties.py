"""The benchmark of parties, on a small corpus of our own."""

from __future__ import annotations

import pandas as pd
import pytest

ARTICLE = "wire_2012-02-07_talks"
TEXT = (
    "The Kremlin said talks go on. Residents said the road was closed. The White House said no. "
    "Ana Novak said it was late. Syria's foreign ministry and Iran's said yes."
)
SAID = [
    ("The Kremlin", "talks go on", "Russia", "state", "yes"),
    ("Residents", "the road was closed", "NONE", "-", "-"),
    ("The White House", "no", "Russia", "state", "yes"),
    ("Ana Novak", "it was late", "France", "parliament", "no"),
]


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("parties")


@pytest.fixture
def corpus(tmp_path):
    """A folder as PolNeAR's with one article, and labels of the parties of its attributions."""
    folder = tmp_path / "train"
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / f"{ARTICLE}.txt").write_text(TEXT, encoding="utf-8")
    lines = []
    for n, (source, content, *_) in enumerate(SAID):
        for role, words in (("Source", source), ("Content", content)):
            at = TEXT.index(words)
            lines.append(f"T{role[0]}{n}\t{role} {at} {at + len(words)}\t{words}")
        lines.append(f"E{n}\tAttribution:TS{n} Source:TS{n} Content:TC{n}")
    (folder / "attributions" / f"{ARTICLE}_anna.ann").write_text("\n".join(lines), encoding="utf-8")
    labels = pd.DataFrame([each[2:] for each in SAID], columns=["party", "basis", "told"])
    labels.insert(0, "number", range(len(SAID)))
    labels.insert(0, "article", ARTICLE)
    labels.to_csv(tmp_path / "parties.csv", index=False)
    return tmp_path


def test_given_found_and_without(bench, corpus, monkeypatch, capsys):
    labels = bench.read_parties("all", corpus)
    monkeypatch.setattr(bench, "read_parties", lambda part: labels)
    monkeypatch.setattr(bench, "read_floors", lambda *keys: {"found": 40.0})
    assert bench.main(["--corpus", str(corpus), "--show", "9", "--json", str(corpus / "x.json")]) == 1
    figures = pd.read_json(corpus / "x.json", typ="series")
    assert {name: (each["n"], each["value"]) for name, each in figures.items()} == {
        "right where given": (2, 50.0),
        "found": (3, 33.3),
        "found, told": (2, 50.0),
        "found, not told": (1, 0.0),
        "found, parliament": (1, 0.0),
        "found, state": (2, 50.0),
        "rightly without": (1, 100.0),
    }
    told = capsys.readouterr().out
    assert "'The White House': 'White House' (registry) of United States, not Russia (state, yes)" in told
    assert "found: 33.3 is below its floor, 40.0" in told


def test_without_the_corpus(bench, tmp_path, capsys):
    assert bench.main(["--corpus", str(tmp_path)]) == 2
    assert "parties: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other", "settled", "label"),
    [
        (("Russia", "state", "yes"), ("Russia", "state", "no"), None, ("Russia", "state", "yes")),
        (("Russia", "state", "yes"), ("NONE", "-", "-"), ("NONE", "-", "-"), ("NONE", "-", "-")),
    ],
)
def test_what_annotators_differ_on_is_settled(load_script, one, other, settled, label):
    units = load_script("party_units")
    answers = [{("a", 0): answer} if answer else {} for answer in (one, other, settled)]
    table, faults = units.merge_answers(answers, {"a": ("text", [None])}, ["a"])
    assert tuple(table.loc[0, list(units.COLUMNS)]) == label
    assert faults == []
    table, faults = units.merge_answers([{}, *answers[1:]], {"a": ("text", [None])}, ["a"])
    assert (len(table), faults) == (0, ["a, 0: no answer"])


def test_answers_that_cannot_be_read_are_told(load_script, tmp_path):
    units, path = load_script("party_units"), tmp_path / "A.tsv"
    lines = ["00\t0\tRussia; China\tstate\tyes", "00\t1\tRuritania\tstate\tyes", "00\t9\tNONE\t-\t-", "00\t1"]
    path.write_text("\n".join(lines), encoding="utf-8")
    answers, faults = units.read_answers(path, {"a": ("text", [None, None])}, ["a"])
    assert answers == {("a", 0): ("China; Russia", "state", "yes")}
    assert [fault.split(": ")[-1] for fault in faults] == [
        "expected a party, a basis and whether it is told, as in the guideline",
        "no such attribution",
        "not enough values to unpack (expected 5, got 2)",
    ]
