"""Quotations: who says what in an article, by a trained encoder or by rules, as a table."""

from toolkit.quotes.table import ENGINES, extract_quotes, find_engine, tabulate_attributions

__all__ = ["ENGINES", "extract_quotes", "find_engine", "tabulate_attributions"]
