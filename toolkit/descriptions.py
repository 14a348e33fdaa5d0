"""Descriptions: whom "the envoy", "the Vermont senator", "the fund" or "the two" mean in an article.

What the article itself tells of its people and bodies decides, then who has just been brought up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from toolkit.antecedents import NAMELESS, NEAR, Scene
from toolkit.cast import tell_gender
from toolkit.full_names import HONORIFICS
from toolkit.kin import KIN, RIVALS
from toolkit.named_bodies import find_named_body, is_told_whose
from toolkit.nouns import (
    BODIES,
    PAPERS,
    PERSON,
    SPEAKING_FOR,
    is_human,
    is_introduced,
)
from toolkit.referents import Resolved
from toolkit.schema import UNRESOLVED
from toolkit.sightings import Sighting
from toolkit.together import find_together

_SMALL = frozenset(("'s", "’s", "a", "for", "from", "of", "the"))
_COLLECTIVE = frozenset("couple family opposition pair people police source staff trio youth".split())
_OFFICES = frozenset(word for word, gender in HONORIFICS.items() if gender is None) - {"doctor", "dr", "prof"}
_CANDIDATES = frozenset("candidate contender front-runner frontrunner hopeful nominee".split())
_BYSTANDERS = SPEAKING_FOR | frozenset(
    "analyst anchor attorney columnist commentator correspondent editor executive father host lawyer "
    "manager moderator mother pollster professor reporter strategist".split()
)
"""Whoever is told to be one is no candidate and holds no office, unless that is told too."""
_SOLE = frozenset("chancellor governor mayor president sheriff speaker".split())
"""Offices of which an article seldom has two."""
_NOT_HOLDERS = frozenset("acting assistant associate deputy elect ex former late then vice".split())
_CLEAR = 0.7  # the chance that one of several must have of whom the same is told
_PAGE = 1000  # words in which somebody without a name is remembered
_OFTEN = 3  # mentions of whom an article is about


def resolve_description(scene: Scene, span, *, outside: list | None = None) -> Resolved | None:
    """Resolve a definite description, or None where the article does not tell whom it means.

    ``outside``: spans to pass over, such as what the speaker says.
    """
    fitting = _list_fitting(scene, span)
    if fitting:
        return _pick_fitting(scene, span, fitting)
    if _are_several(scene, span):
        return None
    return (
        _find_again(scene, span)
        or find_named_body(scene, span)
        or find_together(scene, span)
        or _find_newcomer(scene, span)
        or _find_holder(scene, span)
        or find_described(scene, span, loosely=True)
        or _find_topic(scene, span, outside)
    )


def find_described(scene: Scene, span, *, party: str | None = None, loosely: bool = False) -> Resolved | None:
    """The person of whom the article tells what a description says: "the envoy", "the Vermont senator".

    ``loosely``: a word of like meaning will do ("the lawmaker" for a senator). What the article tells only
    later counts where it is told in the same words, and for headlines. Nobody where two fit alike.
    """
    return _pick_fitting(scene, span, _list_fitting(scene, span, party=party, loosely=loosely))


def _list_fitting(scene: Scene, span, *, party: str | None = None, loosely: bool = False) -> list[tuple]:
    """(how well, how near, sighting) of those of whom a description may be told."""
    noun = span.root
    word, beside = noun.lemma_.lower(), {t.lemma_.lower() for t in span if t.i != noun.i}
    if noun.tag_ not in ("NN", "NNP") or word in BODIES | PAPERS:
        return []
    if noun.pos_ == "PROPN" and word not in KIN.keys() | HONORIFICS.keys() and not scene.is_headline(span):
        return []
    wanted = set(KIN.get(word, "").split()) if loosely else {word}
    gender, former, told_whose = tell_gender(noun.lower_), "former" in beside, is_told_whose(noun)
    named = {each.actor for each in scene.find_sightings(span) if each.kind == "person"}
    near = _list_near(scene, span)
    places = _list_places(span)
    fitting: list[tuple] = []
    for sighting in _list_told(scene, span, sorted(wanted), later=told_whose):
        told = scene.told[sighting.actor]
        is_later = sighting.start > noun.i and not scene.is_headline(span)
        is_same = told_whose and beside - _SMALL <= told.beside
        if (is_later and not is_same) or sighting.actor in named:
            continue
        if party and sighting.party not in (None, party):
            continue
        if (gender and sighting.gender not in (None, gender)) or _are_rivals(beside, told.beside):
            continue
        shared = not beside.isdisjoint(told.beside)
        must_share = sighting.party is None if party else told_whose
        if (must_share and not shared) or (former and "former" not in told.beside):
            continue
        if party is None and not places <= told.beside:
            continue
        if not shared and not scene.is_headline(span) and sighting.actor not in near:
            continue
        fitness = (shared, former or "former" not in told.beside)
        fitting.append((fitness, -abs(sighting.start - noun.i), sighting))
    return fitting


def _pick_fitting(scene: Scene, span, fitting: list[tuple]) -> Resolved | None:
    """The best and nearest of them; nobody where another who is near fits as well."""
    if not fitting:
        return None
    near = _list_near(scene, span)
    fitness, _, best = max(fitting, key=lambda each: each[:2])
    others = {s.actor for also, _, s in fitting if also == fitness and s.actor != best.actor}
    if best.actor not in near or near.isdisjoint(others):
        return scene.resolve(best, how="title")
    alike = others | {best.actor}
    found = scene.choose(span.root, (PERSON,), far=NEAR, fits=lambda each: each.actor in alike)
    return replace(found, how="title") if found and found.chance >= _CLEAR else None


def _find_holder(scene: Scene, span) -> Resolved | None:
    """The one holder of an office of whom an article tells, however far away: "the president".

    Nobody where it tells of two, be it of one in passing, or names the holder less than three times.
    """
    noun = span.root
    word, beside = noun.lemma_.lower(), {t.lemma_.lower() for t in span if t.i != noun.i} - _SMALL
    if noun.tag_ != "NN" or word not in _SOLE or beside or is_told_whose(noun):
        return None
    told = {
        each.actor: each for after in (False, True) for each in scene.find_told(word, noun.i, after=after)
    }
    holders = [each for actor, each in told.items() if scene.told[actor].beside.isdisjoint(_NOT_HOLDERS)]
    if len(holders) != 1 or scene.counts[holders[0].actor] < _OFTEN:
        return None
    return scene.resolve(holders[0], how="title")


def _list_told(scene: Scene, span, words: list[str], *, later: bool) -> Iterator[Sighting]:
    """Those of whom the article tells one of the words: where each is named before, and ``later`` after."""
    i, is_headline = span.root.i, scene.is_headline(span)
    for word in words:
        yield from scene.find_told(word, i, after=is_headline)
        if later and not is_headline:
            yield from scene.find_told(word, i, after=True)


def _list_places(span, *, kinds: tuple[str, ...] = ("GPE", "NORP")) -> set[str]:
    """The places and peoples in a description; parties of rivals are none."""
    return {t.lemma_.lower() for t in span if t.ent_type_ in kinds} - frozenset().union(*RIVALS)


def _list_near(scene: Scene, span) -> set[str]:
    """Those who have been brought up a few sentences before."""
    near = takewhile(lambda each: scene.count_sentences(each, span) <= NEAR, scene.look_back(span.start))
    return {each.resolved.actor for each in near}


def _are_several(scene: Scene, span) -> bool:
    """Tell whether two have been brought in by a noun close by: "a US official … a Russian official"."""
    noun = span.root
    near = takewhile(lambda each: scene.count_sentences(each, span) <= NEAR, scene.look_back(span.start))
    brought = {
        each.token.i for each in near if each.token.lemma_ == noun.lemma_ and is_introduced(each.token)
    }
    return noun.tag_ == "NN" and len(brought) > 1


def _find_again(scene: Scene, span) -> Resolved | None:
    """Somebody without a name who spoke before: "the official" for "a senior US official"."""
    noun = span.root
    if noun.tag_ not in ("NN", "NNP"):
        return None
    for each in scene.look_back(span.start):
        unnamed = each.spoke and each.resolved.how in (UNRESOLVED, "affiliation")
        if unnamed and each.token.lower_ == noun.lower_:
            words = {t.lower_ for t in span} - _SMALL - {"that", "this"}
            is_fuller = words < set(each.resolved.actor.lower().split())
            return replace(each.resolved, how="title") if is_fuller else None
    return None


def _find_topic(scene: Scene, span, outside: list | None) -> Resolved | None:
    """Who has just spoken, or whom an article goes on about, by another description: "the mother of three".

    Nobody where it names a people or a person that the article does not tell of the person ("the Syrian
    refugee"), or where somebody else has been brought up by its noun ("a judge").
    """
    noun = span.root
    if noun.tag_ not in ("NN", "NNP") or not is_human(noun) or noun.lower_ in _COLLECTIVE:
        return None
    is_of_named = any(t.ent_type_ == "PERSON" for t in noun.doc[span.start : noun.i])
    if is_of_named or is_told_whose(noun) or _is_told_who(noun):
        return None
    if _find_new(noun) is not None:
        return None
    named = {each.actor for each in scene.find_sightings(span) if each.kind == "person"}
    beside = {t.lemma_.lower() for t in span}
    peoples = _list_places(span, kinds=("NORP",))
    is_role = noun.lemma_.lower() in _OFFICES | _CANDIDATES

    def fits(each: Resolved) -> bool:
        told = scene.told[each.actor].beside
        is_named = each.how not in NAMELESS or each.actor.split()[-1].lower() == noun.lower_
        is_named |= is_role and each.actor[:1].isupper() and scene.counts[each.actor] >= _OFTEN
        is_still = "former" in beside - told and not _OFFICES.isdisjoint(scene.told[each.actor].nouns)
        is_other = is_role and not scene.told[each.actor].nouns.isdisjoint(_BYSTANDERS)
        if is_other and not told & {noun.lemma_.lower(), *KIN.get(noun.lemma_.lower(), "").split()}:
            return False
        is_fit = is_named and peoples <= told and not is_still and not _are_rivals(beside, told)
        return is_fit and each.actor not in named

    gender = tell_gender(span.text.lower())
    found = scene.choose(noun, (PERSON,), gender=gender, outside=outside, far=1, fits=fits)
    has_spoken = found and scene.last is not None and scene.last.actor == found.actor
    is_office = noun.lemma_.lower() in HONORIFICS and "former" not in beside
    if found and scene.counts[found.actor] < _OFTEN and (is_office or not has_spoken):
        return None  # it is not whoever stands near
    return found and replace(found, how="description")


def _find_newcomer(scene: Scene, span) -> Resolved | None:
    """Somebody without a name who has been brought up by the same noun: "a judge … the judge"."""
    noun = span.root
    new = _find_new(noun) if noun.tag_ == "NN" and is_human(noun) and not is_told_whose(noun) else None
    found = new and next((each for each in scene.look_back(new.i + 1) if each.token.i == new.i), None)
    return found and replace(found.resolved, how="description")


def _find_new(noun):
    """The same noun before, where it brings up somebody: "a judge", "her doctor"."""
    near = noun.doc[max(noun.i - _PAGE, 0) : noun.i]
    before = next((t for t in reversed(near) if t.lemma_ == noun.lemma_), None)
    if before is None or before.tag_ != noun.tag_:
        return None
    if before.dep_ in ("appos", "attr", "compound") or before.head.lower_ == "as":
        return None  # somebody's role
    brings_up = any(t.dep_ == "poss" or t.lower_ in ("a", "an", "another") for t in before.children)
    return before if brings_up else None


def _is_told_who(noun) -> bool:
    """Tell whether a clause without a comma says who somebody is: "the Republican who wrote the speech"."""
    starts = (t.left_edge for t in noun.children if t.dep_ == "relcl")
    return any(start.i and not start.nbor(-1).is_punct for start in starts)


def _are_rivals(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether two descriptions name different parties: "the Democratic nominee", "a Republican"."""
    mine = [rivals for rivals in RIVALS if rivals & ours]
    others = [rivals for rivals in RIVALS if rivals & theirs]
    return bool(mine and others) and not any(rivals in others for rivals in mine)
