"""A real browser on 127.0.0.1: JupyterLab and voila with folders of their own, and Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds that a busy machine may take
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SETTINGS = {  # every cell is in the page, and nobody asks about news
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
# voila asks for these style sheets of icons, which no widget here needs; they are refused like all others.
VOILA_ICONS = "https://cdn.jsdelivr.net/npm/@fortawesome/"
LAB = [
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=",
    "--LabApp.extension_manager=readonly",
    "--IdentityProvider.token=",
    "--ServerApp.disable_check_xsrf=True",
    "--ServerApp.password=",
    "--ServerApp.allow_root=True",
]
expect.set_options(timeout=PATIENCE * 1000)


def pytest_addoption(parser):
    parser.addoption("--screenshots", action="store_true", help="write the screenshots of docs/images anew")


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Path:
    """Where the servers work: copies of notebooks and data, and what the tests put there."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "data", desk / "data")
    shutil.copytree(ROOT / "tests" / "files", desk / "tests" / "files")
    (desk / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"execution_count": None, "outputs": []}
        (desk / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    return desk


@pytest.fixture(scope="session")
def analysis_folder(desk, demo) -> Path:
    return demo.save(desk / "results" / "demo")


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory) -> dict[str, str]:
    """Environment of the servers: nothing of the user's, nothing left behind."""
    home = tmp_path_factory.mktemp("home")
    settings = home / "lab" / "user-settings" / "@jupyterlab"
    for name, values in SETTINGS.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values))
    return os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "lab" / "workspaces"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "OMP_NUM_THREADS": "1",
    }


@pytest.fixture(scope="session")
def lab(desk, surroundings):
    """The address of JupyterLab."""
    port = find_port()
    command = ["jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", f"--notebook-dir={desk}"]
    yield from serve([*command, *LAB], f"http://127.0.0.1:{port}", "/api", surroundings)


@pytest.fixture(scope="session")
def voila(desk, surroundings):
    """The address of voila."""
    port = find_port()
    command = ["voila", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", str(desk)]
    yield from serve(command, f"http://127.0.0.1:{port}", "/", surroundings)


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve(command: list[str], address: str, path: str, surroundings: dict[str, str]):
    log = Path(surroundings["IPYTHONDIR"]).with_name(f"{command[0]}.log")
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", *command], env=surroundings, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_for(address + path, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError:  # it answers
            return
        except (URLError, OSError):
            try:
                server.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError(f"{address} did not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium, which may speak to 127.0.0.1 only; ``strangers`` has whom else it was asked to call."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("chromium"),
            executable_path=shutil.which("chromium"),
            headless=True,
            args=FLAGS,
            viewport={"width": 1280, "height": 1100},
        )
        context.set_default_timeout(PATIENCE * 1000)
        strangers: list[str] = []
        context.route(
            lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: refuse(route, strangers)
        )
        context.strangers = strangers
        yield context
        context.close()


def refuse(route, strangers: list[str]) -> None:
    if urlsplit(route.request.url).scheme in ("http", "https", "ws", "wss"):
        if not route.request.url.startswith(VOILA_ICONS):
            strangers.append(route.request.url)
        route.abort()
    else:
        route.continue_()


@pytest.fixture
def page(browser):
    """A page; at its end nobody but 127.0.0.1 was called, and no script of an article ran."""
    browser.strangers.clear()
    page = browser.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    dialogs = [text for text in page.dialogs if "ATTACK" in text]
    page.close(run_before_unload=False)
    assert browser.strangers == []
    assert dialogs == []


@pytest.fixture(scope="session")
def write_notebook(desk):
    """Write a notebook from the sources of its code cells; returns its path under the desk."""

    def write(name: str, *cells: str) -> str:
        notebook = {
            "cells": [
                {"cell_type": "code", "execution_count": None, "id": f"cell-{n}", "metadata": {}}
                | {"outputs": [], "source": source}
                for n, source in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (desk / name).write_text(json.dumps(notebook), encoding="utf-8")
        return name

    return write


@pytest.fixture
def lab_page(page, lab):
    """A page for JupyterLab; at its end the kernels that it started are shut down."""
    yield page
    for session in page.request.get(f"{lab}/api/sessions").json():
        page.request.delete(f"{lab}/api/kernels/{session['kernel']['id']}")


@pytest.fixture
def run_in_lab(lab_page, lab):
    """Open a notebook in JupyterLab and choose Run → Run All Cells; returns the page when all have run."""

    page = lab_page

    def run(name: str) -> Page:
        page.goto(f"{lab}/lab/tree/{quote(name)}?reset")
        wait_for_kernel(page)
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
        wait_until_run(page)
        return page

    return run


@pytest.fixture
def picture(request):
    """Keep a picture of the top of a widget in voila, if the option ``--screenshots`` is given."""

    def keep(view: Locator, name: str, height: int = 900) -> None:
        if request.config.getoption("--screenshots") and "voila" in request.node.name:
            box = view.bounding_box()
            box["y"] += view.page.evaluate("window.scrollY")
            box["height"] = min(box["height"], height)
            data = view.page.screenshot(full_page=True, clip=box, animations="disabled")
            image = Image.open(BytesIO(data)).quantize(64)
            image.save(ROOT / "docs" / "images" / f"{name}.png", optimize=True)

    return keep


def wait_for_kernel(page: Page) -> None:
    """Wait until JupyterLab shows an idle kernel and the server has this page connected to it."""
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first).to_be_attached()
    expect(page.locator(".jp-KernelName").first).to_have_text(re.compile("Python 3"))
    page.wait_for_function(
        """async () => {
            const sessions = await (await fetch('/api/sessions')).json();
            return sessions.some(({kernel}) => kernel.execution_state === 'idle' && kernel.connections > 0);
        }"""
    )


def wait_until_run(page: Page) -> None:
    """Wait until every code cell has a number for its prompt, or one has failed."""
    page.wait_for_function(
        """() => {
            const cells = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')];
            const indicator = document.querySelector('.jp-Notebook-ExecutionIndicator');
            const told = [...document.querySelectorAll('.jp-OutputArea-output')];
            const failed = told.some(out => out.innerText.includes('Traceback (most recent call last)'));
            return cells.length && indicator?.dataset.status === 'idle' && (failed || cells.every(
                cell => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt')?.textContent || '')));
        }"""
    )


@pytest.fixture
def open_in_voila(page, voila):
    """Open a notebook in voila; returns the page when its widgets are there."""

    def open_page(name: str) -> Page:
        page.goto(f"{voila}/voila/render/{quote(name)}")
        expect(page.locator(".mpt-view").first).to_be_visible()
        return page

    return open_page


@pytest.fixture(params=["lab", "voila"])
def show(request):
    """Show a notebook in JupyterLab, and in voila."""
    return request.getfixturevalue("run_in_lab" if request.param == "lab" else "open_in_voila")
