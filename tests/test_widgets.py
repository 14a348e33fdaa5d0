"""Widgets, operated from Python: what is chosen decides what is shown and what ``data`` gives."""

import re
import threading
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from textwrap import indent
from time import monotonic

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.caveats import is_few
from toolkit.parties import list_registries, parse_registry
from toolkit.quotes import ENGINES
from toolkit.widgets import (
    ArticleReader,
    Concordance,
    CorpusLoader,
    PartyComparison,
    UnmappedSpeakers,
    WhoAboutWhom,
)
from toolkit.widgets import loader as loader_module
from toolkit.widgets.choices import FIELDS, fill_fields, read_choices, write_choices
from toolkit.widgets.choices import WORDS as REPORT_WORDS
from toolkit.widgets.controls import ROWS
from toolkit.widgets.reader import ALL
from toolkit.widgets.registry_names import read_example
from toolkit.widgets.registry_step import NEW

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"
VIEWS = [PartyComparison, WhoAboutWhom, Concordance, ArticleReader, UnmappedSpeakers]
ATTACK = "<script>alert('a')</script>"


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
    assert "Russia about Syrian government: −0." in view.message.value
    view.list.buttons[0].click()
    assert view.reader.article.value == view.data.loc[0, "article_id"]


def test_cells_of_few_articles_are_marked(demo):
    view = WhoAboutWhom(demo)
    for row in view.estimates.itertuples():
        button = view.cells[row.voice_party, row.party]
        assert button.description.startswith("○") == is_few(row.caveat)
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


@pytest.mark.parametrize("widget", VIEWS)
def test_an_analysis_without_findings_gives_words_and_an_empty_selection(nothing, widget):
    view = widget(nothing)
    assert view.data.empty
    assert isinstance(view.to_html(), str)


@pytest.mark.parametrize("widget", VIEWS)
def test_every_view_has_a_static_twin(demo, widget):
    assert widget(demo).to_html().startswith("<style>")


def test_the_loader_goes_from_folder_to_report(tmp_path):
    loader = CorpusLoader(ROOT / "data", results=tmp_path / "out")
    loader.source.folder.value = str(ARTICLES)
    loader.source.part.value = "Northgate Wire"
    loader.reading.button.click()
    loader.reading.wait(60)
    assert "10 inputs: 10 loaded, 0 not loaded." in loader.account.value
    loader.analysing.button.click()
    analysis = loader.wait(60)
    assert "in 10 articles, " in loader.analysing.message.value
    assert loader.data is analysis.articles
    assert not loader.analysing.button.disabled
    loader.results.target.value = str(tmp_path / "out")
    loader.results.button.click()
    assert len(tk.load_analysis(tmp_path / "out").quotes) == len(analysis.quotes)
    loader.words.fields["question"].value = "Who is heard?"
    loader.words.button.click()
    assert f"Written: {tmp_path / 'out' / 'report.html'} (" in loader.words.message.value
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Who is heard?" in page
    assert "not stated" in page


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    """A folder of two articles."""
    folder = tmp_path_factory.mktemp("wire")
    for n, words in enumerate(["said the vote was a mistake", "called for talks"]):
        (folder / f"{n}.txt").write_text(
            f"News of {n}\n\nSergei Lavrov {words} on Monday.\n", encoding="utf-8"
        )
    return folder


def test_the_loader_accounts_for_broken_files():
    loader = CorpusLoader(ROOT / "tests" / "files")
    assert loader.check()
    assert "picture.txt" in loader.account.value
    assert (loader.data["status"] != "ok").any()


def test_reading_and_analysis_warn_of_nothing_in_the_process(wire, recwarn, tmp_path):
    table = tmp_path / "outlets.csv"
    table.write_text("outlet,state_party\nElsewhere,Atlantis\n", encoding="utf-8")
    CorpusLoader(ROOT / "tests" / "files", outlets=table).finish()
    assert not [warning for warning in recwarn if issubclass(warning.category, UserWarning)]


def hold(monkeypatch, name):
    """Replace a function of the loader by one that waits after its first step."""
    started, go_on = threading.Event(), threading.Event()

    def work(*_, progress, **__):
        progress(0, 2)
        started.set()
        assert go_on.wait(60)
        progress(1, 2)
        raise AssertionError("the work went on")

    monkeypatch.setattr(loader_module, name, work)
    return started, go_on


@pytest.mark.parametrize(
    ("name", "step", "unit"),
    [("read_articles", "reading", "files"), ("analyze_prepared", "analysing", "articles")],
)
def test_cancel_is_heard_and_nothing_is_kept(monkeypatch, wire, name, step, unit):
    started, go_on = hold(monkeypatch, name)
    loader = CorpusLoader(wire)
    job = getattr(loader, step)
    loader.run()
    assert started.wait(60)
    assert job.button.disabled
    assert job.bar.layout.display == "flex"
    job.cancel_button.click()
    go_on.set()
    assert loader.wait(60) is None
    assert f"Cancelled after 0 of 2 {unit}; nothing was kept." in job.message.value
    assert job.bar.layout.display == "none"
    assert not job.button.disabled
    assert job.cancel_button.disabled


