"""Train the attribution encoder on PolNeAR and write its best weights.

    python -m training.attribution --corpus POLNEAR --base BASE --out by_itself.pt --seed 1
    python -m training.attribution --corpus POLNEAR --base BASE --out teacher.pt --seed 11 \\
        --encoder MPNET --names read
    python -m training.attribution --corpus POLNEAR --base BASE --out student.pt --seed 21 \\
        --teacher teacher.pt --teacher-base MPNET --unlabelled NEWSMTSC/train.jsonl

BASE and MPNET are folders of encoders in the format of transformers: all-MiniLM-L6-v2, all-mpnet-base-v2.
"""

from __future__ import annotations

import argparse
import json
import math
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

from benchmarks.attribution_measures import MEASURES, SETS, count_article, summarize
from toolkit.encoder import read_encoder
from toolkit.quotes.decode import N_ROLES, find_roles, group_roles
from toolkit.quotes.model import score_window
from training.attribution_data import (
    IGNORED,
    MASKINGS,
    SHARES,
    list_labels,
    make_examples,
    read_articles,
    read_unlabelled,
)
from training.export import read_exported
from training.optimize import Trainer, make_batches, read_tokenizer

POINTER = 128
LIMITS = (64, 192)  # most pieces of a window, in training
LIMIT = 144  # in evaluation and in use
BATCH = 3072
NAMES = {"read": (1, 0, 0), "mixed": SHARES, "masked": (0, 0, 1)}
"""How often no names, those of people and places, and all are masked."""


class Tagger(nn.Module):
    """A role for each piece, and vectors by which contents point to cues and cues to sources."""

    def __init__(self, base: Path, sizes: list[int], pieces: Path, dropout: float = 0.1):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        numbers = None if pieces == base else number_pieces(pieces, base)
        self.register_buffer("numbers", numbers, persistent=False)
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width, padding_idx=None) for size in sizes)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(width, N_ROLES)
        self.asks = nn.Linear(width, POINTER)
        self.answers = nn.Linear(width, POINTER)

    def forward(self, ids, mask, features):
        """Scores of roles (batch, pieces, 7), and pointing vectors, twice (batch, pieces, 128)."""
        ids = ids if self.numbers is None else self.numbers[ids]
        inputs = self.encoder.embeddings.word_embeddings(ids)
        for column, table in enumerate(self.features):
            inputs = inputs + table(features[:, :, column])
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
        states = self.dropout(states)
        return self.roles(states), self.asks(states) / math.sqrt(POINTER), self.answers(states)


def number_pieces(pieces: Path, base: Path) -> torch.Tensor:
    """The number in the vocabulary of one encoder of each piece in that of another with the same pieces."""
    old, new = (read_tokenizer(folder).get_vocab() for folder in (pieces, base))
    marks = {} if "[CLS]" in new else {"[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>", "[PAD]": "<pad>"}
    numbers = torch.zeros(len(old), dtype=torch.long)
    for piece, number in old.items():
        numbers[number] = new.get(marks.get(piece, piece), new.get("[UNK]", 0))
    return numbers


def count_pieces(examples: list) -> list[int]:
    """Length of each window."""
    return [len(example.window.ids) for example in examples]


