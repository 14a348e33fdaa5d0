"""The widgets as a researcher operates them in JupyterLab and in voila, by mouse, by keys, at 200%."""

from __future__ import annotations

import re

import pytest
from operate import (
    ROW,
    ROWS,
    check_accessible,
    choose,
    expect_place,
    fill,
    find_cut,
    is_too_wide,
    press_through,
    read_count,
    zoom,
)
from playwright.sync_api import expect

import toolkit as tk

WIDGETS = ["PartyComparison", "WhoAboutWhom", "Concordance", "ArticleReader", "UnmappedSpeakers"]


def list_cells(folder, **arguments):
    """The cells of a notebook that shows every widget of an analysis."""
    widgets = [f"tk.{name}(analysis{arguments.get(name, '')}).add_class({name!r})" for name in WIDGETS]
    return [f"import toolkit as tk\nanalysis = tk.load_analysis({str(folder)!r})", *widgets]


@pytest.fixture(scope="module")
def page(show, write_notebook, analysis_folder):
    """One page with every widget of the demonstration corpus; each test has a widget for itself."""
    return show(write_notebook("widgets.ipynb", *list_cells(analysis_folder)))


def test_comparison(page, picture):
    view = page.locator(".PartyComparison")
    figure = view.locator("img")
    expect(figure).to_have_attribute("alt", re.compile(r"^voice.share.*Russia: \d+%"))
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
    expect(row.locator("xpath=..")).to_contain_text("100%")
    row.click()
    expect_place(view)
    check_accessible(page, ".PartyComparison")
    view.get_by_role("button", name="No parties").click()
    expect(view.get_by_role("alert")).to_have_text("No party is chosen. Tick at least one party.")
    view.get_by_role("button", name="All parties").click()
    expect(view.get_by_role("alert")).to_have_count(0)


def test_who_about_whom(page, picture):
    view = page.locator(".WhoAboutWhom")
    cell = view.get_by_title(re.compile("^Russia about Syrian government"))
    expect(cell).to_have_text(re.compile(r"^−0\.\d\d \(\d+\)$"))
    expect(view.get_by_title(re.compile("^United Kingdom about China"))).to_have_text(re.compile("^○"))
    cell.click()
    expect(
        view.get_by_role("status").get_by_text(re.compile("^Russia about Syrian government: −0"))
    ).to_be_visible()
    mentions = re.search(r"\((\d+)\)", cell.inner_text())[1]
    expect(view.get_by_text(ROWS)).to_have_text(re.compile(f" of {mentions}$"))
    picture(view, "matrix")
    view.get_by_role("button", name=ROW).first.click()
    expect_place(view)
    check_accessible(page, ".WhoAboutWhom")


def test_concordance(page):
    view = page.locator(".Concordance")
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
    check_accessible(page, ".Concordance")


def test_reader(page, picture):
    view = page.locator(".ArticleReader")
    choose(view, "Outlet", "Volkhov News Agency")
    expect(view.locator(".mpt-by")).to_contain_text("Volkhov News Agency")
    choose(view, "Article", "Volkhov News Agency", nth=-1)
    expect(view.locator(".mpt-by")).to_contain_text("July 2012")
    picture(view, "reader")
    view.locator("summary").click()
    expect(view.locator("details li").first).to_be_visible()
    check_accessible(page, ".ArticleReader")


