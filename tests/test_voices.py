"""Whose words: stretches of voices, masking, and the unit of description."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Document
from toolkit.voices import (
    find_voices,
    has_speaker,
    keep_quote,
    mask_voices,
    read_description,
    speaker_party,
    split_spans,
    voice_at,
)

TEXT = "The defiant minister called the vote a “farce” and left the crowded hall."
CONTENT = (TEXT.index("the vote"), TEXT.index("” and"))
QUOTED = [(TEXT.index("farce"), TEXT.index("” and"))]


def make_document(text):
    return Document("a1", "Wire", None, text, None)


def make_quote(spans, quote_id="q1", attribution_id=None, party="Russia"):
    return {
        "quote_id": quote_id,
        "attribution_id": attribution_id or quote_id,
        "spans": [list(span) for span in spans],
        "party": party,
    }


def make_mention(text, mention, voice="outlet", quote_id=None, role="subject"):
    start = text.index(mention)
    return {
        "mention": mention,
        "start": start,
        "end": start + len(mention),
        "voice": voice,
        "quote_id": quote_id,
        "sentence_start": 0,
        "sentence_end": len(text),
        "role": role,
    }


@pytest.mark.parametrize(
    ("spans", "quoted", "verbatim", "paraphrase"),
    [
        ([(0, 10)], [], [], [(0, 10)]),
        ([(0, 10)], [(0, 10)], [(0, 10)], []),
        ([(2, 8)], [(0, 10)], [(2, 8)], []),
        ([(0, 10)], [(2, 4), (6, 12)], [(2, 4), (6, 10)], [(0, 2), (4, 6)]),
        ([(0, 3), (5, 9)], [(2, 6)], [(2, 3), (5, 6)], [(0, 2), (6, 9)]),
        ([(20, 30)], [(0, 5), (8, 12)], [], [(20, 30)]),
    ],
)
def test_spans_are_split_at_the_quotation_marks(spans, quoted, verbatim, paraphrase):
    assert split_spans(spans, quoted) == (verbatim, paraphrase)


def test_attributed_words_are_verbatim_inside_marks_and_paraphrase_outside():
    voices = find_voices(make_document(TEXT), [make_quote([CONTENT])], QUOTED)
    assert [(TEXT[start:end], voice) for start, end, voice, _ in voices] == [
        ("the vote a “", "paraphrase"),
        ("farce", "verbatim"),
    ]


def test_quotation_marks_are_found_in_the_text_by_default():
    document = make_document(TEXT)
    assert find_voices(document, [make_quote([CONTENT])]) == find_voices(
        document, [make_quote([CONTENT])], QUOTED
    )


def test_a_nested_quote_has_its_own_words():
    text = "He said the envoy told him to wait and left."
    outer = make_quote([(8, 26), (34, 38)], "outer")
    inner = make_quote([(27, 34)], "inner")
    voices = find_voices(make_document(text), [outer, inner], [])
    assert [voice_at(voices, at, at + 1)[1] for at in (0, 9, 30, 36, 40)] == [
        None,
        "outer",
        "inner",
        "outer",
        None,
    ]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
@pytest.mark.parametrize(("quote_type", "spoken"), [("indirect", False), ("mixed", True), ("direct", True)])
def test_a_paraphrase_that_names_nobody_has_no_speaker(missing, quote_type, spoken):
    assert has_speaker({"speaker": missing, "quote_type": quote_type}) is spoken
    assert has_speaker({"speaker": "she", "quote_type": quote_type})


def test_joint_speakers_share_one_stretch():
    quotes = [make_quote([(0, 9)], "q1", "a1"), make_quote([(0, 9)], "q2", "a1")]
    assert find_voices(make_document("Wait now."), quotes, []) == [(0, 9, "paraphrase", "q1")]


def test_words_across_two_voices_belong_to_the_one_at_their_middle():
    voices = find_voices(make_document(TEXT), [make_quote([CONTENT])], QUOTED)
    start = TEXT.index("a “farce")
    assert voice_at(voices, start, start + len("a “farce")) == ("verbatim", "q1")
    assert voice_at(voices, 0, 10) == ("outlet", None)


def test_masking_leaves_the_outlets_words():
    document = make_document(TEXT)
    voices = find_voices(document, [make_quote([CONTENT])], QUOTED)
    text, spans = mask_voices(document, 0, len(TEXT), voices)
    assert text == "The defiant minister called and left the crowded hall."
    assert " ".join(TEXT[start:end] for start, end in spans) == text


def test_masking_of_a_sentence_that_is_all_quotation_leaves_nothing():
    text = "“Never again.”"
    voices = find_voices(make_document(text), [make_quote([(1, 13)])])
    assert mask_voices(make_document(text), 0, len(text), voices) == ("", [])


def test_a_quote_keeps_the_speakers_words_of_one_sentence():
    text = "He said: “One ends. Two begins here.”"
    quote = make_quote([(text.index("One"), len(text) - 1)])
    start = text.index("Two")
    assert keep_quote(make_document(text), start, len(text), quote) == (
        "Two begins here.",
        [(start, len(text) - 1)],
    )


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (make_mention(TEXT, "minister"), "The defiant minister called and left the crowded hall."),
        (make_mention(TEXT, "minister", role="source"), None),
        (make_mention(TEXT, "vote", "paraphrase", "q1"), "the vote a “farce"),
        (make_mention(TEXT, "vote", "paraphrase", "unknown"), None),
    ],
)
def test_the_unit_of_description_is_the_sentence_in_the_mentions_own_voice(mention, expected):
    document, quotes = make_document(TEXT), [make_quote([CONTENT])]
    voices = find_voices(document, quotes, QUOTED)
    unit = read_description(document, mention, voices, {"q1": quotes[0]})
    assert (unit and unit[0]) == expected


@pytest.mark.parametrize(
    ("text", "described"), [("Rebels said so.", False), ("Rebels, they said, left.", True)]
)
def test_fewer_than_four_words_describe_nobody(text, described):
    unit = read_description(make_document(text), make_mention(text, "Rebels"), [], {})
    assert bool(unit) is described


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        (make_mention(TEXT, "minister"), None),
        (make_mention(TEXT, "vote", "paraphrase", "q1"), "Russia"),
        (make_mention(TEXT, "vote", "paraphrase", "q9"), "unresolved"),
    ],
)
def test_words_in_a_quote_are_those_of_the_speakers_party(mention, party):
    assert speaker_party(mention, {"q1": make_quote([CONTENT])}) == party


spans = st.lists(st.integers(0, 60), max_size=12).map(
    lambda points: [
        (start, end) for start, end in zip(sorted(set(points))[::2], sorted(set(points))[1::2], strict=False)
    ]
)


@given(spans, spans, st.integers(0, 60), st.integers(0, 60))
def test_every_character_has_one_voice(content, quoted, a, b):
    text = "word, “x” " * 6
    document = make_document(text)
    voices = find_voices(document, [make_quote([span], f"q{n}") for n, span in enumerate(content)], quoted)
    owned = [at for start, end, _, _ in voices for at in range(start, end)]
    assert owned == [at for start, end in content for at in range(start, end)]
    start, end = sorted((a, b))
    _, kept = mask_voices(document, start, end, voices)
    assert not {at for left, right in kept for at in range(left, right)} & set(owned)
    assert all(start <= left < right <= end for left, right in kept)
