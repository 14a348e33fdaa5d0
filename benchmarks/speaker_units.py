"""Draw 40 articles of PolNeAR's dev split in which two annotators say who speaks, and read what they said.

    python benchmarks/speaker_units.py show --corpus POLNEAR --out FOLDER
    python benchmarks/speaker_units.py read --corpus POLNEAR --answers A.tsv B.tsv --settled C.tsv --out X.csv

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
    return answers, faults


def main(arguments: list[str] | None = None) -> int:
    """Show or read; 2 where the corpus is absent, 1 where answers cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=["show", "read"])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--answers", type=Path, nargs=2, help="tables of the two annotators")
    parser.add_argument("--settled", type=Path, help="table of the answers on which they differed")
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
    read = [read_answers(path, articles, drawn) for path in (*options.answers, options.settled)]
    (one, _), (other, _), (settled, _) = read
    faults = [fault for _, some in read for fault in some]
    rows = []
    for name, number in ((each, n) for each in drawn for n in range(len(articles[each][1]))):
        answers = [found.get((name, number)) for found in (one, other)]
        answers.append(answers[0] if answers[0] == answers[1] else settled.get((name, number)))
        if None in answers:
            faults.append(f"{name}, {number}: no answer")
            continue
        columns = ("kind_a", "speaker_a", "kind_b", "speaker_b", "kind", "speaker")
        rows.append({"article": name, "number": number} | dict(zip(columns, sum(answers, ()), strict=True)))
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    table = pd.DataFrame(rows)
    table.to_csv(options.out, index=False)
    for part in ("speaker", "kind"):
        print(f"{part}: the annotators agree on {(table[f'{part}_a'] == table[f'{part}_b']).mean():.1%}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