def test_a_cancel_after_the_last_count_is_heard_too(monkeypatch, wire):
    started, go_on, read = threading.Event(), threading.Event(), loader_module.read_articles

    def read_slowly(*arguments, **options):
        articles = read(*arguments, **options)
        started.set()
        assert go_on.wait(60)
        return articles

    monkeypatch.setattr(loader_module, "read_articles", read_slowly)
    loader = CorpusLoader(wire)
    loader.run()
    assert started.wait(60)
    loader.cancel()
    go_on.set()
    assert loader.wait(60) is None
    assert loader.reading.cancelled
    assert loader.data.empty


def test_another_folder_during_a_run_makes_it_void(monkeypatch, wire):
    started, go_on = hold(monkeypatch, "analyze_prepared")
    loader = CorpusLoader(wire)
    loader.run()
    assert started.wait(60)
    loader.source.folder.value = "elsewhere"
    go_on.set()
    assert loader.wait(60) is None
    assert loader.analysis is None


def test_the_time_to_wait_is_for_both_steps(monkeypatch, wire):
    started, go_on = hold(monkeypatch, "analyze_prepared")
    loader = CorpusLoader(wire)
    loader.run()
    assert started.wait(60)
    begun = monotonic()
    assert loader.wait(0.2) is None
    assert monotonic() - begun < 5
    loader.cancel()
    go_on.set()
    loader.wait(60)


def test_edits_of_a_registry_come_back_with_it(wire):
    step = CorpusLoader(wire).registry
    step.text.value += "# mine\n"
    step.choice.value = "a new one (small example)"
    assert "# mine" not in step.text.value
    step.choice.value = "syria-2012"
    assert step.text.value.endswith("# mine\n")
    step.undo.click()
    assert "# mine" not in step.text.value


def test_a_registry_that_cannot_be_written_leaves_the_file(wire, mistaken):
    step = CorpusLoader(wire, mistaken).registry
    before = mistaken.read_bytes()
    step.text.value = "name: \ud800"
    step.target.value = str(mistaken)
    step.replace.value = True
    step.save()
    assert mistaken.read_bytes() == before


def test_what_a_person_wrote_into_the_file_of_choices_is_set_aside(wire, tmp_path):
    kept = tmp_path / "my-corpus.yaml"
    loader = CorpusLoader(wire, kept=kept)
    loader.words.fields["question"].value = "Who speaks?"
    mine = kept.read_text(encoding="utf-8").replace("Who speaks?", "Who is heard?")
    kept.write_text(mine, encoding="utf-8")
    loader.words.fields["sampling"].value = "all"
    assert (tmp_path / "my-corpus-1.yaml").read_text(encoding="utf-8") == mine
    assert "my-corpus-1.yaml" in loader.kept.message.value


def test_a_name_too_long_for_a_file_is_told_in_words():
    assert "too long" in CorpusLoader("x" * 300 + ".txt").source.message.value


def test_interrupting_a_cell_that_waits_cancels_the_run_and_ends_in_words(monkeypatch, wire):
    started, go_on = hold(monkeypatch, "analyze_prepared")
    loader, wait = CorpusLoader(wire), CorpusLoader.wait

    def interrupt(self):
        monkeypatch.setattr(CorpusLoader, "wait", wait)
        assert started.wait(60)
        assert self.analysing.cancel_button.disabled
        assert "Interrupt the kernel" in self.analysing.message.value
        raise KeyboardInterrupt

    monkeypatch.setattr(CorpusLoader, "wait", interrupt)
    cancel = loader.cancel
    monkeypatch.setattr(loader, "cancel", lambda: (cancel(), go_on.set()))
    with pytest.raises(RuntimeError, match="Cancelled: nothing was analysed.") as told:
        loader.finish()
    assert told.value._render_traceback_() == ["Cancelled: nothing was analysed."]


def test_waiting_for_a_run_that_failed_raises_its_reason(monkeypatch, wire):
    def fail(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr(loader_module, "analyze_prepared", fail)
    loader = CorpusLoader(wire)
    loader.run()
    with pytest.raises(RuntimeError, match="4. Analyse: the disk is full"):
        loader.wait()
    assert "the disk is full" in loader.analysing.message.value


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("", "No folder is named."),
        ("no/such/folder", "got 'no/such/folder'. Check the spelling"),
        (ROOT / "tests" / "files" / "broken" / "nothing.txt", "There is no article to analyse."),
        ("~nobody-of-this-name/x", "home directory"),
        ("x" * 5000, "File name too long"),
    ],
)
def test_a_folder_that_cannot_be_read_is_told(folder, words):
    loader = CorpusLoader(folder)
    with pytest.raises(RuntimeError, match=f"1. Articles: .*{re.escape(words)}"):
        loader.finish()
    assert escape(words) in loader.reading.message.value
    assert "see step 1" in loader.analysing.message.value
    assert loader.check() is False
    assert loader.analysis is None


