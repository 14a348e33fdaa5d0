"""Fit the confidence of the model engine on half of PolNeAR's dev split, and measure it on the other half.

    python -m training.calibrate --corpus POLNEAR
    python -m training.calibrate --corpus POLNEAR --write --json out.json

A logistic regression tells, from what the engine knows of an attribution, whether content and speaker fit
an annotation. The expected calibration error (Guo et al. 2017, ten bins of equal width) is measured on the
articles of the other half, with a 95% interval by bootstrap over them. Chance alone raises the error, and
raises it again in resamples: the interval tells how large it may be, not whether there is one. ``--write``
puts the coefficients into the ``settings.json`` of the engine's model.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from benchmarks.attribution_measures import Words, match_contents, prepare_attributions
from benchmarks.polnear import read_split
from toolkit import encoder, language
from toolkit.quotes import model
from toolkit.quotes.candidates import to_attribution
from toolkit.quotes.quoted import locate_quotations

BINS = 10


def judge_article(doc, text: str, gold: list[dict]) -> tuple[list[list[float]], list[bool]]:
    """What the engine knows of each attribution of an article, and whether it is right."""
    quoted = locate_quotations(doc, text)
    candidates, certainties = model.find_candidates(doc, quoted)
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
    """Bias and weights, by Newton's method as torch has it (L-BFGS), with a weak prior on the weights."""
    rows, wanted = torch.tensor(features, dtype=torch.float64), torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(features.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def close() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(weights[0] + rows @ weights[1:], wanted)
        loss = loss + 1e-3 * weights[1:].square().sum()
        loss.backward()
        return loss

    optimizer.step(close)
    return [round(value, 4) for value in weights.detach().tolist()]


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


def main(arguments: list[str] | None = None) -> None:
    """Fit on every second article, measure on the others, print; write where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--write", action="store_true", help="keep the coefficients in the engine's model")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    articles = list(read_split(options.corpus / "dev").values())
    docs = language.parse_texts([text for text, _ in articles])
    judged = [judge_article(doc, text, gold) for (text, gold), doc in zip(articles, docs, strict=True)]
    article = np.repeat(np.arange(len(judged)), [len(right) for _, right in judged])
    features = np.array([known for certainties, _ in judged for known in certainties])
    right = np.array([fits for _, fitting in judged for fits in fitting])
    other = article % 2 == 1
    weights = fit_logistic(features[~other], right[~other])
    confidence = 1 / (1 + np.exp(-weights[0] - features[other] @ np.array(weights[1:])))
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
        path = encoder.FOLDER / model.MODEL / "settings.json"
        settings = json.loads(path.read_text(encoding="utf-8")) | {"calibration": weights}
        path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
