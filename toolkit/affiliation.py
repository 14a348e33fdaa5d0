"""Affiliation: somebody without a name who has the party of the body, or of the person, in the mention."""

from __future__ import annotations

from dataclasses import replace

from toolkit.antecedents import Scene
from toolkit.called import find_given_name
from toolkit.cast import SINGULAR
from toolkit.nouns import AFFILIATED, BODY, LEADING, SPEAKING_FOR, WITHIN_NAME, has_left, is_distant, is_past
from toolkit.places import is_people
from toolkit.referents import Resolved, join_referents
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting
from toolkit.state_nouns import WHERE_STATES_SEND

_AMOUNTS = frozenset("couple dozen dozens group handful number pair series".split())
_BODIES = frozenset(("institution", "party", "group"))
_SERVED = frozenset(("person", "title", "metonym"))
_OF_FIRMS = frozenset("boss captain chair chairman chairperson chairwoman coordinator director".split())
_OF_STATES = frozenset("administration cabinet government ministry office parliament".split())
_GOVERNED = frozenset("administration cabinet government office regime".split())
_OF_BODIES = frozenset("in of from for at with within".split())
_OF_SERVED = frozenset("for of to".split())


def find_affiliation(
    scene: Scene, span, *, leading: bool = False, outside: list | None = None
) -> Resolved | None:
    """Somebody of a body ("a source in the Russian delegation"), or who speaks for it or for somebody.

    A capital is a place, too: "a spokesman for Moscow" has its party, "a diplomat in Moscow" has none.
    ``leading``: those at its head instead, whom the article may name elsewhere: "the head of the council".
    ``outside``: spans to pass over, such as what is said.
    """
    if _stands_apart(span):
        return None
    head = _find_head(span)
    role = head.lemma_.lower()
    if (role in LEADING) is not leading:
        return None
    seat = _find_seat(scene, span, head) if role in _OF_STATES else None
    if seat:
        return seat
    speaks_for, is_of = role in SPEAKING_FOR, role in AFFILIATED | LEADING
    is_own = span[0].dep_ == "poss" and span[0].head.i == head.i and span[0].pos_ == "PRON"
    if is_own and speaks_for:
        return _serve(scene, span, outside, role=role)  # "his media adviser" is nobody of the media
    last = next((t.i for t in span if t.text == "," and t.i > head.i), span.end)  # then comes what is added
    inside = [s for s in scene.find_sightings(scene.doc[span.start : last]) if s.party]
    inside = [s for s in inside if not _is_only_where(scene.doc, s, span, head)]
    for sighting in inside:
        kinds = _BODIES | {"label"} | (_SERVED if speaks_for else set())
        is_whose = sighting.kind in kinds or sighting.how == "office"
        ties = WITHIN_NAME | ({"poss"} if is_of else set())  # "Syria's rebels" are not Syria's
        if is_whose and _belongs_to(scene.doc[sighting.end - 1], span.root, ties):
            several = sighting.shared is not None and sighting.shared != head.i
            several |= _is_joined(scene.doc[sighting.end - 1], head)
            return leave_open(scene, span) if several else affiliate(scene, span, sighting)
    if is_own and (is_of or role in _OF_STATES):
        return _serve(scene, span, outside, role=role)
    if not is_of:
        return None
    for prep in head.children:
        word = prep.lower_ if prep.dep_ in ("prep", "dative") else None
        kinds = _BODIES if word in _OF_BODIES else frozenset()
        kinds |= _BODIES | _SERVED if speaks_for and word in _OF_SERVED else frozenset()
        objects = [t for t in prep.children if t.dep_ == "pobj"]
        governed = _find_governing(scene, objects) if word in _OF_BODIES else None
        if governed:
            return affiliate(scene, span, governed)
        places = {t.i for each in objects for t in (each, *each.conjuncts)}
        served = [s for s in inside if s.kind in kinds and not places.isdisjoint(range(s.start, s.end))]
        if len({s.party for s in served}) > 1 or any(s.shared is not None for s in served):
            return None  # "a spokesman for Moscow and Beijing"
        if served:
            return affiliate(scene, span, served[0])
    return None


def _is_only_where(doc, sighting: Sighting, span, head) -> bool:
    """Tell whether a body is only where somebody serves another: the UN, in "Israel's U.N. ambassador"."""
    if doc[sighting.start].text not in WHERE_STATES_SEND or sighting.end > head.i:
        return False
    before = sighting.start - 1
    is_sent = before > span.start and (doc[before].tag_ == "POS" or is_people(doc[before]))
    return is_sent or head.lemma_.lower() == "ambassador"


def _is_joined(token, head) -> bool:
    """Tell whether another word before a noun is joined to one: "rebel and government commanders"."""
    return token.i < head.i and any(t.i < head.i for t in token.conjuncts)


def _find_seat(scene: Scene, span, head) -> Resolved | None:
    """A body of the state in whose capital it is: "the ministry in Moscow", "In Moscow, the ministry"."""
    if span[0].lower_ != "the" or any(s.party for s in scene.find_sightings(span[: head.i - span.start + 1])):
        return None
    places = [t for prep in head.children if prep.lower_ == "in" for t in prep.children if t.dep_ == "pobj"]
    sentence = head.sent
    if not places and sentence[0].lower_ == "in" and sentence.start < span.start:
        places = [t for t in sentence[0].children if t.dep_ == "pobj"]
    around = (scene.find_around(scene.doc[t.i : t.i + 1]) for t in places)
    seat = next((s for s in around if s is not None and s.kind == "metonym" and s.party), None)
    if seat is None:
        return None
    words = scene.doc[span.start + 1 : head.i + 1].text
    return Resolved(f"{seat.actor}'s {words}", seat.party, "affiliation", (seat.actor,), None, BODY)


