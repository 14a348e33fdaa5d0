"""Write trained weights as ONNX in 8 bits, with what the toolkit needs to read them.

    python -m training.export attribution --weights a.pt --base FOLDER --out toolkit/models/attribution
    python -m training.export attribution --weights a.pt --base FOLDER --blend OLD --out NEW
    python -m training.export sentiment --weights s.pt --base FOLDER --out toolkit/models/sentiment

Writes ``model.onnx``, ``tokenizer.json`` and ``settings.json`` (labels of the features, sha256 of the
files). Weights are stored in 8 bits, matrices with a scale per channel; what is computed with them stays in
floats, so that processors agree (``training.graph``). ``--blend`` takes the mean with the weights that the
training went on from, weighted by ``--share``: steadier than either (Wortsman et al. 2022,
doi:10.48550/arXiv.2109.01903).
"""

from __future__ import annotations

import argparse
import json
import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.graph import multiply_in_floats

FILES = ("model.onnx", "tokenizer.json")
SHARE = 0.75  # of the new weights, in a blend


def export_attribution(base: Path) -> tuple[torch.nn.Module, tuple, dict]:
    """The tagger with the arrays that it takes, an example of each, and its settings."""
    from training.attribution import LIMIT, Tagger
    from training.attribution_data import MASKINGS, list_labels

    vocabulary = list_labels()
    model = Tagger(base, vocabulary.sizes, base)
    ids = torch.randint(1000, 2000, (2, 9))
    example = (ids, torch.ones_like(ids), torch.ones(2, 9, len(vocabulary.sizes), dtype=torch.long))
    names = {"inputs": ["ids", "mask", "features"], "outputs": ["roles", "asks", "answers"]}
    settings = {
        "limit": LIMIT,
        "masked": MASKINGS[-1],
        "tags": vocabulary.tags,
        "relations": vocabulary.relations,
        "entities": vocabulary.entities,
    }
    return model, example, names | {"settings": settings}


def export_sentiment(base: Path) -> tuple[torch.nn.Module, tuple, dict]:
    """The scorer with the arrays that it takes, an example of each, and its settings."""
    from training.targets import Scorer

    model = Scorer(base)
    ids = torch.randint(1000, 2000, (2, 9))
    example = (ids, torch.ones_like(ids), torch.ones_like(ids))
    return model, example, {"inputs": ["ids", "mask", "marks"], "outputs": ["scores"], "settings": {}}


def blend_weights(model: torch.nn.Module, trained: dict, *, before: Path, share: float) -> dict:
    """The mean of trained weights and those of an exported model, by the share of the trained ones."""
    read_exported(before, model)
    started = model.state_dict()
    return {
        name: share * new + (1 - share) * started[name] if new.is_floating_point() else new
        for name, new in trained.items()
    }


def read_exported(folder: Path, model: torch.nn.Module) -> None:
    """Give a model the weights of an exported one, as far as 8 bits keep them; words stay the base's.

    The parts without a name of their own are the matrices, which stand in the order in which they are used.
    """
    arrays = {
        part.name: numpy_helper.to_array(part) for part in onnx.load(folder / "model.onnx").graph.initializer
    }
    matrices = iter([name for name in arrays if name.startswith("onnx::") and name.endswith("_quantized")])
    state = model.state_dict()
    for name, old in state.items():
        if name.endswith("word_embeddings.weight"):
            continue
        if name in arrays:
            new = arrays[name]
        else:
            parts = (f"{name}_quantized", f"{name}_Transposed_quantized")
            part = next((part for part in parts if part in arrays), None) or next(matrices)
            stem = part.removesuffix("_quantized")
            zero = arrays.get(f"{stem}_zero_point", 0)  # matrices have none
            new = (arrays[part].astype("float32") - zero) * arrays[f"{stem}_scale"]
            new = new.T if stem.startswith("onnx::") or stem.endswith("_Transposed") else new
        if new.shape != tuple(old.shape):
            shapes = f"expected {tuple(old.shape)}, got {new.shape}"
            raise ValueError(f"{folder}: {name}: {shapes}; take the base that it was exported with")
        state[name] = torch.from_numpy(new.copy())
    model.load_state_dict(state)


EXPORTS = {"attribution": export_attribution, "sentiment": export_sentiment}


def main(arguments: list[str] | None = None) -> None:
    """Export, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=EXPORTS)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--blend", type=Path, help="exported model that the training went on from")
    parser.add_argument("--share", type=float, default=SHARE, help="of the new weights in the blend")
    options = parser.parse_args(arguments)
    if not 0 < options.share <= 1:
        parser.error(f"--share: expected more than 0 and at most 1, got {options.share}.")
    model, example, names = EXPORTS[options.task](options.base)
    weights = torch.load(options.weights)
    if options.blend:
        weights = blend_weights(model, weights, before=options.blend, share=options.share)
    model.load_state_dict(weights)
    model.encoder.set_attn_implementation("eager")
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        plain, rounded = Path(folder) / "plain.onnx", Path(folder) / "rounded.onnx"
        write_onnx(model.eval(), example, plain, inputs=names["inputs"], outputs=names["outputs"])
        quantize_dynamic(
            plain,
            rounded,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
        onnx.save(multiply_in_floats(onnx.load(rounded)), options.out / "model.onnx")
    shutil.copyfile(options.base / "tokenizer.json", options.out / "tokenizer.json")
    hashes = {name: sha256((options.out / name).read_bytes()).hexdigest() for name in FILES}
    settings = json.dumps({**names["settings"], "sha256": hashes}, indent=1)
    (options.out / "settings.json").write_text(settings + "\n", encoding="utf-8")
    print(f"{options.out}: {(options.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


def write_onnx(model, example: tuple, path: Path, *, inputs: list[str], outputs: list[str]) -> None:
    """Write a model whose batches and lengths may vary."""
    axes = {name: {0: "batch", 1: "length"} for name in [*inputs, *outputs]}
    if outputs == ["scores"]:
        axes["scores"] = {0: "batch"}
    torch.onnx.export(
        model,
        example,
        path,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()
