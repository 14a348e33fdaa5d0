"""Differences between groups, with intervals and a line at no difference."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from toolkit.compare import NOTHING_SHARED
from toolkit.plots.style import (
    FEW_NOTE,
    clear_frame,
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
    write_signed,
)

_READ = (
    "measure", "group_a", "group_b", "difference", "ci_low", "ci_high", "effect", "p_adjusted",
    "n_articles_a", "n_articles_b", "estimand", "method", "caveat",
)  # fmt: skip
_INK = "#333333"


def plot_comparisons(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot the contrasts of one measure: difference, interval, effect size and adjusted p.

    Parameters
    ----------
    table : DataFrame
        Rows of ``comparisons`` of one measure. Reads ``measure``, ``group_a``, ``group_b``,
        ``difference``, ``ci_low``, ``ci_high``, ``effect``, ``p_adjusted``, ``n_articles_a``,
        ``n_articles_b``, ``estimand``, ``method`` and ``caveat``. Contrasts stand from top to bottom in
        their order.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Right of the line at 0 the first group has the higher mean. The colour is that of the party
        that both groups share; a hollow mark stands for fewer than 10 articles in a group.

    Raises
    ------
    ValueError
        If the table holds none or several measures.
    """
    measure = require_measure(table, _READ)
    ax = make_axes(ax, 9, 2.2 + 0.55 * len(table))
    names = [quote(_name_contrast(row)) for row in table.itertuples()]
    for y, row in enumerate(table.itertuples()):
        party = row.group_a.split(" × ")[0]
        shared = party in row.group_b.split(" × ")
        colour, marker = (get_colour(party), get_marker(party)) if shared else (_INK, "o")
        if pd.isna(row.difference):
            caveats = str(row.caveat).split("; ")
            reason = next((note for note in caveats if note.endswith(NOTHING_SHARED)), "no difference")
            ax.annotate(quote(reason), (0, y), (8, 0), textcoords="offset points", va="center")
            continue
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y, y], color=colour, linewidth=3, solid_capstyle="butt")
        face = "white" if is_few(row) else colour
        ax.plot(row.difference, y, marker, color=colour, markerfacecolor=face, markersize=8)
        ax.annotate(
            _write_statistics(row),
            (1.02, y),
            xycoords=ax.get_yaxis_transform(),
            va="center",
            fontsize="small",
        )
    ax.axvline(0, color="black", linewidth=1, zorder=0)
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.margins(x=0.08)
    clear_frame(ax)
    how = (
        f"Right of 0: higher in the group named first. Bars: {find_level(table)}; no bar: no spread, or one "
        f"article. Hollow: a group of {FEW_NOTE}. δ: Cliff's delta. p: adjusted (Holm) for all "
        "contrasts tested together."
    )
    points = " (percentage points)" if is_share(measure) else ""
    if points:
        ax.xaxis.set_major_formatter(lambda value, _: f"{100 * value:g}".replace("-", "−"))
    ax.set_xlabel(f"difference of means{points}:\n{label_measure(measure)}")
    within = table["estimand"].str.extract(r"(within the same [^:]+)")[0].dropna().unique()
    notes = list_notes(table[table["difference"].notna()])
    write_notes(ax, [how, *(f"Compared {words}." for words in within), *notes])
    return ax


def _name_contrast(row) -> str:
    """What both groups share, then the two sides, then the articles behind each."""
    a, b = row.group_a.split(" × "), row.group_b.split(" × ")
    shared = [name for name in a if name in b]
    sides = [" × ".join(name for name in names if name not in shared) for names in (a, b)]
    counts = f"{row.n_articles_a} and {row.n_articles_b} articles"
    return f"{sides[0]} − {sides[1]}\n{' × '.join([*shared, counts]).replace(f' × {counts}', f', {counts}')}"


def _write_statistics(row) -> str:
    effect = f"δ = {write_signed(row.effect)}"
    if pd.isna(row.p_adjusted):
        return effect
    return f"{effect}, p {'< 0.001' if row.p_adjusted < 0.001 else f'= {row.p_adjusted:.3f}'}"
