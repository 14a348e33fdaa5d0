"""Relayed words: (text, what is added to whom the agency quotes)."""

import pytest

from toolkit.language import parse_texts
from toolkit.quotes.candidates import Candidate
from toolkit.quotes.relayed import find_relayed


def relay(text: str, source: str, cue: str, *contents: str) -> list[tuple]:
    """(source, cue, contents) of what is found inside one attribution, all in words."""
    doc = next(parse_texts([text]))

    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        return span.start, span.end

    outer = Candidate(
        place(cue)[0], [place(c) for c in contents], list(range(*place(cue))), place(source), confidence=0.7
    )
    return [
        (
            doc[slice(*c.source)].text,
            doc[c.cue[0]].text,
            [doc[slice(*r)].text for r in c.content],
            c.confidence,
        )
        for c in find_relayed(doc, [outer])
    ]


@pytest.mark.parametrize(
    ("text", "contents", "speaker", "said"),
    [
        (
            "Interfax quoted Reyes as saying talks go on.",
            ["Reyes as saying talks go on"],
            "Reyes",
            ["talks go on"],
        ),
        (
            "Interfax quoted a source at the interior ministry as saying that talks go on.",
            ["a source at the interior ministry as saying that talks go on"],
            "a source at the interior ministry",
            ["that talks go on"],
        ),
        (
            "Reyes was quoted by Interfax as saying talks go on.",
            ["Reyes", "as saying talks go on"],
            "Reyes",
            ["talks go on"],
        ),
        ("“We go on,” Interfax quoted her as saying.", ["We go on", "her as saying"], "her", ["We go on"]),
    ],
)
def test_who_is_quoted_speaks_within_the_words_of_the_agency(text, contents, speaker, said):
    [(source, cue, content, confidence)] = relay(text, "Interfax", "quoted", *contents)
    assert (source, cue) == (speaker, "saying")
    assert [words.strip(" “,”") for words in content] == said
    assert confidence == 0.7


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        (
            "Interfax did not quote Reyes as saying talks go on.",
            "Interfax",
            "quote",
            ["Reyes as saying talks go on"],
        ),
        ("Interfax quoted Reyes.", "Interfax", "quoted", ["Reyes"]),
        ("Reyes was quoted as saying talks go on.", "Reyes", "was quoted as saying", ["talks go on"]),
        ("Reyes said that talks go on.", "Reyes", "said", ["that talks go on"]),
        ("Interfax quoted Reyes as saying.", "Interfax", "quoted", ["Reyes as saying"]),
    ],
)
def test_nothing_is_added_where_nobody_is_quoted(text, source, cue, contents):
    assert relay(text, source, cue, *contents) == []
