"""How sure a speaker is by what resolved the mention: shares by hand, and the way from labels to a table."""

from __future__ import annotations

import csv
import json

import pandas as pd
import pytest

from toolkit import prominence
from toolkit.schema import RESOLVED_BY, UNRESOLVED
from toolkit.speakers import CONFIDENCE

ARTICLE = "Karen Novak said the bridge was safe. She said it would hold."
SAID = [("Karen Novak", "the bridge was safe"), ("She", "it would hold")]
N_DEV = 23  # 20 to tune on, the rest to report


@pytest.fixture(scope="module")
def training(load_script):
    return load_script("training.confidence")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder as PolNeAR's of one article over and over, and labels of its attributions."""
    folder = tmp_path_factory.mktemp("corpus")
    for split, n_articles, file in (("train", 2, "speakers_train.csv"), ("dev", N_DEV, "speakers.csv")):
        names = [f"wire_2012-02-07_{split}{n:02d}" for n in range(n_articles)]
        for kind in ("text", "attributions"):
            (folder / split / kind).mkdir(parents=True)
        for name in names:
            (folder / split / "text" / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
            lines = []
            for n, pair in enumerate(SAID):
                for role, words in zip(("Source", "Content"), pair, strict=True):
                    start = ARTICLE.index(words)
                    lines.append(f"T{role[0]}{n}\t{role} {start} {start + len(words)}\t{words}")
                lines.append(f"E{n}\tAttribution:TS{n} Source:TS{n} Content:TC{n}")
            standoff = folder / split / "attributions" / f"{name}_anna.ann"
            standoff.write_text("\n".join(lines), encoding="utf-8")
        labels = {"article": sorted(names * 2), "number": [0, 1] * n_articles}
        labels |= {"kind": ["name", "pronoun"] * n_articles, "speaker": json.dumps([[0, 11]])}
        pd.DataFrame(labels).to_csv(folder / file, index=False)
    return folder


def make_judged(*ways: tuple[str, int, int]) -> pd.DataFrame:
    """So many speakers of each way, of which so many are right, each in an article of its own."""
    rows = [{"way": way, "right": n < right} for way, total, right in ways for n in range(total)]
    return pd.DataFrame(rows).rename_axis("article").reset_index()


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([("name", 90, 90), ("pronoun", 90, 36)], {"name": 0.97, "pronoun": 0.43}),  # toward 0.7
        ([("name", 90, 90), ("title", 19, 0)], {"name": 0.98}),  # seen too seldom
        ([("name", 90, 90), ("description", 90, 90)], {"name": 1.0}),  # written with them in view
        ([("name", 20, 10), ("title", 20, 10)], {"name": 0.5, "title": 0.5}),
        ([("name", 40, 40), (UNRESOLVED, 40, 0), ("no mention", 40, 0), ("continued", 40, 0)], {"name": 1.0}),
    ],
)
def test_shares_are_drawn_toward_that_of_all_by_ten_more_speakers(training, ways, expected):
    assert training.estimate_confidence(make_judged(*ways)) == expected


def test_the_error_is_of_those_who_have_a_value(training):
    judged = make_judged(("name", 50, 40), ("title", 10, 0))
    error = training.measure_error(judged, {"name": 0.9})
    assert (error["n"], error["value"]) == (50, 0.1)
    assert error["low"] <= error["value"] <= error["high"]


def test_articles_are_parted_whole(training):
    units = [(f"a{n % 12}", n) for n in range(30)]
    parts = list(training.part_articles(units, key=lambda unit: unit[0]))
    assert sorted(unit for own, _ in parts for unit in own) == sorted(units)
    for own, others in parts:
        assert sorted(own + others) == sorted(units)
        assert not {article for article, _ in own} & {article for article, _ in others}


def test_every_label_is_judged_once_and_the_weights_stay(training, corpus):
    registry = training.load_registry("states")
    names, judge = training.compile_names(registry), training.speakers.Judge(registry)
    documents = training.read_documents(corpus, ("train", "tune"), corpus)
    before = dict(prominence.WEIGHTS)
    judged = pd.DataFrame(training.judge_unseen(documents, names, judge))
    assert judged["article"].value_counts().to_dict() == {each[0].article_id: 2 for each in documents}
    assert set(judged["way"]) == {"name", "pronoun"}
    assert before == prominence.WEIGHTS


def test_one_command_prints_all_that_is_copied(training, corpus, capsys):
    assert training.main(["--corpus", str(corpus), "--labels", str(corpus)]) == 0
    printed = capsys.readouterr().out
    assert 'CONFIDENCE = {\n    "name": 1.0,\n    "pronoun": 1.0,\n}' in printed
    (row,) = csv.reader(printed.splitlines()[-1:])
    assert row[:2] == ["speakers", "model"]
    assert row[5:11] == ["0.000", "0.000", "0.000", "", "", "6"]
    assert len(row) == 14


def test_the_weights_are_fitted_and_printed(load_script, corpus, capsys, monkeypatch):
    fitting = load_script("training.antecedents")
    monkeypatch.setattr(fitting, "FOLDS", 2)
    before = dict(prominence.WEIGHTS)
    assert fitting.main(["--corpus", str(corpus), "--labels", str(corpus)]) == 0
    printed = capsys.readouterr().out
    assert "person: 22, before 1.000, held out 1.000, fitted 1.000, listed 1.000\n" in printed
    assert "    SURE 0.5: 1.00 answered, 1.000 right\n" in printed
    assert before == prominence.WEIGHTS


def test_an_absent_corpus_is_said(training, tmp_path, capsys):
    assert training.main(["--corpus", str(tmp_path)]) == 2
    assert "confidence: corpus: expected a folder with text/ and attributions/" in capsys.readouterr().err


def test_what_is_shipped_is_of_ways_that_tell_somebody():
    assert CONFIDENCE.keys() < {*RESOLVED_BY} - {UNRESOLVED, "no mention", "continued", "assigned"}
    assert list(CONFIDENCE.values()) == sorted(CONFIDENCE.values(), reverse=True)
    assert all(0 < share < 1 for share in CONFIDENCE.values())


@pytest.mark.parametrize(
    ("text", "mention", "how"),
    [
        ("Sergei Lavrov said talks go on.", "Sergei Lavrov", "name"),
        ("Sergei Lavrov came. He said talks go on.", "He", "pronoun"),
        ("Moscow said talks go on.", "Moscow", "metonym"),  # too few in labelled articles
        ("Voters said talks go on.", "Voters", UNRESOLVED),
    ],
)
def test_a_speaker_has_the_share_of_its_way(say, text, mention, how):
    (row,) = say(text, mention)
    assert (row["resolved_by"], row["speaker_confidence"]) == (how, CONFIDENCE.get(how))
