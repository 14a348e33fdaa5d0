"""Which names are one person's, and what tells a gender."""

from dataclasses import replace

import pytest

from toolkit.cast import Cast, tell_gender


@pytest.mark.parametrize(
    ("first", "second", "fullest"),
    [
        ("Loretta Lynch", "Loretta E. Lynch", "Loretta E. Lynch"),
        ("Joseph R. Biden Jr.", "Joe Biden", "Joseph R. Biden Jr."),
        ("Ted Cruz", "Edward Cruz", "Edward Cruz"),
        ("B. Obama", "Barack Obama", "Barack Obama"),
        ("Donald Trump Jr.", "Donald Trump", "Donald Trump Jr."),
        ("John “Buddy” Reyes", "Buddy Reyes", "John “Buddy” Reyes"),
        ("Dwayne “The Rock” Johnson", "Dwayne Johnson", "Dwayne “The Rock” Johnson"),
        ("James O’Neill", "Jim O'Neill", "James O’Neill"),
        ("Enrique Peña", "Enrique Pena", "Enrique Peña"),
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


@pytest.mark.parametrize(
    ("name", "word"),
    [("James O’Neill", "O'Neill"), ("James O'Neill", "O’Neill"), ("Ana Peña", "Pena"), ("Ana Pena", "PEÑA")],
)
def test_apostrophes_and_accents_are_written_either_way(name, word):
    cast = Cast()
    cast.add(name, 0)
    assert [each.actor for each in cast.find(word)] == [name]


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


def test_a_nickname_is_found():
    cast = Cast()
    cast.add("John “Buddy” Reyes", 0)
    assert [each.actor for each in cast.find_first("Buddy")] == ["John “Buddy” Reyes"]