def test_a_folder_of_too_many_folders_says_that_some_are_not_listed(tmp_path):
    for n in range(203):
        (tmp_path / f"{n:03d}").mkdir()
    loader = CorpusLoader(tmp_path)
    assert len(loader.source.part.options) == 1 + 200
    assert "203 sub-folders: “Part” lists the first 200" in loader.source.message.value


GREENS = "name: mine\nparties:\n  - name: Greens\n"


@pytest.fixture
def mistaken(tmp_path):
    """A registry with a mistake in its third line."""
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\nparties:\n  - nam: Greens\n", encoding="utf-8")
    return path


def test_a_mistake_in_the_registry_is_told_with_its_line_until_it_is_mended(wire, mistaken):
    loader = CorpusLoader(wire, mistaken)
    assert "mine.yaml, line 3, field parties[0].nam" in loader.registry.message.value
    assert "▶    3    - nam: Greens" in loader.registry.excerpt.value
    loader.analysing.button.click()
    assert "The registry has a mistake: see step 3." in loader.analysing.message.value
    loader.registry.text.value = GREENS
    assert "mine: 1 party and 0 people. Edited, not saved." in loader.registry.message.value
    assert loader.registry.excerpt.value == ""
    assert loader.analysing.message.value == ""


def test_a_registry_without_text_is_told_and_its_edits_undone():
    step = CorpusLoader().registry
    step.text.value = " "
    assert "“Undo all edits” brings it back." in step.message.value
    assert step.registry is None
    step.undo.click()
    assert step.registry.name == "syria-2012"
    assert step.edits == ""


def test_an_edited_registry_is_saved_and_used_from_its_file(tmp_path):
    step = CorpusLoader().registry
    step.text.value, step.target.value = GREENS, str(tmp_path / "mine.yaml")
    step.save_button.click()
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == GREENS
    assert step.parties == str(tmp_path / "mine.yaml")
    assert step.registry.name == "mine"
    assert "It is used from there." in step.saved.value


SYRIA = tk.load_registry("syria-2012").text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SYRIA + "# mine\n", "my study"),
        (SYRIA.replace("name: syria-2012", "name: 'syria-2012'  # shipped"), "my study"),
        (SYRIA.replace("name: syria-2012", "name: Syria, spring"), "Syria, spring"),
    ],
)
def test_a_saved_registry_goes_by_the_name_of_its_file_unless_it_has_its_own(tmp_path, text, name):
    step = CorpusLoader().registry
    step.text.value, step.target.value = text, str(tmp_path / "my study.yaml")
    step.save_button.click()
    assert step.registry.name == name
    assert (f"Its name is now “{name}”." in step.saved.value) == (name == "my study")
    assert step.edits == ""


def test_an_edited_registry_is_cited_as_edited(wire, tmp_path):
    loader = CorpusLoader(wire)
    loader.registry.text.value = SYRIA + "# mine\n"
    assert "syria-2012: 15 parties" in loader.registry.message.value
    assert loader.finish().manifest["registry"]["name"] == "syria-2012, edited"
    loader.registry.undo.click()
    assert loader.analysis is None
    assert loader.finish().manifest["registry"]["name"] == "syria-2012"
    copy = tmp_path / "copy.yaml"
    copy.write_text(SYRIA + "# mine\n", encoding="utf-8")
    assert CorpusLoader(parties=copy).registry.registry.name == "syria-2012, edited"


def test_a_new_registry_begins_with_a_small_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    step = CorpusLoader().registry
    step.choice.value = NEW
    assert step.registry.party_names == ("Greens", "Government")
    assert "An example: put your parties in its place, and save it." in step.message.value
    assert (step.edit.value, step.target.value) == (True, "my-registry.yaml")
    step.text.value = step.text.value.replace("Greens", "Reds").replace("Government", "Blues")
    step.save_button.click()
    assert step.parties == "my-registry.yaml"
    assert (step.registry.name, step.registry.party_names) == ("my-registry", ("Reds", "Blues"))


def test_the_example_is_that_of_the_manual_and_no_shipped_registry():
    manual = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert indent(read_example(), "    ") in manual
    assert NEW not in list_registries()
    assert [name for name in list_registries() if "new" in name] == []


def test_an_example_under_edit_is_kept(tmp_path):
    first = CorpusLoader(kept=tmp_path / "kept.yaml")
    first.registry.choice.value = NEW
    first.registry.text.value = GREENS
    second = CorpusLoader(kept=tmp_path / "kept.yaml").registry
    assert (second.choice.value, second.text.value) == (NEW, GREENS)


