"""Whose words are these: the outlet's own, or a speaker's, verbatim or in paraphrase."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

import pandas as pd

from toolkit.document import Document
from toolkit.quotes.marks import find_quoted
from toolkit.schema import OWN_OUTLET, UNRESOLVED
from toolkit.words import Span, count_words

Voice = tuple[int, int, str, str]

MIN_WORDS = 4
"""A description with fewer words of its own is too short to be judged."""

_EDGE = " \t\r\n\xa0,;:–—-“”‘’\"'«»`"


def split_spans(spans: Iterable[Span], quoted: list[Span]) -> tuple[list[Span], list[Span]]:
    """Split spans into what lies inside quotation marks and what lies outside.

    Parameters
    ----------
    spans : iterable of (start, end)
    quoted : list of (start, end)
        Interiors of quotation marks, sorted and disjoint, as ``find_quoted`` gives them.

    Returns
    -------
    verbatim, paraphrase : lists of (start, end)

    Examples
    --------
    >>> split_spans([(0, 30)], [(10, 20)])
    ([(10, 20)], [(0, 10), (20, 30)])
    """
    inside, outside = [], []
    for start, end in spans:
        at = start
        first = max(0, bisect(quoted, (start,)) - 1)
        for left, right in quoted[first:]:
            if left >= end:
                break
            if right <= at:
                continue
            if left > at:
                outside.append((at, left))
            inside.append((max(at, left), min(end, right)))
            at = min(end, right)
        if at < end:
            outside.append((at, end))
    return inside, outside


def has_speaker(quote: dict) -> bool:
    """Tell whether a quote gives its words to somebody other than the outlet.

    A paraphrase that names nobody is the outlet's, and so are the words of its own correspondent.

    Examples
    --------
    >>> has_speaker({"speaker": None, "quote_type": "indirect"})
    False
    >>> has_speaker({"speaker": float("nan"), "quote_type": "indirect"})  # as rows of a DataFrame have it
    False
    """
    if quote.get("resolved_by") == OWN_OUTLET:
        return False
    return quote.get("quote_type") != "indirect" or pd.notna(quote.get("speaker"))


def find_voices(document: Document, quotes: list[dict], quoted: list[Span] | None = None) -> list[Voice]:
    """Find the stretches of an article that are attributed to speakers; the rest is the outlet's.

    Parameters
    ----------
    document : Document
    quotes : list of dict
        Reads ``quote_id``, ``attribution_id`` and ``spans`` (words of nested quotes excluded). Joint
        speakers share their words; the first row of an attribution stands for all of them.
    quoted : list of (start, end), optional
        Interiors of quotation marks; by default found in the text.

    Returns
    -------
    list of (start, end, voice, quote_id)
        Sorted and disjoint; ``verbatim`` inside quotation marks, ``paraphrase`` outside. What stands
        in quotation marks without any attribution is the outlet's, and so is a paraphrase that names
        nobody ("hundreds are believed dead"): see ``has_speaker``.

    Examples
    --------
    >>> from toolkit.document import make_document
    >>> from toolkit.language import parse_texts
    >>> text = 'She called the vote a “farce”.'
    >>> document = make_document("a1", "Wire", None, next(parse_texts([text])))
    >>> quote = {"quote_id": "q1", "attribution_id": "a1", "spans": [[11, 28]]}
    >>> find_voices(document, [quote], quoted=[(23, 28)])
    [(11, 23, 'paraphrase', 'q1'), (23, 28, 'verbatim', 'q1')]
    """
    if quoted is None:
        quoted = find_quoted(document.text)
    stretches, seen = [], set()
    for quote in quotes:
        if quote["attribution_id"] in seen or not has_speaker(quote):
            continue
        seen.add(quote["attribution_id"])
        verbatim, paraphrase = split_spans(quote["spans"], quoted)
        stretches += [(start, end, "verbatim", quote["quote_id"]) for start, end in verbatim]
        stretches += [(start, end, "paraphrase", quote["quote_id"]) for start, end in paraphrase]
    return _drop_overlaps(sorted(stretches))


def _drop_overlaps(stretches: list[Voice]) -> list[Voice]:
    """Let each character belong to one stretch only, the one that begins first."""
    kept, at = [], 0
    for start, end, voice, quote_id in stretches:
        if max(start, at) < end:
            kept.append((max(start, at), end, voice, quote_id))
            at = end
    return kept


def voice_at(voices: list[Voice], start: int, end: int) -> tuple[str, str | None]:
    """Tell whose words stand at [start, end): (voice, quote_id).

    Words shared by two voices belong to the one at their middle.

    Examples
    --------
    >>> voices = [(11, 23, "paraphrase", "q1"), (23, 28, "verbatim", "q1")]
    >>> voice_at(voices, 24, 28), voice_at(voices, 0, 3)
    (('verbatim', 'q1'), ('outlet', None))
    """
    middle = (start + end) // 2
    at = bisect(voices, (middle + 1,)) - 1
    if at >= 0 and middle < voices[at][1]:
        return voices[at][2], voices[at][3]
    return "outlet", None


def mask_voices(document: Document, start: int, end: int, voices: list[Voice]) -> tuple[str, list[Span]]:
    """Keep the outlet's own words of [start, end): what speakers say is taken out.

    Returns
    -------
    text : str
        The remaining pieces, joined by a space.
    spans : list of (start, end)
        Where these pieces stand in the article.

    Examples
    --------
    >>> from toolkit.document import make_document
    >>> from toolkit.language import parse_texts
    >>> text = "Visibly tired, the minister said talks would go on."
    >>> document = make_document("a1", "Wire", None, next(parse_texts([text])))
    >>> mask_voices(document, 0, len(text), [(33, 50, "paraphrase", "q1")])
    ('Visibly tired, the minister said', [(0, 32)])
    """
    gaps, at = [], start
    for left, right, _, _ in voices[max(0, bisect(voices, (start,)) - 1) :]:
        if left >= end:
            break
        gaps.append((at, left))
        at = max(at, right)
    return _join_pieces(document.text, [*gaps, (at, end)])


def keep_quote(document: Document, start: int, end: int, quote: dict) -> tuple[str, list[Span]]:
    """Keep the speaker's own words of [start, end), as ``mask_voices`` keeps the outlet's."""
    pieces = [(max(start, left), min(end, right)) for left, right in quote["spans"]]
    return _join_pieces(document.text, pieces)


def _join_pieces(text: str, pieces: list[Span]) -> tuple[str, list[Span]]:
    """Trim white space, commas and quotation marks off the pieces; leave out those without a word."""
    spans = []
    for start, end in pieces:
        piece = text[start:end] if start < end else ""
        if count_words(piece):
            left = start + len(piece) - len(piece.lstrip(_EDGE))
            spans.append((left, left + len(piece.strip(_EDGE))))
    return " ".join(text[start:end] for start, end in spans), spans


def read_description(
    document: Document, mention: dict, voices: list[Voice], quotes: dict[str, dict]
) -> tuple[str, list[Span]] | None:
    """Read the unit of description: a mention with its sentence, in the mention's own voice.

    In the outlet's voice these are the outlet's words of the sentence; within a quote, the speaker's.

    Parameters
    ----------
    document : Document
    mention : dict
        Reads ``role``, ``voice``, ``quote_id``, ``sentence_start`` and ``sentence_end``.
    voices : list
        As ``find_voices`` gives them.
    quotes : dict
        Rows of quotes by ``quote_id``.

    Returns
    -------
    (text, spans) or None
        None where the mention is only the source of an attribution, and where fewer than
        ``MIN_WORDS`` words are left: nothing is described there.
    """
    if mention["role"] == "source":
        return None
    start, end = mention["sentence_start"], mention["sentence_end"]
    if mention["voice"] == "outlet":
        text, spans = mask_voices(document, start, end, voices)
    elif mention["quote_id"] in quotes:
        text, spans = keep_quote(document, start, end, quotes[mention["quote_id"]])
    else:
        return None
    return (text, spans) if count_words(document.text, spans) >= MIN_WORDS else None


def speaker_party(mention: dict, quotes: dict[str, dict]) -> str | None:
    """Tell the party in whose words a mention stands; None in the outlet's voice."""
    if mention["voice"] == "outlet":
        return None
    return quotes.get(mention["quote_id"], {}).get("party") or UNRESOLVED
