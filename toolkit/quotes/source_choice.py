"""Whom a cue names: what the encoder points to, mended by the parse where it is unsure or cuts a phrase."""

from __future__ import annotations

from toolkit.quotes.candidates import Candidate
from toolkit.quotes.quoted import Range
from toolkit.quotes.sources import (
    ANY_SUBJECT,
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
        where the encoder is not sure, and where it goes to another sentence past somebody beside the cue.
        Nobody where a rubric stands before a colon ("Interview:"), or for who is asked ("Asked whether …").
        Else the encoder's: cut down to the
        subject of the cue if it holds more before it ("Rain, as one farmer said"), made whole if it is a
        piece of a noun phrase ("The" of "The Herald") or holds only the last of those who speak together
        ("China" of "Russia and China said").
    """
    head = doc[candidate.cue[0] : candidate.cue[-1] + 1].root
    by_parse = find_speaker(head) if head.pos_ in ("VERB", "AUX") else find_noun_speaker(head)
    if by_parse is not None and _is_in_content(candidate, by_parse):
        by_parse = None
    if head.text == ":" and candidate.source and doc[slice(*candidate.source)].text.lower() in RUBRICS:
        return None
    if head.lemma_ == "ask" and head.dep_ == "advcl" and not any(t.dep_ in ANY_SUBJECT for t in head.lefts):
        return None  # who is "asked whether …" does not ask
    if candidate.source is None:
        return by_parse if by_parse and can_speak(doc[slice(*by_parse)].root) else None
    if by_parse and (score < SURE or _is_passed_over(doc, candidate, by_parse)):
        return _take_joined(doc, candidate, by_parse, head) or by_parse
    return (
        _trim_before_subject(doc, candidate.source, head)
        or _take_joined(doc, candidate, candidate.source, head)
        or _complete(doc, candidate)
    )


def _is_in_content(candidate: Candidate, source: Range) -> bool:
    return any(start < source[1] and source[0] < end for start, end in candidate.content)


def _is_passed_over(doc, candidate: Candidate, by_parse: Range) -> bool:
    """Tell whether the encoder names somebody of another sentence, past somebody beside the cue."""
    noun, head = doc[slice(*by_parse)].root, doc[candidate.cue[-1]]
    is_beside = head.i + 1 == by_parse[0] or by_parse[1] == candidate.cue[0]
    return is_beside and doc[candidate.source[0]].sent.start != head.sent.start and can_speak(noun)


def _trim_before_subject(doc, source: Range, head) -> Range | None:
    """The subject of the cue alone, where the source has other nouns before it."""
    subject = find_subject(head)
    if subject is None or not source[0] <= subject.i < source[1]:
        return None
    start, end = noun_phrase(subject, stop=head)
    return (start, min(end, source[1])) if start > source[0] else None


def _take_joined(doc, candidate: Candidate, source: Range, head) -> Range | None:
    """All who speak together, where the source holds only the last of them."""
    subject, (start, end) = find_subject(head), source
    if subject is not None and subject.i < start and any(start <= t.i < end for t in subject.conjuncts):
        joined = noun_phrase(subject, stop=head)
    elif start > 1 and doc[start - 1].dep_ == "cc" and doc[start:end].root.left_edge.i < start:
        joined = noun_phrase(doc[start:end].root)[0], end
    elif subject is not None and subject.i < start and _is_beside(doc, source, head):
        joined = noun_phrase(subject, stop=head)[0], end
    elif start > 1 and doc[start - 1].dep_ == "cc" and _stands_alone(doc[start - 2]):
        joined = noun_phrase(doc[start - 2])[0], end
    else:
        return None
    return None if joined[1] != end or _is_in_content(candidate, joined) else joined


def _is_beside(doc, source: Range, head) -> bool:
    """Tell whether a source is one more subject, joined: "officials" of "U.S., and British officials"."""
    is_joined = doc[source[0] - 1].dep_ == "cc"
    return is_joined and any(t.dep_ == "nsubj" and t.head == head for t in doc[slice(*source)])


def _stands_alone(noun) -> bool:
    """Tell whether a noun is a sentence to the parser, as "Russia" in "Russia and China said" can be."""
    return noun.pos_ in ("NOUN", "PROPN") and noun.dep_ == "ROOT"


def _complete(doc, candidate: Candidate) -> Range:
    """The whole noun phrase, where the source holds none of its nouns, or only what tells its kind."""
    start, end = candidate.source
    root = doc[start:end].root
    is_people = root.dep_ == "amod" and root.ent_type_ == "NORP"
    if any(token.pos_ in _NOMINAL for token in doc[start:end]) and not is_people:
        return start, end
    noun = root.head
    if noun.i < end or noun.pos_ not in _NOMINAL:
        return start, end
    whole = noun_phrase(noun, stop=doc[candidate.cue[0]])
    return (start, end) if _is_in_content(candidate, whole) else (min(start, whole[0]), whole[1])
