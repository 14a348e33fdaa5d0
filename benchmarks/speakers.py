"""Who speaks: accuracy of the resolved speakers on labelled articles of PolNeAR, by kind of mention.

    python benchmarks/speakers.py --corpus POLNEAR --part report
    python benchmarks/speakers.py --corpus POLNEAR --part tune --show 40

Labels: two independent language-model annotators under ``guidelines-speakers.md``, adjudicated
(``labels/speakers.csv``), on 40 articles of the dev split: 20 to tune on, 20 to report. ``--part train``:
articles of the train split, labelled by one annotator (``labels/speakers_train.csv``), to tune on only.
*Given* resolves the sources as annotated in the corpus, *end to end* those that the engine finds, over
the same attributions. A speaker is ``right``, ``open`` (the mention stays as it is), or ``wrong`` (another
person or body). A name must be the fullest of the article; of other descriptions a shorter or longer form
of the same words will do. Intervals are 95% by bootstrap over articles. The corpus is not part of this
project.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from ast import literal_eval
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from attribution import tell_relayed
from attribution_measures import Words, match_contents, prepare_attributions
from floors import find_sunk, read_floors
from polnear import read_split
from speaker_units import N_ARTICLES

from toolkit.actors import find_actors
from toolkit.document import parse_articles
from toolkit.full_names import HONORIFICS
from toolkit.names import compile_names
from toolkit.parties import Registry, load_registry
from toolkit.quotes import ENGINES, find_engine, tabulate_attributions
from toolkit.quotes.attribution import Attribution
from toolkit.schema import OWN_OUTLET
from toolkit.speakers import resolve_speakers

LABELS = Path(__file__).with_name("labels")
PARTS = {
    "train": ("train", "speakers_train.csv", slice(None)),
    "tune": ("dev", "speakers.csv", slice(None, N_ARTICLES // 2)),
    "report": ("dev", "speakers.csv", slice(N_ARTICLES // 2, None)),
    "all": ("dev", "speakers.csv", slice(None)),
}
PEOPLE = frozenset("name surname pronoun title description".split())
OUTCOMES = ("right", "open", "wrong")
_AUTHOR = ("byline", OWN_OUTLET)
_SMALL = frozenset("the a an of for in at and to his her their its this that 's ’s".split())


def read_labels(part: str, folder: Path = LABELS) -> dict[str, dict[int, tuple[str, list | str]]]:
    """Article → number of the attribution → kind of mention, and places of the canonical speakers."""
    _, file, chosen = PARTS[part]
    table = pd.read_csv(folder / file, keep_default_na=False)
    names = list(dict.fromkeys(table["article"]))[chosen]
    labels: dict[str, dict] = {name: {} for name in names}
    for row in table[table["article"].isin(names)].itertuples():
        places = literal_eval(row.speaker) if row.speaker.startswith("[") else row.speaker
        labels[row.article][row.number] = (row.kind, places)
    return labels


def read_labelled(corpus: Path, part: str, folder: Path = LABELS) -> tuple[dict, dict]:
    """The articles of a part's split, and the labels of the part.

    Raises
    ------
    FileNotFoundError
        If there is no such split, or it lacks labelled articles.
    """
    articles, labels = read_split(corpus / PARTS[part][0]), read_labels(part, folder)
    missing = sorted(labels.keys() - articles.keys())
    if missing:
        raise FileNotFoundError(
            f"--corpus: expected the articles of PolNeAR's splits; {len(missing)} that are "
            f"labelled are not there, the first {missing[0]}"
        )
    return articles, labels


def make_table(articles: dict, names: list[str]) -> pd.DataFrame:
    """Articles with the outlet and the day that their names tell."""
    parts = [name.split("_") for name in names]
    return pd.DataFrame(
        {
            "article_id": names,
            "text": [articles[name][0] for name in names],
            "outlet": [part[0] for part in parts],
            "published": [datetime.fromisoformat(part[1]) for part in parts],
        }
    )


def resolve(document, attributions: list[Attribution], names) -> list[list[dict]]:
    """The rows of each attribution, in the order given, speakers resolved."""
    rows = tabulate_attributions(document, attributions)
    order = sorted(range(len(attributions)), key=lambda n: _place_of(attributions[n]))
    resolved = resolve_speakers(document, rows, find_actors(document, names))
    by_id: dict[str, list[dict]] = {}
    for row in resolved:
        by_id.setdefault(row["attribution_id"], []).append(row)
    found: list[list[dict]] = [[] for _ in attributions]
    for place, row in zip(order, rows, strict=True):
        found[place] = by_id[row["attribution_id"]]
    return found


def _place_of(attribution: Attribution) -> tuple[int, int, int]:
    starts, ends = zip(*attribution.content, strict=True)
    return min(starts), -max(ends), attribution.cue[0][0] if attribution.cue else -1


def to_attribution(gold: dict) -> Attribution:
    """An annotated attribution as engines give it."""
    return Attribution(*(tuple(map(tuple, gold[role])) for role in ("content", "cue", "source")))


class Judge:
    """Tells whether a resolved speaker is the labelled one; knows the forms of the registry's names."""

    def __init__(self, registry: Registry):
        self._owner: dict[str, str] = {}
        for party in registry.parties:
            for form in (party.name, *party.names, *party.metonyms):
                self._owner[_fold(form)] = party.name
            for forms in party.institutions:
                self._owner |= {_fold(form): forms[0] for form in forms}
        for person in registry.people:
            self._owner |= {_fold(form): person.name for form in (person.name, *person.aliases)}

    def judge(self, text: str, kind: str, places: list | str, rows: list[dict]) -> str:
        """Right, open or wrong."""
        rows = [row for row in rows if row["speaker"] is not None]
        if places == "NONE":
            return "right" if all(is_open(row) for row in rows) else "wrong"
        if places == "AUTHOR":
            is_right = any(row["resolved_by"] in _AUTHOR for row in rows)
        else:
            wanted = [text[start:end] for start, end in places]
            hits = [any(self._is_same(name, row["speaker"]) for row in rows) for name in wanted]
            is_right = all(hits) and len(rows) <= len(wanted)
        if is_right:
            return "right"
        return "open" if all(is_open(row) for row in rows) else "wrong"

    def _is_same(self, wanted: str, found: str) -> bool:
        is_name = wanted.split()[-1][:1].isupper()
        are_alike = bool(_find_owner(wanted)) == bool(_find_owner(found))
        wanted, found = _fold(wanted), _fold(found)
        if wanted == found or self._owner.get(wanted, wanted) == self._owner.get(found, found):
            return True
        ours, theirs = wanted.split(), found.split()
        if not (ours and theirs):
            return False
        begins = theirs[0] == ours[0] and are_alike
        if not (theirs[-1] == ours[-1] or begins):
            return False
        return set(ours) <= set(theirs) or (not is_name and set(theirs) <= set(ours))


