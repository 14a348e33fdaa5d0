"""Relayed words: what somebody says within the words of another, "the agency reported that Reyes said …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.quotes.candidates import Candidate, intersect_ranges, subtract_ranges
from toolkit.quotes.cues import find_frames
from toolkit.quotes.quoted import Quoted, Range
from toolkit.quotes.scope import is_finite, is_speech
from toolkit.quotes.sources import find_quoting

QUOTED_AS = "quoted_as"
"""Frame of "quoted Reyes as saying", which is sure by its words, and of what she is quoted as saying."""
_LISTENERS = frozenset({"dobj", "dative"})
_DAYS = frozenset({"DATE", "TIME"})
_BEFORE_DAYS = frozenset({"at", "early", "in", "late", "on"})
_NOT_SAID = frozenset(
    "deny dismiss dispute doubt expect fear hope imagine pretend rebuff refute reject want wish".split()
)
_TELLING = frozenset({"acomp", "attr"})
_RUMOURS = frozenset("allegation claim report rumor rumour suggestion".split())
_FALSE = frozenset("absurd false fiction lie nonsense untrue wrong".split())
_NOBODY = frozenset("anybody anyone few neither no nobody none nor not those whoever".split())
_OPEN = frozenset({"if", "unless", "whether"})
_THINGS = frozenset({"it", "that", "these", "this", "those"})


def find_relayed(
    doc, quoted: Quoted, candidates: list[Candidate], by_rules: list[Candidate]
) -> list[Candidate]:
    """The attributions inside those of who relays them: Reyes said it, the agency says that she did.

    The encoder learned from a corpus without nesting, and gives all to the agency. What the rules find within
    a content is one more attribution: speech whose verb stands in a tense outside quotation marks, and what
    somebody is quoted as saying. Nobody said what others deny, or what they would say.
    """
    found = (*_find_told(doc, quoted, candidates, by_rules), *_find_quoted(doc, candidates, by_rules))
    return [each for each in found if each.content]


def _find_told(
    doc, quoted: Quoted, candidates: list[Candidate], by_rules: list[Candidate]
) -> Iterator[Candidate]:
    """What is told to have been said: "reported that Reyes said …"."""
    cues = {token for outer in candidates for token in outer.cue}
    held_by = {i: outer for outer in candidates for start, end in outer.content for i in range(start, end)}
    for inner in by_rules:
        outer = held_by.get(inner.head)
        if outer is None or outer.source is None or inner.source is None:
            continue
        if inner.head in cues or quoted.holds(inner.head) or not is_speech(doc, inner):
            continue
        is_whole = all(held_by.get(i) is outer for i in range(*inner.source))
        if is_whole and find_quoting(doc[inner.head]) is None and _is_said(doc, inner, outer):
            yield _nest(outer, inner, intersect_ranges(inner.content, outer.content))


def _find_quoted(doc, candidates: list[Candidate], by_rules: list[Candidate]) -> Iterator[Candidate]:
    """What somebody is quoted as saying: "quoted Reyes as saying …"."""
    cue_of = {token: outer for outer in candidates for token in outer.cue}
    quoting: dict[int, list[Candidate]] = {}
    for inner in by_rules:
        is_whole = inner.source is not None and inner.cue and inner.content
        verb = find_quoting(doc[inner.head]) if is_whole else None
        if verb is not None and verb.i in cue_of and not _is_negated(verb):
            quoting.setdefault(verb.i, []).append(inner)
    for verb, some in quoting.items():
        outer = cue_of[verb]
        for inner in some:
            if inner.source == outer.source or cue_of.get(inner.head, outer) is not outer:
                continue
            others = [each for each in some if each is not inner]
            inner = replace(inner, source=_reach_as(doc, verb, inner))
            yield replace(_nest(outer, inner, _find_said(doc, outer, inner, others)), frame=QUOTED_AS)


def _nest(outer: Candidate, inner: Candidate, content: list[Range]) -> Candidate:
    """What the rules found, as sure as what it lies in."""
    return Candidate(inner.head, content, [inner.head], inner.source, confidence=outer.confidence)


def _is_negated(verb) -> bool:
    return any(t.dep_ == "neg" for t in verb.children)


def _is_said(doc, inner: Candidate, outer: Candidate) -> bool:
    """Whether it was said: "says", "has said"; not "to say", "would say", "if he says", "nobody said"."""
    verb, first = doc[inner.head], doc[inner.source[0]]
    who = verb.head if verb.dep_ == "relcl" and first.tag_ == "WP" else first  # "anyone who says"
    lefts = [t for t in verb.lefts if t.lower_ in _OPEN or t.dep_ == "aux"]
    is_open = any(t.lower_ in _OPEN or (t.dep_ == "aux" and t.i < first.i) for t in lefts)  # "had he said"
    is_thing = first.lower_ in _THINGS and "parenthesis" not in find_frames(verb)
    is_anybody = not _NOBODY.isdisjoint((who.lower_, first.lower_))
    is_unreal = is_open or is_anybody or is_thing or _is_negated(verb)
    return is_finite(verb) and not is_unreal and not _is_doubted(doc, verb, outer)


def _is_doubted(doc, verb, outer: Candidate) -> bool:
    """Whether others doubt it: "denied that he said", "claims that he said", "it is a lie that he said"."""
    between = [verb]
    for above in verb.ancestors:
        if above.i in outer.cue:
            break
        between.append(above)
    cues = [doc[t] for t in outer.cue]
    is_denied = any(t.lemma_ in _NOT_SAID or _is_negated(t) for t in (*between[1:], *cues))
    is_false = any(t.lemma_ in _FALSE for each in between[1:] for t in each.children if t.dep_ in _TELLING)
    is_rumour = any(t.pos_ == "NOUN" and t.lemma_ in _RUMOURS | _FALSE for t in between[1:])
    return is_denied or is_false or is_rumour


def _reach_as(doc, verb: int, inner: Candidate) -> Range:
    """Who is quoted, all up to "as": the parser cuts long phrases. A day before "as" is no part of them."""
    start, end = inner.source
    before = doc[inner.head].head.i  # "as"
    if not verb < start < end <= before:
        return start, end
    day = next((t.i for t in doc[end:before] if t.ent_type_ in _DAYS), before)
    while day > end and doc[day - 1].lower_ in _BEFORE_DAYS:
        day -= 1
    return start, day


def _find_said(doc, outer: Candidate, inner: Candidate, others: list[Candidate]) -> list[Range]:
    """What was said: of a quotation what the marks hold, else all but who is quoted and who listens."""
    if inner.direct or others:
        theirs = [(each.source[0], max(end for _, end in each.content)) for each in others]
        theirs = [(start, end) for start, end in theirs if start > inner.head]
        return subtract_ranges(intersect_ranges(inner.content, outer.content), theirs)
    verb = doc[inner.head]
    listeners = [t.right_edge.i + 1 for t in verb.rights if t.dep_ in _LISTENERS and t.ent_type_ not in _DAYS]
    last = max((end for end in listeners if end <= inner.content[0][0]), default=verb.i + 1)
    return subtract_ranges(outer.content, [(0, last)])
