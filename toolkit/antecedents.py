"""Antecedents: whom "he", "they", "it" or "the envoy" can mean at a place in an article."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from math import log2

from toolkit.cast import HONORIFICS, SINGULAR, tell_gender
from toolkit.document import Document
from toolkit.quotes.marks import find_quoted
from toolkit.referents import (
    BODIES,
    BODY,
    GROUP,
    ISSUED,
    PAPER,
    PAPERS,
    PERSON,
    Referent,
    Resolved,
    classify,
    collect_told,
    find_referents,
    is_human,
    is_subject,
    resolve_sighting,
)
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting

_KIN = {general: frozenset(special.split()) for general, special in {
    "lawmaker": "congressman congresswoman representative senator legislator",
    "legislator": "congressman congresswoman representative senator lawmaker",
    "congressman": "representative", "congresswoman": "representative", "representative": "congressman congresswoman",
    "candidate": "nominee contender hopeful frontrunner front-runner standard-bearer",
    "nominee": "candidate contender standard-bearer", "contender": "candidate nominee hopeful",
    "hopeful": "candidate contender", "frontrunner": "front-runner candidate", "front-runner": "frontrunner candidate",
    "diplomat": "ambassador envoy representative delegate minister secretary",
    "envoy": "ambassador representative delegate", "delegate": "ambassador envoy representative",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "spokesperson": "spokesman spokeswoman",
    "lawyer": "attorney counsel", "attorney": "lawyer counsel",
    "adviser": "advisor aide strategist consultant", "advisor": "adviser aide strategist consultant",
    "aide": "adviser advisor strategist", "strategist": "adviser advisor consultant",
    "professor": "scholar historian economist", "scholar": "professor historian", "expert": "professor scholar",
    "chief": "head director chairman chairwoman president ceo", "head": "chief director chairman chairwoman president",
    "boss": "chief head director chairman ceo", "executive": "ceo chief chairman",
    "leader": "president premier chancellor chairman minister chief", "premier": "minister",
    "doctor": "physician surgeon dr", "author": "writer", "writer": "author columnist", "columnist": "writer",
    "tycoon": "mogul billionaire businessman developer", "mogul": "tycoon billionaire businessman developer",
    "billionaire": "mogul tycoon businessman", "businessman": "mogul tycoon billionaire developer",
    "developer": "mogul tycoon billionaire businessman", "politician": "senator governor congressman mayor",
}.items()}  # fmt: skip
_RIVALS = (
    frozenset({"republican", "gop"}),
    frozenset({"democratic", "democrat"}),
    frozenset({"libertarian"}),
    frozenset({"green"}),
)
WEIGHTS = {
    PERSON: {"apart": -3.1, "here": 0.6, "line": -2.3, "subject": 1.9, "possessive": -1.0, "quoted": -1.4,
             "unknown": -3.2, "unnamed": -2.7, "last": -0.2, "spoke": 3.4, "often": 0.6, "other": 0.0},
    BODY: {"apart": -1.0, "here": 0.0, "line": 0.0, "subject": 1.0, "possessive": -1.0, "quoted": -3.0,
           "unknown": 0.0, "unnamed": 0.0, "last": 2.0, "spoke": 0.0, "often": 0.25, "other": -0.5},
    GROUP: {"apart": -1.0, "here": 0.0, "line": 0.0, "subject": 1.0, "possessive": -1.0, "quoted": -3.0,
            "unknown": 0.0, "unnamed": 0.0, "last": 2.0, "spoke": 0.0, "often": 0.25, "other": -0.5},
}  # fmt: skip
_FAR = 8  # sentences back: beyond two or three paragraphs a pronoun's person is a guess
_OFTEN = 3  # mentions of whom an article is about
_NEAR = 3  # sentences back, for bodies, groups and documents


class Scene:
    """One article while its mentions are resolved: who has been brought up and who has spoken so far.

    ``last`` is the last speaker. Mentions are added as they are resolved, and with them every "he" and "she"
    of the outlet's voice before them.
    """

    def __init__(self, document: Document, sightings: list[Sighting]):
        self.doc = document.doc
        self.day = document.published
        self.outlet = document.outlet
        self.sightings = sightings
        self.last: Resolved | None = None
        self._starts = [s.start for s in sightings]
        self._quoted = {
            token.i
            for start, end in find_quoted(document.text)
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ()
        }
        self._sentence_of = _count_sentences(self.doc, self._quoted)
        self._line_of = list(accumulate("\n" in token.text for token in self.doc))
        referents = find_referents(document, sightings, self._quoted, self._sentence_of)
        self._referents = {each.token.i: each for each in referents}
        self._order = sorted(self._referents)
        self._counts = Counter(each.resolved.actor for each in referents)
        self._told = collect_told(self.doc, sightings, self.day)
        self._reached = 0
        self._headline = next((token.i for token in self.doc if "\n" in token.text), 0)

    def resolve(self, sighting: Sighting, *, how: str | None = None) -> Resolved:
        """Resolve to a sighted actor, with the office held at the article's date."""
        return resolve_sighting(sighting, self.day, how=how)

    def find_sightings(self, span) -> list[Sighting]:
        """The sightings that lie within a span, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [s for s in self.sightings[first:last] if s.end <= span.end]

    def add_speaker(self, span, resolved: Resolved) -> None:
        """Let a resolved mention stand as antecedent."""
        if resolved.actor:
            self._add(Referent(span.root, self._sentence_of[span.root.i], resolved, spoke=True))
            self.last = resolved

    def _add(self, referent: Referent) -> None:
        i = referent.token.i
        if i not in self._referents:
            insort(self._order, i)
        self._referents[i] = referent

    def _advance(self, i: int) -> None:
        """Resolve every "he" and "she" of the outlet's voice before a token, once."""
        for token in self.doc[self._reached : i]:
            if token.i in self._quoted or token.i in self._referents:
                continue
            if self.last and token.lemma_.lower() in ISSUED:
                issued = replace(self.last, how="issuer", kind=PAPER)
                self._add(Referent(token, self._sentence_of[token.i], issued))
            elif token.lower_ in SINGULAR:
                person = self.choose(token, (PERSON,), gender=SINGULAR[token.lower_])
                if person:
                    self._add(Referent(token, self._sentence_of[token.i], person))
        self._reached = max(self._reached, i)

    def find_person(self, token, gender: str | None, *, outside: list | None = None) -> Resolved | None:
        """The person whom a pronoun means. ``outside``: spans to pass over, such as what that person says."""
        self._advance(token.i)
        return self.choose(token, (PERSON,), gender=gender, outside=outside)

    def find_body(self, token, *, outside: list | None = None) -> Resolved | None:
        """The institution or document that "it" means."""
        self._advance(token.i)
        return self.choose(token, (BODY, PAPER), outside=outside, far=_NEAR)

    def find_group(self, token, *, outside: list | None = None) -> Resolved | None:
        """The people or the institution that "they" means."""
        self._advance(token.i)
        return self.choose(token, (GROUP, BODY), outside=outside, far=_NEAR)

    def choose(
        self, token, kinds: tuple, *, gender: str | None = None, outside: list | None = None, far: int = _FAR
    ) -> Resolved | None:
        """The most prominent referent before a token: near, subject, speaking, often named."""
        candidates = self.find_candidates(token, kinds, gender=gender, outside=outside, far=far)
        weights = WEIGHTS[kinds[0]]
        best, most = None, float("-inf")
        for each in candidates:
            weight = sum(
                weights[name] * value for name, value in self.describe(each, token, kinds[0]).items()
            )
            if weight > most:
                best, most = each.resolved, weight
        return best

    def find_candidates(self, token, kinds: tuple, *, gender: str | None, outside: list | None, far: int):
        """The referents before a token that a pronoun of this number and gender may mean, nearest first."""
        here = self._sentence_of[token.i]
        for each in self._backwards(token.i):
            if here - each.sentence > far:
                return
            resolved = each.resolved
            if resolved.kind not in kinds or (gender and resolved.gender not in (None, gender)):
                continue
            if not any(start <= each.token.idx < end for start, end in outside or ()):
                yield each

    def describe(self, each: Referent, token, kind: str) -> dict[str, float]:
        """What makes a referent prominent, seen from a token."""
        apart = self._sentence_of[token.i] - each.sentence
        resolved = each.resolved
        is_unknown = kind == PERSON and resolved.gender is None
        is_unnamed = resolved.how == UNRESOLVED
        return {
            "apart": min(apart, 4),
            "here": apart == 0,
            "line": min(self._line_of[token.i] - self._line_of[each.token.i], 3),
            "subject": is_subject(each.token),
            "possessive": each.token.dep_ == "poss",
            "quoted": each.is_quoted,
            "unknown": is_unknown and not is_unnamed,
            "unnamed": is_unnamed,
            "last": self.last is not None and resolved.actor == self.last.actor,
            "spoke": each.spoke,
            "often": min(log2(1 + self._counts[resolved.actor]), 4),
            "other": resolved.kind != kind,
        }

    def find_described(self, span, *, party: str | None = None, loosely: bool = False) -> Resolved | None:
        """The person of whom the article tells what a description says: "the envoy", "the Vermont senator".

        ``loosely``: a word of like meaning will do ("the lawmaker" for a senator).
        """
        noun = span.root
        word, beside = noun.lemma_.lower(), {t.lemma_.lower() for t in span if t.i != noun.i}
        if noun.tag_ not in ("NN", "NNP") or word in BODIES | PAPERS:
            return None
        if noun.pos_ == "PROPN" and word not in _KIN and word not in HONORIFICS:
            return None
        wanted = _KIN.get(word, frozenset()) if loosely else {word}
        gender, in_headline = tell_gender(noun.lower_), self.is_headline(span)
        must_share = _is_told_whose(noun)
        best, most = None, None
        for sighting in self.sightings:
            if sighting.kind != "person" or (sighting.start > noun.i and not in_headline):
                continue
            told = self._told[sighting.actor]
            if wanted.isdisjoint(told.nouns) or (party and sighting.party not in (None, party)):
                continue
            if (gender and sighting.gender not in (None, gender)) or _are_rivals(beside, told.beside):
                continue
            shared = not beside.isdisjoint(told.beside)
            if not shared and (must_share if not party else sighting.party is None):
                continue
            weight = (shared, -abs(sighting.start - noun.i))
            if most is None or weight > most:
                best, most = sighting, weight
        return self.resolve(best, how="title") if best else None

    def find_again(self, span) -> Resolved | None:
        """Somebody without a name who was described by the same word: "the official" for "a senior US official"."""
        noun = span.root
        if noun.tag_ not in ("NN", "NNP"):
            return None
        for each in self._backwards(span.start):
            unnamed = each.resolved.how in (UNRESOLVED, "affiliation") and each.resolved.kind == PERSON
            if unnamed and each.token.lemma_.lower() == noun.lemma_.lower():
                return (
                    replace(each.resolved, how="title") if len(each.resolved.actor) > len(span.text) else None
                )
        return None

    def find_named_body(self, span) -> Resolved | None:
        """The body whose name ends with the word of a description: "the fund" for the Monetary Fund."""
        noun = span.root
        if noun.tag_ not in ("NN", "NNP", "NNPS") or len(span) > 2:
            return None
        for each in self._backwards(span.start):
            words = each.resolved.actor.casefold().split()
            if each.resolved.kind == BODY and len(words) > 1 and words[-1] == noun.lower_:
                return replace(each.resolved, how="title")
        return None

    def find_topic(self, span, *, outside: list | None = None) -> Resolved | None:
        """The person whom an article goes on about by another description: "the mother of three"."""
        noun = span.root
        if noun.tag_ not in ("NN", "NNP") or not is_human(noun) or _is_told_whose(noun):
            return None
        self._advance(noun.i)
        gender = tell_gender(span.text.lower())
        found = self.choose(noun, (PERSON,), gender=gender, outside=outside, far=1)
        if found and noun.lemma_.lower() in HONORIFICS and self._counts[found.actor] < _OFTEN:
            return None  # an office is not whoever stands near
        return found and replace(found, how="description")

    def _backwards(self, i: int):
        """The referents before a token, nearest first."""
        for place in range(bisect_left(self._order, i) - 1, -1, -1):
            yield self._referents[self._order[place]]

    def is_headline(self, span) -> bool:
        """Tell whether a mention stands in the first line, above a text."""
        return span.start < self._headline

    def classify(self, span) -> str:
        """The kind of what an unresolved mention names."""
        return classify(span.root)

    def tell_gender(self, span) -> str | None:
        """The gender that a description tells."""
        return tell_gender(span.text.lower())

    def is_quoted(self, token) -> bool:
        """Tell whether a token stands inside quotation marks."""
        return token.i in self._quoted


def _count_sentences(doc, quoted: set[int]) -> list[int]:
    """The number of each token's sentence; what stands in quotation marks from end to end does not count."""
    numbers, n = [], -1
    for sentence in doc.sents:
        n += n < 0 or not all(t.i in quoted or t.is_punct or t.is_space for t in sentence)
        numbers += [n] * len(sentence)
    return numbers


def _is_told_whose(noun) -> bool:
    """Tell whether a description says whose or of what: "London's mayor", "the head of the bank"."""
    return any(
        t.dep_ == "poss" or (t.dep_ == "prep" and t.lower_ in ("of", "for", "at", "from"))
        for t in noun.children
    )


def _are_rivals(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether two descriptions name different parties: "the Democratic nominee", "a Republican"."""
    mine = [rivals for rivals in _RIVALS if rivals & ours]
    others = [rivals for rivals in _RIVALS if rivals & theirs]
    return bool(mine and others) and not any(rivals in others for rivals in mine)
