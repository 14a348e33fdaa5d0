"""Every notebook in JupyterLab and, at the same time, in voila: it runs and shows what is committed."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from operate import ROW, choose, expect_place
from playwright.sync_api import Page, expect
from servers import ROOT, choose_in_menu

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
OWN = "07_your_own_corpus.ipynb"
STDERR = "application/vnd.jupyter.stderr"
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs(servers, browser, name):
    lab, voila = servers["lab"], servers["voila"]
    with voila.show(browser, f"voila/notebooks/{name}") as in_voila:
        with lab.show(browser, f"lab/notebooks/{name}") as in_lab:
            lab.wait(in_lab)
            check_outputs(in_lab, name)
            if name == OWN:
                operate_own_corpus(in_lab)
                run_below(in_lab, "loader.finish()")
                expect(in_lab.get_by_text(re.compile("'analysed': 10,"))).to_be_visible()
        voila.wait(in_voila)
        check_outputs(in_voila, name)
        if name == OWN:
            operate_own_corpus(in_voila)


def operate_own_corpus(page: Page) -> None:
    """Open the words behind a number; then analyse another part of the folder."""
    loader, comparison = page.locator(".jp-OutputArea-output > .mpt-view").all()
    choose(comparison, "Measure", "(stance.distancing)")
    expect(comparison.locator("img")).to_have_attribute("alt", re.compile("^stance.distancing"))
    comparison.get_by_role("button", name=ROW).first.click()
    expect_place(comparison)
    choose(loader, "Part", "Northgate Wire")
    loader.get_by_role("button", name="Analyse").click()
    expect(loader.get_by_text(re.compile(r"^Done: \d+ quotations in 10 articles"))).to_be_visible()


def run_below(page: Page, code: str) -> None:
    """Click into a cell and choose Run → Run Selected Cell and All Below."""
    page.locator(".jp-CodeCell .cm-content", has_text=code).click()
    choose_in_menu(page, "Run", "Run Selected Cell and All Below")


def check_outputs(page: Page, name: str) -> None:
    """No cell failed or warned; figures and widgets are as many as in the committed notebook."""
    outputs = page.locator(".jp-OutputArea-output")
    assert outputs.and_(page.locator(f"[data-mime-type='{STDERR}']")).all_inner_texts() == []
    committed = count_outputs(name)
    expect(outputs.locator("> img")).to_have_count(committed["image/png"])
    expect(outputs.locator("> .mpt-view")).to_have_count(committed[WIDGET])


def count_outputs(name: str) -> Counter:
    cells = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return Counter(kind for cell in cells for out in cell.get("outputs", []) for kind in out.get("data", {}))
