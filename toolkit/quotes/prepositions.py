"""Cues that are no verbs of saying: "according to", and hearsay adverbs such as "reportedly"."""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate, subtract_ranges
from toolkit.quotes.cues import find_frames
from toolkit.quotes.sources import noun_phrase

_VERBS = frozenset(("VERB", "AUX"))
_INDEPENDENT = frozenset(("conj", "ccomp", "parataxis"))
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly".split())


def find_according(token) -> Candidate | None:
    """According to …, X. X, according to …: the content is the clause around the phrase."""
    if token.lower_ != "according":
        return None
    to = next((word for word in token.rights if word.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    noun = next((word for word in to.rights if word.dep_ == "pobj"), None) if to is not None else None
    if noun is None:
        return None
    source = noun_phrase(noun)
    clause = _clause_around(token)
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    if token.head.pos_ == "NOUN" and token.head.dep_ in ("appos", "npadvmod"):
        start, end = token.head.left_edge.i, token.i
    content = subtract_ranges([(start, end)], [(token.left_edge.i, max(source[1], token.i + 2))])
    return Candidate(head=token.i, content=content, cue=[token.i, to.i], source=source, frame="according")


def _clause_around(token):
    """The clause that a phrase belongs to: up to the verb of the sentence, or of an independent clause."""
    clause = token.head
    while clause.head != clause and not (clause.dep_ in _INDEPENDENT and clause.pos_ in _VERBS):
        clause = clause.head
    return clause


def find_hearsay(token) -> Candidate | None:
    """Reportedly: what is reported is its clause; nobody is named."""
    if token.lower_ not in _HEARSAY or token.head.pos_ not in _VERBS:
        return None
    verb = token.head.head if token.head.dep_ in ("aux", "auxpass") else token.head
    if "quote" in find_frames(verb):  # "reportedly said": part of that cue
        return None
    clause = (verb.left_edge.i, verb.right_edge.i + 1)
    return Candidate(
        head=token.i,
        content=subtract_ranges([clause], [(token.i, token.i + 1)]),
        cue=[token.i],
        frame="hearsay",
    )
