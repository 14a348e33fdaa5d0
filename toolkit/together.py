"""Together: those whom "the two", "both countries" or "each side" means."""

from __future__ import annotations

from dataclasses import replace

from toolkit.antecedents import FAR, NAMELESS, NEAR, Scene
from toolkit.named_bodies import is_told_whose
from toolkit.nouns import BODY, GROUP, PERSON, acts, is_human, is_subject
from toolkit.referents import Resolved, join_referents

_ABREAST = frozenset(
    "ally bloc camp capital company country firm government group nation neighbor neighbour organisation "
    "organization party power rival side state".split()
)
"""Words for bodies that are named together: "the two countries", "both sides"."""
_EITHER = frozenset("ally member rival".split())
_NUMBERS = {"both": 2, "each": 2, "two": 2, "three": 3, "four": 4}
_LAST = 2  # sentences back: of whom they speak are "the two"


def find_both(scene: Scene, span) -> Resolved | None:
    """Whom "both senators", "both sides" or "each side" means."""
    if span[0].lower_ not in ("both", "each") or span.root.pos_ != "NOUN" or _is_of_several(span.root):
        return None
    if span.root.tag_ != "NNS" or not is_human(span.root) or span[0].lower_ == "each":
        return find_together(scene, span)
    both = scene.find_group(span[0])
    are_people = both is not None and all(each.kind == PERSON for each in both.members)
    return replace(both, how="description") if are_people else None


def find_together(scene: Scene, span) -> Resolved | None:
    """Those named together before "the two senators", "both countries", "the three companies".

    Also those of whom "the senators" is told. People for a word for people, bodies for a word for bodies.
    """
    noun = span.root
    is_of_people, is_of_bodies = is_human(noun), noun.lemma_.lower() in _ABREAST
    if _is_of_several(noun):
        return None
    n = next((_NUMBERS[t.lower_] for t in span if t.lower_ in _NUMBERS), None)
    if noun.pos_ == "NOUN" and not (is_of_people or (is_of_bodies and n and not is_told_whose(noun))):
        return None
    if not n and noun.tag_ not in ("NNS", "NNPS"):
        return None
    if noun.lemma_.lower() in _EITHER:
        kinds = (PERSON, BODY, GROUP)
    else:
        kinds = (BODY, GROUP) if is_of_bodies else (PERSON,) if is_of_people else (PERSON, BODY)
    for each in scene.look_back(span.start):
        members = each.resolved.members
        if scene.count_sentences(each, span) > (NEAR if is_of_bodies else FAR):
            break
        if any(member.kind not in kinds for member in members):
            continue
        is_told = all(noun.lemma_.lower() in scene.told[member.actor].nouns for member in members)
        if members and (len(members) == n if n else is_told):
            return replace(each.resolved, how="description")
    return _join_last(scene, span, kinds) if n == 2 else None


def _is_of_several(noun) -> bool:
    """Tell whether others are counted than who is meant: "the two countries' leaders"."""
    owners = [t for t in noun.children if t.dep_ == "poss"]
    return any(t.lower_ in _NUMBERS for owner in owners for t in owner.subtree)


def _join_last(scene: Scene, span, kinds: tuple[str, ...]) -> Resolved | None:
    """The two people of whom alone the last sentences speak, or bodies with a party that alone act there."""
    found: dict[str, Resolved] = {}
    for each in scene.look_back(span.start):
        if scene.count_sentences(each, span) > _LAST:
            break
        are_others = each.resolved.kind == GROUP and not each.resolved.members and is_subject(each.token)
        if are_others and GROUP not in kinds:
            return None
        is_known = each.resolved.how not in NAMELESS if PERSON in kinds else each.resolved.party
        if kinds[0] == BODY and (each.is_quoted or each.resolved.party == "media" or not acts(each.token)):
            continue
        if each.resolved.kind == kinds[0] and is_known:
            found.setdefault(each.resolved.actor, each.resolved)
    parties = {each.party for each in found.values()}
    if len(found) != 2 or (kinds[0] == BODY and len(parties) < 2):
        return None
    return replace(join_referents(tuple(found.values())[::-1]), how="description")
