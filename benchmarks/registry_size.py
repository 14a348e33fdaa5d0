"""What a large registry costs when articles are matched: 10,000 aliases against 100, both invented.

    python benchmarks/registry_size.py             # the demonstration corpus
    python benchmarks/registry_size.py --articles FOLDER --rounds 99 --json out.json

The articles are parsed once; ``find_actors`` then reads them with either registry in turn (small, large,
small, …), on one thread, and processor time is taken. The figure to quote is the median of the ratios, since
machines differ. The invented names do not occur in the articles, so both registries must find the same
people. Also given: the milliseconds in which each registry is made ready, once a run, and in which the
shipped ``states`` is loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from toolkit.actors import find_actors
from toolkit.articles import load_articles
from toolkit.document import parse_articles
from toolkit.names import Names, compile_names
from toolkit.parties import Office, Party, Person, Registry, load_registry

ROOT = Path(__file__).parents[1]
SMALL, LARGE = 100, 10_000
PARTIES = 20
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def make_registry(n_aliases: int, *, seed: int = 0) -> Registry:
    """Invent a registry: of five aliases two are a person's, one a title, one an institution, one a group."""
    rng = random.Random(seed)
    words: set[str] = set()

    def invent() -> str:
        while True:
            word = "".join(rng.choice("bdgklmnprtvz") + rng.choice("aeiou") for _ in range(4)) + "x"
            if word not in words:
                words.add(word)
                return word.capitalize()

    parties = [Party(f"Party of {invent()}") for _ in range(PARTIES)]
    people = []
    for n in range(n_aliases // 5):
        party, first, last = parties[n % PARTIES], invent(), invent()
        office = Office((f"minister for {invent()}",), party.name)
        people.append(Person(f"{first} {last}", aliases=(f"{first} al {last}",), offices=(office,)))
        parties[n % PARTIES] = replace(
            party,
            institutions=(*party.institutions, (f"{invent()} Council",)),
            groups=(*party.groups, (f"{invent().lower()} activists",)),
        )
    return Registry("invented", "", tuple(parties), tuple(people), (), "")


def compare_registries(documents: list, small: Names, large: Names, rounds: int) -> dict:
    """Time ``find_actors`` with both registries in turn."""
    if _match(documents, small) != _match(documents, large):  # the first round warms up, too
        sys.exit("An invented name occurs in the articles: take other articles.")
    times: dict[str, list[float]] = {"small": [], "large": []}
    for _ in range(rounds):
        for size, names in (("small", small), ("large", large)):
            started = time.process_time()
            _match(documents, names)
            times[size].append(time.process_time() - started)
    ratios = [a / b for a, b in zip(times["large"], times["small"], strict=True)]
    return {
        "articles": len(documents),
        "tokens": sum(len(document.doc) for document in documents),
        "rounds": rounds,
        f"seconds_{SMALL}_aliases": round(median(times["small"]), 4),
        f"seconds_{LARGE}_aliases": round(median(times["large"]), 4),
        "ratio": round(median(ratios), 3),
        "ratio_min": round(min(ratios), 3),
        "ratio_max": round(max(ratios), 3),
    }


def _match(documents: list, names: Names) -> list:
    return [find_actors(document, names) for document in documents]


def _time(make, *arguments) -> tuple:
    started = time.perf_counter()
    made = make(*arguments)
    return made, round(1000 * (time.perf_counter() - started), 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, default=ROOT / "data" / "articles")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--json", type=Path, help="write the results here too")
    options = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    documents = list(parse_articles(load_articles(options.articles)))
    small, ms_small = _time(compile_names, make_registry(SMALL))
    large, ms_large = _time(compile_names, make_registry(LARGE))
    results = compare_registries(documents, small, large, options.rounds)
    results |= {f"ms_compile_{SMALL}": ms_small, f"ms_compile_{LARGE}": ms_large}
    results["ms_load_states"] = median(_time(load_registry, "states")[1] for _ in range(options.rounds))
    print(json.dumps(results, indent=1))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
