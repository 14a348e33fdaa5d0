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
        ("Jennifer Davis left. Davis' words said war is near.", "Davis' words", "Jennifer Davis", "issuer"),
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


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Eva Brown's bill", "Eva Brown"),
        ("Her first videos", "Eva Brown"),
        ("The minister's bill", "Eva Brown"),
        ("An affidavit signed by Eva Brown", "Eva Brown"),
        ("A poll of 400 voters released on Friday by Eva Brown", "Eva Brown"),
        ("A text released by Eva Brown", "text released by Eva Brown"),
        ("An email from Kofi Annan, a Syrian rebel,", "Kofi Annan"),
    ],
)
def test_papers_of_many_kinds_are_whose_they_are(say, mention, speaker):
    row = say(f"Eva Brown, the minister, left. {mention} said war is near.", mention)[0]
    assert row["speaker"] == speaker


@pytest.mark.parametrize(
    ("before", "mention", "speaker"),
    [
        ("An email was sent from its director, Eva Brown, to members.", "The email", "Eva Brown"),
        ("A poll by Quinnipiac came.", "The poll", "Quinnipiac"),
        ("A Quinnipiac Poll came.", "The poll", "Quinnipiac Poll"),
        ("A poll came.", "The poll", "poll"),
        ("The Washington Post came.", "The post", "post"),
        ("Bill Clinton left. Bill laughed.", "The bill", "bill"),
    ],
)
def test_a_paper_was_brought_up_with_its_issuer(say, before, mention, speaker):
    assert say(f"{before} {mention} said war is near.", mention)[0]["speaker"] == speaker


@pytest.mark.parametrize(
    ("before", "speaker"), [("Eva Brown", "Eva Brown"), ("the men from Syria", "whose letter")]
)
def test_whose_paper(say, before, speaker):
    text = f"They met {before}, whose letter said war is near."
    assert say(text, "whose letter")[0]["speaker"] == speaker


def test_the_email_read_is_no_noun(resolve, make_quote):
    text = "Eva Brown sent an email on Monday. “War is near. Donald can't,” the email read."
    quote = make_quote(text, 0, "War is near. Donald can't,", "the email", "read")
    assert resolve(text, [quote])[0]["speaker"] == "Eva Brown"


def test_the_poll_is_the_one_that_the_article_names(say):
    rows = say("A Morning Consult poll came out. The survey said war is near.", "The survey")
    assert [(row["speaker"], row["resolved_by"]) for row in rows] == [("Morning Consult poll", "issuer")]