def test_unmapped_speakers(page, demo, desk, request, picture):
    view = page.locator(".UnmappedSpeakers")
    speaker = view.get_by_label("Speaker", exact=True)
    queue = tk.list_unmapped(demo)
    first, second = (f"{row.speaker}: {row.n_quotes} quotations" for row in queue.head(2).itertuples())
    name, n_speakers = queue["speaker"][0], len(queue)
    expect(speaker.locator("option:checked")).to_have_text(first)
    expect(speaker.locator("option")).to_have_count(n_speakers)
    expect(view.get_by_text(ROWS)).to_have_text(f"Rows 1 to 8 of {queue['n_quotes'][0]}")
    view.get_by_role("button", name=ROW).first.click()
    expect_place(view)
    choose(view, "Belongs to", "party: Syrian government")
    told = f"Decided and not saved: {name} → Syrian government."
    expect(view.get_by_role("status").filter(has_text=told)).to_be_visible()
    picture(view, "unmapped")
    check_accessible(page, ".UnmappedSpeakers")
    path = desk / f"{request.node.callspec.id}.yaml"
    fill(view, "Save as", str(path))
    view.get_by_role("button", name="Save registry").click()
    expect(view.get_by_text(re.compile("^Saved: .*, a registry named "))).to_be_visible()
    assert f"{{speaker: {name}, party: Syrian government}}" in path.read_text(encoding="utf-8")
    view.get_by_role("button", name="Update").click()
    done = f"Done: {n_speakers - 1} speakers without a party, {n_speakers} before."
    expect(view.get_by_role("status").filter(has_text=done)).to_be_visible()
    expect(speaker.locator("option:checked")).to_have_text(second)
    expect(speaker.locator("option")).to_have_count(n_speakers - 1)
    fill(view, "Search", "nobody of this name")
    expect(view.get_by_text("No speaker is left for this search and number.")).to_be_visible()
    fill(view, "Search", "lavrov")
    n_quotes = int((demo.quotes["speaker"] == "Sergei Lavrov").sum())
    view.get_by_label("Show mapped speakers too").check()
    mapped = f"Sergei Lavrov: {n_quotes} quotations ({{}} {n_quotes})"
    expect(speaker.locator("option:checked")).to_have_text(mapped.format("Russia"))
    choose(view, "Belongs to", "party: China")
    view.get_by_role("button", name="Update").click()
    expect(speaker.locator("option:checked")).to_have_text(mapped.format("China"))
    check_accessible(page, ".UnmappedSpeakers")
    view.get_by_label("Show mapped speakers too").uncheck()
    fill(view, "Search", "")
    expect(speaker.locator("option:checked")).to_have_text(second)


@pytest.mark.parametrize("name", WIDGETS)
def test_tab_reaches_every_control_in_order(page, name):
    controls, reached = press_through(page.locator(f".{name}"))
    assert len(controls) > 2
    assert reached == controls


def test_keys_operate_what_the_mouse_does(page):
    press = page.keyboard.press
    view = page.locator(".WhoAboutWhom")
    view.get_by_title(re.compile("^US about Syrian opposition")).focus()
    press("Enter")
    expect(view.get_by_text(re.compile("^US about Syrian opposition: "))).to_be_visible()
    view.get_by_title(re.compile("^US about Russia")).focus()
    press("Space")
    expect(view.get_by_text(re.compile("^US about Russia: "))).to_be_visible()

    view = page.locator(".PartyComparison")
    row = view.get_by_role("button", name=ROW).nth(2)
    outlet = row.inner_text().split(maxsplit=1)[1]
    row.focus()
    press("Enter")
    expect_place(view)
    expect(view.locator(".mpt-by")).to_contain_text(outlet)
    party = view.get_by_label("China", exact=True)
    ticked = party.is_checked()
    party.focus()
    press("Space")
    expect(party).to_be_checked(checked=not ticked)
    measure = view.get_by_label("Measure", exact=True)
    chosen = measure.input_value()
    measure.focus()
    for key in ("Enter", "ArrowDown", "Enter"):  # JupyterLab itself takes arrows while the list is closed
        press(key)
    expect(measure).not_to_have_value(chosen)

    view = page.locator(".UnmappedSpeakers")
    speaker = view.get_by_label("Speaker", exact=True)
    chosen = speaker.input_value()
    view.get_by_role("button", name="Next speaker").focus()
    press("Enter")
    expect(speaker).not_to_have_value(chosen)
    choice = view.get_by_label("Belongs to", exact=True)
    choice.focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        press(key)
    expect(view.get_by_text(re.compile("^Decided and not saved: .* → no party"))).to_be_visible()
    view.get_by_role("button", name="Undo what is not saved").focus()
    press("Space")
    expect(view.get_by_text(re.compile("^Decided and not saved"))).to_have_count(0)

    view = page.locator(".ArticleReader")
    quotations = view.locator("details")
    was_open = quotations.evaluate("details => details.open")
    view.locator("summary").focus()
    press("Enter")
    expect(quotations).to_have_js_property("open", not was_open)


@pytest.mark.parametrize("name", WIDGETS)
def test_at_200_percent_nothing_is_cut(page, name, request):
    view = page.locator(f".{name}")
    with zoom(page):
        assert find_cut(view) == []
        if "voila" in request.node.name:  # JupyterLab has a frame of its own around the notebook
            assert not is_too_wide(page)


def test_hostile_articles_are_shown_as_text(show, write_notebook, hostile_folder):
    page = show(write_notebook("hostile.ipynb", *list_cells(hostile_folder, Concordance=", 'script'")))
    for name in WIDGETS:
        text = page.locator(f".{name} .mpt-text")
        expect(text).to_contain_text("<script>document.body.dataset.attacked = 1</script>")
    assert page.locator("img[src='x']").count() == 0
    assert page.locator("body[data-attacked]").count() == 0
