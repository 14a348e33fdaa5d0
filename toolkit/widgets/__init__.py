"""Widgets: views over the tables; ``.data`` returns the current selection as a DataFrame."""

from toolkit.widgets.reader import ArticleReader

__all__ = ["ArticleReader"]
