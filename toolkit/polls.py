"""Polls by the name that an article gives them: "a Morning Consult poll", and "the survey" after it."""

from __future__ import annotations

import re

_WORDS = frozenset({"poll", "survey"})  # an article may have either word for one poll
_PLAIN = frozenset("a an latest new that the this".split())  # beside a poll without a name
_JOINTS = frozenset("/ - ‐ ‑ – &".split())
_LONGEST = 8  # tokens of a name
_MOST = 30  # names of an article; where there are more, none is looked for in another


def name_polls(doc) -> dict[int, str]:
    """Name the polls of an article.

    Parameters
    ----------
    doc : Doc

    Returns
    -------
    dict
        Token of "poll" or "survey" → the fullest form of its name. A poll without a name has that of the
        only one which the article names, where no other is brought up: "a new poll" before the name, "the
        poll" after it. Places, peoples and days are no names ("an Iowa poll"), nor is what is asked about
        ("Obama's poll numbers"). An election called a poll cannot be told from one.
    """
    text = doc.text.lower()
    if not any(word in text for word in _WORDS):
        return {}
    nouns = [t for t in doc if t.lemma_.lower() in _WORDS and t.tag_ in ("NN", "NNP") and not _is_part(t)]
    names = {t.i: name for t in nouns if (name := _read_name(t))}
    fullest = _find_fullest(list(dict.fromkeys(names.values())))
    named = {i: fullest[name] for i, name in names.items()}
    others = [t for t in nouns if t.i not in names]
    if len(set(named.values())) != 1 or any(_is_another(t, min(named)) for t in others) or _has_several(doc):
        return named
    return named | {t.i: named[min(named)] for t in others if _is_plain(t)}


def _is_part(noun) -> bool:
    """Tell whether a noun only says of what kind another is: "poll numbers"."""
    return noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.pos_ == "NOUN"


def _read_name(noun) -> str | None:
    """The name of a poll, as far as it stands together."""
    doc, start, end = noun.doc, noun.i, noun.i + 1
    while start > max(noun.i - _LONGEST, 0) and _is_name_part(doc[start - 1]):
        start -= 1
    while end < min(noun.i + _LONGEST, len(doc)) and noun.ent_type_ and doc[end].ent_iob_ == "I":
        end += 1
    words = [t for t in doc[start : noun.i] if t.text[0].isalpha()]
    words = words[bool(words) and words[0].lower_ in ("a", "an", "the") :]
    is_told = any(t.ent_type_ not in ("DATE", "GPE", "NORP", "PERSON") for t in words)
    return doc[words[0].i : end].text if is_told else None


def _is_name_part(token) -> bool:
    """Tell whether a token belongs to a name: a capital, a joint without blanks, "the" in "Rock the Vote"."""
    if token.text in _JOINTS:
        return token.text == "&" or not (token.whitespace_ or (token.i and token.nbor(-1).whitespace_))
    return token.ent_iob_ == "I" or (token.pos_ == "PROPN" and token.text[0].isupper())


def _find_fullest(names: list[str]) -> dict[str, str]:
    """Each name → the longest with all its words and as many pollsters: "NBC poll", "NBC News poll"."""
    words = {name: set(re.findall(r"\w+", name.casefold())) - _WORDS for name in names}
    parts = {name: len(re.split(r"[/‐‑–&-]", name)) for name in names}
    if len(names) > _MOST:
        return {name: name for name in names}
    return {
        name: max((n for n in names if words[name] <= words[n] and parts[name] == parts[n]), key=len)
        for name in names
    }


def _is_another(noun, first: int) -> bool:
    """Tell whether another poll is brought up: "another poll", and "a new poll" after the first name."""
    words = {t.lower_ for t in noun.lefts}
    is_new = not words.isdisjoint(("latest", "new")) and noun.i < first
    return not words.isdisjoint(("a", "an", "another", "one")) and not is_new


def _has_several(doc) -> bool:
    """Tell whether several polls are brought up: "two other polls"."""
    plurals = (t for t in doc if t.lemma_.lower() in _WORDS and t.tag_ in ("NNS", "NNPS"))
    return any(t.pos_ == "NUM" or t.lower_ in ("both", "other", "several") for n in plurals for t in n.lefts)


def _is_plain(noun) -> bool:
    """Tell whether a poll has no words of its own: "the poll", "a new poll", "Poll: …"; not "exit poll"."""
    words = [t for t in noun.doc[noun.left_edge.i : noun.i] if not t.is_space]
    return all(t.lower_ in _PLAIN for t in words) and (
        bool(words) or (noun.i + 1 < len(noun.doc) and noun.nbor().text == ":")
    )
