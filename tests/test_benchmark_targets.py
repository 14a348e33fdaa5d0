"""The benchmark of sentiment toward targets, on a small file of our own."""

import json

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def targets(load_script):
    return load_script("targets")


@pytest.fixture
def data(tmp_path):
    sentences = [("a terrible plan by Reyes", 2), ("a great plan by Reyes", 6), ("a plan by Reyes", 4)]
    lines = [
        {
            "primary_gid": str(n),
            "sentence_normalized": text,
            "targets": [{"from": len(text) - 5, "to": len(text), "polarity": label}],
        }
        for n, (text, label) in enumerate(sentences)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


@pytest.fixture
def corpus(tmp_path):
    """A folder as PolNeAR's, with one article of our own, and labels of two of its mentions."""
    text = "Novak said Reyes was a brutal tyrant. Reyes did a wonderful job, and others praised her."
    (tmp_path / "dev" / "attributions").mkdir(parents=True)
    (tmp_path / "dev" / "text").mkdir()
    (tmp_path / "dev" / "text" / "one.txt").write_text(text, encoding="utf-8")
    said = text.index("Reyes was"), text.index(". Reyes")
    own = text.index("Reyes did"), len(text) - 1
    rows = [
        ["one", said[0], said[0] + 5, json.dumps([said]), "negative"],
        ["one", own[0], own[0] + 5, json.dumps([own]), "positive"],
    ]
    columns = ["article", "target_start", "target_end", "spans", "label"]
    pd.DataFrame(rows, columns=columns).to_csv(tmp_path / "units.csv", index=False)
    return tmp_path


def test_agreement_of_a_perfect_scorer(targets, data, capsys):
    assert targets.main(["--data", str(data), "--scorer", "textblob"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["macro_f1"]["value"] == report["accuracy"]["value"] == 1.0
    assert report["wrong_sign"]["value"] == 0.0


def test_the_model_is_measured_unless_told_otherwise(targets, data, tmp_path, capsys):
    out = tmp_path / "out.json"
    assert targets.main(["--data", str(data), "--json", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report == json.loads(capsys.readouterr().out)
    assert (report["scorer"], report["targets"], report["sentences"]) == ("model", 3, 3)
    assert report["macro_f1"]["low"] <= report["macro_f1"]["value"] <= report["macro_f1"]["high"]


@pytest.mark.parametrize("scorer", ["model", "textblob"])
def test_masked_units_are_read_as_the_annotators_saw_them(targets, corpus, scorer):
    table = targets.read_units(corpus, corpus / "units.csv")
    assert table["label"].tolist() == [-1, 1]
    scored = targets.score_units(table, scorer=scorer)
    assert targets.find_labels(scored).tolist() == [-1, 1]


def test_the_label_is_the_most_probable_one_or_the_sign_of_the_value(targets):
    value = pd.DataFrame({"value": [-0.5, 0.1, 0.3]})
    assert targets.find_labels(value, cut=0.2).tolist() == [-1, 0, 1]
    likely = value.assign(p_negative=[0.5, 0.1, 0.2], p_neutral=[0.3, 0.2, 0.6], p_positive=[0.2, 0.7, 0.2])
    assert targets.find_labels(likely).tolist() == [-1, 1, 0]


@pytest.mark.parametrize("columns", [["value"], ["value", "p_negative", "p_neutral", "p_positive"]])
def test_what_has_no_score_has_no_label_and_counts_as_wrong(targets, columns):
    row = {"value": -0.7, "p_negative": 0.8, "p_neutral": 0.1, "p_positive": 0.1}
    scored = pd.DataFrame([row, dict.fromkeys(row)], dtype="Float64")[columns]
    found = targets.find_labels(scored)
    assert np.array_equal(found, [-1, np.nan], equal_nan=True)
    figures = targets.measure_agreement(np.array([-1, -1]), found, np.ones(2))
    assert (figures["accuracy"], figures["wrong_sign"]) == (0.5, 0.0)
    assert figures["macro_f1"] == pytest.approx(2 / 3 / 3)


def test_agreement_by_hand(targets):
    labels, found = np.array([-1, -1, 0, 1]), np.array([-1, 1, 0, 0])
    figures = targets.measure_agreement(labels, found, np.ones(4))
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert figures["accuracy"] == 0.5
    assert figures["wrong_sign"] == pytest.approx(1 / 3)


def test_absent_data_are_said(targets, corpus, capsys):
    assert targets.main(["--data", "none.jsonl"]) == 2
    assert "--data: expected a file of NewsMTSC, got none.jsonl" in capsys.readouterr().err
    assert targets.main(["--units", "none"]) == 2
    assert "corpus: expected a folder with text/ and attributions/, got none" in capsys.readouterr().err
    assert targets.main(["--units", str(corpus)]) == 2
    assert "--units: expected the articles of PolNeAR's dev split" in capsys.readouterr().err