def collate(examples: list) -> dict[str, torch.Tensor]:
    """Pad windows to one length. ``valid``: the pieces that can be pointed to."""
    length = max(len(example.window.ids) for example in examples)
    n_features = examples[0].window.features.shape[1]
    ids = np.zeros((len(examples), length), dtype=np.int64)
    mask, valid = ids.copy(), ids.copy()
    features = np.zeros((len(examples), length, n_features), dtype=np.int64)
    roles, targets = np.full_like(ids, IGNORED), np.full_like(ids, IGNORED)
    opinions = np.zeros((*ids.shape, N_ROLES), dtype=np.float32)
    for row, example in enumerate(examples):
        n = len(example.window.ids)
        ids[row, :n], mask[row, :n], features[row, :n] = example.window.ids, 1, example.window.features
        valid[row, 0] = 1
        valid[row, example.window.first] = 1
        roles[row, :n], targets[row, :n] = example.roles, example.targets
        opinions[row, :n] = example.opinion
    arrays = {
        "ids": ids,
        "mask": mask,
        "features": features,
        "valid": valid,
        "roles": roles,
        "targets": targets,
        "opinions": opinions,
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def compute_loss(model: Tagger, batch: dict[str, torch.Tensor], *, smoothing: float) -> torch.Tensor:
    """Cross-entropy of roles, with the labels and with the teachers where there are such, and of pointers."""
    roles, asks, answers = model(batch["ids"], batch["mask"], batch["features"])
    labelled, taught = batch["roles"] != IGNORED, batch["opinions"].sum(-1) > 0
    known = roles.float()[labelled], batch["roles"][labelled]
    loss = F.cross_entropy(*known, label_smoothing=smoothing, reduction="sum")
    loss = loss + F.cross_entropy(roles.float()[taught], batch["opinions"][taught], reduction="sum")
    loss = loss / (labelled.sum() + taught.sum()).clamp(min=1)
    if (batch["targets"] >= 0).any():
        scores = torch.bmm(asks, answers.transpose(1, 2)).float()
        scores = scores.masked_fill(batch["valid"][:, None] == 0, -1e4)
        targets = batch["targets"].flatten()
        loss = loss + 0.4 * F.cross_entropy(scores.flatten(0, 1), targets, ignore_index=IGNORED)
    return loss


@torch.inference_mode()
def predict(model: Tagger, examples: list, *, bf16: bool = False) -> list[tuple[np.ndarray, np.ndarray]]:
    """Log-probabilities of roles and probabilities of pointing, by word, for each window."""
    model.eval()
    results: list = [None] * len(examples)
    for numbers in make_batches(count_pieces(examples), BATCH):
        batch = collate([examples[n] for n in numbers])
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            outputs = model(batch["ids"], batch["mask"], batch["features"])
        roles, asks, answers = (output.float() for output in outputs)
        for row, number in enumerate(numbers):
            first = torch.from_numpy(examples[number].window.first)
            held = torch.cat([torch.zeros(1, dtype=torch.long), first])
            points = (asks[row, first] @ answers[row, held].T).softmax(-1)
            results[number] = roles[row, first].log_softmax(-1).numpy(), points.numpy()
    return results


def evaluate(model: Tagger, articles: list, gold: dict, *, limit: int, masking: int) -> dict:
    """Soft F1 on articles, by the measures of the benchmark."""
    windows = [make_examples([article], (limit, limit), masking=masking) for article in articles]
    scores = iter(predict(model, [example for some in windows for example in some]))
    counts = []
    for article, some in zip(articles, windows, strict=True):
        predicted = [a for example in some for a in decode(article.doc, example.window, *next(scores))]
        counts.append(count_article(article.text, gold[article.name], predicted))
    report = summarize(counts)
    return {name: {m: round(report[name][m]["f1"], 2) for m in MEASURES} for name in SETS}


def decode(doc, window, roles, pointers) -> list[dict]:
    """Attributions of a window as character spans."""

    def to_span(found):
        start, end = window.words[found[0]], window.words[found[1] - 1]
        return doc[start].idx, doc[end].idx + len(doc[end])

    return [
        {
            "source": [to_span(found.source)] if found.source else [],
            "cue": [to_span(found.cue)] if found.cue else [],
            "content": sorted(map(to_span, found.content)),
        }
        for found in group_roles(find_roles(roles), pointers)
    ]


def ask_teachers(articles: list, paths: list[Path], model: Tagger, *, limit: int, bf16: bool) -> list:
    """The articles with the mean of what earlier runs think of the role of each token, names unmasked."""
    opinions = [np.zeros((len(article.doc), N_ROLES), dtype=np.float32) for article in articles]
    windows = [make_examples([article], (limit, limit), masking=0) for article in articles]
    examples = [example for some in windows for example in some]
    for path in paths:
        if path.is_dir():
            encoder = read_encoder(path)
            scores = (score_window(encoder, example.window) for example in examples)
        else:
            model.load_state_dict(torch.load(path))
            scores = iter(predict(model, examples, bf16=bf16))
        for opinion, some in zip(opinions, windows, strict=True):
            for example in some:
                opinion[example.window.words] += np.exp(next(scores)[0]) / len(paths)
    return [replace(article, opinion=o) for article, o in zip(articles, opinions, strict=True)]


def train(options: argparse.Namespace) -> None:
    """Train for so many epochs, evaluate the moving average after each, keep the last."""
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    tokenizer = read_tokenizer(options.base)
    vocabulary = list_labels()
    articles, held_out = (
        read_articles(
            options.corpus / split,
            parses=options.out.with_name(f"{split}.spacy"),
            tokenizer=tokenizer,
            vocabulary=vocabulary,
        )
        for split in ("train", "dev")
    )
    gold = {article.name: article.gold for article in held_out}
    if options.unlabelled:
        articles += read_unlabelled(
            options.unlabelled,
            parses=options.out.with_name("unlabelled.spacy"),
            tokenizer=tokenizer,
            vocabulary=vocabulary,
        )
    if options.teacher:
        teacher = Tagger(options.teacher_base or options.base, vocabulary.sizes, options.base)
        articles = ask_teachers(articles, options.teacher, teacher, limit=LIMIT, bf16=options.bf16)
    model = Tagger(options.encoder or options.base, vocabulary.sizes, options.base)
    if options.start:
        read_exported(options.start, model)
    for layer in model.encoder.encoder.layer[: options.frozen]:
        layer.requires_grad_(False)
    average = deepcopy(model).requires_grad_(False)
    shares = NAMES[options.names]
    total = options.epochs * len(make_batches(count_pieces(make_examples(articles, LIMITS, rng)), BATCH))
    trainer = Trainer(model, average, rate=options.rate, total=total)
    began = time.time()
    log = options.out.with_suffix(".jsonl").open("w", encoding="utf-8")
    for epoch in range(options.epochs):
        examples = make_examples(articles, LIMITS, rng, shares=shares)
        losses = []
        model.train()
        for numbers in tqdm(make_batches(count_pieces(examples), BATCH, rng), mininterval=30):
            batch = collate([examples[n] for n in numbers])
            if rng.random() < 0.05:  # the parse of another pipeline may differ
                batch["features"][:, :, 2:] = 0
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                loss = compute_loss(model, batch, smoothing=options.smoothing)
            losses.append(trainer.learn(loss))
        report = {"epoch": epoch + 1, "minutes": (time.time() - began) / 60, "loss": float(np.mean(losses))}
        for masking, kinds in enumerate(MASKINGS):
            if not shares[masking]:
                continue
            report[f"{len(kinds)} kinds masked"] = evaluate(
                average, held_out, gold, limit=LIMIT, masking=masking
            )
        print(json.dumps(report), file=log, flush=True)
        print(report, flush=True)
        torch.save(average.state_dict(), options.out)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of PolNeAR, with train/ and dev/")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="file of the weights; a log goes beside it")
    parser.add_argument(
        "--teacher", type=Path, nargs="*", help="weights of earlier runs, or a folder of toolkit/models"
    )
    parser.add_argument(
        "--encoder", type=Path, help="a larger encoder with the same wordpieces, for a teacher"
    )
    parser.add_argument("--start", type=Path, help="folder of an exported model, to go on from its weights")
    parser.add_argument("--teacher-base", type=Path, help="the encoder of the teachers, if another")
    parser.add_argument(
        "--unlabelled", type=Path, help="train.jsonl of NewsMTSC, on whose sentences the teachers are asked"
    )
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument("--names", choices=NAMES, default="mixed", help="'read' for a teacher")
    parser.add_argument(
        "--bf16", action="store_true", help="train faster where the processor has units for it"
    )
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.unlabelled and not options.teacher:
        parser.error("--unlabelled: expected with --teacher, whose opinions these sentences teach.")
    return options


if __name__ == "__main__":
    train(_parse(None))
