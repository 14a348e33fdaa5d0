"""Papers: the word that tells whose a letter, a statement or a report is."""

from __future__ import annotations

from toolkit.nouns import ISSUED, WITHIN_NAME
from toolkit.quotes.cues import find_frames

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WRITING = frozenset("compose draft issue pen post send sign tweet write".split())
_LEARNING = frozenset("discover find hear learn read see".split())
_ISSUING = frozenset(
    "author carry commission compile conduct draft issue pen prepare produce send sign sponsor write".split()
)
FINDINGS = frozenset("poll report review study survey".split())
_PASSED_ON = frozenset("acquire get leak obtain publish receive release review see send view".split())


def find_owner(noun, named: set[int]):
    """The word for who issued a paper: Davis, in "Davis's letter", "a letter sent by Davis"; else None.

    ``named``: last tokens of names. Only these count where they may as well be what a paper is about
    ("a letter of Davis", "State Department letter").
    """
    is_passed_on = any(_is_passed_on(child) for child in noun.children)
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if _is_issued(noun, child) and (agent := _find_agent(child)):
            return agent
        if child.i in named and child.dep_ in WITHIN_NAME and child.ent_type_ != "PERSON":
            return child
        inside = next((t for t in child.children if t.dep_ == "pobj"), None)
        if inside is None or (is_passed_on and child.lower_ == "by"):
            continue
        issued = next((t for t in inside.children if child.lower_ == "of" and _is_issued(noun, t)), None)
        if issued is not None and noun.lemma_.lower() in FINDINGS:  # "a poll of 400 voters released by"
            return _find_agent(issued)
        if child.lower_ in ("by", "from") or (child.lower_ == "of" and inside.i in named):
            return inside
    return None


def find_teller(noun):
    """Who says or writes a paper: Davis, in "Davis said in a letter", "Davis sent a letter"; else None."""
    if noun.lemma_.lower() not in ISSUED:
        return None
    verb = noun.head
    if noun.dep_ == "nsubjpass" and verb.lemma_ in _WRITING:
        return _find_agent(verb) or _find_agent(verb, "from")
    if noun.dep_ == "pobj" and verb.lower_ in ("in", "on", "via"):
        verb = verb.head
        is_telling = bool(find_frames(verb) - {"raising"}) or verb.lemma_ in _WRITING
    else:
        is_telling = noun.dep_ == "dobj" and verb.lemma_ in _WRITING
    if not is_telling or verb.lemma_ in _LEARNING or any(t.dep_ == "neg" for t in verb.children):
        return None
    return next((t for t in verb.children if t.dep_ == "nsubj"), None)


def goes_on(noun) -> bool:
    """Tell whether a paper can be what was said last: "the letter", not "the letter that a newspaper got"."""
    is_passed_on = any(_is_passed_on(child) for child in noun.children)
    return is_definite(noun) and noun.lemma_.lower() in ISSUED and not is_passed_on


def is_definite(noun) -> bool:
    """Tell whether a paper is one that the article has brought up: "the plan"."""
    first = noun.left_edge
    if noun.dep_ == "compound" and first.i:  # "the email read", where the verb is taken for the noun
        first = first.nbor(-1)
    return first.lower_ in _DEFINITE or noun.left_edge.lower_ in _DEFINITE


def _is_issued(noun, child) -> bool:
    """Tell whether a participle says who issued a paper: "conducted by"; and "released by", of findings."""
    is_released = child.lemma_ in ("publish", "release") and noun.lemma_.lower() in FINDINGS
    return child.dep_ == "acl" and child.tag_ == "VBN" and (child.lemma_ in _ISSUING or is_released)


def _find_agent(verb, preposition: str = "by"):
    """The noun after "by": Davis, in "sent by Davis"; else None."""
    nouns = (t for by in verb.children if by.lower_ == preposition for t in by.children if t.dep_ == "pobj")
    return next(nouns, None)


def _is_passed_on(child) -> bool:
    return child.dep_ in ("acl", "relcl") and child.lemma_ in _PASSED_ON
