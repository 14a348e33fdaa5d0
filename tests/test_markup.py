"""The article reader's pages: everything is escaped, every quotation is marked."""

import html
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import schema
from toolkit.markup import render_article
from toolkit.plots.text import clean_text

TEXT = "Talks go on\n\n“Peace is near,” Mr Lavrov said."
QUOTE = {
    "quote_id": "a-q000", "attribution_id": "a-a000", "article_id": "a", "quote_type": "direct",
    "content": "Peace is near", "start": 14, "end": 27, "spans": [[14, 27]], "cue": "said",
    "cue_start": 40, "cue_end": 44, "cue_stance": "neutral",
    "speaker_mention": "Mr Lavrov", "speaker_start": 30, "speaker_end": 39,
    "speaker": "Sergei Lavrov", "party": "Russia", "resolved_by": "surname",
    "resolution": "Mr Lavrov → Sergei Lavrov → Russia",
}  # fmt: skip


def make_article(text: str, **more) -> pd.Series:
    row = {
        "article_id": "a",
        "outlet": "Wire",
        "title": None,
        "published": pd.Timestamp("2012-02-07"),
        "text": text,
    }
    return pd.Series(row | more)


def make_quotes(*rows: dict) -> pd.DataFrame:
    return schema.make_table(rows, schema.QUOTES)


class Reader(HTMLParser):
    """Reads a page as a browser would: its text and its elements."""

    def __init__(self, page: str):
        super().__init__()
        self.text, self.tags, self.marked = "", [], ""
        self.inside = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        self.text += data if "style" not in self.inside else ""


def test_the_quotation_is_marked_with_its_details():
    page = render_article(make_article(TEXT, title="Talks go on"), make_quotes(QUOTE))
    reader = Reader(page)
    hints = [attrs["title"] for tag, attrs in reader.tags if tag == "mark" and "title" in attrs]
    assert hints == [
        "Sergei Lavrov · Russia · direct · cue: said (neutral) · Mr Lavrov → Sergei Lavrov → Russia [surname]"
    ]
    assert re.search(r"<span class='mpt-speaker'>Mr Lavrov</span> <span class='mpt-cue'>said</span>", page)
    assert "07 February 2012" in reader.text


def test_the_details_stand_in_a_list_for_those_who_cannot_hover():
    page = render_article(make_article(TEXT, title="Talks go on"), make_quotes(QUOTE))
    assert "<li>“Peace is near”: Sergei Lavrov · Russia · direct" in page


@pytest.mark.parametrize(
    ("place", "outlined"),
    [((14, 27), "Peace is near"), ((13, 44), "“Peace is near,” Mr Lavrov said"), ((0, 5), "Talks")],
)
def test_the_place_is_outlined(place, outlined):
    page = render_article(make_article(TEXT, title="Talks go on"), make_quotes(QUOTE), place=place)
    start = page.index("<span class='mpt-place'>")
    assert Reader(page[start:]).text.startswith(outlined)
    assert (
        Reader(page).text
        == Reader(render_article(make_article(TEXT, title="Talks go on"), make_quotes(QUOTE))).text
    )


def test_a_place_that_is_not_there_outlines_nothing():
    page = render_article(make_article(TEXT), make_quotes(QUOTE), place=(900, 950))
    assert "<span class='mpt-place'>" not in page


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Talks go on", "Talks go on"),  # the text begins with it
        ("Envoys meet", "Envoys meet"),  # it does not
        ("<b>", "<b>"),
        (None, "Untitled"),
        ("", "Untitled"),
    ],
)
def test_the_heading_is_the_title_and_the_text_is_whole(title, heading):
    page = render_article(make_article(TEXT, title=title), make_quotes(QUOTE))
    assert Reader(page[page.index("<h3>") : page.index("</h3>")]).text == heading
    body = Reader(page[page.index("<div class='mpt-text'>") :]).text
    assert body == (TEXT.removeprefix("Talks go on").lstrip() if title == "Talks go on" else TEXT)


def test_every_party_has_a_colour_of_its_own_the_same_in_every_article():
    def find_colour(quotes):
        page = render_article(make_article(TEXT), quotes)
        return re.search(r"border-color:(#\w+)'>Peace", page)[1]

    parties = [f"party {n}" for n in range(12)]
    ids = [{"quote_id": f"q{n}", "attribution_id": f"a{n}", "party": p} for n, p in enumerate(parties)]
    elsewhere = [QUOTE | key | {"article_id": "b"} for key in ids]
    colours = {find_colour(make_quotes(QUOTE | key, *elsewhere)) for key in ids}
    assert len(colours) == len(parties)


def test_no_character_is_let_in_that_a_page_may_not_hold():
    text = TEXT.replace("Peace", "Pe\x00ce")
    page = render_article(make_article(text, title="a\x1bb", outlet="W\x07ire\n\n"), make_quotes(QUOTE))
    assert not re.search("[\x00-\x08\x0b-\x1f]", page)
    assert "Pe\ufffdce" in page
    assert "W\ufffdire, 07" in page


def test_without_quotations_it_says_so():
    assert "No quotations were found" in render_article(make_article(TEXT), make_quotes())


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "</mark></article>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_an_article_becomes_an_element(attack):
    fields = dict.fromkeys(("content", "cue", "speaker", "party", "resolution", "quote_id"), attack)
    text = f"{attack} {attack}"
    row = (
        QUOTE
        | fields
        | {"start": 0, "end": len(attack), "spans": [[0, len(attack)]], "cue_start": 2, "cue_end": 9}
    )
    page = render_article(make_article(text, title=attack, outlet=attack), make_quotes(row))
    reader = Reader(page)
    assert {tag for tag, _ in reader.tags} <= {"style", "article", "h3", "p", "mark", "span", "br", "div"} | {
        "details",
        "summary",
        "ol",
        "li",
    }
    assert all(not name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert reader.text.count(attack) >= 2


@settings(max_examples=100, deadline=None)
@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
def test_whatever_the_spans_the_text_is_whole(text, places):
    rows = []
    for n, (a, b, c) in enumerate(places):
        start, end = sorted((a % (len(text) + 1), b % (len(text) + 1)))
        cue = c % len(text)
        ids = {"quote_id": f"q{n}", "attribution_id": f"a{n}"}
        rows.append(QUOTE | ids | {"spans": [[start, end]], "cue_start": cue, "cue_end": cue + 1})
    page = render_article(make_article(text), make_quotes(*rows))
    body = page[page.index("<div class='mpt-text'>") :]
    assert Reader(body).text == Reader("<p>" + html.escape(clean_text(text.lstrip())) + "</p>").text
