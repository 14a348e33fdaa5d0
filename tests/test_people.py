"""Who is meant by a name: (text, the people seen in text order)."""

from dataclasses import replace

import pytest

from toolkit.actors import find_actors
from toolkit.names import compile_names


@pytest.fixture
def see_people(parse, names):
    def see(text: str):
        return [s for s in find_actors(parse(text), names) if s.kind == "person"]

    return see


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loretta E. Lynch spoke. Lynch left.", ["Loretta E. Lynch", "Loretta E. Lynch"]),
        ("Ms. Lynch spoke. Loretta E. Lynch left.", ["Loretta E. Lynch", "Loretta E. Lynch"]),
        ("Peter Attia spoke. Dr. Attia left.", ["Peter Attia", "Peter Attia"]),
        ("Corey Lewandowski spoke. Corey left.", ["Corey Lewandowski", "Corey Lewandowski"]),
        ("Marine Le Pen spoke. Le Pen left.", ["Marine Le Pen", "Marine Le Pen"]),
        ("Mr. Fallon spoke. Fallon left.", ["Fallon", "Fallon"]),
        ("Ana Mark-Novak spoke. Mark-Novak’s friend Mark left.", ["Ana Mark-Novak"] * 2 + ["Mark"]),
        ("The mayor met Mark-Novak.\n\nAna Mark-Novak spoke.", ["Ana Mark-Novak"] * 2),
        ("John “Tig” Reyes spoke. Reyes left.", ["John “Tig” Reyes"] * 2),
        ("James\N{NO-BREAK SPACE}Comey spoke. Comey left.", ["James Comey"] * 2),
        ("Mr. Colbert left. The Stephen Colbert Show ended.", ["Stephen Colbert"]),
        ("Ms. Colbert left. The Stephen Colbert Show ended.", ["Colbert"]),
        ("President Colbert left. The Ann Colbert Library closed.", ["Colbert"]),
        ("In April Jones left. Ms. Jones spoke.", ["Jones"]),
        ("Mr. King left. The Martin Luther King Memorial opened.", ["King"]),
        (
            "Ann Colbert left. Mr. Colbert spoke. The Stephen Colbert Show ended.",
            ["Ann Colbert", "Stephen Colbert"],
        ),
        ("Joe Biden spoke. Joseph R. Biden Jr. left.", ["Joseph R. Biden Jr."] * 2),
        ("JEFFREY BROWN: Good evening.\n\nBrown left.", ["Jeffrey Brown", "Jeffrey Brown"]),
        ("Chad Bown, a fellow, spoke. Bown left.", ["Chad Bown", "Chad Bown"]),
        ("Donald Trump stood at Trump Tower.", ["Donald Trump"]),
        ("Charles Reyes III met Charles Reyes Jr. in Paris.", ["Charles Reyes III", "Charles Reyes Jr."]),
        ("Obama Claims Hillary Most Qualified Candidate.\n\nBarack Obama left.", ["Barack Obama"] * 2),
        ("Graham and Linda Pryce left. Mr Pryce spoke.", ["Graham Pryce", "Linda Pryce", "Graham Pryce"]),
        ("Brook & Hale spoke. Its founder, Julian Hale, left.", ["Julian Hale"]),
        (
            "Daniel Okafor joined his father, Samuel Okafor. The elder Mr Okafor spoke.",
            ["Daniel Okafor", "Samuel Okafor"],
        ),
        (
            "Ted Crane and his wife, Susan Crane, left. Crane laughed. Mrs Crane did not.",
            ["Ted Crane", "Susan Crane", "Ted Crane", "Susan Crane"],
        ),
        ("Lindsey Graham Warns Senate About Budget Deal\n\nGraham left.", ["Lindsey Graham"] * 2),
        (
            "Sanders and Clinton Agree That Trump Hurts Care.\n\nBernie Sanders left.",
            ["Bernie Sanders", "Hillary Clinton", "Bernie Sanders"],
        ),
        ("Alwaleed Bin Talal spoke. They called Alwaleed a fool.", ["Alwaleed Bin Talal"] * 2),
    ],
)
def test_strangers(see_people, text, expected):
    assert [s.actor for s in see_people(text)] == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hillary R. Clinton left.", "Hillary Clinton"),
        ("Sergey V. Lavrov left.", "Sergei Lavrov"),
        ("Bashar Hafez al-Assad left.", "Bashar al-Assad"),
        ("Walid al-Muallem left.", "Walid al-Moallem"),
        ("Mr al-Muallem left.", "Walid al-Moallem"),
        ("Lavrov said the veto was right.", "Sergei Lavrov"),
        ("The veto was right, Lavrov said.", "Sergei Lavrov"),
        ("Lavrov said it was late for the talks.", "Sergei Lavrov"),
        ("Lavrov said Russia would veto it. It was late.", "Sergei Lavrov"),
        ("Mrs Clinton said it was wrong.", "Hillary Clinton"),
        ("In Geneva, Clinton said it was wrong.", "Hillary Clinton"),
    ],
)
def test_registered_people_by_other_forms_of_the_name(see_people, text, actor):
    assert [(s.actor, s.person.name) for s in see_people(text)] == [(actor, actor)]


@pytest.mark.parametrize(
    ("short", "actor"),
    [
        ("Mrs. Clinton left.", "Hillary Clinton"),
        ("Mr. Clinton left.", "Bill Clinton"),
        ("Clinton left; she was tired.", "Hillary Clinton"),
        ("Clinton left; he was tired.", "Bill Clinton"),
        ("Bill left.", "Bill Clinton"),
        ("Hillary left.", "Hillary Clinton"),
    ],
)
def test_two_of_one_surname(see_people, short, actor):
    assert see_people(f"Bill Clinton met Hillary Clinton. {short}")[2].actor == actor


@pytest.mark.parametrize(("title", "actor"), [("Mr", "Bashar al-Assad"), ("Mrs", "Asma al-Assad")])
def test_a_title_chooses_among_the_registered(see_people, title, actor):
    assert [s.actor for s in see_people(f"{title} Assad left.")] == [actor]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Ms. Robin Smith left.", "female"),
        ("Robin Smith, a spokeswoman, left.", "female"),
        ("A spokeswoman, Robin Smith, left.", "female"),
        ("Robin Smith spoke. Mr. Smith left.", "male"),
        ("Robin Smith left.", None),
    ],
)
def test_genders(see_people, text, gender):
    assert {s.gender for s in see_people(text)} == {gender}


def test_a_name_is_the_longest_of_the_article_and_keeps_how_it_was_found(see_people):
    found = see_people("Ms. Lynch spoke. Loretta E. Lynch left.")
    assert [s.how for s in found] == ["surname", "name"]


def test_a_person_without_gender_in_the_registry_may_be_mr(parse, registry):
    people = tuple(replace(each, gender=None) for each in registry.people)
    names = compile_names(replace(registry, people=people))
    assert [s.actor for s in find_actors(parse("Mr Lavrov said so."), names)] == ["Sergei Lavrov"]


@pytest.mark.parametrize(
    "text",
    [
        "Ford said it would recall 40,000 cars.",
        "The company, Ford, said no.",
        "The Ford Foundation said no.",
        "Mrs Ford said no.",
        "Clinton, 8, said he wanted ice cream.",
    ],
)
def test_a_listed_surname_may_be_somebody_else(parse, registry, text):
    people = (
        *registry.people,
        replace(registry.people[0], name="Robert Ford", gender=None, surnames=("Ford",)),
    )
    names = compile_names(replace(registry, people=people))
    assert not [s for s in find_actors(parse(text), names) if s.person]