def is_open(row: dict) -> bool:
    """Tell whether a speaker is just the words of the mention; an author, or whose staff speaks, is not."""
    if row["resolved_by"] in _AUTHOR:
        return False
    if row["resolved_by"] == "unresolved":
        return True
    mention, speaker = row["speaker_mention"], _fold(row["speaker"])
    if row["party"] != "unresolved" or not isinstance(mention, str):
        return False
    return speaker in _fold(mention) and speaker not in _fold(_find_owner(mention))


def _find_owner(words: str) -> str:
    """Whose something is: Karen Novak in "Karen Novak's staff"; "" where it is nobody's."""
    owned = re.match(r"(.+\w)(?:['’]s|(?<=s)['’])\s+\w", words)
    return owned[1] if owned else ""


def _fold(name: str) -> str:
    words = re.findall(r"[\w'’.-]+", name.casefold())
    words = [re.sub(r"['’]s?$", "", word).rstrip(".") for word in words]
    return " ".join(word for word in words if word and word not in _SMALL and word not in HONORIFICS)


def judge_articles(articles: dict, labels: dict, *, engine: str, registry: Registry) -> list[dict]:
    """One row a labelled attribution: article, kind, outcome given the sources, outcome end to end."""
    names, judge, find = compile_names(registry), Judge(registry), find_engine(engine)
    judged = []
    for document in parse_articles(make_table(articles, list(labels))):
        text, gold = articles[document.article_id]
        given = resolve(document, [to_attribution(each) for each in gold], names)
        found = find(document)
        ends = resolve(document, found, names)
        words = Words(text)
        predicted = [{r: list(getattr(each, r)) for r in ("source", "cue", "content")} for each in found]
        kept = [n for n, is_inside in enumerate(tell_relayed(predicted)) if not is_inside]
        pairs = match_contents(
            words,
            prepare_attributions(words, gold),
            prepare_attributions(words, [predicted[n] for n in kept]),
        )
        partners = {number: kept[n] for number, n in pairs}
        for number, (kind, places) in labels[document.article_id].items():
            rows = ends[partners[number]] if number in partners else []
            judged.append(
                {
                    "article": document.article_id,
                    "number": number,
                    "kind": kind,
                    "given": judge.judge(text, kind, places, given[number]),
                    "end_to_end": judge.judge(text, kind, places, rows) if number in partners else "missed",
                    "wanted": "; ".join(text[a:b] for a, b in places) if isinstance(places, list) else places,
                    "mention": "; ".join(str(row["speaker_mention"]) for row in given[number]),
                    "way": given[number][0]["resolved_by"],
                    "found": "; ".join(f"{row['speaker']} ({row['resolved_by']})" for row in given[number]),
                }
            )
    return judged


