"""A measure over time: one line per party, with intervals, and a table of counts below."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots.colours import PALE, Look
from toolkit.plots.estimates import READ, say_how
from toolkit.plots.style import (
    draw_in_style,
    find_looks,
    format_shares,
    label_measure,
    list_notes,
    make_axes,
    quote,
    require_measure,
    sort_groups,
    split_groups,
    style_bar,
    write_notes,
)

_MAKE = "estimate(add_period(analysis), by=['party', 'period'], measures=['voice.share'])"
_MOST_TICKS = 12


@draw_in_style
def plot_timeline(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot a measure over time: a mark with its interval for each party and period.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of one measure, groups ``party × period``:
        ``estimate(add_period(analysis), by=["party", "period"], measures=["voice.share"])``. Reads the
        columns that ``plot_estimates`` reads.
    parties : sequence of str, optional
        Every party of the analysis: lines are drawn in this order, and each party has the same colour
        in all figures. By default the order of the table, and colours that differ within the figure.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Periods that follow each other are joined by a line, others not. Hollow marks stand for fewer
        than 10 articles; below stand the articles behind each mark.

    Raises
    ------
    ValueError
        If the table holds several measures, or groups of one part or three, or the second part is no
        period.
    """
    measure = require_measure(table, [*READ, "method"])
    looks = find_looks(table["group"], parties)
    table = sort_groups(table, parties)
    pairs = split_groups(table, _MAKE)
    periods = {name: _parse_period(name) for _, name in sorted(pairs, key=lambda pair: pair[1])}
    shown = list(dict.fromkeys(party for party, _ in pairs))
    found = dict(zip(pairs, table.itertuples(), strict=True))
    ax = make_axes(ax, 8.5, 4.4 + 0.25 * len(shown))
    first = min(period.ordinal for period in periods.values())
    for n, party in enumerate(shown):
        shift = (n - (len(shown) - 1) / 2) * 0.5 / len(shown)
        rows = [(period.ordinal - first, found[party, name]) for name, period in periods.items()
                if (party, name) in found]  # fmt: skip
        _draw_series(ax, rows, shift, party, looks[party])
    _write_counts(ax, found, shown, {name: period.ordinal - first for name, period in periods.items()})
    ax.axhline(0, color=PALE, linewidth=0.8, zorder=0)
    ax.set_ylabel(label_measure(measure))
    format_shares(ax.yaxis, measure)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    write_notes(ax, [say_how(table), *list_notes(table)])
    return ax


def _parse_period(name: str) -> pd.Period:
    try:
        return pd.Period(name.split("/")[0], freq="W" if "/" in name else None)
    except ValueError as error:
        raise ValueError(
            f"table: expected groups party × period, got the period {name!r}. Make it with {_MAKE}"
        ) from error


def _draw_series(ax: Axes, rows: list[tuple[int, object]], shift: float, party: str, look: Look) -> None:
    colour, marker = look.colour, look.marker
    for (x, row), (next_x, next_row) in zip(rows, rows[1:], strict=False):
        if next_x == x + 1:
            ax.plot([x + shift, next_x + shift], [row.value, next_row.value], color=colour, linewidth=1.2)
    for x, row in rows:
        if pd.notna(row.ci_low):
            ax.plot(
                [x + shift] * 2, [row.ci_low, row.ci_high], color=colour, alpha=0.7, **style_bar(row.caveat)
            )
        face = "white" if is_few(row.caveat) else colour
        ax.plot(x + shift, row.value, marker, color=colour, markerfacecolor=face, markersize=8)
    ax.plot([], [], marker + "-", color=colour, markersize=8, label=quote(party))


def _write_counts(ax: Axes, found: dict, parties: list[str], places: dict[str, int]) -> None:
    """Label the periods, and below them write the articles behind each mark."""
    step = -(-len(places) // _MOST_TICKS)
    shown = dict(list(places.items())[::step])
    lines = {
        name: [name, *(str(found[p, name].n_articles) if (p, name) in found else "–" for p in parties)]
        for name in shown
    }
    ax.set_xticks(list(shown.values()), ["\n".join(cells) for cells in lines.values()])
    below = -ax.xaxis.get_major_ticks()[0].get_pad() - 3
    ax.annotate(
        "\n".join(["articles:", *map(quote, parties)]), (0, 0), (-8, below), xycoords="axes fraction",
        textcoords="offset points", ha="right", va="top",
    )  # fmt: skip
