"""Speed and memory of ``analyze``, against the bare spaCy pipeline on the same texts.

    python benchmarks/speed.py                     # the demonstration corpus
    python benchmarks/speed.py --corpus FOLDER --rounds 7 --json out.json
    python benchmarks/speed.py --lengths           # also: one article of up to a megabyte, in one line

Runs alternate (bare, analyze, bare, …) in one process on one thread; the figure to quote is the
median of the ratios, since machines differ. Memory is the peak of a process of its own. Models: seconds and
megabytes that loading both takes, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pandas as pd
import spacy
from floors import read_floors

from toolkit.analysis import analyze
from toolkit.articles import load_articles
from toolkit.document import make_document
from toolkit.language import find_pipeline, load_pipeline, parse_texts
from toolkit.quotes import find_engine

ROOT = Path(__file__).parents[1]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def copy_articles(articles: pd.DataFrame, copies: int) -> pd.DataFrame:
    """Repeat the analysable articles under new ids."""
    rows = articles[articles["status"] == "ok"]
    parts = [rows.assign(article_id=rows["article_id"] + f"x{n}") for n in range(copies)]
    return pd.concat(parts, ignore_index=True)


def compare_speed(articles: pd.DataFrame, rounds: int) -> dict:
    """Time the bare pipeline and ``analyze`` in turn."""
    texts = articles["text"].tolist()
    words = int(articles["n_words"].sum())
    bare = spacy.load(find_pipeline())
    load_pipeline()
    times = {"bare": [], "analyze": []}
    for n in range(rounds + 1):  # the first round warms up
        started = time.perf_counter()
        for _ in bare.pipe(texts):
            pass
        middle = time.perf_counter()
        analyze(articles, "syria-2012")
        ended = time.perf_counter()
        if n:
            times["bare"].append(middle - started)
            times["analyze"].append(ended - middle)
    ratios = [a / b for a, b in zip(times["analyze"], times["bare"], strict=True)]
    return {
        "articles": len(articles),
        "words": words,
        "rounds": rounds,
        "words_per_second_bare": round(words / median(times["bare"])),
        "words_per_second_analyze": round(words / median(times["analyze"])),
        "ratio": round(median(ratios), 3),
        "ratio_min": round(min(ratios), 3),
        "ratio_max": round(max(ratios), 3),
    }


def measure_memory(corpus: Path, copies: int) -> float:
    """Peak memory, in MB, of a process that analyses so many copies of the corpus."""
    command = [sys.executable, __file__, "--corpus", str(corpus), "--child", str(copies)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def run_child(corpus: Path, copies: int) -> None:
    analyze(copy_articles(load_articles(corpus), copies), "syria-2012")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


LOADING = """
import time
from pathlib import Path
import numpy
import toolkit.encoder as encoder

def held():  # resource.getrusage would count from what the parent holds
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024

before, began = held(), time.perf_counter()
for folder in sorted(encoder.FOLDER.iterdir()):
    if folder.is_dir():
        encoder.load_encoder(folder.name)
print(time.perf_counter() - began, held() - before)
"""


def measure_loading() -> dict:
    """Seconds, and growth in MB of a process, that loading all models takes (Linux)."""
    command = [sys.executable, "-c", LOADING]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, answer.split())
    return {"load_seconds": round(seconds, 2), "load_mb": round(megabytes)}


def measure_lengths(articles: pd.DataFrame) -> dict:
    """Seconds of parse and engine for one article of up to a million characters in one line."""
    line = " ".join(" ".join(articles["text"]).split())
    found = {}
    for size in (250_000, 500_000, 1_000_000):
        text = (line * (size // len(line) + 1))[:size]
        began = time.perf_counter()
        document = make_document("a1", "unknown", None, next(parse_texts([text])))
        parsed = time.perf_counter()
        found_here = len(find_engine("model")(document))
        found[size] = {
            "parse_seconds": round(parsed - began, 1),
            "engine_seconds": round(time.perf_counter() - parsed, 1),
            "attributions": found_here,
        }
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=ROOT / "data" / "articles")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lengths", action="store_true", help="time an article of a megabyte too")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"--corpus: expected a folder of articles, got {options.corpus}, which does not exist.")
        return 2
    if options.child:
        run_child(options.corpus, options.child)
        return 0
    articles = copy_articles(load_articles(options.corpus), 1)
    # memory first: a child's peak counts from what its parent holds
    result = {f"peak_mb_{n}_copies": round(measure_memory(options.corpus, n)) for n in (1, 10)}
    result |= measure_loading()
    result |= compare_speed(articles, options.rounds)
    if options.lengths:
        result["lengths"] = measure_lengths(articles)
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    most = read_floors("speed")["ratio_to_bare_pipeline_at_most"]
    if result["ratio"] > most:
        print(f"ratio: {result['ratio']} is above the most allowed, {most}")
        return 1
    return 0


if __name__ == "__main__":
    if os.environ | ONE_THREAD != os.environ:  # libraries read this once, when they are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    sys.exit(main())
