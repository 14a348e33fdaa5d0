"""The rules engine: attributions from the parse, the quotation marks and the cue lexicon."""

from __future__ import annotations

from toolkit.document import Document
from toolkit.quotes import frames
from toolkit.quotes.attribution import Attribution
from toolkit.quotes.candidates import Candidate, Range, subtract_ranges, to_attribution
from toolkit.quotes.cues import find_frames, is_so_called
from toolkit.quotes.direct import attach_quotations
from toolkit.quotes.labels import find_labels
from toolkit.quotes.prepositions import find_according, find_hearsay, find_view
from toolkit.quotes.quoted import Quoted, locate_quotations
from toolkit.quotes.scope import drop_nested, release_coordinated
from toolkit.quotes.sources import (
    find_noun_speaker,
    find_quoted_as,
    find_quoting,
    find_speaker,
    find_speaker_beside,
    find_subject,
)

_FRAMES_OF = {
    "VERB": frames.verb_frames,
    "AUX": frames.verb_frames,
    "NOUN": frames.noun_frames,
    "ADJ": frames.adjective_frames,
}
_PICTURES = frozenset("image photo photograph picture footage video map".split())
_TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "INTJ"))
_CUE_PARTS = frozenset(("aux", "auxpass", "neg", "prt", "advmod"))


def find_attributions(document: Document) -> list[Attribution]:
    """Find direct, mixed and indirect quotations, without learned weights.

    Every word outside quotation marks that the cue lexicon knows is read in the constructions of
    ``frames``; the first one that the lexicon allows gives the content. Coordinated cues that the parse
    put into a reported clause are taken out (``scope``), quotations go to their cues (``direct``), and
    inside another content only reported speech stays.

    Parameters
    ----------
    document : Document
        One parsed article.

    Returns
    -------
    list of Attribution
        In text order. ``source`` is the noun phrase as it stands, empty where the text names nobody;
        ``confidence`` is None.

    Notes
    -----
    English only. Irony, free indirect speech, cues inside quotation marks and quotations whose cue stands
    in another paragraph (other than running or continued ones) are not read. Content and source follow the
    conventions of PolNeAR (Newell et al. 2018): clauses keep their "that", relative clauses name "who".

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> text = "Ana Reyes said the talks were over."
    >>> document = Document("a1", "unknown", None, text, next(parse_texts([text])))
    >>> find_attributions(document)[0].content
    ((15, 34),)
    """
    quoted = locate_quotations(document.doc, document.text)
    return order_attributions(document.doc, quoted, find_candidates(document.doc, quoted))


def find_candidates(doc, quoted: Quoted) -> list[Candidate]:
    """The attributions in tokens, in no order; no word plays two parts in one of them."""
    candidates = [
        candidate
        for start, end in quoted.gaps
        for token in doc[start:end]
        if (candidate := read_cue(token)) is not None
    ]
    candidates += find_labels(doc, quoted)
    release_coordinated(doc, candidates)
    candidates = attach_quotations(doc, quoted, candidates)
    candidates = [c for c in drop_nested(doc, candidates) if c.direct or says_something(doc, c)]
    for candidate in candidates:
        part_roles(quoted, candidate)
    return candidates


def read_cue(token) -> Candidate | None:
    """The attribution that a word makes by the first frame that both parse and lexicon allow."""
    if token.lower_ == "according":
        return find_according(token)
    if token.lower_ == "in" and (view := find_view(token)) is not None:
        return view
    if token.pos_ == "ADV":
        return find_hearsay(token)
    known = find_frames(token)
    if not known or (token.head.lower_ == "in" and find_view(token.head) is not None):
        return None
    if is_depiction(token) or is_so_called(token) or find_quoted_as(token) is not None:
        return None
    for frame in _FRAMES_OF[token.pos_](token):
        if frame.name in known:
            return make_candidate(token, frame)
    return None


def says_something(doc, candidate: Candidate) -> bool:
    """A content of function words only ("what", "to them") says nothing that can be read by itself."""
    return any(token.pos_ in _TELLING for start, end in candidate.content for token in doc[start:end])


def is_depiction(token) -> bool:
    """Images show, but say nothing: a picture is no speaker."""
    subject = find_subject(token) if token.lemma_ == "show" else None
    return subject is not None and subject.lemma_.lower() in _PICTURES


def make_candidate(token, frame: frames.Frame) -> Candidate:
    """Join a cue with its content and its speaker; no word plays two parts."""
    speaker = find_frame_speaker(token, frame)
    cue = find_cue(token, frame)
    holes = [(word, word + 1) for word in cue]
    content = subtract_ranges(frame.content, holes)
    if speaker is not None and not frame.name.startswith("passive"):
        content = subtract_ranges(content, [speaker])
    return Candidate(head=token.i, content=content, cue=cue, source=speaker, frame=frame.name)


def find_frame_speaker(token, frame: frames.Frame) -> Range | None:
    """Who speaks in a construction."""
    if frame.name == "raising":
        return None
    if token.pos_ in ("NOUN", "ADJ"):
        return find_noun_speaker(token)
    speaker = find_speaker(token)
    if speaker is None and frame.name == "parenthesis":
        return find_speaker_beside(token.doc, token.i, (token.i, token.right_edge.i + 1))
    return speaker


def find_cue(token, frame: frames.Frame | None = None) -> list[int]:
    """The cue's words: head, particles, and auxiliaries and adverbs that stand directly before it."""
    words = {token.i, *(frame.cue if frame else ())}
    words.update(child.i for child in token.rights if child.dep_ == "prt")
    parts = {child.i for child in token.lefts if child.dep_ in _CUE_PARTS}
    quoting = find_quoting(token)
    if quoting is not None:
        words.add(token.head.i)
        parts.add(token.head.i)
    if quoting is not None and quoting == token.head.head:
        words.add(quoting.i)
        parts |= {quoting.i, *(child.i for child in quoting.lefts if child.dep_ in _CUE_PARTS)}
    at = token.i - 1
    while at in parts:
        words.add(at)
        at -= 1
    return sorted(words)


def part_roles(quoted: Quoted, candidate: Candidate) -> None:
    """Keep cue and speaker out of the content; a speaker inside the marks of a quotation is none."""
    if candidate.direct and candidate.source is not None and quoted.holds(candidate.source[0]):
        candidate.source = None
    holes = [(word, word + 1) for word in candidate.cue]
    if candidate.source is not None:
        holes.append(candidate.source)
    candidate.content = subtract_ranges(candidate.content, holes)


def order_attributions(doc, quoted: Quoted, candidates: list[Candidate]) -> list[Attribution]:
    """Attributions in text order, with positions in this list for what continues an earlier one."""
    worded = [c for c in candidates if to_attribution(doc, quoted, c).content]
    worded.sort(key=lambda c: (c.content[0][0], -c.content[-1][1], c.head))
    place = {id(candidate): position for position, candidate in enumerate(worded)}
    return [to_attribution(doc, quoted, c, place.get(id(c.continues))) for c in worded]
