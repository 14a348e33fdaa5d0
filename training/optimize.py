"""What both trainings share: the optimizer, its schedule, the moving average, the tokenizer."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

WARMUP = 100  # steps
KEEP = 0.99  # of the average, at each step


class Trainer:
    """AdamW with warm-up and a cosine to zero, and a moving average of the weights.

    What is new learns five times as fast as the encoder; the embeddings of the words stay as they are.
    """

    def __init__(self, model: nn.Module, average: nn.Module, *, rate: float, total: int):
        self.model, self.average, self.total, self.step = model, average, total, 0
        model.encoder.embeddings.word_embeddings.requires_grad_(False)
        encoder = [p for p in model.encoder.parameters() if p.requires_grad]
        new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
        groups = [{"params": encoder, "lr": rate}, {"params": new, "lr": 5 * rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rates = [group["lr"] for group in self.optimizer.param_groups]

    def learn(self, loss: torch.Tensor) -> float:
        """Take one step; returns the loss."""
        done = min(1.0, self.step / self.total)
        factor = min(1.0, (self.step + 1) / WARMUP) * 0.5 * (1 + math.cos(math.pi * done))
        for group, rate in zip(self.optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self._blend(min(KEEP, self.step / (self.step + 10)))
        return loss.item()

    @torch.no_grad()
    def _blend(self, keep: float) -> None:
        for old, new in zip(self.average.parameters(), self.model.parameters(), strict=True):
            if new.requires_grad:
                old.lerp_(new, 1 - keep)


def read_tokenizer(base: Path) -> Tokenizer:
    """The tokenizer of a base, which cuts and pads nothing."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def make_batches(lengths: Sequence[int], size: int, rng: random.Random | None = None) -> list[list[int]]:
    """Numbers of sequences, similar in length, at most ``size`` pieces a batch, padding included.

    With ``rng``, lengths are blurred a little and batches come in random order.
    """
    noise = rng.random if rng else lambda: 0.0
    order = sorted(range(len(lengths)), key=lambda n: -(lengths[n] // 8 + 3 * noise()))
    batches: list[list[int]] = []
    longest = 0
    for number in order:
        if not batches or max(longest, lengths[number]) * (len(batches[-1]) + 1) > size:
            batches.append([])
            longest = 0
        batches[-1].append(number)
        longest = max(longest, lengths[number])
    if rng:
        rng.shuffle(batches)
    return batches
