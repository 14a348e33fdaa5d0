"""What finding out who speaks costs: processor time of its two steps as a share of the parse's.

    python benchmarks/speaker_speed.py                     # the demonstration corpus
    python benchmarks/speaker_speed.py --corpus FOLDER --rounds 9 --json out.json

Parse and resolution of the same texts take turns in one process on one thread; the attributions are found
beforehand and not timed. ``share`` is the median over the rounds of the time of the resolution by that of the
parse. Its interval is the least and the greatest of the rounds: of six it covers the true median at 97%. The
same with the first articles, each written 1, 2, 4, 8 and 16 times in a row: ``growth`` is the microseconds a
word at the greatest length by those at the least, 1 where the time is in proportion to the length.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
from floors import find_above, read_floors
from speed import ONE_THREAD, ROOT, copy_articles

from toolkit.actors import find_actors
from toolkit.articles import load_articles
from toolkit.document import parse_articles
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.quotes import ENGINES, find_engine, tabulate_attributions
from toolkit.speakers import resolve_speakers

LENGTHS = (1, 2, 4, 8, 16)


def repeat_texts(articles: pd.DataFrame, times: int) -> pd.DataFrame:
    """Write the text of every article so many times in a row."""
    return articles.assign(text=["\n\n".join([text] * times) for text in articles["text"]])


def make_runs(articles: pd.DataFrame, *, engine: str) -> tuple[Callable, Callable, int]:
    """What is timed, the parse and the resolution of some articles, and how many words they have."""
    names, find = compile_names(load_registry("syria-2012")), find_engine(engine)
    documents = list(parse_articles(articles))
    quotes = [tabulate_attributions(document, find(document)) for document in documents]

    def parse() -> None:
        for _ in parse_articles(articles):
            pass

    def resolve() -> None:
        for document, rows in zip(documents, quotes, strict=True):
            resolve_speakers(document, rows, find_actors(document, names))

    return parse, resolve, sum(len(text.split()) for text in articles["text"])


def time_in_turns(*runs: Callable, rounds: int) -> list[list[float]]:
    """Seconds of processor time of each run, round by round."""
    seconds: list[list[float]] = [[] for _ in runs]
    for n in range(rounds + 1):  # the first round warms up
        for run, here in zip(runs, seconds, strict=True):
            began = time.process_time()
            run()
            if n:
                here.append(time.process_time() - began)
    return seconds


def summarize(parse: list[float], resolve: list[float], words: int) -> dict[str, float]:
    """The resolution as a share of the parse, and microseconds a word."""
    shares = [ours / theirs for ours, theirs in zip(resolve, parse, strict=True)]
    return {
        "words": words,
        "share": round(median(shares), 3),
        "share_min": round(min(shares), 3),
        "share_max": round(max(shares), 3),
        "microseconds_a_word": round(1e6 * median(resolve) / words, 2),
    }


def measure_speed(articles: pd.DataFrame, *, engine: str, rounds: int) -> dict[str, float]:
    """Time the resolution of some articles against their parse."""
    *runs, words = make_runs(articles, engine=engine)
    return summarize(*time_in_turns(*runs, rounds=rounds), words)


def measure_growth(articles: pd.DataFrame, *, engine: str, rounds: int) -> dict:
    """The same at growing lengths, and what a word costs more at the greatest than at the least."""
    found = {
        times: measure_speed(repeat_texts(articles, times), engine=engine, rounds=rounds) for times in LENGTHS
    }
    costs = [found[times]["microseconds_a_word"] for times in LENGTHS]
    return {"lengths": found, "growth": round(costs[-1] / costs[0], 2)}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where it takes too long, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT / "data" / "articles")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--articles", type=int, default=8, help="so many are made longer (default: 8)")
    parser.add_argument("--engine", default="model", choices=sorted(ENGINES))
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    if not options.corpus.exists():
        print(
            f"--corpus: expected a folder of articles, got {options.corpus}, which does not exist. "
            "Check the path.",
            file=sys.stderr,
        )
        return 2
    articles = copy_articles(load_articles(options.corpus), 1)
    report = {"articles": len(articles), "engine": options.engine, "rounds": options.rounds}
    report |= measure_speed(articles, engine=options.engine, rounds=options.rounds)
    report |= measure_growth(articles[: options.articles], engine=options.engine, rounds=options.rounds)
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    above = find_above(report, read_floors("speaker_speed"))
    print(*above, sep="\n", end="\n" if above else "")
    return int(bool(above))


if __name__ == "__main__":
    if os.environ | ONE_THREAD != os.environ:  # libraries read this once, when they are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    sys.exit(main())
