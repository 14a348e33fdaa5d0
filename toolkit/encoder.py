"""Trained encoders that are shipped as files: the only place that imports onnxruntime."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "models"
MOST_THREADS = 4


@dataclass(frozen=True, eq=False)
class Encoder:
    """A model with its tokenizer and settings, ready to run.

    Attributes
    ----------
    name : str
    tokenizer : tokenizers.Tokenizer
    settings : dict
        What the model was trained with; ``sha256`` of its files.
    session : onnxruntime.InferenceSession
    """

    name: str
    tokenizer: object
    settings: dict
    session: object

    def run(self, **inputs: np.ndarray) -> list[np.ndarray]:
        """Run on one sequence: arrays of shape (length, …) in, arrays without a batch axis out.

        One sequence at a time: what an article gets must not depend on its neighbours.
        """
        batch = {name: array[None] for name, array in inputs.items()}
        return [output[0] for output in self.session.run(None, batch)]


@lru_cache(maxsize=4)
def load_encoder(name: str) -> Encoder:
    """Load a shipped model, after checking that its files are what was measured.

    Parameters
    ----------
    name : str
        A folder of ``toolkit/models``.

    Returns
    -------
    Encoder

    Raises
    ------
    OSError
        If a file is missing, or is not the one whose figures the card gives.

    Notes
    -----
    Runs without network, on as many threads as the process has processors, four at most; the environment
    variable ``OMP_NUM_THREADS`` allows fewer or more, if it is set before the first use. What it answers
    does not depend on their number.
    """
    return read_encoder(FOLDER / name)


def read_encoder(folder: Path) -> Encoder:
    """Load a model from a folder, as ``load_encoder`` does those that are shipped."""
    settings = json.loads(_read(folder / "settings.json"))
    files = {file: _read(folder / file) for file in settings["sha256"]}
    for file, expected in settings["sha256"].items():
        found = sha256(files[file]).hexdigest()
        if found != expected:
            raise OSError(
                f"model {folder.name!r}: expected {file} with sha256 {expected[:12]}…, got {found[:12]}… "
                f"in {folder}. The file was changed or cut; install the package again."
            )
    import onnxruntime  # half a second: only who needs a model waits for it
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = count_threads(), 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave what waits to others
    session = onnxruntime.InferenceSession(files["model.onnx"], options, providers=["CPUExecutionProvider"])
    return Encoder(folder.name, tokenizer, settings, session)


def count_threads() -> int:
    """How many threads a model may use."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    held = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(held, MOST_THREADS)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise OSError(
            f"model file: expected {path}, which does not exist. Install the package again, with its models."
        ) from None
