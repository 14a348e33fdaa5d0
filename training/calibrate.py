"""Fit the confidence of the model engine on half of PolNeAR's dev split, and measure it on the other half.

    python -m training.calibrate --corpus POLNEAR
    python -m training.calibrate --corpus POLNEAR --shipped
    python -m training.calibrate --corpus POLNEAR --write --json out.json

A logistic regression tells, from what the engine knows of an attribution, whether content and speaker fit
an annotation. The expected calibration error (Guo et al. 2017, ten bins of equal width) is measured on the
articles of the other half, with a 95% interval by bootstrap over them. Chance alone raises the error, and
raises it again in resamples: the interval tells how large it may be, not whether there is one. ``--write``
puts the coefficients into the ``settings.json`` of the engine's model; ``--shipped`` fits none and measures
those that are there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.attribution_measures import Words, match_contents, prepare_attributions
from benchmarks.polnear import read_split
from toolkit import encoder, language
from toolkit.quotes import model, rules
from toolkit.quotes.candidates import to_attribution
from toolkit.quotes.quoted import locate_quotations

BINS = 10
PRIOR = 1e-3
STEPS = 50  # Newton's method has settled long before


def judge_article(doc, text: str, gold: list[dict]) -> tuple[list[list[float]], list[bool]]:
    """What the engine knows of each attribution of an article, and whether it is right."""
    quoted = locate_quotations(doc, text)
    candidates, certainties = model.find_candidates(doc, quoted, rules.find_candidates(doc, quoted))
    made = [to_attribution(doc, quoted, candidate) for candidate in candidates]
    known = [n for n, attribution in enumerate(made) if attribution.content]
    words = Words(text)
    predicted = prepare_attributions(
        words, [{name: list(getattr(made[n], name)) for name in ("source", "cue", "content")} for n in known]
    )
    matched = match_contents(words, prepare_attributions(words, gold), predicted)
    right = {column for (_, column), fits in matched.items() if fits}
    return [certainties[n] for n in known], [column in right for column in range(len(known))]


def fit_logistic(features: np.ndarray, right: np.ndarray) -> list[float]:
    """Bias and weights, by Newton's method, with a weak prior on the weights.

    Raises
    ------
    ValueError
        If all are right, or none: then no weights are best.
    """
    if len(set(right.tolist())) < 2:
        raise ValueError(
            f"right: expected attributions that are right and some that are not, got {len(right)} of one "
            "kind. Give more articles."
        )
    rows = np.column_stack([np.ones(len(features)), features])
    prior = np.diag([0.0, *[2 * PRIOR] * features.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        found = predict(weights, features)
        slope = rows.T @ (found - right) / len(rows) + prior @ weights
        curve = (rows.T * (found * (1 - found))) @ rows / len(rows) + prior
        weights = weights - np.linalg.solve(curve, slope)
    return [round(value, 4) for value in weights.tolist()]


def predict(weights: Sequence[float], features: np.ndarray) -> np.ndarray:
    """The confidence that weights give to what is known."""
    return 1 / (1 + np.exp(-weights[0] - features @ np.array(weights[1:])))


def measure_calibration(
    confidence: np.ndarray, right: np.ndarray, article: np.ndarray, *, draws: int = 1000, seed: int = 1
) -> dict[str, float]:
    """Expected calibration error: mean distance of confidence and share of right ones, over bins."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    row = np.unique(article, return_inverse=True)[1]
    sizes = np.bincount(row)
    excess = np.zeros((len(sizes), BINS))  # by article and bin, what is expected beyond what is right
    np.add.at(excess, (row, place), confidence - right)
    drawn = np.random.default_rng(seed).integers(0, len(sizes), (draws, len(sizes)))
    errors = np.abs(excess[drawn].sum(axis=1)).sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(errors, [2.5, 97.5])
    value = np.abs(excess.sum(axis=0)).sum() / sizes.sum()
    return {"value": round(float(value), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def keep_weights(weights: list[float], path: Path) -> None:
    """Put the coefficients into the settings of a model, and leave all else there as it is."""
    settings = json.loads(path.read_text(encoding="utf-8")) | {"calibration": weights}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Fit on every second article, measure on the others, print; 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--shipped", action="store_true", help="measure the model's coefficients, fit none")
    parser.add_argument("--write", action="store_true", help="keep the coefficients in the engine's model")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    if options.shipped and options.write:
        parser.error("--write: expected coefficients to keep, got --shipped, which fits none.")
    try:
        articles = list(read_split(options.corpus / "dev").values())
    except FileNotFoundError as error:
        print(f"calibrate: {error}", file=sys.stderr)
        return 2
    docs = language.parse_texts([text for text, _ in articles])
    judged = [judge_article(doc, text, gold) for (text, gold), doc in zip(articles, docs, strict=True)]
    article = np.repeat(np.arange(len(judged)), [len(right) for _, right in judged])
    features = np.array([known for certainties, _ in judged for known in certainties])
    right = np.array([fits for _, fitting in judged for fits in fitting])
    other = article % 2 == 1
    if options.shipped:
        weights = encoder.load_encoder(model.MODEL).settings["calibration"]
    else:
        weights = fit_logistic(features[~other], right[~other])
    confidence = predict(weights, features[other])
    report = {
        "articles": len(articles) // 2,
        "attributions": int(other.sum()),
        "right": round(float(right[other].mean()), 3),
        "mean_confidence": round(float(confidence.mean()), 3),
        "expected_calibration_error": measure_calibration(confidence, right[other], article[other]),
        "calibration": weights,
    }
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if options.write:
        keep_weights(weights, encoder.FOLDER / model.MODEL / "settings.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
