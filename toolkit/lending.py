"""Lending: a stranger has the party of the group, institution or office named beside the name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import partial

from toolkit.called import list_given_names
from toolkit.cast import SINGULAR
from toolkit.nouns import AFFILIATED, BODIES, LEADING, SPEAKING_FOR, has_left, is_distant, is_past
from toolkit.sightings import Sighting
from toolkit.state_nouns import STATE_NOUNS
from toolkit.titles import ENVOYS

_SERVING = frozenset("for of to".split())
_COMING = frozenset("from of with".split())
_SENT = frozenset("for from of".split())
_WITHIN = frozenset("at for from in of with within".split())
_ONE = frozenset({"of"})
_PLACING = frozenset("at from in within".split())
_HEADING = frozenset("chair command direct head lead represent".split())
_SERVING_ONE = frozenset("ambassador deputy envoy minister".split())
_OFFICES = frozenset("chancellor emperor king minister premier president prince queen".split())
_NEGATING = frozenset("formerly longer never no not once previously then until".split())


def lend_parties(doc, found: list[Sighting], *, judging: frozenset[str] = frozenset()) -> list[Sighting]:
    """Give a stranger the party of the group, institution or office named beside the name.

    "Activist Omar Said", "Omar Said, a State Department spokesman", "Taoiseach Enda Kenny", "Omar Said, head
    of the council", "Chancellor Angela Merkel of Germany"; or of whom the stranger serves: "Davis's aide
    Omar Said". Not where the words say that it was once so, or that the person stands apart: "a former
    minister", "a Kremlin critic". ``judging``: labels that judge, in small letters; those but of
    regimes lend nothing.
    """
    given = [(noun, name) for noun, name in list_given_names(doc) if noun.pos_ == "NOUN"]
    lent = _lend(doc, found, given, judging)
    return lent if lent == found else _lend(doc, lent, given, judging)  # those who serve a stranger


def _lend(doc, found: list[Sighting], given: list[tuple], judging: frozenset[str]) -> list[Sighting]:
    """Give parties as ``lend_parties`` does, of those who have one so far."""
    served = {s.end - 1: s.party for s in found if s.kind in ("person", "metonym", "title") and s.party}
    bodies = [s for s in found if s.kind in ("group", "institution", "party") and s.party]
    bodies += [s for s in found if s.how == "office"]
    giver_at = {i: noun for noun, name in given for i in range(name.start, name.end)}
    party_at = {i: s.party for s in bodies[::-1] for i in range(s.start, s.end)}
    labels = [s for s in found if s.kind == "label" and not _judges_people(doc, s, judging)]
    labelled = {i: s.party for s in labels for i in range(s.start, s.end)}
    places = {s.end - 1: s.party for s in found if s.kind == "metonym"}
    offices = {s.end: s.party for s in found if s.how == "office" and doc[s.end : s.end + 1].text == ","}
    acting = party_at | places
    acting_labels = labelled | party_at
    people = {s.end - 1: s for s in found if s.kind == "person" and s.party}
    again = partial(_find_again, doc, _list_by_word(doc, bodies))
    parties: dict[str, str] = {}
    for sighting in found:
        if _is_stranger(sighting) and sighting.actor not in parties:
            giver = giver_at.get(sighting.start)
            near = [party_at.get(i) for i in _describe_places(doc, sighting, giver)]
            near += [served.get(i) or acting_labels.get(i) or again(i) for i in _find_served(doc, sighting)]
            headed = _find_headed(doc, sighting, giver)
            near += [party_at.get(i) or labelled.get(i) or again(i) for i in headed]
            near += [labelled.get(giver.i)] if giver is not None else []
            near += [offices.get(sighting.start - 1)]
            near += [places.get(i) for i in _find_state(doc, sighting)]
            own, subjects = _find_owning(doc, sighting)
            if own == "its":
                near += [acting.get(i) for i in subjects]
            else:
                near += [
                    s.party for i in subjects if (s := people.get(i)) and s.gender in (None, SINGULAR[own])
                ]
            party = next(filter(None, near), None)
            if party:
                parties[sighting.actor] = party
    return [
        replace(s, party=parties[s.actor], how="beside") if _is_stranger(s) and s.actor in parties else s
        for s in found
    ]


def _judges_people(doc, label: Sighting, judging: frozenset[str]) -> bool:
    """Tell whether a label judges, and not a government: a "terrorist leader" may be anybody's."""
    words = doc[label.start : label.end].text.lower()
    return words in judging and "regime" not in words.split()


