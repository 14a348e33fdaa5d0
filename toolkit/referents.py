"""Referents: who and what an article has brought up, so that a pronoun or a description may mean it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from toolkit.called import list_given_names
from toolkit.cast import SINGULAR, tell_gender
from toolkit.nouns import AUTHOR, BODIES, BODY, GROUP, PERSON, classify, is_human, is_introduced, is_short_for
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting, is_acting, list_counterparts

_KINDS = {"person": PERSON, "title": PERSON, "group": GROUP}
_WHERE = frozenset(
    "above across around at below beyond from in inside into near outside over through toward towards".split()
)
_OBJECTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "conj", "poss", "ROOT", "dative", "agent"}
)

PLURAL = frozenset({"they", "them", "their", "both"})
THING = frozenset({"it", "its"})
WE = frozenset({"we", "us", "our"})
FIRST = WE | {"i", "me", "my"}
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = PLURAL | THING | FIRST | RELATIVE | SINGULAR.keys()
NAMELESS = frozenset({UNRESOLVED, "affiliation", "composed", "registry"})
_HEADLINE = 16  # tokens of a headline that ends with a full stop
_ENDINGS = frozenset(
    "Airlines Bank Brands Capital Co Communications Companies Company Corp Corporation Energy Entertainment "
    "Group Holdings Inc Industries International LLC Laboratories Ltd Management Motor Motors "
    "Pharmaceuticals Stores Systems Technologies University".split()
)
"""Words after a company's own name."""
_NO_ACTORS = frozenset({"DATE", "TIME", "FAC", "LOC", "EVENT", "LAW", "MONEY"})


@dataclass(frozen=True)
class Resolved:
    """What a mention stands for: actor, party, how, and the words between mention and party.

    ``members``: those whom "they" or "both" means together. ``chance``: that a pronoun's choice is right.
    """

    actor: str | None
    party: str | None
    how: str
    via: tuple[str, ...] = ()
    gender: str | None = None
    kind: str = PERSON
    members: tuple[Resolved, ...] = ()
    chance: float = field(default=1.0, compare=False)


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
    is_body = sighting.how == "composed" and sighting.actor.split()[-1].lower() in BODIES
    kind = BODY if is_body else _KINDS.get(sighting.kind, BODY)
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
    for noun, name in list_given_names(doc):
        if noun.i not in covered and covered.isdisjoint(range(name.start, name.end)):
            found.setdefault(noun.i, Resolved(name.text, None, UNRESOLVED, kind=classify(noun)))
            covered.update(range(name.start, name.end))
    fuller = find_fuller(doc)
    for entity in doc.ents:
        if entity.label_ == "ORG" and covered.isdisjoint(range(entity.start, entity.end)):
            name = spell_body(entity)
            found.setdefault(entity.root.i, Resolved(fuller.get(name, name), None, UNRESOLVED, kind=BODY))
            covered.update(range(entity.start, entity.end))
    people = {i for s in sightings if s.kind == "person" for i in range(s.start, s.end)}
    passed = covered | quoted
    for noun in doc:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ not in _OBJECTS or noun.i in passed:
            continue
        if noun.ent_type_ in _NO_ACTORS:
            continue
        if noun.ent_type_ == "GPE" and noun.dep_ == "pobj" and noun.head.lower_ in _WHERE:
            continue  # where something is, not who acts
        if not _is_told_of(noun, people):
            words = spell_phrase(doc, noun)
            gender = tell_gender(noun.lower_) or tell_gender(words.lower())
            found.setdefault(noun.i, Resolved(words, None, UNRESOLVED, (), gender, classify(noun)))
    referents = [Referent(doc[i], sentence_of[i], each, i in quoted) for i, each in sorted(found.items())]
    return referents + _join_named(doc, referents) + _join_counterparts(doc, sightings, referents)


def spell_body(entity) -> str:
    """The name of a body, without "the" before it and "'s" after it."""
    return re.sub(r"^[Tt]he |['’]s$", "", entity.text).strip()


def find_fuller(doc) -> dict[str, str]:
    """Short name of a body → the full one that the article has too: "Valeant", "Valeant Pharmaceuticals".

    None for a short name of two ("Delta Airlines", "Delta Holdings").
    """
    names = {spell_body(entity) for entity in doc.ents if entity.label_ == "ORG"}
    fuller: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        while len(words) > 1 and words[-1].rstrip(".,") in _ENDINGS:
            words.pop()
            fuller.setdefault(" ".join(words).rstrip(","), set()).add(name)
    longest = {short: max(full, key=lambda name: (len(name), name)) for short, full in fuller.items()}
    return {
        short: longest[short]
        for short, full in fuller.items()
        if short in names and all(longest[short].startswith(name) for name in full)
    }


