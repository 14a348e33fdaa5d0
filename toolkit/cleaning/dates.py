"""Dates as newspapers, scrapers and spreadsheets write them.

No date is ever guessed: one without a year, or in an order that nothing tells, is no date. Clock
times stay as printed, without time zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import dateparser

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?<!\d)\d{1,2}"
_YEAR = r"(?:19|20)\d\d(?=\d{1,2}:\d\d|\D|$)"  # scrapers glue the time on: 20125:21 am
_FORMS = (
    rf"\b(?P<month>{_MONTH})\b\.?,? (?P<day>{_DAY})(?:st|nd|rd|th)?,? (?P<year>{_YEAR})",
    rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{_MONTH})\b\.?,?[ -](?P<year>{_YEAR})",
    rf"(?<!\d)(?P<year>{_YEAR})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)(?!\d)",
    rf"(?P<day>{_DAY})\.(?P<month>\d\d?)\.(?P<year>{_YEAR})",
)
_WRITTEN = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_SLASHED = re.compile(rf"(?P<first>{_DAY})[/-](?P<second>\d\d?)[/-](?P<year>{_YEAR})")
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))(?::(?P<second>\d\d)(?:\.\d+)?)?(?!\d)"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?<![\d:.])(?P<hour_only>\d{1,2}) ?(?P<half_only>[ap])\.?m\b\.?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=\s)[+-]\d\d:?\d\d\b|\b[TZ]\b(?=\s|$)")
_DATELINE = re.compile(
    rf"[A-Z][A-Z’'.-]{{2,}}[^–—]{{0,60}}?\b(?:(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))\b(?:,? (?P<year>{_YEAR}))?.{{0,40}}? ?(?:[-–—:]|$)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z][A-Z’'.-]{2,}")


@dataclass(frozen=True)
class FoundDate:
    """A date in a line, and the words of the line that do not belong to it."""

    value: datetime
    rest: str


def find_date(line: str, *, day_first: bool | None = None) -> FoundDate | None:
    """Find the first date with a year in a line, with the time printed beside it.

    Parameters
    ----------
    line : str
        One line, its white space single blanks.
    day_first : bool, optional
        How to read 07/02/2012. By default such a date counts only where one order is possible.

    Returns
    -------
    FoundDate or None

    Examples
    --------
    >>> find_date("February 7th, 20125:21 am @").value.isoformat()
    '2012-02-07T05:21:00'
    >>> find_date("February 7th") is None
    True
    """
    found = min(filter(None, (form.search(line) for form in _WRITTEN)), key=re.Match.start, default=None)
    if found:
        year, month, day = found["year"], _month_number(found["month"]), found["day"]
    else:
        found = _SLASHED.search(line)
        order = found and _order(found, day_first)
        if order is None:
            return None
        year, month, day = found["year"], *((found["second"], found["first"])[:: 1 if order else -1])
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    time = _TIME.search(rest)
    hour, minute, second = _clock(time) if time else (0, 0, 0)
    try:
        value = datetime(int(year), int(month), int(day), hour, minute, second)
    except ValueError:
        return None
    if time:
        rest = f"{rest[: time.start()]} {rest[time.end() :]}"
    return FoundDate(value, " ".join(_ZONE.sub(" ", rest).split()))


def read_date(value, *, day_first: bool | None = None) -> tuple[datetime | None, str | None]:
    """Read a date that a record gives, as text or as a date type.

    Returns
    -------
    (datetime or None, str or None)
        The date without time zone, and what was wrong where there is none.

    Examples
    --------
    >>> read_date("2012-02-07T03:35:00+01:00")
    (datetime.datetime(2012, 2, 7, 3, 35), None)
    >>> read_date("07/02/2012")[1]
    'date not read: 07/02/2012 may be day or month first; write it as 2012-12-31'
    """
    if isinstance(value, datetime):
        # one microsecond at a time: pandas' nanoseconds have no place in a datetime
        return datetime(*value.timetuple()[:6], value.microsecond), None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day), None
    text = " ".join(str(value).split())
    if not text:
        return None, None
    if len(text) > 100:
        return None, f"date not read: {text[:40]}… is no date"
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None), None
    except ValueError:
        found = find_date(text, day_first=day_first)
    if found:
        return found.value, None
    if _SLASHED.search(text):
        return None, f"date not read: {text} may be day or month first; write it as 2012-12-31"
    parsed = _parse_foreign(text)
    return parsed, None if parsed else f"date not read: {text}; write it as 2012-12-31"


def infer_day_first(values: Iterable[object]) -> bool | None:
    """Tell from all dates of one table whether 07/02/2012 is day or month first; None if they disagree.

    Examples
    --------
    >>> infer_day_first(["07/02/2012", "23/02/2012"])
    True
    """
    found = [_SLASHED.search(value) for value in values if isinstance(value, str)]
    orders = {_order(match, None) for match in found if match} - {None}
    return orders.pop() if len(orders) == 1 else None


def find_dateline(paragraph: str, *, near: datetime | None) -> datetime | None:
    """Read the date of a dateline; where it has no year, the one that lies in the month up to ``near``.

    Examples
    --------
    >>> find_dateline("HOMS, Feb 7 (Reuters) - Shells fell.", near=datetime(2012, 2, 9))
    datetime.datetime(2012, 2, 7, 0, 0)
    """
    found = _DATELINE.match(paragraph[:160])
    if not found or not _CAPITALS.match(paragraph):
        return None
    month = _month_number(found["month"] or found["month2"])
    day = int(found["day"] or found["day2"])
    years = [int(found["year"])] if found["year"] else [near.year, near.year - 1] if near else []
    for year in years:
        try:
            value = datetime(year, month, day)
        except ValueError:
            continue
        if found["year"] or timedelta(days=-2) <= near - value <= timedelta(days=31):
            return value
    return None


def _month_number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1


def _order(slashed: re.Match, day_first: bool | None) -> bool | None:
    """Whether the day comes first, from the numbers themselves or from what is known."""
    first, second = int(slashed["first"]), int(slashed["second"])
    if first > 12:
        return True
    return False if second > 12 else True if first == second else day_first


def _clock(time: re.Match) -> tuple[int, int, int]:
    hour = int(time["hour"] or time["hour_only"])
    half = (time["half"] or time["half_only"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(time["minute"] or 0), int(time["second"] or 0)


@lru_cache(maxsize=4096)
def _parse_foreign(text: str) -> datetime | None:
    """Parse a whole date in any language, only if day, month and year are all written."""
    if not re.search(r"(?:19|20)\d\d", text):
        return None
    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return dateparser.parse(text, settings=settings)
