"""The corpus loader as a first-time user meets it: from a folder with broken files to a report."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from operate import check_accessible, choose, fill, find_cut, is_too_wide, press_through, zoom
from playwright.sync_api import expect
from servers import ROOT

import toolkit as tk

OUTLET = "Northgate Wire"
WRONG = "name: mine\nparties:\n  - nam: Greens\n"


@pytest.fixture
def folder(request, desk, demo):
    """A folder with good, mixed and broken files, and with more articles than are analysed in a moment."""
    folder = desk / request.node.callspec.params["show"]
    shutil.copytree(ROOT / "data" / "articles" / OUTLET, folder / "corpus" / OUTLET)
    shutil.copytree(ROOT / "tests" / "files", folder / "corpus" / "files")
    (folder / "corpus" / "many").mkdir()
    articles = demo.articles[demo.articles["status"] == "ok"]
    with (folder / "corpus" / "many" / "articles.jsonl").open("w", encoding="utf-8") as many:
        for n in range(6):
            for title, text in zip(articles["title"], articles["text"], strict=True):
                many.write(json.dumps({"outlet": f"Outlet {n}", "title": title, "text": text}) + "\n")
    return folder


def test_loader(show, write_notebook, folder, page, picture):
    code = "import toolkit as tk\ntk.CorpusLoader(kept='choices.yaml').add_class('Loader')"
    view = show(write_notebook(f"{folder.name}/loader.ipynb", code)).locator(".Loader")

    fill(view, "Folder", "nowhere")
    expect(view.get_by_role("alert")).to_contain_text("There is no folder")
    fill(view, "Folder", "corpus")
    expect(view.get_by_role("alert")).to_have_count(0)
    expect(view.get_by_label("Results", exact=True)).to_have_value("corpus-results")
    expect(view.get_by_text("Your choices are kept in choices.yaml")).to_be_visible()
    choose(view, "Part", "files")
    view.get_by_role("button", name="Read the articles").click()
    expect(view.get_by_text(re.compile(r"^\d+ inputs: \d+ loaded, \d+ not loaded\."))).to_be_visible()
    expect(view.get_by_role("row", name=re.compile("picture.txt"))).to_contain_text("not text")
    picture(view, "loader", 930)
    fill(view, "Table", "data/outlets.csv")
    expect(view.get_by_role("alert")).to_contain_text("Volkhov News Agency, which have none.")
    fill(view, "Table", "")
    expect(view.get_by_role("alert")).to_have_count(0)

    view.get_by_role("button", name="Show and edit").click()
    text = view.get_by_label("Text", exact=True)
    text.fill(WRONG)
    text.blur()
    expect(view.get_by_role("alert")).to_contain_text(["line 3, field parties[0].nam"])
    expect(view.get_by_role("note", name="The place")).to_contain_text("▶    3    - nam: Greens")
    view.get_by_role("button", name="Analyse").click()
    expect(view.get_by_text("The registry has a mistake: see step 3.")).to_be_visible()
    view.get_by_role("button", name="Undo all edits").click()
    expect(view.get_by_text(re.compile(r"^syria-2012: \d+ parties"))).to_be_visible()
    fill(view, "Save as", "mine.yaml")
    view.get_by_role("button", name="Save registry").click()
    expect(view.get_by_text(re.compile("It is used from there"))).to_be_visible()

    choose(view, "Part", "many")
    expect(view.get_by_text("not loaded")).to_have_count(0)
    view.get_by_role("button", name="Analyse").click()
    view.get_by_role("button", name="Cancel analysis").click()
    expect(view.get_by_text(re.compile("^Cancelled.*; nothing was kept.$"))).to_be_visible()
    view.get_by_role("button", name="Save the tables").click()
    expect(view.get_by_text(re.compile("^There is nothing to save yet"))).to_be_visible()

    choose(view, "Part", OUTLET)
    view.get_by_role("button", name="Analyse").click()
    expect(view.get_by_text(re.compile(r"^Done: \d+ quotations in 10 articles"))).to_be_visible()
    check_accessible(view.page, ".Loader")
    controls, reached = press_through(view)
    assert reached == controls
    with zoom(view.page):
        assert find_cut(view) == []
        assert folder.name == "lab" or not is_too_wide(view.page)

    fill(view, "Results", "own")
    view.get_by_role("button", name="Save the tables").click()
    expect(view.get_by_text(re.compile("^Saved: .*/own"))).to_be_visible()
    assert len(tk.load_analysis(folder / "own").articles) == 10
    question = view.get_by_label("Question", exact=True)
    question.fill("Who speaks in the Wire?")
    question.blur()
    view.get_by_role("button", name="Write the report").click()
    expect(view.get_by_text(re.compile("^Written: "))).to_be_visible()
    page.goto((folder / "own" / "report.html").as_uri())
    expect(page.locator("body")).to_contain_text("Who speaks in the Wire?")
