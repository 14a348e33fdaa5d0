"""Widgets, operated from Python: what is chosen decides what is shown and what ``data`` gives."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from toolkit.widgets import ArticleReader, Concordance, CorpusLoader, PartyComparison, WhoAboutWhom
from toolkit.widgets import loader as loader_module
from toolkit.widgets.controls import ROWS
from toolkit.widgets.reader import ALL

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"


@pytest.fixture
def nothing(demo):
    """An analysis in which nothing was found."""
    names = ("articles", "quotes", "mentions", "scores")
    return replace(demo, **{name: getattr(demo, name).iloc[:0] for name in names})


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


def test_the_reader_opens_a_quotation_and_names_it(demo):
    reader, quote = ArticleReader(demo), demo.quotes.iloc[200]
    reader.outlet.value = "Northgate Wire"
    reader.open_article(quote["article_id"], quote["quote_id"])
    assert reader.article.value == quote["article_id"]
    assert "Opened at: “" in reader.page.value
    assert reader.page.value.count("<span class='mpt-place'>") == 1


def test_turning_the_page_forgets_the_place(demo):
    reader, quote = ArticleReader(demo), demo.quotes.iloc[0]
    reader.open_article(quote["article_id"], quote["quote_id"])
    reader.article.value = reader.article.options[-1][1]
    assert "<span class='mpt-place'>" not in reader.page.value


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("zzz",), "article_id: expected the id of an analysed article, got &#x27;zzz&#x27;"),
        ((None, "zzz"), "quote_id: expected a quotation of article"),
    ],
)
def test_what_cannot_be_opened_is_told_on_the_page(demo, ids, words):
    reader = ArticleReader(demo)
    reader.open_article(ids[0] or demo.articles["article_id"][0], *ids[1:])
    assert words in reader.page.value


def test_the_comparison_begins_with_the_portrait_and_the_five_loudest_parties(demo):
    view = PartyComparison(demo)
    assert view.measure.value == "voice.share"
    assert len(view.parties.value) == 5
    assert set(view.estimates["group"]) == set(view.parties.value)


def test_what_is_chosen_decides_estimates_figure_and_evidence(demo):
    view = PartyComparison(demo, "stance.distancing")
    view.parties.choose(["Russia", "US"])
    view.outlets.choose(["Northgate Wire"])
    view.first.value = date(2012, 3, 1)
    assert set(view.data["party"]) == {"Russia", "US"}
    assert set(view.data["outlet"]) == {"Northgate Wire"}
    assert view.data["published"].min() >= pd.Timestamp("2012-03-01")
    assert view.estimates["n_quotes"].sum() == len(view.data)
    assert "alt='stance.distancing. " in view.figure.value


def test_the_comparison_gives_the_numbers_of_estimate(demo):
    view = PartyComparison(demo, "description.polarity")
    view.parties.choose(list(view.parties.boxes))
    expected = tk.estimate(demo, measures=["description.polarity"])
    assert view.estimates["value"].tolist() == expected["value"].tolist()
    assert view.estimates["ci_low"].tolist() == expected["ci_low"].tolist()
    assert set(view.data["voice"]) == {"outlet"}


def test_each_party_in_each_outlet(demo):
    view = PartyComparison(demo)
    view.grouping.value = "each party in each outlet"
    assert "Russia × Volkhov News Agency" in set(view.estimates["group"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda view: view.parties.choose([]), "No party is chosen. Tick at least one party."),
        (lambda view: view.outlets.choose([]), "No outlet is chosen. Tick at least one outlet."),
        (lambda view: setattr(view.first, "value", date(2030, 1, 1)), "first: expected a day not after"),
    ],
)
def test_errors_of_the_comparison_are_in_words(demo, change, words):
    view = PartyComparison(demo)
    change(view)
    assert words in view.message.value
    assert view.data.empty
    assert view.figure.value == ""


def test_an_unknown_measure_is_named(demo):
    with pytest.raises(ValueError, match="measure: expected one of voice.share, .*; got 'charm'"):
        PartyComparison(demo, "charm")


@pytest.mark.parametrize("column", ["published", "outlet", "party", "value"])
def test_the_evidence_is_sorted_and_paged(demo, column):
    view = PartyComparison(demo)
    view.list.sort.value = column
    view.list.descending.value = True
    assert view.data[column].is_monotonic_decreasing
    first = view.list.buttons[0].description
    assert f"Rows 1 to {ROWS} of {len(view.data)}" in view.list.count.value
    view.list.after.click()
    assert f"Rows {ROWS + 1} to {2 * ROWS} of" in view.list.count.value
    view.list.before.click()
    assert view.list.buttons[0].description == first


def test_a_row_of_evidence_opens_its_article_at_the_place(demo):
    view = PartyComparison(demo, "stance.distancing")
    view.list.buttons[3].click()
    assert view.reader.article.value == view.data.loc[3, "article_id"]
    assert "<span class='mpt-place'>" in view.reader.page.value


def test_a_cell_opens_what_one_party_says_about_another(demo):
    view = WhoAboutWhom(demo)
    everything = len(view.data)
    view.cells["Russia", "Syrian government"].click()
    assert 0 < len(view.data) < everything
    assert set(view.data["voice_party"]) == {"Russia"}
    assert set(view.data["party"]) == {"Syrian government"}
    assert "Russia about Syrian government: -0." in view.message.value
    view.list.buttons[0].click()
    assert view.reader.article.value == view.data.loc[0, "article_id"]


def test_cells_of_few_articles_are_marked(demo):
    view = WhoAboutWhom(demo)
    for row in view.estimates.itertuples():
        button = view.cells[row.voice_party, row.party]
        assert button.description.startswith("○") == ("fewer than 10" in row.caveat)
        assert f"({row.n_quotes})" in button.description


def test_a_cell_that_is_not_there_is_told(demo):
    view = WhoAboutWhom(demo)
    view.choose("China", "Atlantis")
    assert "China says nothing about Atlantis in these articles." in view.message.value


def test_the_concordance_restricts_by_party_voice_and_outlet(demo):
    view = Concordance(demo, "Syria")
    everything = len(view.data)
    view.party.value = "Russia"
    view.voices.choose(["verbatim"])
    view.outlets.choose(["Volkhov News Agency"])
    assert 0 < len(view.data) < everything
    assert set(view.data["voice_party"]) == {"Russia"}
    view.list.buttons[0].click()
    assert view.reader.article.value == view.data.loc[0, "article_id"]


@pytest.mark.parametrize(
    ("phrase", "words"), [("", "Type a word or phrase"), ("zzz", "“zzz” was not found for this choice.")]
)
def test_an_empty_concordance_says_why(demo, phrase, words):
    assert words in Concordance(demo, phrase).message.value


@pytest.mark.parametrize("widget", [PartyComparison, WhoAboutWhom, Concordance, ArticleReader])
def test_an_analysis_without_findings_gives_words_and_an_empty_selection(nothing, widget):
    view = widget(nothing)
    assert view.data.empty
    assert isinstance(view.to_html(), str)


@pytest.mark.parametrize("widget", [PartyComparison, WhoAboutWhom, Concordance, ArticleReader])
def test_every_view_has_a_static_twin(demo, widget):
    assert widget(demo).to_html().startswith("<style>")


def test_the_loader_goes_from_folder_to_saved_analysis(tmp_path):
    loader = CorpusLoader(ROOT / "data")
    loader.folder.value = str(ARTICLES)
    loader.subfolder.value = "Northgate Wire"
    loader.check_button.click()
    assert "10 inputs: 10 loaded, 0 not loaded." in loader.account.value
    loader.run_button.click()
    analysis = loader.wait(60)
    assert "in 10 articles" in loader.run_message.value
    assert loader.bar.value == loader.bar.max == 10
    assert loader.data is analysis.articles
    assert not loader.run_button.disabled
    loader.target.value = str(tmp_path / "out")
    loader.save_button.click()
    assert len(tk.load_analysis(tmp_path / "out").quotes) == len(analysis.quotes)


def test_the_loader_accounts_for_broken_files():
    loader = CorpusLoader(ROOT / "tests" / "files")
    loader.check_button.click()
    assert "picture.txt" in loader.account.value
    assert (loader.data["status"] != "ok").any()


def test_the_loader_cancels_between_articles(monkeypatch):
    started, go_on = threading.Event(), threading.Event()

    def analyze(articles, registry, *, outlets, progress):
        progress(0, 2)
        started.set()
        assert go_on.wait(60)
        progress(1, 2)
        raise AssertionError("the run went on")

    monkeypatch.setattr(loader_module, "analyze", analyze)
    loader = CorpusLoader(ARTICLES / "Northgate Wire")
    loader.run_button.click()
    assert started.wait(60)
    assert loader.run_button.disabled
    loader.cancel_button.click()
    go_on.set()
    assert loader.wait(60) is None
    assert "Cancelled; nothing was kept." in loader.run_message.value
    assert not loader.run_button.disabled


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("", "No folder is named."),
        ("no/such/folder", "got &#x27;no/such/folder&#x27;. Check the spelling"),
        (ROOT / "tests" / "files" / "broken" / "nothing.txt", "There is no article to analyse."),
    ],
)
def test_a_folder_that_cannot_be_read_is_told(folder, words):
    loader = CorpusLoader(folder)
    loader.run_button.click()
    assert words in loader.folder_message.value
    assert "see step 1" in loader.run_message.value
    assert loader.analysis is None


def test_a_mistake_in_the_registry_is_told_with_line_and_field(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\nparties:\n  - nam: Greens\n", encoding="utf-8")
    loader = CorpusLoader(ARTICLES / "Northgate Wire", path)
    assert "mine.yaml, line 3, field parties[0].nam" in loader.registry_message.value
    loader.run_button.click()
    assert "The registry has a mistake: see step 2." in loader.run_message.value
    loader.registry_text.value = "name: mine\nparties:\n  - name: Greens\n"
    assert "mine: 1 parties and 0 people." in loader.registry_message.value


@pytest.mark.parametrize(
    ("source", "words"),
    [("no.yaml", "which does not exist"), ("moon", "expected a Registry, a .yaml file or one of")],
)
def test_a_registry_that_is_not_there_is_told(source, words):
    loader = CorpusLoader(parties=source)
    assert words in loader.registry_message.value


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "expected a text file in UTF-8" in CorpusLoader(parties=path).registry_message.value


def test_there_is_nothing_to_save_before_a_run():
    loader = CorpusLoader()
    loader.save_button.click()
    assert "There is nothing to save yet." in loader.save_message.value
    assert loader.data.empty
    assert "0 inputs" in loader.to_html()


def test_another_folder_drops_what_the_first_one_gave():
    loader = CorpusLoader(ARTICLES)
    loader.check_button.click()
    loader.subfolder.value = "Volkhov News Agency"
    assert loader.data.empty
    assert loader.account.value == ""


def test_the_loader_drops_an_analysis_when_its_folder_changes(tmp_path):
    loader = CorpusLoader(str(ROOT / "tests" / "files"))
    loader.run()
    loader.wait()
    assert loader.analysis is not None
    loader.folder.value = str(tmp_path / "elsewhere ")
    assert loader.analysis is None
    assert "There is no folder" in loader.folder_message.value


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/x", "x" * 5000])
def test_the_loader_takes_impossible_paths_in_words(folder):
    loader = CorpusLoader(folder)
    assert loader.check() is False
    assert "Traceback" not in loader.folder_message.value
