"""Called: the name that a clause gives somebody or something: "a group called Brand New Harbour"."""

from __future__ import annotations

_CALLING = frozenset("called dubbed named nicknamed titled".split())
_CALLING_AS = frozenset("identified known".split())
_OPENING = frozenset("the \" “ ‘ '".split())
_WITHIN = frozenset("de for of".split())
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY"})


def find_given_name(noun):
    """The name that stands behind "called", "named", "identified as" or "known as", or None.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["A group called Harbour for All said it would sue."]))
    >>> find_given_name(doc[1])
    Harbour for All
    """
    clauses = (token for token in noun.children if token.dep_ == "acl" and token.i > noun.i)
    return next(filter(None, map(_read_name, clauses)), None)


def _read_name(clause):
    """The words with capitals after the verb of a clause, and small ones between them."""
    doc, start = clause.doc, clause.i + 1
    if clause.lower_ in _CALLING_AS and doc[start : start + 1].text.lower() == "as":
        start += 1
    elif clause.lower_ not in _CALLING:
        return None
    while doc[start : start + 1].text.lower() in _OPENING:
        start += 1
    end = start
    for token in doc[start:]:
        if token.text[:1].isupper() and token.ent_type_ not in _NO_NAMES:
            end = token.i + 1
        elif end == start or not (token.ent_iob_ == "I" or token.lower_ in _WITHIN):
            break
    return doc[start:end] if start < end else None
