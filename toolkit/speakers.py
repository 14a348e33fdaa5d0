"""Speakers: from the mention of a speaker to a person, institution or group, and to a party.

Every quotation gets ``speaker``, ``party``, ``resolved_by`` and ``resolution`` (the chain in
words). A mention that cannot be resolved stays as it is, with party ``unresolved``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.affiliation import affiliate, find_affiliation, leave_open
from toolkit.another import find_another
from toolkit.antecedents import Scene
from toolkit.cast import SINGULAR
from toolkit.descriptions import find_described, resolve_description
from toolkit.document import Document
from toolkit.heads import find_family, pick_sighting
from toolkit.joint import is_bare_name, is_named, split_joint
from toolkit.nouns import AUTHOR, PAPER, PAPERS
from toolkit.referents import FIRST, PRONOUNS, RELATIVE, THING, Resolved, join_referents, leave_pronoun
from toolkit.relatives import find_relative, find_whole, takes_up_several
from toolkit.schema import OWN_OUTLET, UNRESOLVED
from toolkit.sightings import Sighting
from toolkit.state_nouns import STATE_NOUNS
from toolkit.together import find_both

REPORTERS = frozenset("agency correspondent daily journalist newspaper reporter".split())

CONFIDENCE = {
    "surname": 0.99,
    "beside": 0.98,
    "name": 0.98,
    "byline": 0.95,
    "pronoun": 0.88,
    "title": 0.88,
}
"""Share right by way, as ``python -m training.confidence`` prints it; of rarer ways too few are labelled, and
those of descriptions and papers were in view when their rules were written."""


def resolve_speakers(document: Document, quotes: list[dict], sightings: list[Sighting]) -> list[dict]:
    """Resolve the speaker of every quotation in an article.

    Parameters
    ----------
    document : Document
    quotes : list of dict
        Rows of ``quotes`` in text order, as ``tabulate_attributions`` makes them.
    sightings : list of Sighting
        What ``find_actors`` found in the same document.

    Returns
    -------
    list of dict
        Rows with ``speaker``, ``party``, ``resolved_by`` and ``resolution``; joint speakers get a
        row each, share ``attribution_id`` and divide ``n_words``.

    Notes
    -----
    A pronoun takes the most prominent person before it of the right gender: near, subject, speaker before.
    It stays open where two are about as likely, and where the person is more than eight sentences back.
    Gender is seen where registry, title, description or a first name of one gender tells it. Two people
    named apart ("Trump met Pence") are no "they"; a document is a speaker's only where it says whose it is
    or follows that speaker's words. Unregistered people keep their name as speaker and have no party,
    unless a body or an office with a party stands beside the name. A correspondent whom the outlet quotes
    under its own name is the outlet itself: ``resolved_by`` is ``own outlet``, and the words are in the
    outlet's voice.
    """
    return resolve_in_scene(Scene(document, sightings), quotes)


def resolve_in_scene(scene: Scene, quotes: list[dict]) -> list[dict]:
    """Resolve as ``resolve_speakers`` does, in a scene that then knows who has spoken."""
    parts_of: dict[str, list[tuple]] = {}
    for quote in quotes:
        if quote.get("speaker_mention"):
            parts = _resolve_quote(scene, quote, parts_of)
        else:
            parts = _continue(quote, parts_of)
        if parts:
            parts_of[quote["quote_id"]] = parts
            if parts[0][1].kind != AUTHOR:
                scene.last = parts[0][1]
    for quote in quotes:  # a quotation may continue one whose cue comes later
        if quote["quote_id"] not in parts_of:
            parts = _continue(quote, parts_of)
            parts_of[quote["quote_id"]] = parts or [(None, Resolved(None, None, "no mention"))]
    return _tabulate(quotes, parts_of)


def _tabulate(quotes: list[dict], parts_of: dict[str, list[tuple]]) -> list[dict]:
    """One row per attribution and speaker; nested rows point to the first row of their parent."""
    first = {q: f"{q}.1" if len(parts) > 1 else q for q, parts in parts_of.items()}
    rows = []
    for quote in quotes:
        parts = parts_of[quote["quote_id"]]
        for n, (mention, resolved) in enumerate(parts, 1):
            row = dict(quote, **_describe(mention, resolved))
            row["quote_id"] = f"{quote['quote_id']}.{n}" if len(parts) > 1 else quote["quote_id"]
            row["n_words"] = quote["n_words"] / len(parts)
            row["parent_quote_id"] = first.get(quote.get("parent_quote_id"))
            rows.append(row)
    return rows


def _describe(mention: str | None, resolved: Resolved) -> dict:
    chain = [mention, resolved.actor, *resolved.via, resolved.party or UNRESOLVED]
    return {
        "speaker": resolved.actor,
        "party": resolved.party or UNRESOLVED,
        "resolved_by": resolved.how,
        "resolution": " → ".join(dict.fromkeys(step for step in chain if step)),
        "speaker_confidence": CONFIDENCE.get(resolved.how),
    }


def _resolve_quote(scene: Scene, quote: dict, parts_of: dict) -> list[tuple]:
    span = scene.doc.char_span(quote["speaker_start"], quote["speaker_end"], alignment_mode="expand")
    parts = _split(scene, span)
    results = [(part, _resolve_mention(scene, part, quote, parts_of)) for part in parts]
    if len(parts) > 1 and not _are_joint(scene.doc, results):
        is_open = all(resolved.how == UNRESOLVED for _, resolved in results)
        whole = (
            leave_open(scene, span, whole=True) if is_open else _resolve_mention(scene, span, quote, parts_of)
        )
        results = [(span, whole)]
    results = [(part, each) for part, resolved in results for each in _split_members(resolved)]
    for part, resolved in results:
        scene.add_speaker(part, resolved)
    if len(results) > 1:
        scene.add_joint(results[-1][0], [resolved for _, resolved in results])
    if len(results) == 1:
        return [(quote["speaker_mention"], results[0][1])]
    return [(part.text, resolved) for part, resolved in results]


def _split(scene: Scene, span) -> list:
    return split_joint(span, scene.find_sightings(span))


def _split_members(resolved: Resolved) -> list[Resolved]:
    """Each of those whom "they" means together."""
    return [replace(each, how=resolved.how) for each in resolved.members] or [resolved]


def _are_joint(doc, results: list[tuple]) -> bool:
    """Tell whether the parts of a mention are speakers each: known ones, or people beside a known one."""
    known = [part for part, resolved in results if resolved.how != UNRESOLVED]
    if not known or len({resolved.actor for _, resolved in results}) < len(results):
        return False
    others = [part for part, resolved in results if resolved.how == UNRESOLVED]
    in_list = known[0].start == results[0][0].start and doc[known[0].end].text != ","
    return all(
        part.root.tag_ in ("NNS", "NNPS")
        or is_named(part)
        or (in_list and (part[0].pos_ == "DET" or is_bare_name(part)))
        for part in others
    )


def _continue(quote: dict, parts_of: dict) -> list[tuple] | None:
    earlier = parts_of.get(quote.get("continues"))
    return earlier and [(None, replace(resolved, how="continued")) for _, resolved in earlier]


def _resolve_mention(scene: Scene, span, quote: dict, parts_of: dict) -> Resolved:
    if span.root.lower_ in PRONOUNS and span.root.text != "US" and not _is_of_others(span.root):
        resolved = _resolve_pronoun(scene, span.root, quote, parts_of)
        if resolved:
            return resolved
    found = find_both(scene, span) or find_another(scene, span)
    if found:
        return found
    if _is_own_outlet(scene.outlet, span):
        return Resolved(scene.outlet, None, OWN_OUTLET)
    head = span[-1] if span.root.pos_ == "DET" else span.root  # "the email read": one noun to the parser
    if head.lemma_.lower() in PAPERS and head.ent_type_ not in ("ORG", "PERSON"):
        return _resolve_paper(scene, span, head)
    is_told_whose = any(t.dep_ == "poss" for t in span.root.children)
    definite = span[0].lower_ in ("the", "this", "that") or is_told_whose or scene.is_headline(span)
    sighting = pick_sighting(scene, span)
    if sighting and sighting.how == "composed" and definite:
        described = find_described(scene, span, party=sighting.party) or find_described(
            scene, span, party=sighting.party, loosely=True
        )
        if described:
            return described
    if sighting and sighting.kind == "group" and span.root.tag_ == "NN" and len(span) > 1:
        return affiliate(scene, span, sighting, sighting.how)
    if sighting:
        apart = span.start < sighting.start and scene.doc[sighting.start - 1].text == ","
        return scene.resolve(sighting, how="appositive" if apart and sighting.how == "name" else None)
    found = find_family(scene, span) or find_affiliation(scene, span, outside=quote["spans"])
    if found:
        return found
    described = resolve_description(scene, span, outside=quote["spans"]) if definite else None
    if described and _is_quoted_by_another(scene, span, described):
        described = None
    leading = find_affiliation(scene, span, leading=True, outside=quote["spans"])
    if leading and (described is None or described.party != leading.party):
        return leading  # "the leader of the council" is nobody of another party
    return described or leave_open(scene, span)


def _is_quoted_by_another(scene: Scene, span, described: Resolved) -> bool:
    """Tell whether those of another state quote an office: "Iranian television quoted the minister"."""
    noun = span.root
    if noun.dep_ != "dobj" or noun.lower_ not in STATE_NOUNS or described.party is None:
        return False
    subjects = [scene.doc[t.left_edge.i : t.right_edge.i + 1] for t in noun.head.lefts if t.dep_ == "nsubj"]
    parties = {s.party for each in subjects for s in scene.find_sightings(each) if s.party}
    return bool(parties) and described.party not in parties


def _is_of_others(token) -> bool:
    """Tell whether a pronoun only counts those who are then described: "both of his rivals"."""
    return any(
        person.pos_ != "PRON"
        for of in token.children
        if of.lower_ == "of"
        for person in of.children
        if person.dep_ == "pobj"
    )


def _is_own_outlet(outlet: str, span) -> bool:
    """Tell whether a mention is the outlet itself, or its correspondent: its whole name, no longer one."""
    name = r"\W+".join(re.findall(r"\w+", outlet.casefold().removeprefix("the ")))
    found = re.search(rf"(?<!\w){name}(?!\w)", span.text, re.IGNORECASE) if name else None
    if outlet == "unknown" or found is None or found[0].islower():
        return False
    start, end = (span.start_char + at for at in found.span())
    inside = span.doc.char_span(start, end, alignment_mode="expand")
    around = [*span.doc[span.start : inside.start], *span.doc[inside.end : min(inside.end + 1, span.end)]]
    is_named = inside.start <= span.root.i < inside.end or span.root.lemma_.lower() in REPORTERS
    return is_named and not any(t.pos_ == "PROPN" for t in around)


def _resolve_pronoun(scene: Scene, token, quote: dict, parts_of: dict) -> Resolved | None:
    word, found = token.lower_, None
    if word in SINGULAR:
        found = scene.find_person(token, SINGULAR[word], outside=quote["spans"])
    elif word in FIRST:
        parent = quote.get("parent_quote_id")
        if not parent:
            return scene.find_writer(token) or leave_pronoun(token)
        found = parts_of[parent][0][1] if parent in parts_of else None
    elif word in RELATIVE:
        return _resolve_relative(scene, token, quote, parts_of)
    elif word in THING:
        if _stands_for_clause(token):
            return leave_pronoun(token)
        found = scene.find_body(token, outside=quote["spans"])
    else:
        found = scene.find_group(token, outside=quote["spans"])
    if found and found.how == UNRESOLVED:
        found = _name_antecedent(scene, found, token) or found
    return replace(found, how="pronoun") if found else leave_pronoun(token)


def _resolve_relative(scene: Scene, token, quote: dict, parts_of: dict) -> Resolved | None:
    """Whom "who" or "which" takes up: who is named right before, or what its clause hangs on."""
    words = find_relative(token)
    if words and takes_up_several(token):
        results = [(part, _resolve_mention(scene, part, quote, parts_of)) for part in _split(scene, words)]
        if len(results) > 1 and _are_joint(scene.doc, results):
            return replace(join_referents(tuple(resolved for _, resolved in results)), how="pronoun")
        return leave_open(scene, words, whole=True)
    named = scene.find_before(token)
    is_who = token.lower_ != "which"
    if named and (named.kind in ("person", "title")) == is_who:
        noun = scene.doc[named.start : named.end].root
        if is_who or find_whole(noun).i == noun.i:
            return scene.resolve(named, how="pronoun")
    return words and _resolve_mention(scene, words, quote, parts_of)


def _name_antecedent(scene: Scene, found: Resolved, token) -> Resolved | None:
    """Whom the description means that a pronoun takes up: "the court … it" is the Supreme Court."""
    before = (each.token for each in scene.look_back(token.i) if each.resolved.actor == found.actor)
    noun = next(before, token)
    if any(t.dep_ in ("acl", "prep", "relcl") for t in noun.rights):
        return None
    phrase = scene.doc[noun.left_edge.i : noun.i + 1]
    named = resolve_description(scene, phrase) if phrase[0].lower_ in ("the", "this", "that") else None
    gender = SINGULAR.get(token.lower_)
    return named if named and named.kind == found.kind and named.gender in (None, gender) else None


def _stands_for_clause(token) -> bool:
    """Tell whether "it" only announces the clause: "it was said that …"."""
    return token.dep_ in ("nsubjpass", "expl") and any(t.dep_ == "ccomp" for t in token.head.children)


def _resolve_paper(scene: Scene, span, noun) -> Resolved:
    """A document speaks for who issued it: named or described in the mention, else the last speaker."""
    word = scene.find_issuing(noun)
    if word is not None and word.left_edge.lower_ == "the":
        phrase = scene.doc[word.left_edge.i : word.i + 1]
        described = None if pick_sighting(scene, phrase) else resolve_description(scene, phrase)
        if described:
            return replace(described, how="issuer", kind=PAPER)
    return scene.find_issuer(noun) or leave_open(scene, span)
