"""Differences between groups, with intervals and a line at no difference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import NOTHING_SHARED, is_few, split_notes
from toolkit.plots.colours import Look
from toolkit.plots.style import (
    clear_frame,
    draw_in_style,
    find_looks,
    find_party,
    label_measure,
    list_notes,
    make_axes,
    name_intervals,
    quote,
    require_measure,
    style_bar,
    tell_copies,
    tell_few,
    write_notes,
)
from toolkit.plots.text import is_share, write_signed

_READ = (
    "measure", "group_a", "group_b", "difference", "ci_low", "ci_high", "effect", "p_adjusted",
    "n_articles_a", "n_articles_b", "estimand", "method", "caveat",
)  # fmt: skip
_NOBODYS = Look("#333333", "o")


@draw_in_style
def plot_comparisons(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot the contrasts of one measure: difference, interval, effect size and adjusted p.

    Parameters
    ----------
    table : DataFrame
        Rows of ``comparisons`` of one measure. Reads ``measure``, ``group_a``, ``group_b``,
        ``difference``, ``ci_low``, ``ci_high``, ``effect``, ``p_adjusted``, ``n_articles_a``,
        ``n_articles_b``, ``estimand``, ``method`` and ``caveat``. Contrasts stand from top to bottom in
        their order.
    parties : sequence of str, optional
        Every party of the analysis, so that each has the same colour in all figures.
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
    names = [_name_contrast(row) for row in table.itertuples()]
    looks = find_looks(table["group_a"], parties)
    for y, row in enumerate(table.itertuples()):
        party = find_party(row.group_a)
        look = looks[party] if party in row.group_b.split(" × ") else _NOBODYS
        if pd.isna(row.difference):
            caveats = split_notes(row.caveat)
            reason = next((note for note in caveats if note.endswith(NOTHING_SHARED)), "no difference")
            ax.annotate(quote(reason), (0, y), (8, 0), textcoords="offset points", va="center")
            continue
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y, y], color=look.colour, **style_bar(row.caveat))
        face = "white" if is_few(row.caveat) else look.colour
        ax.plot(row.difference, y, look.marker, color=look.colour, markerfacecolor=face, markersize=8)
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
        f"Right of 0: higher in the group named first. Bars: {name_intervals(table)}; no bar: no spread, or "
        f"one article. Hollow: a group of {tell_few(table)}. δ: Cliff's delta. p: adjusted (Holm) for all "
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
    copies = tell_copies(row.caveat, min(row.n_articles_a, row.n_articles_b))
    counts = f"{row.n_articles_a} and {row.n_articles_b} articles{copies}"
    what = f"{quote(' × '.join(shared))}, {counts}" if shared else counts
    return f"{quote(sides[0])} − {quote(sides[1])}\n{what}"


def _write_statistics(row) -> str:
    effect = f"δ = {write_signed(row.effect)}"
    if pd.isna(row.p_adjusted):
        return effect
    return f"{effect}, p {'< 0.001' if row.p_adjusted < 0.001 else f'= {row.p_adjusted:.3f}'}"
