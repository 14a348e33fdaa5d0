"""For whom who speaks: states and organisations of the speakers, on real news.

    python benchmarks/parties.py --corpus POLNEAR --part report
    python benchmarks/parties.py --corpus POLNEAR --part tune --show 40

Labels: two independent language-model annotators under ``guidelines-parties.md``, adjudicated
(``labels/parties.csv``), on 24 articles about the world of PolNeAR's training split, whose speakers had not
been labelled before (``party_units.py``): every second one to tune on, the others to report. Sources are as
annotated in the corpus. *Right where given*: of the attributions that get a party, how many get that of the
labels and no other; *found*: of those that have one by the labels, how many get just it. Also by what a
speaker is of the party, and whether the article tells it. Intervals are 95% by bootstrap over articles. The
corpus is not part of this project.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pandas as pd
from floors import find_sunk, read_floors
from polnear import read_split
from speakers import LABELS, describe_hits, make_table, resolve, to_attribution

from toolkit.document import parse_articles
from toolkit.names import compile_names
from toolkit.parties import Registry, load_registry
from toolkit.schema import NO_PARTY, UNRESOLVED

SPLIT = "train"
PARTS = {"tune": slice(0, None, 2), "report": slice(1, None, 2), "all": slice(None)}


def read_parties(part: str, folder: Path = LABELS) -> pd.DataFrame:
    """One row a labelled attribution: article, number, the parties of its speakers, basis, told."""
    table = pd.read_csv(folder / "parties.csv", keep_default_na=False)
    names = list(dict.fromkeys(table["article"]))[PARTS[part]]
    table = table[table["article"].isin(names)]
    wanted = [frozenset(party.split("; ")) - {"NONE"} for party in table["party"]]
    return table.assign(wanted=wanted)[["article", "number", "wanted", "basis", "told"]]


def find_parties(articles: dict, names: list[str], registry: Registry) -> pd.DataFrame:
    """The parties that the speakers of each annotated attribution get, who they are, and how."""
    compiled, rows = compile_names(registry), []
    for document in parse_articles(make_table(articles, names)):
        gold = articles[document.article_id][1]
        for number, some in enumerate(resolve(document, [to_attribution(each) for each in gold], compiled)):
            rows.append(
                {
                    "article": document.article_id,
                    "number": number,
                    "given": frozenset(row["party"] for row in some) - {UNRESOLVED, NO_PARTY},
                    "speaker": "; ".join(str(row["speaker"]) for row in some),
                    "mention": "; ".join(dict.fromkeys(str(row["speaker_mention"]) for row in some)),
                    "way": some[0]["resolved_by"],
                }
            )
    return pd.DataFrame(rows)


def summarize(judged: pd.DataFrame, *, draws: int = 1000, seed: int = 1) -> dict:
    """Percent right where a party is given, and found where there is one, in all and in groups."""
    judged = judged.assign(hit=judged["given"] == judged["wanted"])
    is_given, has_one = judged["given"].map(bool), judged["wanted"].map(bool)
    groups = {
        "right where given": judged[is_given],
        "found": judged[has_one],
        "found, told": judged[has_one & (judged["told"] == "yes")],
        "found, not told": judged[has_one & (judged["told"] == "no")],
    }
    groups |= {f"found, {basis}": some for basis, some in judged[has_one].groupby("basis")}
    groups["rightly without"] = judged[~has_one]
    return {
        name: {"n": len(some)} | describe_hits(some, draws=draws, seed=seed)
        for name, some in groups.items()
        if len(some)
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is below its floor, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with train/")
    parser.add_argument("--part", default="report", choices=PARTS)
    parser.add_argument("--registry", default="states", help="name or file of a registry")
    parser.add_argument("--show", type=int, default=0, help="print so many of those that are not right")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    try:
        articles = read_split(options.corpus / SPLIT)
    except FileNotFoundError as error:
        print(f"parties: {error}", file=sys.stderr)
        return 2
    labels, registry = read_parties(options.part), load_registry(options.registry)
    found = find_parties(articles, list(dict.fromkeys(labels["article"])), registry)
    judged = labels.merge(found, on=["article", "number"], validate="one_to_one")
    report = summarize(judged)
    for name, each in report.items():
        print(f"{name:20s}{each['n']:5d}   {each['value']:5.1f} ({each['low']:.1f} to {each['high']:.1f})")
    for row in judged[judged["given"] != judged["wanted"]].head(options.show).itertuples():
        print(
            f"{row.mention!r}: {row.speaker!r} ({row.way}) of {'; '.join(row.given) or 'nobody'}, "
            f"not {'; '.join(row.wanted) or 'nobody'} ({row.basis}, {row.told})"
            f" in {row.article}, {row.number}"
        )
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    floors = read_floors("parties", options.part, registry.name)
    sunk = find_sunk({name: report[name]["value"] for name in floors}, floors)
    print(*sunk, sep="\n", end="\n" if sunk else "")
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
