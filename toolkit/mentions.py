"""Mentions: every mention of a person or party, in whose voice it stands, and in which role."""

from __future__ import annotations

from collections import defaultdict

from toolkit.antecedents import SINGULAR, Scene
from toolkit.document import Document
from toolkit.schema import UNRESOLVED
from toolkit.sightings import is_acting
from toolkit.voices import voice_at

_SUBJECT = frozenset({"nsubj", "csubj", "expl"})
_OBJECT = frozenset({"dobj", "iobj", "dative", "nsubjpass", "pobj", "obj"})


def find_mentions(document: Document, quotes: list[dict], scene: Scene, voices: list[tuple]) -> list[dict]:
    """List the mentions of people and parties in an article.

    Names, titles, institutions, groups, labels and acting metonyms count; so do "he" and "she"
    in the outlet's own voice where the person can be told: the one whom a quotation has as its speaker,
    where the pronoun speaks.

    Parameters
    ----------
    document : Document
    quotes : list of dict
        Rows of ``quotes``, speakers resolved.
    scene : Scene
        The document's, in which ``resolve_in_scene`` has resolved the speakers.
    voices : list of tuple
        What ``find_voices`` found in the document.

    Returns
    -------
    list of dict
        Rows of ``mentions``. ``role`` is ``source`` where the mention only names the speaker of
        an attribution, or the body that the speaker is of, else ``subject``, ``object`` (a passive
        subject included) or ``other``.
    """
    doc = document.doc
    sources = _find_sources(doc, quotes)
    named = [(s.start, s.end, s.actor, s.party, s.kind) for s in scene.sightings if is_acting(s, doc)]
    rows = []
    for start, end, actor, party, kind in sorted(named + _find_pronouns(scene, voices)):
        span = doc[start:end]
        speakers = set.intersection(*(sources.get(i, set()) for i in range(start, end)))
        is_source = speakers and (kind not in ("person", "title") or actor in speakers)
        first, last = span.start_char, span.end_char
        voice, quote_id = voice_at(voices, first, last)
        sentence = span.sent
        rows.append(
            {
                "mention_id": f"{document.article_id}-m{len(rows):03d}",
                "article_id": document.article_id,
                "mention": span.text,
                "start": first,
                "end": last,
                "actor": actor,
                "party": party or UNRESOLVED,
                "voice": voice,
                "quote_id": quote_id,
                "sentence_start": sentence.start_char,
                "sentence_end": sentence.end_char,
                "role": "source" if is_source else _role(span.root),
            }
        )
    return rows


def _find_sources(doc, quotes: list[dict]) -> dict[int, set[str]]:
    """Token of a speaker mention → the speakers whom it stands for."""
    sources = defaultdict(set)
    for quote in quotes:
        if quote.get("speaker_mention"):
            span = doc.char_span(quote["speaker_start"], quote["speaker_end"], alignment_mode="expand")
            for token in span:
                sources[token.i].add(quote["speaker"])
    return sources


def _find_pronouns(scene: Scene, voices: list[tuple]) -> list[tuple]:
    found = []
    for token in scene.doc:
        if token.lower_ not in SINGULAR or voice_at(voices, token.idx, token.idx + len(token))[0] != "outlet":
            continue
        person = scene.read_pronoun(token)
        if person:
            found.append((token.i, token.i + 1, person.actor, person.party, "person"))
    return found


def _role(token) -> str:
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return "subject" if token.dep_ in _SUBJECT else "object" if token.dep_ in _OBJECT else "other"
