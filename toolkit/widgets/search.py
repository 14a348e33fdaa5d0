"""The concordance: where a word or phrase stands, in whose words, each place opens its article."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.concordance import LINES, search_texts
from toolkit.fragments import name_source, name_voice, render_lines
from toolkit.schema import VOICES
from toolkit.widgets.comparison import make_opener
from toolkit.widgets.controls import WIDE, Choices, Message, OpenList, View
from toolkit.widgets.reader import ArticleReader

ANYBODY = "anybody"
SORTS = {
    "date": "published",
    "outlet": "outlet",
    "party": "voice_party",
    "word after": "right",
}


class Concordance(View):
    """Search a word or phrase, see in whose words it stands, and open its articles.

    Parameters
    ----------
    analysis : Analysis
    phrase : str, optional
        What to search first.

    Attributes
    ----------
    data : DataFrame
        The places found (see ``search_texts``), sorted as they are read.
    reader : ArticleReader
        Where articles open.
    """

    def __init__(self, analysis: Analysis, phrase: str = ""):
        self._analysis = analysis
        self.phrase = widgets.Text(
            value=phrase,
            description="Search",
            placeholder="a word or phrase, then Enter",
            continuous_update=False,
            layout=WIDE,
        )
        self.whole_words = widgets.Checkbox(value=True, description="whole words only", indent=False)
        parties = [ANYBODY, *sorted(analysis.quotes["party"].dropna().unique())]
        self.party = widgets.Dropdown(options=parties, description="Said by", layout=WIDE)
        self.voices = Choices("Voices", VOICES, self._refresh)
        outlets = sorted(analysis.articles["outlet"].dropna().unique())
        self.outlets = Choices("Outlets", outlets, self._refresh)
        self.message, self.reader = Message(), ArticleReader(analysis)
        self.list = OpenList(SORTS, name_source, _render_row, make_opener(self.reader))
        for control in (self.phrase, self.whole_words, self.party):
            control.observe(self._refresh, names="value")
        super().__init__(
            [self.phrase, self.whole_words, self.party, self.voices, self.outlets, self.message]
            + [self.list, self.reader]
        )
        self._refresh()

    @property
    def data(self) -> pd.DataFrame:
        """The places found."""
        return self.list.data

    def to_html(self) -> str:
        """Return the places found as HTML that needs no kernel: for print."""
        return render_lines(self.data)

    def _refresh(self, _=None) -> None:
        lines = pd.DataFrame(columns=list(LINES))
        if not self.phrase.value.strip():
            self.message.say("Type a word or phrase, such as: regime")
        else:
            try:
                lines = search_texts(
                    self._analysis,
                    self.phrase.value,
                    whole_words=self.whole_words.value,
                    outlets=self.outlets.value,
                    voices=self.voices.value,
                    parties=None if self.party.value == ANYBODY else [self.party.value],
                )
                self.message.say(
                    f"{len(lines)} places in {lines['article_id'].nunique()} articles."
                    if len(lines)
                    else f"“{self.phrase.value}” was not found for this choice."
                )
            except Exception as error:  # the reader of a page gets words, not a traceback
                self.message.warn(error)
        self.list.show(lines)


def _render_row(row: dict) -> str:
    return (
        f"…{escape(row['left'])}<b>{escape(row['match'])}</b>{escape(row['right'])}…"
        f"<br><span class='mpt-pale'>{escape(name_voice(row))}</span>"
    )
