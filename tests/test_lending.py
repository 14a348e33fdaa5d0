"""Whose person a stranger is, by what stands beside the name."""

import pytest

from toolkit.actors import find_actors
from toolkit.names import compile_names
from toolkit.parties import load_registry


@pytest.fixture(scope="module")
def state_names():
    return compile_names(load_registry("states"))


@pytest.mark.parametrize(
    ("name", "beside", "party"),
    [
        ("Enda Kenny", "Taoiseach {}", "Ireland"),
        ("Omar Said", "{}, a State Department spokesman,", "United States"),
        ("Omar Said", "Syrian official {}", "Syria"),
        ("Omar Said", "The Syrian ambassador to the UN, {},", "Syria"),
        ("Omar Said", "Former State Department spokesman {}", None),
        ("Omar Said", "{}, a former State Department spokesman,", None),
        ("Omar Said", "{}, the late Syrian general,", None),
        ("Omar Said", "{}, then the Syrian ambassador,", None),
        ("Omar Said", "{}, the ousted Syrian president,", None),
        ("Omar Said", "Retired Syrian general {}", None),
        ("Omar Said", "Kremlin critic {}", None),
        ("Omar Said", "{}, a Kremlin critic,", None),
        ("Omar Said", "White House hopeful {}", None),
        ("Omar Said", "State Department watcher {}", None),
    ],
)
def test_strangers(parse, state_names, name, beside, party):
    found = find_actors(parse(f"{beside.format(name)} agreed."), state_names)
    assert [(s.party, s.how) for s in found if s.actor == name] == [(party, "beside" if party else "name")]


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("Lavrov's aide Lisa Moss", "Russia"),
        ("Lisa Moss, Lavrov's aide,", "Russia"),
        ("Moscow's spokeswoman Lisa Moss", "Russia"),
        ("Lisa Moss, a spokeswoman for Sergei Lavrov,", "Russia"),
        ("Lavrov spokeswoman Lisa Moss", "Russia"),
        ("Lavrov's former aide Lisa Moss", None),
        ("Lisa Moss, an aide to Lavrov's critic,", None),
        ("Lavrov's critic Lisa Moss", None),
        ("Lavrov's fired aide Lisa Moss", None),
        ("Lavrov's estranged adviser Lisa Moss", None),
        ("Lisa Moss, no longer Lavrov's aide,", None),
        ("Lisa Moss, once Lavrov's spokeswoman,", None),
        ("Lisa Moss, not Lavrov's aide,", None),
        ("Lavrov's neighbour Lisa Moss", None),
    ],
)
def test_whoever_speaks_for_somebody_has_that_party(parse, names, mention, party):
    found = find_actors(parse(f"{mention} said no."), names)
    assert [s.party for s in found if s.actor == "Lisa Moss"] == [party]
