from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cleaning import clean_article, normalize_text
from toolkit.cleaning.bylines import read_byline, read_date_line
from toolkit.cleaning.dates import find_date, find_dateline, infer_day_first, read_date
from toolkit.cleaning.furniture import RULES, match_rule

SCRAPES = Path(__file__).parent / "files" / "scrapes"
PROSE = "The mayor of Port Veyra said on Sunday that he would wait for one more week."
MORE = "The governor, who was asked about it later, said that he would not."


def reasons(source: str, **given) -> list[tuple[str, str]]:
    return [(reason, text) for _, _, reason, text in clean_article(source, **given).removed]


def test_aggregator_page_becomes_the_article():
    source = (SCRAPES / "aggregator.txt").read_text(encoding="utf-8")
    article = clean_article(source)
    assert article.title == "Harbour Talks Resume After Night Of Shelling"
    assert article.published == datetime(2012, 3, 4, 6, 45)  # not that of the aggregator, nor of the update
    assert article.author == "Jane Smith and Omar al Khalil"
    assert article.url == "http://news.example/harbour-talks"
    assert [paragraph.split()[0] for paragraph in article.paragraphs] == [
        *("The", "“We", "Fishermen", "The", "Boats", "Aid")
    ]
    assert all(source[start:end] == text for start, end, _, text in article.removed)


def test_wrapped_lines_become_paragraphs_and_the_dateline_stays():
    article = clean_article((SCRAPES / "wrapped.txt").read_text(encoding="utf-8"))
    assert article.title == "Flour convoy reaches besieged town after two days at the checkpoint"
    assert len(article.paragraphs) == 3
    assert article.paragraphs[0].startswith(
        "PORT VEYRA, March 9 (Northgate) - A convoy of eleven lorries carrying"
    )
    assert "the government-backed relief committee" in article.paragraphs[2]
    assert article.published == datetime(2012, 3, 9)  # day from the dateline, year from the update


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (":: Q And A: The Dispute Explained", "related link"),
        (":: The Old Regime: Who’s Who", "related link"),
        ("Article source:", "article source"),
        ("Accessibility links", "accessibility link"),
        ("Skip to content", "accessibility link"),
        ("Share this", "sharing"),
        ("– Share this article on Facebook", "sharing"),
        ("Follow us on Twitter", "sharing"),
        ("Advertisement", "advertisement"),
        ("Read more", "read more"),
        ("Read more: Who holds the harbour?", "read more"),
        ("Related articles", "related link"),
        ("Most Popular", "related link"),
        ("© 2012 Northgate Wire", "copyright"),
        ("Copyright 2012 Northgate Wire. All rights reserved.", "copyright"),
        ("(Reporting by Jane Smith; editing by Paul Reed)", "agency credit"),
        ("Photo: Jane Smith / AFP", "photo credit"),
        ("Home > World > Middle East", "navigation"),
        ("Cookies: We use cookies to improve your experience.", "cookie notice"),
        ("Related topics: Wind power, Green Party", "tags"),
        ("Privacy policy | Terms and conditions | Contact us", "navigation"),
        ("Tags: Port Veyra, harbours", "tags"),
        ("14 comments", "comments"),
        ("Sign up for our newsletter", "subscription"),
        ("* * *", "separator"),
        ("https://news.example/harbour", "link"),
        ("Published: 7 March 2012", "date"),
        ("Last updated at 9:12 GMT, March 7, 2012", "update date"),
    ],
)
def test_furniture_is_taken_out_and_listed(line, reason):
    source = f"Harbour talks resume\n\n{PROSE}\n\n{line}\n\n{MORE}\n"
    article = clean_article(source)
    assert article.paragraphs == (PROSE, MORE)
    assert reasons(source) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in Port Veyra fell by a tenth on the news of the shelling.",
        "Advertisement revenue has fallen, the owner of the paper said on Monday.",
        "Read more slowly, the judge told the clerk, who went on as before.",
        "Related articles of clothing were found beside the road, said the police.",
        "Copyright law has no answer to it, a lawyer for the photographers said.",
        "By Monday the siege was over, and nobody in the town knew who had won.",
        "Source material for the report was lost when the archive burned down.",
        "“Home,” he said. “World news does not interest me any more.”",
        "Published reports said on 7 March 2012 that the harbour had been mined.",
        "On 7 March 2012 the harbour was closed.",
        "Boats out of reach",
        "PORT VEYRA, March 9 (Reuters) - The harbour was closed on Friday.",
        "(He did not say when.)",
        "“No.”",
    ],
)
def test_what_the_article_says_is_never_removed(line):
    article = clean_article(f"Harbour talks resume\n\n{PROSE}\n\n{line}\n\n{MORE}\n")
    assert article.paragraphs == (PROSE, line, MORE)
    assert article.removed == []


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"Harbour talks resume\n\n{PROSE}", "Harbour talks resume"),
        (f"Who holds the harbour?\n{PROSE}", "Who holds the harbour?"),
        (f"Mayor flies to the U.S.\n\n{PROSE}", "Mayor flies to the U.S."),
        (f"Talks resume, mayor says.\n\nTalks resume, mayor says.\n\n{PROSE}", "Talks resume, mayor says."),
        (
            f"Talks resume in Veyra | Coast Herald\n\nTalks resume in Veyra\n\n{PROSE}",
            "Talks resume in Veyra",
        ),
        (f"Coast Herald\nTalks resume in Veyra\n\nTalks resume in Veyra\n\n{PROSE}", "Talks resume in Veyra"),
        (f"7 March 2012\n\nBy Jane Smith\n\nTalks resume\n\n{PROSE}", "Talks resume"),
        (f"{PROSE}\n\n{MORE}", None),
        ("Talks resume", None),
        (f"HOMS, Feb 7 (Reuters) -\n\n{PROSE}", None),
    ],
)
def test_headline(source, title):
    article = clean_article(source)
    assert article.title == title
    assert PROSE in article.paragraphs or title is None


