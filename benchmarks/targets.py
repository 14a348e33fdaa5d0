"""Agreement of ``score_targets`` with human labels of sentiment toward a target (NewsMTSC).

    python benchmarks/targets.py --data NEWSMTSC/devtest_mt.jsonl
    python benchmarks/targets.py --data NEWSMTSC/devtest_mt.jsonl --json out.json

The file is not part of this project. Labels are 2 (negative), 4 (neutral) and 6 (positive); a value is
cut at −cut and cut. ``wrong_sign`` is the share of the polar targets that get the opposite label.
Intervals are 95% by bootstrap over sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.sentiment import SCORERS, score_targets

LABELS = (-1, 0, 1)


def read_targets(path: Path) -> pd.DataFrame:
    """One row per target: ``sentence``, ``text``, ``target_start``, ``target_end``, ``label``."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        rows += [
            {
                "sentence": item["primary_gid"],
                "text": item["sentence_normalized"],
                "target_start": target["from"],
                "target_end": target["to"],
                "label": int(np.sign(target["polarity"] - 4)),
            }
            for target in item["targets"]
        ]
    return pd.DataFrame(rows)


def measure_agreement(labels: np.ndarray, found: np.ndarray, weights: np.ndarray) -> dict[str, float]:
    """Macro-F1, accuracy and share of wrong signs, with a weight per target."""
    scores = []
    for label in LABELS:
        right = weights[(labels == label) & (found == label)].sum()
        total = weights[labels == label].sum() + weights[found == label].sum()
        scores.append(2 * right / total if total else 0.0)
    polar = labels != 0
    n_polar = weights[polar].sum()
    return {
        "macro_f1": float(np.mean(scores)),
        "accuracy": float(weights[labels == found].sum() / weights.sum()),
        "wrong_sign": float(weights[polar & (found == -labels)].sum() / n_polar) if n_polar else 0.0,
    }


def measure_targets(
    table: pd.DataFrame, *, scorer: str, cut: float, draws: int = 1000, seed: int = 0
) -> dict:
    """Each figure with its 95% interval over sentences."""
    value = score_targets(table, scorer=scorer)["value"].to_numpy(dtype=float)
    found, labels = np.sign(value) * (np.abs(value) > cut), table["label"].to_numpy()
    sentence = pd.factorize(table["sentence"])[0]
    n = sentence.max() + 1
    rng = np.random.default_rng(seed)
    drawn = [
        measure_agreement(labels, found, rng.multinomial(n, np.full(n, 1 / n))[sentence])
        for _ in range(draws)
    ]
    report = {"scorer": scorer, "cut": cut, "targets": len(table), "sentences": int(n)}
    for name, figure in measure_agreement(labels, found, np.ones(len(table))).items():
        low, high = np.percentile([draw[name] for draw in drawn], [2.5, 97.5])
        report[name] = {"value": round(figure, 3), "low": round(low, 3), "high": round(high, 3)}
    return report


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 2 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a .jsonl file of NewsMTSC")
    parser.add_argument("--scorer", default="textblob", choices=SCORERS)
    parser.add_argument("--cut", type=float, default=0.0, help="values this near to 0 are neutral")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    if not options.data.is_file():
        print(
            f"--data: expected a file of NewsMTSC, got {options.data}, which does not exist.", file=sys.stderr
        )
        return 2
    report = measure_targets(read_targets(options.data), scorer=options.scorer, cut=options.cut)
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
