"""JupyterLab and voila on 127.0.0.1: start, show a notebook, wait until it has run, stop."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, expect

ROOT = Path(__file__).parents[2]
PATIENCE = 180  # seconds that a busy machine may take; what is waited for is always a state
SETTINGS = {  # every cell is in the page, and nobody asks about news
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
IDLE = "Python 3 (ipykernel) | Idle"  # in JupyterLab's status bar: the state of the page's own connection
expect.set_options(timeout=PATIENCE * 1000)


class Server:
    """A server in a process of its own; ``show`` and ``wait`` are what a browser does with it."""

    command: list[str]
    ready: str  # a path that answers

    def __init__(self, desk: Path, surroundings: dict[str, str]):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._log = Path(surroundings["JUPYTER_CONFIG_DIR"]).with_name(f"{self.command[0]}.log")
        command = [part.format(desk=desk, port=port) for part in self.command]
        with self._log.open("w") as out:  # in this folder lies voila.json, as for a user
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=surroundings,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        end = monotonic() + PATIENCE
        while monotonic() < end:
            assert self._process.poll() is None, self._log.read_text()
            try:
                with urlopen(self.address + self.ready, timeout=PATIENCE):
                    return
            except HTTPError:  # it answers
                return
            except (URLError, OSError):
                try:
                    self._process.wait(timeout=0.1)
                except subprocess.TimeoutExpired:
                    continue
        raise AssertionError(f"{self.address} did not answer:\n{self._log.read_text()}")

    def stop(self) -> None:
        self._process.terminate()

    def wait_until_stopped(self) -> None:
        self._process.wait(timeout=PATIENCE)


class Lab(Server):
    """JupyterLab."""

    command = [
        *["jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port={port}", "--notebook-dir={desk}"],
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly",
        "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True",
        "--ServerApp.password=",
        "--ServerApp.allow_root=True",
    ]
    ready = "/api"

    @contextmanager
    def show(self, browser: BrowserContext, name: str) -> Iterator[Page]:
        """Open a notebook and choose Run → Run All Cells; at the end its kernel is shut down."""
        workspace = Path(name).stem  # of its own: no page opens what another one has open
        with open_page(browser) as page:
            try:
                page.goto(f"{self.address}/lab/workspaces/{quote(workspace)}/tree/{quote(name)}")
                expect(page.get_by_role("button", name=IDLE)).to_be_visible()
                choose_in_menu(page, "Run", "Run All Cells")
                yield page
            finally:
                for session in browser.request.get(f"{self.address}/api/sessions").json():
                    if session["path"] == name:
                        browser.request.delete(f"{self.address}/api/kernels/{session['kernel']['id']}")

    def wait(self, page: Page) -> None:
        """Wait until a cell has run and none is at work or waits: all have run, or one has failed."""
        prompts = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt")
        expect(prompts.filter(has_text=re.compile(r"\d")).first).to_be_attached()
        expect(prompts.filter(has_text="*")).to_have_count(0)
        expect(page.get_by_role("button", name=IDLE)).to_be_visible()


class Voila(Server):
    """voila, with the settings of ``voila.json``."""

    command = ["voila", "--no-browser", "--port={port}", "--Voila.ip=127.0.0.1", "--show_tracebacks=True"]
    command = [*command, "{desk}"]
    ready = "/voila/static/voila.js"

    @contextmanager
    def show(self, browser: BrowserContext, name: str) -> Iterator[Page]:
        """Open a notebook, which runs it; at the end its kernel is shut down."""
        with open_page(browser) as page:
            page.goto(f"{self.address}/voila/render/{quote(name)}", wait_until="commit")
            try:
                yield page
            finally:
                kernel = json.loads(page.locator("#jupyter-config-data").text_content())["kernelId"]
                browser.request.post(f"{self.address}/voila/api/shutdown/{kernel}")

    def wait(self, page: Page) -> None:
        """Wait until voila shows what the cells gave."""
        expect(page.locator("#rendered_cells")).to_be_visible()


@contextmanager
def open_page(browser: BrowserContext) -> Iterator[Page]:
    page = browser.new_page()
    try:
        yield page
    finally:
        page.close(run_before_unload=False)


def choose_in_menu(page: Page, menu: str, item: str) -> None:
    """Choose an item of a menu of JupyterLab."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).click()
