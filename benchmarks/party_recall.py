"""Are the words of every party found alike? The same articles, with the names of one party after another.

    python benchmarks/party_recall.py --corpus POLNEAR --split dev
    python benchmarks/party_recall.py --corpus POLNEAR --limit 20 --engine rules --json out.json

In each article the person, and the place or organisation, most often named as a source give way to a person,
and to a place or organisation, of a party of the registry ``syria-2012``: everywhere in the article, by
surname where only that stood. What is annotated moves along. Recall is that of the attributions to these two
sources, so that all parties are measured on the same ones; intervals are 95% by bootstrap over articles. The
recall of two parties may differ by at most 3 points, in contents and in contents with their speaker.

``interval_of_this_pair`` is that of the two parties that differ most in these articles, not of the largest
difference of all pairs, which lies above 0 by chance alone. ``by_chance`` is the reference for that: the
95th percentile of the largest difference where the parties are shuffled within each article.

The corpus is not part of this project. Pronouns and titles stay as they are, whoever is put in.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from attribution import predict
from attribution_measures import MEASURES, Words, match_contents, prepare_attributions
from name_swaps import Name, find_edits, list_party_names, swap_names
from party_differences import MOST_DIFFERENCE, compare_recalls
from polnear import Attribution, read_split

from toolkit.language import parse_texts
from toolkit.quotes import ENGINES

KINDS = {"PERSON": "person", "GPE": "place", "ORG": "place"}


def find_sources(doc, gold: list[Attribution]) -> list[tuple[str, str] | None]:
    """Kind and key of the name at the head of each attribution's source; a person's key is the last word."""
    found: list[tuple[str, str] | None] = []
    for attribution in gold:
        spans = attribution["source"]
        span = doc.char_span(*spans[0], alignment_mode="expand") if spans else None
        entity = next((e for e in span.ents if e.start <= span.root.i < e.end), None) if span else None
        key = _find_key(entity) if entity is not None and entity.label_ in KINDS else ""
        found.append((KINDS[entity.label_], key) if key else None)
    return found


def _find_key(entity) -> str:
    """The name without its article and possessive ending; "" where it has no capital."""
    name = re.sub(r"^[Tt]he\s+|[’']s?$", "", entity.text)
    name = name.split()[-1] if entity.label_ == "PERSON" and name else name
    return name if name[:1].isupper() else ""


def choose_sources(sources: list[tuple[str, str] | None]) -> dict[str, str]:
    """Kind → the key most often named as a source in an article; the first of several."""
    chosen = {}
    for kind in ("person", "place"):
        counts = Counter(source[1] for source in sources if source and source[0] == kind)
        if counts and not set(chosen.values()) & {counts.most_common(1)[0][0]}:
            chosen[kind] = counts.most_common(1)[0][0]
    return chosen


def find_forms(doc, chosen: dict[str, str]) -> dict[str, dict[str, int]]:
    """The forms of the chosen names in an article; a person's surname alone is said again."""
    forms: dict[str, dict[str, int]] = {}
    for kind, key in chosen.items():
        forms[kind] = {key: int(kind == "person" and " " not in key)}
        if kind == "person":
            full = [e.text for e in doc.ents if e.label_ == "PERSON" and _find_key(e) == key]
            full = [re.sub(r"[’']s?$", "", form) for form in full]
            forms[kind] |= {form: int(" " not in form) for form in full}
    return forms


def count_found(text: str, gold: list[dict], predicted: list[Attribution]) -> dict[str, Counter]:
    """Kind → counts of the attributions to a swapped source: in all, contents found, speakers too."""
    words = Words(text)
    gold = prepare_attributions(words, gold)
    matched = match_contents(words, gold, prepare_attributions(words, predicted))
    partners = {row: fits for (row, _), fits in matched.items()}
    counts: dict[str, Counter] = {"person": Counter(), "place": Counter()}
    for row, attribution in enumerate(gold):
        if attribution["kind"]:
            counts[attribution["kind"]].update(
                total=1, content_soft=row in partners, content_speaker=partners.get(row, False)
            )
    return counts


