"""Whom a description means: (text, description, expected)."""

import pytest

from toolkit.actors import find_actors
from toolkit.antecedents import Scene
from toolkit.descriptions import find_described, resolve_description
from toolkit.referents import Resolved
from toolkit.schema import UNRESOLVED


@pytest.fixture
def set_scene(parse, names):
    def run(text: str):
        document = parse(text)
        return Scene(document, find_actors(document, names))

    return run


def find_words(scene, text: str, words: str):
    start = text.rindex(words)
    return scene.doc.char_span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "actor", "how"),
    [
        ("Ted Cruz, a Texas senator, left. The senator agreed.", "The senator", "Ted Cruz", "title"),
        (
            "Sen. Ted Cruz of Texas met Sen. Tim Kaine of Virginia. The Texas senator agreed.",
            "The Texas senator",
            "Ted Cruz",
            "title",
        ),
        (
            "Ted Cruz, a senator from Texas, met Tim Kaine, one from Virginia. The Texas senator agreed.",
            "The Texas senator",
            "Ted Cruz",
            "title",
        ),
        (
            "Mike Castle, a former governor, met Jack Markell, the governor. The former governor agreed.",
            "The former governor",
            "Mike Castle",
            "title",
        ),
        (
            "Mike Castle, a former governor, met Jack Markell, the governor. The governor agreed.",
            "The governor",
            "Jack Markell",
            "title",
        ),
        ("Ted Cruz is a senator. The lawmaker agreed.", "The lawmaker", "Ted Cruz", "title"),
        (
            "Loretta Lynch, a lawyer, met Ted Cruz, a lawyer. The spokeswoman agreed.",
            "The spokeswoman",
            "Loretta Lynch",
            "description",
        ),
        (
            "The International Monetary Fund met Ted Cruz. The fund agreed.",
            "The fund",
            "International Monetary Fund",
            "title",
        ),
        ("Google was sued. The company agreed.", "The company", "Google", "description"),
        (
            "Susan Rice and Gerard Araud voted. The two agreed.",
            "The two",
            "Susan Rice; Gerard Araud",
            "description",
        ),
        (
            "Susan Rice and Gerard Araud voted. The two diplomats agreed.",
            "The two diplomats",
            "Susan Rice; Gerard Araud",
            "description",
        ),
        ("Carly Fiorina left early. The mother of two agreed.", "The mother of two", None, None),
        (
            "Carly Fiorina left early. The businesswoman agreed.",
            "The businesswoman",
            "Carly Fiorina",
            "description",
        ),
        ("Moscow was sued. The company agreed.", "The company", None, None),
        ("Ted Cruz left. The governor agreed.", "The governor", None, None),
        ("Ted Cruz left. The mayor of London agreed.", "The mayor of London", None, None),
    ],
)
def test_descriptions(set_scene, text, words, actor, how):
    scene = set_scene(text)
    found = resolve_description(scene, find_words(scene, text, words))
    assert (found and found.actor, found and found.how) == (actor, how)


@pytest.mark.parametrize(
    ("words", "actor"),
    [("The Republican nominee", "Donald Trump"), ("The Democratic nominee", "Tim Kaine")],
)
@pytest.mark.parametrize("told", ["", ", the Democratic nominee"])
def test_rivals_are_not_confused(set_scene, words, actor, told):
    text = f"Donald Trump, the Republican nominee, met Tim Kaine{told}. {words} agreed."
    scene = set_scene(text)
    assert resolve_description(scene, find_words(scene, text, words)).actor == actor


def test_somebody_without_a_name_may_come_back(set_scene):
    text = "A senior official agreed. The official left."
    scene = set_scene(text)
    first = Resolved("senior official", None, UNRESOLVED)
    scene.add_speaker(find_words(scene, text, "A senior official"), first)
    found = resolve_description(scene, find_words(scene, text, "The official"))
    assert (found.actor, found.how) == ("senior official", "title")


def test_a_party_is_kept_to(set_scene):
    text = "Sergei Lavrov met William Hague. The foreign minister agreed."
    scene = set_scene(text)
    span = find_words(scene, text, "The foreign minister")
    assert find_described(scene, span, party="Russia").actor == "Sergei Lavrov"
    assert find_described(scene, span, party="United Kingdom").actor == "William Hague"
    assert find_described(scene, span, party="France") is None
