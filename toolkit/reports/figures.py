"""Figures within the page, each with the same numbers in words for those who do not see it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots import PORTRAIT, house_style, plot_estimates, plot_verb_stance, plot_who_about_whom
from toolkit.plots.estimates import draw_estimates
from toolkit.plots.text import write_count, write_interval, write_line, write_value
from toolkit.reports.results import ABOUT, View
from toolkit.reports.words import name_group, name_measure
from toolkit.schema import STANCES

_STANCES = [f"stance.{stance}" for stance in STANCES]
_PANEL = 5.6  # inches: two stand beside each other, and one fits a small screen


@dataclass(frozen=True)
class Figure:
    """A figure within the page: its data as an address, its size, and the same in words."""

    source: str
    width: int
    height: int
    text: str


def draw_panels(view: View, parties: list[str], main: list[str]) -> dict[str, Figure]:
    """Draw the measures of the portrait, a small figure each; what is common to them the page says."""
    table = view.estimates[view.estimates["group"].isin(main)]
    rows = {measure: table[table["measure"] == measure] for measure in PORTRAIT}
    return {measure: _draw(_plot_panel, own, parties) for measure, own in rows.items() if len(own)}


def draw_figures(
    views: dict[str, View], parties: list[str], main: list[str]
) -> dict[tuple[str, str], Figure]:
    """Draw the figures beside the tables, by view and measure; those of verb stance are one."""
    figures = {}
    crossed = views["outlet"].estimates
    for measure in PORTRAIT:
        rows = crossed[crossed["measure"] == measure]
        if len(rows):
            figures["outlet", measure] = _draw(plot_estimates, rows, parties, "outlet")
    table = views["party"].estimates
    stances = table[table["measure"].isin(_STANCES) & table["group"].isin(main)]
    if len(stances):
        figures["party", "stance.distancing"] = _draw(plot_verb_stance, stances, parties)
    about = views["about"].estimates
    if not about["caveat"].map(is_few).all():  # else every cell would be hatched
        figures["about", ABOUT] = _draw(plot_who_about_whom, about, parties, "about")
    return figures


def describe_figure(rows: pd.DataFrame, view: str = "party") -> str:
    """Say in words every number that a figure of these estimates shows."""
    parts = []
    for measure, own in rows.groupby("measure", sort=False):
        numbers = "; ".join(
            f"{name_group(view, write_line(row.group))} {write_value(row.value, measure)} "
            f"({write_interval(row.ci_low, row.ci_high, measure)}), {write_count(row.n_articles, 'article')}"
            for row in own.itertuples()
        )
        parts.append(f"{name_measure(measure, view)}: mean and interval. {numbers}.")
    return " ".join(parts)


def _plot_panel(rows: pd.DataFrame, *, parties: list[str]) -> Axes:
    figure, ax = plt.subplots(figsize=(_PANEL, 1 + 0.52 * len(rows)), layout="constrained")
    draw_estimates(rows, parties=parties, ax=ax)
    ax.set_xlabel("")
    return ax


def _draw(plot: Callable[..., Axes], rows: pd.DataFrame, parties: list[str], view: str = "party") -> Figure:
    """Draw into an address; the same estimates give the same bytes."""
    data = BytesIO()
    with house_style():
        figure = plot(rows, parties=parties).figure
        figure.savefig(data, format="svg", metadata={"Date": None, "Creator": None})
        width, height = (round(96 * inches) for inches in figure.get_size_inches())
        plt.close(figure)
    source = f"data:image/svg+xml;base64,{b64encode(data.getvalue()).decode()}"
    return Figure(source, width, height, describe_figure(rows, view))
