"""Speakers: from the mention of a speaker to a person, institution or group, and to a party.

Every quotation gets ``speaker``, ``party``, ``resolved_by`` and ``resolution`` (the chain in
words). A mention that cannot be resolved stays as it is, with party ``unresolved``.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit.actors import Sighting
from toolkit.antecedents import PAPERS, SINGULAR, WITHIN_NAME, Resolved, Scene
from toolkit.document import Document
from toolkit.schema import OWN_OUTLET, UNRESOLVED

PLURAL = frozenset({"they", "them", "their", "both"})
THING = frozenset({"it", "its"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = PLURAL | THING | FIRST | RELATIVE | SINGULAR.keys()
REPORTERS = frozenset("agency correspondent daily journalist newspaper reporter".split())
AFFILIATED = frozenset(
    "activist adviser aide analyst commander delegate diplomat employee envoy figure leader member "
    "negotiator officer official representative source spokesman spokesperson spokeswoman".split()
)


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
    A pronoun takes the nearest person before it of the right gender, subjects first, outside
    quotation marks; it cannot see gender where neither registry nor title tells. Unregistered
    people keep their name as speaker and have no party, unless a group stands beside the name. A
    correspondent whom the outlet quotes under its own name is the outlet itself: ``resolved_by`` is
    ``own outlet``, and the words are in the outlet's voice.
    """
    scene = Scene(document, sightings)
    parts_of: dict[str, list[tuple]] = {}
    for quote in quotes:
        if quote.get("speaker_mention"):
            parts = _resolve_quote(scene, quote, parts_of)
        else:
            parts = _continue(quote, parts_of)
        if parts:
            parts_of[quote["quote_id"]] = parts
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
    }


def _resolve_quote(scene: Scene, quote: dict, parts_of: dict) -> list[tuple]:
    span = scene.doc.char_span(quote["speaker_start"], quote["speaker_end"], alignment_mode="expand")
    parts = _split_joint(scene.doc, span)
    results = [(part.text, _resolve_mention(scene, part, quote, parts_of)) for part in parts]
    for part, (_, resolved) in zip(parts, results, strict=True):
        scene.add_reference(part, resolved)
    if len({resolved.actor for _, resolved in results if resolved.party}) < len(results):
        resolved = next((r for _, r in results if r.party), results[0][1])
        return [(quote["speaker_mention"], resolved)]
    return results


def _continue(quote: dict, parts_of: dict) -> list[tuple] | None:
    earlier = parts_of.get(quote.get("continues"))
    return earlier and [(None, replace(resolved, how="continued")) for _, resolved in earlier]


def _split_joint(doc, span) -> list:
    """Split "Rice and Grant" into its speakers; a phrase with one head stays whole."""
    parts, start = [], span.start
    for other in span.root.conjuncts:
        if not span.root.i < other.i < span.end:
            continue
        cut = next((i for i in range(other.i - 1, start, -1) if doc[i].dep_ in ("cc", "punct")), None)
        if cut is not None:
            parts.append(doc[start:cut])
            start = cut + 1
    return [*parts, doc[start : span.end]]


def _resolve_mention(scene: Scene, span, quote: dict, parts_of: dict) -> Resolved:
    if span.root.lower_ in PRONOUNS and span.root.text != "US":
        resolved = _resolve_pronoun(scene, span.root, quote, parts_of)
        if resolved:
            return resolved
    if _is_own_outlet(scene.outlet.casefold(), span):
        return Resolved(scene.outlet, None, OWN_OUTLET)
    if span.root.lemma_.lower() in PAPERS:
        return _resolve_paper(scene, span)
    definite = span[0].lower_ in ("the", "this")
    sighting = _pick_sighting(scene, span)
    if sighting and sighting.how == "composed" and definite:
        sighting = scene.find_holder(sighting) or sighting
    if sighting:
        apart = span.start < sighting.start and scene.doc[sighting.start - 1].text == ","
        return scene.resolve(sighting, how="appositive" if apart and sighting.how == "name" else None)
    return (
        _resolve_affiliation(scene, span)
        or (scene.find_described(span) if definite else None)
        or Resolved(_trim(span), None, UNRESOLVED)
    )