def test_given_headline_stands_once():
    article = clean_article(f"HARBOUR TALKS RESUME\n\n{PROSE}", title="Harbour talks resume")
    assert (article.title, article.paragraphs, article.removed) == ("Harbour talks resume", (PROSE,), [])


def test_caption_is_told_from_standfirst_by_what_stands_below_it():
    caption = "Smoke over the old harbour on Saturday"
    above_date = clean_article(f"Talks resume\n\n{caption}\n\n7 March 2012\n\n{PROSE}")
    assert above_date.paragraphs == (PROSE,)
    assert above_date.removed[0][2:] == ["caption", caption]
    assert clean_article(f"Talks resume\n\n{caption}\n\n{PROSE}").paragraphs == (caption, PROSE)


def test_list_of_links_ends_where_prose_begins():
    source = f"Talks resume\n\n{PROSE}\n\nRelated stories\nHarbour master resigns\nFive days\n\n{MORE}"
    assert clean_article(source).paragraphs == (PROSE, MORE)


def test_lines_without_blank_lines_between_are_paragraphs():
    assert clean_article(f"Talks resume\n{PROSE}\n{MORE}").paragraphs == (PROSE, MORE)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("3:35am UK, Tuesday February 07, 2012", datetime(2012, 2, 7, 3, 35)),
        ("February 7th, 20125:21 am @", datetime(2012, 2, 7, 5, 21)),
        ("February 7th, 201215:21 @", datetime(2012, 2, 7, 15, 21)),
        ("Tue Feb 7, 2012 12:05am GMT", datetime(2012, 2, 7, 0, 5)),
        ("Published: 7th of February 2012, 3.35 p.m.", datetime(2012, 2, 7, 15, 35)),
        ("2012-02-07T03:35:00+01:00", datetime(2012, 2, 7, 3, 35)),
        ("7.2.2012", datetime(2012, 2, 7)),
        ("2/23/2012", datetime(2012, 2, 23)),
        ("02/07/2012", None),
        ("February 7th", None),
        ("30 February 2012", None),
        ("7 February 20123", None),
        ("yesterday", None),
        ("2012", None),
    ],
)
def test_dates_in_lines(line, value):
    found = find_date(line)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2012-02-07", datetime(2012, 2, 7)),
        ("Tue, 07 Feb 2012 03:35:00 GMT", datetime(2012, 2, 7, 3, 35)),
        ("7 février 2012", datetime(2012, 2, 7)),
        ("yesterday", None),
        ("February 2012", None),
        ("07/02/2012", None),
        (1328585700, None),
        ("x" * 500, None),
    ],
)
def test_dates_in_records_are_never_guessed(value, expected):
    date, problem = read_date(value)
    assert date == expected
    assert (problem is None) == (expected is not None)


def test_order_of_day_and_month_comes_from_the_other_dates():
    assert infer_day_first(["07/02/2012", "23/02/2012", None]) is True
    assert infer_day_first(["07/02/2012", "02/23/2012"]) is False
    assert infer_day_first(["13/02/2012", "02/23/2012"]) is None
    assert read_date("07/02/2012", day_first=True)[0] == datetime(2012, 2, 7)


@pytest.mark.parametrize(
    ("paragraph", "near", "value"),
    [
        ("HOMS, Feb 7 (Reuters) - Shells", datetime(2012, 2, 8), datetime(2012, 2, 7)),
        ("HOMS, 30 December - Shells", datetime(2012, 1, 2), datetime(2011, 12, 30)),
        ("HOMS, February 7, 2012 (AP) — Shells", None, datetime(2012, 2, 7)),
        ("HOMS, Feb 7 (Reuters) - Shells", None, None),
        ("HOMS, Feb 7 (Reuters) - Shells", datetime(2015, 8, 1), None),
        ("Shells fell on Feb 7 - again", datetime(2012, 2, 8), None),
    ],
)
def test_dateline(paragraph, near, value):
    assert find_dateline(paragraph, near=near) == value


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Smith", "Jane Smith"),
        ("By JANE SMITH", "JANE SMITH"),
        ("By Jane Smith and Paul Reed", "Jane Smith and Paul Reed"),
        ("By Jane Smith, Coast Herald", "Jane Smith"),
        ("By Jane Smith, Paul Reed and Omar al Khalil", "Jane Smith, Paul Reed and Omar al Khalil"),
        ("By the Associated Press", "Associated Press"),
        ("By Reuters", "Reuters"),
        ("By and large", None),
        ("By Jane Smith standing on a hill", None),
        ("By Jane Smith.", None),
    ],
)
def test_bylines(line, author):
    assert read_byline(line) == author


