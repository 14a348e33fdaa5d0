"""What the tests share: a desk with notebooks and data, both servers, Chromium, the analysis."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright
from servers import PATIENCE, ROOT, SETTINGS, Lab, Server, Voila, open_page

import toolkit as tk

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTS = {"lab": Lab, "voila": Voila}


def pytest_addoption(parser):
    parser.addoption("--screenshots", action="store_true", help="write the screenshots of docs/images anew")


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Path:
    """Where the servers work: notebooks and data for each of them, and what the tests put there."""
    desk = tmp_path_factory.mktemp("desk")
    for host in HOSTS:
        shutil.copytree(ROOT / "data", desk / host / "data")
        shutil.copytree(ROOT / "tests" / "files", desk / host / "tests" / "files")
        (desk / host / "notebooks").mkdir()
        for path in (ROOT / "notebooks").glob("*.ipynb"):
            (desk / host / "notebooks" / path.name).write_text(clear_outputs(path), encoding="utf-8")
    return desk


def clear_outputs(path: Path) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
    return json.dumps(notebook)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory) -> dict[str, str]:
    """Environment of the servers: nothing of the user's, nothing left behind."""
    home = tmp_path_factory.mktemp("home")
    settings = home / "lab" / "user-settings" / "@jupyterlab"
    for name, values in SETTINGS.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values))
    (home / "matplotlib").mkdir()
    for fonts in Path(mpl.get_cachedir()).glob("fontlist-*.json"):  # else the first kernels look for fonts
        shutil.copy(fonts, home / "matplotlib")
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


@pytest.fixture(scope="session", autouse=True)
def started(desk, surroundings) -> dict[str, Server]:
    """Both servers, which start while other things are prepared."""
    started = {name: host(desk, surroundings) for name, host in HOSTS.items()}
    yield started
    for server in started.values():
        server.stop()
    for server in started.values():
        server.wait_until_stopped()


@pytest.fixture(scope="session")
def servers(started) -> dict[str, Server]:
    """Both servers, ready: ``lab`` and ``voila``."""
    for server in started.values():
        server.wait_until_ready()
    return started


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium, which may speak to 127.0.0.1 only.

    ``strangers`` has whom else it was asked to call, ``dialogs`` what scripts had to say.
    """
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed. On Debian: apt-get install chromium fonts-liberation"
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("chromium"),
            executable_path=chromium,
            headless=True,
            args=FLAGS,
            viewport={"width": 1280, "height": 1100},
        )
        context.set_default_timeout(PATIENCE * 1000)
        context.strangers, context.dialogs = [], []
        context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: refuse(route, context))
        context.on("dialog", lambda dialog: (context.dialogs.append(dialog.message), dialog.dismiss()))
        yield context
        context.close()


def refuse(route, context) -> None:
    if urlsplit(route.request.url).scheme in ("http", "https", "ws", "wss"):
        context.strangers.append(route.request.url)
        route.abort()
    else:
        route.continue_()


@pytest.fixture(autouse=True)
def _alone(browser):
    """At the end of each test nobody but 127.0.0.1 was called, and no script of an article spoke."""
    yield
    assert browser.strangers == []
    assert browser.dialogs == []


@pytest.fixture
def page(browser):
    with open_page(browser) as page:
        yield page


@pytest.fixture(scope="session")
def analysis_folder(desk, demo) -> Path:
    return demo.save(desk / "results" / "demo")


@pytest.fixture(scope="session")
def attack() -> str:
    """What would run a script, if anything let it."""
    return "<script>document.body.dataset.attacked = 1</script><img src=x onerror=\"alert('ATTACK')\">"


@pytest.fixture(scope="session")
def hostile_folder(desk, attack) -> Path:
    """An analysis of an article that attacks whoever reads it."""
    words = "Moscow said the vote was a mistake."
    articles = pd.DataFrame(
        {"title": [attack], "outlet": [attack], "text": [f"{words} {attack} “{attack},” he said."]}
    )
    return tk.analyze(tk.load_articles(articles), "syria-2012").save(desk / "results" / "hostile")


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


@pytest.fixture(scope="module", params=HOSTS)
def show(request, browser, servers) -> Callable[[str], Page]:
    """Show a notebook in JupyterLab, and in voila, and wait until it has run."""
    with ExitStack() as shown:

        def show_notebook(name: str) -> Page:
            page = shown.enter_context(servers[request.param].show(browser, name))
            servers[request.param].wait(page)
            return page

        yield show_notebook


@pytest.fixture
def picture(request):
    """Keep a picture of the top of a widget in voila, if the option ``--screenshots`` is given."""

    def keep(view: Locator, name: str, height: int = 900) -> None:
        if request.config.getoption("--screenshots") and "voila" in request.node.name:
            whole = Image.open(BytesIO(view.screenshot(animations="disabled")))
            image = whole.crop((0, 0, whole.width, min(whole.height, height))).quantize(256)
            image.save(ROOT / "docs" / "images" / f"{name}.png", optimize=True)

    return keep
