"""Shares of voice as bars."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.plots.estimates import READ
from toolkit.plots.style import (
    FEW_NOTE,
    clear_frame,
    count_units,
    find_level,
    get_colour,
    is_few,
    label_measure,
    list_notes,
    make_axes,
    quote,
    require_measure,
    write_notes,
    write_percent,
)


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
    gap = 0.5 if order["party"].duplicated().any() else 0
    places = np.arange(len(order)) + gap * order["party"].ne(order["party"].shift()).cumsum().to_numpy()
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
    ax.set_yticks(places, [f"{quote(row.group)} ({count_units(row)})" for row in order.itertuples()])
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(write_percent)
    ax.set_xlim(0, None)
    ax.margins(x=0.08)
    clear_frame(ax)
    how = f"Mean share per article. Lines: {find_level(table)} over articles. Pale: {FEW_NOTE}."
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [how, *list_notes(table)])
    return ax
