"""Widgets, operated from Python: what is chosen decides what is shown and what ``data`` gives."""

from dataclasses import replace

import pytest

from toolkit.widgets import ArticleReader
from toolkit.widgets.reader import ALL


def test_the_reader_opens_the_first_article_and_shows_its_quotations(demo):
    reader = ArticleReader(demo)
    assert reader.outlet.value == ALL
    assert len(reader.article.options) == len(demo.articles)
    assert reader.data["article_id"].unique().tolist() == [reader.article.value]
    for quote_id in reader.data.drop_duplicates("attribution_id")["quote_id"]:
        assert f"data-quote='{quote_id}'" in reader.page.value


def test_choosing_an_outlet_lists_its_articles(demo):
    reader = ArticleReader(demo)
    reader.outlet.value = "The Coromandel Courier"
    assert len(reader.article.options) == (demo.articles["outlet"] == "The Coromandel Courier").sum()
    assert "The Coromandel Courier" in reader.page.value


def test_choosing_an_article_changes_page_and_data(demo):
    reader = ArticleReader(demo)
    before = reader.page.value
    reader.article.value = reader.article.options[-1][1]
    assert reader.page.value != before
    assert set(reader.data["article_id"]) == {reader.article.value}


def test_an_article_can_be_opened_by_id(demo):
    wanted = demo.articles["article_id"].iloc[5]
    assert ArticleReader(demo, wanted).article.value == wanted


def test_an_unknown_article_is_named(demo):
    with pytest.raises(KeyError, match="article_id: expected the id of an analysed article, got 'zzz'"):
        ArticleReader(demo, "zzz")


def test_without_articles_it_says_so(demo):
    none = replace(demo, articles=demo.articles.iloc[:0])
    assert "No article could be analysed" in ArticleReader(none).page.value
