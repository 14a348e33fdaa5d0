"""From the text of a page to the article: headline, paragraphs, date, byline; the rest is listed.

The idea: split the source into units (a paragraph, or a line that stands alone), give each a role
(headline, paragraph, or a reason to leave it out), and collect them. Every unit ends in exactly one
place, so nothing vanishes unlisted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from toolkit.cleaning.bylines import read_byline, read_date_line
from toolkit.cleaning.dates import find_dateline
from toolkit.cleaning.furniture import match_rule

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # halves of characters, which nothing can store
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$|[,:;][\"”’']$")
_ABBREVIATION_END = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")

MAX_SHORT = 30  # words: a longer line is prose, whatever it ends with


@dataclass(frozen=True)
class CleanArticle:
    """What cleaning found in a source.

    Attributes
    ----------
    title : str or None
    paragraphs : tuple of str
        The body, without the headline.
    published : datetime or None
        The article's own date, else its dateline, else the aggregator's, else that of the last update.
    author, url : str or None
        From the byline; from a line that names the source.
    removed : list of [start, end, reason, text]
        What was taken out; offsets into the source, text as it stands there.
    """

    title: str | None
    paragraphs: tuple[str, ...]
    published: datetime | None
    author: str | None
    url: str | None
    removed: list[list]


@dataclass
class _Unit:
    """A line, or lines that make one paragraph, and why it is left out (None: it stays)."""

    start: int
    end: int
    text: str
    after_gap: bool = True
    indent: int = 0
    last_line: str = ""
    reason: str | None = None

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_prose(self) -> bool:
        if self.reason:
            return False
        n_words = len(self.text.split())
        return n_words > MAX_SHORT or (self.ends_sentence and n_words >= 4)


@dataclass
class _Found:
    """Dates by kind, first one first, and the byline."""

    dates: dict[str, datetime] = field(default_factory=dict)
    author: str | None = None


def clean_article(source: str, *, title: str | None = None) -> CleanArticle:
    """Separate an article from the page furniture around it.

    The headline is the one given, else a line that stands twice at the top, else a first line that
    looks like one (2 to 25 words, no final period, something below it). Line ends become paragraphs,
    lines that were wrapped at a fixed width are joined again, control and zero-width characters go,
    white space becomes single blanks, characters are in NFC.

    Paragraphs of prose are never removed: a rule takes whole lines of at most 40 words, bylines,
    dates and captions only at the edges, captions only between headline and a date or byline below it.
    A standfirst in that place without a final period cannot be told from a caption. Datelines
    (``HOMS, Feb 7 (Reuters) -``) belong to the article and stay.

    Parameters
    ----------
    source : str
        Decoded text, untrusted.
    title : str, optional
        The headline where the record gives it.

    Returns
    -------
    CleanArticle

    Examples
    --------
    >>> page = "Envoy in Damascus\\n\\nPublished: 7 February 2012\\n\\nAn envoy came.\\n\\nShare this"
    >>> article = clean_article(page)
    >>> article.title, article.paragraphs, article.published.isoformat()
    ('Envoy in Damascus', ('An envoy came.',), '2012-02-07T00:00:00')
    >>> article.removed
    [[19, 45, 'date', 'Published: 7 February 2012'], [63, 73, 'sharing', 'Share this']]
    """
    source = _SURROGATE.sub("\ufffd", source)
    units = _split_units(source)
    title = normalize_text(title or "") or None
    found = _Found()
    _mark_furniture(units)
    headline, title = _find_headline(units, title)
    _mark_edges(units, headline, found)
    _mark_repeats(units, headline, title)
    _mark_captions(units, headline)
    kept = [unit for unit in units if not unit.reason and unit is not headline]
    removed = [
        [unit.start, unit.end, unit.reason, source[unit.start : unit.end]] for unit in units if unit.reason
    ]
    return CleanArticle(
        title=title,
        paragraphs=tuple(unit.text for unit in kept),
        published=_choose_date(kept, found.dates),
        author=found.author,
        url=_find_url(units),
        removed=removed,
    )


def normalize_text(text: str) -> str:
    """Return one line: no control or zero-width characters, single blanks, NFC.

    Examples
    --------
    >>> normalize_text("Bashar\\u00a0al \\u200bAssad\\x00")
    'Bashar al Assad'
    """
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def _split_units(source: str) -> list[_Unit]:
    lines = _split_lines(source)
    width = _wrap_width(lines)
    units: list[_Unit] = []
    for line in lines:
        if units and _continues(units[-1], line, width):
            units[-1].text += ("" if re.search(r"\w-$", units[-1].text) else " ") + line.text
            units[-1].end, units[-1].last_line = line.end, line.text
        else:
            units.append(line)
    return units


def _split_lines(source: str) -> list[_Unit]:
    """The lines with something in them."""
    lines, start, after_gap = [], 0, True
    for end, following in [*(match.span() for match in _LINE_END.finditer(source)), (len(source),) * 2]:
        raw = source[start:end]
        text = normalize_text(raw)
        if text:
            indent = len(raw) - len(raw.lstrip())
            lines.append(
                _Unit(start + indent, start + len(raw.rstrip()), text, after_gap, indent, last_line=text)
            )
        after_gap, start = not text, following
    return lines


def _wrap_width(lines: list[_Unit]) -> int:
    """The width at which a text was wrapped, 0 where line ends are paragraph ends."""
    pairs = [
        (line.text, below.text)
        for line, below in zip(lines, lines[1:], strict=False)
        if not below.after_gap and " " in line.text
    ]
    width = max((len(line) for line, _ in pairs), default=0)
    full = [line for line, below in pairs if _is_full(line, below, width)]
    broken = [line for line in full if not _SENTENCE_END.search(line)]
    wrapped = 40 <= width <= 100 and len(full) >= len(pairs) / 2 and len(broken) >= len(full) / 2
    return width if wrapped else 0


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on this line."""
    return len(line) + 1 + len(below.split(" ", 1)[0]) > width


