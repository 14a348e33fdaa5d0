"""Who is named in full: (text, names), and which names are one person's."""

from dataclasses import replace

import pytest

from toolkit.cast import Cast, read_names, restore_case, spell_name, tell_gender


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loretta E. Lynch leads the department.", ["Loretta E. Lynch"]),
        ("Ms. Loretta Lynch leads the department.", ["Loretta Lynch"]),
        ("Jean-Marc Ayrault met Marine Le Pen.", ["Jean-Marc Ayrault", "Marine Le Pen"]),
        ("Donald Trump Jr. left the room.", ["Donald Trump Jr."]),
        ("John “Tig” Reyes left the room.", ["John “Tig” Reyes"]),
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
        ("JEFFREY BROWN: Good evening.\n\nJUDY WOODRUFF: Hello.", ["Jeffrey Brown", "Judy Woodruff"]),
        ("Trump Picks Mike Pence As Running Mate\n\nMike Pence left.", ["Mike Pence"]),
        ("Prime Minister Enda Kenny met Gary Johnson.", ["Enda Kenny", "Gary Johnson"]),
        ("Crowds gathered at Trump Tower.", []),
        ("They met in Fort Wayne.", []),
        ("He teaches at John Hopkins University.", []),
        ("The Clinton Foundation and the Martin Luther Church agreed.", []),
        ("Mr al-Muallem left the hall.", []),
    ],
)
def test_full_names(parse, names, text, expected):
    doc = parse(text).doc
    assert [spell_name(doc[start:end]) for start, end in read_names(doc, set(), names)] == expected


def test_tokens_that_name_somebody_already_are_passed_over(parse, names):
    doc = parse("Loretta Lynch met James Comey.").doc
    assert [start for start, _ in read_names(doc, {0, 1}, names)] == [3]


@pytest.mark.parametrize(
    ("first", "second", "fullest"),
    [
        ("Loretta Lynch", "Loretta E. Lynch", "Loretta E. Lynch"),
        ("Joseph R. Biden Jr.", "Joe Biden", "Joseph R. Biden Jr."),
        ("Ted Cruz", "Edward Cruz", "Edward Cruz"),
        ("B. Obama", "Barack Obama", "Barack Obama"),
        ("Donald Trump Jr.", "Donald Trump", "Donald Trump Jr."),
    ],
)
def test_forms_of_one_name_are_one_person(first, second, fullest):
    cast = Cast()
    assert cast.add(first, 0) is cast.add(second, 9)
    assert [each.actor for each in cast.find(first.replace(" Jr.", "").split()[-1])] == [fullest]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Bill Clinton", "male"), ("Hillary Clinton", "female")),
        (("J. Clinton", "male"), ("Jane Clinton", "female")),
        (("Robert Kennedy", None), ("John Kennedy", None)),
    ],
)
def test_two_people_of_one_surname(first, second):
    cast = Cast()
    for place, (name, gender) in enumerate((first, second)):
        cast.add(name, place, gender=gender)
    assert [each.actor for each in cast.find("Clinton" if "Clinton" in first[0] else "Kennedy")] == [
        first[0],
        second[0],
    ]


def test_two_people_of_the_registry_stay_two(registry):
    hafez, bashar = (replace(registry.people[0], name=f"{first} al-Assad") for first in ("B.", "Bashar"))
    cast = Cast()
    assert cast.add(hafez.name, 0, hafez) is not cast.add(bashar.name, 9, bashar)
    assert cast.add("Bashar al-Assad", 20, bashar).person is bashar


@pytest.mark.parametrize("word", ["al-Moallem", "Moallem", "MOALLEM"])
def test_a_surname_is_found_without_article_and_case(word):
    cast = Cast()
    cast.add("Walid al-Moallem", 0)
    assert [each.actor for each in cast.find(word)] == ["Walid al-Moallem"]
    assert [each.actor for each in cast.find_first("Walid")] == ["Walid al-Moallem"]


def test_first_names_tell_what_nothing_else_told():
    cast = Cast()
    cast.add("Loretta Lynch", 0)
    cast.add("Robin Smith", 5)
    cast.set_genders()
    assert [each.gender for word in ("Lynch", "Smith") for each in cast.find(word)] == ["female", None]


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("a State Department spokeswoman", "female"),
        ("the first lady", "female"),
        ("a businessman", "male"),
        ("an old woman", "female"),
        ("the boy", "male"),
        ("a humane act", None),
        ("his mother and father", None),
        ("a person of note", None),
    ],
)
def test_descriptions_tell_a_gender(words, gender):
    assert tell_gender(words) == gender


@pytest.mark.parametrize(
    ("word", "expected"), [("BROWN", "Brown"), ("Brown", "Brown"), ("JR", "JR"), ("III", "III")]
)
def test_case_is_restored(word, expected):
    assert restore_case(word) == expected
