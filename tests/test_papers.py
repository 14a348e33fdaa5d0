"""Whose paper it is: (text, paper, the word that tells)."""

import pytest

from toolkit.papers import find_owner, find_teller, goes_on


def find_word(doc, text: str):
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "paper", "named", "owner"),
    [
        ("Davis's letter came.", "letter", (), "Davis"),
        ("Her letter came.", "letter", (), "Her"),
        ("A letter from Davis came.", "letter", (), "Davis"),
        ("A report by lawyers came.", "report", (), "lawyers"),
        ("A letter to Davis came.", "letter", (), None),
        ("A letter of Davis came.", "letter", ("Davis",), "Davis"),
        ("A report of war came.", "report", (), None),
        ("The emails obtained by Davis came.", "emails", ("Davis",), None),
        ("The emails released by Davis came.", "emails", ("Davis",), None),
        ("A poll released by Davis came.", "poll", (), "Davis"),
        ("A poll of 400 voters released on Friday by Davis came.", "poll", (), "Davis"),
        ("A letter signed by Davis came.", "letter", (), "Davis"),
        ("A letter signed by Davis and Brown came.", "letter", (), None),
        ("A letter sent by courier came.", "letter", (), None),
        ("An email sent by mistake came.", "email", (), None),
        ("A study of letters written by Davis came.", "study", (), None),
        ("An article carried by Reuters came.", "article", (), None),
        ("A video of Davis came.", "video", ("Davis",), None),
        ("A letter signed on Friday from Davis came.", "letter", (), None),
        ("The letter came.", "letter", (), None),
    ],
)
def test_owners(parse, text, paper, named, owner):
    doc = parse(text).doc
    found = find_owner(find_word(doc, paper), {find_word(doc, name).i for name in named})
    assert (found and found.text) == owner


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Davis said in a letter that talks go on.", "Davis"),
        ("Davis sent a letter.", "Davis"),
        ("A letter was sent by Davis.", "Davis"),
        ("A letter was sent from Davis.", "Davis"),
        ("A letter was sent.", None),
        ("A letter was sent to Davis.", None),
        ("A letter was sent from Geneva.", None),
        ("Davis read a letter.", None),
        ("Davis appeared in a letter.", None),
        ("Davis never sent a letter.", None),
        ("Davis learned in a letter that talks go on.", None),
        ("A letter came.", None),
    ],
)
def test_tellers(parse, text, teller):
    found = find_teller(find_word(parse(text).doc, "letter"))
    assert (found and found.text) == teller


@pytest.mark.parametrize(
    ("text", "paper", "expected"),
    [
        ("The letter came.", "letter", True),
        ("A letter came.", "letter", False),
        ("The poll came.", "poll", False),
        ("The letter that Davis obtained came.", "letter", False),
    ],
)
def test_what_can_be_of_the_last_speaker(parse, text, paper, expected):
    assert goes_on(find_word(parse(text).doc, paper)) is expected
