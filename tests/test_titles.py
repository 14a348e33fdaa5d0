"""Titles and words of state: (text, what is seen), and what is not."""

import pytest

from toolkit.actors import find_actors
from toolkit.names import compile_names
from toolkit.parties import load_registry

SYRIA, STATES = "syria-2012", "states"


@pytest.fixture(scope="module")
def see(parse):
    names = {name: compile_names(load_registry(name)) for name in (SYRIA, STATES)}

    def run(text: str, registry: str, day: str = "2012-05-07"):
        document = parse(text, day)
        found = find_actors(document, names[registry])
        return [
            (s.actor, s.party)
            for s in found
            if s.kind == "title" or s.how == "composed" or (s.kind == "group" and s.party)
        ]

    return run


@pytest.mark.parametrize(
    ("text", "actor", "party", "registry"),
    [
        ("The Secretary of State agreed.", "Hillary Clinton", "US", SYRIA),
        ("The Secretary of State agreed.", "Secretary of State", "United States", STATES),
        ("The general agreed.", "Robert Mood", "United Nations", SYRIA),
        ("The president of Syria agreed.", "Bashar al-Assad", "Syrian government", SYRIA),
        ("The special envoy for Syria agreed.", "Kofi Annan", "United Nations", SYRIA),
        ("Bashar Jaafari left. Kofi Annan left. The envoy agreed.", "Kofi Annan", "United Nations", SYRIA),
        ("The representative of Syria agreed.", "representative of Syria", "Syria", STATES),
        ("Libyan police agreed.", "Libyan police", "Libya", STATES),
        ("South Korean officials agreed.", "South Korean officials", "South Korea", STATES),
        ("Syria's deputy minister agreed.", "Syria's deputy minister", "Syria", STATES),
        ("The Russian vice president agreed.", "Russian vice president", "Russia", SYRIA),
        (
            "The Syrian oil minister agreed.",
            "Syrian oil minister",
            "Syrian government",
            SYRIA,
        ),
        ("Her Russian counterpart agreed.", "Russian counterpart", "Russia", SYRIA),
        ("Sergei Lavrov left. The foreign minister agreed.", "Sergei Lavrov", "Russia", SYRIA),
        ("Kofi Annan left. The former UN chief agreed.", "Kofi Annan", "United Nations", SYRIA),
        ("Ban Ki-moon met Kofi Annan. The former UN chief agreed.", "Kofi Annan", "United Nations", SYRIA),
        ("Talks fail, Iranian state television agreed.", "Iranian state television", "Iran", SYRIA),
        ("Russia's U.N. ambassador agreed.", "Vitaly Churkin", "Russia", SYRIA),
        ("The Syrian U.N. ambassador agreed.", "Bashar Jaafari", "Syrian government", SYRIA),
        ("Turkey's U.N. envoy agreed.", "Turkey's U.N. envoy", "Turkey", SYRIA),
        ("Syria's U.N. mission agreed.", "Syria's U.N. mission", "Syrian government", SYRIA),
        ("Clarity needed - Russian diplomat\n\nThey met.", "Russian diplomat", "Russia", SYRIA),
        ("The Turkish prime minister agreed.", "Recep Tayyip Erdogan", "Turkey", SYRIA),
    ],
)
def test_titles_and_words_of_state(see, text, actor, party, registry):
    assert see(text, registry)[-1] == (actor, party)


@pytest.mark.parametrize(
    ("text", "registry"),
    [
        ("The Secretary of State for Transport agreed.", SYRIA),
        ("The Secretary of State for Transport agreed.", STATES),
        ("The Secretary of State for the Home Department agreed.", STATES),
        ("The deputy Secretary of State agreed.", STATES),
        ("The former Secretary of State agreed.", STATES),
        ("The then Secretary of State agreed.", STATES),
        ("The former UN chief agreed.", SYRIA),
        ("Dmitry Medvedev left. The former French president agreed.", SYRIA),
        ("Kofi Annan left. The former UN chief of staff agreed.", SYRIA),
        ("Kofi Annan left. The former UN chief in Iraq agreed.", SYRIA),
        ("The prime minister agreed.", SYRIA),
        ("The vote was late, Bahraini state television agreed.", SYRIA),
        ("The U.N. ambassador agreed.", SYRIA),
        ("Israel's U.N. envoy agreed.", SYRIA),
        ("Hillary Clinton met Erdogan. The country's foreign minister agreed.", SYRIA),
        ("A government spokesman in Ankara agreed.", SYRIA),
        ("On Monday Bahraini authorities agreed.", SYRIA),
        ("David Cameron met them. The Australian prime minister left. The prime minister agreed.", SYRIA),
        ("Julia Gillard left Canberra. The prime minister agreed.", SYRIA),
        ("Prime Minister Julia Gillard met Vladimir Putin. The prime minister agreed.", SYRIA),
        ("Mohamed Morsi, the Egyptian president, met Bashar al-Assad. The president agreed.", SYRIA),
        ("Francois Hollande met Bashar al-Assad. President Hollande left. The president agreed.", SYRIA),
        ("Ban Ki-moon left. The former UN chief agreed.", SYRIA),
        ("Kofi Annan left. A former UN chief agreed.", SYRIA),
        ("Kofi Annan left. The late UN chief agreed.", SYRIA),
        ("Kofi Annan left. The former UN chief Kofi Annan agreed.", SYRIA),
        ("The general of the rebels agreed.", SYRIA),
        ("The mediator of General Motors agreed.", SYRIA),
        ("The new mediator General Motors sent agreed.", SYRIA),
        ("Observer Mission Chief General Motors agreed.", SYRIA),
        ("The Australian foreign minister agreed.", SYRIA),
        ("The Russian Orthodox Church leader agreed.", SYRIA),
        ("The Russian company's president agreed.", SYRIA),
        ("Syrian refugee leaders agreed.", SYRIA),
        ("Syria's neighbouring governments agreed.", SYRIA),
        ("Syria's exiled leaders agreed.", SYRIA),
        ("London councillors agreed.", SYRIA),
        ("A senior envoy agreed.", SYRIA),
        ("Bashar Jaafari left. The envoy agreed.", SYRIA),
        ("A top general agreed.", SYRIA),
        ("Sergei Lavrov met William Hague. The foreign minister agreed.", SYRIA),
        ("The representative of Syria's rebels agreed.", STATES),
        ("The representative of Syria’s rebels agreed.", STATES),
        ("The representative of Syrian rebels agreed.", STATES),
        ("Russian-trained Libyan police agreed.", SYRIA),
        ("Russian trained Libyan police agreed.", SYRIA),
        ("An African-American delegate agreed.", STATES),
        ("The Syrian refugees leaders met agreed.", STATES),
        ("Former Syrian officials agreed.", STATES),
        ("Former US officials agreed.", SYRIA),
        ("One-time Russian diplomats agreed.", STATES),
        ("Retired senior Russian diplomats agreed.", STATES),
    ],
)
def test_what_is_of_somebody_else_is_nobodys(see, text, registry):
    assert see(text, registry) == []
