"""Would another processor find other attributions? Rows of ``quotes`` that differ, demonstration corpus.

    python benchmarks/steadiness.py
    python benchmarks/steadiness.py --draws 10 --seed 2

Processors add floats in different orders, and differ in the last digits. Here the scales of all layers are
nudged by up to 3e-7 of themselves, which is about that much, and the corpus is analysed again. Needs the test
extra: ``pip install -e '.[test]'``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import onnx
from demonstration import analyze_demonstration
from onnx import numpy_helper

from toolkit import encoder

MODEL = "attribution"
NUDGE = 3e-7
COLUMNS = ["article_id", "start", "end", "cue_start", "speaker", "party", "n_words"]


def nudge_scales(model: onnx.ModelProto, rng: np.random.Generator) -> onnx.ModelProto:
    """Multiply the scales and biases of all layer norms by random numbers close to one."""
    nudged = onnx.ModelProto()
    nudged.CopyFrom(model)
    for weights in nudged.graph.initializer:
        if "LayerNorm" in weights.name:
            values = numpy_helper.to_array(weights)
            values = values * (1 + rng.uniform(-NUDGE, NUDGE, values.shape))
            weights.CopyFrom(numpy_helper.from_array(values.astype(np.float32), weights.name))
    if nudged == model:
        raise ValueError("model: expected scales of layers, called LayerNorm; got none. Look at its names.")
    return nudged


@contextmanager
def use_model(model: onnx.ModelProto) -> Iterator[None]:
    """Let the toolkit use another network for attributions."""
    with TemporaryDirectory() as place:
        shutil.copytree(encoder.FOLDER, place, dirs_exist_ok=True)
        folder = Path(place) / MODEL
        onnx.save(model, folder / "model.onnx")
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        settings["sha256"]["model.onnx"] = sha256((folder / "model.onnx").read_bytes()).hexdigest()
        (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        with patch.object(encoder, "FOLDER", Path(place)):
            encoder.load_encoder.cache_clear()
            try:
                yield
            finally:
                encoder.load_encoder.cache_clear()


def measure_steadiness(draws: int, seed: int, *, folder: Path | None = None) -> dict:
    """Rows of ``quotes``, and how many stand in only one of the tables with and without each nudge."""
    model = onnx.load((folder or encoder.FOLDER / MODEL) / "model.onnx")
    rng = np.random.default_rng(seed)
    tables = []
    for nudged in [model, *(nudge_scales(model, rng) for _ in range(draws))]:
        with use_model(nudged):
            quotes = analyze_demonstration("model").quotes[COLUMNS].astype(str)
            tables.append(set(quotes.itertuples(index=False, name=None)))
    first, *others = tables
    changed = [len(first ^ other) for other in others]
    return {"quotations": len(first), "rows_that_differ": changed, "nudge": NUDGE}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; any difference is a failure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, help="folder with another model.onnx")
    options = parser.parse_args(arguments)
    figures = measure_steadiness(options.draws, options.seed, folder=options.model)
    print(json.dumps(figures, indent=1))
    return 1 if any(figures["rows_that_differ"]) else 0


if __name__ == "__main__":
    sys.exit(main())
