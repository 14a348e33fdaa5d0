"""Shares of voice as bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots.estimates import READ
from toolkit.plots.style import (
    FEW_NOTE,
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
    write_notes,
)
from toolkit.plots.text import write_percent


@draw_in_style
def plot_voice_share(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot how much each party is given to say: its share of the quoted words, as bars.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of ``voice.share``, by party, or by party and something else (the rows
        of a party stand together then). Reads the columns that ``plot_estimates`` reads.
    parties : sequence of str, optional
        Every party of the analysis: bars are drawn in this order, and each party has the same colour
        in all figures. By default from the largest share to the smallest.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        A pale bar stands for fewer than 10 articles.

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
    party = table["group"].map(find_party)
    looks = find_looks(table["group"], parties)
    order = table.assign(party=party, top=table.groupby(party)["value"].transform("max"))
    order = sort_groups(order.sort_values(["top", "party", "value"], ascending=[False, True, False]), parties)
    ax = make_axes(ax, 8, 2 + 0.45 * len(order))
    gap = 0.5 if order["party"].duplicated().any() else 0
    places = np.arange(len(order)) + gap * order["party"].ne(order["party"].shift()).cumsum().to_numpy()
    for y, row in zip(places, order.itertuples(), strict=True):
        colour = looks[row.party].colour
        ax.barh(y, row.value, height=0.66, color=colour, alpha=0.45 if is_few(row.caveat) else 1)
        end = row.value
        if pd.notna(row.ci_low):
            bar = [row.ci_low, row.ci_high], [y, y]
            ax.plot(*bar, "|-", color="white", linewidth=4, markersize=11, markeredgewidth=4, alpha=0.6)
            ax.plot(*bar, "|-", color="black", linewidth=1.6, markersize=8)
            end = row.ci_high
        ax.annotate(
            write_percent(row.value), (end, y), (6, 0), textcoords="offset points", va="center",
            fontweight="bold",
        )  # fmt: skip
    ax.set_yticks(places, [f"{quote(row.group)} ({count_units(row)})" for row in order.itertuples()])
    ax.invert_yaxis()
    format_shares(ax.xaxis, measure)
    ax.set_xlim(0, None)
    ax.margins(x=0.08)
    clear_frame(ax)
    how = f"Mean share per article. Lines: {name_intervals(table)} over articles. Pale: {FEW_NOTE}."
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [how, *list_notes(table)])
    return ax