def make_articles(articles: dict) -> dict[str, tuple]:
    """Article name → its parse, the sources chosen in it, its annotations with the kind of source."""
    made = {}
    docs = parse_texts([text for text, _ in articles.values()])
    for (name, (_, gold)), doc in zip(articles.items(), docs, strict=True):
        sources = find_sources(doc, gold)
        chosen = choose_sources(sources)
        kinds = [source[0] if source and chosen.get(source[0]) == source[1] else None for source in sources]
        if any(kinds):
            marked = [attribution | {"kind": kind} for attribution, kind in zip(gold, kinds, strict=True)]
            made[name] = (doc, chosen, marked)
    return made


def measure_party(
    made: dict, names: dict[str, list[Name]] | None, *, engine: str
) -> list[dict[str, Counter]]:
    """Counts by article with the names of a party, which take turns; as the articles are, without names."""
    swapped = {}
    for n, (article, (doc, chosen, gold)) in enumerate(made.items()):
        edits = []
        if names:
            turn = {kind: given[n % len(given)] for kind, given in names.items()}
            edits = find_edits(doc.text, find_forms(doc, chosen), turn)
        swapped[article] = swap_names(doc.text, gold, edits)
    predictions = predict(swapped, engine=engine)
    return [count_found(text, gold, predictions[article]) for article, (text, gold) in swapped.items()]


def compare_parties(counts: dict[str, list[Counter]]) -> dict:
    """Recall by party and its largest difference, in contents and in contents with their speaker."""
    total = _tabulate(counts, "total")
    return {measure: compare_recalls(list(counts), _tabulate(counts, measure), total) for measure in MEASURES}


def _tabulate(counts: dict[str, list[Counter]], name: str) -> np.ndarray:
    """A count by party and article."""
    return np.array([[article[name] for article in articles] for articles in counts.values()], float)


def _add(articles: list[dict[str, Counter]], kinds: tuple[str, ...]) -> list[Counter]:
    return [sum((article[kind] for kind in kinds), Counter()) for article in articles]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where two parties differ too much, 2 without the corpus or the parties."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument("--split", default="dev", help="name of a split (default: dev)")
    parser.add_argument("--engine", default="model", choices=sorted(ENGINES))
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--parties", nargs="+", help="only these (default: all with people and places)")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    names = list_party_names()
    unknown = [party for party in options.parties or [] if party not in names]
    if unknown:
        print(
            f"--parties: expected some of {', '.join(names)}; got {', '.join(map(repr, unknown))}. "
            "Put names of several words in quotation marks.",
            file=sys.stderr,
        )
        return 2
    try:
        articles = read_split(options.corpus / options.split)
    except FileNotFoundError as error:
        print(f"party_recall: {error}", file=sys.stderr)
        return 2
    made = make_articles(dict(list(articles.items())[: options.limit]))
    counts = {
        party: measure_party(made, names[party], engine=options.engine) for party in options.parties or names
    }
    as_written = measure_party(made, None, engine=options.engine)
    report: dict = {"split": options.split, "engine": options.engine, "articles": len(made)}
    for part, kinds in {"all": ("person", "place"), "person": ("person",), "place": ("place",)}.items():
        report[part] = compare_parties({party: _add(given, kinds) for party, given in counts.items()})
        whole = sum(_add(as_written, kinds), Counter())
        report[part]["attributions"] = whole["total"]
        report[part]["as_written"] = {m: round(100 * whole[m] / max(whole["total"], 1), 1) for m in MEASURES}
    print(json.dumps(report, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return int(any(report["all"][m]["largest_difference"]["value"] > MOST_DIFFERENCE for m in MEASURES))


if __name__ == "__main__":
    sys.exit(main())
