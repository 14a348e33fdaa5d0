"""What scraped text brings along: furniture, bylines, dates; and the article without them."""

from toolkit.cleaning.article import CleanArticle, clean_article, normalize_text
from toolkit.cleaning.dates import infer_day_first, read_date

__all__ = ["CleanArticle", "clean_article", "infer_day_first", "normalize_text", "read_date"]
