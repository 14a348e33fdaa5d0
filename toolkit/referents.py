"""Referents: who and what an article has brought up, so that a pronoun or a description may mean it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from toolkit.cast import HONORIFICS, tell_gender
from toolkit.quotes.sources import SPEAKING_NOUNS
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting, is_acting

PAPERS = frozenset(
    "article book column commentary communique document e-mail editorial email filing letter memo message note paper "
    "poll post posting presentation release remark report review slide speech statement study survey text transcript "
    "tweet".split()
)
BODIES = frozenset(
    "administration agency army bank bloc cabinet campaign channel commission committee company corporation council "
    "court department embassy camp firm government group institute kremlin league magazine media ministry mission network "
    "newspaper observatory average board majority minority office organisation organization outlet panel parliament party pentagon police press "
    "radio regime republic staff state station team television think-tank tribunal un union university".split()
)
ISSUED = frozenset(
    "commentary communique e-mail editorial email filing letter memo message note post posting presentation release "
    "remark slide speech statement text transcript tweet".split()
)
"""Papers of one author: "the letter" is of whoever has just been speaking."""
WITHIN_NAME = frozenset({"appos", "compound", "flat", "nmod", "amod"})
PERSON, BODY, GROUP, PAPER = "person", "body", "group", "paper"
_KINDS = {"person": PERSON, "title": PERSON, "group": GROUP}
_PEOPLE = frozenset(
    "americans blacks children conservatives democrats elites evangelicals folks hispanics kids latinos liberals men "
    "millennials officers others parents people republicans residents troops whites women workers youth".split()
)
_SOMEBODY = frozenset(
    "actor actress artist billionaire boy businessman businesswoman celebrity comedian conservative contender "
    "democrat developer documentarian entrepreneur filmmaker firebrand frontrunner front-runner girl hopeful host "
    "impostor incumbent industrialist journeyman kid legend liberal magnate mogul musician native newcomer newsman "
    "nominee novice outsider pastor philanthropist pilot player priest radical republican retiree singer socialist "
    "star teenager tycoon upstart veteran".split()
)
_THINGS = frozenset(
    "centers colors computers doors errors factors floors letters matters mirrors newspapers numbers orders others "
    "papers powers towers".split()
)
_ABBREVIATED = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor",
                "pres": "president", "lt": "lieutenant", "dr": "doctor", "rev": "reverend"}  # fmt: skip
_REACH = 8  # words of an apposition that are read


@dataclass(frozen=True)
class Resolved:
    """What a mention stands for: actor, party, how, and the words between mention and party."""

    actor: str | None
    party: str | None
    how: str
    via: tuple[str, ...] = ()
    gender: str | None = None
    kind: str = PERSON


@dataclass(frozen=True)
class Referent:
    """Somebody at one place of an article: the head noun there, and how prominent it is."""

    token: object
    sentence: int
    resolved: Resolved
    is_quoted: bool = False
    spoke: bool = False


@dataclass
class Told:
    """What an article tells of a person: nouns ("senator") and what stands beside them ("Vermont")."""

    nouns: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


def resolve_sighting(sighting: Sighting, day, *, how: str | None = None) -> Resolved:
    """Resolve to a sighted actor, with the office held on a day."""
    offices = sighting.person.offices_at(day)[-1:] if sighting.person else ()
    via = tuple(f"{office.titles[0]} ({office.party})" for office in offices)
    kind = _KINDS.get(sighting.kind, BODY)
    return Resolved(sighting.actor, sighting.party, how or sighting.how, via, sighting.gender, kind)


def find_referents(
    document, sightings: list[Sighting], quoted: set[int], sentence_of: list[int]
) -> list[Referent]:
    """List what pronouns may mean: what is sighted, organizations, and unnamed people who act, in text order."""
    doc, found = document.doc, {}
    for sighting in sightings:
        if is_acting(sighting, doc):
            root = doc[sighting.start : sighting.end].root
            found.setdefault(root.i, resolve_sighting(sighting, document.published))
    covered = {i for s in sightings for i in range(s.start, s.end)}
    for entity in doc.ents:
        if entity.label_ == "ORG" and covered.isdisjoint(range(entity.start, entity.end)):
            name = re.sub(r"^[Tt]he |['’]s$", "", entity.text)
            found.setdefault(entity.root.i, Resolved(name, None, UNRESOLVED, kind=BODY))
            covered.update(range(entity.start, entity.end))
    for noun in _find_unnamed(doc, covered | quoted):
        start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
        words = doc[start : noun.i + 1].text
        found.setdefault(
            noun.i, Resolved(words, None, UNRESOLVED, (), tell_gender(words.lower()), classify(noun))
        )
    return [Referent(doc[i], sentence_of[i], each, i in quoted) for i, each in sorted(found.items())]


def _find_unnamed(doc, passed: set[int]):
    """Subjects that are somebody without a name: "the former chief", "voters"."""
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.i not in passed:
            if is_human(token) or token.lemma_.lower() in BODIES or token.ent_type_ == "PERSON":
                yield token


def is_human(token) -> bool:
    """Tell whether a noun names a person or people."""
    lemma = token.lemma_.lower()
    return (
        (lemma in SPEAKING_NOUNS and lemma not in BODIES)
        or lemma in _SOMEBODY
        or token.lower_ in _PEOPLE
        or (token.tag_ == "NNS" and token.lower_.endswith(("ers", "ors")) and token.lower_ not in _THINGS)
        or re.search(r"(?:man|men|woman|women|person|ists?|ees?|-old)$", token.lower_) is not None
        and token.pos_ in ("NOUN", "PROPN")
    )


def classify(noun) -> str:
    """The kind of what a noun names: a person, a group, a body or a paper."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "GPE"):
        return BODY
    if lemma in PAPERS:
        return PAPER
    if noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("people", "police", "some", "many", "most", "others"):
        return GROUP
    return BODY if lemma in BODIES or noun.ent_type_ in ("ORG", "GPE", "NORP") else PERSON


