"""Sentiment of what parties say (tone) and of how they are written about (description)."""

from __future__ import annotations

from functools import lru_cache

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.quotes.marks import find_quoted
from toolkit.sentiment import score_text
from toolkit.voices import find_voices, read_description, speaker_party, split_spans
from toolkit.words import count_words

_PATTERN = "De Smedt & Daelemans 2012, Pattern for Python, JMLR 13, 2063–2067 (lexicon of TextBlob)"
_MASKING = "; unit after Hamborg & Donnay 2021, doi:10.18653/v1/2021.eacl-main.142"


def score_tone(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score polarity and subjectivity of each quotation and of each description.

    ``tone.*``: the speaker's words inside quotation marks. This is the stance of the speaker: ``party``
    and ``voice_party`` are both the speaker's, and it is no portrayal. A paraphrase has no tone: its words
    are the outlet's ("repeated the worn-out term"), and would pass for the speaker's.

    ``description.*``: the words about a mentioned party, in the outlet's voice with quotations masked,
    or in the voice of a quote (then ``voice_party`` is the speaker's party): see
    ``voices.read_description`` for the unit. Two parties in one sentence get one value: TextBlob does
    not know of whom the words speak.

    Proper nouns are not read: the lexicon takes "Foreign Minister", "First Lady" and "Green Party" for
    judgements, and a party must not be scored by its name.
    """
    read = lru_cache(maxsize=None)(score_text)
    names = {token.idx for token in document.doc if token.pos_ == "PROPN"}
    quoted = find_quoted(document.text)
    rows = []
    for quote in quotes:
        spans, _ = split_spans(quote["spans"], quoted)
        text = _leave_out(document, spans, names)
        if count_words(document.text, spans):
            rows += _make_pair(
                document,
                "tone",
                read(text),
                unit="quote",
                unit_id=quote["quote_id"],
                party=quote["party"],
                voice="verbatim",
                voice_party=quote["party"],
                evidence=[list(span) for span in spans],
            )
    voices = find_voices(document, quotes, quoted)
    by_id = {quote["quote_id"]: quote for quote in quotes}
    for mention in mentions:
        unit = read_description(document, mention, voices, by_id)
        if unit:
            spans = unit[1]
            text = _leave_out(document, spans, names)
            rows += _make_pair(
                document,
                "description",
                read(text),
                unit="mention",
                unit_id=mention["mention_id"],
                party=mention["party"],
                voice=mention["voice"],
                voice_party=speaker_party(mention, by_id),
                evidence=spans,
            )
    return rows


def _leave_out(document: Document, spans, names: set[int]) -> str:
    """The text of spans without the words that start at ``names``."""
    pieces = []
    for start, end in spans:
        span = document.doc.char_span(start, end, alignment_mode="expand") or ()
        pieces += ["".join(token.text_with_ws for token in span if token.idx not in names)]
    return " ".join(pieces)


def _make_pair(document: Document, family: str, values: tuple[float, float], **unit) -> list[dict]:
    """Make the rows of polarity and subjectivity of one unit."""
    return [
        make_score(document, measure=f"{family}.{name}", value=value, **unit)
        for name, value in zip(("polarity", "subjectivity"), values, strict=True)
    ]


TONE = Lens(
    name="sentiment",
    measures=(
        Measure(
            "tone.polarity",
            -1,
            1,
            "how negative or positive a speaker's words in quotation marks are, names left out "
            "(how the party speaks, not how it is portrayed)",
            "quote",
            _PATTERN,
        ),
        Measure(
            "tone.subjectivity",
            0,
            1,
            "how opinionated a speaker's words in quotation marks are",
            "quote",
            _PATTERN,
        ),
        Measure(
            "description.polarity",
            -1,
            1,
            "how negative or positive the words about the party are, other voices masked, names left out",
            "mention",
            _PATTERN + _MASKING,
        ),
        Measure(
            "description.subjectivity",
            0,
            1,
            "how opinionated the words about the party are, other voices masked",
            "mention",
            _PATTERN + _MASKING,
        ),
    ),
    card=(
        "Weak. Polarity, cut at zero, as a classifier of sentiment towards a target: macro-F1 0.41 on human "
        "labels of whole sentences (NewsMTSC), 0.33 on descriptions with other voices masked (labelled by "
        "language models), wrong sign on 28% and 25% of the polar ones: see tk.validity(). Not validated on "
        "quotations; subjectivity not validated on news."
    ),
    score=score_tone,
)
