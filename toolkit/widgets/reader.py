"""The article reader: choose an outlet and an article, read it with its quotations marked."""

from __future__ import annotations

from html import escape
from textwrap import shorten

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.fragments import render_message
from toolkit.markup import describe_quote, render_article
from toolkit.widgets.controls import WIDE, View

ALL = "all outlets"
# The place is scrolled to by the style sheet alone: for a moment the page holds fast at it.
_SCROLL = """<style>
.mpt-scroll{max-height:36em;overflow:auto;border:1px solid #767676;animation:mpt-hold .3s}
@keyframes mpt-hold{from,to{scroll-snap-type:y mandatory}}
@media print{.mpt-scroll{max-height:none;overflow:visible}}
</style>"""


class ArticleReader(View):
    """Read the articles of an analysis, quotations coloured by party, details on hover and as a list.

    Parameters
    ----------
    analysis : Analysis
    article_id : str, optional
        The article to open; by default the first one.

    Attributes
    ----------
    data : DataFrame
        The rows of ``quotes`` of the open article.

    Raises
    ------
    KeyError
        If no analysed article has this ``article_id``.
    """

    def __init__(self, analysis: Analysis, article_id: str | None = None):
        self._quotes = analysis.quotes
        self._articles = analysis.articles[analysis.articles["status"] == "ok"]
        self._place, self._told = None, ""
        outlets = [ALL, *sorted(self._articles["outlet"].unique())]
        self.outlet = widgets.Dropdown(options=outlets, description="Outlet", layout=WIDE)
        self.article = widgets.Dropdown(description="Article", layout=WIDE)
        self.page = widgets.HTML()
        self._list_articles()
        self.outlet.observe(self._list_articles, names="value")
        self.article.observe(self._turn_page, names="value")
        if article_id is not None:
            self._find_article(article_id)
            self.article.value = article_id
        self._show_article()
        super().__init__([self.outlet, self.article, self.page])

    @property
    def data(self) -> pd.DataFrame:
        """The quotations of the open article."""
        return self._quotes[self._quotes["article_id"] == self.article.value].reset_index(drop=True)

    def open_article(
        self, article_id: str, quote_id: str | None = None, *, place: tuple[int, int] | None = None
    ) -> None:
        """Open an article at a quotation or at a place: it is outlined, scrolled to, and named at the top.

        Parameters
        ----------
        article_id : str
        quote_id : str, optional
            A quotation of this article.
        place : (start, end), optional
            Offsets in the article; goes before the place of the quotation.

        Notes
        -----
        What is not there is told on the page.
        """
        try:
            row = self._find_article(article_id)
            quote = self._find_quote(article_id, quote_id)
        except KeyError as error:
            self.page.value = render_message(error.args[0], problem=True)
            return
        if place is None and quote is not None:
            place = (int(quote["start"]), int(quote["end"]))
        self.outlet.value = ALL
        self.article.value = article_id
        self._place = place
        words = "" if place is None else row["text"][place[0] : place[1]].strip("“”\"' \n")
        told = [
            f"“{shorten(words, 200, placeholder=' …')}”" if words else "",
            describe_quote(quote) if quote else "",
        ]
        self._told = " · ".join(part for part in told if part)
        self._show_article()

    def to_html(self) -> str:
        """Return the open article as HTML that needs no kernel: for print."""
        return "" if self.article.value is None else self._render()

    def _find_article(self, article_id: str) -> pd.Series:
        rows = self._articles[self._articles["article_id"] == article_id]
        if rows.empty:
            raise KeyError(
                f"article_id: expected the id of an analysed article, got {article_id!r}. "
                "The ids are in analysis.articles['article_id'], where status is 'ok'."
            )
        return rows.iloc[0]

    def _find_quote(self, article_id: str, quote_id: str | None) -> dict | None:
        if quote_id is None:
            return None
        rows = self._quotes[
            (self._quotes["article_id"] == article_id) & (self._quotes["quote_id"] == quote_id)
        ]
        if rows.empty:
            raise KeyError(
                f"quote_id: expected a quotation of article {article_id}, got {quote_id!r}. "
                "The ids are in analysis.quotes['quote_id']."
            )
        return rows.iloc[0].to_dict()

    def _list_articles(self, _=None) -> None:
        rows = self._articles
        if self.outlet.value != ALL:
            rows = rows[rows["outlet"] == self.outlet.value]
        rows = rows.sort_values("published", kind="stable")
        options = [(_name_article(row), row.article_id) for row in rows.itertuples()]
        self.article.options = options
        self.article.value = options[0][1] if options else None

    def _turn_page(self, _=None) -> None:
        self._place, self._told = None, ""
        self._show_article()

    def _show_article(self) -> None:
        if self.article.value is None:
            self.page.value = render_message(
                "No article could be analysed: see the column status of the articles."
            )
            return
        told = f"<div class='mpt' role='status'>Opened at: {escape(self._told)}</div>" * bool(self._told)
        self.page.value = (
            f"{told}{_SCROLL}<div class='mpt-scroll' tabindex='0' role='region' aria-label='Article'>"
            f"{self._render()}</div>"
        )

    def _render(self) -> str:
        return render_article(self._find_article(self.article.value), self._quotes, place=self._place)


def _name_article(row) -> str:
    day = f"{row.published:%Y-%m-%d}" if pd.notna(row.published) else "no date"
    title = row.title if isinstance(row.title, str) else row.text[:60]
    return f"{day}  {row.outlet}: {title}"
