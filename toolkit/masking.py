"""Masking: what is said about a target, without its name, other names and the words of others.

A judgement of a sentence must not depend on whom it names. So names are taken out before a trained scorer
reads it. Names are told by their letters and a list of ordinary words, hardly by the parse, so that another
name in the same place leaves the same words behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from toolkit.quotes.quoted import Range

PLAIN, TARGET, NAME, GAP = range(4)
"""Marks of a word: as it stands, the target, another name, words left out."""
MASK = "[MASK]"
_POSSESSIVES = frozenset("'s ’s ' ’".split())
_PARTICLES = frozenset("abu al ash bin da de del della der di du el ibn la le ul van von".split())
_HYPHENS = frozenset("-–/")
_BODIES = frozenset("administration authorities government opposition".split())
_ORGANISATIONS = frozenset(
    """Agency Alliance Association Authority Campaign Center Centre Coalition Commission Committee Council
    Department Federation Forum Front Fund Institute Ministry Movement Network Observatory Office Organisation
    Organization Party Union""".split()
)
_SEXLESS = {"she": "he", "her": "his", "hers": "his", "him": "his", "herself": "himself"}
_COMPOUND = re.compile(r"(-)([a-z]{2,})$")
_LONG_WORD = 5  # a headline in title case has no word of so many letters in lower case, unless a stop word


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
    Names are words with a capital inside a sentence (weekdays and months among them), with the article,
    particles, hyphens and "of" that join them; names right beside the target are taken for its titles and
    go with it. At the beginning of a sentence or quotation, and in a headline in title case, names are what
    is no ordinary word: one that the lexicon of TextBlob (Brill's, from news of 1989 and books) lists in
    lower case and does not list as a name, or what the pipeline takes for a person ("Ban said"); so a rare
    word may be masked.
    Words in a script without capitals are masked, names in lower case ("hitler") are read. "She" is written
    as "he". Full stops are left out, since "U.S." at the end would swallow one.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["Moscow accused Ms Reyes of a cover-up."]))
    >>> words, marks = mask_names(doc, (0, 1), [(0, len(doc))])
    >>> " ".join(words), marks[:3]
    ('[MASK] accused [MASK] of a cover - up', [1, 0, 2])
    """
    tokens, starts = [], set()
    for start, end in visible:
        if tokens and tokens[-1].i + 1 < start:
            starts.add(start)
        tokens += doc[start:end]
    target = _drop_possessive(doc, target)
    marks = _mark_names(tokens, target)
    marks = _join_before(tokens, marks, starts)
    marks = _join_after(tokens, marks, starts)
    return _write(tokens, _join_titles(tokens, marks, starts), starts)


def _drop_possessive(doc, target: Range) -> Range:
    start, end = target
    return (start, end - 1) if end - start > 1 and doc[end - 1].text in _POSSESSIVES else target


def _mark_names(tokens: list, target: Range) -> list[int]:
    """Names word by word."""
    others = [token for token in tokens if not target[0] <= token.i < target[1]]
    lower = [token for token in others if token.is_lower and token.is_alpha]
    in_title_case = not any(len(token) >= _LONG_WORD and not token.is_stop for token in lower)
    marks = []
    for token in tokens:
        if target[0] <= token.i < target[1]:
            marks.append(TARGET)
        elif token.is_alpha and token.lower_ == token.text.upper():  # a script without capitals
            marks.append(NAME)
        elif token.lower_ == token.text or token.text == "I":
            marks.append(PLAIN)
        elif lower and token.is_upper and token.text != "A":
            marks.append(NAME)
        else:
            is_person = not in_title_case and token.ent_type_ == "PERSON" and token.pos_ == "PROPN"
            is_plain = (in_title_case or _begins(token)) and _is_ordinary(token.text) and not is_person
            marks.append(PLAIN if is_plain else NAME)
    return marks


@lru_cache(maxsize=4096)
def _is_ordinary(word: str) -> bool:
    """Whether a word with a capital is one that the lexicon has without, and not as a name."""
    tags = _load_lexicon()
    names = ("NNP", "NNPS")
    return tags.get(word.lower(), "NNP") not in names and tags.get(word.capitalize()) not in names


