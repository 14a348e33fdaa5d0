"""What a person does with a page and reads from it: choose, type, press keys, look, zoom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

ROW = re.compile(r"^(\d{4}-\d\d-\d\d|no date) ")
ROWS = re.compile(r"^Rows 1 to \d+ of \d+")
CONTROLS = "select, input, textarea, button, summary, a[href], [tabindex='0']"
_FIND_CONTROLS = f"""view => [...view.querySelectorAll("{CONTROLS}")].filter(
    item => !item.disabled && item.checkVisibility())"""


def choose(view: Locator, label: str, text: str, nth: int = 0) -> None:
    """Choose the option of a dropdown that holds a text."""
    dropdown = view.get_by_label(label, exact=True).first
    option = dropdown.locator("option", has_text=text)
    expect(option).not_to_have_count(0)
    dropdown.select_option(index=int(option.nth(nth).evaluate("option => option.index")))


def fill(view: Locator, label: str, text: str, nth: int = 0) -> None:
    """Type into a field and press Enter."""
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
        """view => {
            const place = view.querySelector('.mpt-place')?.getClientRects()[0];
            const frame = view.querySelector('.mpt-scroll')?.getBoundingClientRect();
            return place && place.top >= frame.top - 1 && place.top < frame.bottom;
        }""",
        arg=view.element_handle(),
    )


def check_accessible(page: Page, context: str) -> None:
    """What axe finds against WCAG 2.1 AA in our own elements: nothing."""
    standard = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, context=context, options=standard).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in found] == []


def press_through(view: Locator) -> tuple[list[str], list[str]]:
    """Press Tab from the first control on: all controls of a view, and those that had the focus, in order."""
    names = view.evaluate(
        f"""view => {{
            const controls = ({_FIND_CONTROLS})(view);
            const name = item => `${{controls.indexOf(item)}} ${{item.outerHTML.slice(0, 100)}}`;
            view.reached = [];
            view.addEventListener('focusin', ({{target}}) => {{
                if (controls.includes(target) && view.reached.at(-1) !== name(target))
                    view.reached.push(name(target));
            }});
            document.activeElement.blur();
            controls[0].focus();
            return controls.map(name);
        }}"""
    )
    stops = len(names) + 4 * view.locator("input[type=date]").count()  # day, month, year, calendar
    for _ in range(stops):
        view.page.keyboard.press("Tab")
    return names, view.evaluate("view => view.reached")


@contextmanager
def zoom(page: Page) -> Iterator[None]:
    """See a page as with the browser's zoom of 200%: half as many CSS pixels, each twice as wide.

    In JupyterLab the list of files is put away, as one does where there is little room.
    """
    session = page.context.new_cdp_session(page)
    half = {"width": 640, "height": 550, "deviceScaleFactor": 2, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", half)
    files = page.locator("#jp-left-stack")
    if files.is_visible():
        page.keyboard.press("Control+b")
        expect(files).to_be_hidden()
    try:
        yield
    finally:
        session.send("Emulation.clearDeviceMetricsOverride")
        session.detach()


def find_cut(view: Locator) -> list[str]:
    """What of a view cannot be read: text that its control cuts off, and what lies beyond the page's edge.

    What lies in an element that scrolls, such as a wide table, can be reached and is not told.
    """
    return view.evaluate(
        """view => {
            const items = [...view.querySelectorAll('*')].filter(item => item.checkVisibility());
            const scrolls = item => item !== view && item.nodeType === 1 && (
                /auto|scroll/.test(getComputedStyle(item).overflowX) || scrolls(item.parentNode));
            const cut = item => item.matches('label, .widget-label, button')
                && item.scrollWidth > item.clientWidth + 1;
            const beyond = item => item.getBoundingClientRect().right > innerWidth + 1
                && !scrolls(item.parentNode);
            return items.filter(item => cut(item) || beyond(item)).map(
                item => item.innerText.trim() || item.outerHTML);
        }"""
    )


def is_too_wide(page: Page) -> bool:
    """Whether a page has to be scrolled sideways."""
    return page.evaluate(
        "() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )
