"""Labels put on a party: "regime" or "government", "terrorists" or "rebels"."""

from __future__ import annotations

import re

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.parties import LABEL_STANCES
from toolkit.voices import speaker_party

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those)\s+")
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


def score_labels(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score the labels by which a party is called.

    Eligible is every mention whose text is a label of its party in ``registry.labels`` (case, leading
    determiner and possessive ending left aside); names of persons are not labels. Each gives 0/1 rows
    for the three stances of labels, and one ``label.<word>`` for every label word that the registry
    has for this party, zeros included: shares of the same labelled mentions. Whoever speaks counts:
    ``voice`` and ``voice_party`` tell whose words they are, and calling a source "the regime" is the
    outlet's choice. What a label implies is the registry's judgement, not this measure's.
    """
    labels = {(_fold(label.text), label.party): label for label in registry.labels}
    words: dict[str, list[str]] = {}
    for label in registry.labels:
        if label.word not in words.setdefault(label.party, []):
            words[label.party].append(label.word)
    by_id = {quote["quote_id"]: quote for quote in quotes}
    rows = []
    for mention in mentions:
        label = labels.get((_fold(mention["mention"]), mention["party"]))
        if label is None:
            continue
        values = {stance: stance == label.stance for stance in LABEL_STANCES}
        values |= {word: word == label.word for word in words[label.party]}
        rows += [
            make_score(
                document,
                unit="mention",
                unit_id=mention["mention_id"],
                party=mention["party"],
                voice=mention["voice"],
                voice_party=speaker_party(mention, by_id),
                measure=f"label.{name}",
                value=value,
                evidence=[(mention["start"], mention["end"])],
            )
            for name, value in values.items()
        ]
    return rows


def _fold(text: str) -> str:
    """Fold a mention for comparison: case, white space, determiner, possessive, apostrophes."""
    text = " ".join(text.casefold().replace("’", "'").split())
    return _POSSESSIVE.sub("", _DETERMINER.sub("", text))


def _make_measure(name: str, meaning: str) -> Measure:
    return Measure(
        name,
        0,
        1,
        f"1 where {meaning}; mean: share of the party's labelled mentions",
        "mention",
        "van Leeuwen 1996, The representation of social actors; "
        "van Dijk 1998, Ideology: a multidisciplinary approach",
        is_share=True,
    )


LABELS = Lens(
    name="labels",
    measures=(
        *(
            _make_measure(f"label.{stance}", f"the label is {stance} by the registry")
            for stance in LABEL_STANCES
        ),
        _make_measure("label.<word>", "the party is called by this word of the registry, e.g. label.regime"),
    ),
    card=(
        "Not validated yet on news labels: exact matches with the registry's phrases, whose stance is the "
        "judgement of the registry's author."
    ),
    score=score_labels,
)
