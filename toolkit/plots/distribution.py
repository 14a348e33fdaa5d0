"""How the scores of one measure spread within each group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.analysis import Analysis
from toolkit.caveats import is_few
from toolkit.estimates import estimate
from toolkit.plots.colours import PALE
from toolkit.plots.style import (
    FEW_NOTE,
    clear_frame,
    count_units,
    draw_in_style,
    find_looks,
    find_party,
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
from toolkit.selection import list_names, select_scores

_BINS = 41  # odd, so that 0 lies in the middle of a bin of a measure from −1 to 1
_HEIGHT = 0.8


@draw_in_style
def plot_distribution(
    scores: Analysis | pd.DataFrame,
    *,
    measure: str | None = None,
    by: str | Sequence[str] = "party",
    voices: Sequence[str] | None = None,
    parties: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Plot how the scores of one measure spread within each group: a histogram, mean and interval.

    For a measure of 0 and 1 the mean says everything: ``plot_estimates``.

    Parameters
    ----------
    scores : Analysis or DataFrame
        An analysis, or the table ``scores``; reads what ``estimate`` reads.
    measure : str, optional
        The measure; needed where the scores have several.
    by, voices : optional
        As in ``estimate``.
    parties : sequence of str, optional
        Every party of the analysis: groups are drawn in this order, and each party has the same colour
        in all figures. By default the order of the alphabet.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        One histogram a group, all of one scale, which groups of fewer than 10 articles (pale) do not
        set. Scores of exactly 0, often most of them, are counted in the label with the evidence and
        not drawn. Below it the mean (hollow: fewer than 10 articles) with its interval over articles;
        the median is a dotted line.

    Raises
    ------
    ValueError
        If the scores hold several measures and none is chosen, or no score.
    """
    by = list_names(by)
    table, _ = select_scores(scores, by, None if measure is None else [measure], voices)
    measure = require_measure(table, ["value"], parameter="scores")
    estimates = sort_groups(estimate(scores, by=by, measures=[measure], voices=voices), parties)
    looks = find_looks(estimates["group"], parties)
    groups = {
        " × ".join(map(str, key)): rows["value"].to_numpy(float) for key, rows in table.groupby(by, sort=True)
    }
    every = table["value"].to_numpy(float)
    edges = np.linspace(*_find_range(every), _BINS + 1)
    shares = {name: np.histogram(v[v != 0], edges)[0] / len(v) for name, v in groups.items()}
    few = {row.group for row in estimates.itertuples() if is_few(row.caveat)}
    top = max(shares[name].max() for name in (shares.keys() - few or few)) or 1
    ax = make_axes(ax, 8, 2 + 0.85 * len(groups))
    for y, row in enumerate(estimates.itertuples()):
        values, colour = groups[row.group], looks[find_party(row.group)].colour
        heights = np.minimum(shares[row.group] / top, 1) * _HEIGHT
        strength = 0.35 if row.group in few else 0.8
        ax.bar(
            edges[:-1], -heights, np.diff(edges), y, align="edge", color=colour, alpha=strength, linewidth=0
        )
        ax.plot([edges[0], edges[-1]], [y, y], color="#d0d0d0", linewidth=0.8, zorder=0)
        ax.plot([np.median(values)] * 2, [y, y - _HEIGHT], color="black", linewidth=1, linestyle=":")
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y + 0.09] * 2, color="black", linewidth=2.5)
        face = "white" if row.group in few else "black"
        ax.plot(row.value, y + 0.09, "o", color="black", markerfacecolor=face, markersize=6)
    labels = [
        f"{quote(row.group)}\n{count_units(row)}\n{write_percent(np.mean(groups[row.group] == 0))} exactly 0"
        for row in estimates.itertuples()
    ]
    ax.set_yticks(np.arange(len(labels)) - 0.3, labels)
    ax.set_ylim(len(groups) - 0.7, -_HEIGHT - 0.1)
    clear_frame(ax)
    how = (
        f"Bars: share of the group's scores, full height {write_percent(top)}; scores of exactly 0 are "
        f"counted, not drawn. Mark and line: mean and {name_intervals(estimates)} over articles; hollow and "
        f"pale: {FEW_NOTE}. Dotted: median."
    )
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    ax.set_xlabel(label_measure(measure))
    write_notes(ax, [how, *list_notes(estimates)])
    return ax


def _find_range(values: np.ndarray) -> tuple[float, float]:
    """From end to end, evenly about 0 where there are both signs."""
    low, high = values.min(), values.max()
    if low < 0 < high:
        low, high = -max(-low, high), max(-low, high)
    return (low, high) if low < high else (low - 0.5, high + 0.5)
