"""Text and numbers as they enter figures and pages: no character that these cannot hold, one way to write."""

from __future__ import annotations

import re

import pandas as pd

from toolkit import framing

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WORD_SHARES = ("voice.share", "voice.directness")
_LEVEL = re.compile(r"\d+(?:\.\d+)?%")


def clean_text(text: str) -> str:
    """Put a mark in place of every character that a page or an image may not hold, one for one.

    Examples
    --------
    >>> clean_text("a\\x00b\\nc")
    'a\ufffdb\\nc'
    """
    return _UNFIT.sub("\ufffd", text)


def write_line(value) -> str:
    """Write text of others on one line: cleaned, spaces for line ends; a dash where there is none.

    Examples
    --------
    >>> write_line("Foreign Minister\\n\\nLavrov"), write_line(None), write_line(float("nan"))
    ('Foreign Minister Lavrov', '–', '–')
    """
    text = value if isinstance(value, str) else "" if pd.isna(value) else str(value)
    return " ".join(clean_text(_UNSEEN.sub("", re.sub(r"\s+", " ", text))).split()) or "–"


def write_number(value, digits: int = 2) -> str:
    """Write a number with a true minus sign; a dash where there is none.

    Examples
    --------
    >>> write_number(-0.251), write_number(-0.001), write_number(None)
    ('−0.25', '0.00', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{round(float(value), digits) + 0.0:.{digits}f}".replace("-", "−")


def write_signed(value) -> str:
    """Write a number with its sign, whichever it is.

    Examples
    --------
    >>> write_signed(-0.125), write_signed(0.5), write_signed(0.001)
    ('−0.12', '+0.50', '0.00')
    """
    text = write_number(value)
    return text if text[0] == "−" or not text.strip("0.–") else f"+{text}"


def is_share(measure: str) -> bool:
    """Whether the mean of a measure is a share of something, and so written in percent.

    Examples
    --------
    >>> is_share("voice.share"), is_share("stance.distancing"), is_share("tone.polarity")
    (True, True, False)
    """
    return framing.is_share(measure) or measure in _WORD_SHARES


def write_percent(value, _position: int | None = None) -> str:
    """Write a share in whole percent; what is near 0 or 1 is not written as 0 or 1.

    Examples
    --------
    >>> write_percent(0.138), write_percent(0.004), write_percent(0.999), write_percent(0.0)
    ('14%', '<1%', '>99%', '0%')
    """
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{100 * value:.0f}%"


def write_value(value, measure: str) -> str:
    """Write a value of a measure: a share in percent, any other with two digits.

    Examples
    --------
    >>> write_value(0.138, "voice.share"), write_value(-0.1, "tone.polarity")
    ('14%', '−0.10')
    """
    return write_percent(value) if is_share(measure) and pd.notna(value) else write_number(value)


def write_interval(low, high, measure: str) -> str:
    """Write an interval of a measure, or say that there is none.

    Examples
    --------
    >>> write_interval(0.09, 0.231, "voice.share"), write_interval(-0.5, 0.25, "tone.polarity")
    ('9–23%', '−0.50 to 0.25')
    >>> write_interval(None, None, "voice.share")
    'no interval'
    """
    if pd.isna(low):
        return "no interval"
    if is_share(measure):
        return f"{write_percent(low)[:-1]}–{write_percent(high)}"
    return f"{write_number(low)} to {write_number(high)}"


def write_difference(value, measure: str) -> str:
    """Write a difference of means: of shares in percentage points, without the unit.

    Examples
    --------
    >>> write_difference(-0.138, "voice.share"), write_difference(0.1, "tone.polarity")
    ('−14', '+0.10')
    """
    if not is_share(measure) or pd.isna(value):
        return write_signed(value)
    return f"{round(100 * value) or 0:+d}".replace("-", "−").replace("+0", "0")


def find_level(methods: pd.Series | str) -> str:
    """Find the level of intervals in what ``method`` says of them: "95% interval", or "interval".

    Examples
    --------
    >>> find_level("percentile bootstrap over articles, 2000 resamples, 90%")
    '90% interval'
    """
    texts = [methods] if isinstance(methods, str) else methods.dropna() if methods is not None else []
    levels = {found[-1] for text in texts if (found := _LEVEL.findall(text))}
    return f"{levels.pop()} interval" if len(levels) == 1 else "interval"


def write_count(n: int, noun: str) -> str:
    """Count in words.

    Examples
    --------
    >>> write_count(1, "article"), write_count(1200, "near copy")
    ('1 article', '1,200 near copies')
    """
    if n == 1:
        return f"1 {noun}"
    return f"{n:,} {noun[:-1]}ies" if noun.endswith("y") else f"{n:,} {noun}s"
