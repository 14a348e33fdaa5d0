"""Prominence: how much, how directly and how early a party is given to speak."""

from __future__ import annotations

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.quotes.marks import find_quoted
from toolkit.schema import NO_PARTY, UNRESOLVED
from toolkit.voices import has_speaker, split_spans
from toolkit.words import count_words

_GANS = "Gans 1979, Deciding what’s news; Koopmans 2004, Theory and Society 33, 367–391"
_QUOTATION = "Leech & Short 2007, Style in fiction (2nd ed.), ch. 10: scale of speech presentation"
_PYRAMID = "van Dijk 1988, News as discourse: relevance structure, most important first"


def score_prominence(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score the room that parties get to speak.

    Whom to quote, how and where is the outlet's choice: ``voice`` is ``outlet``, ``party`` the
    speaker's. Joint speakers share their words. ``voice.share`` has one row an article for each party
    of the registry, each other party that speaks, ``unresolved`` and, where the registry assigns anybody to
    none, ``no party``, zeros included, in articles that quote at least one word; the shares of an article
    sum to 1. With a registry of more than 20 parties an analysis leaves out those that none of its articles
    quotes or mentions. A paraphrase that names nobody ("hundreds are believed dead") is nobody's voice and
    counts in no share.
    """
    return [*_score_quotes(document, quotes), *_score_shares(document, quotes, registry)]


def _score_quotes(document: Document, quotes: list[dict]) -> list[dict]:
    quoted = find_quoted(document.text)
    rows = []
    for quote in quotes:
        words = count_words(document.text, quote["spans"])
        if not words:
            continue
        inside = count_words(document.text, split_spans(quote["spans"], quoted)[0])
        values = {
            "voice.words": quote["n_words"],
            "voice.directness": min(1.0, inside / words),
            "voice.position": quote["position"],
        }
        rows += [
            make_score(
                document,
                unit="quote",
                unit_id=quote["quote_id"],
                party=quote["party"],
                measure=measure,
                value=value,
                evidence=quote["spans"],
            )
            for measure, value in values.items()
        ]
    return rows


def _score_shares(document: Document, quotes: list[dict], registry) -> list[dict]:
    nobody = [NO_PARTY] if any(made.party == NO_PARTY for made in registry.assigned) else []
    words = dict.fromkeys([*registry.party_names, UNRESOLVED, *nobody], 0.0)
    spans: dict[str, list] = {}
    for quote in filter(has_speaker, quotes):
        party = quote["party"] or UNRESOLVED
        words[party] = words.get(party, 0.0) + quote["n_words"]
        spans.setdefault(party, []).extend(quote["spans"])
    total = sum(words.values())
    if not total:
        return []
    return [
        make_score(
            document,
            unit="article",
            unit_id=document.article_id,
            party=party,
            measure="voice.share",
            value=count / total,
            evidence=spans.get(party, [(0, len(document.text))]),
        )
        for party, count in words.items()
    ]


PROMINENCE = Lens(
    name="prominence",
    measures=(
        Measure(
            "voice.words",
            0,
            float("inf"),
            "words of the quotation, divided among joint speakers",
            "quote",
            _GANS,
        ),
        Measure(
            "voice.directness",
            0,
            1,
            "share of the quotation's words inside quotation marks: 0 paraphrase, 1 verbatim",
            "quote",
            _QUOTATION,
        ),
        Measure(
            "voice.position",
            0,
            1,
            "where in the article the quotation begins: 0 top, 1 end",
            "quote",
            _PYRAMID,
        ),
        Measure(
            "voice.share",
            0,
            1,
            "share of all quoted words of the article that are this party's, zeros included",
            "article",
            _GANS,
        ),
    ),
    card=(
        "Counts, as right as the attributions: their validity is that of the attributions and of the "
        "parties of the speakers (tk.validity() has them)."
    ),
    score=score_prominence,
)