def _is_told_of(noun, people: set[int]) -> bool:
    """Tell whether a noun is said of somebody named: "Brandt, a baker", "Brandt is a baker"."""
    if noun.dep_ in ("appos", "attr"):
        beside = [noun.head, *(t for t in noun.head.children if noun.dep_ == "attr" and t.dep_ == "nsubj")]
        if any(t.i in people for t in beside):
            return True
    return any(t.dep_ == "appos" and t.i in people for t in noun.children)


def spell_phrase(doc, noun) -> str:
    """A noun with what stands before it, and with "of" after it: "women of all ages"."""
    start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
    last = noun.i
    for child in noun.rights:
        if child.lower_ == "of" and child.i == last + 1:
            last = child.right_edge.i
    return doc[start : last + 1].text


def leave_pronoun(token) -> Resolved:
    """A pronoun that stays open: whoever it is, a later pronoun of its kind may mean them again."""
    word = token.lower_
    kinds = ((PERSON, SINGULAR), (BODY, THING), (GROUP, PLURAL))
    kind = next((kind for kind, words in kinds if word in words), AUTHOR)
    return Resolved(token.text, None, UNRESOLVED, (), SINGULAR.get(word), kind)


def is_pronoun(resolved: Resolved) -> bool:
    """Tell whether what a mention stands for is a pronoun that stayed open."""
    word = resolved.actor.lower()
    return resolved.how == UNRESOLVED and (word in SINGULAR or word in THING or word in PLURAL)


def is_stranger(each: Referent) -> bool:
    """Tell whether somebody without a name comes in or speaks: "a woman", "Robinson"."""
    token, resolved = each.token, each.resolved
    is_new = is_introduced(token) or each.spoke
    is_somebody = is_new and (resolved.gender is not None or is_human(token))
    return resolved.how in NAMELESS and (is_somebody or token.ent_type_ == "PERSON")


def join_referents(members: tuple[Resolved, ...]) -> Resolved:
    """Several together, as "they" or "both" may mean them."""
    return Resolved("; ".join(each.actor for each in members), None, "joint", (), None, GROUP, members)


def _join_named(doc, referents: list[Referent]) -> list[Referent]:
    """Those named together, two or more: "Trump and Lewandowski"; they are met at the last name."""
    at = {each.token.i: each for each in referents if _may_speak(each)}
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


def _join_counterparts(doc, sightings: list[Sighting], referents: list[Referent]) -> list[Referent]:
    """Officials of several states together: "American and Russian diplomats"."""
    at = {each.token.i: each for each in referents}
    joined = []
    for some in list_counterparts(sightings):
        each = [at[i] for s in some if (i := doc[s.start : s.end].root.i) in at]
        if len(each) == len(some):
            noun = next(one for one in each if one.token.tag_ in ("NNS", "NNPS"))
            joined.append(replace(noun, resolved=join_referents(tuple(one.resolved for one in each))))
    return joined


def _may_speak(each: Referent) -> bool:
    """Tell whether a referent is somebody, a body, or people."""
    is_place = each.token.ent_type_ == "GPE" and each.resolved.kind == BODY and each.resolved.party is None
    if each.token.lower_ == "others" or is_place:
        return False
    if each.resolved.kind == GROUP:
        return each.resolved.how != UNRESOLVED or each.token.ent_type_ != "" or is_human(each.token)
    return each.resolved.kind in (PERSON, BODY)


def measure_headline(doc) -> int:
    """The end of the headline: a first line of one sentence, short or without full stop; 0 without one."""
    end = next((token.i for token in doc if "\n" in token.text), 0)
    is_one = not any(token.is_sent_start for token in doc[1:end])
    return end if is_one and (end <= _HEADLINE or doc[end - 1].text not in (".", "!", "?")) else 0


def count_sentences(doc, quoted: set[int]) -> list[int]:
    """The number of each token's sentence; what stands in quotation marks from end to end does not count."""
    numbers, n = [], -1
    for sentence in doc.sents:
        n += n < 0 or not all(t.i in quoted or t.is_punct or t.is_space for t in sentence)
        numbers += [n] * len(sentence)
    return numbers


def name_shortened(candidates: list[Referent]) -> dict[str, str]:
    """Short form → the nearest name that it shortens: the "bank" is the World Bank, in small letters both."""
    bodies = [each.resolved.actor for each in candidates if each.resolved.kind == BODY]
    shorts = {actor for actor in bodies if actor in BODIES}
    named = {
        short: next((name for name in bodies if name[:1].isupper() and is_short_for([short], name)), None)
        for short in shorts
    }
    return {short: name.casefold() for short, name in named.items() if name}


def leave_out_joined(candidates: list[Referent]) -> list[Referent]:
    """Candidates without the single ones of those named together: "they" is not one of two."""
    joined = {(each.sentence, member.actor) for each in candidates for member in each.resolved.members}
    return [each for each in candidates if (each.sentence, each.resolved.actor) not in joined]
