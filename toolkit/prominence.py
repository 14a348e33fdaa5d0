"""Prominence: how likely each of several referents is meant, by what makes a referent prominent."""

from __future__ import annotations

from math import exp

from toolkit.nouns import BODY, GROUP, PERSON

WEIGHTS = {
    PERSON: {"apart": -1.1, "here": 0.3, "line": -1.4, "subject": 1.4, "governs": 0.5, "possessive": -0.2,
             "object": -0.2, "quoted": -0.5, "pronoun": -0.1, "unknown": -0.2, "unnamed": -1.9, "last": 0.9,
             "spoke": 0.7, "often": 0.2, "human": -0.8, "body": 0.0, "thing": 0.0, "joint": 0.0},
    BODY: {"apart": -0.5, "here": 0.2, "line": -1.2, "subject": 1.3, "governs": 0.4, "possessive": -0.3,
           "object": -0.1, "quoted": -0.6, "pronoun": -0.3, "unknown": 0.0, "unnamed": -0.1, "last": 1.3,
           "spoke": 1.0, "often": 0.3, "human": 0.0, "body": 0.3, "thing": -0.1, "joint": 0.0},
    GROUP: {"apart": -0.7, "here": 0.2, "line": -1.1, "subject": 1.3, "governs": 0.5, "possessive": -0.2,
            "object": -0.3, "quoted": -0.5, "pronoun": -0.5, "unknown": 0.0, "unnamed": -0.3, "last": 1.1,
            "spoke": 0.6, "often": 0.5, "human": 0.5, "body": -0.6, "thing": 0.0, "joint": 0.7},
}  # fmt: skip
"""Kind → what makes a referent of it prominent; fitted by ``training/antecedents.py``."""


def weigh_candidates(descriptions: list[dict[str, float]], kind: str) -> list[float]:
    """The chance of each candidate, by the weights of its kind; they sum to 1."""
    weights = WEIGHTS[kind]
    scores = [sum(weights[name] * value for name, value in each.items()) for each in descriptions]
    odds = [exp(score - max(scores)) for score in scores]
    return [each / sum(odds) for each in odds]
