"""How often each way to a speaker is right: ``toolkit.speakers.CONFIDENCE``, and how well that holds.

    python -m training.confidence --corpus POLNEAR

Prints what is copied into ``toolkit/speakers.py``, and the row of ``toolkit/validity.csv``. Run it after
every change in how speakers are resolved, and after ``training.antecedents``.

The shares are of the labelled speakers of ``train`` and ``tune`` (``benchmarks/speakers.py``), the sources
as annotated. The articles of each of ten folds are resolved with weights of pronouns that are fitted on the
other nine. Rules cannot be fitted anew: they were written with these articles in view. A share is drawn
toward that of all ways together, as if ``PRIOR`` more speakers had been seen of which so many are right; a
way with fewer than ``FEWEST`` has none.

The calibration is measured on ``report``, to whose articles nothing was fitted: expected calibration error,
with its interval, as ``training.calibrate`` computes it. Only totals are printed.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from toolkit import prominence
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.schema import UNRESOLVED
from training.antecedents import PARTS, fit_rounds, part_articles, read_documents, speakers
from training.calibrate import measure_calibration

PRIOR = 10
IN_VIEW = frozenset({"description", "issuer"})
"""Ways whose rules were written with these labels in view: what is right among them says little of others."""
FEWEST = 20
OPEN = (UNRESOLVED, "no mention", "continued")
"""Ways that do not tell who it is, or leave it to another quotation."""
NOTE = (
    "speaker_confidence of the sources as annotated, registry states, of those that have one. The values are "
    "shares of other articles (training and tuning); the rules were written with those in view. Resampling "
    "pushes this figure upwards, and with it its interval."
)


def judge_speakers(documents: list[tuple], names, judge) -> Iterator[dict]:
    """One row a labelled attribution: article, what resolved its first speaker, and whether it is right."""
    for document, gold, labels in documents:
        given = speakers.resolve(document, [speakers.to_attribution(each) for each in gold], names)
        for number, (kind, places) in labels.items():
            yield {
                "article": document.article_id,
                "way": given[number][0]["resolved_by"],
                "right": judge.judge(document.text, kind, places, given[number]) == "right",
            }


def judge_unseen(documents: list[tuple], names, judge) -> Iterator[dict]:
    """The same, every article with weights that were fitted on articles of other folds."""
    for own, others in part_articles(documents, key=lambda each: each[0].article_id):
        with patch.dict(prominence.WEIGHTS, fit_rounds(others, names, judge)):
            judged = list(judge_speakers(own, names, judge))
        yield from judged


def estimate_confidence(judged: pd.DataFrame) -> dict[str, float]:
    """Way → its share right, drawn toward that of all; the surest first, none for rare ways and ``IN_VIEW``.

    Beta-binomial: (right + PRIOR x share of all) / (n + PRIOR).
    """
    told = judged[~judged["way"].isin(OPEN)]
    counts = told.groupby("way")["right"].agg(["sum", "count"])
    shares = (counts["sum"] + PRIOR * told["right"].mean()) / (counts["count"] + PRIOR)
    shares = shares[(counts["count"] >= FEWEST) & ~shares.index.isin(IN_VIEW)].round(2)
    return shares.sort_values(ascending=False, kind="stable").to_dict()


def measure_error(judged: pd.DataFrame, confidence: dict[str, float]) -> dict[str, float]:
    """The expected calibration error of speakers whose way has a value, and how many there are."""
    some = judged[judged["way"].isin(confidence)]
    stated, right = some["way"].map(confidence).to_numpy(float), some["right"].to_numpy(float)
    return {"n": len(some), **measure_calibration(stated, right, some["article"].to_numpy())}


def show_ways(judged: pd.DataFrame, confidence: dict[str, float]) -> str:
    """Way, number of speakers, share right, and the value."""
    ways = judged[~judged["way"].isin(OPEN)].groupby("way")["right"].agg(n="count", right="mean")
    ways["confidence"] = pd.Series(confidence, dtype=float)
    return ways.sort_values("n", ascending=False).round(3).to_string()


def main(arguments: list[str] | None = None) -> int:
    """Estimate, measure, print; 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument(
        "--labels", type=Path, default=speakers.LABELS, help="folder with the tables of labels"
    )
    options = parser.parse_args(arguments)
    registry = load_registry("states")
    names, judge = compile_names(registry), speakers.Judge(registry)
    try:
        documents = read_documents(options.corpus, PARTS, options.labels)
        held_out = read_documents(options.corpus, ("report",), options.labels)
    except FileNotFoundError as error:
        print(f"confidence: {error}", file=sys.stderr)
        return 2
    judged = pd.DataFrame(judge_unseen(documents, names, judge))
    confidence = estimate_confidence(judged)
    print(f"{' and '.join(PARTS)}, {len(documents)} articles, pronouns by weights fitted on others:")
    print(show_ways(judged, confidence), end="\n\n")
    reported = pd.DataFrame(judge_speakers(held_out, names, judge))
    print(f"report, {len(held_out)} articles:\n{show_ways(reported, confidence)}", end="\n\n")
    print("toolkit/speakers.py:\nCONFIDENCE = {")
    print(*(f'    "{way}": {share},' for way, share in confidence.items()), sep="\n")
    print("}\n\ntoolkit/validity.csv:")
    error = measure_error(reported, confidence)
    csv.writer(sys.stdout, lineterminator="\n").writerow(
        [
            "speakers",
            "model",
            f"PolNeAR (Newell et al. 2018), development split, {len(held_out)} articles",
            "sources that are resolved",
            "expected calibration error of speaker_confidence (0 is best)",
            *(f"{error[name]:.3f}" for name in ("value", "low", "high")),
            *("", ""),
            error["n"],
            "two language-model annotators, adjudicated",
            "python -m training.confidence --corpus POLNEAR",
            NOTE,
        ]
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
