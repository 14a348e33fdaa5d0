"""The party comparison: a measure by party and outlet, and below the figure the words behind it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.estimates import estimate
from toolkit.evidence import find_evidence
from toolkit.fragments import name_source, render_context, render_estimates, render_evidence, render_party
from toolkit.plots import PORTRAIT
from toolkit.plots.colours import PARTYLESS
from toolkit.plots.text import write_value
from toolkit.selection import filter_scores, select_units
from toolkit.widgets.controls import WIDE, Choices, Message, OpenList, View
from toolkit.widgets.reader import ArticleReader

GROUPINGS = {
    "parties": ["party"],
    "outlets": ["outlet"],
    "each party in each outlet": ["party", "outlet"],
}
SORTS = {"date": "published", "outlet": "outlet", "party": "party", "value": "value"}
SHOWN = 5


class PartyComparison(View):
    """Compare parties and outlets by one measure; the words behind it below, each one opens its article.

    Parameters
    ----------
    analysis : Analysis
    measure : str, optional
        The measure to begin with; by default the first of the portrait that the analysis has.
    seed : int
        Seed of the intervals.

    Attributes
    ----------
    data : DataFrame
        The evidence of what is chosen (see ``find_evidence``), sorted as it is read.
    estimates : DataFrame
        The estimates that the figure shows.
    reader : ArticleReader
        Where articles open.

    Raises
    ------
    ValueError
        If the analysis does not have the measure.
    """

    def __init__(self, analysis: Analysis, measure: str | None = None, *, seed: int = 0):
        self._analysis, self._seed = analysis, seed
        scores = analysis.scores
        present = set(scores["measure"])
        measures = [name for name in PORTRAIT if name in present] + sorted(present - PORTRAIT.keys())
        if measure is not None and measure not in present:
            raise ValueError(
                f"measure: expected one of {', '.join(measures) or 'none'}; got {measure!r}. "
                "describe_measures() lists what can be measured."
            )
        self.measure = widgets.Dropdown(
            options=[(_name_measure(name), name) for name in measures],
            value=measure or (measures[0] if measures else None),
            description="Measure",
            layout=WIDE,
        )
        self.grouping = widgets.Dropdown(options=list(GROUPINGS), description="Compare", layout=WIDE)
        parties = _order_parties(analysis)
        first = [name for name in parties if name not in PARTYLESS][:SHOWN]
        self.parties = Choices("Parties", parties, self._refresh, chosen=first)
        self.outlets = Choices("Outlets", sorted(scores["outlet"].dropna().unique()), self._refresh)
        days = scores["published"].dropna()
        self.first = widgets.DatePicker(description="From", value=days.min().date() if len(days) else None)
        self.last = widgets.DatePicker(description="To", value=days.max().date() if len(days) else None)
        self._days = (self.first.value, self.last.value)
        self.figure, self.message = widgets.HTML(), Message()
        self.reader = ArticleReader(analysis)
        self.list = OpenList(SORTS, name_source, _render_row, make_opener(self.reader))
        for control in (self.measure, self.grouping, self.first, self.last):
            control.observe(self._refresh, names="value")
        dates = widgets.Box([self.first, self.last], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__(
            [self.measure, self.grouping, self.parties, self.outlets, dates, self.message, self.figure]
            + [self.list, self.reader]
        )
        self._refresh()

    @property
    def data(self) -> pd.DataFrame:
        """The evidence of what is chosen."""
        return self.list.data

    def to_html(self) -> str:
        """Return figure and evidence as HTML that needs no kernel: for print."""
        return self.figure.value + render_evidence(self.data)

    def _refresh(self, _=None) -> None:
        try:
            self.estimates, picture, evidence = self._compute()
            self.message.say("")
        except Exception as error:  # the reader of a page gets words, not a traceback
            self.message.warn(error)
            self.estimates, picture, evidence = None, "", self._evidence(self._analysis.scores.iloc[:0])
        self.figure.value = picture
        self.list.show(evidence)

    def _compute(self) -> tuple[pd.DataFrame, str, pd.DataFrame]:
        for choices, what in ((self.parties, "party"), (self.outlets, "outlet")):
            if choices.boxes and not choices.value:
                raise ValueError(f"No {what} is chosen. Tick at least one {what}.")
        days = (self.first.value, self.last.value)
        first, last = (None, None) if days == self._days else days  # the whole: articles without a date too
        chosen = filter_scores(
            self._analysis.scores,
            measures=[self.measure.value],
            parties=self.parties.value,
            outlets=self.outlets.value,
            first=first,
            last=last,
        )
        chosen = select_units(chosen)
        if chosen.empty:
            raise ValueError("Nothing was measured for this choice. Choose more parties, outlets or days.")
        estimates = estimate(
            self._analysis.with_scores(chosen),
            by=GROUPINGS[self.grouping.value],
            measures=[self.measure.value],
            seed=self._seed,
        )
        picture = render_estimates(estimates, parties=_order_parties(self._analysis))
        return estimates, picture, self._evidence(chosen)

    def _evidence(self, scores: pd.DataFrame) -> pd.DataFrame:
        return find_evidence(self._analysis, scores)


def make_opener(reader: ArticleReader) -> Callable[[dict], None]:
    """Make the function that opens the article of a row at its place."""

    def open_row(row: dict) -> None:
        quote_id = row["quote_id"] if isinstance(row["quote_id"], str) else None
        start, end = row["start"], row["end"]
        if row.get("unit") == "article" and len(row["spans"]):  # too long to be outlined
            start, end = row["spans"][0]
        reader.open_article(row["article_id"], quote_id, place=(int(start), int(end)))

    return open_row


def _render_row(row: dict) -> str:
    value = write_value(row["value"], row["measure"])
    return f"<b>{value}</b> {render_party(row['party'])} {render_context(row)}"


def _name_measure(name: str) -> str:
    return f"{PORTRAIT[name]} ({name})".replace("\n", " ") if name in PORTRAIT else name


def _order_parties(analysis: Analysis) -> list[str]:
    """Parties by number of quoted words, then those who are only spoken of."""
    words = analysis.quotes.groupby("party")["n_words"].sum().sort_values(ascending=False)
    return [*words.index, *sorted(set(analysis.scores["party"].dropna()) - set(words.index))]
