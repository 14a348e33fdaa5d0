"""What all figures share: one style, labels, counts and caveats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from textwrap import fill

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from toolkit.caveats import FEW, FEW_ARTICLES, SCARCE, SCARCE_ARTICLES, is_few, is_scarce, split_notes
from toolkit.lists import name_some
from toolkit.plots.colours import Look, assign_looks
from toolkit.plots.text import find_level, is_share, write_count, write_line
from toolkit.schema import require_columns

HOUSE = {
    "figure.dpi": 100,  # on a projector the labels can be read; a figure takes some 50 kB in a notebook
    "font.size": 11,
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so figures are the same everywhere
    "hatch.linewidth": 0.8,
    "svg.hashsalt": "toolkit",  # the same figure, the same bytes
}
"""Where figures differ from matplotlib's own defaults."""

_MOST_TICKS = 20
FEW_NOTE = "fewer than 10 articles (near copies count once)"
PORTRAIT = {
    "voice.share": "Share of quoted words\nper article",
    "tone.polarity": "Tone of its quoted words,\nby TextBlob (−1 to 1)",
    "description.sentiment": "Sentiment toward it in the outlets'\ndescriptions (−1 to 1)",
    "stance.distancing": "Share of quotations presented\nwith a distancing verb",
}
"""The measures of the party portrait, with their labels."""

