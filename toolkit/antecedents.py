"""Antecedents: whom "he", "they", "it" or "the envoy" can mean at a place in an article."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace

from toolkit.actors import Sighting
from toolkit.document import Document
from toolkit.quotes.marks import find_quoted
from toolkit.quotes.sources import SPEAKING_NOUNS
from toolkit.schema import UNRESOLVED

SINGULAR = {"he": "male", "him": "male", "his": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
PAPERS = frozenset(
    "article communique document e-mail email letter memo message note paper post posting release "
    "remark report speech statement text tweet".split()
)
WITHIN_NAME = frozenset({"appos", "compound", "flat", "nmod", "amod"})
_BODIES = frozenset(
    "agency army bank cabinet channel committee company council court embassy government group kremlin "
    "league media ministry mission newspaper observatory office organisation organization parliament "
    "party pentagon press radio regime state station television un".split()
)
_DIPLOMATS = ("ambassador", "envoy", "representative", "foreign minister", "secretary of state")
_FAR = 8  # sentences back: beyond two or three paragraphs a pronoun's person is a guess
_NEAR = 2  # sentences back, for bodies and documents


@dataclass(frozen=True)
class Resolved:
    """What a mention stands for: actor, party, how, and the words between mention and party."""

    actor: str | None
    party: str | None
    how: str
    via: tuple[str, ...] = ()
    gender: str | None = None


class Scene:
    """One article while its mentions are resolved: who has been named and who has spoken so far.

    ``last`` is the last speaker. References are mentions outside quotation marks that a pronoun
    may mean; resolved mentions are added as the article is read.
    """

    def __init__(self, document: Document, sightings: list[Sighting]):
        self.doc = document.doc
        self.day = document.published
        self.outlet = document.outlet
        self.sightings = sightings
        self.last: Resolved | None = None
        self._in_marks = {
            token.i
            for start, end in find_quoted(document.text)
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ()
        }
        self._sentence_of = [i for i, sentence in enumerate(self.doc.sents) for _ in sentence]
        self._references = {
            self.doc[s.start : s.end].root.i: self.resolve(s)
            for s in sightings
            if s.kind in ("person", "title") and s.start not in self._in_marks
        }
        for noun in self._unnamed_people():
            start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
            self._references.setdefault(noun.i, Resolved(self.doc[start : noun.i + 1].text, None, UNRESOLVED))
        self._order = sorted(self._references)
        self._starts = [s.start for s in sightings]
        self._institutions = {s.actor for s in sightings if s.kind == "institution"}

    def _unnamed_people(self):
        """Subjects that are somebody without a name ("the former chief"): "he" may mean them."""
        named = {i for s in self.sightings for i in range(s.start, s.end)}
        for token in self.doc:
            if token.dep_ not in ("nsubj", "nsubjpass") or token.i in named or token.i in self._in_marks:
                continue
            by_noun = token.tag_ == "NN" and token.lemma_.lower() in SPEAKING_NOUNS - _BODIES
            if by_noun or token.ent_type_ == "PERSON":
                yield token

    def resolve(self, sighting: Sighting, *, how: str | None = None) -> Resolved:
        """Resolve to a sighted actor, with the office held at the article's date."""
        offices = sighting.person.offices_at(self.day)[-1:] if sighting.person else ()
        via = tuple(f"{office.titles[0]} ({office.party})" for office in offices)
        return Resolved(sighting.actor, sighting.party, how or sighting.how, via, sighting.gender)

    def add_reference(self, span, resolved: Resolved) -> None:
        """Let a resolved mention stand as antecedent, where its noun can be one person."""
        noun = span.root
        one = noun.tag_ in ("NN", "NNP", "PRP") or noun.lower_ == "one"
        one = one and noun.lemma_.lower() not in PAPERS | _BODIES
        if resolved.actor and one and noun.i not in self._references:
            self._references[noun.i] = resolved
            insort(self._order, noun.i)

    def find_sightings(self, span) -> list[Sighting]:
        """The sightings that lie within a span, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [s for s in self.sightings[first:last] if s.end <= span.end]

    def _before(self, token):
        for place in range(bisect_left(self._order, token.i) - 1, -1, -1):
            i = self._order[place]
            yield self._sentence_of[i], self.doc[i], self._references[i]

    def _sightings_before(self, i: int):
        for place in range(bisect_left(self._starts, i) - 1, -1, -1):
            yield self.sightings[place]

    def find_person(self, token, gender: str, *, outside: list | None = None) -> Resolved | None:
        """The nearest person before a pronoun: in the nearest sentence, its subject first.

        ``outside``: spans of text to pass over, such as what the pronoun's person is saying.
        """
        here = self._sentence_of[token.i]
        nearest, best = None, None
        for sentence, root, resolved in self._before(token):
            if here - sentence > _FAR or (nearest is not None and sentence != nearest):
                break
            if resolved.gender not in (None, gender) or (root.dep_ == "poss" and sentence == here):
                continue
            if any(start <= root.idx < end for start, end in outside or ()):
                continue
            nearest = sentence
            if _is_subject(root):
                return resolved
            best = best or resolved
        return best

    def find_body(self, token) -> Resolved | None:
        """The nearest institution, party or group before "it" or "they", subjects first."""
        best = None
        for sighting in self._sightings_before(token.i):
            if sighting.start in self._in_marks:
                continue
            if self._sentence_of[token.i] - self._sentence_of[sighting.start] > _NEAR:
                break
            noun = self.doc[sighting.start : sighting.end].root
            if sighting.kind in ("person", "title") or (token.lower_ == "it" and noun.tag_ == "NNS"):
                continue
            if _is_subject(noun):
                return self.resolve(sighting)
            best = best or self.resolve(sighting)
        return best

    def find_described(self, span) -> Resolved | None:
        """The last person introduced with the word of a definite description ("the envoy")."""
        word = span.root.lemma_.lower()
        words = _DIPLOMATS if word == "diplomat" else (word,)
        for _, root, resolved in self._before(span[0]):
            told = f"{' '.join(resolved.via).casefold()} {_told_of(root)}"
            if any(f" {word} " in f" {told} " for word in words):
                return replace(resolved, how="title")
        return None

    def find_holder(self, group: Sighting) -> Sighting | None:
        """The person meant by "the Russian diplomat": the last one named of that party and office."""
        word = self.doc[group.start : group.end].root.lemma_.lower()
        words = _DIPLOMATS if word in ("diplomat", "delegate", "representative") else (word,)
        for sighting in self._sightings_before(group.start):
            if sighting.person and sighting.party == group.party:
                titles = [t.casefold() for o in sighting.person.offices_at(self.day) for t in o.titles]
                if any(word in title for word in words for title in titles):
                    return replace(sighting, how="title")
        return None

    def follows_paper(self, token) -> bool:
        """Tell whether a document was named just before, outside quotation marks."""
        for i in range(token.i - 1, -1, -1):
            if self._sentence_of[token.i] - self._sentence_of[i] > _NEAR:
                return False
            if self.doc[i].lemma_.lower() in PAPERS and i not in self._in_marks:
                return True
        return False

    def last_was_institution(self) -> bool:
        """Tell whether the last speaker was an institution."""
        return self.last is not None and self.last.actor in self._institutions


def _is_subject(token) -> bool:
    while token.dep_ in WITHIN_NAME:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _told_of(root) -> str:
    """The words that stand beside a name as its description, and the head noun itself."""
    beside = [t for t in root.children if t.dep_ in ("compound", "appos", "nmod")]
    beside += [root.head] if root.dep_ == "appos" else []
    return " ".join(t.lemma_.lower() for t in [root, *beside])
