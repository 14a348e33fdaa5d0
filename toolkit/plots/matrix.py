"""Who speaks how about whom: a matrix of speakers' parties and described parties."""

from __future__ import annotations

import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from toolkit.plots.estimates import READ
from toolkit.plots.style import (
    NO_PARTY,
    find_level,
    is_few,
    label_axis,
    label_measure,
    list_notes,
    make_axes,
    require_measure,
    split_groups,
)

_MAKE = (
    "estimate(analysis, by=['voice_party', 'party'], measures=['description.polarity'], "
    "voices=['verbatim', 'paraphrase'])"
)


def plot_who_about_whom(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot how the speakers of each party describe each party.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of ``description.polarity`` (or another measure around 0), groups
        ``speaker's party × described party``: ``estimate(analysis, by=["voice_party", "party"],
        measures=["description.polarity"], voices=["verbatim", "paraphrase"])``. Reads the columns that
        ``plot_estimates`` reads.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Speakers in rows, the described in columns, the same order in both, most mentions first. Each
        cell has the mean, its interval, and mentions and articles behind it; its colour goes from
        orange (below 0) over white to purple. Hatched cells rest on fewer than 10 articles; cells
        without mentions stay empty.

    Raises
    ------
    ValueError
        If the table holds several measures, or groups of one part or three.
    """
    measure = require_measure(table, [*READ, "method"])
    pairs = split_groups(table, _MAKE)
    counts = pd.Series(table["n_quotes"].to_numpy(), pd.MultiIndex.from_tuples(pairs))
    weight = counts.groupby(level=0).sum().add(counts.groupby(level=1).sum(), fill_value=0)
    parties = sorted(weight.index, key=lambda party: (party in NO_PARTY, -weight[party], party))
    speakers = [party for party in parties if party in counts.index.levels[0]]
    described = [party for party in parties if party in counts.index.levels[1]]
    reach = max(0.2, float(table["value"].abs().max()))
    paint = ScalarMappable(Normalize(-reach, reach), colormaps["PuOr"])
    ax = make_axes(ax, 3.4 + 1.16 * len(described), 2.6 + 0.78 * len(speakers))
    for (speaker, party), row in zip(pairs, table.itertuples(), strict=True):
        _draw_cell(ax, described.index(party), speakers.index(speaker), row, paint)
    ax.set_xlim(0, len(described))
    ax.set_ylim(len(speakers), 0)
    ax.set_xticks([x + 0.5 for x in range(len(described))], [_break(party) for party in described])
    ax.set_yticks([y + 0.5 for y in range(len(speakers))], [f"speakers:\n{party}" for party in speakers])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_color("#d0d0d0")
    ax.set_title("are described", loc="left", fontsize="medium", fontweight="bold")
    bar = ax.figure.colorbar(paint, ax=ax, shrink=0.8, pad=0.02)
    bar.set_label(f"{label_measure(measure)}, in speakers' words".replace("the outlets' ", ""))
    how = f"Mean, {find_level(table)} over articles, mentions/articles. Hatched: fewer than 10 articles."
    label_axis(ax, "", [how, *list_notes(table)])
    return ax


def _draw_cell(ax: Axes, x: int, y: int, row, paint: ScalarMappable) -> None:
    colour = paint.to_rgba(row.value)
    hatch = "////" if is_few(row) else None
    ax.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="#ffffff88", hatch=hatch, linewidth=0))
    ax.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor="white", linewidth=1.5))
    dark = sum(weight * part for weight, part in zip((0.299, 0.587, 0.114), colour[:3], strict=True)) < 0.5
    ink = "white" if dark else "black"
    value = f"{row.value:+.2f}".replace("-", "−")
    ends = "" if pd.isna(row.ci_low) else f"{row.ci_low:+.2f} to {row.ci_high:+.2f}".replace("-", "−")
    ax.text(x + 0.5, y + 0.26, value, ha="center", va="center", color=ink, fontweight="bold", fontsize=12)
    ax.text(x + 0.5, y + 0.54, ends, ha="center", va="center", color=ink, fontsize=8)
    counts = f"{row.n_quotes} / {row.n_articles}"
    ax.text(x + 0.5, y + 0.79, counts, ha="center", va="center", color=ink, fontsize=8)


def _break(party: str) -> str:
    return party.replace(" ", "\n")
