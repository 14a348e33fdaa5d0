"""The cue lexicon: which words attribute, and in which constructions (``lexicons/cues.csv``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_LEMMAS = {"hop": "hope", "retweete": "retweet"}  # what small pipelines make of "hoped", "retweeted"


@cache
def load_cues() -> MappingProxyType[tuple[str, str], frozenset[str]]:
    """Read the lexicon: lemma and part of speech → names of the frames in which the word attributes.

    Examples
    --------
    >>> "clause" in load_cues()["say", "verb"]
    True
    """
    path = files("toolkit").joinpath("lexicons/cues.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType(
            {(row["lemma"], row["pos"]): frozenset(row["frames"].split()) for row in csv.DictReader(lines)}
        )


def is_so_called(token) -> bool:
    """Whether "called" stands in "so-called", which names nobody who calls."""
    return token.lower_ == "called" and token.i >= 2 and token.nbor(-2).lower_ == "so"


def find_frames(token) -> frozenset[str]:
    """The frames that the lexicon gives for a token; empty where it is no cue."""
    part = _PARTS.get(token.pos_)
    if part is None:
        return frozenset()
    lemma = token.lemma_.lower()
    return load_cues().get((_LEMMAS.get(lemma, lemma), part), frozenset())
