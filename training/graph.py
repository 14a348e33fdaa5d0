"""The arithmetic of an exported network: weights in 8 bits, products in floats.

Dynamic quantisation (Krishnamoorthi 2018, doi:10.48550/arXiv.1806.08342) also rounds what flows through the
network, to 255 steps. Processors differ in the last digit of a float; where a value lies between two steps
that digit becomes a step, the steps add up from layer to layer, and the same article gets other attributions
on another machine. Weights that are rounded once, in the file, are the same everywhere.
"""

from __future__ import annotations

import onnx
from onnx import helper, numpy_helper


def multiply_in_floats(model: onnx.ModelProto) -> onnx.ModelProto:
    """Let a dynamically quantised network multiply floats by its 8-bit weights.

    Parameters
    ----------
    model : onnx.ModelProto
        As ``onnxruntime.quantization.quantize_dynamic`` makes it, with a scale per channel.

    Returns
    -------
    onnx.ModelProto
        The same weights, bit for bit, under the same names; nothing else is rounded.

    Raises
    ------
    ValueError
        If weights have a zero point.
    """
    graph = model.graph
    maker = {name: node for node in graph.node for name in node.output}
    reader = {name: node for node in graph.node for name in node.input}
    stored = {weights.name: weights for weights in graph.initializer}
    instead, left_out = {}, set()
    for product in graph.node:
        if product.op_type != "MatMulInteger":
            continue
        rounded, weights, _, zero = product.input
        if numpy_helper.to_array(stored[zero]).any():
            raise ValueError(f"{weights}: expected weights around zero (QuantType.QInt8), got a zero point")
        cast = reader[product.output[0]]
        scaled = reader[cast.output[0]]
        scales = next(maker[name] for name in scaled.input if name != cast.output[0])
        scale = next(name for name in scales.input if name in stored)
        floats, matrix = f"{weights}_floats", f"{weights}_matrix"
        # A DequantizeLinear here would be fused into a rounded product again by onnxruntime.
        instead[product.output[0]] = [
            helper.make_node("Cast", [weights], [floats], to=onnx.TensorProto.FLOAT),
            helper.make_node("Mul", [floats, scale], [matrix]),
            helper.make_node("MatMul", [maker[rounded].input[0], matrix], [scaled.output[0]]),
        ]
        left_out |= {part.output[0] for part in (product, maker[rounded], cast, scales, scaled)}
    nodes = [
        new
        for node in graph.node
        for new in instead.get(node.output[0], [] if node.output[0] in left_out else [node])
    ]
    result = onnx.ModelProto()
    result.CopyFrom(model)
    del result.graph.node[:]
    result.graph.node.extend(nodes)
    needed = {name for node in nodes for name in node.input}
    del result.graph.initializer[:]
    result.graph.initializer.extend(weights for name, weights in stored.items() if name in needed)
    onnx.checker.check_model(result)
    return result
