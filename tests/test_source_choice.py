"""Whose words they are: the encoder's source, and where the parse has a say in it."""

from __future__ import annotations

import pytest

from toolkit.language import parse_texts
from toolkit.quotes.candidates import Candidate
from toolkit.quotes.source_choice import SURE, choose_source


def choose(text: str, cue: str, content: str, source: str | None, score: float) -> str | None:
    """The chosen source in words; cue, content and source are words of the text."""
    doc = next(parse_texts([text]))

    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        return span.start, span.end

    candidate = Candidate(
        head=place(cue)[0],
        content=[place(content)],
        cue=list(range(*place(cue))),
        source=place(source) if source else None,
    )
    chosen = choose_source(doc, candidate, score)
    return doc[slice(*chosen)].text if chosen else None


HERALD = ("The Herald reported that talks had failed.", "reported", "that talks had failed")
REYES = ("Lind smiled when Reyes said the port was closed.", "said", "the port was closed")


@pytest.mark.parametrize(
    ("sentence", "source", "score", "expected"),
    [
        (REYES, "Reyes", 0.9, "Reyes"),
        (REYES, "Lind", SURE, "Lind"),
        (REYES, "Lind", SURE / 2, "Reyes"),
        (REYES, None, 0.0, "Reyes"),
        (HERALD, "The", 0.9, "The Herald"),
        (("Interview: talks had failed.", ":", "talks had failed"), "Interview", 0.9, None),
        (
            ("Asked whether war is near, the minister said no.", "Asked", "whether war is near"),
            "the minister",
            0.9,
            None,
        ),
        (
            ("U.S., French, and British officials said talks had failed.", "said", "talks had failed"),
            "British officials",
            0.9,
            "U.S., French, and British officials",
        ),
        (("The law calls for higher taxes.", "calls for", "higher taxes"), None, 0.0, None),
        (("The law, known as Safe Streets, failed.", "known as", "Safe Streets"), None, 0.0, None),
        (
            ("Rain, as one farmer said, would help.", "said", "would help"),
            "Rain, as one farmer",
            0.9,
            "one farmer",
        ),
        (
            ("Talks go on\n\nRussia and China said it failed.", "said", "it failed"),
            "China",
            0.9,
            "Russia and China",
        ),
        (
            ("On Monday doctors and nurses said it failed.", "said", "it failed"),
            "nurses",
            0.9,
            "doctors and nurses",
        ),
        (
            ("Russian and Chinese envoys said it failed.", "said", "it failed"),
            "Russian",
            0.9,
            "Russian and Chinese envoys",
        ),
        (("Reyes repeated her claim that it failed.", "claim", "that it failed"), None, 0.0, "her"),
    ],
)
def test_the_source_is_the_encoders_unless_it_is_unsure_or_cuts_a_phrase(sentence, source, score, expected):
    assert choose(*sentence, source, score) == expected


def test_nobody_inside_the_content_is_its_source():
    text = "According to the ministry, Reyes left."
    assert choose(text, "According to", "Reyes left", None, 0.0) in (None, "the ministry")
