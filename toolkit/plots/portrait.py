"""The party portrait: four measures side by side."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from toolkit.plots.colours import PARTYLESS
from toolkit.plots.estimates import draw_estimates, say_how
from toolkit.plots.style import PORTRAIT, draw_in_style, list_notes
from toolkit.plots.text import write_percent
from toolkit.schema import NO_PARTY, UNRESOLVED

_LAYERS = {
    "voice.share": "Voice: what the party is given to say",
    "tone.polarity": "Beside portrayal: the party's own stance",
    "description.sentiment": "Description: how the outlets write about it",
    "stance.distancing": "Presentation: how the outlets present its words",
}


@draw_in_style
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
        Caveats of what is drawn stand below the panels, each once.
    """
    shares = estimates[estimates["measure"] == "voice.share"].sort_values("value", ascending=False)
    if parties is None:
        parties = [group for group in shares["group"] if group not in PARTYLESS][:5]
    others = sorted(set(estimates["group"]) - set(parties))  # not drawn, but they have their colours
    figure, axes = plt.subplots(2, 2, figsize=(13, 9), layout="constrained")
    figure.suptitle("How the parties are portrayed", fontsize=14, fontweight="bold")
    for ax, measure in zip(axes.flat, PORTRAIT, strict=True):
        rows = estimates[(estimates["measure"] == measure) & estimates["group"].isin(parties)]
        if rows.empty:
            ax.set_axis_off()
            ax.text(0.5, 0.5, f"no data for\n{PORTRAIT[measure]}", ha="center", va="center")
            continue
        draw_estimates(rows, parties=[*parties, *others], ax=ax)
        ax.set_title(_LAYERS[measure], loc="left", fontsize=11)
    drawn = estimates[estimates["measure"].isin(PORTRAIT) & estimates["group"].isin(parties)]
    figure.supxlabel("\n".join(_footnotes(drawn, shares, parties)), fontsize=10)
    return figure


def _footnotes(drawn: pd.DataFrame, shares: pd.DataFrame, parties: list[str]) -> list[str]:
    left_out = shares[~shares["group"].isin(parties)]
    unknown, nobody = (
        left_out.loc[left_out["group"] == name, "value"].sum() for name in (UNRESOLVED, NO_PARTY)
    )
    known = left_out["value"].sum() - unknown - nobody
    of_none = f", speakers of no party ({write_percent(nobody)})" if nobody else ""
    return [
        say_how(drawn),
        f"Not drawn: speakers of no known party, who have {write_percent(unknown)} of an article's quoted "
        f"words on average{of_none}, and other parties ({write_percent(known)}). "
        "Scales differ between the panels.",
        *list_notes(drawn.assign(group=drawn["group"] + " (" + drawn["measure"].str.split(".").str[0] + ")")),
    ]
