from __future__ import annotations

import random

import pytest

from toolkit.duplicates import find_near_copies

WIRE = """A convoy of eleven lorries carrying flour and medicine reached the besieged town of Port Veyra on
Friday, ending two days of waiting at a checkpoint on the coast road. Drivers said they had been searched
four times and that soldiers had taken two crates of medicine. "They were polite, but they were thorough,"
said one of them. The army called the searches routine and said that the inspection had been agreed with
the relief committee a week before. Aid groups asked both sides for a pause of two hours a day, so that
more could be brought in before the rains. The mayor thanked the drivers in a speech from the town hall,
and said that the flour would last for nine days if nobody took more than was due to them."""

EDITED = (
    WIRE.replace("besieged", "encircled").replace("Friday", "Friday evening").replace("soldiers", "troops")
)
CUT = WIRE[: WIRE.index("Aid groups")]
RETITLED = "Flour reaches town at last\n\n" + WIRE
SAME_EVENT = """
Eleven trucks with flour and drugs drove into Port Veyra on Friday after soldiers had kept
them for two days on the coast road. Residents lined the streets. "They were polite, but they were thorough,"
a driver said of the men who had searched his load. A spokesman for the army described the checks as
routine. The mayor, speaking from the town hall, put the supply at nine days. Relief workers want both
sides to stop shooting for two hours a day; neither has answered them so far, and the rains are near."""
OTHER = """
The lighthouse keeper lit the lamp on Sunday for the first time since the oil ran out, and said
that he would keep it lit as long as anybody was at sea, whatever the governor might think of it."""


@pytest.mark.parametrize("copy", [WIRE, EDITED, CUT, RETITLED, WIRE.upper()])
def test_reprints_are_near_copies(copy):
    assert find_near_copies([OTHER, WIRE, copy]) == [[1, 2]]


@pytest.mark.parametrize("text", [SAME_EVENT, OTHER, "", "Flour came.", WIRE[:60]])
def test_different_reports_are_not(text):
    assert find_near_copies([WIRE, text]) == []


def test_groups_are_chains_sorted_by_their_first_text():
    assert find_near_copies([OTHER, CUT, WIRE, SAME_EVENT, OTHER, RETITLED]) == [[0, 4], [1, 2, 5]]


def test_texts_in_between_with_the_same_phrases_hide_no_copy():
    quoting = [f"{OTHER[:i]} {WIRE[100:260]} and so on {i}" for i in range(40, 60)]
    assert [0, 21] in find_near_copies([WIRE, *quoting, EDITED], threshold=0.8)


def test_order_of_texts_does_not_matter():
    texts = [WIRE, OTHER, EDITED, SAME_EVENT, CUT, RETITLED]
    names = list("wuecsr")
    expected = {"w", "e", "s", "r"}
    shuffled = random.Random(3)
    for _ in range(10):
        order = shuffled.sample(range(6), 6)
        groups = find_near_copies([texts[place] for place in order])
        assert [{names[order[place]] for place in group} for group in groups] == [expected]


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_threshold_out_of_range(threshold):
    with pytest.raises(ValueError, match="threshold: expected a share above 0 and at most 1, got"):
        find_near_copies([WIRE], threshold=threshold)


def test_no_texts():
    assert find_near_copies([]) == []
