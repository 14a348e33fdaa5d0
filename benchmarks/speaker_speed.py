"""What finding out who speaks, and who is mentioned, costs: processor time as a share of the parse's.

    python benchmarks/speaker_speed.py                     # the demonstration corpus
    python benchmarks/speaker_speed.py --corpus FOLDER --rounds 9 --json out.json

Parse and resolution of the same texts take turns in one process on one thread; the attributions are found
beforehand and not timed. ``share`` is the median over the rounds of the time of the resolution by that of the
parse. Its interval is the least and the greatest of the rounds: of six it covers the true median at 97%.

``growth`` is the microseconds a word at the greatest length by those at the least, 1 where the time is in
proportion to the length: with the first articles, each written 1, 2, 4, 8 and 16 times in a row; with single
invented articles, at 16 times their length, of ever more people each of whom a description means, of one
person whom descriptions and pronouns mean, of ever longer lists of names, and of bodies with the nouns that
stand for them; and with all articles in one of a megabyte, against one of a sixteenth of that.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from statistics import median

import pandas as pd
from floors import find_above, read_floors
from speed import ONE_THREAD, ROOT, copy_articles

from toolkit.actors import find_actors
from toolkit.antecedents import Scene
from toolkit.articles import load_articles
from toolkit.document import parse_articles
from toolkit.mentions import find_mentions
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.quotes import ENGINES, find_engine, tabulate_attributions
from toolkit.speakers import resolve_in_scene
from toolkit.voices import find_voices

LENGTHS = (1, 2, 4, 8, 16)
MEGABYTE = 1_000_000
FIRST = "Karen Paul Eva Ann Loretta Susan Mark James Robert Linda Laura Peter Helen Alice Frank Carl".split()
LAST = "Novak Reyes Lind Marsh Holt Vance Brandt Soto Keane Moran Lowe Pryor Tate Wynn Yates Zeller".split()


def repeat_texts(articles: pd.DataFrame, times: int) -> pd.DataFrame:
    """Write the text of every article so many times in a row."""
    return articles.assign(text=["\n\n".join([text] * times) for text in articles["text"]])


def write_strangers(times: int) -> str:
    """Ever more people; a description means each of them."""
    return "\n\n".join(
        f"{first} {last}, a senator, came to the dam. The senator said it leaked. The lawmaker wept."
        for first, last in islice(product(FIRST, LAST), 8 * times)
    )


def write_profile(times: int) -> str:
    """One person, whom ever more descriptions and pronouns mean."""
    told = "Karen Novak, a senator, left. The senator said it rained. She ran, and her staff saw her run."
    return "\n\n".join([told] * 8 * times)


def write_lists(times: int) -> str:
    """Ever longer lists of names, each taken up by "they"."""
    names = ", ".join(f"{first} {last}" for first, last in islice(product(FIRST, LAST), 4 * times))
    return "\n\n".join([f"{names} and Adam Stone met. They said it rained."] * 4)


def write_bodies(times: int) -> str:
    """Ever more bodies, and nouns that may mean one of them."""
    return "The X National Council met. The government said no. " * (100 * times)


def make_long(articles: pd.DataFrame, size: int) -> pd.DataFrame:
    """All texts in one article of so many characters, over and over."""
    text = "\n\n".join(articles["text"])
    return articles[:1].assign(text=(text * (size // len(text) + 1))[:size])


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
            scene = Scene(document, find_actors(document, names))
            resolved = resolve_in_scene(scene, rows)
            find_mentions(document, resolved, scene, find_voices(document, resolved))

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


def measure_lengths(articles: pd.DataFrame, *, engine: str, rounds: int) -> dict[int, dict]:
    """The same at growing lengths."""
    return {
        times: measure_speed(repeat_texts(articles, times), engine=engine, rounds=rounds) for times in LENGTHS
    }


def compare_costs(short: list[float], long: list[float], few: int, many: int) -> float:
    """What a word costs in the long texts by what it costs in the short ones: median of the rounds."""
    return round(median(b / a for a, b in zip(short, long, strict=True)) * few / many, 2)


def measure_growth(short: pd.DataFrame, long: pd.DataFrame, *, engine: str, rounds: int) -> float:
    """What a word costs in long articles by what it costs in short ones; their resolutions take turns."""
    (_, less, few), (_, more, many) = (make_runs(each, engine=engine) for each in (short, long))
    times = max(1, many // few)  # as long a time, so that both are timed alike

    def repeat() -> None:
        for _ in range(times):
            less()

    return compare_costs(*time_in_turns(repeat, more, rounds=rounds), few * times, many)


def measure_cases(articles: pd.DataFrame, *, size: int, engine: str, rounds: int) -> dict[str, float]:
    """Growth of the invented articles, and of all articles in one."""
    cases = {
        write.__name__.removeprefix("write_"): [articles[:1].assign(text=write(n)) for n in (1, LENGTHS[-1])]
        for write in (write_strangers, write_profile, write_lists, write_bodies)
    }
    cases["one_article"] = [make_long(articles, n) for n in (size // LENGTHS[-1], size)]
    return {name: measure_growth(*pair, engine=engine, rounds=rounds) for name, pair in cases.items()}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where it takes too long, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT / "data" / "articles")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--articles", type=int, default=8, help="so many are made longer (default: 8)")
    parser.add_argument("--size", type=int, default=MEGABYTE, help="characters of the longest article")
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
    how = {"engine": options.engine, "rounds": options.rounds}
    report = {"articles": len(articles), **how, **measure_speed(articles, **how)}
    report["lengths"] = lengths = measure_lengths(articles[: options.articles], **how)
    costs = [lengths[times]["microseconds_a_word"] for times in (LENGTHS[0], LENGTHS[-1])]
    report["growth"] = {"articles": round(costs[1] / costs[0], 2)}
    report["growth"] |= measure_cases(articles, size=options.size, **how)
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
