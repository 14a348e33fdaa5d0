"""Named bodies: which of them "the company", "the agency" or "the board" means in an article."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from toolkit.antecedents import NEAR, Scene
from toolkit.kin import DEPARTMENTS, KINDS, NARROW, OUTLETS, PRESS, WIDE
from toolkit.nouns import BODY, ORGANIZATIONS, is_human, is_short_for
from toolkit.referents import Resolved


def find_named_body(scene: Scene, span) -> Resolved | None:
    """The body that "the board" or "the company" means: the last whose name has the word, or the nearest."""
    noun = span.root
    based = max((t.i for t in span if t.lower_ == "based"), default=span.start - 1)  # "the Paris-based group"
    words = [t.lower_ for t in span if t.i > based and t.pos_ != "DET" and t.tag_ != "POS"]
    if noun.tag_ not in ("NN", "NNP", "NNPS") or any(span.start <= t.i < span.end for t in noun.conjuncts):
        return None
    for each in scene.look_back(span.start):
        is_named = each.resolved.actor.split()[-1][:1].isupper() or each.resolved.party
        if each.resolved.kind != BODY or not is_named:
            continue
        if is_short_for(words, each.resolved.actor) or _is_told(noun, each.token):
            return replace(each.resolved, how="title")
    if (
        noun.lower_ not in ORGANIZATIONS
        or is_told_whose(noun)
        or any(t.ent_type_ for t in span if t.i > based)
    ):
        return None
    places = _name_places(scene.doc)
    found = scene.choose(noun, (BODY,), far=NEAR, fits=lambda each: _may_be(noun.lower_, each, places))
    if found is None or (noun.lower_ in ("company", "firm") and _is_outlet(found.actor)):
        return None  # an outlet may be the company or may not, and so may its neighbour
    return replace(found, how="description")


def _is_told(noun, name) -> bool:
    """Tell whether the article says beside a name what it is: "the Committees, a network of activists"."""
    if is_human(noun) or name.pos_ != "PROPN":
        return False
    beside = (t for t in name.children if t.dep_ == "appos")
    return any(t.lemma_ == noun.lemma_ and t.tag_ == "NN" for t in beside)


def _may_be(word: str, body: Resolved, places: set[str]) -> bool:
    """Tell whether a named body may be called by a word: a ministry, a town or a state is no "company"."""
    if body.how == "metonym" or not body.actor[:1].isupper() or body.actor in places:
        return False
    if word in OUTLETS and not _is_outlet(body.actor):
        return False
    others = KINDS - {word} - (NARROW if word in WIDE else PRESS if word in OUTLETS else frozenset())
    if word == "agency" and len(body.actor.split()) > 1 and body.actor.split()[-1][0].isupper():
        others -= DEPARTMENTS  # the State Department, not the Obama administration
    is_state = body.actor == body.party and word not in WIDE - {"agency"}
    name = body.actor.casefold()
    return not is_state and name not in others and not any(is_short_for([kind], name) for kind in others)


def _is_outlet(name: str) -> bool:
    """Tell whether a name is an outlet's by its last word: "The Daily Planet", not "Planet Fitness"."""
    return name.casefold().split()[-1] in PRESS


def _name_places(doc) -> set[str]:
    """The names that are a place's to the parser more often than not."""
    seen: dict[str, Counter] = {}
    for entity in doc.ents:
        seen.setdefault(entity.text, Counter())[entity.label_ in ("GPE", "LOC", "FAC")] += 1
    return {name for name, counts in seen.items() if counts[True] > counts[False]}


def is_told_whose(noun) -> bool:
    """Tell whether a description says whose or of what: "London's mayor", "the head of the bank".

    "The secretary of state" and "the mother of two" do not.
    """
    return any(
        t.dep_ == "poss"
        or (
            t.dep_ == "prep"
            and t.lower_ in ("of", "for", "at", "from")
            and not any(each.lower_ in ("state", "staff") or each.pos_ == "NUM" for each in t.children)
        )
        for t in noun.children
    )
