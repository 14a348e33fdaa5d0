"""What somebody says within the words of another: how much of it is found, and rightly.

    python benchmarks/relayed.py --corpus POLNEAR --part report

PolNeAR has no attribution within another one. Labels: two independent language-model annotators under
``guidelines-relayed.md``, adjudicated (``labels/relayed.csv``), in contents that ``relayed_units.py`` draws:
of the dev split to tune on, of the training split to report. The encoder was trained on the latter's
contents, not on what lies within them. Counted is what an engine finds with source and cue inside one of
these contents. It is right where a labelled one shares a word of its cue and of its source and at least half
of the words of both contents. Intervals are 95% by bootstrap over articles. The corpus is not part of this
project.
"""

from __future__ import annotations

import argparse
import json
import sys
from ast import literal_eval
from pathlib import Path

import numpy as np
import pandas as pd
from attribution import to_attributions
from attribution_measures import Words
from floors import find_sunk, read_floors
from polnear import Attribution, read_split
from relayed_units import PARTS

from toolkit.quotes import ENGINES, extract_quotes

LABELS = Path(__file__).with_name("labels")


def read_labels(part: str, folder: Path = LABELS) -> dict[str, dict[int, list[Attribution]]]:
    """Article → number of the attribution → what others say within it."""
    labels: dict[str, dict] = {}
    table = pd.read_csv(folder / "relayed.csv", keep_default_na=False)
    for row in table[table["part"] == part].itertuples():
        some = labels.setdefault(row.article, {}).setdefault(row.number, [])
        if row.cue:
            parts = {name: list(literal_eval(getattr(row, name))) for name in ("source", "cue", "content")}
            some.append(parts)
    return labels


def count_unit(text: str, content: list, wanted: list[Attribution], found: list[Attribution]) -> dict:
    """How many are labelled and found inside a content, and how many of those are the same."""

    def is_inside(each: Attribution) -> bool:
        parts = [*each["source"], *each["cue"]]
        return len(parts) > 1 and all(any(a <= s < e <= b for a, b in content) for s, e in parts)

    words = Words(text)
    inside = [each for each in found if is_inside(each)]
    left = list(inside)
    hits = 0
    for each in wanted:
        same = next((one for one in left if is_same(words, each, one)), None)
        if same is not None:
            left.remove(same)
            hits += 1
    return {"wanted": len(wanted), "found": len(inside), "hits": hits}


def is_same(words: Words, wanted: Attribution, found: Attribution) -> bool:
    """Whether cue and source share a word each, and the contents half of the words of both."""
    role = {
        name: (set(words.find(wanted[name])), set(words.find(found[name])))
        for name in ("source", "cue", "content")
    }
    shared = {name: len(one & other) for name, (one, other) in role.items()}
    union = len(set.union(*role["content"]))
    return bool(shared["source"] and shared["cue"]) and shared["content"] >= union / 2


def summarize(counts: pd.DataFrame, *, draws: int = 1000, seed: int = 1) -> dict:
    """Precision, recall and F1 in percent, with intervals by bootstrap over articles."""
    by_article = counts.groupby("article")[["wanted", "found", "hits"]].sum().to_numpy(float)
    drawn = by_article[np.random.default_rng(seed).integers(0, len(by_article), (draws, len(by_article)))]

    def rate(sums: np.ndarray) -> dict[str, np.ndarray]:
        wanted, found, hits = sums[..., 0], sums[..., 1], sums[..., 2]
        return {
            "precision": 100 * hits / np.maximum(found, 1),
            "recall": 100 * hits / np.maximum(wanted, 1),
            "f1": 200 * hits / np.maximum(found + wanted, 1),
        }

    values, spread = rate(by_article.sum(0)), rate(drawn.sum(1))
    report = {name: int(counts[name].sum()) for name in ("wanted", "found", "hits")} | {"units": len(counts)}
    for name, value in values.items():
        low, high = np.percentile(spread[name], [2.5, 97.5])
        report[name] = {k: round(float(x), 1) for k, x in (("value", value), ("low", low), ("high", high))}
    return report


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is below its floor, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with its splits")
    parser.add_argument("--part", default="report", choices=PARTS)
    parser.add_argument("--engine", default="model", choices=sorted(ENGINES))
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    try:
        articles = read_split(options.corpus / PARTS[options.part][0])
    except FileNotFoundError as error:
        print(f"relayed: {error}", file=sys.stderr)
        return 2
    labels = read_labels(options.part)
    table = pd.DataFrame({"article_id": list(labels), "text": [articles[name][0] for name in labels]})
    quotes = extract_quotes(table, engine=options.engine)
    found = {name: list(to_attributions(rows)) for name, rows in quotes.groupby("article_id")}
    counts = pd.DataFrame(
        {"article": name}
        | count_unit(articles[name][0], articles[name][1][number]["content"], wanted, found.get(name, []))
        for name, units in labels.items()
        for number, wanted in units.items()
    )
    report = summarize(counts)
    print(f"{report['units']} contents: {report['wanted']} labelled, {report['found']} found")
    for name in ("precision", "recall", "f1"):
        each = report[name]
        print(f"{name:10s}{each['value']:6.1f} ({each['low']:.1f} to {each['high']:.1f})")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    floors = read_floors("relayed", options.part, options.engine)
    sunk = find_sunk({name: report[name]["value"] for name in floors}, floors)
    print(*sunk, sep="\n", end="\n" if sunk else "")
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
