"""The article reader: choose an outlet and an article, read it with its quotations marked."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis
from toolkit.markup import render_article

ALL = "all outlets"


class ArticleReader(widgets.VBox):
    """Read the articles of an analysis, quotations coloured by party, details on hover.

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
        if article_id is not None and article_id not in set(self._articles["article_id"]):
            raise KeyError(
                f"article_id: expected the id of an analysed article, got {article_id!r}. "
                "The ids are in analysis.articles['article_id'], where status is 'ok'."
            )
        outlets = [ALL, *sorted(self._articles["outlet"].unique())]
        wide = widgets.Layout(width="48em", max_width="100%")
        self.outlet = widgets.Dropdown(options=outlets, description="Outlet", layout=wide)
        self.article = widgets.Dropdown(description="Article", layout=wide)
        self.page = widgets.HTML()
        self._list_articles()
        self.outlet.observe(self._list_articles, names="value")
        self.article.observe(self._show_article, names="value")
        if article_id is not None:
            self.article.value = article_id
        self._show_article()
        super().__init__([self.outlet, self.article, self.page])

    @property
    def data(self) -> pd.DataFrame:
        """The quotations of the open article."""
        return self._quotes[self._quotes["article_id"] == self.article.value].reset_index(drop=True)

    def _list_articles(self, _=None) -> None:
        rows = self._articles
        if self.outlet.value != ALL:
            rows = rows[rows["outlet"] == self.outlet.value]
        rows = rows.sort_values("published", kind="stable")
        options = [(_name_article(row), row.article_id) for row in rows.itertuples()]
        self.article.options = options
        self.article.value = options[0][1] if options else None

    def _show_article(self, _=None) -> None:
        if self.article.value is None:
            self.page.value = "<p>No article could be analysed: see the column status of the articles.</p>"
            return
        row = self._articles.set_index("article_id", drop=False).loc[self.article.value]
        self.page.value = render_article(row, self._quotes)


def _name_article(row) -> str:
    day = f"{row.published:%Y-%m-%d}" if pd.notna(row.published) else "no date"
    title = row.title if isinstance(row.title, str) else row.text[:60]
    return f"{day}  {row.outlet}: {title}"
