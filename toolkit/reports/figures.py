"""Figures within the page, each with the same numbers in words for those who do not see it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import is_few
from toolkit.plots import PORTRAIT, plot_estimates, plot_verb_stance, plot_voice_share, plot_who_about_whom
from toolkit.reports.results import ABOUT, View
from toolkit.reports.words import name_measure, write_interval, write_number
from toolkit.schema import STANCES

_STANCES = [f"stance.{stance}" for stance in STANCES]


@dataclass(frozen=True)
class Figure:
    """A figure within the page: its data as an address, and the same in words."""

    source: str
    text: str


def draw_figures(views: dict[str, View], main: list[str]) -> dict[tuple[str, str], Figure]:
    """Draw the figures of the report, by view and measure; those of verb stance are one."""
    figures = {}
    for name in ("party", "outlet"):
        table = views[name].estimates
        if name == "party":
            table = table[table["group"].isin(main)]
        for measure in PORTRAIT:
            rows = table[table["measure"] == measure]
            if len(rows) and not (name == "party" and measure.startswith("stance.")):
                plot = plot_voice_share if (name, measure) == ("party", "voice.share") else plot_estimates
                figures[name, measure] = _draw(plot, rows)
    table = views["party"].estimates
    stances = table[table["measure"].isin(_STANCES) & table["group"].isin(main)]
    if len(stances):
        figures["party", "stance.distancing"] = _draw(plot_verb_stance, stances)
    about = views["about"].estimates
    if not about["caveat"].map(is_few).all():  # else every cell would be hatched
        figures["about", ABOUT] = _draw(plot_who_about_whom, about)
    return figures


def describe_figure(rows: pd.DataFrame) -> str:
    """Say in words every number that a figure of these estimates shows."""
    parts = []
    for measure, own in rows.groupby("measure", sort=False):
        numbers = "; ".join(
            f"{row.group} {write_number(row.value)}"
            + (" (no interval)" if pd.isna(row.ci_low) else f" ({write_interval(row.ci_low, row.ci_high)})")
            + f", {row.n_articles} articles"
            for row in own.itertuples()
        )
        parts.append(f"{name_measure(measure)}, mean and interval. {numbers}.")
    return " ".join(parts)


def _draw(plot: Callable[[pd.DataFrame], Axes], rows: pd.DataFrame) -> Figure:
    """Draw into an address; the same estimates give the same bytes."""
    data = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "report", "text.parse_math": False}):  # names may hold dollar signs
        figure = plot(rows).figure
        figure.savefig(data, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    source = f"data:image/svg+xml;base64,{b64encode(data.getvalue()).decode()}"
    return Figure(source, describe_figure(rows))
