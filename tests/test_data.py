"""The demonstration corpus: what its README promises, checked on the files themselves."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from toolkit.articles import load_articles

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
RECORD = json.loads((ROOT / "tests/corpus/record.json").read_text(encoding="utf-8"))
OUTLETS = {"Northgate Wire", "Volkhov News Agency", "Apamea News Agency", "The Coromandel Courier"}
STATE_AGENCIES = {"Volkhov News Agency", "Apamea News Agency"}
PARTIES = {
    "US",
    "Russia",
    "Syrian government",
    "Syrian opposition",
    "United Nations",
    "China",
    "United Kingdom",
    "France",
    "Arab League",
    "media",
    "none",
}
GOLD = [
    json.loads(line) for line in (DATA / "gold/attributions.jsonl").read_text(encoding="utf-8").splitlines()
]


def read_csv(name: str) -> list[dict]:
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(row: dict) -> tuple[str, int]:
    return row["source_file"], int(row["record"])


EVENTS = {key(row): row for row in read_csv("events.csv")}
REPRINTS = {
    place: (source, int(number))
    for place, row in EVENTS.items()
    if row["reprint_of"]
    for source, number in [row["reprint_of"].rsplit("#", 1)]
}


@pytest.fixture(scope="module")
def articles() -> dict[tuple[str, int], dict]:
    """Loaded articles by file and record."""
    table = load_articles(DATA / "articles")
    numbers = table.groupby("source_file").cumcount()
    rows = table.assign(record=numbers).to_dict("records")
    return {key(row): row for row in rows}


def find_quoted(text: str) -> list[tuple[int, int]]:
    """Stretches inside the quotation marks of the house; an open mark ends with its paragraph."""
    if '"' in text:
        pattern = r'"([^"\n]*)"'
    elif "“" in text:
        pattern = r"“([^”\n]*)"
    else:
        pattern = r"‘(.*?)(?:’(?!\w)|\n|$)"
    return [match.span(1) for match in re.finditer(pattern, text)]


def normalize(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"[’']", "", text).lower()))


def words(text: str, spans) -> list[int]:
    return [start + match.start() for start, end in spans for match in re.finditer(r"\w+", text[start:end])]


def outside(text: str, spans) -> str:
    """The text with the spans blanked."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def gold_of(place: tuple[str, int]) -> list[dict]:
    return [row for row in GOLD if key(row) == place]


def test_every_article_loads_and_is_known(articles):
    assert set(articles) == set(EVENTS)
    assert {row["status"] for row in articles.values()} == {"ok"}
    assert len(articles) >= 34


def test_four_outlets(articles):
    assert {row["outlet"] for row in articles.values()} == OUTLETS
    declared = read_csv("outlets.csv")
    assert {row["outlet"] for row in declared} == OUTLETS
    assert all(row["ownership"].startswith("invented, ") for row in declared)
    assert {row["state_party"] for row in declared} == {"", "Russia", "Syrian government"}


def test_dates_are_those_of_the_events(articles):
    for place, row in articles.items():
        days = (row["published"].date() - date.fromisoformat(EVENTS[place]["event"][:10])).days
        assert 0 <= days <= 2, place


def test_all_formats_and_encodings():
    files = [path for path in (DATA / "articles").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".txt", ".html", ".csv", ".jsonl", ".parquet", ".docx"}
    texts = [path.read_bytes() for path in files if path.suffix == ".txt"]
    assert sum(data.startswith(b"\xef\xbb\xbf") for data in texts) == 1
    assert sum("\ufffd" in data.decode("utf-8", "replace") for data in texts) == 1
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 1_000_000


def test_length(articles):
    lengths = {place: len(row["text"].split()) for place, row in articles.items()}
    assert {place: n for place, n in lengths.items() if not 300 <= n <= 600} == {}


def test_ten_events_in_three_outlets_each(articles):
    outlets = defaultdict(set)
    for place in articles.keys() - REPRINTS.keys():
        outlets[EVENTS[place]["event"]].add(articles[place]["outlet"])
    assert len(outlets) == 10
    assert min(len(names) for names in outlets.values()) >= 3


def test_reprints_are_near_copies_and_nothing_else_is(articles):
    assert len(REPRINTS) == 2
    groups = defaultdict(set)
    for place, row in articles.items():
        if isinstance(row["duplicate_group"], str):
            groups[row["duplicate_group"]].add(place)
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, REPRINTS.items()))


def test_no_sentence_stands_in_two_articles(articles):
    seen = defaultdict(set)
    for place in articles.keys() - REPRINTS.keys():
        text = articles[place]["text"]
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", outside(text, find_quoted(text))):
            if len(re.findall(r"\w+", sentence)) >= 6:
                seen[normalize(sentence)].add(place)
    assert [sentence for sentence, places in seen.items() if len(places) > 1] == []


def test_gold_offsets(articles):
    for row in GOLD:
        text = articles[key(row)]["text"]
        for part in ("content", "cue", "speaker"):
            assert [text[start:end] for start, end in row[part]] == row[f"{part}_text"], (key(row), row["n"])
            for fragment in row[f"{part}_text"]:
                assert fragment == fragment.strip() != ""
                assert "\n" not in fragment


