"""Mentions: whose words they stand in, and in which role."""

import pytest

from toolkit.actors import find_actors
from toolkit.mentions import find_mentions
from toolkit.speakers import resolve_speakers
from toolkit.voices import find_voices


@pytest.fixture
def mention(parse, names):
    def run(text: str, *quotes: dict):
        document = parse(text)
        sightings = find_actors(document, names)
        resolved = resolve_speakers(document, list(quotes), sightings)
        rows = find_mentions(document, resolved, sightings, find_voices(document, resolved))
        assert all(text[row["start"] : row["end"]] == row["mention"] for row in rows)
        return {row["mention"]: row for row in rows}

    return run


def test_voice_and_role(mention, make_quote):
    text = "Mr Lavrov said “Washington lost” and that London was wrong. Moscow blamed Damascus."
    rows = mention(text, make_quote(text, 0, "“Washington lost” and that London was wrong", "Mr Lavrov"))
    assert {words: (row["voice"], row["role"], row["party"]) for words, row in rows.items()} == {
        "Lavrov": ("outlet", "source", "Russia"),
        "Washington": ("verbatim", "subject", "US"),
        "London": ("paraphrase", "subject", "United Kingdom"),
        "Moscow": ("outlet", "subject", "Russia"),
        "Damascus": ("outlet", "object", "Syrian government"),
    }
    assert rows["Washington"]["quote_id"] == "a-q000"


def test_a_place_is_no_mention(mention):
    assert mention("Shells fell near Damascus.") == {}


def test_he_counts_where_the_person_can_be_told(mention):
    rows = mention("Sergei Lavrov flew in. He refused to talk.")
    assert (rows["He"]["actor"], rows["He"]["role"]) == ("Sergei Lavrov", "subject")


def test_the_sentence_is_given(mention):
    text = "Shells fell. Moscow refused. Nothing moved."
    row = mention(text)["Moscow"]
    assert text[row["sentence_start"] : row["sentence_end"]] == "Moscow refused."