@lru_cache(maxsize=1)
def _load_lexicon() -> dict[str, str]:
    """Word → its usual tag, from the file that TextBlob's tagger reads."""
    path = Path(find_spec("textblob").origin).parent / "en" / "en-lexicon.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ")[:2] for line in lines if line and not line.startswith(";"))


def _begins(token) -> bool:
    """Whether a capital may stand for the beginning of a sentence or quotation."""
    if token.i == 0:
        return True
    before = token.nbor(-1).text
    return not (before[0].isalnum() or before in {",", "-", "&"} or before in _POSSESSIVES)


def _join_before(tokens: list, marks: list[int], starts: set[int]) -> list[int]:
    """Articles, particles, hyphens and "of" before a name are part of it."""
    marks = list(marks)
    for n in range(len(tokens) - 2, -1, -1):
        after = marks[n + 1]
        if marks[n] != PLAIN or after == PLAIN or tokens[n + 1].i in starts:
            continue
        before = marks[n - 1] if n and tokens[n].i not in starts else PLAIN
        text = tokens[n].lower_
        joins = n > 0 and text in _HYPHENS and not tokens[n].whitespace_ and not tokens[n - 1].whitespace_
        if (
            text == "the"
            or text in _PARTICLES
            or (joins and tokens[n - 1].lower_ in _PARTICLES)
            or (joins and before != PLAIN)
            or (_links(text, tokens[n - 1].text) and before == after == NAME)
        ):
            marks[n] = after
    return marks


def _links(word: str, before: str) -> bool:
    """Whether a word links two names to one; "for" where the first is an organisation's."""
    return word in {"of", "&"} or (word == "for" and before in _ORGANISATIONS)


def _join_after(tokens: list, marks: list[int], starts: set[int]) -> list[int]:
    """What makes a country its government, and the end of "Ban Ki-moon", are part of the name before."""
    marks = list(marks)
    for n in range(1, len(tokens)):
        if marks[n] != PLAIN or marks[n - 1] == PLAIN or tokens[n].i in starts:
            continue
        around = tokens[n - 1 : n + 2], tokens[max(0, n - 2) : n + 1]
        if tokens[n].text in _BODIES or any(map(_ends_person, around)):
            marks[n] = marks[n - 1]
    return marks


def _ends_person(tokens: list) -> bool:
    """Whether three tokens are a name, a hyphen and a word in lower case that the pipeline adds to it."""
    if len(tokens) < 3 or tokens[1].text != "-" or tokens[0].whitespace_ or tokens[1].whitespace_:
        return False
    return tokens[2].is_lower and tokens[0].ent_type_ == tokens[2].ent_type_ == "PERSON"


def _join_titles(tokens: list, marks: list[int], starts: set[int]) -> list[int]:
    """Names right before or after the target are part of it."""
    marks = list(marks)
    for step in (1, -1):
        for n in range(len(tokens))[::step]:
            beside = n - step
            if 0 <= beside < len(tokens) and (marks[beside], marks[n]) == (TARGET, NAME):
                marks[n] = NAME if tokens[max(n, beside)].i in starts else TARGET
    return marks


def _write(tokens: list, marks: list[int], starts: set[int]) -> tuple[list[str], list[int]]:
    """One mask for each name and gap."""
    words: list[str] = []
    written: list[int] = []

    def write(word: str, mark: int) -> None:
        words.append(word)
        written.append(mark)

    for token, mark in zip(tokens, marks, strict=True):
        if token.i in starts:
            write(MASK, GAP)
        if mark != PLAIN:
            if not written or written[-1] != mark:
                write(MASK, mark)
            if token.text != token.lower_ and (compound := _COMPOUND.search(token.text)):
                write(compound[1], PLAIN)  # "U.S.-led" is one token
                write(compound[2], PLAIN)
        elif token.text.strip(" .\n\t\r"):
            write(_SEXLESS.get(token.lower_, token.text), PLAIN)
    return words, written
