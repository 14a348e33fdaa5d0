"""Recall by party: names are swapped throughout an article, and annotations stay on their words."""

from __future__ import annotations

import json
from collections import Counter
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language import parse_texts

TEXT = (
    "Karen Miller said the bridge is safe. The White House declined to comment.\n"
    "“It holds,” Miller told reporters. Miller's aide agreed. "
    "In the end, the White House said it was sorry.\n"
)
CONTENTS = ["the bridge is safe", "“It holds,”", "it was sorry"]
SOURCES = ["Karen Miller", "Miller", "the White House"]


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("party_recall")


@pytest.fixture(scope="module")
def swaps(load_script):
    return load_script("name_swaps")


@pytest.fixture(scope="module")
def differences(load_script):
    return load_script("party_differences")


def annotate(text: str, contents: list[str], sources: list[str]) -> list[dict]:
    """Attributions whose contents stand in the text once, each with the mention nearest to it."""
    found = []
    for content, source in zip(contents, sources, strict=True):
        at = text.index(content)
        places = [n for n in range(len(text)) if text.startswith(source, n)]
        near = min(places, key=lambda n: abs(n - at))
        spans = {"source": [(near, near + len(source))], "cue": [], "content": [(at, at + len(content))]}
        found.append(spans)
    return found


def swap(bench, person: tuple[str, str], place: str) -> tuple[str, list[dict]]:
    doc = next(parse_texts([TEXT]))
    gold = annotate(TEXT, CONTENTS, SOURCES)
    chosen = bench.choose_sources(bench.find_sources(doc, gold))
    forms = bench.find_forms(doc, chosen)
    edits = bench.find_edits(TEXT, forms, {"person": person, "place": (place, place)})
    return bench.swap_names(TEXT, gold, edits)


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (("Sergei Lavrov", "Lavrov"), "the Kremlin"),
        (("Walid al-Moallem", "al-Moallem"), "Damascus"),
        (("Ban Ki-moon", "Ban"), "the United Nations"),
    ],
)
def test_names_are_swapped_throughout_and_annotations_follow(bench, person, place):
    text, gold = swap(bench, person, place)
    full, again = person
    capital = place[0].upper() + place[1:]
    assert text == (
        f"{full} said the bridge is safe. {capital} declined to comment.\n"
        f"“It holds,” {again} told reporters. {again[0].upper() + again[1:]}'s aide agreed. "
        f"In the end, {place} said it was sorry.\n"
    )
    shown = [[text[slice(*a["content"][0])], text[slice(*a["source"][0])]] for a in gold]
    assert shown == [list(pair) for pair in zip(CONTENTS, [full, again, place], strict=True)]


def test_the_source_that_is_named_most_gives_way(bench):
    sources = [("person", "Reyes"), None, ("person", "Lind"), ("place", "Norland"), ("person", "Lind")]
    assert bench.choose_sources(sources) == {"person": "Lind", "place": "Norland"}


@pytest.mark.parametrize(
    ("span", "expected"), [((1, 3), "XYZ"), ((2, 3), "XYZ"), ((0, 2), "aXYZ"), ((3, 5), "de"), ((0, 1), "a")]
)
def test_a_span_that_ends_within_a_name_takes_all_of_it(swaps, span, expected):
    gold = [{"source": [span], "cue": [], "content": []}]
    text, moved = swaps.swap_names("abcde", gold, [(1, 3, "XYZ")])
    assert text[slice(*moved[0]["source"][0])] == expected


@given(st.text("ab ", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.text("XY"))))
def test_words_outside_the_names_stay_annotated(swaps, text, places):
    edits = [
        (start, min(start + length, len(text)), new) for start, length, new in places if start < len(text)
    ]
    edits = swaps.drop_overlaps(sorted(edits))
    inside = {n for start, end, _ in edits for n in range(start, end)}
    outside = [(n, n + 1) for n in range(len(text)) if n not in inside]
    swapped, moved = swaps.swap_names(text, [{"source": [], "cue": [], "content": outside}], edits)
    assert [swapped[slice(*span)] for span in moved[0]["content"]] == [text[slice(*span)] for span in outside]


