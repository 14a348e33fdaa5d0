"""What is computed with stored weights is not rounded: in what the exporter writes and in what is shipped."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from toolkit import encoder
from training.graph import multiply_in_floats

ROUNDING = {"DynamicQuantizeLinear", "MatMulInteger", "QuantizeLinear", "QLinearMatMul"}


@pytest.fixture
def rounded(tmp_path):
    """A product with a matrix, quantised as the exporter does it."""
    matrix = np.random.default_rng(1).normal(size=(8, 5)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "matrix"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 5])],
        [numpy_helper.from_array(matrix, "matrix")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, tmp_path / "plain.onnx")
    quantize_dynamic(
        tmp_path / "plain.onnx", tmp_path / "rounded.onnx", weight_type=QuantType.QInt8, per_channel=True
    )
    return onnx.load(tmp_path / "rounded.onnx")


def list_operations(model: onnx.ModelProto) -> set[str]:
    return {node.op_type for node in model.graph.node}


def get_weights(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    return {weights.name: numpy_helper.to_array(weights) for weights in model.graph.initializer}


def test_only_the_weights_stay_rounded(rounded):
    assert "MatMulInteger" in list_operations(rounded)
    exact = multiply_in_floats(rounded)
    assert not list_operations(exact) & ROUNDING
    weights = get_weights(exact)
    assert weights["matrix_quantized"].dtype == np.int8
    assert (weights["matrix_quantized"] == get_weights(rounded)["matrix_quantized"]).all()
    session = onnxruntime.InferenceSession(exact.SerializeToString(), providers=["CPUExecutionProvider"])
    x = np.random.default_rng(2).normal(size=(3, 8)).astype(np.float32)
    expected = x @ (weights["matrix_quantized"] * weights["matrix_scale"])
    np.testing.assert_allclose(session.run(None, {"x": x})[0], expected, rtol=1e-5, atol=1e-6)


def test_weights_with_a_zero_point_are_refused(rounded):
    for weights in rounded.graph.initializer:
        if weights.name == "matrix_zero_point":
            weights.CopyFrom(numpy_helper.from_array(np.ones(5, dtype=np.int8), weights.name))
    with pytest.raises(
        ValueError, match=r"matrix_quantized: expected weights around zero .* got a zero point"
    ):
        multiply_in_floats(rounded)


@pytest.mark.parametrize("name", ["attribution", "sentiment"])
def test_shipped_models_round_nothing_that_they_compute(name):
    assert not list_operations(onnx.load(encoder.FOLDER / name / "model.onnx")) & ROUNDING
