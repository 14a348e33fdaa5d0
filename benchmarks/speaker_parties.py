"""Are speakers found alike, whichever party's name they bear? The names of each in the same articles.

    python benchmarks/speaker_parties.py --corpus POLNEAR --part train
    python benchmarks/speaker_parties.py --corpus POLNEAR --part tune --json out.json

In each article the man, and the body, who speak most by the labels of ``speakers.py`` give way to a man, and
to a place or organisation, of a party of the registry ``syria-2012``: everywhere in the article, by surname
where only that stood. Recall is the share of their attributions with the right speaker, the sources as
annotated: by name, surname, title, description or pronoun. All parties are measured on the same attributions,
as of a day on which the registry holds; a name is put in only where it does not stand already. The recall of
two parties may differ by at most 3 points; intervals, and what chance alone would do, are those of
``party_differences.py``.

Women are left out, since the registry has none of most parties; so are men of whose surname the article has
another bearer, and bodies by a description ("the newspaper"), which would not fit what is put in. Titles and
descriptions of men stay as they are, whoever is put in. The corpus is not part of this project.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from name_swaps import DAY, Name, find_edits, list_party_names, swap_names
from party_differences import MOST_DIFFERENCE, compare_recalls
from speakers import LABELS, PARTS, Judge, read_labelled, resolve, to_attribution

from toolkit.cast import SINGULAR, Character
from toolkit.document import parse_articles
from toolkit.first_names import find_gender, is_first_name
from toolkit.full_names import PARTICLES
from toolkit.names import Names, compile_names
from toolkit.parties import load_registry

REGISTRY = "syria-2012"
NAMED = {"name": "person", "surname": "person", "institution": "place"}
"""Kinds of mention that tell what a speaker is."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """An article in which names give way: ``forms`` by kind; ``names`` by party and kind."""

    article: str
    text: str
    gold: list[dict]
    forms: dict[str, dict[str, int]]
    names: dict[str, dict[str, Name]]


def choose_speakers(text: str, gold: list[dict], labels: dict) -> dict[str, tuple[Place, list[int]]]:
    """Kind → where the name of whoever speaks most stands, and what they say: a man, and a body."""
    said: dict[Place, list[int]] = {}
    for number, (_, places) in labels.items():
        if isinstance(places, list) and len(places) == 1:
            said.setdefault(tuple(places[0]), []).append(number)
    chosen: dict[str, tuple[Place, list[int]]] = {}
    for place, numbers in sorted(said.items(), key=lambda item: -len(item[1])):
        kinds = {NAMED[labels[n][0]] for n in numbers if labels[n][0] in NAMED}
        pronouns = {text[slice(*gold[n]["source"][0])].lower() for n in numbers if gold[n]["source"]}
        name = text[slice(*place)]
        if kinds == {"person"} and is_man(name, pronouns) and not has_namesake(text, name):
            chosen.setdefault("person", (place, numbers))
        elif kinds == {"place"} and name[0].isupper() and name.split()[-1][0].isupper():
            chosen.setdefault("place", (place, numbers))
    return chosen


def is_man(name: str, pronouns: set[str]) -> bool:
    """Tell whether the pronouns of somebody with a full name, or else the first name, are a man's."""
    words = Character(name).words
    told = {SINGULAR[word] for word in pronouns if word in SINGULAR} or {find_gender(words[0])}
    return len(words) > 1 and told == {"male"}


def has_namesake(text: str, name: str) -> bool:
    """Tell whether somebody else in the article has the surname: "Melania Trump"."""
    first, surname = Character(name).words[0], find_surname(name)
    before = re.findall(rf"([\w’'-]+)(?: [A-Z]\.)? {re.escape(surname)}(?!\w)", text)
    return any(is_first_name(word) and word != first for word in before)


def find_surname(name: str) -> str:
    """The last word of a name, with a particle before it: "Le Pen"."""
    *others, last = Character(name).words
    return f"{others[-1]} {last}" if others[1:] and others[-1].lower() in PARTICLES else last


def find_forms(text: str, name: str, kind: str, mentions: list[str]) -> dict[str, int]:
    """The forms of a name in an article; a surname, and a short name of a body, are said again.

    ``mentions``: how labelled sources name the same; such as end the name, or are its initials, count.
    """
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    if kind == "place":
        again = {initials} if len(initials) > 2 else set()
        full = [name]
    else:
        first, surname = Character(name).words[0], find_surname(name)
        again = {surname}
        full = [
            name,
            *re.findall(rf"{re.escape(first)}(?: [A-Z][\w.’'-]*){{0,2}} {re.escape(surname)}", text),
        ]
    for mention in mentions:
        short = re.sub(r"^(?:[Tt]he|Mr\.?) |[’']s?$", "", mention)
        if name.endswith(f" {short}") or short.replace(".", "") == initials:
            again.add(short)
    return dict.fromkeys(again, 1) | dict.fromkeys(full, 0)