_LABELS = {
    "tone.polarity": "tone of the words in quotation marks, by TextBlob (−1 to 1)",
    "description.sentiment": "sentiment toward the party described (−1 to 1)",
    "description.polarity": "tone of the descriptions, by TextBlob (baseline, −1 to 1)",
    "voice.share": "share of the quoted words of an article",
    "voice.words": "words of a quotation",
    "voice.directness": "share of a quotation's words inside quotation marks",
    "voice.position": "where in the article a quotation begins (0 top, 1 end)",
    "tone.subjectivity": "subjectivity of its quoted words (0 to 1)",
    "description.subjectivity": "subjectivity of the descriptions, by TextBlob (baseline, 0 to 1)",
    "description.scare_quotes": "share of descriptions with scare quotes",
    "presentation.scare_quotes": "share of quotations with only short fragments in marks",
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of the house, whatever the user's ``rcParams``, which come back afterwards.

    Examples
    --------
    >>> with house_style():
    ...     plt.rcParams["figure.dpi"]
    100.0
    """
    try:
        with mpl.style.context(["default", HOUSE]):
            try:
                yield
            finally:  # the first figure loads the backend of a notebook, which sets this for good
                interactive = mpl.is_interactive()
    finally:
        mpl.interactive(interactive)


def draw_in_style(plot: Callable) -> Callable:
    """Make a function draw in the style of the house."""

    @wraps(plot)
    def styled(*args, **options):
        with house_style():
            drawn = plot(*args, **options)
            for ax in drawn.figure.axes if options.get("ax") is None else ():
                for axis in (ax.xaxis, ax.yaxis):  # else what is made at the first look would be the user's
                    axis.set_tick_params(labelsize=HOUSE["font.size"])
                    axis.get_major_ticks(_MOST_TICKS)
        return drawn

    return styled


def quote(text) -> str:
    """Text of others in a figure, as it is: on one line, and with dollar signs that are no formula."""
    return write_line(text).replace("$", r"\$")


def find_party(group: str) -> str:
    """The party that the name of a group begins with."""
    return group.split(" × ")[0]


def find_looks(groups: Iterable[str], parties: Sequence[str] | None) -> dict[str, Look]:
    """The look of each party of the groups; where all parties are given, the one it has in every figure."""
    return assign_looks([*(parties or ()), *map(find_party, groups)])


def sort_groups(table: pd.DataFrame, parties: Sequence[str] | None) -> pd.DataFrame:
    """The rows in the order of the parties given; the others after them, and all as they were without."""
    place = {party: n for n, party in enumerate(parties or ())}
    at = table["group"].map(lambda group: place.get(find_party(group), len(place)))
    return table.iloc[at.to_numpy().argsort(kind="stable")]


def label_measure(measure: str) -> str:
    """What an axis of the measure says, on one line."""
    if measure.startswith("stance."):
        return f"share of quotations with a verb of {measure.removeprefix('stance.')} stance"
    if measure.startswith("label."):
        return quote(f"share of labelled mentions: {measure.removeprefix('label.')}")
    return _LABELS.get(measure, quote(measure))


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


def count_units(row) -> str:
    """The units behind an estimate, in words: "69 quotations in 27 articles"."""
    unit = row.estimand.split(",")[0].removeprefix("mean over ")
    articles = write_count(row.n_articles, "article") + tell_copies(row.caveat, row.n_articles)
    if unit == "articles":
        return articles
    return f"{row.n_quotes} {unit.removesuffix('s') if row.n_quotes == 1 else unit} in {articles}"


def tell_copies(caveat, n_articles: int) -> str:
    """Tell that near copies are among the articles, where only their number without copies is small.

    Examples
    --------
    >>> tell_copies(FEW_ARTICLES, 10), tell_copies(FEW_ARTICLES, 9)
    (', near copies included', '')
    """
    least = SCARCE if is_scarce(caveat) else FEW if is_few(caveat) else n_articles + 1
    return ", near copies included" if n_articles >= least else ""


def list_notes(table: pd.DataFrame) -> list[str]:
    """The caveats of a table, each once, as sentences; few articles are said by the figures themselves.

    Hardly any articles are said with the groups that they stand behind.
    """
    notes = dict.fromkeys(note for caveat in table["caveat"] for note in split_notes(caveat))
    scarce = table[table["caveat"].map(is_scarce).astype(bool)]
    sides = [name for name in ("group", "group_a", "group_b") if name in table]
    groups = dict.fromkeys(" − ".join(names) for names in scarce[sides].itertuples(index=False))
    whose = {SCARCE_ARTICLES: f": {name_some(groups, 4)}"}
    return [
        quote(f"{note[:1].upper()}{note[1:]}{whose.get(note, '')}.") for note in notes if note != FEW_ARTICLES
    ]


def tell_few(table: pd.DataFrame) -> str:
    """What hollow marks stand for, and dotted bars where there are any."""
    dotted = f"; dotted bar: fewer than {SCARCE}" if table["caveat"].map(is_scarce).any() else ""
    return f"{FEW_NOTE}{dotted}"


def style_bar(caveat) -> dict:
    """How the bar of an interval is drawn: dotted where hardly any articles stand behind it."""
    return {"linewidth": 3, "solid_capstyle": "butt", "linestyle": ":" if is_scarce(caveat) else "-"}


def name_intervals(table: pd.DataFrame) -> str:
    """The level of the intervals, as the method says it: "95% intervals"."""
    return f"{find_level(table['method'])}s"


def write_notes(ax: Axes, notes: Iterable[str]) -> None:
    """Say how to read the figure, and its caveats, at its foot; among other axes, below these ones."""
    figure, text = ax.figure, " ".join(notes)
    others = [other for other in figure.axes if other is not ax and other.get_label() != "<colorbar>"]
    if others or figure.get_layout_engine() is None:
        ax.set_xlabel(f"{ax.get_xlabel()}\n\n{fill(text, 60)}".strip(), fontsize=9)
    else:
        width = int(figure.get_size_inches()[0] * 13)
        figure.supxlabel(fill(text, width), x=0.015, ha="left", fontsize=9)


def format_shares(axis: mpl.axis.Axis, measure: str) -> None:
    """Write the ticks of an axis in percent where the measure is a share."""
    if is_share(measure):
        axis.set_major_formatter(lambda value, _: f"{100 * value:g}%".replace("-", "−"))


def clear_frame(ax: Axes) -> None:
    """Leave the horizontal axis only."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
