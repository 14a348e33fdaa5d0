"""Estimates as marks with intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from toolkit.plots.style import (
    FEW_NOTE,
    PALE,
    PORTRAIT,
    clear_frame,
    count_units,
    find_level,
    get_colour,
    get_marker,
    is_few,
    is_share,
    label_measure,
    list_notes,
    make_axes,
    quote,
    require_measure,
    write_notes,
    write_percent,
)

READ = ("measure", "group", "value", "ci_low", "ci_high", "n_quotes", "n_articles", "estimand", "caveat")
_HOW = "Bars: {level} over articles; no bar: no spread, or one article. Hollow: {few}."


def plot_estimates(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot the estimates of one measure: the interval, the mean, and the counts behind it.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of one measure. Reads ``measure``, ``group``, ``value``, ``ci_low``,
        ``ci_high``, ``n_quotes``, ``n_articles``, ``estimand``, ``method`` and ``caveat``; groups are
        drawn from top to bottom in the order of the table, coloured by the party that the group
        begins with.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        A hollow mark stands for an estimate from fewer than 10 articles.

    Raises
    ------
    ValueError
        If the table holds none or several measures.
    """
    measure = require_measure(table, [*READ, "method"])
    ax = draw_estimates(table, ax=make_axes(ax, 7, 1.9 + 0.45 * len(table)))
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [say_how(table), *list_notes(table)])
    return ax


def say_how(table: pd.DataFrame) -> str:
    """How to read bars and hollow marks."""
    return _HOW.format(level=find_level(table), few=FEW_NOTE)


def draw_estimates(table: pd.DataFrame, *, ax: Axes) -> Axes:
    """Draw the estimates without notes, for figures that say them once."""
    measure = require_measure(table, READ)
    for y, row in enumerate(table.itertuples()):
        party = row.group.split(" × ")[0]
        colour = get_colour(party)
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y, y], color=colour, linewidth=3, solid_capstyle="butt")
        face = "white" if is_few(row) else colour
        ax.plot(row.value, y, get_marker(party), color=colour, markerfacecolor=face, markersize=8)
    ax.set_yticks(
        range(len(table)), [f"{quote(row.group)}\n{count_units(row)}" for row in table.itertuples()]
    )
    ax.invert_yaxis()
    ax.margins(y=0.12)
    ax.set_xlabel(PORTRAIT.get(measure, label_measure(measure)))
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    if is_share(measure):
        ax.xaxis.set_major_formatter(write_percent)
    clear_frame(ax)
    return ax
