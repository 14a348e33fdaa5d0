"""The party portrait: four measures side by side."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from toolkit.plots.estimates import draw_estimates, say_how
from toolkit.plots.style import NO_PARTY, PORTRAIT, list_notes
from toolkit.schema import UNRESOLVED


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
        parties = [group for group in shares["group"] if group not in NO_PARTY][:5]
    figure, axes = plt.subplots(2, 2, figsize=(12, 7.4), layout="constrained")
    for ax, measure in zip(axes.flat, PORTRAIT, strict=True):
        rows = estimates[(estimates["measure"] == measure) & estimates["group"].isin(parties)]
        if rows.empty:
            ax.set_axis_off()
            ax.text(0.5, 0.5, f"no data for\n{PORTRAIT[measure]}", ha="center", va="center")
            continue
        draw_estimates(rows.sort_values("group", key=lambda g: g.map(parties.index)), ax=ax)
    figure.supxlabel("\n".join(_footnotes(estimates, shares, parties)), fontsize=10)
    return figure


def _footnotes(estimates: pd.DataFrame, shares: pd.DataFrame, parties: list[str]) -> list[str]:
    left_out = shares[~shares["group"].isin(parties)]
    known = left_out.loc[left_out["group"] != UNRESOLVED, "value"].sum()
    unknown = left_out.loc[left_out["group"] == UNRESOLVED, "value"].sum()
    return [
        say_how(estimates),
        f"Of the quoted words, {unknown:.0%} come from speakers of no known party and {known:.0%} from other "
        "parties: not drawn.",
        *list_notes(estimates),
    ]