def is_subject(token) -> bool:
    """Tell whether a noun, or the noun it stands beside, is a subject."""
    while token.dep_ in WITHIN_NAME:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def collect_told(doc, sightings: list[Sighting], day) -> dict[str, Told]:
    """Actor → what stands beside the names, after "is", and in the offices of the day."""
    told: dict[str, Told] = defaultdict(Told)
    for sighting in sightings:
        if sighting.kind != "person":
            continue
        here, root = told[sighting.actor], doc[sighting.start : sighting.end].root
        heads = [t for t in root.children if t.dep_ == "appos"]
        heads += [root.head] if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN") else []
        if root.dep_ == "nsubj" and root.head.lemma_ == "be":
            heads += [t for t in root.head.children if t.dep_ == "attr"]
        for head in heads:
            _read_noun(here, head, sighting)
        for token in reversed(list(doc[max(sighting.start - _REACH, 0) : sighting.start])):
            if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.lower_ not in (".", "-", "of"):
                break
            if token.ent_type_ not in ("ORG", "GPE", "NORP"):
                here.nouns.add(_spell(token))
            here.beside.add(_spell(token))
        for office in sighting.person.offices_at(day) if sighting.person else ():
            for title in office.titles:
                here.nouns.update(title.casefold().split())
                here.beside.update(title.casefold().split())
    return told


def _read_noun(told: Told, head, sighting: Sighting) -> None:
    if sighting.start <= head.i < sighting.end:
        return
    told.nouns.add(_spell(head))
    told.nouns |= {_spell(t) for t in head.children if t.dep_ == "conj"}
    for token in list(head.subtree)[:_REACH]:
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and not sighting.start <= token.i < sighting.end:
            told.beside.add(_spell(token))


def _spell(token) -> str:
    word = token.lemma_.lower().rstrip(".")
    return _ABBREVIATED.get(word, word) if word in HONORIFICS or word in _ABBREVIATED else word
