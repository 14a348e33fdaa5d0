"""Sentiment toward the party described, by the trained scorer: the words of others and all names masked."""

from __future__ import annotations

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.targeted import score_target
from toolkit.voices import find_voices, read_description, speaker_party


def score_sentiment(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score how each description speaks of the party that it mentions.

    The value is the probability of a positive minus that of a negative judgement. In the outlet's voice
    quotations are masked; in the voice of a quote ``voice_party`` is the speaker's party: see
    ``voices.read_description`` for the unit. Each mention of a sentence is scored by itself: "Reyes praised
    Novak" is kind to Novak only.

    The scorer sees the sentence alone, and no name in it: neither who the party is, nor what stands in the
    sentences around, nor irony that these would tell.
    """
    voices = find_voices(document, quotes)
    by_id = {quote["quote_id"]: quote for quote in quotes}
    rows = []
    for mention in mentions:
        unit = read_description(document, mention, voices, by_id)
        if unit:
            target = mention["start"], mention["end"]
            negative, _, positive = score_target(document.doc, target, unit[1])
            rows.append(
                make_score(
                    document,
                    unit="mention",
                    unit_id=mention["mention_id"],
                    party=mention["party"],
                    measure="description.sentiment",
                    value=positive - negative,
                    voice=mention["voice"],
                    voice_party=speaker_party(mention, by_id),
                    evidence=unit[1],
                )
            )
    return rows


SENTIMENT_TOWARD = Lens(
    name="sentiment toward",
    measures=(
        Measure(
            "description.sentiment",
            -1,
            1,
            "how negatively or positively the words speak of the party: probability of a positive judgement "
            "minus that of a negative one, other voices and all names masked",
            "mention",
            "Hamborg & Donnay 2021, doi:10.18653/v1/2021.eacl-main.142 (labels of NewsMTSC, unit)",
        ),
    ),
    card=(
        "Weak to moderate. On descriptions it finds too many judgements: macro-F1 0.56 on 300 of them, other "
        "voices masked (labelled by two language models, adjudicated). On single sentences with their "
        "target, of the kind it learned from, 0.77 (human labels of NewsMTSC). Names in a sentence change it "
        "very little. It reads one sentence: no irony, no event before it; what befalls a party may pass for "
        "blame. tk.validity() has intervals and ceilings."
    ),
    score=score_sentiment,
)
