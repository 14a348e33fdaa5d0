"""Speech without a verb: "Reyes: no talks this week", and quotations signed with a dash and a name."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from operator import attrgetter

from toolkit.quotes.candidates import Candidate, Range, is_word
from toolkit.quotes.quoted import Quoted, Stretch
from toolkit.quotes.sources import RUBRICS, can_speak

_MAX_WORDS = 6  # in a label or signature
_SPEAKERS = frozenset(("PERSON", "NORP", "ORG", "GPE"))
_DASHES = frozenset(("-", "--", "—", "–", "―"))
_LABEL_PARTS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PUNCT", "PART", "X", "SPACE"))
_SIGNATURE_PARTS = _LABEL_PARTS | {"ADP", "CCONJ", "NUM"}


def find_labels(doc, quoted: Quoted) -> list[Candidate]:
    """Paragraphs that begin with a name and a colon: headlines and transcripts."""
    found = []
    starts = {stretch.start for stretch in quoted.stretches}
    for number, (start, end) in enumerate(quoted.paragraphs):
        colon = next((t.i for t in doc[start : min(end, start + _MAX_WORDS + 1)] if t.text == ":"), None)
        if colon is None or (quoted.holds(start) and not _is_capitals(doc[start:colon])):
            continue
        if not _names_speaker(doc, (start, colon), headline=number == 0):
            continue
        if any(place in starts for place in (colon + 1, colon + 2)):
            continue  # a quotation follows, which takes the label by itself
        if sum(map(is_word, doc[colon + 1 : end])) >= 3:
            content = [(colon + 1, end)]
            found.append(Candidate(colon, content, [colon], source=(start, colon), frame="label"))
    return found


def _names_speaker(doc, label: Range, *, headline: bool) -> bool:
    """Whether the words before a colon name somebody."""
    tokens = [token for token in doc[slice(*label)] if not token.is_space]
    if not tokens or any(token.pos_ not in _LABEL_PARTS for token in tokens):
        return False
    words = [token for token in tokens if is_word(token)]
    if not words:
        return False
    last = words[-1]
    if last.lower_ in RUBRICS:
        return False
    if last.ent_type_ in _SPEAKERS:
        return True
    if headline:
        return can_speak(last) or _is_named(doc, last.text)
    return _is_capitals(tokens) and _is_named(doc, last.text.title())


def _is_capitals(label) -> bool:
    """Whether a label is in capitals, as in a transcript that is quoted as a whole."""
    words = [token for token in label if is_word(token)]
    return bool(words) and all(token.text.isupper() and len(token) > 1 for token in words)


def _is_named(doc, word: str) -> bool:
    """Whether a word is (part of) a name somewhere in the text."""
    return any(entity.label_ in _SPEAKERS and word in entity.text.split() for entity in doc.ents)


def find_signature(doc, quoted: Quoted, stretch: Stretch) -> Candidate | None:
    """ "We are ready." — Ana Reyes: on the same line, or alone on the next one.

    A quotation that opens its paragraph runs to the signature, over the quotations within it.
    """
    first, end = quoted.paragraphs[stretch.paragraph]
    last = stretch
    if not any(is_word(token) for token in doc[first : stretch.start]):
        after = bisect_right(quoted.stretches, stretch.paragraph, key=attrgetter("paragraph"))
        last = quoted.stretches[after - 1]
    for closing in dict.fromkeys((stretch, last)):
        signed = _find_signed(doc, quoted, closing, end)
        if signed is not None:
            dash, name = signed
            content = [(stretch.start, closing.end)]
            return Candidate(dash, content, [dash], source=name, frame="label", direct=True)
    return None


def _find_signed(doc, quoted: Quoted, closing: Stretch, end: int) -> tuple[int, Range] | None:
    """The dash after a quotation, and the name after the dash."""
    dash = next((t.i for t in doc[closing.end : min(end, closing.end + 3)] if _is_dash(t)), None)
    if dash is None and closing.paragraph + 1 < len(quoted.paragraphs):
        if any(is_word(token) for token in doc[closing.end : end]):
            return None
        start, end = quoted.paragraphs[closing.paragraph + 1]
        dash = start if _is_dash(doc[start]) else None
    if dash is None:
        return None
    most = 2 * _MAX_WORDS
    name = list(islice(filter(is_word, doc[dash + 1 : end]), most + 1))
    if not name or name[0].pos_ != "PROPN" or len(name) > most:
        return None
    if any(token.pos_ not in _SIGNATURE_PARTS for token in name):
        return None
    return dash, (dash + 1, end)


def _is_dash(token) -> bool:
    """Whether a token is a dash, or one that the tokenizer left at a closing mark."""
    return token.text.lstrip('"”»') in _DASHES
