"""Who about whom: a grid of buttons, a speaking party a row; a click opens what was said."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import is_few
from toolkit.evidence import find_evidence
from toolkit.fragments import (
    describe_value,
    name_cell,
    name_source,
    name_voice,
    order_parties,
    render_context,
    render_evidence,
    render_matrix,
)
from toolkit.plots.text import write_value
from toolkit.relations import estimate_relations, select_relations
from toolkit.schema import ESTIMATES, make_table
from toolkit.widgets.comparison import make_opener
from toolkit.widgets.controls import Message, OpenList, View
from toolkit.widgets.reader import ArticleReader

SORTS = {"date": "published", "outlet": "outlet", "speaker": "speaker", "value": "value"}
_WORSE, _BETTER, _EVEN = "#f6c6a8", "#b5d9f2", "#e8e8e8"


class WhoAboutWhom(View):
    """What parties say about each other, in quotation and in paraphrase; each cell opens its evidence.

    Parameters
    ----------
    analysis : Analysis
    measure : str
        A measure of mentions.
    seed : int
        Seed of the intervals.

    Attributes
    ----------
    data : DataFrame
        The evidence of the chosen cell (see ``find_evidence``); of all cells before one is chosen.
    estimates : DataFrame
        One row a cell.
    cells : dict
        The buttons, by (who speaks, about whom).
    reader : ArticleReader
        Where articles open.
    """

    def __init__(self, analysis: Analysis, measure: str = "description.polarity", *, seed: int = 0):
        self._analysis = analysis
        self.message, self.reader = Message(), ArticleReader(analysis)
        self.list = OpenList(SORTS, name_source, _render_row, make_opener(self.reader))
        self.cells, self.grid = {}, widgets.GridBox()
        self._scores = analysis.scores.iloc[:0]
        try:
            self.estimates = estimate_relations(analysis, measure=measure, seed=seed)
            self._scores = select_relations(analysis, measure=measure)
            self._lay_out()
            self.message.say(
                "A row speaks, a column is spoken of: mean, and number of mentions. ○ and pale: fewer than "
                "10 articles. Click a cell to read what was said."
            )
        except Exception as error:  # the reader of a page gets words, not a traceback
            self.estimates = make_table([], ESTIMATES).assign(voice_party=None, party=None)
            self.message.warn(error)
        self.list.show(find_evidence(analysis, self._scores))
        super().__init__([self.message, self.grid, self.list, self.reader])

    @property
    def data(self) -> pd.DataFrame:
        """The evidence of the chosen cell, sorted as it is read."""
        return self.list.data

    def choose(self, speaking: str, spoken_of: str) -> None:
        """Choose a cell, as a click on it does."""
        key = (speaking, spoken_of)
        if key not in self.cells:
            self.message.warn(f"{speaking} says nothing about {spoken_of} in these articles.")
            return
        for other, button in self.cells.items():
            button.style.font_weight = "bold" if other == key else "normal"
            button.layout.border = "3px solid #1a1a1a" if other == key else self._borders[other]
        row = self._rows[key]
        self.message.say(f"{speaking} about {spoken_of}: {describe_value(row)}.")
        pair = (self._scores["voice_party"] == speaking) & (self._scores["party"] == spoken_of)
        self.list.show(find_evidence(self._analysis, self._scores[pair]))

    def to_html(self) -> str:
        """Return matrix and evidence as HTML that needs no kernel: for print."""
        return render_matrix(self.estimates) + render_evidence(self.data)

    def _lay_out(self) -> None:
        speaking, spoken_of = order_parties(self.estimates)
        self._rows = {(row.voice_party, row.party): row for row in self.estimates.itertuples()}
        self._borders = {
            key: f"1px {'dashed' if is_few(row.caveat) else 'solid'} #595959"
            for key, row in self._rows.items()
        }
        items = [widgets.Label("speaks ↓ about →"), *(widgets.Label(name) for name in spoken_of)]
        for one in speaking:
            items.append(widgets.Label(one))
            items += [self._make_cell(one, other) for other in spoken_of]
        self.grid.children = items
        self.grid.layout = widgets.Layout(
            grid_template_columns=f"11em repeat({len(spoken_of)}, minmax(10em, 1fr))", overflow="auto"
        )

    def _make_cell(self, speaking: str, spoken_of: str) -> widgets.Widget:
        key = (speaking, spoken_of)
        if key not in self._rows:
            return widgets.Label("–")
        row = self._rows[key]
        button = widgets.Button(
            description=name_cell(row),
            tooltip=f"{speaking} about {spoken_of}: {describe_value(row)}",
            layout=widgets.Layout(width="auto", border=self._borders[key]),
        )
        button.style.text_color = "#1a1a1a"
        button.style.button_color = "#ffffff" if is_few(row.caveat) else _tint(row.value)
        button.on_click(lambda _: self.choose(speaking, spoken_of))
        self.cells[key] = button
        return button


def _tint(value: float) -> str:
    return _EVEN if abs(value) < 0.05 else _BETTER if value > 0 else _WORSE


def _render_row(row: dict) -> str:
    return (
        f"<b>{write_value(row['value'], row['measure'])}</b> {escape(name_voice(row))}: {render_context(row)}"
    )
