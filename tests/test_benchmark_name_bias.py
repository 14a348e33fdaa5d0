"""Name swaps: offsets follow the name, a possessive stays, everybody can be swapped at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from masked_units import show_unit
from name_bias import measure_bias, swap_actors, swap_targets

TEXT = "Ms Reyes praised Novak's plan."
TARGETS = pd.DataFrame(
    [
        {"sentence": "s1", "text": TEXT, "target_start": 0, "target_end": 8, "label": 0},
        {"sentence": "s1", "text": TEXT, "target_start": 17, "target_end": 24, "label": 1},
    ]
)


def show(table: pd.DataFrame) -> list[tuple[str, str]]:
    return [(row.text, row.text[row.target_start : row.target_end]) for row in table.itertuples()]


def test_the_target_is_swapped():
    assert show(swap_targets(TARGETS.iloc[1:], ["Khan", "Li"])) == [
        ("Ms Reyes praised Khan's plan.", "Khan's"),
        ("Ms Reyes praised Li's plan.", "Li's"),
    ]


def test_all_actors_are_swapped_at_once():
    assert show(swap_actors(TARGETS.iloc[1:], TARGETS, ["Khan", "Li"])) == [
        ("Khan praised Li's plan.", "Li's"),
        ("Li praised Khan's plan.", "Khan's"),
    ]


@pytest.mark.parametrize(
    ("values", "shift", "flips"), [([0.0, 0.0], 0.0, 0.0), ([0.4, 0.0], 0.2, 0.5), ([0.2, 0.4], 0.1, 0.0)]
)
def test_bias_is_the_distance_of_a_name_and_the_labels_that_flip(values, shift, flips):
    table = pd.DataFrame({"sentence": "s1", "name": ["a", "b"], "value": values})
    found = measure_bias(table)
    assert found["largest_shift"] == pytest.approx(shift)
    assert found["flips"] == flips


def test_annotators_see_the_target_and_where_words_were_taken_out():
    text = "Visibly tired, Ms Reyes said it was over, and left."
    unit = {"target": [15, 23], "spans": [[0, 28], [42, 50]]}
    assert show_unit(text, unit) == "Visibly tired, [[Ms Reyes]] said […] and left"
