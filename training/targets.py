"""Train the scorer of sentiment toward a target on NewsMTSC, by itself or after a teacher.

    python -m training.targets --data NEWSMTSC --base MPNET --out teacher.pt --epochs 3 --rate 4e-5 --frozen 6
    python -m training.targets --data NEWSMTSC --base BASE --out student.pt --epochs 5 --rate 1e-4 --seed 2 \\
        --teacher teacher.pt --teacher-base MPNET --unlabelled train.spacy --pool 30000

BASE and MPNET are folders of encoders in the format of transformers: all-MiniLM-L6-v2, all-mpnet-base-v2.
``--unlabelled`` takes parses of news, as ``training.attribution`` leaves them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from tqdm import tqdm
from transformers import AutoModel

from benchmarks.targets import measure_agreement, read_targets
from toolkit import language
from toolkit.masking import TARGET
from training.export import read_exported
from training.optimize import Trainer, make_batches, read_tokenizer
from training.targets_data import draw_units, make_units

N_MARKS = 4
BATCH = 1536


class Scorer(nn.Module):
    """Negative, neutral or positive toward the target, from the whole sentence and the target's place."""

    def __init__(self, base: Path, dropout: float = 0.1):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.marks = nn.Embedding(N_MARKS, width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, 3)

    def forward(self, ids, mask, marks):
        """Scores of the labels, (batch, 3)."""
        inputs = self.encoder.embeddings.word_embeddings(ids) + self.marks(marks)
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
        at = (marks == TARGET).to(states.dtype).unsqueeze(-1)
        target = (states * at).sum(1) / at.sum(1).clamp(min=1)
        mixed = torch.cat([states[:, 0], target], dim=-1)
        return self.out(self.dropout(torch.tanh(self.mix(self.dropout(mixed)))))


def count_pieces(units: list) -> list[int]:
    """Length of each unit."""
    return [len(unit.ids) for unit in units]


def collate(units: list) -> tuple[torch.Tensor, ...]:
    """Pad units to one length."""
    length = max(len(unit.ids) for unit in units)
    ids = np.ones((len(units), length), dtype=np.int64)
    mask, marks = np.zeros_like(ids), np.zeros_like(ids)
    for row, unit in enumerate(units):
        n = len(unit.ids)
        ids[row, :n], mask[row, :n], marks[row, :n] = unit.ids, 1, unit.marks
    return tuple(map(torch.from_numpy, (ids, mask, marks)))


@torch.inference_mode()
def predict(model: Scorer, units: list, *, bf16: bool = False) -> np.ndarray:
    """Probabilities of negative, neutral, positive, shape (units, 3)."""
    model.eval()
    found = np.zeros((len(units), 3))
    for numbers in make_batches(count_pieces(units), 4 * BATCH):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            scores = model(*collate([units[n] for n in numbers]))
        found[numbers] = scores.float().softmax(-1).numpy()
    return found


def evaluate(model: Scorer, units: list) -> dict:
    """Agreement with the labels."""
    found = predict(model, units).argmax(1) - 1
    labels = np.array([unit.label.argmax() for unit in units]) - 1
    return {name: round(v, 4) for name, v in measure_agreement(labels, found, np.ones(len(units))).items()}


def teach(options: argparse.Namespace, labelled, tables: dict) -> list:
    """Units with the mean of label and teacher's opinion; unlabelled ones with the teacher's."""
    names = read_tokenizer(options.teacher_base)
    teacher = Scorer(options.teacher_base)
    docs = [doc for path in options.unlabelled for doc in language.unpack_parses(path.read_bytes())]
    theirs = make_units(tables["train"], names, docs=tables["docs"])
    pool_theirs = draw_units(docs, names, n=options.pool, seed=options.seed)
    pool = draw_units(docs, read_tokenizer(options.base), n=options.pool, seed=options.seed)
    opinions, pool_opinions = 0.0, 0.0
    for path in options.teacher:
        teacher.load_state_dict(torch.load(path))
        opinions = opinions + predict(teacher, theirs, bf16=options.bf16) / len(options.teacher)
        pool_opinions += predict(teacher, pool_theirs, bf16=options.bf16) / len(options.teacher)
    both = [replace(u, label=0.5 * u.label + 0.5 * p) for u, p in zip(labelled, opinions, strict=True)]
    return both + [replace(u, label=p) for u, p in zip(pool, pool_opinions, strict=True)]


def train(options: argparse.Namespace) -> None:
    """Train for so many epochs, evaluate the moving average after each, keep the last."""
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    tokenizer = read_tokenizer(options.base)
    tables = {"train": read_targets(options.data / "train.jsonl")}
    tables["docs"] = list(language.parse_texts(tables["train"]["text"]))
    units = make_units(tables["train"], tokenizer, docs=tables["docs"])
    held_out = make_units(read_targets(options.data / "devtest_mt.jsonl"), tokenizer)
    model = Scorer(options.base)
    if options.start:
        read_exported(options.start, model)
        print(f"before: {evaluate(model, held_out)}", flush=True)
    if options.teacher:
        units = teach(options, units, tables)
    for layer in model.encoder.encoder.layer[: options.frozen]:
        layer.requires_grad_(False)
    average = deepcopy(model).requires_grad_(False)
    total = options.epochs * len(make_batches(count_pieces(units), BATCH, rng))
    trainer = Trainer(model, average, rate=options.rate, total=total)
    began = time.time()
    log = options.out.with_suffix(".jsonl").open("w", encoding="utf-8")
    for epoch in range(options.epochs):
        model.train()
        losses = []
        for numbers in tqdm(make_batches(count_pieces(units), BATCH, rng), mininterval=30):
            batch = [units[n] for n in numbers]
            wanted = torch.from_numpy(np.stack([unit.label for unit in batch])).float()
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                scores = model(*collate(batch))
            loss = F.cross_entropy(scores.float(), wanted, label_smoothing=options.smoothing)
            losses.append(trainer.learn(loss))
        report = {"epoch": epoch + 1, "minutes": (time.time() - began) / 60, "loss": float(np.mean(losses))}
        report |= evaluate(average, held_out)
        print(json.dumps(report), file=log, flush=True)
        print(report, flush=True)
        torch.save(average.state_dict(), options.out)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of NewsMTSC")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="file of the weights; a log goes beside it")
    parser.add_argument("--start", type=Path, help="folder of an exported model, to go on from its weights")
    parser.add_argument("--teacher", type=Path, nargs="*", help="weights of teachers, all of one base")
    parser.add_argument("--teacher-base", type=Path)
    parser.add_argument("--unlabelled", type=Path, nargs="*", help="parses of unlabelled news")
    parser.add_argument("--pool", type=int, default=40_000, help="unlabelled units that are taught")
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument(
        "--bf16", action="store_true", help="train faster where the processor has units for it"
    )
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    train(_parse(None))
