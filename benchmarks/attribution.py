"""Accuracy of ``extract_quotes`` on PolNeAR, with 95% intervals by bootstrap over articles.

    python benchmarks/attribution.py --corpus FOLDER --split dev
    python benchmarks/attribution.py --corpus FOLDER --split dev --limit 20 --json out.json
    python benchmarks/attribution.py --corpus FOLDER --split train dev --human

FOLDER holds train/ and dev/ as PolNeAR has them; it is not part of this project. A split that is kept for
a final test runs only when it is named with --split. What somebody says within another's content is left out:
PolNeAR has no attribution whose source and cue lie inside the content of another. ``--relayed`` counts it, as
errors.

``--human`` measures, instead of an engine, how far annotators agree on the articles that several of them
labelled: the alphabetically first is taken as gold, each other one as prediction. What the first one found
counts once for each other one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from attribution_measures import MEASURES, SETS, count_article, summarize
from floors import find_sunk, read_floors
from polnear import Attribution, read_annotators, read_split

from toolkit.quotes import ENGINES, extract_quotes


def main(arguments: list[str] | None = None) -> int:
    """Measure and report; 1 where a figure is below its floor, 2 without the articles."""
    options = _parse(arguments)
    try:
        counts = count_annotators(options) if options.human else count_engine(options)
    except FileNotFoundError as error:
        print(f"attribution: {error}", file=sys.stderr)
        return 2
    engine = None if options.human else options.engine
    report = {"split": " ".join(options.split), "engine": engine, **summarize(counts)}
    for line in render(report):
        print(line)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    floors = read_floors("attribution", f"polnear_{report['split']}")
    is_same_task = floors.get("articles") == len(counts) and not options.relayed
    floors = floors.get(engine, {}) if is_same_task else {}
    sunk = find_sunk({name: {m: report[name][m]["f1"] for m in MEASURES} for name in SETS}, floors)
    print(*sunk, sep="\n", end="\n" if sunk else "")
    return 1 if sunk else 0


def read_articles(options: argparse.Namespace, read) -> dict:
    """Read the articles of all splits that are asked for, by ``read_split`` or ``read_annotators``."""
    return {name: a for split in options.split for name, a in read(options.corpus / split).items()}


def count_engine(options: argparse.Namespace) -> list[Counter]:
    """Run the engine; counts by article."""
    articles = dict(list(read_articles(options, read_split).items())[: options.limit])
    predictions = predict(
        articles, engine=options.engine, pipeline=options.pipeline, with_relayed=options.relayed
    )
    if options.predictions:
        write_predictions(predictions, options.predictions)
    return [count_article(text, gold, predictions[name]) for name, (text, gold) in articles.items()]


def count_annotators(options: argparse.Namespace) -> list[Counter]:
    """Compare the first annotator with each other one; counts by article, the pairs of it added up.

    Raises
    ------
    FileNotFoundError
        If no article has several annotators.
    """
    articles = read_articles(options, read_annotators).values()
    several = [(text, annotators) for text, annotators in articles if len(annotators) > 1][: options.limit]
    if not several:
        raise FileNotFoundError(
            f"--human: expected articles with several files attributions/<article>_<annotator>.ann, got none "
            f"in {', '.join(options.split)}. Name other splits with --split."
        )
    return [
        sum((count_article(text, first, other) for other in others), Counter())
        for text, (first, *others) in several
    ]


def predict(
    articles: dict, *, engine: str, pipeline: str | None = None, with_relayed: bool = False
) -> dict[str, list[Attribution]]:
    """Article name → attributions, with what is nested counted as part of the content around it."""
    texts = [text for text, _ in articles.values()]
    table = pd.DataFrame({"article_id": list(articles), "text": texts})
    quotes = extract_quotes(table, engine=engine, pipeline=pipeline)
    predictions: dict[str, list[Attribution]] = {name: [] for name in articles}
    for name, rows in quotes.groupby("article_id", sort=False):
        found = list(to_attributions(rows))
        predictions[name] = found if with_relayed else leave_out_relayed(found)
    return predictions


def leave_out_relayed(attributions: list[Attribution]) -> list[Attribution]:
    """The attributions of an article without those whose source and cue lie inside the content of another."""
    relayed = tell_relayed(attributions)
    return [each for each, inside in zip(attributions, relayed, strict=True) if not inside]


def tell_relayed(attributions: list[Attribution]) -> list[bool]:
    """Whether source and cue of each one lie inside the content of another."""

    def holds(outer: Attribution, part: tuple[int, int]) -> bool:
        return any(start <= part[0] and part[1] <= end for start, end in outer["content"])

    def is_relayed(inner: Attribution) -> bool:
        parts = [*inner["source"], *inner["cue"]]
        others = (each for each in attributions if each is not inner)
        return len(parts) > 1 and any(all(holds(each, part) for part in parts) for each in others)

    return [is_relayed(each) for each in attributions]


def to_attributions(rows: pd.DataFrame) -> Iterator[Attribution]:
    """The rows of one article, in the corpus's terms."""
    contents = {row.quote_id: [tuple(span) for span in row.spans] for row in rows.itertuples()}
    for row in reversed(list(rows.itertuples())):  # children come after their parents
        if pd.notna(row.parent_quote_id):
            contents[row.parent_quote_id] += contents[row.quote_id]
    for row in rows.itertuples():
        yield {
            "source": _span(row.speaker_start, row.speaker_end),
            "cue": _span(row.cue_start, row.cue_end),
            "content": sorted(contents[row.quote_id]),
        }


def _span(start, end) -> list[tuple[int, int]]:
    return [] if pd.isna(start) else [(int(start), int(end))]


def write_predictions(predictions: dict[str, list[Attribution]], path: Path) -> None:
    """One article a line: its name, and its attributions as lists of [start, end]."""
    with path.open("w", encoding="utf-8") as file:
        for name, attributions in predictions.items():
            file.write(json.dumps({"article": name, "attributions": attributions}) + "\n")


def render(report: dict) -> Iterator[str]:
    """The report in lines."""
    measured = f"engine {report['engine']}" if report["engine"] else "human annotators"
    yield f"{report['split']}, {measured}: {report['articles']} articles"
    yield f"{'':24s}{'P':>6s}{'R':>6s}{'F1':>6s}   95% interval"
    for name in SETS:
        part = report[name]
        yield f"{name}: {part['n_gold']} annotated, {part['n_predicted']} predicted"
        for measure in MEASURES:
            value = part[measure]
            yield (
                f"  {measure:22s}{value['precision']:6.1f}{value['recall']:6.1f}{value['f1']:6.1f}"
                f"   {value['f1_low']:.1f} to {value['f1_high']:.1f}"
            )


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument("--split", nargs="+", default=["dev"], help="names of splits (default: dev)")
    measured = parser.add_mutually_exclusive_group()
    measured.add_argument("--engine", default="model", choices=sorted(ENGINES))
    measured.add_argument("--human", action="store_true", help="compare annotators, without an engine")
    parser.add_argument("--pipeline", help="name of a spaCy pipeline (default: the best installed)")
    parser.add_argument("--relayed", action="store_true", help="count what is said within another's content")
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--json", type=Path, help="write the report here")
    parser.add_argument("--predictions", type=Path, help="write the attributions here, one article a line")
    options = parser.parse_args(arguments)
    if options.human and (options.pipeline or options.predictions):
        parser.error(
            "--human: expected no --pipeline and no --predictions, which an engine has. Leave them out."
        )
    return options


if __name__ == "__main__":
    sys.exit(main())