def test_the_file_in_use_is_saved_again_without_a_tick_unless_it_was_changed_elsewhere(mistaken):
    step = CorpusLoader(parties=mistaken).registry
    assert step.target.value == str(mistaken)
    step.text.value = GREENS + "["
    step.save_button.click()
    assert "Saved, with the mistake above: mend it before you analyse." in step.saved.value
    assert "It is used from there" not in step.saved.value
    step.text.value = GREENS
    step.save_button.click()
    assert "It is used from there." in step.saved.value
    mistaken.write_text(GREENS + "# by another program\n", encoding="utf-8")
    step.text.value = GREENS + "# here\n"
    step.save_button.click()
    assert "already. Name another file, or tick" in step.saved.value


def test_a_file_of_that_name_is_not_replaced_unless_ticked(mistaken):
    step, before = CorpusLoader().registry, mistaken.read_text(encoding="utf-8")
    step.text.value, step.target.value = GREENS, str(mistaken)
    step.save_button.click()
    assert "already. Name another file, or tick" in step.saved.value
    assert mistaken.read_text(encoding="utf-8") == before
    step.replace.value = True
    step.save_button.click()
    assert mistaken.read_text(encoding="utf-8") == GREENS
    assert step.replace.value is False


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        (GREENS, "mine.txt", "Name a file that ends in .yaml"),
        (" ", "mine.yaml", "There is no text to save."),
        (GREENS, "no/such/folder/mine.yaml", "No such file or directory"),
    ],
)
def test_a_registry_that_cannot_be_saved_says_why(text, target, words):
    step = CorpusLoader().registry
    step.text.value, step.target.value = text, target
    step.save_button.click()
    assert words in step.saved.value


@pytest.mark.parametrize(
    ("source", "words"),
    [("no.yaml", "which does not exist"), ("moon", "expected a Registry, a .yaml file or one of")],
)
def test_a_registry_that_is_not_there_is_told(source, words):
    assert words in CorpusLoader(parties=source).registry.message.value


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "expected a text file in UTF-8" in CorpusLoader(parties=path).registry.message.value


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("Northgate Wire,", "Outlets of the articles: 1. The table fits them."),
        ("Norhtgate Wire,", "got Norhtgate Wire, which have none. Spell them alike."),
        ("Northgate Wire,Atlantis", "got Atlantis."),
        ("Northgate Wire,\nNorthgate Wire,", "expected each outlet once"),
    ],
)
def test_the_table_of_outlets_is_compared_at_its_own_step(tmp_path, rows, words):
    table = tmp_path / "outlets.csv"
    table.write_text(f"outlet,state_party\n{rows}\n", encoding="utf-8")
    loader = CorpusLoader(ARTICLES / "Northgate Wire", outlets=table)
    loader.check()
    assert words in loader.outlets.message.value
    loader.outlets.table.value = ""
    assert loader.outlets.message.value == ""


def test_the_table_of_outlets_counts(wire, tmp_path):
    table = tmp_path / "outlets.csv"
    table.write_text(f"outlet,country\n{wire.name},Atlantis\n", encoding="utf-8")
    loader = CorpusLoader(wire)
    loader.outlets.table.value = str(table)
    assert loader.finish().outlets["country"].tolist() == ["Atlantis"]
    loader.outlets.table.value = "nowhere.csv"
    assert loader.analysis is None
    with pytest.raises(RuntimeError, match="got 'nowhere.csv', which does not exist"):
        loader.finish()


def test_there_is_nothing_to_save_or_report_before_a_run():
    loader = CorpusLoader()
    loader.save()
    loader.write_report()
    assert "There is nothing to save yet." in loader.results.message.value
    assert "There is nothing to report yet." in loader.words.message.value
    assert loader.data.empty
    assert "0 inputs" in loader.to_html()


def test_results_of_an_earlier_run_are_replaced_only_if_ticked(wire, tmp_path):
    first, second = (CorpusLoader(wire, results=tmp_path / "out") for _ in range(2))
    first.finish()
    first.save()
    first.write_report()
    first.save()
    assert "Saved: " in first.results.message.value
    assert "earlier run" not in first.results.message.value
    second.finish()
    written = (tmp_path / "out" / "report.html").stat().st_mtime_ns
    second.save()
    second.write_report()
    for message in (second.results.message, second.words.message):
        assert "has results of an earlier run (manifest.json, report.html)." in message.value
    assert (tmp_path / "out" / "report.html").stat().st_mtime_ns == written
    second.results.replace.value = True
    second.save()
    assert "The report there is of an earlier run: write it anew (step 6)." in second.results.message.value
    second.write_report()
    assert "Written: " in second.words.message.value
    assert second.results.replace.value is False


