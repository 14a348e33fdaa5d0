"""Whose a paper is that speaks: (text, mention, speaker, how)."""

import pytest


def test_a_document_goes_on_speaking_for_its_author(resolve, make_quote):
    text = "The First Lady wrote in an email that talks go on. It continued that peace is near."
    quotes = [
        make_quote(text, 0, "that talks go on", "The First Lady", "wrote"),
        make_quote(text, 1, "that peace is near", "It", "continued"),
    ]
    row = resolve(text, quotes)[1]
    assert (row["speaker"], row["resolved_by"]) == ("Asma al-Assad", "pronoun")


@pytest.mark.parametrize(
    ("text", "mention", "speaker", "how"),
    [
        ("Jennifer Davis left. Davis' letter said war is near.", "Davis' letter", "Jennifer Davis", "issuer"),
        (
            "A letter from Sergei Lavrov said war is near.",
            "A letter from Sergei Lavrov",
            "Sergei Lavrov",
            "issuer",
        ),
        (
            "A letter to Sergei Lavrov said war is near.",
            "A letter to Sergei Lavrov",
            "letter to Sergei Lavrov",
            "unresolved",
        ),
        (
            "A poll by Quinnipiac said war is near.",
            "A poll by Quinnipiac",
            "Quinnipiac",
            "issuer",
        ),
    ],
)
def test_documents(say, text, mention, speaker, how):
    row = say(text, mention)[0]
    assert (row["speaker"], row["resolved_by"]) == (speaker, how)


@pytest.mark.parametrize(
    ("mention", "speaker", "how"),
    [
        ("The email", "Jennifer Davis", "issuer"),
        ("Her letter", "Jennifer Davis", "issuer"),
        ("The email obtained by a paper", "email obtained by a paper", "unresolved"),
        ("A letter", "letter", "unresolved"),
        ("The poll", "poll", "unresolved"),
    ],
)
def test_a_document_is_of_who_spoke_last_but_a_poll_is_nobodys(say, mention, speaker, how):
    row = say(f"Jennifer Davis said talks go on. {mention} said war is near.", "Jennifer Davis", mention)[1]
    assert (row["speaker"], row["resolved_by"]) == (speaker, how)


def test_a_byline_does_not_speak_last(say):
    text = "Sergei Lavrov said war is near. I said talks go on. The email said peace is near."
    assert say(text, "Sergei Lavrov", "I", "The email")[2]["speaker"] == "Sergei Lavrov"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Eva Brown mocked Ann Novak in a letter.", "Eva Brown"),
        ("A letter from Eva Brown reached the board.", "Eva Brown"),
        ("A letter reached the board.", "letter"),
    ],
)
def test_a_document_stays_whose_it_was(say, before, speaker):
    rows = say(
        f"{before} Ann Novak said talks go on. The letter said war is near.", "Ann Novak", "The letter"
    )
    assert rows[1]["speaker"] == speaker


@pytest.mark.parametrize(
    ("before", "speaker"),
    [("Eva Brown's plan came.", "Eva Brown"), ("The board's plan came.", "plan"), ("A plan came.", "plan")],
)
def test_a_plan_is_whose_it_was_but_not_the_last_speakers(say, before, speaker):
    rows = say(f"{before} Ann Novak said talks go on. The plan said war is near.", "Ann Novak", "The plan")
    assert rows[1]["speaker"] == speaker
