"""Told: what an article tells of its people, in titles, appositions and after "is"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from toolkit.full_names import read_honorific
from toolkit.sightings import Sighting

_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor",
    "pres": "president", "lt": "lieutenant", "dr": "doctor", "rev": "reverend",
}  # fmt: skip
_BEING = frozenset("appoint be become elect name remain".split())
_SERVING = frozenset("act appoint elect name nominate serve work".split())
_REACH = 8  # words of an apposition that are read


@dataclass
class Told:
    """What an article tells of a person: nouns ("senator") and what stands beside them ("Vermont")."""

    nouns: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


def collect_told(doc, sightings: list[Sighting], day) -> dict[str, Told]:
    """Actor → what stands beside the names, after "is", and in the offices of the day."""
    told: dict[str, Told] = defaultdict(Told)
    for sighting in sightings:
        if sighting.kind != "person":
            continue
        here, root = told[sighting.actor], doc[sighting.start : sighting.end].root
        heads = [t for t in root.children if t.dep_ == "appos"]
        heads += [root.head] if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN") else []
        verbs = [root.head] if root.dep_ in ("nsubj", "nsubjpass") else []
        for verb in verbs + [t for t in root.children if t.dep_ == "relcl"]:
            heads += _find_roles(verb)
        for head in heads:
            _read_noun(here, head, sighting)
        for of in (t for t in root.children if t.dep_ == "prep" and t.lower_ in ("of", "from")):
            here.beside.update(_spell(t) for t in of.children if t.dep_ == "pobj")
        for token in reversed(list(doc[max(sighting.start - _REACH, 0) : sighting.start])):
            if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.lower_ not in (".", "-", "of"):
                break
            if token.tag_ == "NNS":  # one person is no "mayors", but a headline's verb looks so
                break
            if not _stands_with(token, root) and read_honorific(token) is None:
                break
            if token.ent_type_ not in ("ORG", "GPE", "NORP"):
                here.nouns.add(_spell(token))
            here.beside.add(_spell(token))
        for office in sighting.person.offices_at(day) if sighting.person else ():
            for title in office.titles:
                here.nouns.update(title.casefold().split())
                here.beside.update(title.casefold().split())
    return told


def _find_roles(verb) -> list:
    """What a verb says that its subject is: "is a senator", "was elected mayor", "works as a nurse"."""
    if any(t.dep_ == "neg" for t in verb.children):
        return []
    roles = [t for t in verb.children if t.dep_ in ("attr", "oprd")] if verb.lemma_ in _BEING else []
    if verb.lemma_ in _SERVING:
        roles += [
            t for prep in verb.children if prep.lower_ == "as" for t in prep.children if t.dep_ == "pobj"
        ]
    return [t for t in roles if t.pos_ in ("NOUN", "PROPN")]


def _stands_with(token, root) -> bool:
    """Tell whether a word belongs to the name after it."""
    for _ in range(_REACH):
        if token.i == root.i:
            return True
        token = token.head
    return False


def _read_noun(told: Told, head, sighting: Sighting) -> None:
    if sighting.start <= head.i < sighting.end:
        return
    told.nouns.add(_spell(head))
    told.nouns |= {_spell(t) for t in head.children if t.dep_ == "conj"}
    for token in islice(head.subtree, _REACH):
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and not sighting.start <= token.i < sighting.end:
            told.beside.add(_spell(token))


def _spell(token) -> str:
    word = token.lemma_.lower().rstrip(".")
    return _ABBREVIATED.get(word, word)
