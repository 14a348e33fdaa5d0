"""Does the name of the target, or of everybody in the sentence, sway the sentiment? It must not.

    python benchmarks/name_bias.py --data NEWSMTSC/devtest_mt.jsonl

Takes real sentences, as many of each polarity, whose target is a name, and swaps that name through others:
people, and places that stand for governments, of the registry ``syria-2012``; common surnames; invented
names. Reported per stratum: the mean value per name as its distance from the mean over names, and the share
of labels that differ from the label that most names get in the same sentence. Second test: all annotated
actors of a sentence are swapped at once.

The file is not part of this project.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pandas as pd
from targets import read_targets

from toolkit.parties import load_registry
from toolkit.sentiment import SCORERS, score_targets

MOST_SHIFT, MOST_FLIPS = 0.03, 0.02
SURNAMES = "Smith Jones Garcia Nguyen Khan Müller Kowalski Okafor Haddad Ivanov Tanaka Silva".split()
INVENTED = "Zorvath Melindra Quastov Brenleth Ardunian Tessik Valkorra Jemmit Orlund Pashwari".split()
_PRONOUNS = frozenset("he she they his her him them their it its i we you who".split())


def list_names(registry: str = "syria-2012") -> dict[str, list[str]]:
    """Names by stratum."""
    known = load_registry(registry)
    people = [person.name for person in known.people]
    places = [place for party in known.parties for place in [party.name, *party.metonyms]]
    return {
        "people": people,
        "parties and places": list(dict.fromkeys(places)),
        "surnames": SURNAMES,
        "invented": INVENTED,
    }


def choose_sentences(table: pd.DataFrame, *, n: int, seed: int) -> pd.DataFrame:
    """Draw targets that are names, one a sentence, as many of each polarity."""
    mention = [row.text[row.target_start : row.target_end] for row in table.itertuples()]
    named = [
        bool(re.match(r"[A-Z]", m)) and m.lower() not in _PRONOUNS and len(m.split()) <= 4 for m in mention
    ]
    pool = table[named].drop_duplicates("sentence")
    drawn = [part.sample(min(n // 3, len(part)), random_state=seed) for _, part in pool.groupby("label")]
    return pd.concat(drawn).sort_index()


def swap_targets(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Every sentence with every name in the place of its target."""
    rows = [
        _swap(row, {(row.target_start, row.target_end): name}) | {"name": name}
        for row in table.itertuples()
        for name in names
    ]
    return pd.DataFrame(rows)


def swap_actors(table: pd.DataFrame, everyone: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Every sentence with all its annotated names swapped at once, as often as there are names."""
    spans = everyone.groupby("sentence")[["target_start", "target_end"]].apply(
        lambda part: list(part.itertuples(index=False, name=None))
    )
    rows = []
    for row in table.itertuples():
        named = [
            s
            for s in sorted(set(spans[row.sentence]))
            if row.text[s[0]].isupper() and row.text[slice(*s)].lower() not in _PRONOUNS
        ]
        named = [s for n, s in enumerate(named) if n == 0 or named[n - 1][1] <= s[0]]
        named.append((row.target_start, row.target_end))
        for turn in range(len(names)):
            given = dict(zip(dict.fromkeys(named), islice(cycle(names), turn, None), strict=False))
            rows.append(_swap(row, given) | {"name": names[turn]})
    return pd.DataFrame(rows)


def _swap(row, given: dict[tuple[int, int], str]) -> dict:
    """A sentence with spans replaced; a possessive ending stays."""
    pieces, at, start, end = [], 0, row.target_start, row.target_end
    for (first, last), name in sorted(given.items()):
        old = row.text[first:last]
        new = name + (re.search(r"[’'][sS]?$", old) or [""])[0]
        pieces += [row.text[at:first], new]
        if (first, last) == (row.target_start, row.target_end):
            start = sum(map(len, pieces)) - len(new)
            end = start + len(new)
        at = last
    return {
        "sentence": row.sentence,
        "text": "".join([*pieces, row.text[at:]]),
        "target_start": start,
        "target_end": end,
    }


def measure_bias(table: pd.DataFrame) -> dict:
    """Largest distance of a name's mean from the mean of all names, and flips of labels."""
    means = table.groupby("name")["value"].mean()
    shift = means - means.mean()
    label = _find_labels(table)
    usual = pd.Series(label, table.index).groupby(table["sentence"]).agg(lambda part: part.mode()[0])
    return {
        "names": len(means),
        "sentences": int(table["sentence"].nunique()),
        "largest_shift": round(float(shift.abs().max()), 4),
        "name": str(shift.abs().idxmax()),
        "flips": round(float(np.mean(label != table["sentence"].map(usual).to_numpy())), 4),
    }


def _find_labels(table: pd.DataFrame) -> np.ndarray:
    """The most probable label; the sign of the value where there are no probabilities."""
    probabilities = ["p_negative", "p_neutral", "p_positive"]
    if set(probabilities) <= set(table.columns):
        return table[probabilities].to_numpy(float).argmax(axis=1)
    return np.sign(table["value"].to_numpy(float))


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a bound is broken, 2 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a .jsonl file of NewsMTSC")
    parser.add_argument("--scorer", default="textblob", choices=SCORERS)
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--names", type=int, default=12, help="most names of a stratum")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    if not options.data.is_file():
        print(
            f"--data: expected a file of NewsMTSC, got {options.data}, which does not exist.", file=sys.stderr
        )
        return 2
    everyone = read_targets(options.data)
    table = choose_sentences(everyone, n=options.sentences, seed=options.seed)
    report: dict = {"scorer": options.scorer}
    for stratum, names in list_names().items():
        names = names[: options.names]
        for test, swapped in (
            ("target", swap_targets(table, names)),
            ("all actors", swap_actors(table, everyone, names)),
        ):
            report[f"{stratum}: {test}"] = measure_bias(score_targets(swapped, scorer=options.scorer))
    print(json.dumps(report, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    found = [part for part in report.values() if isinstance(part, dict)]
    broken = [p for p in found if p["largest_shift"] > MOST_SHIFT or p["flips"] >= MOST_FLIPS]
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
