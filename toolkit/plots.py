"""Figures: one colour per party everywhere, uncertainty drawn, counts printed."""

from __future__ import annotations

from zlib import crc32

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toolkit.schema import UNRESOLVED, require_columns

# Okabe & Ito (2008), which colour-blind readers can tell apart, continued with Tol's (2021) muted scheme.
_FIXED = {
    "US": "#0072B2",
    "Russia": "#D55E00",
    "Syrian government": "#009E73",
    "Syrian opposition": "#CC79A7",
    "United Nations": "#56B4E9",
    "China": "#E69F00",
    "United Kingdom": "#332288",
    "France": "#882255",
    "Arab League": "#999933",
}
_OTHERS = ("#44AA99", "#AA4499", "#117733", "#88CCEE", "#CC6677", "#661100")
_GREY = "#767676"
_READ = ("measure", "group", "value", "ci_low", "ci_high", "n_quotes", "n_articles", "estimand", "caveat")
PORTRAIT = {
    "voice.share": "Share of quoted words\nper article",
    "tone.polarity": "Tone of its own words\n(−1 to 1)",
    "description.polarity": "Tone of the outlets' descriptions\n(−1 to 1)",
    "stance.distancing": "Share of quotations presented\nwith a distancing verb",
}
"""The measures of the party portrait, with their labels."""


def get_colour(party: str) -> str:
    """Return the colour of a party, the same in every figure, table and widget.

    Examples
    --------
    >>> get_colour("US"), get_colour("unresolved")
    ('#0072B2', '#767676')
    """
    if party in (UNRESOLVED, "media"):
        return _GREY
    return _FIXED.get(party) or _OTHERS[crc32(party.encode()) % len(_OTHERS)]


def plot_estimates(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Plot the estimates of one measure: the interval, the mean, and the counts behind it.

    Parameters
    ----------
    table : DataFrame
        Rows of ``estimates`` of one measure. Reads ``measure``, ``group``, ``value``, ``ci_low``,
        ``ci_high``, ``n_quotes``, ``n_articles``, ``estimand`` and ``caveat``; groups are drawn from
        top to bottom in the order of the table, coloured by the party that the group begins with.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        A hollow mark stands for an estimate from fewer than 10 articles.

    Raises
    ------
    ValueError
        If the table holds none or several measures.
    """
    require_columns(table, _READ, parameter="table")
    measures = table["measure"].unique()
    if len(measures) != 1:
        raise ValueError(
            f"table: expected the estimates of one measure, got {len(measures)}: {', '.join(measures)}. "
            "Select one: table[table['measure'] == 'tone.polarity']"
        )
    if ax is None:
        _, ax = plt.subplots(figsize=(7, 1.2 + 0.42 * len(table)), layout="constrained")
    for y, row in enumerate(table.itertuples()):
        colour = get_colour(row.group.split(" × ")[0])
        few = "fewer than" in (row.caveat if isinstance(row.caveat, str) else "")
        if pd.notna(row.ci_low):
            ax.plot([row.ci_low, row.ci_high], [y, y], color=colour, linewidth=3, solid_capstyle="butt")
        ax.plot(row.value, y, "o", color=colour, markerfacecolor="white" if few else colour, markersize=8)
    ax.set_yticks(range(len(table)), [f"{row.group}\n{_count(row)}" for row in table.itertuples()])
    ax.invert_yaxis()
    ax.margins(y=0.12)
    ax.set_xlabel(PORTRAIT.get(measures[0], measures[0]))
    ax.axvline(0, color="#b0b0b0", linewidth=0.8, zorder=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return ax


def _count(row) -> str:
    """The units behind an estimate, in words: "69 quotations in 27 articles"."""
    unit = row.estimand.split(",")[0].removeprefix("mean over ")
    return (
        f"{row.n_articles} articles"
        if unit == "articles"
        else f"{row.n_quotes} {unit} in {row.n_articles} articles"
    )


def draw_portrait(estimates: pd.DataFrame, *, parties: list[str] | None = None) -> Figure:
    """Draw the party portrait: share of voice, own tone, description, distancing verbs, side by side.

    Parameters
    ----------
    estimates : DataFrame
        The table ``estimates`` by party.
    parties : list of str, optional
        Parties to draw, in order; by default the five with the largest share of quoted words.

    Returns
    -------
    Figure
        Caveats stand below the panels, each once.
    """
    shares = estimates[estimates["measure"] == "voice.share"].sort_values("value", ascending=False)
    if parties is None:
        parties = [group for group in shares["group"] if group not in (UNRESOLVED, "media")][:5]
    figure, axes = plt.subplots(2, 2, figsize=(12, 7.4), layout="constrained")
    for ax, measure in zip(axes.flat, PORTRAIT, strict=True):
        rows = estimates[(estimates["measure"] == measure) & estimates["group"].isin(parties)]
        if rows.empty:
            ax.set_axis_off()
            ax.text(0.5, 0.5, f"no data for\n{PORTRAIT[measure]}", ha="center", va="center")
            continue
        plot_estimates(rows.sort_values("group", key=lambda g: g.map(parties.index)), ax=ax)
    figure.supxlabel("\n".join(_footnotes(estimates, shares, parties)), fontsize=10)
    return figure


def _footnotes(estimates: pd.DataFrame, shares: pd.DataFrame, parties: list[str]) -> list[str]:
    left_out = shares[~shares["group"].isin(parties)]
    known = left_out.loc[left_out["group"] != UNRESOLVED, "value"].sum()
    unknown = left_out.loc[left_out["group"] == UNRESOLVED, "value"].sum()
    lines = [
        "Bars: 95% intervals over articles. Hollow: fewer than 10 articles.",
        f"Of the quoted words, {unknown:.0%} come from speakers of no known party and {known:.0%} from other "
        "parties: not drawn.",
    ]
    notes = sorted({note for text in estimates["caveat"].dropna() for note in text.split("; ")})
    return lines + [f"{note[0].upper()}{note[1:]}." for note in notes if "fewer" not in note]
