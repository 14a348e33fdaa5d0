"""Quoted speech: which cue a quotation belongs to, and which quotations make one attribution.

The parse is weakest where a quotation runs over several sentences, so here the marks lead: a quotation
ends with a comma before "he said", is introduced by a colon or a comma after the cue, or stands directly
after an attribution whose speaker goes on speaking.
"""

from __future__ import annotations

from bisect import bisect_right

from toolkit.quotes.candidates import Candidate, Range, is_word, merge_ranges, subtract_ranges
from toolkit.quotes.cues import find_frames, is_so_called
from toolkit.quotes.labels import find_signature
from toolkit.quotes.quoted import Quoted, Stretch
from toolkit.quotes.sources import find_quoted_as, find_speaker, find_speaker_beside

_SENTENCE_END = frozenset((".", "!", "?", "...", "…", "?!"))
_TAKES_CUE = frozenset((",", "?", "!", "-", "--", "—", "–", "...", "…", "?!"))
_MIN_CONTINUED = 4  # words that a quotation without any cue must have
_MAX_LABEL = 8  # words that may stand before the colon of "Northgate: we are ready"


def attach_quotations(doc, quoted: Quoted, candidates: list[Candidate]) -> list[Candidate]:
    """Give every quotation to its cue, join what belongs together, add what continues."""
    extend_to_marks(quoted, candidates)
    covering = find_covering(quoted, candidates)
    found = {candidate.head: candidate for candidate in candidates}
    previous: tuple[Stretch, Candidate] | None = None
    unclaimed: list[int] = []
    for number, stretch in enumerate(quoted.stretches):
        before, after = find_surroundings(doc, quoted, number)
        cue_before, cue_after = find_cue_before(doc, before), find_cue_after(doc, stretch, after)
        if cue_before is not None:
            owner = quote(doc, found, cue_before, [(stretch.start, stretch.end)])
            if cue_after is not None and last_mark(doc, before) == ":":
                owner = join_cues(owner, quote(doc, found, cue_after, []), found)
        elif cue_after is not None:
            owner = quote(doc, found, cue_after, [(before[0], stretch.end)])
            if owner.source is None or owner.source[0] < stretch.end:
                owner.source = find_speaker_beside(doc, cue_after, after) or owner.source
        elif (signed := find_signature(doc, quoted, stretch)) is not None:
            owner = found.setdefault(signed.head, signed)
        else:
            owner = covering.get(number)
            if owner is None and not has_words(doc, before) and previous is not None:
                owner = continue_speech(doc, quoted, stretch, *previous)
                if owner is not None and owner.continues is not None:
                    found[owner.head] = owner
        if owner is not None:
            owner.content += find_running(quoted, number, unclaimed)
            previous = (stretch, owner)
            unclaimed.clear()
        else:
            unclaimed.append(number)
    for candidate in found.values():
        candidate.content = merge_ranges(candidate.content)
    return list(found.values())


def extend_to_marks(quoted: Quoted, candidates: list[Candidate]) -> None:
    """Where the parse breaks off inside a quotation, the content goes on to its mark."""
    for candidate in candidates:
        extended = []
        for start, end in candidate.content:
            for at, edge in ((start, "start"), (end - 1, "end")):
                place = bisect_right(quoted.starts, at) - 1
                if place >= 0 and at < quoted.stretches[place].end:
                    if edge == "start":
                        start = quoted.stretches[place].start
                    else:
                        end = quoted.stretches[place].end
            extended.append((start, end))
        candidate.content = merge_ranges(extended)


def find_surroundings(doc, quoted: Quoted, number: int) -> tuple[Range, Range]:
    """What stands in the quotation's own sentence before and after it, outside any quotation.

    A paragraph that ends with a colon introduces the next one.
    """
    stretches, stretch = quoted.stretches, quoted.stretches[number]
    first, last = quoted.paragraphs[stretch.paragraph]
    if stretch.paragraph > 0 and not has_words(doc, (first, stretch.start)):
        above = quoted.paragraphs[stretch.paragraph - 1]
        first = above[0] if last_mark(doc, above) == ":" else first
    if number > 0:
        first = max(first, stretches[number - 1].end)
    if number + 1 < len(stretches):
        last = min(last, stretches[number + 1].start)
    start = stretch.start
    while start > first and doc[start - 1].text not in _SENTENCE_END:
        start -= 1
    end = stretch.end
    while end < last and doc[end].text not in _SENTENCE_END:
        end += 1
    return (start, stretch.start), (stretch.end, end)


