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
        ("Omar Said", "Chancellor {} of Germany", "Germany"),
        ("Omar Said", "President {} of China", "China"),
        ("Omar Said", "Former President {} of China", None),
        ("Omar Said", "Dr. {} of China", None),
        ("Omar Said", "Officials heard complaints by the secretary of the Treasury, {},", "United States"),
        ("Omar Said", "Chancellor Ana Reyes of Germany met. Reyes's spokesman, {},", "Germany"),
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


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("Omar Said, head of the Syrian National Council,", "Syrian opposition"),
        ("Omar Said, a member of the Syrian National Council,", "Syrian opposition"),
        ("Omar Said, an officer in the Free Syrian Army,", "Syrian opposition"),
        ("Omar Said, a colonel in the Syrian army,", "Syrian government"),
        ("Omar Said, leader of the opposition,", "Syrian opposition"),
        ("Omar Said, a rebel leader,", "Syrian opposition"),
        ("Rebel commander Omar Said", "Syrian opposition"),
        ("Syrian National Council head Omar Said", "Syrian opposition"),
        ("UN humanitarian chief Omar Said", "United Nations"),
        ("The UN's humanitarian chief, Omar Said,", "United Nations"),
        ("Omar Said of the Syrian National Council", "Syrian opposition"),
        ("Omar Said, from the Free Syrian Army,", "Syrian opposition"),
        ("Omar Said, who leads the Syrian National Council,", "Syrian opposition"),
        ("The Russian Foreign Ministry's Omar Said", "Russia"),
        ("One of the rebel commanders, Omar Said,", "Syrian opposition"),
        ("A rebel commander named Omar Said", "Syrian opposition"),
        ("A rebel who identified himself as Omar Said", "Syrian opposition"),
        ("An opposition activist who gave his name only as Omar Said", "Syrian opposition"),
        ("The Arab League met. Its secretary general, Omar Said,", "Arab League"),
        ("The Arab League met. Its former secretary general, Omar Said,", None),
        ("The Arab League's foes met. Its secretary general, Omar Said,", None),
        ("The Russian foreign ministry met. A ministry spokesman, Omar Said,", "Russia"),
        ("The Russian foreign ministry met. The ministry's spokesman, Omar Said,", "Russia"),
        ("The Russian foreign ministry met. The mission's spokesman, Omar Said,", None),
        ("The Russian foreign ministry met. A victim of the ministry, Omar Said,", None),
        ("Vladimir Putin met. His spokesman, Omar Said,", "Russia"),
        ("Vladimir Putin met. His foreign minister, Omar Said,", "Russia"),
        ("Vladimir Putin met. Her spokesman, Omar Said,", None),
        ("Vladimir Putin met. His brother, Omar Said,", None),
        ("A fighter with the Free Syrian Army who called himself Omar Said", "Syrian opposition"),
        ("Russia criticised the State Department. Its director, Omar Said,", None),
        ("Vladimir Putin met Kofi Annan. His spokesman, Omar Said,", None),
        ("Omar Said, who no longer heads the Syrian National Council,", None),
        ("Omar Said, whose brother heads the Syrian army,", None),
        ("Omar Said, formerly of the State Department,", None),
        ("Omar Said, a general in the Syrian army who defected last month,", None),
        ("Omar Said, an expelled member of the Syrian National Council,", None),
        ("Lebanese army chief Omar Said", None),
        ("Omar Said, chief of the Israeli army,", None),
        ("Terrorist leader Omar Said", None),
        ("Omar Said, president of the Council on Foreign Relations,", None),
        ("Omar Said of the Council on Foreign Relations", None),
        ("Omar Said, a member of the Security Council,", None),
        ("A critic of the Kremlin named Omar Said", None),
        ("Omar Said, who led the Syrian National Council,", None),
        ("Omar Said, who fled the Syrian army,", None),
        ("Omar Said, a former member of the Syrian National Council,", None),
        ("Omar Said, once head of the Syrian National Council,", None),
        ("Omar Said, an opponent of the Syrian government,", None),
        ("Omar Said, a victim of the regime,", None),
        ("Omar Said, a captive of the Free Syrian Army,", None),
        ("Omar Said, a fighter against the Syrian army,", None),
        ("Omar Said, a member of a family that fled the Syrian army,", None),
        ("Omar Said, leader of the protests against the Syrian government,", None),
        ("Omar Said, a delegate to the United Nations,", None),
        ("Omar Said, head of a charity in the United States,", None),
        ("Omar Said, a director in the United States,", None),
    ],
)
def test_whoever_is_of_a_body_has_its_party(parse, names, mention, party):
    found = find_actors(parse(f"The talks had failed. {mention} said no."), names)
    assert [s.party for s in found if s.actor == "Omar Said"] == [party]


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("Robert Mood, head of the UN mission,", "United Nations"),
        ("Robert Mood, a former head of the UN mission,", None),
        ("Robert Mood", None),
    ],
)
def test_somebody_whom_the_registry_dates_otherwise_has_the_party_that_the_words_tell(
    parse, names, mention, party
):
    found = find_actors(parse(f"{mention} said no.", "2011-03-05"), names)
    assert [s.party for s in found if s.actor == "Robert Mood"] == [party]
