"""Another: (before, mention, speaker, party)."""

import pytest

ACTIVIST, OFFICIAL = "An activist said war is near.", "A US official said war is near."


@pytest.mark.parametrize(
    ("before", "first", "mention", "speaker", "party"),
    [
        (ACTIVIST, "An activist", "Another", "another activist", "Syrian opposition"),
        (OFFICIAL, "A US official", "A second", "another US official", "US"),
        ("A teacher said war is near.", "A teacher", "Another", "another teacher", "unresolved"),
        ("Some residents said war is near.", "Some residents", "Others", "other residents", "unresolved"),
        (ACTIVIST, "An activist", "Others", "Others", "unresolved"),
        ("Susan Rice said war is near.", "Susan Rice", "Another", "Another", "unresolved"),
        (ACTIVIST, "An activist", "Another doctor", "Another doctor", "unresolved"),
    ],
)
def test_somebody_of_the_same_kind(say, before, first, mention, speaker, party):
    row = say(f"{before} {mention} said talks go on.", first, mention)[-1]
    assert (row["speaker"], row["party"]) == (speaker, party)


def test_a_third_is_of_the_kind_of_the_first(say):
    text = "An activist said war is near. Another said talks go on. A third said peace is far."
    assert [row["speaker"] for row in say(text, "An activist", "Another", "A third")][1:] == [
        "another activist"
    ] * 2


def test_a_third_after_two_kinds_is_of_neither(say):
    text = "An activist said war is near. An official said talks go on. A third said peace is far."
    assert say(text, "An activist", "An official", "A third")[-1]["speaker"] == "third"


def test_what_is_added_to_another_does_not_count(say):
    text = f"{ACTIVIST} Another, who met Kofi Annan, said talks go on."
    assert say(text, "An activist", "Another, who met Kofi Annan,")[-1]["speaker"] == "another activist"
