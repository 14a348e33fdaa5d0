"""Papers: the word that tells whose a letter, a statement or a report is."""

from __future__ import annotations

from toolkit.nouns import ISSUED, WITHIN_NAME, is_human
from toolkit.quotes.cues import find_frames

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WRITING = frozenset("compose draft issue pen post send sign tweet write".split())
_LEARNING = frozenset("discover find hear learn read see".split())
_ISSUING = _WRITING | frozenset("author commission compile conduct prepare produce sponsor".split())
_MAKING_PUBLIC = frozenset("publish release".split())
_ASKING = frozenset("commission conduct publish release sponsor".split())
POLLS = frozenset("poll study survey".split())
_FINDINGS = POLLS | {"report", "review"}
_ABOUT = frozenset("ad book complaint dossier lawsuit review ruling summary video".split())
"""Papers "of Davis" that are about Davis."""
_PLACES = frozenset({"FAC", "GPE", "LOC"})
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
        if child.lower_ == "of" and noun.lemma_.lower() in POLLS and is_human(inside):
            asked = [t for t in inside.children if t.dep_ == "acl" and t.lemma_ in _ASKING]
            if asked:  # "a poll of 400 voters released by"
                return _find_agent(asked[0])
        is_named = child.lower_ == "of" and inside.i in named and noun.lemma_.lower() not in _ABOUT
        if (child.lower_ in ("by", "from") and _is_somebody(inside)) or is_named:
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
    is_released = child.lemma_ in _MAKING_PUBLIC and noun.lemma_.lower() in _FINDINGS
    return child.dep_ == "acl" and child.tag_ == "VBN" and (child.lemma_ in _ISSUING or is_released)


def _find_agent(verb, preposition: str = "by"):
    """Whoever stands after "by": Davis, in "sent by Davis"; None for "sent by mail", and for several."""
    nouns = (t for by in verb.children if by.lower_ == preposition for t in by.children if t.dep_ == "pobj")
    noun = next(nouns, None)
    if noun is None or noun.conjuncts or (preposition == "from" and noun.ent_type_ in _PLACES):
        return None
    return noun if _is_somebody(noun) else None


def _is_somebody(noun) -> bool:
    """Tell whether a noun after "by" can be who did it: not in "by mail", "by mistake"."""
    is_told = any(t.dep_ in ("amod", "compound", "det", "nummod", "poss") for t in noun.children)
    return is_told or noun.text[0].isupper() or noun.pos_ == "PRON" or noun.tag_ == "NNS"


def _is_passed_on(child) -> bool:
    return child.dep_ in ("acl", "relcl") and child.lemma_ in _PASSED_ON
