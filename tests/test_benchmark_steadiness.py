"""Nudges as small as the difference between processors: what they touch, and that tables are compared."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pandas as pd
import pytest
from onnx import helper, numpy_helper

from toolkit import encoder


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("steadiness")


@pytest.fixture
def model():
    weights = {"LayerNorm.weight": np.ones(50), "matrix": np.ones(50)}
    stored = [numpy_helper.from_array(array.astype(np.float32), name) for name, array in weights.items()]
    return helper.make_model(helper.make_graph([], "nothing", [], [], stored))


def test_only_scales_are_nudged_and_hardly(bench, model):
    nudged = bench.nudge_scales(model, np.random.default_rng(1))
    scales, matrix = (numpy_helper.to_array(weights) for weights in nudged.graph.initializer)
    assert (matrix == 1).all()
    assert 0 < abs(scales - 1).max() < 4e-7
    assert (numpy_helper.to_array(model.graph.initializer[0]) == 1).all()


def test_a_model_without_scales_is_refused(bench):
    with pytest.raises(ValueError, match="model: expected scales of layers, called LayerNorm; got none"):
        bench.nudge_scales(
            helper.make_model(helper.make_graph([], "empty", [], [])), np.random.default_rng(1)
        )


def test_the_shipped_model_has_scales(bench):
    model = onnx.load(encoder.FOLDER / "attribution" / "model.onnx")
    nudged = bench.nudge_scales(model, np.random.default_rng(1))
    pairs = zip(model.graph.initializer, nudged.graph.initializer, strict=True)
    assert sum(before != after for before, after in pairs) == 26


def test_the_toolkit_uses_another_network_for_a_while(bench):
    before = encoder.load_encoder("attribution")
    other = onnx.load(encoder.FOLDER / "attribution" / "model.onnx")
    other.doc_string = "another"
    with bench.use_model(other):
        hashes = encoder.load_encoder("attribution").settings["sha256"]
        assert hashes["model.onnx"] != before.settings["sha256"]["model.onnx"]
        assert hashes["tokenizer.json"] == before.settings["sha256"]["tokenizer.json"]
    assert encoder.load_encoder("attribution").settings == before.settings


@pytest.mark.parametrize(("moved", "differ", "code"), [(0, [0, 0], 0), (1, [2, 2], 1)])
def test_rows_of_only_one_table_are_counted(bench, monkeypatch, capsys, moved, differ, code):
    ends = iter([4, 4 + moved, 4 + moved])

    class Analysis:
        def __init__(self):
            self.quotes = pd.DataFrame([{name: next(ends) if name == "end" else 1 for name in bench.COLUMNS}])

    monkeypatch.setattr(bench, "analyze_demonstration", lambda engine: Analysis())
    assert bench.main(["--draws", "2"]) == code
    report = json.loads(capsys.readouterr().out)
    assert (report["quotations"], report["rows_that_differ"]) == (1, differ)