def find_cue_before(doc, before: Range) -> int | None:
    """She said: "…". She wrote, "…". Northgate: "…"."""
    start, end = before
    mark = last_mark(doc, before)
    if mark == ":":
        verbs = [t for t in doc[start:end] if t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl", "amod")]
        known = [verb for verb in verbs if "quote" in find_frames(verb)]
        if known or verbs:
            return (known or verbs)[-1].i
        words = [token for token in doc[start:end] if is_word(token)]
        return colon_of(doc, before) if 0 < len(words) <= _MAX_LABEL else None
    known = [t for t in doc[start:end] if "quote" in find_frames(t) and not is_so_called(t)]
    if not known:
        return None
    if mark == ",":
        return known[-1].i
    return known[-1].i if not has_words(doc, (known[-1].i + 1, end)) else None


def find_cue_after(doc, stretch: Stretch, after: Range) -> int | None:
    """ "…," she said. "…?" asked the minister."""
    start, end = after
    words = [token for token in doc[start:end] if is_word(token)]
    if not words or words[0].pos_ == "CCONJ" or words[0].lower_ in ("while", "who", "which", "that"):
        return None
    closes = doc[stretch.end - 1].text in _TAKES_CUE or any(t.text == "," for t in doc[start : words[0].i])
    if not closes and words[0].text[0].isupper() and "quote" not in find_frames(words[0]):
        return None
    verbs = [token for token in words if token.pos_ == "VERB" and token.dep_ not in ("relcl", "acl", "amod")]
    known = [verb for verb in verbs if "quote" in find_frames(verb)]
    first = verbs[0] if verbs else None
    if first is None or first.tag_ == "VBG":
        return None
    if first in known and (closes or first.i - words[0].i < 3):
        return first.i
    return first.i if closes and first.dep_ in ("ROOT", "parataxis") else None


def quote(doc, found: dict[int, Candidate], head: int, ranges: list[Range]) -> Candidate:
    """Let a cue take quoted stretches; they replace what the parse gave it as content."""
    said = find_quoted_as(doc[head])
    cue = [head]
    if said is not None:
        head, cue = said.i, [head, said.head.i, said.i]
    candidate = found.get(head)
    if candidate is None:
        verb = doc[head]
        source = find_speaker(verb) if verb.pos_ in ("VERB", "AUX") else find_label(doc, head)
        candidate = found[head] = Candidate(head=head, content=[], cue=cue, source=source)
    held = candidate.content if candidate.direct or overlaps(candidate.content, ranges) else []
    if not candidate.direct:
        goes_on = candidate.frame == "parenthesis" and all(start > head for start, _ in ranges)
        held = candidate.content if goes_on else [p for p in held if overlaps([p], ranges) and p[0] > head]
    candidate.direct = True
    holes = [(word, word + 1) for word in candidate.cue]
    if candidate.source is not None:
        holes.append(candidate.source)
    candidate.content = subtract_ranges([*held, *ranges], holes)
    return candidate


def find_label(doc, colon: int) -> Range | None:
    """The name before a colon that introduces speech."""
    start = colon
    while start > 0 and doc[start - 1].text not in _SENTENCE_END and not doc[start - 1].is_space:
        start -= 1
    return (start, colon) if start < colon else None


def join_cues(first: Candidate, second: Candidate, found: dict[int, Candidate]) -> Candidate:
    """It continued: "…," the email went on: one attribution, the second cue's speaker."""
    first.cue = sorted({*first.cue, *second.cue})
    first.source = second.source or first.source
    found.pop(second.head, None)
    first.content = subtract_ranges(first.content, [(word, word + 1) for word in first.cue])
    return first


def find_running(quoted: Quoted, number: int, unclaimed: list[int]) -> list[Range]:
    """Unclosed quotations of the paragraphs just before, which only here get their cue."""
    running = []
    for earlier in reversed(unclaimed):
        stretch = quoted.stretches[earlier]
        if stretch.closed or stretch.paragraph + 1 != quoted.stretches[earlier + 1].paragraph:
            break
        if earlier + 1 != number - len(running):
            break
        running.append((stretch.start, stretch.end))
    return running


def find_covering(quoted: Quoted, candidates: list[Candidate]) -> dict[int, Candidate]:
    """For each quotation, by number, the smallest attribution whose content holds words of it."""
    covering: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.content[0][0] - c.content[-1][1] if c.content else 0):
        for start, end in candidate.content:
            number = max(0, bisect_right(quoted.starts, start) - 1)
            while number < len(quoted.starts) and quoted.starts[number] < end:
                if quoted.stretches[number].end > start:
                    covering[number] = candidate
                number += 1
    return covering


def continue_speech(
    doc, quoted: Quoted, stretch: Stretch, earlier: Stretch, owner: Candidate
) -> Candidate | None:
    """ "…," he said. "…": one attribution. The next paragraph without a cue: a continued one."""
    content = (stretch.start, stretch.end)
    if stretch.paragraph == earlier.paragraph:
        between = [token for token in doc[earlier.end : stretch.start] if token.text in _SENTENCE_END]
        if len(between) > 1:
            return None
        owner.content.append(content)
        return owner
    if stretch.paragraph != earlier.paragraph + 1 or not owner.direct:
        return None
    if not earlier.closed:
        owner.content.append(content)
        return owner
    if sum(map(is_word, doc[stretch.start : stretch.end])) < _MIN_CONTINUED:
        return None
    first = owner.continues or owner
    return Candidate(head=-stretch.start - 1, content=[content], cue=[], direct=True, continues=first)


def last_mark(doc, span: Range) -> str:
    """The comma or colon that ends a stretch of text before an opening mark."""
    for token in reversed(doc[span[0] : span[1]]):
        if is_word(token):
            return ""
        if token.text in (",", ":"):
            return token.text
    return ""


def colon_of(doc, span: Range) -> int:
    """Position of the last colon in a stretch of text."""
    return next(token.i for token in reversed(doc[span[0] : span[1]]) if token.text == ":")


def has_words(doc, span: Range) -> bool:
    """Whether any word stands in a range."""
    return any(is_word(token) for token in doc[span[0] : span[1]])


def overlaps(ranges: list[Range], others: list[Range]) -> bool:
    """Whether any of the ranges overlaps any of the others."""
    return any(a < d and c < b for a, b in ranges for c, d in others)
