"""Estimates as marks with intervals, and shares of voice as bars."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from toolkit.plots.style import (
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
    require_measure,
    write_notes,
)

READ = ("measure", "group", "value", "ci_low", "ci_high", "n_quotes", "n_articles", "estimand", "caveat")
HOW = "Bars: {} over articles; no bar: no spread, or one article. Hollow: fewer than 10 articles."


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
    write_notes(ax, [HOW.format(find_level(table)), *list_notes(table)])
    return ax


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
    ax.set_yticks(range(len(table)), [f"{row.group}\n{count_units(row)}" for row in table.itertuples()])
    ax.invert_yaxis()
    ax.margins(y=0.12)
    ax.set_xlabel(PORTRAIT.get(measure, label_measure(measure)))
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    if is_share(measure):
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    clear_frame(ax)
    return ax


def plot_voice_share(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot how much each party is given to say: its share of the quoted words, as bars.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of ``voice.share``, by party, or by party and something else (the rows
        of a party stand together then). Reads the columns that ``plot_estimates`` reads.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Bars from the largest share to the smallest; a pale bar stands for fewer than 10 articles.

    Raises
    ------
    ValueError
        If the table holds another measure.
    """
    measure = require_measure(table, [*READ, "method"])
    if measure != "voice.share":
        raise ValueError(
            f"table: expected estimates of voice.share, got {measure}. "
            "Select them: table[table['measure'] == 'voice.share']"
        )
    party = table["group"].str.split(" × ").str[0]
    order = table.assign(party=party, top=table.groupby(party)["value"].transform("max"))
    order = order.sort_values(["top", "party", "value"], ascending=[False, True, False])
    ax = make_axes(ax, 7.5, 1.9 + 0.42 * len(order))
    gaps = order["party"].ne(order["party"].shift()).cumsum() * (
        0.5 if order["party"].duplicated().any() else 0
    )
    places = [n + gap for n, gap in enumerate(gaps)]
    for y, row in zip(places, order.itertuples(), strict=True):
        ax.barh(y, row.value, height=0.66, color=get_colour(row.party), alpha=0.45 if is_few(row) else 1)
        end = row.value
        if pd.notna(row.ci_low):
            bar = [row.ci_low, row.ci_high], [y, y]
            ax.plot(*bar, "|-", color="white", linewidth=4, markersize=11, markeredgewidth=4, alpha=0.6)
            ax.plot(*bar, "|-", color="black", linewidth=1.6, markersize=8)
            end = row.ci_high
        ax.annotate(
            f"{row.value:.0%}", (end, y), (6, 0), textcoords="offset points", va="center", fontweight="bold"
        )
    ax.set_yticks(places, [f"{row.group} ({count_units(row)})" for row in order.itertuples()])
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.set_xlim(0, None)
    ax.margins(x=0.08)
    clear_frame(ax)
    how = f"Mean share per article. Lines: {find_level(table)} over articles. Pale: fewer than 10 articles."
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [how, *list_notes(table)])
    return ax
