"""Widgets and notebooks as a researcher meets them: in JupyterLab and in voila, in a real browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

import toolkit as tk

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ROW = re.compile(r"^(\d{4}-\d\d-\d\d|no date) ")
ROWS = re.compile(r"^Rows 1 to \d+ of \d+")
ATTACK = "<script>document.body.dataset.attacked = 1</script><img src=x onerror=\"alert('ATTACK')\">"


@pytest.fixture
def show_widget(show, write_notebook, analysis_folder):
    """Show ``tk.<code>`` of an analysis, by default that of the demonstration corpus."""

    def show_code(code: str, folder: Path = analysis_folder) -> Locator:
        load = f"import toolkit as tk\nanalysis = tk.load_analysis({str(folder)!r})"
        name = write_notebook("widget.ipynb", load, f"view = tk.{code}\nview")
        return show(name).locator(".mpt-view").first

    return show_code


def test_comparison(show_widget, picture):
    view = show_widget("PartyComparison(analysis)")
    figure = view.locator("img")
    expect(figure).to_have_attribute("alt", re.compile("^voice.share.*Russia: 0"))
    choose(view, "Measure", "(stance.distancing)")
    expect(figure).to_have_attribute("alt", re.compile("^stance.distancing"))
    picture(view, "comparison")
    everything = read_count(view)
    view.get_by_label("Russia", exact=True).uncheck()
    expect(figure).not_to_have_attribute("alt", re.compile("Russia"))
    view.get_by_label("From", exact=True).fill("2012-05-01")
    view.get_by_label("From", exact=True).blur()
    expect(view.get_by_text(ROWS)).not_to_contain_text(f"of {everything}")
    choose(view, "Sort by", "value")
    view.get_by_label("largest or last first").check()
    row = view.get_by_role("button", name=ROW).first
    expect(row.locator("xpath=..")).to_contain_text("1.00")
    row.click()
    expect_place(view)
    check_accessible(view.page)
    view.get_by_role("button", name="No parties").click()
    expect(view.get_by_role("alert")).to_have_text("No party is chosen. Tick at least one party.")


def test_who_about_whom(show_widget, picture):
    view = show_widget("WhoAboutWhom(analysis)")
    cell = view.get_by_title(re.compile("^Russia about Syrian government"))
    expect(cell).to_have_text(re.compile(r"^−0\.\d\d \(\d+\)$"))
    expect(view.get_by_title(re.compile("^United Kingdom about China"))).to_have_text(re.compile("^○"))
    cell.click()
    expect(
        view.get_by_role("status").get_by_text(re.compile("^Russia about Syrian government: -0"))
    ).to_be_visible()
    mentions = re.search(r"\((\d+)\)", cell.inner_text())[1]
    expect(view.get_by_text(ROWS)).to_have_text(re.compile(f" of {mentions}$"))
    picture(view, "matrix")
    view.get_by_title(re.compile("^US about Syrian opposition")).focus()
    view.page.keyboard.press("Enter")
    expect(view.get_by_text(re.compile("^US about Syrian opposition: "))).to_be_visible()
    view.get_by_role("button", name=ROW).first.click()
    expect_place(view)
    check_accessible(view.page)


def test_concordance(show_widget):
    view = show_widget("Concordance(analysis)")
    view.get_by_label("Search", exact=True).fill("regime")
    view.get_by_label("Search", exact=True).press("Enter")
    expect(view.get_by_text(re.compile(r"^\d+ places in \d+ articles\.$"))).to_be_visible()
    found = read_count(view)
    view.get_by_label("outlet", exact=True).uncheck()
    expect(view.get_by_text(ROWS)).not_to_contain_text(f"of {found}")
    choose(view, "Said by", "Russia")
    expect(view.get_by_role("button", name=ROW).first.locator("xpath=..")).to_contain_text("(Russia)")
    view.get_by_role("button", name=ROW).first.click()
    expect_place(view)
    check_accessible(view.page)


def test_reader(show_widget, picture):
    view = show_widget("ArticleReader(analysis)")
    choose(view, "Outlet", "Volkhov News Agency")
    expect(view.locator(".mpt-by")).to_contain_text("Volkhov News Agency")
    choose(view, "Article", "Volkhov News Agency", nth=-1)
    expect(view.locator(".mpt-by")).to_contain_text("July 2012")
    picture(view, "reader")
    view.locator("summary").focus()
    view.page.keyboard.press("Enter")
    expect(view.locator("details li").first).to_be_visible()
    check_accessible(view.page)


@pytest.fixture
def corpus(desk):
    """A folder of good, mixed and broken files."""
    folder = desk / "corpus"
    if not folder.exists():
        shutil.copytree(ROOT / "data" / "articles" / "Northgate Wire", folder / "Northgate Wire")
        shutil.copytree(ROOT / "tests" / "files", folder / "files")
    return folder


def test_loader(show, write_notebook, corpus, desk, picture):
    view = (
        show(write_notebook("loader.ipynb", "import toolkit as tk\ntk.CorpusLoader()"))
        .locator(".mpt-view")
        .first
    )
    fill(view, "Folder", str(corpus / "nowhere"))
    expect(view.get_by_role("alert")).to_contain_text("There is no folder")
    fill(view, "Folder", corpus.name)  # notebooks run in the folder that they are in
    expect(view.get_by_role("alert")).to_have_count(0)
    view.get_by_role("button", name="Read the articles").click()
    expect(view.get_by_text(re.compile(r"^\d+ inputs: \d+ loaded, \d+ not loaded\."))).to_be_visible()
    expect(view.get_by_role("row", name=re.compile("picture.txt"))).to_contain_text("not text")
    picture(view, "loader", 1200)
    choose(view, "Part", "Northgate Wire")
    expect(view.get_by_text("not loaded")).to_have_count(0)

    view.get_by_role("button", name="Show and edit").click()
    text = view.get_by_label("Text", exact=True)
    right = text.input_value()
    text.fill("name: mine\nparties:\n  - nam: Greens\n")
    text.blur()
    expect(view.get_by_role("alert")).to_contain_text("line 3, field parties[0].nam")
    view.get_by_role("button", name="Analyse").click()
    expect(view.get_by_text("The registry has a mistake: see step 2.")).to_be_visible()
    text.fill(right)
    text.blur()
    expect(view.get_by_text(re.compile("^syria-2012: 10 parties"))).to_be_visible()

    view.get_by_role("button", name="Analyse").click()
    view.get_by_role("button", name="Cancel").click()
    expect(view.get_by_text("Cancelled; nothing was kept.")).to_be_visible()
    view.get_by_role("button", name="Save").click()
    expect(view.get_by_text(re.compile("^There is nothing to save yet"))).to_be_visible()

    view.get_by_role("button", name="Analyse").click()
    expect(view.get_by_text(re.compile(r"^Done: \d+ quotations in 10 articles"))).to_be_visible()
    check_accessible(view.page)
    results = desk / "results" / "own"
    shutil.rmtree(results, ignore_errors=True)
    fill(view, "Folder", str(results), nth=1)
    view.get_by_role("button", name="Save").click()
    expect(view.get_by_text(re.compile("^Saved: "))).to_be_visible()
    assert len(tk.load_analysis(results).articles) == 10


@pytest.fixture(scope="session")
def hostile_folder(desk):
    """An analysis whose articles would run scripts, if anything let them."""
    words = "Moscow said the vote was a mistake."
    articles = pd.DataFrame(
        {"title": [ATTACK], "outlet": [ATTACK], "text": [f"{words} {ATTACK} “{ATTACK},” he said."]}
    )
    return tk.analyze(tk.load_articles(articles), "syria-2012").save(desk / "results" / "hostile")


@pytest.mark.parametrize(
    "code",
    [
        "ArticleReader(analysis)",
        "Concordance(analysis, 'script')",
        "PartyComparison(analysis)",
        "WhoAboutWhom(analysis)",
    ],
)
def test_hostile_articles_are_shown_as_text(show_widget, hostile_folder, code):
    view = show_widget(code, hostile_folder)
    expect(view.locator(".mpt-text")).to_contain_text("<script>document.body.dataset.attacked = 1</script>")
    assert view.page.locator("img[src='x']").count() == 0
    assert view.page.locator("body[data-attacked]").count() == 0


def test_hostile_articles_are_text_in_the_report(page, hostile_folder):
    path = tk.report(tk.load_analysis(hostile_folder), hostile_folder / "report.html", title=ATTACK)
    page.goto(path.as_uri())
    expect(page.locator("body")).to_contain_text("<script>document.body.dataset.attacked = 1</script>")
    assert page.locator("img[src='x'], script").count() == 0
    assert page.locator("body[data-attacked]").count() == 0


def test_the_report_is_accessible(page, demo, desk):
    page.goto(tk.report(demo, desk / "report.html").as_uri())
    check_accessible(page, "body")


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_notebooks_run_in_lab(run_in_lab, name):
    page = run_in_lab(f"notebooks/{name}")
    failed = page.locator(".jp-OutputArea-output", has_text="Traceback (most recent call last)")
    assert failed.all_inner_texts() == []
    assert page.locator(".jp-CodeCell").count() > 1


def choose(view: Locator, label: str, text: str, nth: int = 0) -> None:
    """Choose the option of a dropdown that holds a text."""
    dropdown = view.get_by_label(label, exact=True).first
    option = dropdown.locator("option", has_text=text)
    expect(option).not_to_have_count(0)
    dropdown.select_option(index=int(option.nth(nth).evaluate("option => option.index")))


def fill(view: Locator, label: str, text: str, nth: int = 0) -> None:
    field = view.get_by_label(label, exact=True).nth(nth)
    field.fill(text)
    field.press("Enter")


def read_count(view: Locator) -> str:
    """How many rows the list has."""
    return view.get_by_text(ROWS).inner_text().split()[-1]


def expect_place(view: Locator) -> None:
    """The article is open, and the place is outlined and scrolled to."""
    expect(view.get_by_text(re.compile("^Opened at: "))).to_be_visible()
    view.page.wait_for_function(
        """() => {
            const place = document.querySelector('.mpt-place')?.getClientRects()[0];
            const frame = document.querySelector('.mpt-scroll')?.getBoundingClientRect();
            return place && place.top >= frame.top - 1 && place.top < frame.bottom;
        }"""
    )


def check_accessible(page: Page, context: str = ".mpt-view") -> None:
    """What axe finds against WCAG 2.1 AA in our own elements: nothing."""
    standard = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, context=context, options=standard).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in found] == []
