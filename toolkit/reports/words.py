"""Days, counts and measures in words, the same everywhere in a report."""

from __future__ import annotations

import pandas as pd

from toolkit.plots import PORTRAIT
from toolkit.plots.style import label_measure
from toolkit.plots.text import is_share

ABOUT_TITLE = "Sentiment of the speakers' words toward each party (−1 to 1)"
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
    """Name the first and the last day, and how many articles have none.

    Examples
    --------
    >>> days = pd.to_datetime(pd.Series(["2012-02-04", "2012-06-20", None]))
    >>> name_period(days), name_period(days[:1]), name_period(days[2:])
    ('2012-02-04 to 2012-06-20, 1 without a date', '2012-02-04', 'undated')
    """
    dated = days.dropna()
    if dated.empty:
        return "undated" if len(days) else "no articles"
    first, last = name_day(dated.min()), name_day(dated.max())
    period = first if first == last else f"{first} to {last}"
    return f"{period}, {len(days) - len(dated)} without a date" if len(dated) < len(days) else period


def name_months(days: pd.Series) -> str:
    """Name the first and the last month, and that some or all have no date; nothing where there is nothing.

    Examples
    --------
    >>> name_months(pd.to_datetime(pd.Series(["2012-02-04", "2012-06-20"])))
    'Feb–Jun 2012'
    >>> name_months(pd.to_datetime(pd.Series(["2011-12-04", "2012-02-20", None])))
    'Dec 2011–Feb 2012 and undated'
    >>> name_months(pd.to_datetime(pd.Series([None]))), name_months(pd.to_datetime(pd.Series([])))
    ('undated', '')
    """
    dated = days.dropna()
    if dated.empty:
        return "undated" if len(days) else ""
    first, last = (f"{_MONTHS[day.month - 1]} {day.year}" for day in (dated.min(), dated.max()))
    months = first if first == last else f"{first.removesuffix(last[3:])}–{last}"
    return f"{months} and undated" if len(dated) < len(days) else months
