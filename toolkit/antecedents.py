"""Antecedents: whom "he", "they", "it" or "the envoy" can mean at a place in an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from math import log2

from toolkit.cast import SINGULAR, tell_gender
from toolkit.document import Document
from toolkit.nouns import (
    AUTHOR,
    BODY,
    GROUP,
    PAPER,
    PAPERS,
    PERSON,
    THING,
    acts,
    classify,
    find_subjects_of_object,
    governs,
    is_human,
    is_introduced,
    is_subject,
)
from toolkit.papers import POLLS, find_owner, find_teller, goes_on, is_definite
from toolkit.polls import name_polls
from toolkit.prominence import weigh_candidates
from toolkit.quotes.marks import find_quoted
from toolkit.referents import (
    NAMELESS,
    WE,
    Referent,
    Resolved,
    count_sentences,
    find_referents,
    is_pronoun,
    is_stranger,
    join_referents,
    leave_out_joined,
    leave_pronoun,
    measure_headline,
    name_shortened,
    resolve_sighting,
)
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting
from toolkit.told import collect_told
from toolkit.turns import find_turns

SURE = {PERSON: 0.5, BODY: 0.5, GROUP: 0.5}
"""Kind → the chance that the first candidate must have: nobody is better than somebody else."""
FAR = 8  # sentences back: beyond two or three paragraphs a pronoun's person is a guess
_PAGES = 500  # nouns: so far back "the official" is looked for
_MOST = 50  # people of whom the same word is told
NEAR = 3  # sentences back, for bodies, groups and documents


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
        self._sentence_of = count_sentences(self.doc, self._quoted)
        self._line_of = list(accumulate("\n" in token.text for token in self.doc))
        referents = find_referents(document, sightings, self._quoted, self._sentence_of)
        self._referents: dict[int, list[Referent]] = {}
        self._order: list[int] = []
        for each in referents:
            self._add(each)
        self.counts = Counter(each.resolved.actor for each in referents)
        self.told = collect_told(self.doc, sightings, self.day)
        self._people: dict[str, list[Sighting]] = {}
        for sighting in sightings:
            if sighting.kind == "person":
                self._people.setdefault(sighting.actor, []).append(sighting)
        self._told_of: dict[str, list[str]] = {}
        for actor in self._people:
            for noun in self.told[actor].nouns:
                self._told_of.setdefault(noun, []).append(actor)
        self._reached = 0
        self._turns: dict[int, tuple[Sighting, ...]] | None = None
        self._headline = measure_headline(self.doc)
        self._genders: dict[str, str] = {}
        self._polls = name_polls(self.doc)

    def resolve(self, sighting: Sighting, *, how: str | None = None) -> Resolved:
        """Resolve to a sighted actor, with the office held at the article's date."""
        return resolve_sighting(sighting, self.day, how=how)

    def find_sightings(self, span) -> list[Sighting]:
        """The sightings that lie within a span, in text order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [s for s in self.sightings[first:last] if s.end <= span.end]

    def find_around(self, span) -> Sighting | None:
        """The sighting of which a span is a part: "Anna Reyes" around "Reyes"."""
        place = bisect_right(self._starts, span.start) - 1
        around = self.sightings[place] if place >= 0 else None
        return around if around is not None and around.end >= span.end else None

    def list_bearers(self, surname: str) -> list[Sighting]:
        """The first sighting of each person of a surname."""
        return [
            sightings[0]
            for actor, sightings in self._people.items()
            if actor.replace("-", " ").split()[-1] == surname
        ]

    def add_speaker(self, span, resolved: Resolved) -> None:
        """Let a resolved mention stand as antecedent, in the place of what stood there."""
        if resolved.actor and resolved.kind != AUTHOR:
            if resolved.kind == THING and span.root.pos_ != "PRON":
                resolved = replace(resolved, kind=PERSON)
            self._referents[span.root.i] = []
            self._add(Referent(span.root, self._sentence_of[span.root.i], resolved, spoke=True))
            self.last = resolved

    def add_joint(self, span, speakers: list[Resolved]) -> None:
        """Let several speakers together stand as antecedent."""
        joint = join_referents(tuple(speakers))
        self._add(Referent(span.root, self._sentence_of[span.root.i], joint, spoke=True))

    def _add(self, referent: Referent) -> None:
        i = referent.token.i
        place = bisect_left(self._order, i)
        if place == len(self._order) or self._order[place] != i:
            self._order.insert(place, i)
        self._referents.setdefault(i, []).append(referent)

    def _advance(self, i: int) -> None:
        """Resolve every "he" and "she" of the outlet's voice before a token, once."""
        for token in self.doc[self._reached : i]:
            self._reached = token.i + 1
            is_paper = token.pos_ == "NOUN" and token.lemma_.lower() in PAPERS
            if token.i in self._quoted or not (is_paper or token.lower_ in SINGULAR):
                continue
            if any(each.spoke for each in self._referents.get(token.i, ())):
                continue
            if is_paper:
                issuer = self.find_issuer(token)
                if issuer:
                    self._referents[token.i] = []
                    self._add(Referent(token, self._sentence_of[token.i], issuer))
            else:
                person = self.find_person(token, SINGULAR[token.lower_]) or leave_pronoun(token)
                self._add(Referent(token, self._sentence_of[token.i], person))

    def find_issuer(self, noun) -> Resolved | None:
        """Who issued a paper: whose it is, who tells it, whose it was before, or the last speaker."""
        self._advance(noun.i)
        word = self.find_issuing(noun)
        found = self._read(word) if word else self._read_again(noun) if is_definite(noun) else None
        if found is None and noun.i in self._polls:
            found = Resolved(self._polls[noun.i], None, "issuer")
        return replace(found, how="issuer", kind=PAPER) if found and not is_pronoun(found) else None

    def find_issuing(self, noun):
        """The word for who issued a paper, where it stands beside it."""
        around = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
        return find_owner(noun, {s.end - 1 for s in self.find_sightings(around)}) or find_teller(noun)

    def _read_again(self, noun) -> Resolved | None:
        """Whose a paper was where it was brought up before; a letter that was not is the last speaker's."""
        for each in self.look_back(noun.i):
            if each.token.lemma_.lower() == noun.lemma_:
                if each.token.pos_ == "PROPN" and noun.lemma_ not in POLLS:
                    continue  # "the Washington Post" is no post
                is_issued = each.resolved.how == "issuer" or each.token.pos_ == "PROPN"
                is_known = goes_on(noun) or each.resolved.actor[:1].isupper()
                return each.resolved if is_issued and is_known else None
        return self.last if goes_on(noun) else None

    def _read(self, token) -> Resolved | None:
        """Whom a word means that stands as owner or subject."""
        if token.lower_ in SINGULAR:
            return self.find_person(token, SINGULAR[token.lower_])
        if token.lower_ == "whose":
            named = self.find_before(token)
            return self.resolve(named) if named and named.kind in ("person", "title") else None
        if token.lower_ in ("it", "its"):
            return self.find_body(token)
        if token.lower_ in ("they", "their"):
            return self.find_group(token)
        beside = [t for t in token.children if t.dep_ == "appos" and token.pos_ != "PROPN"]
        found = (each.resolved for t in (*beside, token) for each in self._referents.get(t.i, ()))
        return next(found, None)

    def find_person(self, token, gender: str | None, *, outside: list | None = None) -> Resolved | None:
        """The person whom a pronoun means; nobody where "a woman" or "a man" has just come in instead.

        ``outside``: spans to pass over, such as what that person says.
        """
        found = self.choose(token, (PERSON,), gender=gender, outside=outside)
        if found and gender and found.actor in self._people:
            self._genders.setdefault(found.actor, gender)
        some = self.find_candidates(token, (PERSON,), gender=gender, outside=outside, far=1)
        actor = next((each for each in some if acts(each.token) and not each.is_quoted), None)
        if found and actor and found.actor != actor.resolved.actor and is_stranger(actor):
            return None
        return found

    def read_pronoun(self, token) -> Resolved | None:
        """The person whom "he" or "she" means: as resolved where it speaks, else the most prominent."""
        spoken = next((each.resolved for each in self._referents.get(token.i, ()) if each.spoke), None)
        if spoken is None:
            return self.find_person(token, SINGULAR[token.lower_])
        return None if spoken.how == UNRESOLVED else spoken

    def find_body(self, token, *, outside: list | None = None) -> Resolved | None:
        """The institution, document or thing that "it" means."""
        return self.choose(token, (BODY, PAPER, THING), outside=outside, far=NEAR)

    def find_group(self, token, *, outside: list | None = None) -> Resolved | None:
        """The people or the institution that "they" means."""
        if token.lower_ == "both":
            together = self.choose(token, (GROUP,), outside=outside, far=NEAR, fits=lambda each: each.members)
            return together or self._find_apart(token)
        found = self.choose(token, (GROUP, BODY), outside=outside, far=FAR)
        return None if found and self._find_apart(token, after=found) else found

    def _find_apart(self, token, *, after: Resolved | None = None) -> Resolved | None:
        """The two people who act or speak apart in the last sentences, where nobody else does.

        ``after``: who may not stand among or behind them.
        """
        people: dict[str, Resolved] = {}
        for each in self.look_back(token.i):
            if self._sentence_of[token.i] - each.sentence > NEAR or (
                after and each.resolved.actor == after.actor
            ):
                break
            if each.resolved.kind == PERSON and not each.is_quoted and (each.spoke or is_subject(each.token)):
                people.setdefault(each.resolved.actor, each.resolved)
        if len(people) != 2 or any(each.how in NAMELESS for each in people.values()):
            return None
        return join_referents(tuple(reversed(people.values())))

    def choose(
        self,
        token,
        kinds: tuple,
        *,
        gender: str | None = None,
        outside: list | None = None,
        far: int = FAR,
        fits: Callable[[Resolved], object] | None = None,
    ) -> Resolved | None:
        """The most prominent referent before a token, where its chance is good enough."""
        self._advance(token.i)
        candidates = [
            each
            for each in self.find_candidates(token, kinds, gender=gender, outside=outside, far=far)
            if fits is None or fits(each.resolved)
        ]
        candidates = leave_out_joined(candidates)
        if not candidates:
            return None
        shares = weigh_candidates([self.describe(each, token, kinds[0]) for each in candidates], kinds[0])
        names = name_shortened(candidates)
        chances: Counter = Counter()
        for each, share in zip(candidates, shares, strict=True):
            actor = each.resolved.actor.casefold()
            chances[names.get(actor, actor)] += share * each.resolved.chance
        actor, chance = chances.most_common(1)[0]
        first = next(each for each in candidates if each.resolved.actor.casefold() == actor)
        if chance < SURE[kinds[0]] or is_pronoun(first.resolved):
            return None
        return replace(first.resolved, chance=chance)

    def find_candidates(self, token, kinds: tuple, *, gender: str | None, outside: list | None, far: int):
        """The referents before a token that a pronoun of this number and gender may mean, nearest first."""
        here = self._sentence_of[token.i]
        barred = {
            each.resolved.actor
            for subject in find_subjects_of_object(token)
            for each in self._referents.get(subject.i, ())
        }
        for each in self.look_back(token.i):
            if here - each.sentence > far:
                return
            resolved = each.resolved
            if resolved.actor in barred:
                continue
            known = resolved.gender or self._genders.get(resolved.actor)
            if resolved.kind not in kinds or (gender and known not in (None, gender)):
                continue
            if not any(start <= each.token.idx < end for start, end in outside or ()):
                yield each

    def describe(self, each: Referent, token, kind: str) -> dict[str, float]:
        """What makes a referent prominent, seen from a token."""
        apart = self._sentence_of[token.i] - each.sentence
        resolved = each.resolved
        is_name = kind != PERSON and (resolved.how != UNRESOLVED or each.token.pos_ == "PROPN")
        is_unnamed = resolved.how in NAMELESS and not is_name
        is_source = each.spoke and is_introduced(each.token) and is_human(each.token)
        return {
            "apart": min(apart, 4),
            "here": apart == 0,
            "line": min(self._line_of[token.i] - self._line_of[each.token.i], 3),
            "subject": is_subject(each.token),
            "governs": apart == 0 and governs(each.token, token),
            "possessive": each.token.dep_ == "poss",
            "object": each.token.dep_ in ("dobj", "attr"),
            "quoted": each.is_quoted,
            "pronoun": each.token.pos_ == "PRON",
            "unknown": kind == PERSON and resolved.gender is None and not is_unnamed,
            "unnamed": is_unnamed and not is_source,
            "last": self.last is not None and resolved.actor == self.last.actor,
            "spoke": each.spoke,
            "often": min(log2(1 + self.counts[resolved.actor]), 4),
            "human": is_unnamed and is_human(each.token),
            "body": resolved.kind == BODY,
            "thing": resolved.kind == THING,
            "joint": bool(resolved.members),
        }

    def find_writer(self, token) -> Resolved | None:
        """Whose "I" it is: the author's, or in an interview or a signed letter another's.

        "We" is of all who signed, together. None where the article does not tell: in quotation marks, where
        nobody is known to speak, in questions, and for the "I" of several.
        """
        if token.i in self._quoted:
            return None
        if self._turns is None:
            self._turns = find_turns(self.doc, self.sightings)
            self._turn_starts = sorted(self._turns)
        place = bisect_left(self._turn_starts, token.i + 1) - 1
        if place < 0:
            return Resolved(self.outlet, None, "byline", kind=AUTHOR)
        speakers = [self.resolve(each, how="turn") for each in self._turns[self._turn_starts[place]]]
        if len(speakers) > 1 and token.lower_ in WE:
            return replace(join_referents(tuple(speakers)), how="turn")
        return speakers[0] if len(speakers) == 1 else None

    def look_back(self, i: int):
        """The referents before a token, nearest first, some pages back at most."""
        last = bisect_left(self._order, i) - 1
        for place in range(last, max(last - _PAGES, -1), -1):
            yield from self._referents[self._order[place]]

    def is_headline(self, span) -> bool:
        """Tell whether a mention stands in the first line, above a text."""
        return span.start < self._headline

    def classify(self, span) -> str:
        """The kind of what an unresolved mention names."""
        return classify(span.root)

    def tell_gender(self, span) -> str | None:
        """The gender that a description tells, its head before the rest."""
        return tell_gender(span.root.lower_) or tell_gender(span.text.lower())

    def find_before(self, token) -> Sighting | None:
        """What is named right before a "who" or "which", a comma between them."""
        i = token.i - 1
        while i > 0 and self.doc[i].text in (",", "-", "—", "–", "(", ")"):
            i -= 1
        last = bisect_left(self._starts, token.i)
        named = [s for s in self.sightings[max(last - 4, 0) : last] if s.end == i + 1]
        return named[-1] if named else None

    def find_told(self, word: str, i: int, *, after: bool = False) -> Iterator[Sighting]:
        """The people of whom the article tells a word: where each is named next before a token.

        ``after``: or next after it. Of very many, those count who were brought in last.
        """
        actors = self._told_of.get(word, [])
        known = _MOST if after else bisect_right(actors, i, key=lambda each: self._people[each][0].start)
        for actor in actors[max(known - _MOST, 0) : known]:
            places = self._people[actor]
            last = bisect_right(places, i, key=lambda s: s.start)
            yield min(places[max(last - 1, 0) : last + after], key=lambda s: abs(s.start - i))

    def count_sentences(self, each: Referent, span) -> int:
        """The sentences between a referent and a mention after it."""
        return self._sentence_of[span.start] - each.sentence
