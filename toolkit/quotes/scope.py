"""Scope: how far a content reaches, and which attributions count inside another one's content.

Two facts of reporting decide here. A verb of saying joined by "and" to the verb of a reported clause whose
subject cannot speak belongs to the outer speaker: "Reyes said talks were held and insisted …". And what
speakers think, want or support within their reported words is part of what they say; only speech that
they report is an attribution of its own.
"""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate, subtract_ranges
from toolkit.quotes.cues import find_frames
from toolkit.quotes.sources import ANY_SUBJECT, can_speak

_VERBS = frozenset(("VERB", "AUX"))
_SAID = frozenset({"for", "infinitive", "object_infinitive", "on", "predicate"})
_CLAIMING = frozenset({"accuse", "blame", "claim", "demand", "deny"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_DEPTH = 6  # how many heads up the reported clause is looked for


def release_coordinated(doc, candidates: list[Candidate]) -> None:
    """Take coordinated cues out of a reported clause, and give them the outer speaker."""
    by_head = {candidate.head: candidate for candidate in candidates}
    for candidate in candidates:
        verb = doc[candidate.head]
        if verb.dep_ != "conj" or verb.pos_ not in _VERBS or _has_subject(verb):
            continue
        clause = _reported_clause(verb)
        outer = by_head.get(clause.head.i) if clause is not None else None
        if outer is None or outer.source is None or not is_speech(doc, outer):
            continue
        if not _belongs_outside(verb, clause, doc[outer.head]):
            continue
        start = verb.left_edge.i
        if start > 0 and doc[start - 1].dep_ == "cc":
            start -= 1
        outer.content = subtract_ranges(outer.content, [(start, verb.right_edge.i + 1)])
        candidate.source = outer.source


def _belongs_outside(verb, clause, outer) -> bool:
    """Whether tense or subject keep a coordinated verb out of the reported clause."""
    subject = next((child for child in clause.children if child.dep_ in ANY_SUBJECT), None)
    if subject is not None and not can_speak(subject):
        return True
    return "quote" in find_frames(verb) and verb.tag_ == outer.tag_ != _finite_tag(clause)


def _finite_tag(clause) -> str:
    """The tag of the clause's finite verb: its first auxiliary's, or its own."""
    return next((child.tag_ for child in clause.lefts if child.dep_ in ("aux", "auxpass")), clause.tag_)


def drop_nested(doc, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is no reported speech inside another content."""
    edges = sorted((start, end, number) for number, c in enumerate(candidates) for start, end in c.content)
    kept = []
    open_: list[tuple[int, int]] = []
    place = 0
    for candidate in sorted(candidates, key=lambda c: c.head):
        while place < len(edges) and edges[place][0] <= candidate.head:
            open_.append(edges[place][1:])
            place += 1
        open_ = [(end, number) for end, number in open_ if end > candidate.head]
        around = [candidates[number] for _, number in open_ if candidates[number] is not candidate]
        if not around or is_speech(doc, candidate):
            kept.append(candidate)
    return kept


def is_speech(doc, candidate: Candidate) -> bool:
    """Whether a candidate is speech: quoted, a clause after a verb of saying, or what else somebody has said.

    That is what was asked for, called something, accused or claimed, in a tense: "urged them to leave".
    """
    verb = doc[candidate.head]
    if candidate.direct or "quote" not in find_frames(verb):
        return candidate.direct
    is_told = candidate.frame in _SAID or (candidate.frame == "object" and verb.lemma_ in _CLAIMING)
    return candidate.frame in ("clause", "parenthesis") or (is_told and is_finite(verb))


def is_finite(verb) -> bool:
    """Whether a verb is in a tense, by itself or by its auxiliary: "says", "has said", not "may say"."""
    parts = (verb, *(t for t in verb.lefts if t.dep_ in ("aux", "auxpass")))
    tags = {t.tag_ for t in parts}
    return not tags.isdisjoint(_FINITE) and "MD" not in tags


def _has_subject(verb) -> bool:
    return any(child.dep_ in ANY_SUBJECT for child in verb.children)


def _reported_clause(verb):
    """The clause in which the parse has put a coordinated verb, if it is a reported one."""
    for _ in range(_DEPTH):
        if verb.dep_ == "ccomp":
            return verb
        verb = verb.head
    return None
