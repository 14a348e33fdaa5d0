"""Fit the confidence of the model engine on half of PolNeAR's dev split, and measure it on the other half.

    python -m training.calibrate --corpus POLNEAR --model toolkit/models/attribution

A logistic regression tells, from what the engine knows of an attribution, whether content and speaker fit
an annotation. Its coefficients go into the model's ``settings.json``. The expected calibration error (Guo et
al. 2017, ten bins of equal width) is measured on the articles of the other half.
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
from toolkit import language
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


def measure_calibration(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: mean distance of confidence and share of right ones, over bins."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[place == n].mean() - right[place == n].mean()) * (place == n).mean()
        for n in np.unique(place)
    ]
    return float(sum(gaps))


def main(arguments: list[str] | None = None) -> None:
    """Fit on every second article, measure on the others, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--model", type=Path, default=Path("toolkit/models/attribution"))
    options = parser.parse_args(arguments)
    articles = list(read_split(options.corpus / "dev").values())
    docs = language.parse_texts([text for text, _ in articles])
    halves: tuple[list, list] = ([], [])
    for number, ((text, gold), doc) in enumerate(zip(articles, docs, strict=True)):
        features, right = judge_article(doc, text, gold)
        halves[number % 2].extend(zip(features, right, strict=True))
    fitted, other = ((np.array([f for f, _ in h], float), np.array([r for _, r in h])) for h in halves)
    weights = fit_logistic(*fitted)
    confidence = 1 / (1 + np.exp(-weights[0] - other[0] @ np.array(weights[1:])))
    report = {
        "attributions": len(other[1]),
        "right": round(float(other[1].mean()), 3),
        "mean_confidence": round(float(confidence.mean()), 3),
        "expected_calibration_error": round(measure_calibration(confidence, other[1]), 3),
    }
    print(json.dumps(report, indent=1))
    path = options.model / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8")) | {"calibration": weights}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
