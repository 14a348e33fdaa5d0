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
from bisect import bisect_right
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
from attribution import predict
from attribution_measures import MEASURES, Words, match_contents, prepare_attributions
from polnear import ROLES, Attribution, read_split

from toolkit.language import parse_texts
from toolkit.parties import load_registry
from toolkit.quotes import ENGINES

MOST_DIFFERENCE = 3.0
KINDS = {"PERSON": "person", "GPE": "place", "ORG": "place"}
_DAY = date(2012, 6, 1)  # within the months that the registry covers
_NEEDS_ARTICLE = re.compile(r"(U\.?[KNS]|United |Arab League)")
_ARTICLE = re.compile(r"[Tt]he $")
_BEGINNING = re.compile(r"(^|[\n.!?:“\"]\s*)$")

Name = tuple[str, str]
"""A name as it is first said, and as it is said again."""
Edit = tuple[int, int, str]


def list_party_names(registry: str = "syria-2012") -> dict[str, dict[str, list[Name]]]:
    """Persons, and places and organisations, of each party that has both."""
    known = load_registry(registry)
    found = {}
    for party in known.parties:
        people = [person for person in known.people if person.party_at(_DAY) == party.name]
        places = [name for name in (*party.metonyms, party.name) if name.split()[-1][0].isupper()]
        places = [f"the {name}" if _NEEDS_ARTICLE.match(name) else name for name in places]
        bodies = [forms[0] for forms in party.institutions if forms[0].split()[-1][0].isupper()]
        bodies = [name if name.isupper() else f"the {name}" for name in bodies]
        places = list(dict.fromkeys([*places, *bodies]))
        if people and places:
            found[party.name] = {
                "person": [(person.name, _find_surname(person)) for person in people],
                "place": [(place, place) for place in places],
            }
    return found


def _find_surname(person) -> str:
    return person.surnames[0] if person.surnames else person.name.partition(" ")[2]


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


def find_edits(doc, chosen: dict[str, str], names: dict[str, Name]) -> list[Edit]:
    """Where the chosen names stand in the text, and what is put there."""
    edits: dict[int, Edit] = {}
    for kind, key in chosen.items():
        forms = {e.text for e in doc.ents if e.label_ == "PERSON" and _find_key(e) == key}
        forms = {re.sub(r"[’']s?$", "", form) for form in forms} if kind == "person" else set()
        pattern = "|".join(map(re.escape, sorted({*forms, key}, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", doc.text):
            start = match.start()
            if kind == "place" and (article := _ARTICLE.search(doc.text[:start][-4:])):
                start -= len(article.group())
            new = names[kind][" " not in match.group() and kind == "person"]
            if _BEGINNING.search(doc.text[max(0, start - 3) : start]):
                new = new[0].upper() + new[1:]
            edits.setdefault(start, (start, match.end(), new))
    return drop_overlaps(sorted(edits.values()))


def drop_overlaps(edits: list[Edit]) -> list[Edit]:
    """Of edits that overlap, the first."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or kept[-1][1] <= edit[0]:
            kept.append(edit)
    return kept


def swap_names(text: str, gold: list[Attribution], edits: list[Edit]) -> tuple[str, list[Attribution]]:
    """Apply edits to a text and to its annotations; a span that ends within a name takes all of it."""
    pieces, at, moved = [], 0, [0]
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
        moved.append(moved[-1] + len(new) - (end - start))
    starts = [start for start, _, _ in edits]

    def move(offset: int, *, is_end: bool) -> int:
        n = bisect_right(starts, offset - is_end)
        if n and offset < edits[n - 1][1] + is_end:  # within the name before
            start, end, new = edits[n - 1]
            return start + moved[n - 1] + (len(new) if is_end else 0)
        return offset + moved[n]

    swapped = [
        attribution
        | {
            role: [(move(a, is_end=False), move(b, is_end=True)) for a, b in attribution[role]]
            for role in ROLES
        }
        for attribution in gold
    ]
    return "".join([*pieces, text[at:]]), swapped


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
            edits = find_edits(doc, chosen, {kind: given[n % len(given)] for kind, given in names.items()})
        swapped[article] = swap_names(doc.text, gold, edits)
    predictions = predict(swapped, engine=engine)
    return [count_found(text, gold, predictions[article]) for article, (text, gold) in swapped.items()]


def compare_parties(counts: dict[str, list[Counter]], *, draws: int = 1000, seed: int = 1) -> dict:
    """Recall in percent by party, and the largest difference between two of them, with intervals."""
    parties, n = list(counts), len(next(iter(counts.values())))
    drawn = np.random.default_rng(seed).integers(0, max(n, 1), (draws, n))
    total = _tabulate(counts, "total")
    report: dict = {}
    for measure in MEASURES:
        found = _tabulate(counts, measure)
        recalls, samples = _measure_recall(found, total), _measure_recall(found[:, drawn], total[:, drawn])
        high, low = recalls.argmax(), recalls.argmin()
        pair = _describe(recalls[high] - recalls[low], samples[high] - samples[low])
        report[measure] = {
            "recall": dict(zip(parties, map(_describe, recalls, samples), strict=True)),
            "largest_difference": {
                "between": [parties[high], parties[low]],
                "value": pair["value"],
                "interval_of_this_pair": [pair["low"], pair["high"]],
                "by_chance": round(find_chance(found, total, draws=draws, seed=seed), 1),
            },
        }
    return report


def find_chance(found: np.ndarray, total: np.ndarray, *, draws: int = 1000, seed: int = 1) -> float:
    """The 95th percentile of the largest difference, in points, with parties shuffled within each article.

    ``found`` and ``total`` count attributions, shape (parties, articles).
    """
    rows = np.arange(len(found))[:, None] + np.zeros((draws, *found.shape), int)
    shuffled = np.random.default_rng(seed).permuted(rows, axis=1)
    recalls = _measure_recall(
        np.take_along_axis(found[None], shuffled, axis=1), np.take_along_axis(total[None], shuffled, axis=1)
    )
    return float(np.percentile(np.ptp(recalls, axis=1), 95))


def _tabulate(counts: dict[str, list[Counter]], name: str) -> np.ndarray:
    """A count by party and article."""
    return np.array([[article[name] for article in articles] for articles in counts.values()], float)


def _measure_recall(found: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Recall in percent over the articles, which are the last axis."""
    return 100 * found.sum(axis=-1) / np.maximum(total.sum(axis=-1), 1)


def _add(articles: list[dict[str, Counter]], kinds: tuple[str, ...]) -> list[Counter]:
    return [sum((article[kind] for kind in kinds), Counter()) for article in articles]


def _describe(value: float, sample: np.ndarray) -> dict[str, float]:
    low, high = np.percentile(sample, [2.5, 97.5])
    return {"value": round(float(value), 1), "low": round(float(low), 1), "high": round(float(high), 1)}


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
