"""Does the name of the target, or of everybody in the sentence, sway the sentiment? It must not.

    python benchmarks/name_bias.py --data NEWSMTSC/devtest_mt.jsonl

Takes real sentences, as many of each polarity, whose target is a name, and swaps that name through others:
people; countries and capitals that stand for governments; institutions, with their article, all of the
registry ``syria-2012``; common surnames; invented names. Second test: all annotated actors of a sentence are
swapped at once. Reported per stratum: the mean value per name of the target as its distance from the mean
over names (at most 0.03), the share of labels that differ from the label that most names get in the same
sentence (under 2%), and the share of values that differ at all. Beside them stands how well the same scorer,
by the same files, agrees with the labels of all targets. No name is learnt in training, where all are masked.

The file is not part of this project.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pandas as pd
from targets import find_labels, measure_agreement, read_targets

from toolkit.parties import load_registry
from toolkit.sentiment import SCORERS, score_targets

MOST_SHIFT, MOST_FLIPS = 0.03, 0.02
SAME = 1e-4  # values nearer than this are the same but for the order of sums
SURNAMES = "Smith Jones Garcia Nguyen Khan Müller Kowalski Okafor Haddad Ivanov Tanaka Silva".split()
INVENTED = "Zorvath Melindra Quastov Brenleth Ardunian Tessik Valkorra Jemmit Orlund Pashwari".split()
_PRONOUNS = frozenset("he she they his her him them their it its i we you who".split())


def list_names(registry: str = "syria-2012") -> dict[str, list[str]]:
    """Names by stratum."""
    known = load_registry(registry)
    places = [place for party in known.parties for place in [party.name, *party.metonyms]]
    institutions = [
        forms[0] for party in known.parties if party.name[0].isupper() for forms in party.institutions
    ]
    strata = {
        "people": [person.name for person in known.people],
        "places": [place for place in places if place.split()[-1][0].isupper()],
        "institutions": [f"the {name}" for name in institutions if name.split()[-1][0].isupper()],
        "surnames": SURNAMES,
        "invented": INVENTED,
    }
    return {stratum: list(dict.fromkeys(names)) for stratum, names in strata.items()}


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
    """Every sentence with all its annotated names swapped at once, as often as there are names.

    ``name`` is what the target gets. Of spans that overlap the target counts, then the first.
    """
    spans = everyone.groupby("sentence")[["target_start", "target_end"]].apply(
        lambda part: list(part.itertuples(index=False, name=None))
    )
    rows = []
    for row in table.itertuples():
        target = (row.target_start, row.target_end)
        named = [target]
        for start, end in sorted(spans[row.sentence]):
            is_name = row.text[start].isupper() and row.text[start:end].lower() not in _PRONOUNS
            if is_name and all(end <= first or last <= start for first, last in named):
                named.append((start, end))
        for turn in range(len(names)):
            given = dict(zip(named, islice(cycle(names), turn, None), strict=False))
            rows.append(_swap(row, given) | {"name": given[target]})
    return pd.DataFrame(rows)


def _swap(row, given: dict[tuple[int, int], str]) -> dict:
    """A sentence with spans replaced; a possessive ending stays."""
    pieces, at, start, end = [], 0, row.target_start, row.target_end
    for (first, last), name in sorted(given.items()):
        old = row.text[first:last]
        new = name + (re.search(r"[’'][sS]?$", old) or [""])[0]
        new = new if first else new[0].upper() + new[1:]
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
    value, label = table["value"].to_numpy(float), find_labels(table)
    by_sentence = pd.DataFrame({"label": label, "value": value}, table.index).groupby(table["sentence"])
    usual = by_sentence.agg(lambda part: part.mode()[0]).loc[table["sentence"]]
    return {
        "names": len(means),
        "sentences": int(table["sentence"].nunique()),
        "largest_shift": round(float(shift.abs().max()), 4),
        "name": str(shift.abs().idxmax()),
        "flips": round(float(np.mean(label != usual["label"].to_numpy())), 4),
        "changed": round(float(np.mean(np.abs(value - usual["value"].to_numpy()) > SAME)), 4),
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a bound is broken, 2 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a .jsonl file of NewsMTSC")
    parser.add_argument("--scorer", default="model", choices=SCORERS)
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
    labels = find_labels(score_targets(everyone, scorer=options.scorer))
    agreement = measure_agreement(everyone["label"].to_numpy(), labels, np.ones(len(everyone)))
    report: dict = {"scorer": options.scorer, "agreement": {k: round(v, 4) for k, v in agreement.items()}}
    rng = random.Random(options.seed)
    for stratum, names in list_names().items():
        names = rng.sample(names, min(options.names, len(names)))
        for test, swapped in (
            ("target", swap_targets(table, names)),
            ("all actors", swap_actors(table, everyone, names)),
        ):
            report[f"{stratum}: {test}"] = measure_bias(score_targets(swapped, scorer=options.scorer))
    print(json.dumps(report, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    found = [part for part in report.values() if isinstance(part, dict) and "flips" in part]
    broken = [p for p in found if p["largest_shift"] > MOST_SHIFT or p["flips"] >= MOST_FLIPS]
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
