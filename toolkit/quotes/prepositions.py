"""Cues that are no verbs of saying: "according to", and hearsay adverbs such as "reportedly"."""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate, Range, subtract_ranges
from toolkit.quotes.cues import find_frames
from toolkit.quotes.sources import find_noun_speaker, noun_phrase

_VERBS = frozenset(("VERB", "AUX"))
_INDEPENDENT = frozenset(("conj", "ccomp", "parataxis"))
_VIEWS = frozenset("view opinion word judgment judgement estimation assessment".split())
_STANDARDS = frozenset("schedule timetable plan law rule tradition standard principle".split())
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly".split())


def find_according(token) -> Candidate | None:
    """According to …, X. X, according to …: the content is the clause around the phrase."""
    to = next((word for word in token.rights if word.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    noun = next((word for word in to.rights if word.dep_ == "pobj"), None) if to is not None else None
    if noun is None or noun.lemma_ in _STANDARDS:
        return None
    source = noun_phrase(noun)
    return _attribute_clause(token, [token.i, to.i], source, max(source[1], token.i + 2))


def find_view(token) -> Candidate | None:
    """In the view of …, X. In Reyes’s opinion, X."""
    noun = next((word for word in token.rights if word.lemma_ in _VIEWS), None)
    if noun is None:
        return None
    owner = next((word for word in noun.lefts if word.dep_ == "poss"), None)
    source = find_noun_speaker(noun) if owner is not None else None
    of = next((word for word in noun.rights if word.lower_ == "of"), None)
    inside = next((word for word in of.rights if word.dep_ == "pobj"), None) if of is not None else None
    cue = [token.i, noun.i]
    if inside is not None:
        source, cue = noun_phrase(inside), list(range(token.i, of.i + 1))
    if source is None:
        return None
    return _attribute_clause(token, cue, source, token.right_edge.i + 1)


def _attribute_clause(token, cue: list[int], source: Range, end: int) -> Candidate:
    """Attribute the clause around a phrase that runs from a token to ``end``."""
    clause = _clause_around(token)
    content = (clause.left_edge.i, clause.right_edge.i + 1)
    if token.head.pos_ == "NOUN" and token.head.dep_ in ("appos", "npadvmod"):
        content = (token.head.left_edge.i, token.i)
    pieces = subtract_ranges([content], [(token.left_edge.i, end)])
    return Candidate(head=token.i, content=pieces, cue=cue, source=source, frame="according")


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
