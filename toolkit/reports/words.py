"""Numbers, days and measures in words, the same everywhere in a report."""

from __future__ import annotations

import pandas as pd

from toolkit.plots import PORTRAIT


def write_number(value, digits: int = 2) -> str:
    """Write a number with a true minus sign; a dash where there is none.

    Examples
    --------
    >>> write_number(-0.251), write_number(-0.001), write_number(None)
    ('−0.25', '0.00', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def write_interval(low, high) -> str:
    """Write an interval, or say that there is none.

    Examples
    --------
    >>> write_interval(-0.5, 0.25), write_interval(None, None)
    ('−0.50 to 0.25', 'none')
    """
    return "none" if pd.isna(low) else f"{write_number(low)} to {write_number(high)}"


def name_measure(measure: str) -> str:
    """Name a measure in words where the portrait has them, then as the tables do.

    Examples
    --------
    >>> name_measure("voice.share"), name_measure("voice.words")
    ('Share of quoted words per article: voice.share', 'voice.words')
    """
    label = PORTRAIT.get(measure)
    return f"{' '.join(label.split())}: {measure}" if label else measure


def name_range(low: float, high: float) -> str:
    """Name the range of a measure.

    Examples
    --------
    >>> name_range(-1, 1), name_range(0, float("inf"))
    ('−1 to 1', '0 upwards')
    """
    return f"{low:g} upwards" if high == float("inf") else f"{low:g} to {high:g}".replace("-", "−")


def name_day(day) -> str:
    """Name a day, or say that there is none."""
    return "no date" if pd.isna(day) else f"{day:%Y-%m-%d}"


def name_period(days: pd.Series) -> str:
    """Name the first and the last day."""
    days = days.dropna()
    return f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"