def summarize(judged: pd.DataFrame, *, draws: int = 1000, seed: int = 1) -> dict:
    """Shares of the outcomes in percent, by kind of mention and for all people, with intervals."""
    groups = {"all": judged, "people": judged[judged["kind"].isin(PEOPLE)]}
    groups |= dict(list(judged.groupby("kind")))
    return {
        name: {"n": len(some)}
        | {
            task: {
                outcome: describe_hits(some.assign(hit=some[task] == outcome), draws=draws, seed=seed)
                for outcome in OUTCOMES
            }
            for task in ("given", "end_to_end")
        }
        for name, some in groups.items()
    }


def summarize_ways(judged: pd.DataFrame) -> dict:
    """What resolved a mention → the number of speakers, and how many percent of them are right."""
    groups = judged.groupby("way")["given"]
    shares = groups.agg(n="size", right=lambda some: round(100 * (some == "right").mean(), 1))
    return shares.sort_values("n", ascending=False).to_dict("index")


def describe_hits(some: pd.DataFrame, *, draws: int, seed: int) -> dict[str, float]:
    """Percent of the rows that are a ``hit``, with an interval by bootstrap over articles."""
    by_article = some.groupby("article")["hit"].agg(["sum", "count"]).to_numpy(float)
    drawn = by_article[np.random.default_rng(seed).integers(0, len(by_article), (draws, len(by_article)))]
    shares = 100 * drawn[:, :, 0].sum(1) / drawn[:, :, 1].sum(1)
    low, high = np.percentile(shares, [2.5, 97.5])
    value = 100 * some["hit"].mean()
    return {key: round(float(x), 1) for key, x in (("value", value), ("low", low), ("high", high))}


def render(report: dict) -> Iterator[str]:
    """The report in lines."""
    yield f"{'':14s}{'n':>5s}   given: right         open wrong   end to end: right"
    for name, some in report.items():
        if isinstance(some, dict):
            right, still, wrong = (some["given"][outcome] for outcome in OUTCOMES)
            end = some["end_to_end"]["right"]
            yield (
                f"{name:14s}{some['n']:5d}"
                f"   {right['value']:5.1f} ({right['low']:.1f} to {right['high']:.1f})"
                f"{still['value']:6.1f}{wrong['value']:6.1f}"
                f"   {end['value']:5.1f} ({end['low']:.1f} to {end['high']:.1f})"
            )


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where a figure is below its floor, 2 without the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder with the tables of labels")
    parser.add_argument("--part", default="report", choices=PARTS)
    parser.add_argument("--engine", default="model", choices=sorted(ENGINES))
    parser.add_argument("--registry", default="states", help="name or file of a registry")
    parser.add_argument("--show", type=int, default=0, help="print so many of those that are not right")
    parser.add_argument("--json", type=Path, help="write the report here")
    options = parser.parse_args(arguments)
    try:
        articles, labels = read_labelled(options.corpus, options.part, options.labels)
    except FileNotFoundError as error:
        print(f"speakers: {error}", file=sys.stderr)
        return 2
    registry = load_registry(options.registry)
    judged = pd.DataFrame(judge_articles(articles, labels, engine=options.engine, registry=registry))
    report = {"part": options.part, "engine": options.engine, "registry": registry.name, **summarize(judged)}
    for line in render(report):
        print(line)
    ways = summarize_ways(judged)
    print("right by way:", ", ".join(f"{way} {some['right']} of {some['n']}" for way, some in ways.items()))
    report["ways"] = ways
    for row in judged[judged["given"] != "right"].head(options.show).itertuples():
        print(f"{row.given} {row.kind} {row.mention!r}: {row.found!r}, not {row.wanted!r} in {row.article}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    floors = read_floors("speakers", options.part, options.engine)
    sunk = find_sunk({name: report[name]["given"]["right"]["value"] for name in floors}, floors)
    print(*sunk, sep="\n", end="\n" if sunk else "")
    return 1 if sunk else 0


if __name__ == "__main__":
    sys.exit(main())