def test_tables_are_saved_for_excel_or_as_parquet_with_estimates_and_figure(wire, tmp_path):
    loader = CorpusLoader(wire, results=tmp_path / "out")
    loader.finish()
    loader.save()
    names = ["articles.csv", "estimates.csv", "mentions.csv", "outlets.csv", "quotes.csv", "scores.csv"]
    assert f"({', '.join([*names, 'manifest.json', 'portrait.png'])})" in loader.results.message.value
    assert sorted(path.name for path in (tmp_path / "out").glob("*.csv")) == names
    loader.results.format.value = "parquet"
    assert loader.choices["format"] == "parquet"
    loader.save()
    assert list((tmp_path / "out").glob("*.csv")) == []
    assert (tmp_path / "out" / "estimates.parquet").is_file()
    assert (tmp_path / "out" / "portrait.png").is_file()


def test_cells_that_show_an_earlier_analysis_are_named_after_a_run(wire):
    loader = CorpusLoader(wire)
    loader.run()
    loader.wait()
    assert loader.below.value == ""
    loader.finish()
    loader.run()
    loader.wait()
    assert f"still show the earlier analysis, of {wire}, until they are run again" in loader.below.value
    loader.finish()
    assert loader.below.value == ""


def test_a_new_run_forgets_what_the_last_one_said(wire, tmp_path):
    loader = CorpusLoader(wire, results=tmp_path / "out")
    loader.finish()
    loader.save()
    loader.run()
    assert loader.results.message.value == ""
    loader.wait()


def test_results_without_a_folder_are_told(wire):
    loader = CorpusLoader(wire)
    loader.finish()
    loader.results.target.value = ""
    loader.save()
    assert "No folder is named for the results." in loader.results.message.value


def test_the_report_leaves_sentences_out_if_asked(wire, tmp_path):
    loader = CorpusLoader(wire, results=tmp_path / "out")
    loader.finish()
    loader.words.sentences.value = False
    loader.write_report()
    assert "the vote was a mistake" not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_finish_does_nothing_twice(wire):
    loader = CorpusLoader(wire)
    assert loader.finish() is loader.finish()


def test_another_folder_drops_what_the_first_one_gave(tmp_path):
    loader = CorpusLoader(ROOT / "tests" / "files")
    loader.finish()
    loader.source.part.value = "outlets"
    assert loader.analysis is None
    assert loader.data.empty
    assert loader.account.value == ""
    loader.source.folder.value = str(tmp_path / "elsewhere ")
    assert "There is no folder" in loader.source.message.value


WORDS = {
    "folder": "demo",
    "title": "Two outlets",
    "question": "How?",
    "corpus": "Invented.",
    "sampling": "None.",
}


def stated(loader):
    return {name: field.value for name, field in loader.words.fields.items() if field.value}


def test_what_is_said_of_one_folder_is_not_said_of_another(tmp_path):
    loader = CorpusLoader("demo", outlets="outlets.csv", results="out", words=WORDS)
    assert stated(loader) == {name: WORDS[name] for name in WORDS if name != "folder"}
    loader.words.fields["question"].value = "Mine?"
    loader.source.folder.value = str(tmp_path)
    assert stated(loader) == {}
    assert loader.outlets.table.value == ""
    assert loader.results.target.value == f"{tmp_path}-results"
    loader.source.folder.value = "demo"
    assert (stated(loader)["question"], stated(loader)["corpus"]) == ("Mine?", "Invented.")
    assert (loader.outlets.table.value, loader.results.target.value) == ("outlets.csv", "out")


def test_words_come_back_with_their_folder_in_another_session_too(tmp_path):
    kept = tmp_path / "kept.yaml"
    first = CorpusLoader(kept=kept)
    first.words.fields["title"].value = "Old study"
    first.source.folder.value = "old"
    assert stated(first) == {"title": "Old study"}
    first.source.folder.value = str(tmp_path)
    assert stated(first) == {}
    assert "The words for old are kept and come back with it." in first.words.note.value
    first.words.fields["title"].value = "New study"
    assert "Old study" in kept.read_text(encoding="utf-8")
    second = CorpusLoader(kept=kept)
    assert stated(second) == {"title": "New study"}
    second.source.folder.value = "old/"
    assert stated(second) == {"title": "Old study"}
    assert f"The words for {tmp_path} are kept" in second.words.note.value


def test_words_of_a_part_that_is_gone_are_not_said_of_the_whole(tmp_path):
    (tmp_path / "corpus" / "Herald").mkdir(parents=True)
    first = CorpusLoader(tmp_path / "corpus", kept=tmp_path / "kept.yaml")
    first.source.part.value = "Herald"
    first.words.fields["title"].value = "The Herald"
    (tmp_path / "corpus" / "Herald").rmdir()
    second = CorpusLoader(tmp_path / "corpus", kept=tmp_path / "kept.yaml")
    assert stated(second) == {}
    assert "are kept and come back with it." in second.words.note.value