def _is_stranger(sighting: Sighting) -> bool:
    """Tell whether the registry has no party for a person, or none on the article's day."""
    return sighting.kind == "person" and sighting.party is None


def _list_by_word(doc, bodies: list[Sighting]) -> dict[str, list[Sighting]]:
    """The last word of each body's name → the bodies, in text order."""
    by_word: dict[str, list[Sighting]] = {}
    for body in sorted(bodies, key=lambda s: s.start):
        by_word.setdefault(doc[body.end - 1].lower_, []).append(body)
    return by_word


def _find_again(doc, by_word: dict[str, list[Sighting]], i: int) -> str | None:
    """The party of the body that a noun takes up: "the ministry", the last of whose name it is the end."""
    noun = doc[i]
    if noun.lemma_.lower() not in BODIES or noun.tag_ != "NN":
        return None
    named = by_word.get(noun.lower_, [])
    last = bisect_right(named, noun.left_edge.i, key=lambda s: s.end) - 1
    return named[last].party if last >= 0 else None


def _describe_places(doc, sighting: Sighting, giver=None) -> list[int]:
    """The words beside a name that may tell whose person it is, in text order."""
    root = doc[sighting.start : sighting.end].root
    places = {t.i for t in root.children if t.dep_ in ("compound", "appos", "nmod", "amod")}
    if root.dep_ in ("appos", "compound", "nmod"):
        places.add(root.head.i)
    if sighting.start:
        places.add(sighting.start - 1)
    if giver is not None:
        places.add(giver.i)
    places = {i for i in places if not _tells_apart(doc, i, sighting)}
    envoys = {i: _find_envoy(root) or _find_envoy(doc[i]) for i in places}
    places = {i if envoy is None else envoy.i for i, envoy in envoys.items()}
    nouns = [doc[i] for i in places if doc[i].lower_ in STATE_NOUNS]
    places.update(t.i for noun in nouns for t in noun.children if t.dep_ in ("compound", "nmod", "poss"))
    return sorted(places)


def _find_served(doc, sighting: Sighting) -> list[int]:
    """The words for whom somebody speaks: Davis, in "Davis's aide Omar Said", "Said, an aide to Davis"."""
    root = doc[sighting.start : sighting.end].root
    roles = _list_roles(doc, sighting, SPEAKING_FOR)
    beside = [root] if any(t.dep_ != "appos" for t in roles) else []  # to the parser, whose the name is
    owners = [t for noun in [*roles, *beside] for t in noun.children if t.dep_ == "poss"]
    owners += [t for role in [*roles, *beside] for t in role.children if t.dep_ in ("compound", "nmod")]
    return [t.i for t in (*owners, *(each for role in roles for each in _list_objects(role, _SERVING)))]


def _find_headed(doc, sighting: Sighting, giver=None) -> list[int]:
    """The words for a body that somebody is of: "head of the council", "council head", "the council's"."""
    root = doc[sighting.start : sighting.end].root
    bodies = _list_objects(root, _COMING)
    bodies += [t for t in root.children if t.dep_ == "poss" and t.i == sighting.start - 2]
    for role in _list_roles(doc, sighting, AFFILIATED | LEADING, giver):
        bodies += [t for t in role.children if t.dep_ in ("amod", "compound", "nmod", "poss")]
        bodies += _list_objects(role, _SENT if role.lemma_.lower() in ENVOYS else _WITHIN)
    for verb in root.children:
        is_now = verb.dep_ == "relcl" and verb.lemma_ in _HEADING and verb.tag_ in ("VBZ", "VBP", "VBG")
        before = {t.lower_ for t in verb.subtree if t.i < verb.i} if is_now else set()
        if is_now and before & {"who"} and before.isdisjoint(_NEGATING):
            bodies += [t for t in verb.children if t.dep_ == "dobj"]
    return [t.i for t in bodies if not (t.lower_ == "council" and t.nbor(-1).lower_ in ("security", "the"))]


