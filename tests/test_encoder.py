"""Encoders: the files that were measured, or an error in words; one sequence at a time."""

from __future__ import annotations

import json
from hashlib import sha256

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from tokenizers import Tokenizer, models

from toolkit import encoder


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A folder of models with one that doubles what it gets."""
    folder = tmp_path / "double"
    folder.mkdir()
    shape = ["batch", "length"]
    graph = helper.make_graph(
        [helper.make_node("Add", ["ids", "ids"], ["doubled"])],
        "double",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, shape)],
        [helper.make_tensor_value_info("doubled", TensorProto.INT64, shape)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / "model.onnx")
    Tokenizer(models.WordLevel({"peace": 7, "[UNK]": 0}, unk_token="[UNK]")).save(
        str(folder / "tokenizer.json")
    )
    files = ("model.onnx", "tokenizer.json")
    hashes = {name: sha256((folder / name).read_bytes()).hexdigest() for name in files}
    (folder / "settings.json").write_text(json.dumps({"limit": 9, "sha256": hashes}), encoding="utf-8")
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    encoder.load_encoder.cache_clear()
    yield folder
    encoder.load_encoder.cache_clear()


def test_a_model_runs_on_one_sequence(shipped):
    model = encoder.load_encoder("double")
    ids = np.array(model.tokenizer.encode(["peace"], is_pretokenized=True).ids)
    assert [output.tolist() for output in model.run(ids=ids)] == [[14]]
    assert model.settings["limit"] == 9


def test_a_changed_file_is_refused(shipped):
    (shipped / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(
        OSError, match="model 'double': expected tokenizer.json with sha256 .* install the pack"
    ):
        encoder.load_encoder("double")


def test_a_missing_file_is_named(shipped):
    (shipped / "model.onnx").unlink()
    with pytest.raises(OSError, match=r"model file: expected .*model.onnx, which does not exist. Install"):
        encoder.load_encoder("double")


def test_a_missing_model_is_named(shipped):
    with pytest.raises(OSError, match=r"expected .*settings.json, which does not exist"):
        encoder.load_encoder("none")