def test_gold_is_complete_and_in_order(articles):
    for place in articles:
        rows = gold_of(place)
        assert [row["n"] for row in rows] == list(range(len(rows)))
        assert len(rows) >= 8


def test_gold_quote_type_follows_from_quotation_marks(articles):
    for row in GOLD:
        text = articles[key(row)]["text"]
        quoted = set(words(text, find_quoted(text)))
        inside = [word in quoted for word in words(text, row["content"])]
        expected = "direct" if all(inside) else "mixed" if any(inside) else "indirect"
        assert row["quote_type"] == expected, (key(row), row["n"], row["content_text"])


def test_gold_links():
    for place in EVENTS:
        rows = gold_of(place)
        for row in rows:
            if row["continues"] is None:
                assert row["cue"], (place, row["n"])
            else:
                assert row["cue"] == row["speaker"] == []
                assert rows[row["continues"]]["person"] == row["person"]
            if row["parent"] is not None:
                outer = rows[row["parent"]]["content"]
                assert all(any(s <= start and end <= e for s, e in outer) for start, end in row["content"])


def test_gold_people_and_parties():
    parties = defaultdict(set)
    for row in GOLD:
        people = row["person"].split("; ") if row["person"] else [None]
        assert len(people) == len(row["party"].split("; "))
        for person, party in zip(people, row["party"].split("; "), strict=True):
            assert party in PARTIES
            assert person or party == "none"
            parties[person].add(party)
    assert {person: found for person, found in parties.items() if len(found) > 1} == {}
    assert parties.keys() >= set(RECORD["statements"])


def test_real_people_are_quoted_from_the_record(articles):
    known = {*RECORD["people"], *RECORD["institutions"]}
    labels = set(map(normalize, RECORD["labels"]))
    checked = Counter()
    for row in GOLD:
        people = set((row["person"] or "").split("; ")) & known if row["parent"] is None else set()
        text = articles[key(row)]["text"]
        for start, end in find_quoted(text) if people else []:
            inside = [(max(start, s), min(end, e)) for s, e in row["content"] if max(start, s) < min(end, e)]
            for s, e in inside:
                fragment = normalize(text[s:e])
                statements = [
                    normalize(said) for name in people for said in RECORD["statements"].get(name, [])
                ]
                of_record = any(f" {fragment} " in f" {said} " for said in statements)
                assert of_record or fragment in labels, (
                    key(row),
                    fragment,
                )
                checked.update(people)
    assert sum(checked.values()) > 100


def test_nothing_is_quoted_without_a_source(articles):
    for place, article in articles.items():
        text = article["text"]
        attributed = {word for row in gold_of(place) for word in words(text, row["content"])}
        for start, end in find_quoted(text):
            loose = [word for word in words(text, [(start, end)]) if word not in attributed]
            assert len(loose) <= 5, (place, text[start:end])


def test_labels_are_house_style(articles):
    """In the outlets' own voice: who writes of a regime, and who of terrorists."""
    regime, terrorists = set(), set()
    for place in articles.keys() - REPRINTS.keys():
        text, outlet = articles[place]["text"], articles[place]["outlet"]
        own = outside(text, [span for row in gold_of(place) for span in row["content"]])
        regime |= {outlet} if re.search(r"\bregime\b", own) else set()
        terrorists |= {outlet} if re.search(r"\bterrorists?\b", own, re.IGNORECASE) else set()
    assert regime == {"Northgate Wire"}
    assert terrorists == {"Apamea News Agency"}


def test_state_agencies_choose_verbs_by_side():
    """They stress and note on their own side, claim and allege on the other."""
    endorsing = re.compile(r"stress|under(?:lin|scor)|affirm|point|emphasi|note|confirm|clear|recall|explain")
    distancing = re.compile(r"claim|alleg|threat|declar|lament|complain|assert|describ|doubt|attack|label")
    counts = Counter()
    for row in GOLD:
        if row["source_file"].split("/")[0] in STATE_AGENCIES and row["parent"] is None:
            side = {"US": "theirs", "United Kingdom": "theirs"}.get(row["party"])
            side = side or {"Russia": "own", "Syrian government": "own", "China": "own"}.get(row["party"])
            cue = " ".join(row["cue_text"])
            counts[side, "endorsing"] += bool(endorsing.search(cue))
            counts[side, "distancing"] += bool(distancing.search(cue))
    assert counts["own", "endorsing"] > 5 * counts["own", "distancing"]
    assert counts["theirs", "distancing"] > 3 * counts["theirs", "endorsing"]


def test_readme_gives_the_counts(articles):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert f"{len(articles)} articles" in readme
    assert f"{len(GOLD)} attributions" in readme
    formats = Counter(Path(source).suffix for source, _ in articles)
    types = Counter(row["quote_type"] for row in GOLD)
    parties = Counter(party for row in GOLD for party in row["party"].split("; "))
    outlets = Counter(row["outlet"] for row in articles.values())
    events = Counter(row["event"] for row in EVENTS.values())
    for name, count in [
        *formats.items(),
        *types.items(),
        *parties.items(),
        *outlets.items(),
        *events.items(),
    ]:
        assert f"| {name} | {count} |" in readme, name
    for person in {row["person"] for row in GOLD if row["person"]}:
        for name in person.split("; "):
            assert name in readme or name in RECORD["people"] + RECORD["institutions"], name