def _find_governing(scene: Scene, objects: list) -> Sighting | None:
    """Whose government it is: "officials in Ms. Merkel's government", "a source in Putin's office"."""
    owners = [t for noun in objects if noun.lemma_ in _GOVERNED for t in noun.children if t.dep_ == "poss"]
    around = (scene.find_around(scene.doc[t.i : t.i + 1]) for t in owners)
    return next((s for s in around if s is not None and s.kind == "person" and s.party), None)


def _serve(scene: Scene, span, outside: list | None, *, role: str) -> Resolved | None:
    """Who speaks for somebody or is of a body called by a pronoun: "his adviser", "its members".

    Of several bodies, theirs: "Russia and China … their envoys".
    """
    word, served = span[0].lower_, None
    if word in SINGULAR and role in SPEAKING_FOR | _OF_STATES:
        served = scene.find_person(span[0], SINGULAR[word], outside=outside)
    elif word == "its":
        served = scene.find_body(span[0], outside=outside)
        if served and not _may_have(scene, span[0], served, role):
            return None
    elif word == "their":
        served = scene.find_group(span[0], outside=outside)
    several = served.members or (served,) if served else ()
    if not several or not all(each.party for each in several):
        return None
    kind, gender, words = scene.classify(span), scene.tell_gender(span), span[1:].text
    of_each = tuple(
        Resolved(f"{owner}'s {words}", each.party, "affiliation", (each.actor,), gender, kind)
        for each in several
        for owner in [each.party if word == "its" and role in _OF_STATES else each.actor]
    )
    if len(of_each) == 1:
        return of_each[0]
    return replace(join_referents(of_each), how="affiliation") if span.root.tag_ == "NNS" else None


def _may_have(scene: Scene, own, served: Resolved, role: str) -> bool:
    """Tell whether somebody of a role is a body's, and no other body has been named close by."""
    near = scene.find_candidates(own, (BODY,), gender=None, outside=None, far=1)
    named = {each.resolved.actor for each in near if each.resolved.actor[:1].isupper()}
    is_state = served.actor == served.party or served.actor.split()[-1].lower() in ("army", "government")
    return len(named) < 2 and not (is_state and role in _OF_FIRMS)


def affiliate(scene: Scene, span, sighting: Sighting, how: str = "affiliation") -> Resolved:
    """Somebody who keeps their description, and has the party of the one in it."""
    if _stands_apart(span):
        return leave_open(scene, span)
    kind, gender = scene.classify(span), scene.tell_gender(span)
    via = () if how == "composed" else (sighting.actor,)  # composed of words of the mention
    return Resolved(_read_name(span) or _trim(span), sighting.party, how, via, gender, kind)


def _read_name(span) -> str | None:
    """The name of a body behind the word for what it is: "al-Watan" of "pro-government daily al-Watan"."""
    doc = span.doc
    end = next((t.i for t in span if t.text == "," and t.i > span.root.i), span.end)
    start = end
    while start > span.start and doc[start - 1].pos_ == "PROPN":
        start -= 1
    is_told = span.start < start < end and doc[start - 1].pos_ == "NOUN"
    return doc[start:end].text if is_told and start - 1 <= span.root.i else None


def leave_open(scene: Scene, span, *, whole: bool = False) -> Resolved:
    """A mention that stays as it is; ``whole``, with what a comma adds to it."""
    name = find_given_name(span)
    if name is not None:
        words = name.text
    elif whole:
        words = span[span[0].pos_ in ("CCONJ", "DET") and len(span) > 1 :].text
    else:
        words = _trim(span)
    return Resolved(words, None, UNRESOLVED, (), scene.tell_gender(span), scene.classify(span))


def _stands_apart(span) -> bool:
    """Tell whether somebody is not, or no longer, of the body in a mention: "a Kremlin critic"."""
    return is_distant(span.root) or is_past(span.doc, span.root.i, span.start) or has_left(span)


def _find_head(span):
    """The noun that a mention is of: figures, in "a number of figures"."""
    preps = (t for t in span.root.children if t.lower_ == "of" and span.root.lemma_.lower() in _AMOUNTS)
    return next((t for prep in preps for t in prep.children if t.dep_ == "pobj"), span.root)


def _belongs_to(token, root, ties: frozenset[str]) -> bool:
    """Tell whether a token hangs on another by certain relations only."""
    while token.i != root.i and token.dep_ in ties:
        token = token.head
    return token.i == root.i


def _trim(span) -> str:
    """The mention without its article and without what a comma or "who" adds to it."""
    start = 1 if len(span) > 1 and span[0].lower_ in ("the", "a", "an") else 0
    stops = (
        t.i - span.start for t in span[start + 1 :] if t.text == "," or t.lower_ in ("who", "whom", "whose")
    )
    return span[start : next(stops, len(span))].text