def test_byline_beside_a_date():
    found = read_date_line("By Jane Smith | 7 March 2012")
    assert (found.value, found.byline) == (datetime(2012, 3, 7), "Jane Smith")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("By Jane Smith, Port Veyra, 7:00PM GMT 07 Feb 2012", datetime(2012, 2, 7, 19)),
        ("By Jane Smith\n7:00PM GMT 07 Feb 2012\n12 Comments", datetime(2012, 2, 7, 19)),
        (
            "Jane Smith in Port Veyra\nherald.example, Tuesday 7 February 2012 12.48 GMT",
            datetime(2012, 2, 7, 12, 48),
        ),
        ("updated 10:19 AM EST, Tue February 7, 2012", datetime(2012, 2, 7, 10, 19)),
        ("Published time: 7 Feb, 2012 15:05\nEdited time: 8 Feb, 2012 10:11", datetime(2012, 2, 7, 15, 5)),
        ("English.news.example 2012-02-07 19:35:05", datetime(2012, 2, 7, 19, 35, 5)),
        ("(AFP) – Feb 7, 2012", datetime(2012, 2, 7)),
        ("7 February 2012 Last updated at 12:05 GMT Share this page", datetime(2012, 2, 7, 12, 5)),
        ("PORT VEYRA | Tue Feb 7, 2012 3:35am GMT", datetime(2012, 2, 7, 3, 35)),
        ("Associated Press\nFeb. 7, 2012 | 3:30 p.m.", datetime(2012, 2, 7, 15, 30)),
        ("February 7, 2012 -- Updated 1019 GMT (1819 HKT)", datetime(2012, 2, 7)),
        ("Jane Smith | Herald Correspondent | 7 February 2012", datetime(2012, 2, 7)),
    ],
)
def test_heads_of_articles(head, value):
    article = clean_article(f"Harbour talks go on\n\n{head}\n\n{PROSE}\n\n{MORE}")
    assert article.published == value
    assert article.paragraphs == (PROSE, MORE)


def test_of_two_dates_on_a_line_the_one_called_published_counts():
    found = read_date_line("Last updated: 9 March 2012, published: 7 March 2012")
    assert (found.kind, found.value) == ("date", datetime(2012, 3, 7))


def test_invisible_characters_go_and_white_space_is_plain():
    assert normalize_text("\ufeffCafe\u0301\u00a0\x00 de\u00ad la\tMer\u200b ") == "Café de la Mer"


def test_every_rule_gives_its_reason_and_none_takes_a_long_line():
    assert all(rule.reason and rule.place in ("any", "edge") for rule in RULES)
    assert match_rule("Read more: " + "word " * 60, edge=True) is None


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *("", " ", "\t", PROSE, MORE, "Harbour talks resume", "Harbour talks resume | Coast Herald"),
            *(
                ":: More",
                "Related articles",
                "Share this",
                "By Jane Smith",
                "7 March 2012",
                "Boats out of reach",
            ),
            *(
                "February 7th, 20125:21 am @",
                "HOMS, Feb 7 (AP) - A",
                "a line that breaks in the",
                "middle of it",
            ),
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]))
def test_nothing_vanishes_unlisted(lines, end):
    source = end.join(lines)
    article = clean_article(source)
    kept = [article.title or "", *article.paragraphs]
    taken = [text for _, _, _, text in article.removed]
    assert all(source[start:end] == text for start, end, _, text in article.removed)
    pieces = [*kept, *(line for text in taken for line in text.splitlines())]
    assert count_characters(pieces) == count_characters(source.splitlines())


@pytest.mark.parametrize("name", ["aggregator.txt", "wrapped.txt"])
def test_cleaning_twice_is_cleaning_once(name):
    once = clean_article((SCRAPES / name).read_text(encoding="utf-8"))
    again = clean_article("\n\n".join([once.title, *once.paragraphs]), title=once.title)
    assert (again.title, again.paragraphs) == (once.title, once.paragraphs)


@given(st.text(alphabet=st.characters(), max_size=200), st.one_of(st.none(), st.text(max_size=40)))
def test_cleaning_never_raises(source, title):
    clean_article(source, title=title)
    clean_article("\ud800" + source, title=title)


def count_characters(lines) -> Counter:
    return Counter(character for line in lines for character in normalize_text(line) if character != " ")


def test_a_menu_above_the_headline_is_not_the_headline():
    article = clean_article(f"Menu | Sign in | Subscribe for €1\n\nCouncil shuts the old bridge\n\n{PROSE}\n")
    assert article.title == "Council shuts the old bridge"
    assert [(reason, text) for _, _, reason, text in article.removed] == [
        ("navigation", "Menu | Sign in | Subscribe for €1")
    ]
