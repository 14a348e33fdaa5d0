"""Days, counts and measures in words, the same everywhere in a report."""

from __future__ import annotations

import pandas as pd

from toolkit.plots import PORTRAIT
from toolkit.plots.style import label_measure
from toolkit.plots.text import is_share

ABOUT_TITLE = "Tone of the speakers' words about each party (−1 to 1)"
ANY_LABEL = "label.<word>"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # the same in every locale


def join_words(words: list[str]) -> str:
    """Join words into a list as it is read.

    Examples
    --------
    >>> join_words(["a", "b", "c"]), join_words(["a"]), join_words([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def name_measure(measure: str, view: str = "party") -> str:
    """Name a measure in words; in the view "about" it is measured on what speakers say.

    Examples
    --------
    >>> name_measure("voice.share"), name_measure("voice.words")
    ('Share of quoted words per article', 'Words of a quotation')
    """
    if view == "about":
        return ABOUT_TITLE
    if measure == ANY_LABEL:
        return "Labels: share of the labelled mentions that have this one"
    words = " ".join(PORTRAIT.get(measure, label_measure(measure)).split()).replace(r"\$", "$")
    return words[:1].upper() + words[1:]


def name_group(view: str, group: str) -> str:
    """Name a group in words.

    Examples
    --------
    >>> name_group("outlet", "US × Wire"), name_group("about", "US × Russia"), name_group("party", "US")
    ('US in Wire', 'US about Russia', 'US')
    """
    between = {"outlet": " in ", "about": " about "}.get(view, " × ")
    return group.replace(" × ", between, 1)


def begin_low(text: str) -> str:
    """Begin with a small letter, within a sentence."""
    return text[:1].lower() + text[1:]


def name_range(measure: str, low: float, high: float) -> str:
    """Name the range of a measure.

    Examples
    --------
    >>> name_range("tone.polarity", -1, 1), name_range("voice.words", 0, float("inf"))
    ('−1 to 1', '0 upwards')
    >>> name_range("voice.share", 0, 1)
    '0 to 100%'
    """
    if is_share(measure):
        return f"{100 * low:g} to {100 * high:g}%"
    return f"{low:g} upwards" if high == float("inf") else f"{low:g} to {high:g}".replace("-", "−")


def name_day(day) -> str:
    """Name a day, or say that there is none."""
    return "no date" if pd.isna(day) else f"{day:%Y-%m-%d}"


def name_period(days: pd.Series) -> str:
    """Name the first and the last day."""
    days = days.dropna()
    if days.empty:
        return "no dates"
    first, last = name_day(days.min()), name_day(days.max())
    return first if first == last else f"{first} to {last}"


def name_months(days: pd.Series) -> str:
    """Name the first and the last month; nothing where there is no date.

    Examples
    --------
    >>> name_months(pd.to_datetime(pd.Series(["2012-02-04", "2012-06-20"])))
    'Feb–Jun 2012'
    >>> name_months(pd.to_datetime(pd.Series(["2011-12-04", "2012-02-20", None])))
    'Dec 2011–Feb 2012'
    """
    days = days.dropna()
    if days.empty:
        return ""
    first, last = (f"{_MONTHS[day.month - 1]} {day.year}" for day in (days.min(), days.max()))
    if first == last:
        return first
    return f"{first.removesuffix(last[3:])}–{last}"
