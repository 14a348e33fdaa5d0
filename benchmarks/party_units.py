"""Draw articles about the world, in which annotators say for which state or organisation who speaks.

    python benchmarks/party_units.py show --corpus POLNEAR --out FOLDER
    python benchmarks/party_units.py read --corpus POLNEAR --answers A.tsv B.tsv --settled C.tsv --out X.csv

Of PolNeAR's training split, those articles are drawn in which most sentences name a state other than the
United States, out of those with ten or more attributions whose speakers nobody has labelled. ``show`` writes
one text an article, with its attributions marked, for annotators who follow ``guidelines-parties.md``; these
files hold the articles and stay outside the project. ``read`` takes tables of article, number, party, basis
and told, and writes numbers and labels.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

import pandas as pd
from polnear import read_split
from speaker_units import show_article
from speakers import read_labels

from toolkit.parties import load_registry

N_ARTICLES, LEAST = 24, 10
HOME = "United States"
BASES = frozenset({"state", "parliament", "organisation", "-"})
COLUMNS = ("party", "basis", "told")


def draw_articles(articles: dict) -> list[str]:
    """The articles with the largest share of lines and sentences that name another state, most first."""
    words = {
        form
        for party in load_registry("states").parties
        if party.name != HOME
        for form in (party.name, *party.names, *party.metonyms, *party.adjectives)
    }
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")
    labelled = read_labels("train")
    shares = {}
    for name, (text, attributions) in articles.items():
        if len(attributions) >= LEAST and name not in labelled:
            sentences = [each for each in re.split(r"(?<=[.!?])\s+|\n+", text) if each.strip()]
            shares[name] = sum(bool(pattern.search(each)) for each in sentences) / len(sentences)
    return sorted(shares, key=lambda name: (-shares[name], name))[:N_ARTICLES]


def read_answers(path: Path, articles: dict, drawn: list[str]) -> tuple[dict, list[str]]:
    """(article, number) → party, basis, told; and what cannot be read, in words."""
    known = {party.name for party in load_registry("states").parties} | {"NONE"}
    answers, faults = {}, []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                article, number, party, basis, told = (cell.strip() for cell in row)
                name = drawn[int(article)]
                parties = sorted(party.split("; "))
                if not known.issuperset(parties) or basis not in BASES or told not in ("yes", "no", "-"):
                    raise ValueError("expected a party, a basis and whether it is told, as in the guideline")
                if not 0 <= int(number) < len(articles[name][1]):
                    raise ValueError("no such attribution")
                answers[name, int(number)] = "; ".join(parties), basis, told
            except (ValueError, IndexError) as error:
                faults.append(f"{path.name}: {row}: {error}")
    return answers, faults


def merge_answers(answers: list[dict], articles: dict, drawn: list[str]) -> tuple[pd.DataFrame, list[str]]:
    """One row an attribution, with both answers and the settled one; and which have none."""
    rows, faults = [], []
    for name, number in ((each, n) for each in drawn for n in range(len(articles[each][1]))):
        one, other, settled = (found.get((name, number)) for found in answers)
        final = one if one is not None and other is not None and one[:2] == other[:2] else settled
        if one is None or other is None or final is None:
            faults.append(f"{name}, {number}: no answer")
            continue
        labels = {f"{column}_a": value for column, value in zip(COLUMNS, one, strict=True)}
        labels |= {f"{column}_b": value for column, value in zip(COLUMNS, other, strict=True)}
        rows.append({"article": name, "number": number} | labels | dict(zip(COLUMNS, final, strict=True)))
    return pd.DataFrame(rows), faults


def main(arguments: list[str] | None = None) -> int:
    """Show or read; 2 where the corpus is absent, 1 where answers cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=["show", "read"])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with train/")
    parser.add_argument("--answers", type=Path, nargs=2, help="tables of the two annotators")
    parser.add_argument("--settled", type=Path, help="table of the answers on which they differed")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        articles = read_split(options.corpus / "train")
    except FileNotFoundError as error:
        print(f"party_units: {error}", file=sys.stderr)
        return 2
    drawn = draw_articles(articles)
    if options.task == "show":
        options.out.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(drawn):
            path = options.out / f"{number:02d}_{name.split('_')[1]}.txt"
            path.write_text(show_article(*articles[name]), encoding="utf-8")
        return 0
    read = [read_answers(path, articles, drawn) for path in (*options.answers, options.settled)]
    table, missing = merge_answers([answers for answers, _ in read], articles, drawn)
    faults = [fault for _, some in read for fault in some] + missing
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    table.to_csv(options.out, index=False)
    for column in COLUMNS[:2]:
        agreed = (table[f"{column}_a"] == table[f"{column}_b"]).mean()
        print(f"{column}: the annotators agree on {agreed:.1%}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
