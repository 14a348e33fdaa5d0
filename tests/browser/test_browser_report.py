"""The report in a browser: hostile texts stay text, it is accessible, and nothing is cut at 200%."""

from __future__ import annotations

import re

import pytest
from operate import check_accessible, find_cut, is_too_wide, zoom
from playwright.sync_api import expect

import toolkit as tk


@pytest.fixture(scope="module")
def report(demo, desk):
    return tk.report(demo, desk / "report.html", n_evidence=1).as_uri()


def test_hostile_articles_are_text_in_the_report(page, hostile_folder, attack):
    path = tk.report(tk.load_analysis(hostile_folder), hostile_folder / "report.html", title=attack)
    page.goto(path.as_uri())
    expect(page.locator("body")).to_contain_text("<script>document.body.dataset.attacked = 1</script>")
    assert page.locator("img[src='x'], script").count() == 0
    assert page.locator("body[data-attacked]").count() == 0


def test_the_report_is_accessible(page, report):
    page.goto(report)
    check_accessible(page, "body")


def test_at_200_percent_nothing_is_cut(page, report):
    page.goto(report)
    with zoom(page):
        assert find_cut(page.locator("body")) == []
        assert not is_too_wide(page)


def test_a_number_leads_to_its_sentences(page, report):
    page.goto(report)
    link = page.locator("td a[href^='#']").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text(re.compile(r"\w"))