@pytest.mark.parametrize("form", ["'{}'", '"{}"', "“{}” ", " {}", "file://{}", '"file://{}"'])
def test_a_path_is_understood_as_it_was_copied(tmp_path, form):
    folder = tmp_path / "my articles"
    folder.mkdir()
    typed = form.format(str(folder) if "file" not in form else str(folder).replace(" ", "%20"))
    loader = CorpusLoader(typed)
    assert loader.source.folder.value == str(folder)
    loader = CorpusLoader()
    for field in (loader.source.folder, loader.outlets.table, loader.results.target, loader.registry.file):
        field.value = typed
        assert field.value == str(folder)
    assert loader.source.message.value == ""


def test_what_is_said_of_a_folder_is_not_said_of_its_part():
    loader = CorpusLoader(ARTICLES, outlets="outlets.csv", words=WORDS | {"folder": str(ARTICLES)})
    loader.source.part.value = "Northgate Wire"
    assert stated(loader) == {}
    assert loader.outlets.table.value == "outlets.csv"


def test_words_of_another_folder_are_not_taken(tmp_path):
    assert stated(CorpusLoader(tmp_path, words=WORDS)) == {}


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="words: expected the keys folder, title, .*; got 'author'"):
        CorpusLoader("demo", words={"author": "me"})


def test_choices_are_kept_and_come_back(wire, tmp_path):
    kept = tmp_path / "kept.yaml"
    first = CorpusLoader("demo", words=WORDS, kept=kept)
    assert f"What you choose here is kept in {kept}" in first.kept.message.value
    assert not kept.exists()
    first.source.folder.value = str(wire)
    first.registry.text.value = GREENS
    first.words.fields["sampling"].value = "Every second one.\nNo weekends: none."
    first.words.sentences.value = False
    second = CorpusLoader("demo", words=WORDS, kept=kept)
    assert second.choices == first.choices
    assert second.registry.registry.name == "mine"
    assert f"Your choices are kept in {kept} (changed " in second.kept.message.value
    assert stated(second) == {"sampling": "Every second one.\nNo weekends: none."}


def test_other_parameters_set_the_kept_choices_aside(wire, tmp_path):
    kept = tmp_path / "kept.yaml"
    CorpusLoader("demo", kept=kept).source.folder.value = str(wire)
    before = kept.read_text(encoding="utf-8")
    other = CorpusLoader("other", kept=kept)
    assert "keeps choices made with other parameters. They are not used" in other.kept.message.value
    assert other.source.folder.value == "other"
    other.words.fields["title"].value = "Mine"
    assert (tmp_path / "kept-1.yaml").read_text(encoding="utf-8") == before
    assert "Mine" in kept.read_text(encoding="utf-8")


def test_back_to_the_parameters_loses_nothing(wire, tmp_path):
    loader = CorpusLoader("demo", words=WORDS, kept=tmp_path / "kept.yaml")
    loader.source.folder.value = str(wire)
    loader.kept.button.click()
    assert loader.source.folder.value == "demo"
    assert stated(loader)["question"] == "How?"
    assert str(wire) in (tmp_path / "kept-1.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / "kept.yaml").exists()


@pytest.mark.parametrize("text", ["", "a: [", "chosen: 3", "- a", "\x00"])
def test_a_kept_file_that_is_none_is_told_and_set_aside(tmp_path, text):
    kept = tmp_path / "kept.yaml"
    kept.write_text(text, encoding="utf-8")
    loader = CorpusLoader("demo", kept=kept)
    assert "kept: expected a file with the fields chosen and parameters" in loader.kept.message.value
    loader.words.fields["title"].value = "Mine"
    assert (tmp_path / "kept-1.yaml").read_text(encoding="utf-8") == text


def test_choices_that_cannot_be_kept_are_told(tmp_path):
    (tmp_path / "file").write_text("")
    loader = CorpusLoader(kept=tmp_path / "file" / "kept.yaml")
    loader.words.fields["title"].value = "Mine"
    assert "Your choices could not be kept: " in loader.kept.message.value


ANY = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    chosen=st.dictionaries(st.sampled_from(FIELDS), ANY),
    others=st.dictionaries(ANY, st.dictionaries(st.sampled_from(REPORT_WORDS), ANY)),
)
def test_any_text_is_kept_as_it_is(tmp_path_factory, chosen, others):
    path = tmp_path_factory.mktemp("kept") / "kept.yaml"
    others = {place: fill_fields(words, REPORT_WORDS) for place, words in others.items()}
    write_choices(path, fill_fields(chosen), others, fill_fields({}))
    assert read_choices(path) == (fill_fields(chosen), others, fill_fields({}))


@pytest.fixture
def queue(demo):
    return UnmappedSpeakers(demo)


