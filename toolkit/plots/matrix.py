"""Who speaks how about whom: a matrix of speakers' parties and described parties."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from toolkit.caveats import is_few
from toolkit.plots.colours import PARTYLESS
from toolkit.plots.estimates import READ
from toolkit.plots.style import (
    FEW_NOTE,
    draw_in_style,
    label_measure,
    list_notes,
    make_axes,
    name_intervals,
    quote,
    require_measure,
    split_groups,
    write_notes,
)
from toolkit.plots.text import write_signed

_LEAST_REACH = 0.2
_MAKE = (
    "estimate(analysis, by=['voice_party', 'party'], measures=['description.sentiment'], "
    "voices=['verbatim', 'paraphrase'])"
)


@draw_in_style
def plot_who_about_whom(
    table: pd.DataFrame, *, parties: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Plot how the speakers of each party describe each party.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of ``description.sentiment`` (or another measure around 0), groups
        ``speaker's party × described party``: ``estimate(analysis, by=["voice_party", "party"],
        measures=["description.sentiment"], voices=["verbatim", "paraphrase"])``. Reads the columns that
        ``plot_estimates`` reads.
    parties : sequence of str, optional
        Parties in the order of rows and columns; by default most mentions first.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Speakers in rows, the described in columns, the same order in both. Each cell has the mean, its
        interval, and mentions and articles behind it; its colour goes from orange (below 0) over white
        to purple. Pale, hatched cells rest on fewer than 10 articles and do not set the scale of
        colours; cells without mentions stay empty.

    Raises
    ------
    ValueError
        If the table holds several measures, or groups of one part or three.
    """
    measure = require_measure(table, [*READ, "method"])
    pairs = split_groups(table, _MAKE)
    counts = pd.Series(table["n_quotes"].to_numpy(), pd.MultiIndex.from_tuples(pairs))
    weight = counts.groupby(level=0).sum().add(counts.groupby(level=1).sum(), fill_value=0)
    order = sorted(weight.index, key=lambda party: (party in PARTYLESS, -weight[party], party))
    order = list(dict.fromkeys([*(parties or ()), *order]))
    speakers = [party for party in order if party in counts.index.levels[0]]
    described = [party for party in order if party in counts.index.levels[1]]
    solid = [abs(row.value) for row in table.itertuples() if not is_few(row.caveat)]
    reach = max([_LEAST_REACH, *solid])
    paint = ScalarMappable(Normalize(-reach, reach), colormaps["PuOr"])
    ax = make_axes(ax, 3.4 + 1.16 * len(described), 2.6 + 0.78 * len(speakers))
    for (speaker, party), row in zip(pairs, table.itertuples(), strict=True):
        _draw_cell(ax, described.index(party), speakers.index(speaker), row, paint)
    ax.set_xlim(0, len(described))
    ax.set_ylim(len(speakers), 0)
    ax.set_xticks([x + 0.5 for x in range(len(described))], [_break(party) for party in described])
    ax.set_yticks([y + 0.5 for y in range(len(speakers))], [_break(party) for party in speakers])
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xlabel("party described", fontweight="bold", loc="left")
    ax.set_ylabel("party of the speakers", fontweight="bold", loc="top")
    ax.tick_params(length=0)
    ax.spines[:].set_color("#d0d0d0")
    bar = ax.figure.colorbar(paint, ax=ax, shrink=0.8, pad=0.02, extend="both")
    bar.set_label(label_measure(measure))
    how = (
        f"In each cell: mean, {name_intervals(table)[:-1]} over articles (none without spread), mentions / "
        f"articles. Pale and hatched: {FEW_NOTE}; these do not set the scale of colours. "
        "In the speakers' words, quoted or reported, never the outlet's."
    )
    write_notes(ax, [how, *list_notes(table)])
    return ax


def _draw_cell(ax: Axes, x: int, y: int, row, paint: ScalarMappable) -> None:
    colour = paint.to_rgba(row.value)[:3]
    few = is_few(row.caveat)
    if few:
        colour = [0.65 + 0.35 * part for part in colour]
    ax.add_patch(
        Rectangle(
            (x, y), 1, 1, facecolor=colour, edgecolor="#00000030", hatch="//" if few else None, linewidth=0
        )
    )
    ax.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor="white", linewidth=2))
    dark = sum(weight * part for weight, part in zip((0.299, 0.587, 0.114), colour, strict=True)) < 0.5
    ends = "" if pd.isna(row.ci_low) else f"{write_signed(row.ci_low)} to {write_signed(row.ci_high)}"
    lines = (
        (0.25, write_signed(row.value), 12),
        (0.53, ends, 9),
        (0.79, f"{row.n_quotes} / {row.n_articles}", 9),
    )
    for down, text, size in lines:
        if text:
            ax.text(
                x + 0.5, y + down, text, ha="center", va="center", fontsize=size,
                fontweight="bold" if size > 9 else None, color="white" if dark else "black",
                bbox={"facecolor": colour, "linewidth": 0, "pad": 1},
            )  # fmt: skip


def _break(party: str) -> str:
    return quote(party).replace(" ", "\n")
