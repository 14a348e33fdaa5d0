"""Scare quotes: marks around a word or two, by which an outlet keeps its distance from them."""

from __future__ import annotations

from bisect import bisect

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.quotes.marks import find_quoted
from toolkit.voices import find_voices, read_description, split_spans, voice_at
from toolkit.words import Span, count_words

MAX_WORDS = 3
"""A longer quoted stretch is a quotation, not a pair of tongs."""

_REFERENCE = (
    "Predelli 2003, doi:10.1023/A:1022278209949; Gutzmann & Stei 2011, doi:10.1016/j.pragma.2011.03.010"
)


def score_scare_quotes(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score scare quotes in the presentation of speech and in the description of parties.

    ``presentation.scare_quotes``, for every mixed or indirect quotation: 1 where it has words in
    quotation marks, and none of its quoted fragments is longer than three words (said the vote was
    a “farce”); else 0. Such a fragment may also be there for accuracy alone (Cappelen & Lepore 1997,
    doi:10.1093/mind/106.423.429): the measure counts the form, a reader judges the intent.

    ``description.scare_quotes``, for every mention described in the outlet's voice: 1 where the
    outlet's own words of that sentence hold a quoted stretch of at most three words that is attributed
    to nobody (so-called “reforms”); else 0. Stretches whose words all begin with a capital are taken for
    names and titles (“Desert Storm”) and do not count, unless they are the mention itself (the
    “Free Army”).
    """
    quoted = find_quoted(document.text)
    return [
        *_score_presentation(document, quotes, quoted),
        *_score_description(document, quotes, mentions, quoted),
    ]


def _score_presentation(document: Document, quotes: list[dict], quoted: list[Span]) -> list[dict]:
    rows = []
    for quote in quotes:
        if quote["quote_type"] == "direct" or not quote["spans"]:
            continue
        fragments = _keep_worded(document, split_spans(quote["spans"], quoted)[0])
        scare = bool(fragments) and all(_is_short(document, fragment) for fragment in fragments)
        rows.append(
            make_score(
                document,
                unit="quote",
                unit_id=quote["quote_id"],
                party=quote["party"],
                measure="presentation.scare_quotes",
                value=scare,
                evidence=fragments if scare else quote["spans"],
            )
        )
    return rows


def _score_description(
    document: Document, quotes: list[dict], mentions: list[dict], quoted: list[Span]
) -> list[dict]:
    voices = find_voices(document, quotes, quoted)
    short = [
        span
        for span in _keep_worded(document, quoted)
        if _is_short(document, span) and voice_at(voices, *span)[0] == "outlet"
    ]
    by_id = {quote["quote_id"]: quote for quote in quotes}
    rows = []
    for mention in mentions:
        unit = read_description(document, mention, voices, by_id) if mention["voice"] == "outlet" else None
        if unit:
            first = bisect(short, (mention["sentence_start"],))
            last = bisect(short, (mention["sentence_end"],))
            fragments = [span for span in short[first:last] if _is_aside(document, span, mention)]
            rows.append(
                make_score(
                    document,
                    unit="mention",
                    unit_id=mention["mention_id"],
                    party=mention["party"],
                    measure="description.scare_quotes",
                    value=bool(fragments),
                    evidence=fragments or unit[1],
                )
            )
    return rows


def _is_aside(document: Document, span: Span, mention: dict) -> bool:
    """Tell words that are marked off from the name of something else; the mention itself may be marked."""
    is_mention = span[0] < mention["end"] and mention["start"] < span[1]
    return is_mention or not all(word[0].isupper() for word in document.text[slice(*span)].split())


def _keep_worded(document: Document, spans: list[Span]) -> list[Span]:
    return [span for span in spans if count_words(document.text, [span])]


def _is_short(document: Document, span: Span) -> bool:
    return count_words(document.text, [span]) <= MAX_WORDS


SCARE_QUOTES = Lens(
    name="scare_quotes",
    measures=(
        Measure(
            "presentation.scare_quotes",
            0,
            1,
            "1 where an indirect report quotes only fragments of up to three words; "
            "mean: share of the party's mixed and indirect quotations",
            "quote",
            _REFERENCE,
            is_share=True,
        ),
        Measure(
            "description.scare_quotes",
            0,
            1,
            "1 where the outlet's own sentence about the party has up to three words in quotation marks "
            "that nobody is said to have said; mean: share of the party's descriptions",
            "mention",
            _REFERENCE,
            is_share=True,
        ),
    ),
    card=(
        "Not validated yet on news labels: a rule of form; whether the marks sneer is not measured. A "
        "quotation with a missed attribution (in headlines above all) looks like the outlet's scare quotes."
    ),
    score=score_scare_quotes,
)
