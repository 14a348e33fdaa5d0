"""Descriptions: whom "the envoy", "the Vermont senator", "the fund" or "the two" mean in an article.

What the article itself tells of its people and bodies decides, then who has just been brought up.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.antecedents import FAR, NEAR, Scene
from toolkit.cast import HONORIFICS, tell_gender
from toolkit.nouns import BODIES, BODY, ORGANIZATIONS, PAPERS, PERSON, is_human
from toolkit.referents import Resolved
from toolkit.schema import UNRESOLVED

_KIN = {
    "adviser": "advisor aide consultant strategist",
    "advisor": "adviser aide consultant strategist",
    "aide": "adviser advisor strategist",
    "attorney": "counsel lawyer",
    "author": "writer",
    "billionaire": "businessman mogul tycoon",
    "boss": "ceo chairman chief director head",
    "businessman": "billionaire developer mogul tycoon",
    "candidate": "contender front-runner frontrunner hopeful nominee standard-bearer",
    "chief": "ceo chairman chairwoman director head president",
    "columnist": "writer",
    "congressman": "representative",
    "congresswoman": "representative",
    "contender": "candidate hopeful nominee",
    "delegate": "ambassador envoy representative",
    "developer": "billionaire businessman mogul tycoon",
    "diplomat": "ambassador delegate envoy minister representative secretary",
    "doctor": "dr physician surgeon",
    "envoy": "ambassador delegate representative",
    "executive": "ceo chairman chief",
    "expert": "professor scholar",
    "front-runner": "candidate frontrunner",
    "frontrunner": "candidate front-runner",
    "head": "chairman chairwoman chief director president",
    "hopeful": "candidate contender",
    "lawmaker": "congressman congresswoman legislator representative senator",
    "lawyer": "attorney counsel",
    "leader": "chairman chancellor chief minister premier president",
    "legislator": "congressman congresswoman lawmaker representative senator",
    "mogul": "billionaire businessman developer tycoon",
    "nominee": "candidate contender standard-bearer",
    "politician": "congressman governor mayor senator",
    "premier": "minister",
    "professor": "economist historian scholar",
    "representative": "congressman congresswoman",
    "scholar": "historian professor",
    "spokesman": "spokesperson",
    "spokesperson": "spokesman spokeswoman",
    "spokeswoman": "spokesperson",
    "strategist": "adviser advisor consultant",
    "tycoon": "billionaire businessman developer mogul",
    "writer": "author columnist",
}
_RIVALS = (
    frozenset({"republican", "gop"}),
    frozenset({"democratic", "democrat"}),
    frozenset({"libertarian"}),
    frozenset({"green"}),
)
_SURE = 0.8  # the chance of whom a description can only mean because nobody else is near
_OFTEN = 3  # mentions of whom an article is about


def resolve_description(scene: Scene, span, *, outside: list | None = None) -> Resolved | None:
    """Resolve a definite description, or None where the article does not tell whom it means.

    ``outside``: spans to pass over, such as what the speaker says.
    """
    return (
        find_described(scene, span)
        or _find_again(scene, span)
        or _find_named_body(scene, span)
        or _find_pair(scene, span)
        or find_described(scene, span, loosely=True)
        or _find_topic(scene, span, outside)
    )


def find_described(scene: Scene, span, *, party: str | None = None, loosely: bool = False) -> Resolved | None:
    """The person of whom the article tells what a description says: "the envoy", "the Vermont senator".

    ``loosely``: a word of like meaning will do ("the lawmaker" for a senator).
    """
    noun = span.root
    word, beside = noun.lemma_.lower(), {t.lemma_.lower() for t in span if t.i != noun.i}
    if noun.tag_ not in ("NN", "NNP") or word in BODIES | PAPERS:
        return None
    if noun.pos_ == "PROPN" and word not in _KIN and word not in HONORIFICS:
        return None
    wanted = set(_KIN.get(word, "").split()) if loosely else {word}
    gender, former, told_whose = tell_gender(noun.lower_), "former" in beside, _is_told_whose(noun)
    best, most = None, None
    after = scene.is_headline(span)
    for sighting in (s for each in sorted(wanted) for s in scene.find_told(each, noun.i, after=after)):
        told = scene.told[sighting.actor]
        if party and sighting.party not in (None, party):
            continue
        if (gender and sighting.gender not in (None, gender)) or _are_rivals(beside, told.beside):
            continue
        shared = not beside.isdisjoint(told.beside)
        must_share = sighting.party is None if party else told_whose
        if (must_share and not shared) or (former and "former" not in told.beside):
            continue
        weight = (shared, former or "former" not in told.beside, -abs(sighting.start - noun.i))
        if most is None or weight > most:
            best, most = sighting, weight
    return scene.resolve(best, how="title") if best else None


def _find_again(scene: Scene, span) -> Resolved | None:
    """Somebody without a name who spoke before: "the official" for "a senior US official"."""
    noun = span.root
    if noun.tag_ not in ("NN", "NNP"):
        return None
    for each in scene.look_back(span.start):
        unnamed = each.spoke and each.resolved.how in (UNRESOLVED, "affiliation")
        if unnamed and each.token.lower_ == noun.lower_:
            is_fuller = len(each.resolved.actor) > len(span.text)
            return replace(each.resolved, how="title") if is_fuller else None
    return None


def _find_named_body(scene: Scene, span) -> Resolved | None:
    """The body that "the fund" or "the company" means: by the last word of its name, or the nearest."""
    noun = span.root
    if noun.tag_ not in ("NN", "NNP", "NNPS") or len(span) > 2:
        return None
    for each in scene.look_back(span.start):
        words = each.resolved.actor.casefold().split()
        if each.resolved.kind == BODY and len(words) > 1 and words[-1] == noun.lower_:
            return replace(each.resolved, how="title")
    if noun.lower_ not in ORGANIZATIONS:
        return None
    found = scene.choose(noun, (BODY,), far=NEAR, fits=_is_named, sure=_SURE)
    return found and replace(found, how="description")


def _is_named(resolved: Resolved) -> bool:
    return resolved.how != "metonym" and resolved.actor[:1].isupper()


def _find_pair(scene: Scene, span) -> Resolved | None:
    """The two people named together before "the two", "the two senators"."""
    if all(token.lower_ != "two" for token in span):
        return None
    pairs = (each for each in scene.look_back(span.start) if len(each.resolved.members) == 2)
    near = next((each for each in pairs if scene.count_sentences(each, span) <= FAR), None)
    return near and replace(near.resolved, how="description")


def _find_topic(scene: Scene, span, outside: list | None) -> Resolved | None:
    """The person whom an article goes on about by another description: "the mother of three"."""
    noun = span.root
    if noun.tag_ not in ("NN", "NNP") or not is_human(noun) or _is_told_whose(noun):
        return None
    beside = {t.lemma_.lower() for t in span}
    found = scene.choose(
        noun,
        (PERSON,),
        gender=tell_gender(span.text.lower()),
        outside=outside,
        far=1,
        fits=lambda each: not _are_rivals(beside, scene.told[each.actor].beside),
    )
    if found and noun.lemma_.lower() in HONORIFICS and scene.counts[found.actor] < _OFTEN:
        return None  # an office is not whoever stands near
    return found and replace(found, how="description")


def _is_told_whose(noun) -> bool:
    """Tell whether a description says whose or of what: "London's mayor", "the head of the bank"."""
    return any(
        t.dep_ == "poss" or (t.dep_ == "prep" and t.lower_ in ("of", "for", "at", "from"))
        for t in noun.children
    )


def _are_rivals(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether two descriptions name different parties: "the Democratic nominee", "a Republican"."""
    mine = [rivals for rivals in _RIVALS if rivals & ours]
    others = [rivals for rivals in _RIVALS if rivals & theirs]
    return bool(mine and others) and not any(rivals in others for rivals in mine)
