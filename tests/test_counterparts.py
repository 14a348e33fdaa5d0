"""Officials of several states at once: (mention, the speakers and their parties)."""

import pytest

from toolkit.counterparts import is_of_two

LAVROV, YANG = ("Sergei Lavrov", "Russia"), ("Yang Jiechi", "China")
RUSSIAN, AMERICAN = ("Russian diplomats", "Russia"), ("American diplomats", "US")


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
            [RUSSIAN, ("Chinese diplomats", "China"), ("Cuban diplomats", "unresolved")],
        ),
        ("The U.S. and Russian ambassadors", [("Susan Rice", "US"), ("Vitaly Churkin", "Russia")]),
        (
            "The presidents of the United States and Russia",
            [("Barack Obama", "US"), ("Dmitry Medvedev", "Russia")],
        ),
        (
            "Officials from Russia and China",
            [("Officials of Russia", "Russia"), ("Officials of China", "China")],
        ),
        (
            "Delegates of the United States and Russia",
            [("Delegates of the United States", "US"), ("Delegates of Russia", "Russia")],
        ),
        (
            "Cuban and Russian officials",
            [("Cuban officials", "unresolved"), ("Russian officials", "Russia")],
        ),
        (
            "Senior Russian and Chinese government officials",
            [("Russian government officials", "Russia"), ("Chinese government officials", "China")],
        ),
    ],
)
def test_each_state_has_its_officials(say, mention, speakers):
    rows = say(f"On Monday they met. {mention} said talks go on.", mention)
    assert [(row["speaker"], row["party"]) for row in rows] == speakers


@pytest.mark.parametrize(
    "mention",
    [
        "Exiled Syrian and Lebanese leaders",
        "The U.S. and British ambassadors to Lebanon",
        "Israeli and Palestinian leaders",
        "The former Russian and Chinese ministers",
        "Officials in the city",
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
