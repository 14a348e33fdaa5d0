"""Heads: whom the head of a mention names, as far as it has been sighted."""

from __future__ import annotations

from toolkit.antecedents import Scene
from toolkit.called import find_given_name
from toolkit.full_names import read_honorific
from toolkit.kin import OUTLETS
from toolkit.nouns import is_human
from toolkit.referents import Resolved, join_referents
from toolkit.sightings import Sighting

_KIN = frozenset(
    "brother couple cousin daughter family father husband mother nephew niece parent sister son spouse widow "
    "widower wife".split()
)

_MEDIA = frozenset("agency daily news radio satellite television tv website".split())


def pick_sighting(scene: Scene, span) -> Sighting | None:
    """The sighting that names the head of a mention, a person in apposition before the rest."""
    inside = scene.find_sightings(span)
    around = scene.find_around(span) if not inside and span.root.pos_ == "PROPN" else None
    if around is not None and around.kind == "person":
        return around
    root = span.root
    if root.pos_ == "ADP":
        return inside[0] if inside else None
    covering = [s for s in inside if s.start <= root.i < s.end]
    people = [s for s in covering if s.kind == "person"] or [
        s for s in inside if s.kind == "person" and _names_head(scene.doc, s, span)
    ]
    bodies = [s for s in covering if s.kind == "institution"]
    bodies = bodies or [s for s in inside if s.kind in ("institution", "party") and _is_given(s, span)]
    bodies = bodies or [s for s in inside if _is_outlet(s, span)]
    if bodies or people:
        return (bodies or people)[0]
    if covering:
        return max(covering, key=lambda s: (s.kind == "title", s.end - s.start))
    return None


def find_family(scene: Scene, span) -> Resolved | None:
    """The two of one surname who are told as kin: "the Khans"; nobody where there are more, or not two."""
    word = span.root.text
    is_plural = word[:1].isupper() and word.endswith("s") and span.root.tag_.startswith("NN")
    if not is_plural or len(span) > 2 or (span[0].lower_ != "the" and not scene.is_headline(span)):
        return None
    people = scene.list_bearers(word[:-1])
    if len(people) != 2 or not any(_is_kin(scene.doc, sighting) for sighting in people):
        return None
    return join_referents(tuple(scene.resolve(sighting, how="surname") for sighting in people))


def _is_kin(doc, sighting: Sighting) -> bool:
    """Tell whether somebody's sentence has a word for kin, or both share it: "Khizr and Ghazala Khan"."""
    is_shared = sighting.end - sighting.start == 1 and doc[sighting.start].text == sighting.actor.split()[0]
    return is_shared or any(token.lemma_.lower() in _KIN for token in doc[sighting.start : sighting.end].sent)


def _names_head(doc, sighting: Sighting, span) -> bool:
    """Tell whether a person is the one a mention is about: in apposition to its head, or at its end."""
    token = doc[sighting.start : sighting.end].root
    while token.i != span.root.i and token.dep_ == "appos":
        token = token.head
    if token.i == span.root.i or _opens(doc, sighting, span) or _is_given(sighting, span):
        return True
    last = span.end - 1 if span[-1].is_punct else span.end
    if sighting.end < last and span.doc[sighting.end].text == "(":  # "Sen. Tim Kaine (D-Va.)"
        last = sighting.end
    if sighting.end != last or sighting.start == span.start:
        return False
    before = doc[sighting.start - 1]
    while before.i > span.start and (read_honorific(before) or before.is_punct):
        before = before.nbor(-1)
    return before.pos_ not in ("ADP", "CCONJ", "DET", "VERB", "SCONJ")


def _is_given(sighting: Sighting, span) -> bool:
    """Tell whether somebody is the one whom a mention names: "a man named Bob Tarrow", "the agency SANA"."""
    name = find_given_name(span)
    if name is None or not name.start <= sighting.start or name.end != sighting.end:
        return False
    if sighting.kind != "person":
        return True
    is_new = sighting.person is None or len(name) > 1  # "a boy named Assad" is not the president
    return is_new and (is_human(span.root) or name.start <= span.root.i < name.end)


def _is_outlet(sighting: Sighting, span) -> bool:
    """Tell whether a word for an outlet only says what a named one is: "the SANA news agency"."""
    root = span.root
    if sighting.kind != "institution" or root.lemma_.lower() not in OUTLETS | _MEDIA:
        return False
    between = span.doc[sighting.end : root.i]
    is_before = sighting.end <= root.i and all(t.lower_ in OUTLETS | _MEDIA for t in between)
    is_behind = sighting.start == root.i + 1 and (sighting.end == span.end or span.doc[sighting.end].is_punct)
    return is_before or is_behind


def _opens(doc, sighting: Sighting, span) -> bool:
    """Tell whether a person stands first, and a comma or "who" after the name."""
    first = span.start
    while first < sighting.start and (read_honorific(doc[first]) or doc[first].text == "."):
        first += 1
    after = doc[sighting.end] if sighting.end < span.end else None
    return (
        sighting.start == first and after is not None and (after.text in (",", "(") or after.lower_ == "who")
    )