def _continues(unit: _Unit, line: _Unit, width: int) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = unit.last_line
    if line.after_gap or _stands_alone(line.text) or (len(above) < 0.75 * width and _stands_alone(above)):
        return False
    if width and _is_full(above, line.text, width):
        return line.indent < unit.indent + 2
    return len(above) >= 30 and line.text[0].islower() and not _SENTENCE_END.search(above)


def _stands_alone(line: str) -> bool:
    return bool(match_rule(line, edge=False) or read_date_line(line) or read_byline(line))


def _mark_furniture(units: list[_Unit]) -> None:
    """Mark what a rule of ``place`` any matches, and the lists that such lines open below the prose."""
    prose_seen = in_list = False
    for unit in units:
        rule = match_rule(unit.text, edge=False)
        if rule:
            unit.reason, in_list = rule.reason, rule.opens_list and prose_seen
        elif unit.is_prose or len(unit.text.split()) > 20:
            prose_seen, in_list = prose_seen or unit.is_prose, False
        elif in_list:
            unit.reason = "related link"


def _find_headline(units: list[_Unit], title: str | None) -> tuple[_Unit | None, str | None]:
    """The unit that is the headline, and its words; given words win over those of the unit."""
    top = [unit for unit in units[:12] if not unit.reason]
    if title:
        return next((unit for unit in top if _same_headline(unit.text, title)), None), title
    lines = [unit for unit in top if not read_date_line(unit.text) and not read_byline(unit.text)]
    for first, unit in enumerate(lines[:4]):
        n_words = len(unit.text.split())
        if 3 <= n_words <= 25 and any(_key(unit.text) == _key(other.text) for other in lines[first + 1 :]):
            _mark_above(lines[:first])
            return unit, unit.text
    while len(lines) > 1 and match_rule(lines[0].text, edge=True):
        lines.pop(0)
    if len(lines) < 2 or not _looks_like_headline(lines[0].text):
        return None, None
    same = [unit for unit in lines if _same_headline(unit.text, lines[0].text)]
    headline = min(same, key=lambda unit: len(unit.text))  # the one without the site's name
    return headline, headline.text


