"""The figures of the demonstration corpus, on an article of two sentences."""

from __future__ import annotations

import json

import pytest

from toolkit.analysis import analyze
from toolkit.articles import load_articles

TEXT = "Sergei Lavrov said the veto was fair. Residents said the road was closed."


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("demonstration")


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("Russia", True),
        ("Russia; China", True),
        ("unresolved", False),
        ("no party", False),
        ("Russia; unresolved", False),
    ],
)
def test_a_speaker_is_mapped_or_not(bench, party, expected):
    assert bench.is_mapped(party) == expected


@pytest.mark.parametrize(
    ("parties", "mapped", "party"),
    [
        (("Russia", "none"), 100.0, 100.0),
        (("China", "none"), 100.0, 50.0),  # another party, but a party
        (("none", "none"), 50.0, 50.0),
        (("Russia", "US"), 50.0, 50.0),
    ],
)
def test_mapped_tells_who_has_a_party_whichever_it_is(bench, tmp_path, parties, mapped, party):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "veto.txt").write_text(f"Veto\n\n{TEXT}\n", encoding="utf-8")
    analysis = analyze(load_articles(tmp_path / "articles"), "syria-2012", pipeline=bench.PIPELINE)
    text = analysis.articles["text"][0]
    (tmp_path / "gold").mkdir()
    lines = []
    for speaker, said, of in zip(
        ("Sergei Lavrov", "Residents"), ("the veto was fair", "the road was closed"), parties, strict=True
    ):
        start, at, cue = text.index(said), text.index(speaker), text.index("said", text.index(speaker))
        lines.append(
            json.dumps(
                {
                    "source_file": analysis.articles["source_file"][0],
                    "record": 0,
                    "quote_type": "indirect",
                    "content": [[start, start + len(said)]],
                    "cue": [[cue, cue + 4]],
                    "speaker": [[at, at + len(speaker)]],
                    "person": speaker,
                    "party": of,
                }
            )
        )
    (tmp_path / "gold" / "attributions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    figures = bench.measure_demonstration(analysis, tmp_path)
    assert (figures["mapped"], figures["party"]) == (mapped, party)
