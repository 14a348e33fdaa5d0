"""Draw the masked units on which two annotators judged sentiment toward a target.

    python benchmarks/masked_units.py --corpus POLNEAR --out units.jsonl

Units are mentions of people, organisations, countries and groups, and "he", "she" and "they", in articles
of PolNeAR's dev split: the sentence without the words of others, as ``voices.read_description`` gives it.
Two thirds stand in the outlet's own voice, one third in the words of a speaker. The file holds the text
that the annotators read and stays outside the project; ``benchmarks/labels/masked_units.csv`` has offsets
and labels only.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import pandas as pd
from polnear import read_split

from toolkit.document import parse_articles
from toolkit.quotes import find_engine, tabulate_attributions
from toolkit.voices import find_voices, read_description, voice_at

ACTORS = frozenset("PERSON ORG GPE NORP".split())
PRONOUNS = frozenset("he she they him her them".split())


def find_units(document) -> list[dict]:
    """All units of an article: target, visible spans, voice."""
    rows = tabulate_attributions(document, find_engine("rules")(document))
    quotes = [row | {"speaker": row["speaker_mention"]} for row in rows]
    voices = find_voices(document, quotes)
    by_id = {quote["quote_id"]: quote for quote in quotes}
    sources = [(q["speaker_start"], q["speaker_end"]) for q in quotes if q["speaker_mention"]]
    doc = document.doc
    targets = [entity for entity in doc.ents if entity.label_ in ACTORS]
    targets += [doc[token.i : token.i + 1] for token in doc if token.lower_ in PRONOUNS]
    units = []
    for target in targets:
        start, end = target.start_char, target.end_char
        voice, quote_id = voice_at(voices, start, end)
        mention = {
            "role": "source" if any(a <= start and end <= b for a, b in sources) else "other",
            "voice": voice,
            "quote_id": quote_id,
            "sentence_start": target.sent.start_char,
            "sentence_end": target.sent.end_char,
        }
        unit = read_description(document, mention, voices, by_id)
        if unit and any(a <= start and end <= b for a, b in unit[1]):
            units.append({"target": [start, end], "spans": unit[1], "voice": voice})
    return units


def show_unit(text: str, unit: dict) -> str:
    """The words that count, the target in double brackets, an ellipsis for what was taken out."""
    start, end = unit["target"]
    pieces = []
    for left, right in unit["spans"]:
        piece = text[left:right]
        if left <= start and end <= right:
            piece = f"{text[left:start]}[[{text[start:end]}]]{text[end:right]}"
        pieces.append(" ".join(piece.split()))
    return " […] ".join(pieces)


def main(arguments: list[str] | None = None) -> int:
    """Draw and write; 2 where the corpus is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with dev/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    try:
        articles = read_split(options.corpus / "dev")
    except FileNotFoundError as error:
        print(f"masked_units: {error}", file=sys.stderr)
        return 2
    table = pd.DataFrame({"article_id": list(articles), "text": [text for text, _ in articles.values()]})
    rng = random.Random(options.seed)
    found: dict[bool, list[dict]] = {True: [], False: []}
    for document in parse_articles(table):
        units = find_units(document)
        for own in found:
            part = [unit for unit in units if (unit["voice"] == "outlet") == own]
            for unit in rng.sample(part, min(6, len(part))):
                found[own].append(
                    {"article": document.article_id, **unit, "shown": show_unit(document.text, unit)}
                )
    drawn = rng.sample(found[True], 200) + rng.sample(found[False], 100)
    rng.shuffle(drawn)
    with options.out.open("w", encoding="utf-8") as file:
        for number, unit in enumerate(drawn):
            file.write(json.dumps({"unit": number, **unit}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
