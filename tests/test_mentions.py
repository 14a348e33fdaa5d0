"""Mentions: whose words they stand in, and in which role."""

import pytest

from toolkit.actors import find_actors
from toolkit.antecedents import Scene
from toolkit.mentions import find_mentions
from toolkit.speakers import resolve_in_scene
from toolkit.voices import find_voices


@pytest.fixture
def mention(parse, names):
    def run(text: str, *quotes: dict):
        document = parse(text)
        scene = Scene(document, find_actors(document, names))
        resolved = resolve_in_scene(scene, list(quotes))
        rows = find_mentions(document, resolved, scene, find_voices(document, resolved))
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


def test_whose_spokeswoman_it_is_is_no_source(mention, make_quote):
    text = "Assad's spokeswoman, Eva Brown, said talks go on."
    rows = mention(text, make_quote(text, 0, "talks go on", "Assad's spokeswoman, Eva Brown"))
    assert (rows["Assad"]["role"], rows["Eva Brown"]["role"]) == ("other", "source")


def test_whom_an_aide_serves_is_no_source(mention, make_quote):
    text = "An aide to the Russian foreign minister said talks go on."
    rows = mention(text, make_quote(text, 0, "talks go on", "An aide to the Russian foreign minister"))
    assert {row["role"] for row in rows.values()} == {"object"}


def test_a_place_is_no_mention(mention):
    assert mention("Shells fell near Damascus.") == {}


def test_he_counts_where_the_person_can_be_told(mention):
    rows = mention("Sergei Lavrov flew in. He refused to talk.")
    assert (rows["He"]["actor"], rows["He"]["role"]) == ("Sergei Lavrov", "subject")


def test_he_is_whom_the_quotation_has(mention, make_quote):
    text = "Sergei Lavrov flew in. A baker in Homs said bread is dear. He said talks go on. He wept."
    quotes = [
        make_quote(text, 0, "bread is dear", "A baker in Homs"),
        make_quote(text, 1, "talks go on", "He", at=text.index("He said")),
    ]
    assert mention(text, *quotes)["He"]["actor"] == "baker in Homs"
    assert mention(text)["He"]["actor"] == "Sergei Lavrov"  # where nobody has spoken


def test_the_sentence_is_given(mention):
    text = "Shells fell. Moscow refused. Nothing moved."
    row = mention(text)["Moscow"]
    assert text[row["sentence_start"] : row["sentence_end"]] == "Moscow refused."
