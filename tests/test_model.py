"""The model engine: what it finds, in which text, how certain it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import Document
from toolkit.language import parse_texts
from toolkit.quotes import find_engine, tabulate_attributions
from toolkit.quotes.candidates import Candidate
from toolkit.quotes.model import LEAST, adopt_cues, find_attributions, leave_out_unlikely
from toolkit.quotes.quoted import locate_quotations
from toolkit.quotes.twins import find_twins


def read(text: str) -> Document:
    return Document("a1", "unknown", None, text, next(parse_texts([text])))


def find(text: str) -> list[tuple]:
    """Speaker, cue and content of every row."""
    rows = tabulate_attributions(read(text), find_attributions(read(text)))
    return [(row["speaker_mention"], row["cue"], row["content"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” Ms Reyes said.", [("Ms Reyes", "said", "We are ready")]),
        ("Officials said the bridge was closed.", [("Officials", "said", "the bridge was closed")]),
        (
            "According to the ministry, forty people were hurt.",
            [("the ministry", "According to", "forty people were hurt")],
        ),
        (
            "The minister called the vote “a farce”.",
            [("The minister", "called", "the vote “a farce”")],
        ),
        (
            "“The talks failed,” Reyes told reporters. “Nobody wanted them.”",
            [("Reyes", "told", "The talks failed,” Reyes told reporters. “Nobody wanted them")],
        ),
        ("It rained on Tuesday, and the harbour was empty.", []),
    ],
)
def test_attributions(text, expected):
    assert find(text) == expected


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_its_speaker():
    text = (
        "“We shall rebuild the harbour before the winter,” Ana Reyes said on Monday.\n\n"
        "“Nobody will be left without work, and nobody without a home.”\n\nIt rained."
    )
    rows = tabulate_attributions(read(text), find_attributions(read(text)))
    at = text.index("Nobody")
    (held,) = [row for row in rows if any(start <= at < end for start, end in row["spans"])]
    assert held["speaker_mention"] == "Ana Reyes" or held["continues"] == rows[0]["quote_id"]


def test_confidence_is_a_probability_and_higher_where_it_is_plain():
    (plain,) = find_attributions(read("“We are ready,” Ms Reyes said."))
    assert 0.8 < plain.confidence <= 1


def test_both_engines_give_the_same_table():
    document = read("“We are ready,” Ms Reyes said. Moscow denied that talks had begun.")
    tables = [tabulate_attributions(document, find_engine(name)(document)) for name in ("model", "rules")]
    assert [list(row) for row in tables[0]] == [list(row) for row in tables[1]]


SPEAKERS = ("Ms Reyes", "the minister", "Omar Haddad", "a spokesman", "Lind", "the envoy")
REMARKS = (
    "We are ready to talk about prisoners",
    "The port will open again on Friday",
    "Nobody told us about the convoy",
    "Prices have doubled since the spring",
    "Our doctors work without pay",
    "The bridge cannot be repaired before winter",
)


NARRATION = "The harbour of the town has been closed since March. Fishing boats lie on the shore."


@pytest.mark.parametrize("joined", ["\n\n", " "])
def test_long_articles_are_read_to_their_end(joined):
    said = list(zip(REMARKS, SPEAKERS, strict=True)) * 8
    text = joined.join(f"{NARRATION}{joined}“{remark},” {speaker} said." for remark, speaker in said)
    assert [(content, speaker) for speaker, _, content in find(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "“We are ready, Ms Reyes said.",
        "said " * 400,
        "word" * 3000,
        "“" * 300,
        "Ms Reyes said " + "that it rained and " * 400,
        "\u200b\n\n\u200bReyes said: 漢字 is no word here 🙂.",
    ],
)
def test_any_text_is_read(text):
    for attribution in find_attributions(read(text)):
        assert all(0 <= start < end <= len(text) for start, end in attribution.content)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(['"', "“", "”", "said", "Reyes", ",", ".", "\n\n", "that", "they", "go"])))
def test_contents_lie_in_the_text_and_no_word_is_content_and_cue(pieces):
    text = " ".join(pieces)
    for attribution in find_attributions(read(text)):
        spans = sorted([*attribution.content, *attribution.cue])
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def make(content, cue=(), **more) -> Candidate:
    return Candidate(head=cue[0] if cue else -1, content=[content], cue=list(cue), **more)


def test_a_content_without_cue_takes_what_the_rules_know_of_it():
    said, running = make((0, 5), (6,), source=(7, 8)), make((10, 20))
    running.continues = said
    mine = [make((0, 4)), make((10, 19)), make((30, 35))]
    twins = find_twins(mine, [said, running])
    document = read("It rained.")
    adopt_cues(locate_quotations(document.doc, document.text), mine, twins)
    assert twins == [said, running, None]
    assert (mine[0].cue, mine[0].source) == ([6], (7, 8))
    assert mine[1].continues is mine[0]
    assert (mine[2].cue, mine[2].continues) == ([], None)


def test_what_is_hardly_an_attribution_is_left_out_but_no_quotation_and_nothing_that_goes_on():
    text = "Reyes left. “We go,” she said. It rained."
    doc = read(text).doc
    quoted = locate_quotations(doc, text)
    unlikely, quotation, continued = (make(at, confidence=LEAST / 2) for at in ((0, 2), (4, 6), (11, 13)))
    likely = make((0, 2), confidence=LEAST)
    likely.continues = continued
    candidates = [unlikely, quotation, continued, likely]
    assert leave_out_unlikely(doc, quoted, candidates) == [quotation, continued, likely]


def test_who_is_quoted_as_saying_something_is_not_left_out():
    text = "Interfax news agency quoted Reyes on Tuesday as saying that talks go on."
    speakers = [text[start:end] for each in find_attributions(read(text)) for start, end in each.source]
    assert speakers == ["Interfax news agency", "Reyes"]


def test_who_is_only_cited_is_no_content():
    text = "Interfax, citing an official source, said talks would go on."
    [found] = find_attributions(read(text))
    assert [text[start:end] for start, end in found.content] == ["talks would go on"]
