"""Relayed words: (text, what somebody says within what another reports)."""

import pytest

from toolkit.document import Document
from toolkit.language import parse_texts
from toolkit.quotes import model, rules, tabulate_attributions
from toolkit.quotes.candidates import Candidate
from toolkit.quotes.quoted import locate_quotations
from toolkit.quotes.relayed import find_relayed


def relay(text: str, source: str, cue: str, *contents: str) -> list[tuple]:
    """(source, cue, contents, confidence) of what is found inside one attribution, all in words."""
    doc = next(parse_texts([text]))

    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        return span.start, span.end

    outer = Candidate(
        place(cue)[0], [place(c) for c in contents], list(range(*place(cue))), place(source), confidence=0.7
    )
    quoted = locate_quotations(doc, text)
    return [
        (
            doc[slice(*c.source)].text,
            doc[c.cue[0]].text,
            [doc[slice(*r)].text.strip(" ,“”") for r in c.content],
            c.confidence,
        )
        for c in find_relayed(doc, quoted, [outer], rules.find_candidates(doc, quoted))
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
        (
            "Interfax quoted Reyes on Tuesday as saying that talks go on.",
            ["Reyes on Tuesday as saying that talks go on"],
            "Reyes",
            ["that talks go on"],
        ),
        ("“We go on,” Interfax quoted her as saying.", ["We go on", "her as saying"], "her", ["We go on"]),
        ("“We go on,” Interfax quoted her as saying on Monday.", ["We go on"], "her", ["We go on"]),
        (
            "“We go on,” Interfax quoted her as saying. “We never stop.”",
            ["We go on", "her as saying", "We never stop"],
            "her",
            ["We go on", "We never stop"],
        ),
    ],
)
def test_who_is_quoted_speaks_within_the_words_of_the_agency(text, contents, speaker, said):
    assert relay(text, "Interfax", "quoted", *contents) == [
        (speaker, "saying", [words.strip(".") for words in said], 0.7)
    ]


def test_two_who_are_quoted_have_their_own_words():
    text = "Interfax quoted Reyes as saying the army would fight and Minister Lind as saying talks go on."
    found = relay(text, "Interfax", "quoted", text[len("Interfax quoted ") : -1])
    assert [(source, content) for source, _, content, _ in found] == [
        ("Reyes", ["the army would fight and"]),
        ("Minister Lind", ["talks go on"]),
    ]


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "verb", "said"),
    [
        ("Interfax reported that Reyes said talks go on.", "reported", "Reyes", "said", "talks go on"),
        ("Interfax said Reyes had told Lind that he left.", "said", "Reyes", "told", "that he left"),
        ("Interfax said Reyes urged Lind to leave.", "said", "Reyes", "urged", "Lind to leave"),
        (
            "Interfax said the mayor has warned that talks end.",
            "said",
            "the mayor",
            "warned",
            "that talks end",
        ),
    ],
)
def test_what_somebody_says_within_a_report_is_theirs(text, cue, speaker, verb, said):
    content = text[text.index(cue) + len(cue) + 1 : -1]
    assert relay(text, "Interfax", cue, content) == [(speaker, verb, [said], 0.7)]


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
        ("Interfax said Reyes wants to leave.", "Interfax", "said", ["Reyes wants to leave"]),
        (
            "Interfax said Reyes would say that talks go on.",
            "Interfax",
            "said",
            ["Reyes would say that talks go on"],
        ),
        (
            "Interfax said Reyes did not say that talks go on.",
            "Interfax",
            "said",
            ["Reyes did not say that talks go on"],
        ),
        *(
            (f"Lind said {words}.", "Lind", "said", [words])
            for words in (
                "nobody said talks go on",
                "no envoy had told Reyes that talks go on",
                "anyone who says that talks go on is wrong",
                "it was not true that Reyes had said talks go on",
                "it was a lie that Reyes told them that talks go on",
                "reports that Reyes said talks go on were false",
                "neither Reyes nor Novak said talks go on",
                "she doubted that Reyes had said talks go on",
                "Russia has never said that it insists on Reyes",
            )
        ),
        (
            "Lind dismissed claims that Reyes said talks go on.",
            "Lind",
            "dismissed",
            ["claims that Reyes said talks go on"],
        ),
        ("Lind denied that Reyes said talks go on.", "Lind", "denied", ["that Reyes said talks go on"]),
        (
            "Lind said it ends if Reyes says talks go on.",
            "Lind",
            "said",
            ["it ends if Reyes says talks go on"],
        ),
        ("Lind wrote: “Reyes said that talks go on.”", "Lind", "wrote", ["Reyes said that talks go on."]),
    ],
)
def test_nothing_is_added_where_nobody_else_has_said_anything(text, source, cue, contents):
    assert relay(text, source, cue, *contents) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Talks must end, Lind said, according to Reuters.",
            [("Reuters", "Talks must end, Lind said", 2), ("Lind", "Talks must end", 3)],
        ),
        (
            "State news agency SANA said Sunday that Foreign Minister Anna Lind told the envoy that the "
            "town would honor the truce.",
            [
                (
                    "State news agency SANA",
                    "that Foreign Minister Anna Lind told the envoy that the town would honor the truce",
                    8,
                ),
                ("Foreign Minister Anna Lind", "that the town would honor the truce", 7),
            ],
        ),
        (
            "“We will not bow,” SANA quoted Lind as saying. “We will fight on,” she said.",
            [
                ("SANA", "We will not bow,” SANA quoted Lind as saying", 3),
                ("Lind", "We will not bow", 4),
                ("she", "We will fight on", 4),
            ],
        ),
    ],
)
def test_the_model_gives_each_their_words(text, expected):
    document = Document("a1", "unknown", None, text, next(parse_texts([text])))
    rows = tabulate_attributions(document, model.find_attributions(document))
    assert [(row["speaker_mention"], row["content"], row["n_words"]) for row in rows] == expected
    assert rows[1]["parent_quote_id"] == rows[0]["quote_id"]
