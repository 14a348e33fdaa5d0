"""Quality may rise, never silently fall: the demonstration corpus against ``benchmarks/floors.json``."""

import json
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
FLOORS = json.loads((BENCHMARKS / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=sorted(FLOORS["demonstration"]))
def engine(request):
    return request.param


@pytest.fixture(scope="module")
def reached(engine, load_script):
    demonstration = load_script("demonstration")
    return demonstration.measure_demonstration(demonstration.analyze_demonstration(engine))


def test_the_demonstration_corpus_does_not_sink(reached, engine):
    floors = FLOORS["demonstration"][engine]
    assert reached.keys() == floors.keys()
    assert [name for name, floor in floors.items() if reached[name] < floor] == []


def test_a_figure_below_its_floor_is_told(load_script):
    find_sunk = load_script("floors").find_sunk
    floors = {"all": {"f1": 70.0}, "party": 90.0}
    assert find_sunk({"all": {"f1": 70.0}, "party": 91.0}, floors) == []
    assert find_sunk({"all": {"f1": 69.9}, "party": 90.0}, floors) == [
        "all f1: 69.9 is below its floor, 70.0"
    ]
