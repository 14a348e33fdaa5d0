"""Who is named in full: (text, names)."""

import pytest

from toolkit.full_names import find_titled, read_names, restore_case, spell_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loretta E. Lynch leads the department.", ["Loretta E. Lynch"]),
        ("Ms. Loretta Lynch leads the department.", ["Loretta Lynch"]),
        ("Jean-Marc Ayrault met Marine Le Pen.", ["Jean-Marc Ayrault", "Marine Le Pen"]),
        ("Donald Trump Jr. left the room.", ["Donald Trump Jr."]),
        ("John “Tig” Reyes left the room.", ["John “Tig” Reyes"]),
        ("Dwayne “The Rock” Johnson left the room.", ["Dwayne “The Rock” Johnson"]),
        ("James\N{NO-BREAK SPACE}Comey left the room.", ["James Comey"]),
        ("Paul\N{NO-BREAK SPACE}Ryan left the room.", ["Paul Ryan"]),
        ("Karen Novak  Reuters reported.", ["Karen Novak"]),
        ("We asked Karen Novak “Why” Paul Reyes left.", ["Karen Novak", "Paul Reyes"]),
        ("They met Karen Novak  ", ["Karen Novak"]),
        ("They call him John “", ["John"]),
        ("Karen Novak  Paul Reyes left the room.", ["Karen Novak", "Paul Reyes"]),
        ("John left. “No” Reyes said.", ["John"]),
        ("Karen Novak\n\nPaul Reyes left the room.", ["Karen Novak", "Paul Reyes"]),
        ("Ban Ki-moon left the room.", ["Ban Ki-moon"]),
        ("Melissa Mark-Viverito left the room.", ["Melissa Mark-Viverito"]),
        ("Ana Mark-Novak aides left. Ana Mark-Novak stayed.", ["Ana Mark-Novak", "Ana Mark-Novak"]),
        ("The Karen Novak-Syria deal failed.", ["Karen Novak"]),
        ("The Karen Novak-Republican split grew.", ["Karen Novak"]),
        ("The Karen Novak-Trump feud grew.", ["Karen Novak"]),
        ("The Karen Novak-Paul Reyes feud grew.", ["Karen Novak", "Paul Reyes"]),
        ("The Paul Ryan-Mitch McConnell plan failed.", ["Paul Ryan", "Mitch McConnell"]),
        ("He told Karen “I Love You” Paul Reyes left.", ["Karen", "Paul Reyes"]),
        ("So said Karen Novak, Sr. Vice President at Acme.", ["Karen Novak"]),
        (
            "Secretary of State Jens Rolfsen met Foreign Minister Ozgur Demir in Ankara.\n\nThey left.",
            ["Jens Rolfsen", "Ozgur Demir"],
        ),
        (
            "Morgan Stanley lost money. Tom Stanley, an analyst, left. Stanley said it was late.",
            ["Tom Stanley", "Stanley"],
        ),
        ("John Novak-led talks failed.", ["John Novak"]),
        ("JEFFREY BROWN: Good evening.\n\nJUDY WOODRUFF: Hello.", ["Jeffrey Brown", "Judy Woodruff"]),
        ("Trump Picks Mike Pence As Running Mate\n\nMike Pence left.", ["Mike Pence"]),
        ("Prime Minister Enda Kenny met Gary Johnson.", ["Enda Kenny", "Gary Johnson"]),
        ("Chris Reyes met Billie Jean Novak.", ["Chris Reyes", "Billie Jean Novak"]),
        ("Brent Novak, Jr., left the room.", ["Brent Novak, Jr."]),
        ("Crowds gathered at Trump Tower.", []),
        ("They met in Fort Wayne.", []),
        ("He teaches at John Hopkins University.", []),
        ("The Clinton Foundation and the Martin Luther Church agreed.", []),
        ("Mr al-Muallem left the hall.", []),
    ],
)
def test_full_names(parse, names, text, expected):
    doc = parse(text).doc
    assert [
        spell_name(doc[start:end]) for start, end in read_names(doc, set(), names, titled=find_titled(doc))
    ] == expected


def test_tokens_that_name_somebody_already_are_passed_over(parse, names):
    doc = parse("Loretta Lynch met James Comey.").doc
    assert [start for start, _ in read_names(doc, {0, 1}, names, titled=find_titled(doc))] == [3]


@pytest.mark.parametrize(
    ("word", "expected"), [("BROWN", "Brown"), ("Brown", "Brown"), ("JR", "JR"), ("III", "III")]
)
def test_case_is_restored(word, expected):
    assert restore_case(word) == expected
