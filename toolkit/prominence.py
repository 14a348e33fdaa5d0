"""Prominence: how likely each of several referents is meant, by what makes a referent prominent."""

from __future__ import annotations

from math import exp

from toolkit.nouns import BODY, GROUP, PERSON

WEIGHTS = {
    PERSON: {"apart": -0.7, "here": 1.2, "line": -1.1, "subject": 1.5, "governs": 0.4, "possessive": 0.0,
             "object": 0.1, "quoted": -0.6, "pronoun": -0.9, "unknown": -0.8, "unnamed": -2.1, "last": 1.1,
             "spoke": 0.5, "often": 0.1, "human": -0.3, "body": 0.0, "thing": 0.0, "joint": 0.0},
    BODY: {"apart": -0.2, "here": 1.1, "line": -1.0, "subject": 1.4, "governs": 0.3, "possessive": 0.0,
           "object": 0.1, "quoted": -0.7, "pronoun": -1.1, "unknown": 0.0, "unnamed": -0.2, "last": 1.5,
           "spoke": 0.8, "often": 0.3, "human": 0.0, "body": 0.4, "thing": -0.2, "joint": 0.0},
    GROUP: {"apart": -0.4, "here": 1.0, "line": -1.0, "subject": 1.4, "governs": 0.3, "possessive": -0.1,
            "object": -0.1, "quoted": -0.6, "pronoun": -1.1, "unknown": 0.0, "unnamed": -0.3, "last": 1.2,
            "spoke": 0.5, "often": 0.5, "human": 0.4, "body": -0.6, "thing": 0.0, "joint": 0.7},
}  # fmt: skip
"""Kind → what makes a referent of it prominent; fitted by ``training/antecedents.py``."""


def weigh_candidates(descriptions: list[dict[str, float]], kind: str) -> list[float]:
    """The chance of each candidate, by the weights of its kind; they sum to 1."""
    weights = WEIGHTS[kind]
    scores = [sum(weights[name] * value for name, value in each.items()) for each in descriptions]
    odds = [exp(score - max(scores)) for score in scores]
    return [each / sum(odds) for each in odds]
