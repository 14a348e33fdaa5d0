"""Quality may rise, never silently fall: the demonstration corpus against ``benchmarks/floors.json``."""

import importlib
import json
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
FLOORS = json.loads((BENCHMARKS / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reached():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        demonstration = importlib.import_module("demonstration")
        return demonstration.measure_demonstration(demonstration.analyze_demonstration())


@pytest.mark.parametrize(("measure", "floor"), FLOORS["demonstration"].items())
def test_the_demonstration_corpus_does_not_sink(reached, measure, floor):
    assert reached[measure] >= floor


def test_every_figure_has_a_floor(reached):
    assert reached.keys() == FLOORS["demonstration"].keys()
