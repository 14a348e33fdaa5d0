"""Officials of several states at once: (mention, the speakers and their parties)."""

import pytest

from toolkit.places import is_of_two

LAVROV, YANG = ("Sergei Lavrov", "Russia"), ("Yang Jiechi", "China")
RUSSIAN, AMERICAN = ("Russian officials", "Russia"), ("US officials", "US")
BAN = ("Ban Ki-moon", "United Nations")
CHINESE, FRENCH = ("Chinese officials", "China"), ("French officials", "France")


@pytest.mark.parametrize(
    ("mention", "speakers"),
    [
        ("American and Russian diplomats", [AMERICAN, RUSSIAN]),
        ("The Russian and Chinese foreign ministers", [LAVROV, YANG]),
        ("The foreign ministers of Russia and China", [LAVROV, YANG]),
        (
            "The foreign ministers of Russia, China and Cuba",
            [LAVROV, YANG, ("foreign minister of Cuba", "unresolved")],
        ),
        (
            "Russian, Chinese and Cuban diplomats",
            [RUSSIAN, CHINESE, ("Cuban diplomats", "unresolved")],
        ),
        ("The U.S. and Russian ambassadors", [("Susan Rice", "US"), ("Vitaly Churkin", "Russia")]),
        (
            "The presidents of the United States and Russia",
            [("Barack Obama", "US"), ("Dmitry Medvedev", "Russia")],
        ),
        (
            "Officials from Russia and China",
            [("officials of Russia", "Russia"), ("officials of China", "China")],
        ),
        (
            "Delegates of the United States and Russia",
            [("delegates of the United States", "US"), ("delegates of Russia", "Russia")],
        ),
        (
            "Cuban and Russian officials",
            [("Cuban officials", "unresolved"), ("Russian officials", "Russia")],
        ),
        (
            "Senior Russian and Chinese government officials",
            [("Russian government officials", "Russia"), ("Chinese government officials", "China")],
        ),
        ("U.S., French and Chinese officials", [("U.S. officials", "US"), FRENCH, CHINESE]),
        ("U.S., French, and Chinese officials", [("U.S. officials", "US"), FRENCH, CHINESE]),
        (
            "Russian and Chinese foreign ministry spokesmen",
            [
                ("Russian foreign ministry spokesmen", "Russia"),
                ("Chinese foreign ministry spokesmen", "China"),
            ],
        ),
        ("Ban Ki-moon and the Russian and Chinese foreign ministers", [BAN, LAVROV, YANG]),
        ("UN and Russian officials", [("UN officials", "United Nations"), RUSSIAN]),
        ("The governments of Russia and China", [("Russia", "Russia"), ("China", "China")]),
        ("The Russian and Chinese governments", [("Russia", "Russia"), ("China", "China")]),
        (
            "The Russian and Chinese embassies",
            [("Russian embassy", "Russia"), ("Chinese embassy", "China")],
        ),
        (
            "The Russian and Chinese deputy foreign ministers",
            [("Russian deputy foreign ministers", "Russia"), ("Chinese deputy foreign ministers", "China")],
        ),
    ],
)
@pytest.mark.parametrize("before", ["On Monday they met. ", "Talks fail\n\n"])
def test_each_state_has_its_officials(say, before, mention, speakers):
    rows = say(f"{before}{mention} said talks go on.", mention)
    assert [(row["speaker"], row["party"]) for row in rows] == speakers


@pytest.mark.parametrize(
    "mention",
    [
        "Exiled Syrian and Lebanese leaders",
        "The U.S. and British ambassadors to Lebanon",
        "Israeli and Palestinian leaders",
        "The former Russian and Chinese ministers",
        "Officials in the city",
        "Aides to the Russian and American presidents",
        "The Russian and American presidents' spokesmen",
        "Officials of the Syrian and Russian governments",
        "Religious leaders of Syria",
        "Newly elected presidents of Russia and France",
        "Rebel and government commanders",
        "Opposition and Turkish officials",
        "Saudi and Qatari state television",
        "Israel's U.N. ambassador",
        "Israel's U.N. envoy",
    ],
)
def test_others_stay_as_they_are_written(say, mention):
    [row] = say(f"On Monday they met. {mention} said talks go on.", mention)
    assert (row["speaker"], row["party"]) == (mention.removeprefix("The "), "unresolved")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("American and Russian diplomats met.", True),
        ("Rebels and Russian diplomats met.", False),
        ("Talks with Syria and Russian diplomats failed.", False),
        ("Russian diplomats met.", False),
    ],
)
def test_an_adjective_is_of_two(parse, text, expected):
    doc = parse(text).doc
    start = next(token.i for token in doc if token.text == "Russian")
    assert is_of_two(doc, start, {}) is expected


def test_the_leaders_of_two_states_go_on_together(say):
    text = "The leaders of Britain and Russia said talks go on. They said war is near."
    rows = say(text, "The leaders of Britain and Russia", "They")
    assert [row["party"] for row in rows] == ["United Kingdom", "Russia"] * 2
