"""Relayed words: what somebody is quoted as saying by another, "the agency quoted Reyes as saying …"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.quotes.candidates import Candidate, subtract_ranges
from toolkit.quotes.quoted import Range
from toolkit.quotes.sources import find_speaker, is_quoted_as

_LISTENERS = frozenset({"dobj", "dative"})


def find_relayed(doc, candidates: list[Candidate]) -> Iterator[Candidate]:
    """The attributions inside those of who relays them: Reyes said it, the agency says that she did.

    The encoder learned to give all to the agency. Of each "quoted Reyes as saying …" in a content, who spoke
    and what was said are one more attribution, as sure as the one that it lies in.
    """
    for outer in candidates:
        verb = next((word for t in outer.cue for word in _list_verbs(doc[t]) if is_quoted_as(word)), None)
        source = find_speaker(verb) if verb is not None else None
        if source is None or any(t.dep_ == "neg" for t in verb.head.head.children):
            continue
        if not any(start <= source[0] < source[1] <= end for start, end in outer.content):
            continue
        if verb.head.head.i < source[0] and source[1] <= verb.head.i:
            source = source[0], verb.head.i  # all up to "as": the parser cuts long phrases
        content = _find_said(outer, source, verb)
        if content:
            yield Candidate(verb.i, content, [verb.i], source, confidence=outer.confidence)


def _list_verbs(token) -> Iterator:
    """What a verb of quoting has somebody do: "saying" of "quoted her as saying"."""
    for child in token.rights:
        yield from child.rights


def _find_said(outer: Candidate, source: Range, verb) -> list[Range]:
    """What was said: the content behind "as saying", or, where nothing is, the words before the agency."""
    listeners = [t.right_edge.i + 1 for t in verb.rights if t.dep_ in _LISTENERS and t.ent_type_ != "DATE"]
    last = max(listeners, default=verb.i + 1)
    after = subtract_ranges(outer.content, [(0, last)])
    return after or subtract_ranges(outer.content, [(min(source[0], verb.i - 1), last)])