@pytest.fixture
def first(queue):
    """The most quoted speaker without a party."""
    return queue.data["speaker"][0]


def run_update(view):
    view.job.button.click()
    view.job.wait()
    assert view.job.error is None


def test_the_queue_begins_with_the_most_quoted_speaker_and_the_sentences(demo, queue, first):
    n = int((demo.quotes["speaker"] == first).sum())
    assert queue.speaker.value == (first, None)
    assert queue.speaker.options[0][0] == f"{first}: {n} quotations"
    assert len(queue.list.data) == n
    assert "every article" in queue.scope.value
    assert queue.choice.value == "leave open"
    pd.testing.assert_frame_equal(queue.data, tk.list_unmapped(demo))
    share = tk.registry_coverage(demo).iloc[-2]
    told = f"Of {share['n']} quotations, {share['mapped']:.0%} are mapped to a party, "
    told += f"{share['unresolved']:.0%} are unresolved, 0% of no party. Not counted: "
    told += f"{len(demo.quotes) - share['n']} more, in which outlets speak themselves."
    assert told in queue.coverage.value


def test_words_that_point_at_somebody_are_decided_for_their_article(queue):
    speaker, article = next(key for _, key in queue.speaker.options if key[1])
    queue.speaker.value = (speaker, article)
    assert "this article alone" in queue.scope.value
    queue.choice.value = "no party"
    assert queue.registry.assigned == (tk.Assignment(speaker, party="no party", article=article),)
    assert set(queue.list.data["article_id"]) == {article}


def test_search_and_number_restrict_the_queue(queue, first):
    queue.search.value = first.upper()
    assert queue.data["speaker"].tolist() == [first]
    assert [key for _, key in queue.speaker.options] == [(first, None)]
    queue.search.value, queue.least.value = "", 5
    assert queue.data["n_quotes"].min() == 5
    queue.search.value = "zzz"
    assert queue.speaker.value is None
    assert queue.choice.disabled
    assert "No speaker is left for this search and number." in queue.scope.value
    assert queue.data.empty


def test_a_mapped_speaker_is_found_and_corrected(demo, queue):
    queue.search.value = "lavrov"
    assert queue.speaker.value is None
    assert "“Show mapped speakers too” lists those who have a party." in queue.scope.value
    queue.mapped.value = True
    n = int((demo.quotes["speaker"] == "Sergei Lavrov").sum())
    assert queue.speaker.options == (
        (f"Sergei Lavrov: {n} quotations (Russia {n})", ("Sergei Lavrov", None)),
    )
    assert len(queue.list.data) == n
    assert queue.data["party"].tolist() == ["Russia"]
    queue.choice.value = "China"
    run_update(queue)
    found = queue.analysis.quotes[queue.analysis.quotes["speaker"] == "Sergei Lavrov"]
    assert set(found["party"]) == {"China"}
    assert queue.speaker.options[0][0] == f"Sergei Lavrov: {n} quotations (China {n})"
    assert "Speakers: 1</caption>" in queue.to_html()


def test_all_speakers_are_listed_with_their_parties(demo, queue):
    queue.mapped.value = True
    pd.testing.assert_frame_equal(queue.data, tk.list_speakers(demo))
    queue.mapped.value = False
    pd.testing.assert_frame_equal(queue.data, tk.list_unmapped(demo))


def test_an_assigned_speaker_who_is_in_no_quotation_is_told(demo, queue):
    registry = tk.assign_speakers(demo.registry, {"Nobody Known": "no party"})
    view = UnmappedSpeakers(demo, registry)
    run_update(view)
    assert "expected speakers of the analysis; 1 is none: &#x27;Nobody Known" in view.job.message.value


def test_parties_that_occur_are_offered_first(demo):
    view = UnmappedSpeakers(demo, "states")
    assert [name for _, name in view.choice.options][:2] == ["leave open", "no party"]
    small = tk.analyze(
        pd.DataFrame({"article_id": ["a"], "text": ["Zambia said no."]}), "states", engine="rules"
    )
    assert [name for _, name in UnmappedSpeakers(small).choice.options][2:4] == ["Zambia", "Afghanistan"]


def test_a_sentence_opens_its_article_at_the_quotation(queue):
    queue.list.buttons[1].click()
    assert queue.reader.article.value == queue.list.data["article_id"][1]
    assert "Opened at: “" in queue.reader.page.value
    assert "<b>" in queue.list.words[1].value


def test_decisions_are_told_until_they_are_saved_and_can_be_undone(queue, first):
    second = queue.data["speaker"][1]
    queue.choice.value = "no party"
    queue.next_button.click()
    assert queue.speaker.value == (second, None)
    queue.choice.value = "Kofi Annan"
    told = f"Decided and not saved: {first} → no party; {second} → Kofi Annan."
    assert told in queue.decided.value
    assert queue.registry.name == "syria-2012, edited"
    queue.choice.value = "leave open"
    assert f"Decided and not saved: {first} → no party." in queue.decided.value
    queue.undo.click()
    assert queue.decided.value == ""
    assert queue.registry.assigned == ()


