"""Stance of the reporting verbs: stacked shares, with numbers and intervals beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots.estimates import READ
from toolkit.plots.style import (
    FEW_NOTE,
    clear_frame,
    count_units,
    draw_in_style,
    list_notes,
    make_axes,
    name_intervals,
    quote,
    sort_groups,
    write_notes,
)
from toolkit.plots.text import write_interval, write_percent
from toolkit.schema import STANCES, require_columns

# Light to dark, so that the order is readable in grey; hatches where colours fail.
_LOOKS = {
    "neutral": ("#d9d9d9", ""),
    "endorsing": ("#92c5de", ".."),
    "distancing": ("#f4a582", "//"),
    "conflictual": ("#b2182b", ""),
}
_FIRST, _STEP = 1.16, 0.28  # where the columns of numbers stand, in units of the bars


@draw_in_style
def plot_verb_stance(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot how quotations are presented: the shares of the four stances of reporting verbs.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of the measures ``stance.neutral``, ``stance.endorsing``,
        ``stance.distancing`` and ``stance.conflictual``; other measures are left out. Reads the
        columns that ``plot_estimates`` reads. Groups stand from top to bottom in their order.
    parties : sequence of str, optional
        Every party of the analysis: groups are drawn in this order.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        One stacked bar a group, and beside it each share in percent with its interval, below the name
        of the stance, which is the legend too. Grey numbers stand for fewer than 10 articles.

    Raises
    ------
    ValueError
        If one of the four measures is missing for a group.
    """
    require_columns(table, [*READ, "method"], parameter="table")
    rows = table[table["measure"].isin([f"stance.{stance}" for stance in STANCES])]
    groups = list(dict.fromkeys(sort_groups(rows, parties)["group"]))
    found = {(row.group, row.measure.removeprefix("stance.")): row for row in rows.itertuples()}
    missing = [f"stance.{s} of {g}" for g in groups for s in STANCES if (g, s) not in found]
    if missing or not groups:
        raise ValueError(
            f"table: expected the four measures stance.… for every group; missing: "
            f"{', '.join(missing[:3]) or 'all'}. Make it with estimate(analysis) of all measures."
        )
    ax = make_axes(ax, 12, 2.3 + 0.55 * len(groups))
    for y, group in enumerate(groups):
        start = 0.0
        for column, stance in enumerate(STANCES):
            row = found[group, stance]
            colour, hatch = _LOOKS[stance]
            ax.barh(y, row.value, left=start, height=0.62, color=colour, hatch=hatch, edgecolor="#404040")
            start += row.value
            ax.text(
                _FIRST + _STEP * column, y, _write_share(row), ha="center", va="center",
                color="#767676" if is_few(row.caveat) else "black",
            )  # fmt: skip
    for column, stance in enumerate(STANCES):
        colour, hatch = _LOOKS[stance]
        x = _FIRST + _STEP * column
        ax.barh(-0.72, 0.05, left=x - 0.025, height=0.22, color=colour, hatch=hatch, edgecolor="#404040")
        ax.text(x, -0.92, stance, ha="center", va="bottom", fontweight="bold")
    ax.set_yticks(range(len(groups)), [f"{quote(g)}\n{count_units(found[g, STANCES[0]])}" for g in groups])
    ax.set_ylim(len(groups) - 0.5, -1.3)
    ax.set_xlim(0, _FIRST + _STEP * (len(STANCES) - 0.5))
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    clear_frame(ax)
    ax.spines["bottom"].set_bounds(0, 1)
    how = f"In brackets: {name_intervals(rows)} over articles. Grey numbers: {FEW_NOTE}."
    ax.set_xlabel("share of the quotations whose verb the lexicon knows", loc="left")
    write_notes(ax, [how, *list_notes(rows)])
    return ax


def _write_share(row) -> str:
    share = write_percent(row.value)
    if pd.isna(row.ci_low):
        return share
    return f"{share} ({write_interval(row.ci_low, row.ci_high, row.measure)})"
