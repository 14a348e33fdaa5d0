"""The benchmark of sentiment toward targets, on a small file of our own."""

import importlib
import json
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def targets():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield importlib.import_module("targets")


@pytest.fixture
def data(tmp_path):
    sentences = [("a terrible plan by Reyes", 2), ("a great plan by Reyes", 6), ("a plan by Reyes", 4)]
    lines = [
        {
            "primary_gid": str(n),
            "sentence_normalized": text,
            "targets": [{"from": 0, "to": 1, "polarity": label}],
        }
        for n, (text, label) in enumerate(sentences)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def test_agreement_of_a_perfect_scorer(targets, data, capsys):
    assert targets.main(["--data", str(data)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["macro_f1"]["value"] == report["accuracy"]["value"] == 1.0
    assert report["wrong_sign"]["value"] == 0.0


def test_agreement_by_hand(targets):
    labels, found = np.array([-1, -1, 0, 1]), np.array([-1, 1, 0, 0])
    figures = targets.measure_agreement(labels, found, np.ones(4))
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert figures["accuracy"] == 0.5
    assert figures["wrong_sign"] == pytest.approx(1 / 3)


def test_absent_data_are_said(targets, capsys):
    assert targets.main(["--data", "none.jsonl"]) == 2
    assert "--data: expected a file of NewsMTSC, got none.jsonl" in capsys.readouterr().err
