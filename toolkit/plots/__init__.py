"""Figures: one colour and mark per party everywhere, uncertainty drawn, counts printed, caveats said."""

from toolkit.plots.colours import Look, assign_looks, get_colour, get_marker
from toolkit.plots.comparisons import plot_comparisons
from toolkit.plots.distribution import plot_distribution
from toolkit.plots.estimates import plot_estimates
from toolkit.plots.matrix import plot_who_about_whom
from toolkit.plots.portrait import draw_portrait
from toolkit.plots.stance import plot_verb_stance
from toolkit.plots.style import PORTRAIT, house_style
from toolkit.plots.timeline import plot_timeline
from toolkit.plots.voice_share import plot_voice_share

__all__ = [
    "PORTRAIT",
    "Look",
    "assign_looks",
    "draw_portrait",
    "get_colour",
    "get_marker",
    "house_style",
    "plot_comparisons",
    "plot_distribution",
    "plot_estimates",
    "plot_timeline",
    "plot_verb_stance",
    "plot_voice_share",
    "plot_who_about_whom",
]
