"""Whose "I" stands outside quotation marks: (lines, the actor of each)."""

import pytest

from toolkit.actors import find_actors
from toolkit.turns import find_turns

INTERVIEW = [
    ("Eva Brown bakes bread.", "no turn"),
    ("Q: Are you tired?", None),
    ("A: I am.", "Eva Brown"),
    ("I bake at night.", "Eva Brown"),
    ("Q: I see.", None),
]
NAMED = [
    ("ANN NOVAK: Good evening.", "Ann Novak"),
    ("EVA BROWN: I am tired.", "Eva Brown"),
    ("I bake at night.", "Eva Brown"),
]
LETTERS = [
    ("I am tired.", "Eva Brown"),
    ("Eva Brown, Homs", "Eva Brown"),
    ("I am not.", "Ann Novak"),
    ("Ann Novak, Paris", "Ann Novak"),
    ("We want your letters.", None),
]
SIGNED_BY_TWO = [
    ("We are tired.", "Eva Brown; Ann Novak"),
    ("Eva Brown", "Eva Brown; Ann Novak"),
    ("Ann Novak", "Ann Novak"),
]
SIGNED_IN_ONE_LINE = [
    ("We are tired.", "Eva Brown; Ann Novak"),
    ("Eva Brown and Ann Novak, Paris", "Eva Brown; Ann Novak"),
]
HEADINGS = [
    ("Eva Brown", "no turn"),
    ("She bakes bread.", "no turn"),
    ("Ann Novak", "no turn"),
    ("I think that she is tired.", "no turn"),
]
LABELLED = [
    ("Eva Brown: She bakes bread.", "no turn"),
    ("Ann Novak: She sings.", "no turn"),
    ("I think that both are tired.", "no turn"),
]
NAMED_BELOW = [
    ("We are tired.", "no turn"),
    ("Eva Brown and Ann Novak", "no turn"),
    ("They are, I think.", "no turn"),
]
OF_THE_US = [
    ("The US faces rivals.", "no turn"),
    ("Eva Brown", "no turn"),
    ("I think that she is tired.", "no turn"),
    ("Ann Novak", "no turn"),
]
STORY = [("Eva Brown bakes bread.", "no turn"), ("I saw her at night.", "no turn")]


@pytest.mark.parametrize(
    "lines",
    [
        INTERVIEW,
        NAMED,
        LETTERS,
        SIGNED_BY_TWO,
        SIGNED_IN_ONE_LINE,
        HEADINGS,
        LABELLED,
        NAMED_BELOW,
        OF_THE_US,
        STORY,
    ],
)
def test_whose_line_it_is(parse, names, lines):
    document = parse("\n".join(line for line, _ in lines))
    turns = find_turns(document.doc, find_actors(document, names))
    starts = [0] + [token.i + 1 for token in document.doc if "\n" in token.text]
    found = [turns.get(start, "no turn") for start in starts]
    actors = [each if isinstance(each, str) else "; ".join(s.actor for s in each) or None for each in found]
    assert actors == [actor for _, actor in lines]
