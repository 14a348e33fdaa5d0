"""Draw contents of PolNeAR in which two annotators say what others say within them.

    python benchmarks/relayed_units.py show --corpus POLNEAR --part report --out FILE
    python benchmarks/relayed_units.py read --corpus POLNEAR --part report \\
        --answers A.tsv B.tsv --settled C.tsv --out X.csv

Drawn are annotated attributions whose content has, outside quotation marks, a verb that the cue lexicon
knows: from the dev split to tune on, from the training split to report. The latter leaves out articles of
which sentences were looked at while the rules were written (``SEEN``). ``show`` writes one paragraph a unit,
for annotators who follow ``guidelines-relayed.md``; this file holds text of the articles and stays outside
the project. ``read`` takes tables of unit, source, cue and content, and writes offsets, nothing of the text.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from polnear import read_split

from toolkit.language import parse_texts
from toolkit.quotes.cues import find_frames
from toolkit.quotes.marks import find_quoted

N_UNITS = 200
PARTS = {"tune": ("dev", 0), "report": ("train", 1)}
SEEN = ((3, 60), (5, 150))  # seeds and sizes of random samples of the training split
Unit = tuple[str, int]
Relayed = tuple[tuple, tuple, tuple]


def read_part(corpus: Path, part: str) -> dict:
    """The articles of which units of a part may be drawn."""
    split, _ = PARTS[part]
    articles = read_split(corpus / split)
    names = sorted(articles)
    seen = {name for seed, n in SEEN for name in random.Random(seed).sample(names, min(n, len(names)))}
    return {name: each for name, each in articles.items() if split != "train" or name not in seen}


def draw_units(articles: dict, *, seed: int = 0) -> list[Unit]:
    """Article and number of the attributions to annotate, in random order."""
    units = []
    for (name, (text, gold)), doc in zip(
        articles.items(), parse_texts([text for text, _ in articles.values()]), strict=True
    ):
        quoted = find_quoted(text)
        verbs = [t.idx for t in doc if t.pos_ == "VERB" and find_frames(t)]
        verbs = [at for at in verbs if not any(start <= at < end for start, end in quoted)]
        units += [
            (name, number)
            for number, each in enumerate(gold)
            if each["source"] and any(start <= at < end for at in verbs for start, end in each["content"])
        ]
    return random.Random(seed).sample(units, min(N_UNITS, len(units)))


def show_unit(text: str, gold: dict) -> str:
    """The paragraphs of an attribution, its source in single brackets, its content in double ones."""
    spans = [(span, "[", "]") for span in gold["source"]] + [(span, "[[", "]]") for span in gold["content"]]
    first, last = min(s for (s, _), _, _ in spans), max(e for (_, e), _, _ in spans)
    first, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    shown = text[first : end if end >= 0 else len(text)]
    for (start, stop), left, right in sorted(spans, reverse=True):
        shown = shown[: stop - first] + right + shown[stop - first :]
        shown = shown[: start - first] + left + shown[start - first :]
    return shown


def locate(text: str, gold: dict, source: str, cue: str, content: str) -> Relayed:
    """Where the words of an answer stand within the content of its unit.

    Raises
    ------
    ValueError
        If they do not.
    """
    pieces = [tuple(span) for span in gold["content"]]

    def find(words: str, near: int, but: Sequence = ()) -> tuple[int, int]:
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = [
            match.span()
            for start, end in pieces
            for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text[:end])
            if match.start() >= start and not any(a <= match.start() < b for a, b in but)
        ]
        if not words.strip() or not found:
            raise ValueError(f"expected words inside the double brackets, got {words!r}")
        return min(found, key=lambda span: abs(span[0] - near))

    said = tuple(find(words, pieces[0][0]) for words in content.split(" … "))
    at = find(cue, said[0][0], said)
    return (find(source, at[0], said),), (at,), said


def read_answers(path: Path, articles: dict, units: list[Unit]) -> tuple[dict[Unit, set], list[str]]:
    """Unit → what others say in it, in offsets; and what cannot be read, in words."""
    answers: dict[Unit, set] = {}
    faults = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                number, source, cue, content = (cell.strip() for cell in row)
                unit = units[int(number)]
                some = answers.setdefault(unit, set())
                if source != "NONE":
                    text, gold = articles[unit[0]]
                    some.add(locate(text, gold[unit[1]], source, cue, content))
            except (ValueError, IndexError) as error:
                faults.append(f"{path.name}: {row}: {error}")
    return answers, faults


def merge_answers(one: dict, other: dict, settled: dict, units: list[Unit]) -> tuple[pd.DataFrame, list[str]]:
    """One row a unit and attribution within it, empty where there is none; and units without an answer."""
    rows, faults = [], []
    for unit in sorted(units):
        is_same = unit in one and unit in other and _cues(one[unit]) == _cues(other[unit])
        final = one.get(unit) if is_same else settled.get(unit)
        if final is None or unit not in one or unit not in other:
            faults.append(f"{unit}: no answer")
            continue
        for source, cue, content in sorted(final) or [("", "", "")]:
            row = {"article": unit[0], "number": unit[1], "source": source, "cue": cue, "content": content}
            rows.append(row | {"agreed": is_same})
    return pd.DataFrame(rows), faults


def _cues(some: set[Relayed]) -> set:
    return {cue for _, cue, _ in some}


def main(arguments: list[str] | None = None) -> int:
    """Show or read; 2 where the corpus is absent, 1 where answers cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=["show", "read"])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with its splits")
    parser.add_argument("--part", default="report", choices=PARTS)
    parser.add_argument("--answers", type=Path, nargs=2, help="tables of the two annotators")
    parser.add_argument("--settled", type=Path, help="table of the units on which they differed")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        articles = read_part(options.corpus, options.part)
    except FileNotFoundError as error:
        print(f"relayed_units: {error}", file=sys.stderr)
        return 2
    units = draw_units(articles, seed=PARTS[options.part][1])
    if options.task == "show":
        shown = [f"#{n}\n{show_unit(articles[a][0], articles[a][1][k])}" for n, (a, k) in enumerate(units)]
        options.out.write_text("\n\n".join(shown) + "\n", encoding="utf-8")
        return 0
    paths = [*options.answers, *([options.settled] if options.settled else [])]
    read = [read_answers(path, articles, units) for path in paths]
    one, other, settled = (*(answers for answers, _ in read), {})[:3]
    differ = [n for n, u in enumerate(units) if _cues(one.get(u, set())) != _cues(other.get(u, set()))]
    table, missing = merge_answers(one, other, settled, units)
    faults = [fault for _, some in read for fault in some] + missing
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    table.insert(0, "part", options.part)
    table.to_csv(options.out, index=False)
    print(f"the annotators differ on {len(differ)} of {len(units)}: {' '.join(map(str, differ))}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
