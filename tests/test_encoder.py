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

SHIPPED = encoder.FOLDER
MODELS = sorted(folder.name for folder in SHIPPED.iterdir() if folder.is_dir())


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


@pytest.mark.parametrize(
    ("allowed", "held", "expected"),
    [(None, 2, 2), (None, 64, 4), ("1", 64, 1), ("6", 2, 6), ("", 2, 2), ("0", 2, 2), ("many", 2, 2)],
)
def test_threads_are_as_many_as_processors_and_as_the_environment_allows(
    monkeypatch, allowed, held, expected
):
    monkeypatch.setattr(encoder.os, "sched_getaffinity", lambda _: range(held), raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if allowed is not None:
        monkeypatch.setenv("OMP_NUM_THREADS", allowed)
    assert encoder.count_threads() == expected


@pytest.mark.parametrize("name", MODELS)
def test_what_a_model_answers_does_not_depend_on_the_number_of_threads(monkeypatch, name):
    answers = []
    for threads in ("1", "3"):
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        model = encoder.read_encoder(SHIPPED / name)
        ids = np.array(model.tokenizer.encode("Ana Reyes said the talks were over.").ids)
        shapes = {each.name: each.shape[2:] for each in model.session.get_inputs()}
        ones = {name: np.ones((len(ids), *shape), np.int64) for name, shape in shapes.items()}
        answers.append(model.run(**ones | {"ids": ids}))
    assert all(np.array_equal(one, other) for one, other in zip(*answers, strict=True))


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
