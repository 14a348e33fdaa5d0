"""Speech without a verb: "Reyes: no talks this week", and quotations signed with a dash and a name."""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate, Range, is_word
from toolkit.quotes.quoted import Quoted, Stretch
from toolkit.quotes.sources import can_speak

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
        if colon is None or quoted.holds(start):
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
    if last.ent_type_ in _SPEAKERS:
        return True
    return headline and (can_speak(last) or _is_named(doc, last.text))


def _is_named(doc, word: str) -> bool:
    """Whether a word is (part of) a name somewhere in the text."""
    return any(entity.label_ in _SPEAKERS and word in entity.text.split() for entity in doc.ents)


def find_signature(doc, quoted: Quoted, stretch: Stretch) -> Candidate | None:
    """ "We are ready." — Ana Reyes: on the same line, or alone on the next one."""
    _, end = quoted.paragraphs[stretch.paragraph]
    dash = next((t.i for t in doc[stretch.end : min(end, stretch.end + 3)] if t.text in _DASHES), None)
    if dash is None and stretch.paragraph + 1 < len(quoted.paragraphs):
        if any(is_word(token) for token in doc[stretch.end : end]):
            return None
        start, end = quoted.paragraphs[stretch.paragraph + 1]
        dash = start if doc[start].text in _DASHES else None
    if dash is None:
        return None
    name = [token for token in doc[dash + 1 : end] if is_word(token)]
    if not name or name[0].pos_ != "PROPN" or len(name) > 2 * _MAX_WORDS:
        return None
    if any(token.pos_ not in _SIGNATURE_PARTS for token in name):
        return None
    content = [(stretch.start, stretch.end)]
    return Candidate(dash, content, [dash], source=(dash + 1, end), frame="label", direct=True)
