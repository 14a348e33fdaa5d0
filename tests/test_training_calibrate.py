"""The confidence of the model engine: how it is fitted, and how its error is measured."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.optimize import minimize

from toolkit.language import parse_texts

TEXTS = (
    "Karen Novak said the bridge was safe. Paul Reyes said the vote was wrong.",
    "Anna Grant said the talks had failed. Reyes said the deal was dead.",
)


@pytest.fixture(scope="module")
def calibrate(load_script):
    return load_script("training.calibrate")


def annotate(text: str, source: str, content: str) -> dict:
    """The attribution of a content, and of a source, that stand in the text once."""
    at, said = text.index(source), text.index(content)
    return {"source": [(at, at + len(source))], "cue": [], "content": [(said, said + len(content))]}


@pytest.fixture
def corpus(tmp_path):
    """A folder as PolNeAR's: of the two quotations of each article the first is annotated."""
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    contents = ("the bridge was safe", "the talks had failed")
    for n, (text, source, content) in enumerate(
        zip(TEXTS, ("Karen Novak", "Anna Grant"), contents, strict=True)
    ):
        spans = annotate(text, source, content)
        marks = [(role, *spans[role][0]) for role in ("source", "content")]
        lines = [f"T{i}\t{role.title()} {a} {b}\t{text[a:b]}" for i, (role, a, b) in enumerate(marks)]
        (tmp_path / "dev" / "text" / f"{n}.txt").write_text(text, encoding="utf-8")
        standoff = "\n".join([*lines, "E0\tAttribution:T0 Source:T0 Content:T1"])
        (tmp_path / "dev" / "attributions" / f"{n}_anna.ann").write_text(standoff, encoding="utf-8")
    return tmp_path


def make_scores(n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    features = rng.normal(size=(n, 3))
    chance = 1 / (1 + np.exp(-(0.5 + features @ [2.0, -1.0, 0.0])))
    return features, rng.random(n) < chance


def test_weights_are_those_of_a_general_minimizer(calibrate):
    features, right = make_scores()

    def loss(weights):
        logits = weights[0] + features @ weights[1:]
        return np.mean(np.logaddexp(0, logits) - right * logits) + 1e-3 * np.square(weights[1:]).sum()

    expected = minimize(loss, np.zeros(4), tol=1e-10).x
    assert calibrate.fit_logistic(features, right) == pytest.approx(expected, abs=1e-3)


def test_scores_that_separate_right_from_wrong_still_give_weights(calibrate):
    bias, weight = calibrate.fit_logistic(np.array([[-1.0], [1.0]]), np.array([False, True]))
    assert bias == pytest.approx(0, abs=1e-3)
    assert 1 < weight < 100


@pytest.mark.parametrize("right", [[True, True], [False, False], []])
def test_what_is_all_right_or_all_wrong_cannot_be_fitted(calibrate, right):
    with pytest.raises(
        ValueError, match=r"right: expected attributions that are right and some .* of one kind"
    ):
        calibrate.fit_logistic(np.zeros((len(right), 2)), np.array(right, bool))


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([0.9] * 10, [1] * 9 + [0], 0.0),
        ([0.9] * 10, [1] * 8 + [0] * 2, 0.1),
        ([1.0] * 4, [0] * 4, 1.0),  # the last bin is closed
        ([0.85] * 5 + [0.15] * 5, [1] * 5 + [0] * 5, 0.15),  # errors of bins do not cancel out
        ([0.82, 0.88], [1, 1], 0.15),  # within a bin they are joined
    ],
)
def test_the_error_by_hand(calibrate, confidence, right, error):
    article = np.arange(len(right))
    figures = calibrate.measure_calibration(np.array(confidence), np.array(right, float), article, draws=50)
    assert figures["value"] == pytest.approx(error)
    assert 0 <= figures["low"] <= figures["high"] <= 1


def test_the_interval_is_over_articles(calibrate):
    confidence, right = np.full(40, 0.5), np.arange(40) % 2 == 0
    alike = calibrate.measure_calibration(confidence, right, np.zeros(40))
    assert (alike["low"], alike["value"], alike["high"]) == (0, 0, 0)
    split = calibrate.measure_calibration(confidence, right, np.arange(40) % 2)
    assert split["high"] == 0.5


def test_what_fits_an_annotation_is_right(calibrate):
    gold = [annotate(TEXTS[0], "Karen Novak", "the bridge was safe")]
    known, right = calibrate.judge_article(next(parse_texts(TEXTS[:1])), TEXTS[0], gold)
    assert right == [True, False]
    assert len(known) == 2
    assert len(known[0]) == len(known[1]) > 1


def test_the_report_tells_the_half_that_was_not_fitted(calibrate, corpus, tmp_path, capsys):
    out = tmp_path / "out.json"
    assert calibrate.main(["--corpus", str(corpus), "--json", str(out)]) == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report == json.loads(capsys.readouterr().out)
    assert (report["articles"], report["attributions"], report["right"]) == (1, 2, 0.5)
    assert 0 < report["mean_confidence"] < 1
    assert report["expected_calibration_error"].keys() == {"value", "low", "high"}


def test_what_is_shipped_can_be_measured(calibrate, corpus, capsys):
    assert calibrate.main(["--corpus", str(corpus), "--shipped"]) == 0
    shipped = calibrate.encoder.load_encoder("attribution").settings["calibration"]
    assert json.loads(capsys.readouterr().out)["calibration"] == shipped


def test_what_is_shipped_is_not_written(calibrate, corpus, capsys):
    with pytest.raises(SystemExit):
        calibrate.main(["--corpus", str(corpus), "--shipped", "--write"])
    assert "--write: expected coefficients to keep, got --shipped" in capsys.readouterr().err


def test_weights_are_kept_beside_the_other_settings(calibrate, tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"labels": ["é"], "calibration": [0]}', encoding="utf-8")
    calibrate.keep_weights([1.5, -2.0], path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"labels": ["é"], "calibration": [1.5, -2.0]}


def test_an_absent_corpus_is_said(calibrate, tmp_path, capsys):
    assert calibrate.main(["--corpus", str(tmp_path)]) == 2
    assert "calibrate: corpus: expected a folder with text/ and attributions/" in capsys.readouterr().err
