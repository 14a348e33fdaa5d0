"""Turns: whose "I" stands outside quotation marks: the speaker's of an interview, or a letter writer's.

Where a line is neither in a turn nor in a signed letter, "I" is the author of the article.
"""

from __future__ import annotations

from collections import Counter

from toolkit.sightings import Sighting

QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
_LABEL = 7  # tokens in which the colon of a label stands
_SIGNATURE = 8  # tokens of a signature at most
_SELF = frozenset({"i", "me", "my", "our", "us", "we"})
_SEVERAL = 2  # labels or signatures that make an interview or a page of letters


def find_turns(doc, sightings: list[Sighting]) -> dict[int, tuple[Sighting, ...]]:
    """Tell whose turn or letter a token stands in.

    Returns
    -------
    dict
        First token of a line → the sightings of whom its "I" or "we" means, for lines of interviews
        ("JEFFREY BROWN: …", "A: …") and of letters that several signed, or of pages with several signed
        letters; empty where nobody is known: in questions, and after the last letter.
    """
    lines = _split_lines(doc)
    people = {s.start: s for s in sightings if s.kind == "person"}
    return _read_interview(doc, lines, people) or _read_letters(doc, lines, people)


def _split_lines(doc) -> list[tuple[int, int]]:
    """First and last token of each line that has words."""
    lines, start = [], 0
    for token in doc:
        if "\n" in token.text or token.i == len(doc) - 1:
            end = token.i + ("\n" not in token.text)
            if any(t.is_alpha for t in doc[start:end]):
                lines.append((start, end))
            start = token.i + 1
    return lines


def _read_interview(doc, lines: list, people: dict[int, Sighting]) -> dict[int, tuple[Sighting, ...]]:
    labels = {start: _read_label(doc, start, end, people) for start, end in lines}
    if sum(label is not None for label in labels.values()) < _SEVERAL or not _take_turns(doc, labels):
        return {}
    first = next(start for start, label in labels.items() if label is not None)
    asked = _find_asked(people, first)
    turns, speaker = {}, None
    for start, label in labels.items():
        if label is not None:
            speaker = asked if label in ANSWER else None if label in QUESTION else label
        if start >= first:
            turns[start] = (speaker,) if speaker else ()
    return turns


def _read_label(doc, start: int, end: int, people: dict[int, Sighting]) -> Sighting | str | None:
    colon = next((t.i for t in doc[start : min(end, start + _LABEL)] if t.text == ":"), None)
    if colon is None:
        return None
    words = [t for t in doc[start:colon] if t.is_alpha]
    if len(words) == 1 and words[0].lower_ in QUESTION | ANSWER:
        return words[0].lower_
    named = [people[i] for i in range(start, colon) if i in people]
    return named[0] if named and named[0].end == colon else None


def _take_turns(doc, labels: dict[int, Sighting | str | None]) -> bool:
    """Tell whether labels are of turns, not headings: in capitals, Q and A, or one comes again."""
    said = [(start, label) for start, label in labels.items() if label is not None]
    again = Counter(label if isinstance(label, str) else label.actor for _, label in said)
    return max(again.values()) > 1 or any(
        isinstance(label, str) or doc[label.start : label.end].text.isupper() for _, label in said
    )


def _find_asked(people: dict[int, Sighting], first: int) -> Sighting | None:
    """Who answers an interview: the person whom its introduction names most."""
    named = [s for s in people.values() if s.start < first] or list(people.values())
    if not named:
        return None
    most = Counter(s.actor for s in named).most_common(1)[0][0]
    return next(s for s in named if s.actor == most)


def _read_letters(doc, lines: list, people: dict[int, Sighting]) -> dict[int, tuple[Sighting, ...]]:
    """Whose letter each line stands in, from the last: signatures on lines of their own are one letter's."""
    signatures = {start: _read_signature(doc, start, end, people) for start, end in lines}
    if sum(map(len, signatures.values())) < _SEVERAL or _are_headings(doc, signatures):
        return {}
    turns, writers, is_below = {}, (), False
    for start, signature in reversed(signatures.items()):
        if signature:
            writers = signature + writers if is_below else signature
        is_below = bool(signature)
        turns[start] = writers
    return turns


def _are_headings(doc, signatures: dict[int, tuple[Sighting, ...]]) -> bool:
    """Tell whether names on lines of their own are headings: nobody is "I" or "we" above the first.

    Nor do several sign in one line where somebody goes on as "I" after it.
    """
    signed = [start for start, signature in signatures.items() if signature]
    is_one = len(signed) == 1  # one line of several names
    return not _is_told_by_itself(doc[: signed[0]]) or (is_one and _is_told_by_itself(doc[signed[0] :]))


def _is_told_by_itself(words) -> bool:
    return any(t.lower_ in _SELF and t.text != "US" for t in words)


def _read_signature(doc, start: int, end: int, people: dict[int, Sighting]) -> tuple[Sighting, ...]:
    """Those whom a line names that holds only names, with a place at most, or an account's name."""
    words = [t for t in doc[start:end] if not (t.is_punct or t.is_space)]
    if not words or len(words) > _SIGNATURE:
        return ()
    if words[0].text.startswith("@"):
        return (Sighting(start, words[-1].i + 1, words[0].text, None, "person", "signature"),)
    named = people.get(words[0].i)
    if named is None or any(t.pos_ in ("VERB", "AUX", "PRON") for t in words):
        return ()
    after = doc[named.end].lower_ if named.end < end else "."
    if after not in (",", ".", ";", "and", "&"):
        return ()
    return tuple(people[i] for i in range(start, end) if i in people)
