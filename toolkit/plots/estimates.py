"""Estimates as marks with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots.colours import PALE
from toolkit.plots.style import (
    PORTRAIT,
    clear_frame,
    count_units,
    draw_in_style,
    find_looks,
    find_party,
    format_shares,
    label_measure,
    list_notes,
    make_axes,
    name_intervals,
    quote,
    require_measure,
    sort_groups,
    style_bar,
    tell_few,
    write_notes,
)

READ = ("measure", "group", "value", "ci_low", "ci_high", "n_quotes", "n_articles", "estimand", "caveat")
_HOW = (
    "Bars: {level} over articles; no bar: no spread, or one article. Counted is what has a score. "
    "Hollow: {few}."
)


@draw_in_style
def plot_estimates(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot the estimates of one measure: the interval, the mean, and the counts behind it.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of one measure. Reads ``measure``, ``group``, ``value``, ``ci_low``,
        ``ci_high``, ``n_quotes``, ``n_articles``, ``estimand``, ``method`` and ``caveat``; groups are
        drawn from top to bottom, in the colour of the party that the group begins with.
    parties : sequence of str, optional
        Every party of the analysis: groups are drawn in this order, and each party has the same colour
        in all figures. By default the order of the table, and colours that differ within the figure.
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
    ax = draw_estimates(table, parties=parties, ax=make_axes(ax, 8, 2 + 0.5 * len(table)))
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [say_how(table), *list_notes(table)])
    return ax


def say_how(table: pd.DataFrame) -> str:
    """How to read bars and hollow marks."""
    return _HOW.format(level=name_intervals(table), few=tell_few(table))


@draw_in_style
def draw_estimates(table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes) -> Axes:
    """Draw the estimates without notes, for figures that say them once."""
    measure = require_measure(table, READ)
    looks = find_looks(table["group"], parties)
    table = sort_groups(table, parties)
    for y, row in enumerate(table.itertuples()):
        look = looks[find_party(row.group)]
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y, y], color=look.colour, **style_bar(row.caveat))
        face = "white" if is_few(row.caveat) else look.colour
        ax.plot(row.value, y, look.marker, color=look.colour, markerfacecolor=face, markersize=8)
    ax.set_yticks(
        range(len(table)), [f"{quote(row.group)}\n{count_units(row)}" for row in table.itertuples()]
    )
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.locator_params(axis="x", nbins=6)
    ax.set_xlabel(PORTRAIT.get(measure, label_measure(measure)))
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    format_shares(ax.xaxis, measure)
    clear_frame(ax)
    return ax
