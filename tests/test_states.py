"""The shipped registry of states: it follows its table, and a name finds its one state."""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
import pytest

from toolkit.actors import find_actors, is_acting
from toolkit.parties import load_registry

TOOLS = Path(__file__).parents[1] / "tools"
ORGANISATIONS = {"United Nations", "European Union", "NATO", "African Union", "Arab League"}


@pytest.fixture(scope="module")
def maker(load_script):
    return load_script("make_states")


@pytest.fixture(scope="module")
def states():
    return load_registry("states")


def test_the_registry_follows_its_table(maker, states):
    assert maker.make_states() == states.text


def test_every_state_is_listed_once_by_its_code():
    with (TOOLS / "states.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["alpha_2"] for row in rows if row["alpha_2"]]
    assert len(codes) == len(set(codes)) == 193 + 2 + 2  # members, observers, Kosovo and Taiwan
    assert {code for code in codes if pycountry.countries.get(alpha_2=code) is None} == {"XK"}
    assert {row["name"] for row in rows if not row["alpha_2"]} == ORGANISATIONS


def test_it_has_no_people_and_judges_nobody(states):
    assert (states.people, states.labels, states.assigned, states.parents) == ((), (), (), {})


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"United States", "U.S.", "US", "America", "Washington"}, "United States"),
        ({"Britain", "UK", "London"}, "United Kingdom"),
        ({"Russia", "Moscow"}, "Russia"),
        ({"Iran", "Tehran"}, "Iran"),
        ({"Myanmar", "Burma"}, "Myanmar"),
        ({"Turkey", "Türkiye", "Ankara"}, "Turkey"),
        ({"Kyiv", "Kiev"}, "Ukraine"),
        ({"Congo", "DR Congo", "Kinshasa"}, "Democratic Republic of the Congo"),
        ({"Brussels"}, "European Union"),
    ],
)
def test_places_mean_a_state_where_they_act(states, words, name):
    assert {party.name for party in states.parties if not words.isdisjoint(party.metonyms)} == {name}
    assert words <= {word for party in states.parties for word in party.metonyms}


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("Russian", "Russia"),
        ("Syrian", "Syria"),
        ("American", "United States"),
        ("Dutch", "Netherlands"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Guinean", "Guinea"),
        ("Congolese", "Democratic Republic of the Congo"),
        ("Dominican", "Dominican Republic"),
        ("South Korean", "South Korea"),
        ("Korean", None),  # either
        ("Serb", None),  # in Bosnia and Kosovo too
    ],
)
def test_adjectives_mean_one_state(state_names, adjective, name):
    assert state_names.adjectives.get(adjective) == name


@pytest.mark.parametrize(
    ("text", "mention", "party", "acts"),
    [
        ("Moscow rejected the plan.", "Moscow", "Russia", True),
        ("She lives in Paris.", "Paris", "France", False),
        ("The White House declined to comment.", "White House", "United States", True),
        ("Downing Street welcomed the vote.", "Downing Street", "United Kingdom", True),
        ("The Kremlin denied it.", "Kremlin", "Russia", True),
        ("The Elysee confirmed the visit.", "Elysee", "France", True),
        ("South Sudan closed the border.", "South Sudan", "South Sudan", True),
        ("Guinea-Bissau voted for it.", "Guinea-Bissau", "Guinea-Bissau", True),
        ("Kenyan officials said it rained.", "Kenyan officials", "Kenya", True),
        ("The Russian Federation voted against it.", "Russian Federation", "Russia", True),
        ("The European Commission proposed it.", "European Commission", "European Union", True),
        ("The Security Council met.", "Security Council", "United Nations", True),
    ],
)
def test_names_find_their_state(parse, state_names, text, mention, party, acts):
    document = parse(text)
    (found,) = find_actors(document, state_names)
    span = document.doc[found.start : found.end]
    assert (span.text, found.party, is_acting(found, document.doc)) == (mention, party, acts)


@pytest.mark.parametrize(
    ("title", "party"),
    [("secretary of state", "United States"), ("taoiseach", "Ireland"), ("pope", "Holy See")],
)
def test_some_offices_mean_one_state(state_names, title, party):
    assert [office.party for office in state_names.offices[title]] == [party]
