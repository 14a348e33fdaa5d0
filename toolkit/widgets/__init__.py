"""Widgets: views over the tables; ``.data`` returns the current selection as a DataFrame."""

from toolkit.widgets.comparison import PartyComparison
from toolkit.widgets.loader import CorpusLoader
from toolkit.widgets.matrix import WhoAboutWhom
from toolkit.widgets.reader import ArticleReader
from toolkit.widgets.search import Concordance
from toolkit.widgets.unmapped import UnmappedSpeakers

__all__ = [
    "ArticleReader",
    "Concordance",
    "CorpusLoader",
    "PartyComparison",
    "UnmappedSpeakers",
    "WhoAboutWhom",
]