def choose_names(text: str, party_names: dict, turn: int) -> dict[str, dict[str, Name]]:
    """Kind → party → the name whose turn it is, of those not in the text; only where all parties have one."""
    chosen: dict[str, dict[str, Name]] = {}
    for kind in ("person", "place"):
        free = {
            party: [n for n in names[kind] if not re.search(rf"(?<!\w){re.escape(n[1])}(?!\w)", text)]
            for party, names in party_names.items()
        }
        if all(free.values()):
            chosen[kind] = {party: names[turn % len(names)] for party, names in free.items()}
    return chosen


def make_cases(articles: dict, labels: dict, party_names: dict) -> list[Case]:
    """The articles with a speaker who can give way; attributions to them get ``given`` and ``speaker``."""
    cases: list[Case] = []
    for article, some in labels.items():
        text, gold = articles[article]
        by_kind = choose_names(text, party_names, len(cases))
        chosen = {k: found for k, found in choose_speakers(text, gold, some).items() if k in by_kind}
        marked, forms = list(gold), {}
        for kind, (place, numbers) in chosen.items():
            mentions = [text[slice(*gold[n]["source"][0])] for n in numbers if some[n][0] in NAMED]
            forms[kind] = find_forms(text, text[slice(*place)], kind, mentions)
            for n in numbers:
                if (kind, some[n][0]) != ("place", "description"):
                    marked[n] = gold[n] | {"given": kind, "mention": some[n][0], "speaker": [place]}
        if chosen:
            names = {party: {kind: by_kind[kind][party] for kind in chosen} for party in party_names}
            cases.append(Case(article, text, marked, forms, names))
    return cases


def swap_case(case: Case, party: str | None) -> tuple[str, list[dict]]:
    """The text and its annotations with the names of a party; without a party, as written."""
    edits = find_edits(case.text, case.forms, case.names[party]) if party else []
    return swap_names(case.text, case.gold, edits)


def measure_party(
    cases: list[Case], party: str | None, names: Names, judge: Judge
) -> list[dict[str, Counter]]:
    """By article and kind: attributions, and those with the right speaker; without a party, as written."""
    swapped = [swap_case(case, party) for case in cases]
    table = pd.DataFrame(
        {
            "article_id": [case.article for case in cases],
            "text": [text for text, _ in swapped],
            "outlet": [case.article.partition("_")[0] for case in cases],
            "published": pd.Timestamp(DAY),
        }
    )
    counts = []
    for document, (text, gold) in zip(parse_articles(table), swapped, strict=True):
        here: dict[str, Counter] = {"person": Counter(), "place": Counter()}
        rows = resolve(document, [to_attribution(each) for each in gold], names)
        for attribution, found in zip(gold, rows, strict=True):
            if "given" in attribution:
                told = judge.judge(text, attribution["mention"], attribution["speaker"], found)
                here[attribution["given"]].update(total=1, right=told == "right")
        counts.append(here)
    return counts


def report_kinds(counts: dict[str, list], as_written: list, kinds: tuple[str, ...]) -> dict:
    """Recall by party of the attributions to some kinds of speaker."""
    found, total = (_tabulate(counts.values(), kinds, name) for name in ("right", "total"))
    ((right,), (n,)) = (_tabulate([as_written], kinds, name).sum(axis=1) for name in ("right", "total"))
    return compare_recalls(list(counts), found, total) | {
        "attributions": int(n),
        "as_written": round(100 * right / max(n, 1), 1),
    }


def _tabulate(counts, kinds: tuple[str, ...], name: str) -> np.ndarray:
    """A count by party and article."""
    return np.array([[sum(article[k][name] for k in kinds) for article in some] for some in counts], float)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where two parties differ too much, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder with the tables of labels")
    parser.add_argument("--part", default="tune", choices=PARTS)
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    try:
        articles, labels = read_labelled(options.corpus, options.part, options.labels)
    except FileNotFoundError as error:
        print(f"speaker_parties: {error}", file=sys.stderr)
        return 2
    registry = load_registry(REGISTRY)
    party_names = list_party_names(REGISTRY, gender="male")
    cases = make_cases(articles, labels, party_names)
    names, judge = compile_names(registry), Judge(registry)
    counts = {party: measure_party(cases, party, names, judge) for party in party_names}
    as_written = measure_party(cases, None, names, judge)
    report: dict = {"part": options.part, "registry": registry.name, "articles": len(cases)}
    for part, kinds in {"all": ("person", "place"), "person": ("person",), "place": ("place",)}.items():
        report[part] = report_kinds(counts, as_written, kinds)
    print(json.dumps(report, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return int(report["all"]["largest_difference"]["value"] > MOST_DIFFERENCE)


if __name__ == "__main__":
    sys.exit(main())
