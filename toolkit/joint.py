"""Joint speakers: the parts of a mention of several, "Rice and Grant"."""

from __future__ import annotations

from toolkit.full_names import DAYS

_FIRMS = frozenset("associates brothers co company daughters partners sons".split())


def split_joint(span) -> list:
    """Split "Rice and Grant" into its speakers; "aides to both A and B" have one head."""
    doc, parts, start = span.doc, [], span.start + (span[0].lower_ == "both" and len(span) > 1)
    for other in span.root.conjuncts or _list_in_apposition(span.root):
        if not span.root.i < other.i < span.end:
            continue
        cut = next((i for i in range(other.i - 1, start, -1) if doc[i].dep_ in ("cc", "punct")), None)
        if cut is not None and not any(_is_of_both(token) for token in doc[start + 1 : cut]):
            parts.append(doc[start:cut])
            start = cut + 1
    return [*parts, doc[start : span.end]] if parts else _split_headline(span)


def _split_headline(span) -> list:
    """Split "Paul Ryan And Ted Cruz", whose capitals mislead the parser."""
    at = next((t.i for t in span[1:-1] if t.text == "And" and t.ent_iob_ != "I"), None)
    parts = [span.doc[span.start : at], span.doc[at + 1 : span.end]] if at else []
    return parts if parts and all(map(is_bare_name, parts)) else [span]


def is_bare_name(span) -> bool:
    """Tell whether a mention is a name and nothing else, as an unknown speaker's: "Novak and Chrabaszcz".

    A day is none, nor the end of a firm's name: "Novak and Sons".
    """
    if span[-1].lower_.strip(".") in DAYS | _FIRMS or span.root.ent_type_ in ("DATE", "TIME"):
        return False
    return all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in span)


def _list_in_apposition(name) -> list:
    """The other names of "Grant, Reyes and Novak", where the parser takes the rest for an apposition."""
    others, queue = [], [name]
    while queue:
        beside = [t for t in queue.pop().children if t.dep_ in ("appos", "conj") and t.i > name.i]
        others += beside
        queue += beside
    others.sort(key=lambda token: token.i)
    is_list = len(others) > 1 and any(t.dep_ == "conj" for t in others)
    return others if is_list and all(t.pos_ == "PROPN" and t.ent_type_ for t in (name, *others)) else []


def _is_of_both(token) -> bool:
    """Tell whether "both" brings in what belongs to one head: "aides to both"."""
    return token.lower_ == "both" and token.nbor(-1).pos_ == "ADP"
