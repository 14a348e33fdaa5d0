"""The benchmark of attributions: its reader, its measures on small cases, its command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
TEXT = "“We go,” Reyes said.\r\nLind hopes it rains.\n"
STANDOFF = """T1\tContent 0 8\t“We go,”
T2\tSource 9 14\tReyes
T3\tCue 15 19\tsaid
E1\tAttribution:T1 Source:T2 Cue:T3 Content:T1
T4\tContent 33 36;37 42\tit rains
T5\tCue 27 32\thopes
E2\tAttribution:T4 Cue:T5 Content1:T4
"""


@pytest.fixture(scope="module")
def modules(load_script):
    return {name: load_script(name) for name in ("attribution", "attribution_measures", "polnear")}


@pytest.fixture
def corpus(tmp_path):
    for folder, suffix, content in (("text", ".txt", TEXT), ("attributions", "_x.ann", STANDOFF)):
        (tmp_path / "dev" / folder).mkdir(parents=True)
        (tmp_path / "dev" / folder / f"one{suffix}").write_bytes(content.encode())
    return tmp_path


def test_standoff_is_read_with_offsets_into_the_file_as_it_is(modules, corpus):
    text, attributions = modules["polnear"].read_split(corpus / "dev")["one"]
    assert text == TEXT
    assert attributions == [
        {"source": [(9, 14)], "cue": [(15, 19)], "content": [(0, 8)]},
        {"source": [], "cue": [(27, 32)], "content": [(33, 36), (37, 42)]},
    ]


def test_the_first_of_several_annotators_is_the_gold(modules, corpus):
    (corpus / "dev" / "attributions" / "one_a.ann").write_text("", encoding="utf-8")
    assert modules["polnear"].read_split(corpus / "dev") == {"one": (TEXT, [])}
    text, annotators = modules["polnear"].read_annotators(corpus / "dev")["one"]
    assert [len(attributions) for attributions in annotators] == [0, 2]


def score(modules, text: str, gold: list[dict], predicted: list[dict]) -> dict:
    """F1 by set and measure."""
    measures = modules["attribution_measures"]
    report = measures.summarize([measures.count_article(text, gold, predicted)], draws=10)
    return {name: tuple(report[name][m]["f1"] for m in measures.MEASURES) for name in measures.SETS}


def attribute(text: str, content: str, cue: str = "", source: str = "") -> dict:
    parts = {"content": content, "cue": cue, "source": source}
    return {
        role: [(text.index(words), text.index(words) + len(words))] if words else []
        for role, words in parts.items()
    }


SENTENCE = "Ana Reyes of the port said “we go now or never again” to Lind."


@pytest.mark.parametrize(
    ("content", "cue", "source", "expected"),
    [
        # marks and punctuation never matter
        ("“we go now or never again”", "said", "Ana Reyes", (100.0, 100.0)),
        # half of the words of both are enough, less is not
        ("we go now", "said", "Ana Reyes", (100.0, 100.0)),
        ("we go", "said", "Ana Reyes", (0.0, 0.0)),
        # a word of the head phrase is enough for the speaker, one of its modifier is not
        ("we go now or never again", "said", "Reyes of the port", (100.0, 100.0)),
        ("we go now or never again", "said", "the port", (100.0, 0.0)),
        ("we go now or never again", "said", "", (100.0, 0.0)),
    ],
)
def test_contents_match_softly_and_speakers_by_their_head(modules, content, cue, source, expected):
    gold = [attribute(SENTENCE, "we go now or never again", "said", "Ana Reyes")]
    found = score(modules, SENTENCE, gold, [attribute(SENTENCE, content, cue, source)])
    assert found["all"] == expected
    assert found["speech"] == expected


def test_a_content_matches_once_only(modules):
    gold = [attribute(SENTENCE, "we go now or never again", "said", "Ana Reyes")]
    report = score(modules, SENTENCE, gold, [gold[0], gold[0]])
    assert report["all"] == (66.7, 66.7)


def test_quoted_means_half_of_the_words_inside_marks(modules):
    words = modules["attribution_measures"].Words(SENTENCE)
    content = attribute(SENTENCE, "said “we go now or never again” to Lind")["content"]
    assert words.is_quoted(words.find(content))
    assert not words.is_quoted(words.find(attribute(SENTENCE, "Ana Reyes of the port said “we")["content"]))


def test_where_nobody_is_annotated_nobody_may_be_predicted(modules):
    gold = [attribute(SENTENCE, "we go now or never again", "said")]
    assert score(modules, SENTENCE, gold, [attribute(SENTENCE, "we go now or never again", "said", "Lind")])[
        "all"
    ] == (100.0, 0.0)


def test_the_interval_is_reproducible_and_holds_the_estimate(modules):
    measures = modules["attribution_measures"]
    gold = [attribute(SENTENCE, "we go now or never again", "said", "Ana Reyes")]
    counts = [measures.count_article(SENTENCE, gold, found) for found in (gold, [], gold)]
    first, second = (measures.summarize(counts)["all"]["content_soft"] for _ in range(2))
    assert first == second
    assert first["f1_low"] <= first["f1"] == 80.0 <= first["f1_high"]


def test_the_command_runs_writes_and_reports(modules, corpus, tmp_path, capsys):
    report, predictions = tmp_path / "report.json", tmp_path / "predictions.jsonl"
    code = modules["attribution"].main(
        ["--corpus", str(corpus), "--json", str(report), "--predictions", str(predictions)]
    )
    assert code == 0
    assert "dev, engine model: 1 articles" in capsys.readouterr().out
    assert json.loads(report.read_text())["quoted"]["content_speaker"]["f1"] == 100.0
    line = json.loads(predictions.read_text())
    assert line["article"] == "one"
    assert line["attributions"][0]["source"] == [[9, 14]]


@pytest.mark.parametrize(
    ("others", "f1"),
    [
        ([STANDOFF], 100.0),
        ([STANDOFF.replace("E2", "N2")], 66.7),  # one of two found: precision 100, recall 50
        ([STANDOFF, STANDOFF.replace("E2", "N2")], 85.7),  # the pairs are added up: 3 of 3 and 3 of 4
    ],
)
def test_annotators_are_compared_with_the_first_one(modules, corpus, capsys, others, f1):
    for folder, suffix, content in (("text", ".txt", TEXT), ("attributions", "_x.ann", STANDOFF)):
        (corpus / "train" / folder).mkdir(parents=True)
        (corpus / "train" / folder / f"two{suffix}").write_bytes(content.encode())
    for name, content in zip("yz", others, strict=False):
        (corpus / "train" / "attributions" / f"two_{name}.ann").write_bytes(content.encode())
    report = corpus / "report.json"
    options = ["--corpus", str(corpus), "--split", "train", "dev", "--human", "--json", str(report)]
    assert modules["attribution"].main(options) == 0
    assert "train dev, human annotators: 1 articles" in capsys.readouterr().out
    assert json.loads(report.read_text())["all"]["content_soft"]["f1"] == f1


def test_articles_of_one_annotator_have_no_agreement(modules, corpus, capsys):
    assert modules["attribution"].main(["--corpus", str(corpus), "--human"]) == 2
    assert "--human: expected articles with several files" in capsys.readouterr().err


def test_annotators_have_no_options_of_an_engine(modules, corpus, capsys):
    with pytest.raises(SystemExit, match="2"):
        modules["attribution"].main(["--corpus", str(corpus), "--human", "--predictions", "out.jsonl"])
    assert "--human: expected no --pipeline and no --predictions" in capsys.readouterr().err


def test_an_absent_corpus_is_said_clearly(modules, tmp_path, capsys):
    assert modules["attribution"].main(["--corpus", str(tmp_path)]) == 2
    assert "corpus: expected a folder with text/ and attributions/" in capsys.readouterr().err


def test_what_is_relayed_counts_for_the_one_around_only(modules):
    table = {"one": ("Lind said that Reyes told him that the port was closed.", [])}
    [outer] = modules["attribution"].predict(table, engine="rules")["one"]
    assert outer["cue"] == [(5, 9)]
    assert outer["content"][-1][1] == len(table["one"][0]) - 1


def test_what_shares_words_without_its_source_is_not_relayed(modules):
    one = {"source": [(0, 4)], "cue": [(5, 9)], "content": [(10, 40)]}
    sharing = {"source": [(0, 4)], "cue": [(12, 15)], "content": [(16, 40)]}
    relayed = {"source": [(10, 14)], "cue": [(15, 19)], "content": [(20, 40)]}
    unnamed = {"source": [], "cue": [(15, 19)], "content": [(20, 40)]}
    leave_out = modules["attribution"].leave_out_relayed
    assert leave_out([one, sharing, relayed, unnamed]) == [one, sharing, unnamed]


def test_floors_name_sets_and_measures(modules):
    floors = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))["attribution"]
    for engine in ("model", "rules"):
        for values in floors["polnear_dev"][engine].values():
            assert set(values) == set(modules["attribution_measures"].MEASURES)
        assert set(floors["polnear_dev"][engine]) == set(modules["attribution_measures"].SETS)