def _mark_above(units: list[_Unit]) -> None:
    """Mark short lines above a headline that stands twice: names of sites and sections."""
    for unit in units:
        if len(unit.text.split()) <= 6 and not unit.ends_sentence:
            unit.reason = "line above the headline"


def _looks_like_headline(line: str) -> bool:
    ends = line.rstrip("\"”’')]")[-1:]
    return (
        2 <= len(line.split()) <= 25
        and len(line) <= 160
        and (ends not in {".", ",", ";", ":", "…", ""} or bool(_ABBREVIATION_END.search(line)))
        and not find_dateline(line, near=datetime(2000, 1, 1))
    )


def _mark_edges(units: list[_Unit], headline: _Unit | None, found: _Found) -> None:
    """Mark dates, bylines and what only the edges can tell; a labelled date counts anywhere."""
    prose = [place for place, unit in enumerate(units) if unit.is_prose and unit is not headline]
    first, last = (prose[0], prose[-1]) if prose else (len(units), -1)
    for place, unit in enumerate(units):
        if unit.reason or unit is headline or len(unit.text) > 200:
            continue
        edge = place < first or place > last
        near_top = place <= first + 2  # a caption with a period looks like prose and stands above the date
        date = read_date_line(unit.text)
        author = date.byline if date else read_byline(unit.text)
        if date and (edge or near_top or date.labelled):
            found.dates.setdefault(date.kind, date.value)
            unit.reason = date.kind
        elif author and (edge or near_top):
            unit.reason = "byline"
        elif edge and (rule := match_rule(unit.text, edge=True)):
            unit.reason = rule.reason
        if unit.reason and not found.author:
            found.author = author


def _mark_repeats(units: list[_Unit], headline: _Unit | None, title: str | None) -> None:
    """Mark repetitions of the headline, with or without the site's name."""
    for unit in units:
        if title and not unit.reason and unit is not headline and _same_headline(unit.text, title):
            unit.reason = "repeated headline"


def _mark_captions(units: list[_Unit], headline: _Unit | None) -> None:
    """Mark short lines without a final period between the headline and a date or byline below it."""
    prose = next((place for place, unit in enumerate(units) if unit.is_prose and unit is not headline), 0)
    marks = ("date", "update date", "byline", "repeated headline")
    last = max((place for place, unit in enumerate(units[:prose]) if unit.reason in marks), default=0)
    for unit in units[:last]:
        if headline and not unit.reason and unit is not headline and not unit.ends_sentence:
            unit.reason = "caption" if len(unit.text.split()) > 4 else "label"


def _choose_date(kept: list[_Unit], dates: dict[str, datetime]) -> datetime | None:
    """The article's own date before its dateline, the dateline before the aggregator's."""
    others = dates.get("aggregator date") or dates.get("update date")
    dateline = find_dateline(kept[0].text, near=others) if kept else None
    return dates.get("date") or dateline or others


def _find_url(units: list[_Unit]) -> str | None:
    for unit in units:
        if unit.reason in ("article source", "link") and (address := re.search(r"https?://\S+", unit.text)):
            return address[0]
    return None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _same_headline(line: str, title: str) -> bool:
    """Whether two lines are one headline, but for the site's name behind it (``… | Northgate Wire``)."""
    if len(line) > len(title) + 60:
        return False
    keys = [{_key(text), _key(_cut_site(text))} - {""} for text in (line, title)]
    return not keys[0].isdisjoint(keys[1])


def _cut_site(line: str) -> str:
    head, mark, site = re.sub(r" (?:\||[-–—]|::|») ", "\0", line).rpartition("\0")
    return head.replace("\0", " ") if mark and len(site.split()) <= 5 and len(head.split()) >= 3 else line
