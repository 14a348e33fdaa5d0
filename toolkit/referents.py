"""Referents: who and what an article has brought up, so that a pronoun or a description may mean it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.cast import tell_gender
from toolkit.nouns import BODY, GROUP, PERSON, classify
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting, is_acting

_KINDS = {"person": PERSON, "title": PERSON, "group": GROUP}
_OBJECTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "conj", "poss", "ROOT", "dative", "agent"}
)


@dataclass(frozen=True)
class Resolved:
    """What a mention stands for: actor, party, how, and the words between mention and party.

    ``members``: those whom "they" or "both" means together.
    """

    actor: str | None
    party: str | None
    how: str
    via: tuple[str, ...] = ()
    gender: str | None = None
    kind: str = PERSON
    members: tuple[Resolved, ...] = ()


@dataclass(frozen=True)
class Referent:
    """Somebody at one place of an article: the head noun there, and how prominent it is."""

    token: object
    sentence: int
    resolved: Resolved
    is_quoted: bool = False
    spoke: bool = False


def resolve_sighting(sighting: Sighting, day, *, how: str | None = None) -> Resolved:
    """Resolve to a sighted actor, with the office held on a day."""
    offices = sighting.person.offices_at(day)[-1:] if sighting.person else ()
    via = tuple(f"{office.titles[0]} ({office.party}{_tell_years(office)})" for office in offices)
    kind = _KINDS.get(sighting.kind, BODY)
    return Resolved(sighting.actor, sighting.party, how or sighting.how, via, sighting.gender, kind)


def _tell_years(office) -> str:
    """The years of an office: ", 2004–"."""
    start, end = (day.year if day else "" for day in (office.start, office.end))
    return f", {start}–{end}" if start or end else ""


def find_referents(
    document, sightings: list[Sighting], quoted: set[int], sentence_of: list[int]
) -> list[Referent]:
    """List what pronouns may mean: what is sighted, organizations, nouns, and people named together."""
    doc, found = document.doc, {}
    for sighting in sightings:
        if is_acting(sighting, doc):
            root = doc[sighting.start : sighting.end].root
            found.setdefault(root.i, resolve_sighting(sighting, document.published))
    covered = {i for s in sightings for i in range(s.start, s.end)}
    for entity in doc.ents:
        if entity.label_ == "ORG" and covered.isdisjoint(range(entity.start, entity.end)):
            name = re.sub(r"^[Tt]he |['’]s$", "", entity.text).strip()
            found.setdefault(entity.root.i, Resolved(name, None, UNRESOLVED, kind=BODY))
            covered.update(range(entity.start, entity.end))
    passed = covered | quoted
    for noun in doc:
        if noun.pos_ in ("NOUN", "PROPN") and noun.dep_ in _OBJECTS and noun.i not in passed:
            words = spell_phrase(doc, noun)
            gender = tell_gender(words.lower())
            found.setdefault(noun.i, Resolved(words, None, UNRESOLVED, (), gender, classify(noun)))
    referents = [Referent(doc[i], sentence_of[i], each, i in quoted) for i, each in sorted(found.items())]
    return referents + _join_people(doc, referents)


def spell_phrase(doc, noun) -> str:
    """A noun with what stands before it, and with "of" after it: "women of all ages"."""
    start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
    last = noun.i
    for child in noun.rights:
        if child.lower_ == "of" and child.i == last + 1:
            last = child.right_edge.i
    return doc[start : last + 1].text


def join_referents(members: tuple[Resolved, ...]) -> Resolved:
    """Several together, as "they" or "both" may mean them."""
    return Resolved("; ".join(each.actor for each in members), None, "joint", (), None, GROUP, members)


def _join_people(doc, referents: list[Referent]) -> list[Referent]:
    """People named together, two or more: "Trump and Lewandowski"; they are met at the last name."""
    at = {each.token.i: each for each in referents if each.resolved.kind == PERSON}
    joined = []
    for i, first in at.items():
        if doc[i].dep_ == "conj":
            continue  # the first of a list lists the others
        others = [at[t.i] for t in doc[i].conjuncts if t.i > i and t.i in at]
        members = tuple(each.resolved for each in (first, *others))
        if others and len({each.actor for each in members}) == len(members):
            both = join_referents(members)
            joined.append(Referent(doc[i], others[-1].sentence, both, first.is_quoted))
    return joined
