"""Masking: what is said about a target, without its name, other names and the words of others.

A judgement of a sentence must not depend on whom it names. So names are taken out before a trained scorer
reads it: what the scorer never sees cannot sway it.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.quotes.quoted import Range

PLAIN, TARGET, NAME, GAP = range(4)
"""Marks of a word: as it stands, the target, another name, words left out."""
MASK = "[MASK]"
_NAMES = frozenset("PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE".split())
_TITLE_CASE = 0.6  # from this share of capitalised words on, capitals tell nothing


def mask_names(doc, target: Range, visible: Sequence[Range]) -> tuple[list[str], list[int]]:
    """Write a sentence as words and marks, with the target, other names and what is not visible masked.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    target : (start, end)
        Tokens of the mention.
    visible : sequence of (start, end)
        Ranges of tokens that may be read, in order; what lies between two of them becomes one gap.

    Returns
    -------
    words : list of str
        Each name, and each gap, is one ``"[MASK]"``.
    marks : list of int
        ``PLAIN``, ``TARGET``, ``NAME`` or ``GAP`` for each word.

    Notes
    -----
    Names are what the pipeline takes for one, and capitalised words inside a sentence. Titles
    ("President") before a name go with it where the pipeline tags them as proper nouns.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["Moscow accused Ms Reyes of a cover-up."]))
    >>> words, marks = mask_names(doc, (0, 1), [(0, len(doc))])
    >>> " ".join(words), marks[:3]
    ('[MASK] accused [MASK] of a cover - up .', [1, 0, 2])
    """
    words: list[str] = []
    marks: list[int] = []
    trusts_capitals = _trusts_capitals([token for start, end in visible for token in doc[start:end]])
    before = None
    for start, end in visible:
        if before is not None and before < start:
            words.append(MASK)
            marks.append(GAP)
        before = end
        for token in doc[start:end]:
            mark = _find_mark(token, target, trusts_capitals)
            if mark != PLAIN and marks and marks[-1] == mark:
                continue
            words.append(token.text if mark == PLAIN else MASK)
            marks.append(mark)
    return words, marks


def _find_mark(token, target: Range, trusts_capitals: bool) -> int:
    if target[0] <= token.i < target[1]:
        return TARGET
    if token.ent_type_ in _NAMES:
        return NAME
    if not trusts_capitals or token.ent_type_ or not token.text[0].isupper() or token.pos_ == "PRON":
        return PLAIN
    return NAME if token.pos_ == "PROPN" or _follows_word(token) else PLAIN


def _follows_word(token) -> bool:
    """Whether a capital needs another reason than the beginning of a sentence or quotation."""
    return not token.is_sent_start and (token.nbor(-1).is_alpha or token.nbor(-1).text == ",")


def _trusts_capitals(tokens: list) -> bool:
    """Whether capitals tell names: not in a headline in title case."""
    words = [token.text for token in tokens if token.is_alpha]
    return sum(word[0].isupper() for word in words) < _TITLE_CASE * len(words) or len(words) < 4
