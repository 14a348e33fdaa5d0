"""Stance of the reporting verb: does the outlet grant, withhold or dramatise what is said?"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from toolkit.document import Document
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.schema import STANCES

_LEXICON = files("toolkit") / "lexicons" / "reporting_verbs.csv"
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_HEDGES = "adverb"
_LIGHT_VERBS = frozenset(
    "be do have get go come make give take put issue release send deliver raise hold face voice express "
    "level lodge file carry convey contain".split()
)


def classify_cue(document: Document, quote: dict) -> str | None:
    """Tell the stance of the words that attribute a quotation.

    The lexicon is searched for, in this order: a hedge ("reportedly" makes any cue distancing), a
    phrase ("point out", "according to"), the head of the cue unless it is a light verb, then its
    other words from left to right (so "issued a denial" and "said in a statement" get theirs).

    Parameters
    ----------
    document : Document
    quote : dict
        Reads ``cue_start`` and ``cue_end``, and ``cue`` for hedges in its later parts.

    Returns
    -------
    str or None
        ``neutral``: says only that it was said (said, according to). ``endorsing``: presupposes or
        grants truth or authority (pointed out, revealed). ``distancing``: withholds commitment
        (claimed, reportedly). ``conflictual``: speech as a fight (denied, slammed, warned). None
        where there is no cue, where its head is not in the lexicon, and where it is negated ("did not
        deny"), since the act named was then not done.

    Notes
    -----
    One verb has one stance, whatever the context: "the judge found" and "he found it odd" are
    alike to it. The lexicon and its sources are in ``lexicons/reporting_verbs.md``.

    Examples
    --------
    >>> from toolkit.document import make_document
    >>> from toolkit.language import parse_texts
    >>> doc = next(parse_texts(["Officials claimed that talks had failed."]))
    >>> document = make_document("a1", "Wire", None, doc)
    >>> classify_cue(document, {"cue_start": 10, "cue_end": 17})
    'distancing'
    """
    if quote["cue_start"] is None:
        return None
    cue = document.doc.char_span(quote["cue_start"], quote["cue_end"], alignment_mode="expand")
    if cue is None or not len(cue):
        return None
    lexicon = load_stances()
    words = [token.lower_ for token in cue] + (quote.get("cue") or "").casefold().split()
    if any((word, _HEDGES) in lexicon for word in words):
        return "distancing"
    if _is_negated(cue):
        return None
    return _find_phrase(cue) or _find_word(cue, lexicon)


@lru_cache(maxsize=1)
def load_stances() -> dict[tuple[str, str], str]:
    """Load the lexicon: (lemma, pos) → stance."""
    with _LEXICON.open(encoding="utf-8", newline="") as file:
        return {(row["lemma"], row["pos"]): row["stance"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _list_phrases() -> dict[str, list[tuple[list[str], str]]]:
    """The entries of several words, by first word, longest first."""
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for (lemma, _), stance in load_stances().items():
        words = lemma.split()
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words[1:], stance))
    return {first: sorted(rest, key=lambda item: -len(item[0])) for first, rest in phrases.items()}


def _is_negated(cue) -> bool:
    return any(child.dep_ == "neg" for child in cue.root.children) or any(
        token.lower_ in ("not", "n't", "n’t", "never") for token in cue
    )


def _find_phrase(cue) -> str | None:
    """Find an entry of several words; a particle may stand outside the cue ("pointed that out")."""
    phrases = _list_phrases()
    words = [token.lower_ for token in cue]
    for i, token in enumerate(cue):
        starts = {_lemma(token), token.lower_} & phrases.keys()
        if starts:
            particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
            for rest, stance in (entry for start in sorted(starts) for entry in phrases[start]):
                if words[i + 1 : i + 1 + len(rest)] == rest or particles == rest:
                    return stance
    return None


def _find_word(cue, lexicon) -> str | None:
    head = cue.root
    if head.pos_ == "VERB" and _lemma(head) not in _LIGHT_VERBS:
        return _look_up(head, lexicon)
    for token in sorted(cue, key=lambda token: _lemma(token) in _LIGHT_VERBS):
        stance = _look_up(token, lexicon)
        if stance:
            return stance
    return None


def _look_up(token, lexicon) -> str | None:
    """Look a word up under its part of speech, else under the others, since taggers slip on headlines."""
    for lemma in (_lemma(token), *_strip_inflection(token.lower_)):
        for pos in (_POS.get(token.pos_, "other"), "verb", "noun", "adjective", "other"):
            stance = lexicon.get((lemma, pos))
            if stance:
                return stance
    return None


def _strip_inflection(word: str) -> list[str]:
    """The stems a word may have: lemmatizers read "hopes" as "hop", and "Tells" in a headline as a name."""
    stems = [word.removesuffix(suffix) for suffix in ("s", "es", "d", "ed", "ing") if word.endswith(suffix)]
    return [*stems, *(f"{stem}e" for stem in stems)]


def _lemma(token) -> str:
    return token.lemma_.lower()


def score_verb_stance(document: Document, quotes: list[dict], mentions: list[dict], registry) -> list[dict]:
    """Score the stance of the reporting verb: one 0/1 row a stance for every classified cue.

    The choice of the verb is the outlet's: ``voice`` is ``outlet``, ``party`` the speaker's.
    Continued quotations without a cue, and cues that are not in the lexicon, have no rows.
    """
    rows = []
    for quote in quotes:
        stance = classify_cue(document, quote)
        if stance:
            rows += [
                make_score(
                    document,
                    unit="quote",
                    unit_id=quote["quote_id"],
                    party=quote["party"],
                    measure=f"stance.{name}",
                    value=name == stance,
                    evidence=[(quote["cue_start"], quote["cue_end"])],
                )
                for name in STANCES
            ]
    return rows


_MEANINGS = {
    "neutral": "the reporting verb says only that it was said (say, tell, according to)",
    "endorsing": "the reporting verb presupposes or grants truth or authority (point out, reveal)",
    "distancing": "the reporting verb withholds commitment (claim, allege, reportedly)",
    "conflictual": "the reporting verb shows speech as a fight (deny, accuse, slam, warn)",
}

VERB_STANCE = Lens(
    name="verb_stance",
    measures=tuple(
        Measure(
            f"stance.{stance}",
            0,
            1,
            f"1 where {_MEANINGS[stance]}; mean: share of the party's classified cues",
            "quote",
            "Thompson & Ye 1991, doi:10.1093/applin/12.4.365; Caldas-Coulthard 1994; "
            "Floyd 2000, doi:10.14198/raei.2000.13.04",
            is_share=True,
        )
        for stance in STANCES
    ),
    card=(
        "Not validated yet on news labels: the lexicon applies published typologies, no human coder has "
        "checked it. Cues outside the lexicon are left out: fewer quotations are scored than were found."
    ),
    score=score_verb_stance,
)
