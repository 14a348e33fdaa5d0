"""Relatives: the words that a "who" or "which" belongs to."""

from __future__ import annotations

from toolkit.called import list_given_names
from toolkit.cast import SINGULAR
from toolkit.nouns import is_human

_REACH = 12  # words from "a website called" to the end of its name
_PLURAL = frozenset("are do have were".split())


def find_relative(token):
    """The words whom or what a relative pronoun takes up, a stretch of its sentence; None where none are.

    Where the clause hangs on what somebody is said to be, whoever it is: Reyes, in "Reyes is a lawyer who".
    All that are named together, where the clause is in the plural: "Rice and Grant, who have said".
    """
    noun = _find_antecedent(token)
    if noun is None:
        return _find_name_before(token)
    bearer = _find_bearer(noun)
    if bearer is not None:
        return token.doc[bearer.left_edge.i : bearer.i + 1]
    first = _list_together(noun)[0] if takes_up_several(token) else noun
    return _phrase_of(token.doc, first, min(token, _find_clause(token).left_edge))


def takes_up_several(token) -> bool:
    """Tell whether a relative pronoun takes up more than the last of several: "Rice and Grant, who have"."""
    noun = _find_antecedent(token)
    if noun is None or token.lower_ == "that" or len(_list_together(noun)) < 2:
        return False
    verb = _find_clause(token)
    finite = next((t for t in verb.children if t.dep_ in ("aux", "auxpass")), verb)
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return finite.lower_ in _PLURAL or finite.tag_ == "VBP" or after in ("all", "both")


def _find_clause(token):
    """The verb of the clause that hangs on a noun, of which a relative pronoun is a part."""
    return next((above for above in token.ancestors if above.dep_ == "relcl"), None)


def _list_together(noun) -> list:
    """A noun and those that are named together with it, in text order."""
    return sorted((noun, *noun.conjuncts), key=lambda each: each.i)


def _find_antecedent(token):
    """The noun that "who" belongs to: in "listeners to his program who", the people, not the thing."""
    clause = _find_clause(token)
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
    if token.lower_ == "which" and (is_human(noun) or noun.ent_type_ == "PERSON"):
        noun = _skip_marks(clause.left_edge) or noun
    return find_whole(noun) if token.lower_ == "which" else noun


def _skip_marks(token):
    """The noun that stands right before a token, but for marks."""
    i = token.i - 1
    while i > 0 and token.doc[i].is_punct:
        i -= 1
    return token.doc[i] if i >= 0 and token.doc[i].pos_ in ("NOUN", "PROPN") else None


def find_whole(noun):
    """The word that a name hangs on, of which a noun is the end: the ACLU, in "the ACLU of Oregon"."""
    while noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of") and noun.head.i == noun.left_edge.i - 1:
        above = noun.head.head
        if above.pos_ != "PROPN" or noun.pos_ not in ("DET", "PRON", "PROPN") or is_human(above):
            break
        noun = above
    return noun


def _find_name_before(token):
    """The name given right before a pronoun: "a website called Real News Right Now, which"."""
    end = token.i
    while end > 0 and token.doc[end - 1].is_punct:
        end -= 1
    names = list_given_names(token.doc[max(end - _REACH, 0) : end])
    return next((name for _, name in names if name.end == end), None)


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