def test_only_attributions_to_swapped_sources_count(bench):
    gold = [
        attribution | {"kind": kind}
        for attribution, kind in zip(
            annotate(TEXT, CONTENTS, SOURCES), ("person", None, "place"), strict=True
        )
    ]
    predicted = [gold[0] | {"source": []}, gold[1]]
    counts = bench.count_found(TEXT, gold, predicted)
    assert counts["person"] == Counter(total=1, content_soft=1, content_speaker=0)
    assert counts["place"] == Counter(total=1, content_soft=0, content_speaker=0)


def test_the_difference_is_that_of_the_best_and_the_worst_party(bench):
    def count(content, speaker):
        return [Counter(total=10, content_soft=content, content_speaker=speaker)] * 3

    report = bench.compare_parties({"A": count(9, 8), "B": count(8, 8), "C": count(7, 8)})
    assert report["content_soft"]["largest_difference"] == {
        "between": ["A", "C"],
        "value": 20.0,
        "interval_of_this_pair": [20.0, 20.0],
        "by_chance": 16.7,
    }
    assert report["content_soft"]["recall"]["B"] == {"value": 80.0, "low": 80.0, "high": 80.0}
    assert report["content_speaker"]["largest_difference"]["value"] == 0


@pytest.mark.parametrize(
    "found",
    [
        [[9, 8, 7], [9, 8, 7]],
        [[9, 5, 8, 6, 7, 9], [4, 6, 7, 8, 5, 5]],
        [[9] * 8, [5] * 8],
        [[9] * 3, [8] * 3, [7] * 3],
    ],
)
def test_chance_is_what_parties_differ_by_that_change_places_within_articles(differences, found):
    n_articles = len(found[0])
    every_way = product(*map(permutations, zip(*found, strict=True)))
    exact = [np.ptp(10 * np.sum(shuffled, axis=0) / n_articles) for shuffled in every_way]
    by_chance = differences.find_chance(np.array(found, float), np.full(np.shape(found), 10.0), draws=5000)
    assert by_chance == pytest.approx(np.percentile(exact, 95), abs=0.1)


def test_chance_is_reproducible(differences):
    found, total = np.random.default_rng(1).integers(0, 5, (8, 20)), np.full((8, 20), 4)
    assert differences.find_chance(found, total) == differences.find_chance(found, total) > 0


def test_every_party_has_people_and_places(swaps):
    names = swaps.list_party_names()
    assert {"US", "Russia", "Syrian government", "Syrian opposition", "United Nations", "China"} <= set(names)
    assert ("Sergei Lavrov", "Lavrov") in names["Russia"]["person"]
    assert ("the US", "the US") in names["US"]["place"]
    assert all(kinds["person"] and kinds["place"] for kinds in names.values())


def test_without_the_corpus_the_exit_code_is_2(bench, tmp_path, capsys):
    assert bench.main(["--corpus", str(tmp_path)]) == 2
    assert "party_recall: corpus: expected a folder with text/" in capsys.readouterr().err


def test_an_unknown_party_is_said_with_those_that_are_known(bench, tmp_path, capsys):
    assert bench.main(["--corpus", str(tmp_path), "--parties", "US", "Syrian", "opposition"]) == 2
    said = capsys.readouterr().err
    assert "--parties: expected some of US, " in said
    assert ", Syrian opposition," in said
    assert "got 'Syrian', 'opposition'. Put names of several words in quotation marks." in said


@pytest.mark.parametrize(("deaf", "code"), [(False, 0), (True, 1)])
def test_the_exit_code_tells_whether_parties_differ(bench, tmp_path, monkeypatch, deaf, code):
    gold = annotate(TEXT, CONTENTS, SOURCES)

    def predict(articles, *, engine):
        """All that is annotated, but nothing of Russia where the engine is deaf to it."""
        return {
            name: [] if deaf and ("Putin" in text or "Lavrov" in text) else annotated
            for name, (text, annotated) in articles.items()
        }

    monkeypatch.setattr(bench, "read_split", lambda folder: {"one": (TEXT, gold)})
    monkeypatch.setattr(bench, "predict", predict)
    out = tmp_path / "out.json"
    options = ["--corpus", str(tmp_path), "--parties", "US", "Russia", "--json", str(out)]
    assert bench.main(options) == code
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["all"]["attributions"] == 3
    assert report["all"]["as_written"] == {"content_soft": 100.0, "content_speaker": 100.0}
