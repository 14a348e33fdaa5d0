"""Agreement of the scorers of sentiment toward a target with labels.

    python benchmarks/targets.py --data NEWSMTSC/devtest_mt.jsonl
    python benchmarks/targets.py --data NEWSMTSC/devtest_mt.jsonl --scorer textblob --json out.json
    python benchmarks/targets.py --units POLNEAR

``--data``: human labels of targets in whole sentences (NewsMTSC: 2 negative, 4 neutral, 6 positive).
``--units``: the 300 descriptions with other voices masked of ``labels/masked_units.csv`` (see
``labels/README.md`` for who labelled), their text from PolNeAR's development split, of which the scorer
reads what the annotators saw. Neither corpus is part of this project.

The label of the model is the most probable one; a value of TextBlob is cut at −cut and cut. ``wrong_sign``
is the share of the polar targets that get the opposite label. Intervals are 95% by bootstrap over sentences
(``--data``) or articles (``--units``).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.language import parse_texts
from toolkit.sentiment import PROBABILITIES, SCORERS, score_targets, score_text
from toolkit.targeted import score_target

LABELS = (-1, 0, 1)
WORDS = ("negative", "neutral", "positive")
UNITS = Path(__file__).parent / "labels" / "masked_units.csv"


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


def read_units(corpus: Path, labels: Path = UNITS) -> pd.DataFrame:
    """One row per masked unit: ``article``, ``text`` (of the article), target, ``spans``, ``label``.

    Raises
    ------
    FileNotFoundError
        If the folder has no ``dev``, or that lacks an article.
    """
    from polnear import read_split  # found where this is run, not where training imports it

    articles = read_split(corpus / "dev")
    table = pd.read_csv(labels)
    absent = sorted(set(table["article"]) - set(articles))
    if absent:
        raise FileNotFoundError(
            f"--units: expected the articles of PolNeAR's dev split in {corpus / 'dev'}; missing: "
            f"{', '.join(absent[:3])}{' …' if absent[3:] else ''}."
        )
    return table.assign(
        text=[articles[name][0] for name in table["article"]],
        spans=[json.loads(spans) for spans in table["spans"]],
        label=[WORDS.index(word) - 1 for word in table["label"]],
    )


def score_units(table: pd.DataFrame, *, scorer: str) -> pd.DataFrame:
    """Score masked units as ``score_targets`` does sentences, from what the annotators saw of each."""
    if scorer == "textblob":
        seen = (" ".join(row.text[a:b] for a, b in row.spans) for row in table.itertuples())
        return table.assign(value=[score_text(text)[0] for text in seen])
    texts = list(dict.fromkeys(table["text"]))
    docs = dict(zip(texts, parse_texts(texts), strict=True))
    scores = [
        score_target(docs[row.text], (row.target_start, row.target_end), row.spans)
        for row in table.itertuples()
    ]
    table = table.assign(**dict(zip(PROBABILITIES, zip(*scores, strict=True), strict=True)))
    return table.assign(value=table["p_positive"] - table["p_negative"])


def find_labels(scored: pd.DataFrame, *, cut: float = 0.0) -> np.ndarray:
    """The most probable label, −1 to 1; the value cut at ±cut where there are no probabilities.

    NaN where there is no score: it equals no label, so it counts as wrong.
    """
    if set(PROBABILITIES) <= set(scored.columns):
        likely = scored[list(PROBABILITIES)].to_numpy(float)
        return np.where(np.isnan(likely).any(axis=1), np.nan, likely.argmax(axis=1) - 1)
    value = scored["value"].to_numpy(float)
    return np.sign(value) * (np.abs(value) > cut)


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


def measure_intervals(
    labels: np.ndarray, found: np.ndarray, groups: pd.Series, *, draws: int = 1000, seed: int = 0
) -> dict:
    """Each figure with its 95% interval by resampling groups."""
    group = pd.factorize(groups)[0]
    n = group.max() + 1
    rng = np.random.default_rng(seed)
    drawn = [
        measure_agreement(labels, found, rng.multinomial(n, np.full(n, 1 / n))[group]) for _ in range(draws)
    ]
    report = {"targets": len(labels), f"{groups.name}s": int(n)}
    for name, figure in measure_agreement(labels, found, np.ones(len(labels))).items():
        low, high = np.percentile([draw[name] for draw in drawn], [2.5, 97.5])
        report[name] = {"value": round(figure, 3), "low": round(low, 3), "high": round(high, 3)}
    return report


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is below its floor, 2 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="a .jsonl file of NewsMTSC")
    source.add_argument("--units", type=Path, help="folder of PolNeAR, with dev/")
    parser.add_argument("--scorer", default="model", choices=SCORERS)
    parser.add_argument("--cut", type=float, default=0.0, help="values this near to 0 are neutral (textblob)")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    if options.data and not options.data.is_file():
        print(
            f"--data: expected a file of NewsMTSC, got {options.data}, which does not exist.", file=sys.stderr
        )
        return 2
    if options.data:
        scored, groups = score_targets(read_targets(options.data), scorer=options.scorer), "sentence"
    else:
        try:
            table = read_units(options.units)
        except FileNotFoundError as error:
            print(f"targets: {error}", file=sys.stderr)
            return 2
        scored, groups = score_units(table, scorer=options.scorer), "article"
    found = find_labels(scored, cut=options.cut)
    report = {"scorer": options.scorer, "benchmark": "NewsMTSC" if options.data else "masked units"}
    report |= {"cut": options.cut} if options.scorer == "textblob" else {}
    report |= measure_intervals(scored["label"].to_numpy(), found, scored[groups])
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    from floors import find_sunk, read_floors  # found where this is run, not where training imports it

    floors = read_floors("targets", "masked_units" if options.units else options.data.stem, options.scorer)
    sunk = find_sunk({name: report[name]["value"] for name in floors}, floors)
    print(*sunk, sep="\n", end="\n" if sunk else "")
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
