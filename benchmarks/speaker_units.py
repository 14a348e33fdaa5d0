"""Draw 40 articles of PolNeAR's dev split in which two annotators say who speaks, and read what they said.

    python benchmarks/speaker_units.py show --corpus POLNEAR --out FOLDER
    python benchmarks/speaker_units.py read --corpus POLNEAR --answers A.tsv B.tsv --out labels.csv

``show`` writes one text an article, with its attributions marked, for annotators who follow
``guidelines-speakers.md``; these files hold the articles and stay outside the project. ``read`` takes tables
of article, number, kind and canonical speaker, and writes offsets and labels, nothing of the text.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from pathlib import Path

import pandas as pd
from polnear import Attribution, read_split

N_ARTICLES = 40
KINDS = frozenset(
    "description document group institution joint name none pronoun surname title unnamed".split()
)
NOBODY = ("AUTHOR", "NONE")


def draw_articles(names: list[str], *, seed: int = 0) -> list[str]:
    """The articles in random order: the first half to tune on, the second to report."""
    return random.Random(seed).sample(names, N_ARTICLES)


def show_article(text: str, attributions: list[Attribution]) -> str:
    """The text with ``[[7 source]]`` and ``{{7}}`` before each content."""
    inserts: list[tuple[int, int, str]] = []
    sources: dict[tuple[int, int], list[str]] = {}
    for number, attribution in enumerate(attributions):
        inserts.append((attribution["content"][0][0], 2, f"{{{{{number}}}}}"))
        for span in attribution["source"][:1]:
            sources.setdefault(span, []).append(str(number))
    for (start, end), numbers in sources.items():
        inserts += [(start, 1, f"[[{','.join(numbers)} "), (end, 0, "]]")]
    pieces, at = [], 0
    for place, _, mark in sorted(inserts):
        pieces += [text[at:place], mark]
        at = place
    return "".join([*pieces, text[at:]])


def locate(text: str, canonical: str) -> list[list[int]] | str:
    """Where each canonical speaker first stands in the article; ``AUTHOR`` and ``NONE`` stay words.

    Raises
    ------
    ValueError
        If the words do not stand in the article.
    """
    if canonical in NOBODY:
        return canonical
    spans = []
    for name in canonical.split("; "):
        words = r"\s+".join(map(re.escape, name.split()))
        match = re.search(rf"(?<!\w){words}(?!\w)", text) or re.search(words, text, re.IGNORECASE)
        if match is None:
            raise ValueError(
                f"canonical: expected words of the article, got {name!r}. Copy them as they stand."
            )
        spans.append(list(match.span()))
    return spans


def read_answers(path: Path, articles: dict, drawn: list[str]) -> tuple[dict, list[str]]:
    """(article, number) → kind and place of the canonical speaker; and what cannot be read, in words."""
    answers, faults = {}, []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                number, attribution, kind, canonical = (cell.strip() for cell in row)
                name = drawn[int(number)]
                text, attributions = articles[name]
                if kind not in KINDS or not 0 <= int(attribution) < len(attributions):
                    raise ValueError(f"kind or number: {kind!r}, {attribution!r}")
                answers[name, int(attribution)] = kind, locate(text, canonical)
            except (ValueError, IndexError) as error:
                faults.append(f"{path.name}: {row}: {error}")
    expected = {(name, n) for name in drawn for n in range(len(articles[name][1]))}
    faults += [f"{path.name}: {name}, {n}: no answer" for name, n in sorted(expected - answers.keys())]
    return answers, faults


def main(arguments: list[str] | None = None) -> int:
    """Show or read; 2 where the corpus is absent, 1 where answers cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=["show", "read"])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--answers", type=Path, nargs="*", default=[], help="tables of the annotators")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    try:
        articles = read_split(options.corpus / "dev")
    except FileNotFoundError as error:
        print(f"speaker_units: {error}", file=sys.stderr)
        return 2
    drawn = draw_articles(list(articles), seed=options.seed)
    if options.task == "show":
        options.out.mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(drawn):
            (options.out / f"{number:02d}.txt").write_text(show_article(*articles[name]), encoding="utf-8")
        return 0
    read = [read_answers(path, articles, drawn) for path in options.answers]
    faults = [fault for _, some in read for fault in some]
    print("\n".join(faults), file=sys.stderr)
    rows = []
    for name in drawn:
        for n, attribution in enumerate(articles[name][1]):
            row = {"article": name, "content_start": attribution["content"][0][0], "number": n}
            for letter, (answers, _) in zip("abc", read, strict=False):
                row[f"kind_{letter}"], row[f"speaker_{letter}"] = answers.get((name, n), ("", ""))
            rows.append(row)
    pd.DataFrame(rows).to_csv(options.out, index=False)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
