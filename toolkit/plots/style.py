"""What all figures share: colours, marks, labels, counts and caveats."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from zlib import crc32

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from toolkit.schema import UNRESOLVED, require_columns

# Okabe & Ito (2008), which colour-blind readers can tell apart, continued with Tol's (2021) muted scheme.
_FIXED = {
    "US": ("#0072B2", "o"),
    "Russia": ("#D55E00", "s"),
    "Syrian government": ("#009E73", "D"),
    "Syrian opposition": ("#CC79A7", "^"),
    "United Nations": ("#56B4E9", "v"),
    "China": ("#E69F00", "P"),
    "United Kingdom": ("#332288", "X"),
    "France": ("#882255", "<"),
    "Arab League": ("#999933", ">"),
}
_COLOURS = ("#44AA99", "#AA4499", "#117733", "#88CCEE", "#CC6677", "#661100")
_MARKERS = ("p", "h", "*", "d", "8")
GREY, PALE = "#767676", "#b0b0b0"
FEW_NOTE = "fewer than 10 articles (near copies count once)"
NO_PARTY = (UNRESOLVED, "media")
PORTRAIT = {
    "voice.share": "Share of quoted words\nper article",
    "tone.polarity": "Tone of its own words\n(−1 to 1)",
    "description.polarity": "Tone of the outlets' descriptions\n(−1 to 1)",
    "stance.distancing": "Share of quotations presented\nwith a distancing verb",
}
"""The measures of the party portrait, with their labels."""

_LABELS = {
    "tone.polarity": "tone of the speakers' own words (−1 to 1)",
    "description.polarity": "tone of the descriptions (−1 to 1)",
    "voice.share": "share of the quoted words of an article",
    "voice.words": "words of a quotation",
    "voice.directness": "share of a quotation's words inside quotation marks",
    "voice.position": "where in the article a quotation begins (0 top, 1 end)",
    "tone.subjectivity": "subjectivity of its own words (0 to 1)",
    "description.subjectivity": "subjectivity of the descriptions (0 to 1)",
    "description.scare_quotes": "share of descriptions with scare quotes",
    "presentation.scare_quotes": "share of quotations in scare quotes",
}


def get_colour(party: str) -> str:
    """Return the colour of a party, the same in every figure, table and widget.

    Examples
    --------
    >>> get_colour("US"), get_colour("unresolved")
    ('#0072B2', '#767676')
    """
    if party in NO_PARTY:
        return GREY
    return _FIXED[party][0] if party in _FIXED else _COLOURS[crc32(party.encode()) % len(_COLOURS)]


def get_marker(party: str) -> str:
    """Return the mark of a party, so that figures can be read in grey.

    Examples
    --------
    >>> get_marker("US"), get_marker("Russia")
    ('o', 's')
    """
    return _FIXED[party][1] if party in _FIXED else _MARKERS[crc32(party.encode()) % len(_MARKERS)]


def quote(text: str) -> str:
    """Text that is shown as it is: a name with dollar signs is no formula."""
    return text.replace("$", r"\$") if plt.rcParams["text.parse_math"] else text


def label_measure(measure: str) -> str:
    """What an axis of the measure says, on one line."""
    if measure.startswith("stance."):
        return f"share of quotations with a verb of {measure.removeprefix('stance.')} stance"
    if measure.startswith("label."):
        return quote(f"share of labelled mentions: {measure.removeprefix('label.')}")
    return _LABELS.get(measure) or quote(measure)


def require_measure(table: pd.DataFrame, columns: Iterable[str], *, parameter: str = "table") -> str:
    """The one measure of the table."""
    require_columns(table, columns, parameter=parameter)
    measures = list(table["measure"].unique())
    if len(measures) != 1:
        raise ValueError(
            f"{parameter}: expected the rows of one measure, got {len(measures)}: {', '.join(measures)}. "
            f"Select one: {parameter}[{parameter}['measure'] == 'tone.polarity']"
        )
    return measures[0]


def split_groups(table: pd.DataFrame, example: str) -> list[tuple[str, str]]:
    """The two parts of each group's name; an error says how to make the table."""
    parts = [tuple(group.split(" × ")) for group in table["group"]]
    odd = [" × ".join(names) for names in parts if len(names) != 2]
    if odd:
        raise ValueError(f"table: expected groups of two parts, got {odd[0]!r}. Make it with {example}")
    return parts


def make_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes given, or those of a new figure."""
    return plt.subplots(figsize=(width, height), layout="constrained")[1] if ax is None else ax


def is_few(row) -> bool:
    """Whether the row's caveat says that few articles stand behind it."""
    return isinstance(row.caveat, str) and "fewer than" in row.caveat


def count_units(row) -> str:
    """The units behind an estimate, in words: "69 quotations in 27 articles"."""
    unit = row.estimand.split(",")[0].removeprefix("mean over ")
    articles = "1 article" if row.n_articles == 1 else f"{row.n_articles} articles"
    if unit == "articles":
        return articles
    return f"{row.n_quotes} {unit.removesuffix('s') if row.n_quotes == 1 else unit} in {articles}"


def list_notes(table: pd.DataFrame) -> list[str]:
    """The caveats of a table, each once, as sentences; few articles are said by the figures themselves."""
    notes = dict.fromkeys(note for text in table["caveat"].dropna() for note in text.split("; "))
    return [f"{note[0].upper()}{note[1:]}." for note in notes if "fewer than" not in note]


def find_level(table: pd.DataFrame) -> str:
    """The level of the intervals, as the method says it."""
    levels = table["method"].dropna().str.extract(r"(\d+(?:\.\d+)?%)")[0].dropna().unique()
    return f"{levels[0]} intervals" if len(levels) == 1 else "intervals"


def write_notes(ax: Axes, notes: Iterable[str]) -> None:
    """Say how to read the figure, and its caveats, at its foot; among other axes, below these ones."""
    figure, text = ax.figure, " ".join(notes)
    others = [other for other in figure.axes if other is not ax and other.get_label() != "<colorbar>"]
    if others or figure.get_layout_engine() is None:
        ax.set_xlabel(f"{ax.get_xlabel()}\n\n{fill(text, 60)}".strip(), fontsize=9)
    else:
        width = int(figure.get_size_inches()[0] * 13)
        figure.supxlabel(fill(text, width), x=0.015, ha="left", fontsize=9)


def is_share(measure: str) -> bool:
    """Whether the mean of the measure is a share of something."""
    return measure.startswith(("stance.", "label.")) or measure.endswith((".share", ".scare_quotes"))


def write_percent(value: float, _position: int | None = None) -> str:
    """A share as a label of an axis.

    Examples
    --------
    >>> write_percent(0.125)
    '12.5%'
    """
    return f"{100 * value:g}%"


def write_signed(value: float) -> str:
    """Two digits with a sign that can be read.

    Examples
    --------
    >>> write_signed(-0.125), write_signed(0.001)
    ('−0.12', '0.00')
    """
    text = f"{value:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text.replace("-", "−")


def clear_frame(ax: Axes) -> None:
    """Leave the horizontal axis only."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
