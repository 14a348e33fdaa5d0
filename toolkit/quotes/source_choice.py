"""Whom a cue names: what the encoder points to, mended by the parse where it is unsure or cuts a phrase."""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate
from toolkit.quotes.quoted import Range
from toolkit.quotes.sources import (
    RUBRICS,
    can_speak,
    find_noun_speaker,
    find_speaker,
    find_subject,
    noun_phrase,
)

SURE = 0.5
"""Probability of pointing to a source from which the parse has no say in it."""
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))


def choose_source(doc, candidate: Candidate, score: float) -> Range | None:
    """Choose the source of a cue between the encoder's and the parse's.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    candidate : Candidate
        With a cue; its ``source`` is the encoder's, None where it found none.
    score : float
        Probability with which the cue points to that source.

    Returns
    -------
    (int, int) or None
        Tokens of the source. The parse's where the encoder has none and the parse has somebody who can speak,
        and where the encoder is not sure. Nobody where a rubric stands before a colon ("Interview:"). Else
        the encoder's: cut down to the subject of the cue if it holds more before it ("Rain, as one farmer
        said"), made whole if it is a piece of a noun phrase ("The" of "The Herald").
    """
    head = doc[candidate.cue[0] : candidate.cue[-1] + 1].root
    by_parse = find_speaker(head) if head.pos_ in ("VERB", "AUX") else find_noun_speaker(head)
    if by_parse is not None and _is_in_content(candidate, by_parse):
        by_parse = None
    if head.text == ":" and candidate.source and doc[slice(*candidate.source)].text.lower() in RUBRICS:
        return None
    if candidate.source is None:
        return by_parse if by_parse and can_speak(doc[slice(*by_parse)].root) else None
    if by_parse and score < SURE:
        return by_parse
    return _trim_before_subject(doc, candidate.source, head) or _complete(doc, candidate)


def _is_in_content(candidate: Candidate, source: Range) -> bool:
    return any(start < source[1] and source[0] < end for start, end in candidate.content)


def _trim_before_subject(doc, source: Range, head) -> Range | None:
    """The subject of the cue alone, where the source has other nouns before it."""
    subject = find_subject(head)
    if subject is None or not source[0] <= subject.i < source[1]:
        return None
    start, end = noun_phrase(subject, stop=head)
    return (start, min(end, source[1])) if start > source[0] else None


def _complete(doc, candidate: Candidate) -> Range:
    """The whole noun phrase, where the source holds none of its nouns."""
    start, end = candidate.source
    if any(token.pos_ in _NOMINAL for token in doc[start:end]):
        return start, end
    noun = doc[start:end].root.head
    if noun.i < end or noun.pos_ not in _NOMINAL:
        return start, end
    whole = noun_phrase(noun, stop=doc[candidate.cue[0]])
    return (start, end) if _is_in_content(candidate, whole) else (min(start, whole[0]), whole[1])
