"""Speakers: from the mention of a speaker to a person, institution or group, and to a party.

Every quotation gets ``speaker``, ``party``, ``resolved_by`` and ``resolution`` (the chain in
words). A mention that cannot be resolved stays as it is, with party ``unresolved``.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.actors import HONORIFICS, Sighting
from toolkit.document import Document
from toolkit.quotes.marks import find_quoted
from toolkit.schema import UNRESOLVED

SINGULAR = {"he": "male", "him": "male", "his": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
PLURAL = frozenset({"they", "them", "their", "both"})
THING = frozenset({"it", "its"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = PLURAL | THING | FIRST | RELATIVE | SINGULAR.keys()
PAPERS = frozenset(
    "article communique document e-mail email letter memo message note paper post posting release "
    "remark report speech statement text tweet".split()
)  # fmt: skip
_WITHIN_NAME = frozenset({"appos", "compound", "flat", "nmod", "amod"})
_FAR = 8  # sentences back: beyond two or three paragraphs a pronoun's person is a guess


@dataclass(frozen=True)
class Resolved:
    """What a mention stands for: actor, party, how, and the words between mention and party."""

    actor: str
    party: str | None
    how: str
    via: tuple[str, ...] = ()
    gender: str | None = None


class Scene:
    """One article while its speakers are resolved, quotation by quotation, in text order."""

    def __init__(self, document: Document, sightings: list[Sighting]):
        self.doc = document.doc
        self.day = document.published
        self.outlet = document.outlet
        self.sightings = sightings
        quoted = find_quoted(document.text)
        self.in_marks = {t.i for a, b in quoted for t in self._tokens(a, b)}
        self.sentence_of = [i for i, sentence in enumerate(self.doc.sents) for _ in sentence]
        self.references = [
            (s.start, s.end, Resolved(s.actor, s.party, s.how, self.offices(s), s.gender), s.kind)
            for s in sightings
            if s.kind in ("person", "title") and s.start not in self.in_marks
        ]
        self.last: Resolved | None = None

    def _tokens(self, start: int, end: int):
        return self.doc.char_span(start, end, alignment_mode="expand") or ()

    def offices(self, sighting: Sighting) -> tuple[str, ...]:
        """The offices of a sighted person at the article's date, in words."""
        if sighting.person is None:
            return ()
        return tuple(
            f"{office.titles[0]} ({office.party})" for office in sighting.person.offices_at(self.day)[-1:]
        )

    def add_reference(self, start: int, end: int, resolved: Resolved) -> None:
        """Let a resolved mention stand as antecedent for what follows."""
        if all(start != a for a, *_ in self.references):
            self.references.append((start, end, resolved, "person"))
            self.references.sort(key=lambda reference: reference[0])

    def find_person_before(self, token, gender: str) -> Resolved | None:
        """The nearest person before a pronoun: in the nearest sentence, its subject first."""
        here = self.sentence_of[token.i]
        nearest, best = None, None
        for start, end, resolved, _ in reversed(self.references):
            if start >= token.i or resolved.gender not in (None, gender):
                continue
            sentence = self.sentence_of[start]
            if here - sentence > _FAR or (nearest is not None and sentence != nearest):
                break
            root = self.doc[start:end].root
            if root.dep_ == "poss" and sentence == here:
                continue
            nearest = sentence
            if _subject_of(root):
                return resolved
            best = best or resolved
        return best


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
    people keep their name as speaker and have no party, unless a group stands beside the name.
    """
    scene = Scene(document, sightings)
    by_id: dict[str, Resolved] = {}
    rows = []
    for quote in quotes:
        parts = _resolve_quote(scene, quote, by_id)
        by_id[quote["quote_id"]] = parts[0][1]
        scene.last = parts[0][1]
        for n, (mention, resolved) in enumerate(parts, 1):
            row = dict(quote, **_describe(mention, resolved))
            if len(parts) > 1:
                row["quote_id"] = f"{quote['quote_id']}.{n}"
                row["n_words"] = quote["n_words"] / len(parts)
            rows.append(row)
    first = {row["attribution_id"]: row["quote_id"] for row in reversed(rows)}
    old = {quote["quote_id"]: first[quote["attribution_id"]] for quote in quotes}
    for row in rows:
        row["parent_quote_id"] = old.get(row.get("parent_quote_id"))
    return rows


def _describe(mention: str | None, resolved: Resolved) -> dict:
    chain = [mention, resolved.actor, *resolved.via, resolved.party or UNRESOLVED]
    return {
        "speaker": resolved.actor,
        "party": resolved.party or UNRESOLVED,
        "resolved_by": resolved.how,
        "resolution": " → ".join(dict.fromkeys(step for step in chain if step)),
    }


def _resolve_quote(scene: Scene, quote: dict, by_id: dict[str, Resolved]) -> list:
    mention = quote.get("speaker_mention")
    if not mention:
        return [(None, _continue(quote, by_id))]
    span = scene.doc.char_span(quote["speaker_start"], quote["speaker_end"], alignment_mode="expand")
    parts = _split_joint(scene, span)
    results = [(part.text, _resolve_mention(scene, part, quote, by_id)) for part in parts]
    if len(results) > 1 and (
        len({r.actor for _, r in results}) < 2 or any(r.party is None for _, r in results)
    ):
        results = [(mention, next((r for _, r in results if r.party), results[0][1]))]
    for part, (_, resolved) in zip(parts, results, strict=False):
        if resolved.how in ("pronoun", "relation", "appositive"):
            scene.add_reference(part.start, part.end, resolved)
    return results


def _continue(quote: dict, by_id: dict[str, Resolved]) -> Resolved:
    earlier = by_id.get(quote.get("continues"))
    if earlier is None:
        return Resolved(None, None, "no mention")
    return Resolved(earlier.actor, earlier.party, "continued", earlier.via, earlier.gender)


def _split_joint(scene: Scene, span) -> list:
    """Split "Rice and Grant" into its speakers; a phrase with one head stays whole."""
    parts, start = [], span.start
    head = span.root
    for other in (t for t in head.conjuncts if span.start <= t.i < span.end and t.i > head.i):
        cut = next((i for i in range(other.i - 1, start, -1) if scene.doc[i].dep_ in ("cc", "punct")), None)
        if cut is not None and cut > start:
            parts.append(scene.doc[start:cut])
            start = cut + 1
    return [*parts, scene.doc[start : span.end]]


def _resolve_mention(scene: Scene, span, quote: dict, by_id: dict[str, Resolved]) -> Resolved:
    if span.root.lower_ in PRONOUNS:
        resolved = _resolve_pronoun(scene, span.root, quote, by_id)
        if resolved:
            return resolved
    if span.root.lemma_.lower() in PAPERS:
        return _resolve_paper(scene, span)
    sighting = _pick_sighting(scene, span)
    if sighting:
        apart = span.start < sighting.start and scene.doc[sighting.start - 1].text == ","
        how = "appositive" if apart and sighting.how == "name" else sighting.how
        return Resolved(sighting.actor, sighting.party, how, scene.offices(sighting), sighting.gender)
    return _resolve_description(scene, span) or Resolved(_trim(span), None, "unresolved")


def _trim(span) -> str:
    """The mention without its article."""
    start = 1 if len(span) > 1 and span[0].lower_ in ("the", "a", "an") else 0
    return span[start:].text


def _pick_sighting(scene: Scene, span) -> Sighting | None:
    """The sighting that names the head of a mention, a person in apposition before the rest."""
    inside = [s for s in scene.sightings if span.start <= s.start and s.end <= span.end]
    root = span.root
    if root.dep_ == "prep" or root.pos_ == "ADP":
        return inside[0] if inside else None
    for sighting in inside:
        if sighting.kind == "person" and _belongs_to(scene.doc[sighting.start : sighting.end].root, root):
            return sighting
    covering = [s for s in inside if s.start <= root.i < s.end]
    if covering:
        return max(covering, key=lambda s: (s.kind == "title", s.end - s.start))
    near = [s for s in inside if s.kind != "metonym" and _belongs_to(scene.doc[s.end - 1], root)]
    return near[0] if near and near[0].kind != "title" else None


def _belongs_to(token, root) -> bool:
    while token.i != root.i:
        if token.dep_ not in _WITHIN_NAME:
            return False
        token = token.head
    return True


def _resolve_pronoun(scene: Scene, token, quote: dict, by_id: dict[str, Resolved]) -> Resolved | None:
    word = token.lower_
    if word in SINGULAR:
        found = scene.find_person_before(token, SINGULAR[word])
        return _by_pronoun(found) if found else Resolved(token.text, None, "unresolved")
    if word in FIRST:
        inside = by_id.get(quote.get("parent_quote_id"))
        return _by_pronoun(inside) if inside else Resolved(scene.outlet, None, "byline")
    if word in THING and (_paper_before(scene, token) or _spoke_as_institution(scene)) and scene.last:
        return _by_pronoun(scene.last)
    if word in THING or word in PLURAL:
        found = _find_body_before(scene, token)
        return _by_pronoun(found) if found else Resolved(token.text, None, "unresolved")
    if word in RELATIVE:
        noun = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        noun = noun.head if noun is not None else None
        if noun is not None:
            return _resolve_mention(scene, scene.doc[noun.left_edge.i : noun.i + 1], quote, by_id)
    return None


def _by_pronoun(resolved: Resolved) -> Resolved:
    return Resolved(resolved.actor, resolved.party, "pronoun", resolved.via, resolved.gender)


def _subject_of(token) -> bool:
    while token.dep_ in _WITHIN_NAME:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _find_body_before(scene: Scene, token) -> Resolved | None:
    """The nearest institution, party or group before "it" or "they", subjects first."""
    here = scene.sentence_of[token.i]
    best = None
    for s in reversed(scene.sightings):
        if s.start >= token.i or s.start in scene.in_marks or s.kind in ("person", "title", "label"):
            continue
        if here - scene.sentence_of[s.start] > 2:
            break
        resolved = Resolved(s.actor, s.party, s.how)
        if _subject_of(scene.doc[s.start : s.end].root):
            return resolved
        best = best or resolved
    return best


def _paper_before(scene: Scene, token) -> bool:
    """Tell whether a document was named in the two sentences before."""
    here = scene.sentence_of[token.i]
    for before in reversed(scene.doc[: token.i]):
        if here - scene.sentence_of[before.i] > 2:
            return False
        if before.lemma_.lower() in PAPERS and before.i not in scene.in_marks:
            return True
    return False


def _spoke_as_institution(scene: Scene) -> bool:
    if scene.last is None:
        return False
    return any(s.actor == scene.last.actor and s.kind == "institution" for s in scene.sightings)


def _resolve_paper(scene: Scene, span) -> Resolved:
    """A document speaks for who issued it: named in the mention, else the last speaker."""
    issuer = next((s for s in scene.sightings if span.start <= s.start and s.end <= span.end), None)
    if issuer:
        return Resolved(issuer.actor, issuer.party, "issuer", scene.offices(issuer), issuer.gender)
    definite = span[0].lower_ in ("the", "this", "that", "its", "his", "her")
    if definite and scene.last:
        return Resolved(scene.last.actor, scene.last.party, "issuer", scene.last.via, scene.last.gender)
    return Resolved(_trim(span), None, "unresolved")


def _resolve_description(scene: Scene, span) -> Resolved | None:
    """A definite description ("the envoy"): the last person introduced with that word."""
    head = span.root
    if span[0].lower_ not in ("the", "this") or head.lower_ in HONORIFICS and len(span) == 1:
        return None
    for start, end, resolved, _ in reversed(scene.references):
        if start >= span.start:
            continue
        root = scene.doc[start:end].root
        words = {t.lower_ for t in root.children if t.dep_ in ("compound", "appos", "nmod")}
        words |= {t.lower_ for t in root.children if t.dep_ == "appos" for t in t.lefts}
        if head.lower_ in words or (root.dep_ == "appos" and root.head.lower_ == head.lower_):
            return Resolved(resolved.actor, resolved.party, "title", resolved.via, resolved.gender)
    return None
