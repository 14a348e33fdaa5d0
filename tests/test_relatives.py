"""What a "who" or "which" belongs to: (text, pronoun, words)."""

import pytest

from toolkit.relatives import find_relative


@pytest.mark.parametrize(
    ("text", "pronoun", "words"),
    [
        ("They met a lawyer who spoke.", "who", "a lawyer"),
        ("He asks listeners of his program who speak.", "who", "listeners of his program"),
        ("They read a report which spoke.", "which", "a report"),
        ("Eva Brown is a lawyer who spoke.", "who", "Eva Brown"),
        ("She was the lawyer who spoke.", "who", "She"),
        ("They fear Eva Brown, seen as an opponent who spoke.", "who", "Eva Brown"),
        ("Eva Brown was never a lawyer who spoke.", "who", "a lawyer"),
        ("Eva Brown and Ann Novak are the people who spoke.", "who", "the people"),
        ("They sued the ACLU of Oregon, which spoke.", "which", "the ACLU of Oregon"),
        ("They met the mayor of Oregon, which spoke.", "which", "Oregon"),
        ("Anna Brown, an aide to the council, which spoke, left.", "which", "the council"),
        ("The president of the Bank of England, which spoke, left.", "which", "the Bank of England"),
        ("They read a site called Real News Right Now, which spoke.", "which", "Real News Right Now"),
        ("They met Eva Brown and Ann Novak, who have spoken.", "who", "Eva Brown and Ann Novak"),
        ("They met Eva Brown and Ann Novak, who has spoken.", "who", "Ann Novak"),
        ("Who spoke?", "Who", None),
    ],
)
def test_relatives(parse, text, pronoun, words):
    doc = parse(text).doc
    found = find_relative(next(token for token in doc if token.text == pronoun))
    assert (found and found.text) == words
