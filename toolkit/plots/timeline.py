"""A measure over time: one line per party, with intervals, and a table of counts below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from toolkit.plots.estimates import READ, say_how
from toolkit.plots.style import (
    PALE,
    get_colour,
    get_marker,
    is_few,
    is_share,
    label_measure,
    list_notes,
    make_axes,
    quote,
    require_measure,
    split_groups,
    write_notes,
    write_percent,
)

_MAKE = "estimate(add_period(analysis), by=['party', 'period'], measures=['voice.share'])"
_MOST_TICKS = 12


def plot_timeline(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot a measure over time: a mark with its interval for each party and period.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of one measure, groups ``party × period``:
        ``estimate(add_period(analysis), by=["party", "period"], measures=["voice.share"])``. Reads the
        columns that ``plot_estimates`` reads.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Parties in the order of the table. Periods that follow each other are joined by a line, others
        not. Hollow marks stand for fewer than 10 articles; below stand the articles behind each mark.

    Raises
    ------
    ValueError
        If the table holds several measures, or groups of one part or three, or the second part is no
        period.
    """
    measure = require_measure(table, [*READ, "method"])
    pairs = split_groups(table, _MAKE)
    periods = {name: _parse_period(name) for _, name in sorted(pairs, key=lambda pair: pair[1])}
    parties = list(dict.fromkeys(party for party, _ in pairs))
    found = dict(zip(pairs, table.itertuples(), strict=True))
    ax = make_axes(ax, 8.5, 4.4 + 0.25 * len(parties))
    first = min(period.ordinal for period in periods.values())
    for n, party in enumerate(parties):
        shift = (n - (len(parties) - 1) / 2) * 0.5 / len(parties)
        rows = [(period.ordinal - first, found[party, name]) for name, period in periods.items()
                if (party, name) in found]  # fmt: skip
        _draw_series(ax, rows, shift, party)
    _write_counts(ax, found, parties, {name: period.ordinal - first for name, period in periods.items()})
    ax.axhline(0, color=PALE, linewidth=0.8, zorder=0)
    ax.set_ylabel(label_measure(measure))
    if is_share(measure):
        ax.yaxis.set_major_formatter(write_percent)
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


def _draw_series(ax: Axes, rows: list[tuple[int, object]], shift: float, party: str) -> None:
    colour, marker = get_colour(party), get_marker(party)
    for (x, row), (next_x, next_row) in zip(rows, rows[1:], strict=False):
        if next_x == x + 1:
            ax.plot([x + shift, next_x + shift], [row.value, next_row.value], color=colour, linewidth=1.2)
    for x, row in rows:
        if pd.notna(row.ci_low):
            ax.plot([x + shift] * 2, [row.ci_low, row.ci_high], color=colour, linewidth=2.5, alpha=0.7)
        face = "white" if is_few(row) else colour
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
