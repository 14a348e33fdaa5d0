"""Name swaps: offsets follow the name, a possessive stays, everybody can be swapped at once."""

from __future__ import annotations

import json

import pandas as pd
import pytest

TEXT = "Ms Reyes praised Novak's plan."
TARGETS = pd.DataFrame(
    [
        {"sentence": "s1", "text": TEXT, "target_start": 0, "target_end": 8, "label": 0},
        {"sentence": "s1", "text": TEXT, "target_start": 17, "target_end": 24, "label": 1},
    ]
)


@pytest.fixture(scope="module")
def bias(load_script):
    return load_script("name_bias")


def show(table: pd.DataFrame) -> list[tuple[str, str]]:
    return [(row.text, row.text[row.target_start : row.target_end]) for row in table.itertuples()]


def test_the_target_is_swapped(bias):
    assert show(bias.swap_targets(TARGETS.iloc[1:], ["Khan", "Li"])) == [
        ("Ms Reyes praised Khan's plan.", "Khan's"),
        ("Ms Reyes praised Li's plan.", "Li's"),
    ]


def test_all_actors_are_swapped_at_once(bias):
    assert show(bias.swap_actors(TARGETS.iloc[1:], TARGETS, ["Khan", "Li"])) == [
        ("Li praised Khan's plan.", "Khan's"),
        ("Khan praised Li's plan.", "Li's"),
    ]


@pytest.mark.parametrize("target", [0, 1])
def test_the_name_is_that_of_the_target_whoever_else_is_swapped(bias, target):
    swapped = bias.swap_actors(TARGETS.iloc[[target]], TARGETS, ["Khan", "Li", "Lind"])
    assert [mention.removesuffix("'s") for _, mention in show(swapped)] == swapped["name"].tolist()
    assert swapped["name"].tolist() == ["Khan", "Li", "Lind"]


@pytest.mark.parametrize("others", [[(0, 8)], [(0, 24)], [(17, 24)], [(0, 8), (3, 8)]])
def test_of_spans_that_overlap_the_target_is_swapped(bias, others):
    target = TARGETS.iloc[:1].assign(target_start=3)
    everyone = pd.concat([target.assign(target_start=start, target_end=end) for start, end in others])
    swapped = bias.swap_actors(target, everyone, ["Khan", "Li"])
    plan = "Li's" if (17, 24) in others else "Novak's"
    assert show(swapped)[0] == (f"Ms Khan praised {plan} plan.", "Khan")


def test_a_name_at_the_beginning_has_a_capital(bias):
    assert show(bias.swap_targets(TARGETS.iloc[:1], ["the Court"])) == [
        ("The Court praised Novak's plan.", "The Court")
    ]


def test_every_stratum_has_names_and_no_common_nouns(bias):
    strata = bias.list_names()
    assert list(strata) == ["people", "places", "institutions", "surnames", "invented"]
    assert {"US", "Moscow", "Syria"} <= set(strata["places"])
    assert "the Kremlin" in strata["institutions"]
    assert not {"media", "Syrian government"} & set(strata["places"])


@pytest.mark.parametrize(
    ("values", "shift", "flips", "changed"),
    [
        ([0.0, 0.0], 0.0, 0.0, 0.0),
        ([0.4, 0.0], 0.2, 0.5, 0.5),
        ([0.2, 0.4, 0.2], 0.1333, 0.0, 0.3333),
        ([0.2, 0.2 + 1e-9], 0.0, 0.0, 0.0),
    ],
)
def test_bias_is_the_distance_of_a_name_and_the_labels_that_flip(bias, values, shift, flips, changed):
    table = pd.DataFrame({"sentence": "s1", "name": list("abc")[: len(values)], "value": values})
    found = bias.measure_bias(table)
    assert found["largest_shift"] == pytest.approx(shift)
    assert (found["flips"], found["changed"]) == (flips, changed)


def test_labels_are_the_most_probable_ones(bias):
    table = pd.DataFrame(
        {"sentence": "s1", "name": ["a", "b"], "p_negative": [0.5, 0.4], "p_neutral": [0.1, 0.5]}
        | {"p_positive": [0.4, 0.1], "value": [-0.1, -0.3]}
    )
    assert bias.measure_bias(table)["flips"] == 0.5


def test_without_the_corpus_the_exit_code_is_2(bias, tmp_path, capsys):
    assert bias.main(["--data", str(tmp_path / "none.jsonl")]) == 2
    assert "--data: expected a file of NewsMTSC" in capsys.readouterr().err


@pytest.mark.parametrize(("score", "code"), [(lambda text: 0.0, 0), (lambda text: float("Li" in text), 1)])
def test_the_exit_code_tells_whether_the_bounds_hold(bias, tmp_path, monkeypatch, score, code):
    texts = [f"Reyes {verb} Novak." for verb in ("praised", "met", "blamed")]
    lines = [
        {
            "primary_gid": str(n),
            "sentence_normalized": text,
            "targets": [{"from": 0, "to": 5, "polarity": 6 - 2 * n}],
        }
        for n, text in enumerate(texts)
    ]
    data = tmp_path / "targets.jsonl"
    data.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(
        bias, "score_targets", lambda table, scorer: table.assign(value=table["text"].map(score))
    )
    monkeypatch.setattr(bias, "list_names", lambda: {"people": ["Khan", "Li"]})
    assert bias.main(["--data", str(data), "--sentences", "3", "--json", str(tmp_path / "out.json")]) == code
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert report["people: target"]["sentences"] == 3


def test_annotators_see_the_target_and_where_words_were_taken_out(load_script):
    text = "Visibly tired, Ms Reyes said it was over, and left."
    unit = {"target": [15, 23], "spans": [[0, 28], [42, 50]]}
    shown = load_script("masked_units").show_unit(text, unit)
    assert shown == "Visibly tired, [[Ms Reyes]] said […] and left"
