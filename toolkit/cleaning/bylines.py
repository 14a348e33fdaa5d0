"""Lines that say when and by whom: a date that stands alone on its line, and a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from toolkit.cleaning.dates import find_date
from toolkit.cleaning.furniture import match_rule

_NAME = r"[A-Z][\w’'.-]*(?: (?:(?:[A-Z]|al-|el-)[\w’'.-]*|al|el|bin|ibn|de|der|van|von|la|le)){1,3}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by):? (?:the )?"
    rf"(?P<author>AFP|AP|Reuters|{_NAME}(?:(?:, {_NAME}){{0,3}},? (?:and|&) {_NAME})?)"
    r"(?:(?:,| in| \|| [-–—]| for) .{1,50})?"
)
_LABEL = re.compile(
    r"\W*(?:(?P<update>(?:last )?(?:updated|modified))"
    r"|(?P<post>posted|filed|retrieved|accessed|archived)"
    r"|(?:(?:first |date )?published|date))\b",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|first|last|published|posted|filed|updated|modified|retrieved|accessed|archived|date|time|local|admin"
    r"|on|at|in|by|the|edited|author|uk|u\.?s\.?|gmt|utc|bst|cet|eet|e[sd]?t|p[sd]?t|msk|hkt|ist|\d{4}"
    r"|[a-z][\w-]*(?:\.[a-z][\w-]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateLine:
    """A line that is a date: ``kind`` is date, update date or aggregator date; ``byline`` its names."""

    kind: str
    value: datetime
    labelled: bool
    byline: str | None = None


def read_byline(line: str) -> str | None:
    """Return who wrote the article, where a line is a byline and nothing else.

    Examples
    --------
    >>> read_byline("By Jane Smith and Omar al Khalil, in Beirut")
    'Jane Smith and Omar al Khalil'
    >>> read_byline("By Monday the siege was over.") is None
    True
    """
    found = _BYLINE.fullmatch(line)
    return found["author"] if found and not line.endswith(".") else None


def read_date_line(line: str) -> DateLine | None:
    """Read a line that holds a date and nothing but what belongs to it: labels, a place, a byline.

    Examples
    --------
    >>> read_date_line("3:35am UK, Tuesday February 07, 2012").value.isoformat()
    '2012-02-07T03:35:00'
    >>> read_date_line("February 7th, 20125:21 am @").kind
    'aggregator date'
    >>> read_date_line("The vote of 4 February 2012 failed") is None
    True
    """
    if len(line) > 160 or not any(character.isdigit() for character in line):
        return None
    date = find_date(line)
    if not date:
        return None
    label = _LABEL.match(line)
    published = re.search(r"\bpublished\b", line, re.IGNORECASE)
    second = find_date(date.rest) if label else None  # "Last updated: …, published: …"
    value = date.value
    if published and second and published.start() > line.find(str(value.year)):
        value = second.value
    if "@" in line or (label and label["post"]):
        kind = "aggregator date"
    else:
        kind = "update date" if label and label["update"] and not published else "date"
    rest = (second or date).rest.strip(" |·•,;:-–—@()[]")
    byline = re.search(rf"(?:^|\W){_BYLINE.pattern}$", rest)
    words = [
        word
        for word in re.split(r"[\s|,;:@()\[\]·•–—/-]+", rest[: byline.start()] if byline else rest)
        if word
    ]
    left = [word for word in words if not _DATE_WORD.fullmatch(word)]
    if left and not _is_label(left, line):
        return None
    return DateLine(kind, value, bool(label) or kind != "date", byline["author"] if byline else None)


def _is_label(words: list[str], line: str) -> bool:
    """Whether the words beside a date are a place, names between bars, or furniture themselves."""
    if match_rule(" ".join(words), edge=False):
        return True
    most = 6 if re.search(r"[|·•]", line) else 2
    return len(words) <= most and all(word[0].isupper() for word in words) and not line.endswith(".")