def _find_state(doc, sighting: Sighting) -> list[int]:
    """The state behind an office and a name: "Chancellor Angela Merkel of Germany"."""
    root = doc[sighting.start : sighting.end].root
    before = [t for t in root.lefts if t.dep_ in ("compound", "nmod")] + [doc[max(sighting.start - 1, 0)]]
    if all(t.lower_ not in _OFFICES for t in before) or _tells_apart(doc, before[0].i, sighting):
        return []
    after = doc[sighting.end : sighting.end + 1]
    states = (t for t in after if t.lower_ == "of")
    return [t.i for of in states for t in of.children if t.dep_ == "pobj"]


def _find_owning(doc, sighting: Sighting) -> tuple[str, list[int]]:
    """Whose somebody is, a pronoun, and the subject before: "The League met. Its chief, Omar Said"."""
    for role in _list_roles(doc, sighting, AFFILIATED | LEADING | _SERVING_ONE):
        for own in role.children:
            is_one = own.lower_ in SINGULAR and role.lemma_.lower() in SPEAKING_FOR | _SERVING_ONE
            if own.dep_ == "poss" and (own.lower_ == "its" or is_one):
                start = own.sent.start
                roots = [own.sent.root, *([doc[start - 1].sent.root] if start else [])]
                subjects = (t for root in roots for t in root.children if t.dep_ in ("nsubj", "nsubjpass"))
                return own.lower_, [t.i for t in subjects if t.i < own.i and _is_sole(t, own)][:1]
    return "", []


def _is_sole(subject, own) -> bool:
    """Tell whether nobody else, and no other body, is named between a subject and a pronoun."""
    between = subject.doc[subject.i + 1 : own.i]
    kinds = ("ORG",) if own.lower_ == "its" else ("PERSON",)
    is_body = own.lower_ == "its"
    return not any(t.ent_type_ in kinds or (is_body and t.lemma_.lower() in BODIES) for t in between)


def _list_roles(doc, sighting: Sighting, words: frozenset[str], giver=None) -> list:
    """The nouns beside a name, out of some, by which somebody is called now.

    ``giver``: the noun that the name is given to, "commander" in "a commander named Omar Said".
    """
    root = doc[sighting.start : sighting.end].root
    nouns = [root.head] if root.dep_ == "appos" else []
    nouns += [t for t in root.children if t.dep_ in ("appos", "compound", "nmod")]
    nouns += [giver] if giver is not None else []
    nouns += [t for noun in nouns if noun.lower_ == "one" for t in _list_objects(noun, _ONE)]
    roles = [t for t in nouns if t.lemma_.lower() in words and not has_left(t.subtree)]
    return [t for t in roles if not _tells_apart(doc, t.i, sighting)]


def _list_objects(noun, prepositions: frozenset[str]) -> list:
    """What stands behind a noun and a preposition; no country behind "in", which is where somebody is."""
    return [
        t
        for prep in noun.children
        if prep.dep_ == "prep" and prep.lower_ in prepositions
        if prep.i and prep.nbor(-1).lower_ not in _NEGATING
        for t in prep.children
        if t.dep_ == "pobj" and not (prep.lower_ in _PLACING and t.ent_type_ in ("GPE", "LOC"))
    ]


def _tells_apart(doc, i: int, sighting: Sighting) -> bool:
    """Tell whether the words around a place beside a name say that somebody was, or is not, of the body."""
    first = min(doc[i].left_edge.i, i)
    last = sighting.start if i < sighting.start else i + 1
    while first and doc[first - 1].lower_ in _NEGATING:
        first -= 1
    if i < sighting.start:
        first = min(first, doc[sighting.start : sighting.end].root.left_edge.i)
    words = [t for t in doc[first:last] if not sighting.start <= t.i < sighting.end]
    return any(is_distant(t) for t in words) or is_past(doc, last, first)


def _find_envoy(token):
    """The envoy before "to" or "at" a body, whose party is not the body's: "Russian ambassador to the UN"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "at"):
        return None
    return token.head.head if token.head.head.lemma_.lower() in ENVOYS else None