def _is_own_outlet(outlet: str, span) -> bool:
    """Tell whether a mention is the outlet itself, or its correspondent."""
    root = span.root.lemma_.lower()
    return outlet != "unknown" and outlet in span.text.casefold() and (root in REPORTERS or root in outlet)


def _trim(span) -> str:
    """The mention without its article and without what a comma or "who" adds to it."""
    start = 1 if len(span) > 1 and span[0].lower_ in ("the", "a", "an") else 0
    stops = (
        t.i - span.start for t in span[start + 1 :] if t.text == "," or t.lower_ in ("who", "whom", "whose")
    )
    return span[start : next(stops, len(span))].text


def _pick_sighting(scene: Scene, span) -> Sighting | None:
    """The sighting that names the head of a mention, a person in apposition before the rest."""
    inside = scene.find_sightings(span)
    root = span.root
    if root.pos_ == "ADP":
        return inside[0] if inside else None
    covering = [s for s in inside if s.start <= root.i < s.end]
    bodies = [s for s in covering if s.kind == "institution"]
    people = [s for s in inside if s.kind == "person" and _names_head(scene.doc, s, span)]
    if bodies or people:
        return (bodies or people)[0]
    if covering:
        return max(covering, key=lambda s: (s.kind == "title", s.end - s.start))
    near = [s for s in inside if s.kind != "metonym" and _belongs_to(scene.doc[s.end - 1], root)]
    return near[0] if near and near[0].kind != "title" else None


def _names_head(doc, sighting: Sighting, span) -> bool:
    """Tell whether a person is the one a mention is about: its head, in apposition, or its end."""
    if _belongs_to(doc[sighting.start : sighting.end].root, span.root):
        return True
    last = span.end - 1 if span[-1].is_punct else span.end
    at_end = sighting.end == last and sighting.start > span.start
    return at_end and doc[sighting.start - 1].pos_ not in ("ADP", "CCONJ")


def _belongs_to(token, root) -> bool:
    while token.i != root.i:
        if token.dep_ not in WITHIN_NAME:
            return False
        token = token.head
    return True


def _resolve_affiliation(scene: Scene, span) -> Resolved | None:
    """Somebody of a body: "a source in the Russian delegation" speaks for its party, by no name."""
    if span.root.lemma_.lower() not in AFFILIATED:
        return None
    for prep in span.root.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("in", "of", "from", "for", "at", "with", "within"):
            continue
        inside = {t.i for t in prep.children if t.dep_ == "pobj"}
        for sighting in scene.find_sightings(span):
            is_body = sighting.party and sighting.kind in ("institution", "party", "group")
            if is_body and not inside.isdisjoint(range(sighting.start, sighting.end)):
                return Resolved(_trim(span), sighting.party, "affiliation", (sighting.actor,))
    return None


def _resolve_pronoun(scene: Scene, token, quote: dict, parts_of: dict) -> Resolved | None:
    word, found = token.lower_, None
    if word in SINGULAR:
        found = scene.find_person(token, SINGULAR[word], outside=quote["spans"])
    elif word in FIRST:
        parent = parts_of.get(quote.get("parent_quote_id"))
        if parent is None:
            return Resolved(scene.outlet, None, "byline")
        found = parent[0][1]
    elif word in RELATIVE:
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        if clause is None:
            return None
        noun = clause.head
        return _resolve_mention(scene, scene.doc[noun.left_edge.i : noun.i + 1], quote, parts_of)
    elif word in THING and scene.last and (scene.follows_paper(token) or scene.last_was_institution()):
        found = scene.last
    else:
        found = scene.find_body(token)
    return replace(found, how="pronoun") if found else Resolved(token.text, None, UNRESOLVED)


def _resolve_paper(scene: Scene, span) -> Resolved:
    """A document speaks for who issued it: named in the mention, else the last speaker."""
    issuer = next(iter(scene.find_sightings(span)), None)
    if issuer:
        return scene.resolve(issuer, how="issuer")
    if scene.last and span[0].lower_ in ("the", "this", "that", "its", "his", "her"):
        return replace(scene.last, how="issuer")
    return Resolved(_trim(span), None, UNRESOLVED)