def test_a_decision_is_saved_mapped_and_leaves_the_queue(demo, queue, first, tmp_path):
    queue.target.value = str(tmp_path / "mine.yaml")
    queue.choice.value = "Syrian government"
    queue.save_button.click()
    assert "a registry named “mine”" in queue.saved.value
    assert queue.decided.value == ""
    saved = tk.load_registry(tmp_path / "mine.yaml")
    assert saved == queue.registry
    assert saved.assigned == (tk.Assignment(first, party="Syrian government"),)
    run_update(queue)
    n = len(tk.list_unmapped(demo))
    assert f"Done: {n - 1} speakers without a party, {n} before." in queue.job.message.value
    assert first not in set(queue.data["speaker"])
    found = queue.analysis.quotes[queue.analysis.quotes["speaker"] == first]
    assert set(found["party"]) == {"Syrian government"}
    assert queue.reader.data.equals(ArticleReader(queue.analysis).data)
    assert demo.registry.assigned == ()


def test_what_is_not_saved_is_mapped_too_and_taken_back(queue, first):
    queue.choice.value = "no party"
    run_update(queue)
    assert queue.analysis.manifest["registry"]["name"] == "syria-2012, edited"
    assert ", 0% of no party." not in queue.coverage.value
    assert first not in set(queue.data["speaker"])
    queue.undo.click()
    run_update(queue)
    assert queue.data["speaker"][0] == first


def test_an_update_without_decisions_is_refused(queue):
    queue.job.button.click()
    assert "Nothing was decided since the analysis was mapped" in queue.job.message.value


def test_a_cancelled_update_leaves_everything(demo, queue, first):
    queue.choice.value = "no party"
    queue.job.button.click()
    queue.job.cancel()
    queue.job.wait()
    assert queue.job.cancelled
    assert queue.analysis is demo
    assert first in queue.decided.value


def test_an_article_that_fails_in_an_update_is_told(monkeypatch, demo):
    view = UnmappedSpeakers(demo)

    def fail_on_first(document):
        if document.article_id == demo.articles["article_id"][0]:
            raise RecursionError("too deep")
        return []

    monkeypatch.setitem(ENGINES, "model", fail_on_first)
    view.choice.value = "no party"
    run_update(view)
    assert "1 article failed: see analysis.articles." in view.job.message.value


def test_a_registry_in_a_file_of_that_name_is_not_replaced_unless_ticked(queue, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("name: another\nparties: []\n")
    queue.target.value = str(path)
    queue.choice.value = "no party"
    queue.save_button.click()
    assert "already. Name another file, or tick" in queue.saved.value
    queue.replace.value = True
    queue.save_button.click()
    assert tk.load_registry(path).assigned == queue.registry.assigned
    assert queue.replace.value is False


def test_a_registry_from_a_file_is_saved_there_unless_it_was_changed_elsewhere(demo, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(demo.registry.text, encoding="utf-8")
    view = UnmappedSpeakers(demo, path, path)
    view.choice.value = "no party"
    view.save_button.click()
    assert "Saved: " in view.saved.value
    path.write_text("name: another\nparties: []\n")
    view.choice.value = "leave open"
    view.save_button.click()
    assert "already. Name another file, or tick" in view.saved.value


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("mine.txt", "Name a file that ends in .yaml, such as my-registry.yaml; got"),
        ("no/such/folder/mine.yaml", "No such file or directory"),
    ],
)
def test_decisions_that_cannot_be_saved_say_why(queue, first, target, words):
    queue.target.value = target
    queue.choice.value = "no party"
    queue.save_button.click()
    assert words in queue.saved.value
    assert first in queue.decided.value


def test_a_registry_that_cannot_be_written_into_says_so_and_nothing_is_decided(demo):
    view = UnmappedSpeakers(demo, parse_registry("{name: mine, parties: [{name: Reds}]}"))
    view.choice.value = "Reds"
    assert "Take the outer braces off." in view.saved.value
    assert view.choice.value == "leave open"
    assert view.decided.value == ""


def test_hostile_speakers_are_shown_as_text(demo, first):
    quotes = demo.quotes.assign(speaker=demo.quotes["speaker"].replace(first, ATTACK))
    view = UnmappedSpeakers(replace(demo, quotes=quotes))
    view.speaker.value = next(key for _, key in view.speaker.options if key[0] == ATTACK)
    view.choice.value = "no party"
    for html in (view.decided.value, view.to_html(), view.list.words[0].value, view.reader.page.value):
        assert "<script>" not in html
    assert escape(ATTACK) in view.decided.value
    assert [made.speaker for made in view.registry.assigned] == [ATTACK]
