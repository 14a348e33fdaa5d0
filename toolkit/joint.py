"""Joint speakers: the parts of a mention of several, "Rice and Grant"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.full_names import DAYS, read_honorific
from toolkit.sightings import Sighting, list_counterparts

_FIRMS = frozenset("associates brothers co company daughters partners sons".split())
_KINDS = frozenset({"person", "institution", "party", "metonym"})
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})


def split_joint(span, sightings: Sequence[Sighting] = ()) -> list:
    """Split "Rice and Grant" into its speakers; "aides to both A and B" have one head.

    ``sightings``: who is named in the mention, by which "Lavrov and UN envoy Annan" can be told to be two.
    """
    names = _list_names(span, sightings) or _split_counterparts(span, sightings, whole=True)
    if names:
        return names
    doc, parts, start = span.doc, [], span.start + (span[0].lower_ == "both" and len(span) > 1)
    for other in span.root.conjuncts or _list_in_apposition(span.root):
        if not span.root.i < other.i < span.end:
            continue
        cut = next((i for i in range(other.i - 1, start, -1) if doc[i].dep_ in ("cc", "punct")), None)
        if cut is not None and not any(_is_of_both(token) for token in doc[start + 1 : cut]):
            parts.append(doc[start:cut])
            start = cut + 1
    if parts:
        parts.append(doc[start : span.end])
        return [each for part in parts for each in _split_counterparts(part, sightings, whole=True) or [part]]
    return _split_counterparts(span, sightings) or _split_misread(span, sightings)


def _list_names(span, sightings: Sequence[Sighting]) -> list:
    """The names of a mention that is nothing but a list of them: "Britain, France and Germany"."""
    some = [s for s in sightings if s.kind in _KINDS and s.shared is None]
    sighted = {(s.start, s.end) for s in some}
    inside = {i for s in some for i in range(s.start + 1, s.end)}
    cuts = [t.i for t in span if t.lower_ in (",", "and", "or") and t.i not in inside and t.ent_iob_ != "I"]
    edges = [span.start - 1, *cuts, span.end]
    pieces = [span.doc[a + 1 : b] for a, b in pairwise(edges) if b > a + 1]
    if len(pieces) < 2 or span.doc[cuts[-1]].text == ",":
        return []
    bare = map(_leave_out_title, pieces)
    are_names = (is_named(piece) or (piece.start, piece.end) in sighted for piece in bare)
    return pieces if all(are_names) else []


def _leave_out_title(span):
    """A name without the title before it: "Reyes" of "Sens. Reyes"."""
    start = span.start
    while start + 1 < span.end and (read_honorific(span.doc[start]) or span.doc[start].text in (".", "the")):
        start += 1
    return span.doc[start : span.end]


def _split_counterparts(span, sightings: Sequence[Sighting], *, whole: bool = False) -> list:
    """Split "American and Russian diplomats", "the foreign ministers of Russia and China".

    ``whole``: only where they are all of the mention.
    """
    for some in list_counterparts(sightings):
        is_whole = some[0].start <= span.start + 1 and some[-1].end == span.end
        if is_whole if whole else some[0].start <= span.root.i < some[-1].end:
            return [span.doc[s.start : s.end] for s in some]
    return []


def _split_misread(span, sightings: Sequence[Sighting]) -> list:
    """Split two whom the parser does not take for such.

    In a headline's capitals ("Paul Ryan And Ted Cruz"), where it ends a sentence after the first ("Russia and
    China said"), or takes them for the title of the second ("Lavrov and UN envoy Kofi Annan").
    """
    joints = [t for t in span[1:-1] if t.lower_ == "and" and t.ent_iob_ != "I"]
    if len(joints) != 1:
        return [span]
    cut = joints[0]
    parts = [span.doc[span.start : cut.i], span.doc[cut.i + 1 : span.end]]
    is_headline = cut.text == "And" and all(map(is_bare_name, parts))
    is_cut = parts[0].root.dep_ == "ROOT" and cut.head.i >= span.end
    people = {i for s in sightings if s.kind == "person" for i in range(s.start, s.end)}
    is_title = cut.i - 1 in people and span.end - 1 in people and cut.i + 1 not in people
    return parts if is_headline or is_cut or is_title else [span]


def is_named(span) -> bool:
    """Tell whether a mention is the whole name of a person, body or country, and not the half of one."""
    doc, end = span.doc, span.end
    first = span.start + (span[0].lower_ == "the")
    is_whole = doc[first].ent_iob_ == "B" and (end == len(doc) or doc[end].ent_iob_ != "I")
    return is_whole and doc[first].ent_type_ in _NAMED and is_bare_name(doc[first:end])


def is_bare_name(span) -> bool:
    """Tell whether a mention is a name and nothing else, as an unknown speaker's: "Novak and Chrabaszcz".

    A day is none, nor the end of a firm's name: "Novak and Sons".
    """
    if span[-1].lower_.strip(".") in DAYS | _FIRMS or span.root.ent_type_ in ("DATE", "TIME"):
        return False
    return all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in span)


def _list_in_apposition(name) -> list:
    """The other names of "Grant, Reyes and Novak", where the parser takes the rest for an apposition.

    Also all but the first of "ministers Hague and Fabius".
    """
    others, queue = [], [name]
    while queue:
        beside = [t for t in queue.pop().children if t.dep_ in ("appos", "conj") and t.i > name.i]
        others += beside
        queue += beside
    others.sort(key=lambda token: token.i)
    is_list = len(others) > 1 and any(t.dep_ == "conj" for t in others)
    if not is_list or not all(t.pos_ == "PROPN" and t.ent_type_ for t in others):
        return []
    return others if name.pos_ == "PROPN" and name.ent_type_ else others[1:] if name.tag_ == "NNS" else []


def _is_of_both(token) -> bool:
    """Tell whether "both" brings in what belongs to one head: "aides to both"."""
    return token.lower_ == "both" and token.nbor(-1).pos_ == "ADP"
