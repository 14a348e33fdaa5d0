"""Relatives: the words that a "who" or "which" belongs to."""

from __future__ import annotations

from toolkit.cast import SINGULAR
from toolkit.nouns import is_human


def find_relative(token):
    """The words whom or what a relative pronoun takes up, a stretch of its sentence; None where none are.

    Where the clause hangs on what somebody is said to be, whoever it is: Reyes, in "Reyes is a lawyer who".
    """
    noun = _find_antecedent(token)
    if noun is None:
        return None
    bearer = _find_bearer(noun)
    if bearer is not None:
        return token.doc[bearer.left_edge.i : bearer.i + 1]
    return _phrase_of(token.doc, noun, token)


def _find_antecedent(token):
    """The noun that "who" belongs to: in "listeners to his program who", the people, not the thing."""
    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
    if clause is None:
        return None
    noun = clause.head
    while noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        noun = noun.head
    above = noun
    while token.lower_ in ("who", "whom") and above.dep_ == "pobj" and above.head.dep_ == "prep":
        above = above.head.head
        if is_human(above) and not is_human(noun) and noun.ent_type_ != "PERSON":
            return above
    return noun


def _find_bearer(noun):
    """The person of whom a clause tells what somebody is: Reyes, in "Reyes is a lawyer who"; else None."""
    if noun.tag_ != "NN" or not is_human(noun) or noun.left_edge.lower_ not in ("a", "an", "the"):
        return None
    bearer = noun
    while bearer is not None and bearer.dep_ in ("appos", "attr", "pobj"):
        above = bearer.head
        if bearer.dep_ == "appos":
            bearer = above
        elif bearer.dep_ == "attr":
            is_open = any(t.dep_ in ("neg", "preconj") or t.lower_ in ("if", "never") for t in above.children)
            bearer = next((t for t in above.lefts if t.dep_ == "nsubj" and not is_open), None)
        elif above.lower_ == "as" and above.head.dep_ == "acl":
            bearer = above.head.head
        else:
            break
    if bearer is None or bearer.conjuncts or bearer.ent_type_ in ("GPE", "ORG"):
        return None
    return bearer if bearer.pos_ == "PROPN" or bearer.lower_ in SINGULAR else None


def _phrase_of(doc, noun, end):
    """The words of a noun up to a token that begins what is added."""
    last = end.i
    while last > noun.i + 1 and (doc[last - 1].is_punct or doc[last - 1].pos_ == "ADP"):
        last -= 1
    return doc[noun.left_edge.i : last]
