"""Called: the names that words beside a noun give: "a group called Brand New Harbour", "the agency SANA"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.full_names import DAYS
from toolkit.nouns import BODIES

_CALLING = frozenset("called dubbed named nicknamed titled".split())
_CALLING_AS = frozenset("herself himself identified known name themselves".split())
_KINDS = BODIES | frozenset("charity pac site think-tank website".split())
_TELLING = _CALLING | _KINDS | {"as", "herself", "himself"}
_OPENING = frozenset("the \" “ ‘ '".split())
_WITHIN = frozenset("de for of".split())
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "NORP"})


def list_given_names(span) -> Iterator[tuple]:
    """Nouns of a stretch, each with the name that is given to it.

    Behind "called", "identified as" or "gave his name as", or right behind a word for a body.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["A group called Harbour for All said it would sue."]))
    >>> list(list_given_names(doc))
    [(group, Harbour for All)]
    """
    for token in span:
        word, noun, name = token.lower_, None, None
        if word not in _TELLING:
            continue
        if word in _CALLING and token.dep_ == "acl":
            noun, name = token.head, _read_name(token.doc, token.i + 1)
        elif word in ("herself", "himself") and token.head.lemma_ == "call":
            nouns = (above for above in token.ancestors if above.pos_ == "NOUN")
            noun, name = next(nouns, None), _read_name(token.doc, token.i + 1)
        elif word == "as" and _calls(token):
            nouns = (above for above in token.ancestors if above.pos_ == "NOUN" and above.lower_ != "name")
            noun, name = next(nouns, None), _read_name(token.doc, token.i + 1)
        elif word in _KINDS and token.text.islower():
            noun, name = token, _read_beside(token)
        if noun is not None and name is not None and noun.tag_ in ("NN", "NNP"):
            yield noun, name


def find_given_name(span):
    """The name that a mention gives to its head, as far as it ends within the mention; or None."""
    i = span.root.i
    names = (name for noun, name in list_given_names(span) if noun.i == i or name.start <= i < name.end)
    return next((name for name in names if name.end <= span.end), None)


def _calls(preposition) -> bool:
    """Tell whether "as" stands behind "identified", "known" or "his name"."""
    words = [t.lower_ for t in preposition.doc[max(preposition.i - 2, 0) : preposition.i] if t.pos_ != "ADV"]
    return bool(words) and words[-1] in _CALLING_AS


def _read_beside(noun):
    """The name right behind a word for a body: "the agency SANA", "the group Harbour for All"."""
    if noun.i + 1 == len(noun.doc) or not noun.doc[noun.i + 1].text[0].isupper():
        return None
    name = _read_name(noun.doc, noun.i + 1)
    if name is None:
        return None
    root, above = name.root, noun.head
    is_beside = root.head.i == noun.i and root.dep_ == "appos"
    is_beside |= root.head.i == above.i and root.dep_ == noun.dep_  # "the agency SANA said": two subjects
    return name if is_beside or name.start <= above.i < name.end else None


def _read_name(doc, start: int):
    """The words with capitals from a token on, and small ones between them."""
    while doc[start : start + 1].text.lower() in _OPENING:
        start += 1
    end = start
    for token in doc[start:]:
        is_begun = end > start
        if token.text[:1].isupper() and (token.lower_ not in DAYS if is_begun else not _is_no_name(token)):
            end = token.i + 1
        elif not is_begun or not (token.ent_iob_ == "I" or token.lower_ in _WITHIN):
            break
    if start == end or _goes_on(doc, end):
        return None
    return doc[start:end]


def _is_no_name(token) -> bool:
    return token.ent_type_ in _NO_NAMES


def _goes_on(doc, end: int) -> bool:
    """Tell whether words go on behind a name to something else: "Assad's cousin", "UN envoy"."""
    after = doc[end] if end < len(doc) else None
    if after is None:
        return False
    return after.tag_ == "POS" or (
        after.pos_ == "NOUN" and after.text.islower() and doc[end - 1].head.i == after.i
    )
