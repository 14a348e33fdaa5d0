"""The corpus loader: from a folder of files and a registry to an analysis, step by step."""

from __future__ import annotations

import warnings
from pathlib import Path
from threading import Event, Thread

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis, analyze
from toolkit.articles import load_articles
from toolkit.fragments import render_losses
from toolkit.parties import Registry, list_registries, load_registry, parse_registry
from toolkit.schema import ARTICLES, make_table
from toolkit.widgets.controls import WIDE, Message, View

OWN = "a file of my own"
WHOLE = "(the whole folder)"
MAX_FOLDERS = 200


class _Cancelled(Exception):
    """The user asked to stop."""


class CorpusLoader(View):
    """Choose a folder, see what was read and what was not, choose or edit a registry, run, save.

    Parameters
    ----------
    folder : path, optional
        The folder to begin with.
    parties : str or path, optional
        A shipped registry, or the file of your own.
    outlets : path, optional
        CSV file of the table ``outlets``.

    Attributes
    ----------
    analysis : Analysis or None
        The result; None before a run has ended well.
    data : DataFrame
        The table ``articles``, failed inputs included; empty before the folder was read.

    Notes
    -----
    The run goes on beside the notebook, so that *Cancel* is heard: it ends the run after the article
    at work. ``wait()`` waits for its end.
    """

    def __init__(
        self,
        folder: str | Path = "",
        parties: str | Path = "syria-2012",
        *,
        outlets: str | Path | None = None,
    ):
        self.analysis: Analysis | None = None
        self._articles: pd.DataFrame | None = None
        self._outlets = outlets
        self._cancelled, self._thread = Event(), None
        self._make_folder(str(folder))
        self._make_registry(str(parties))
        self._make_run()
        super().__init__(
            [widgets.HTML("<h4>1. Articles</h4>"), self.folder, self.subfolder, self.check_button]
            + [self.folder_message, self.account]
            + [widgets.HTML("<h4>2. Registry of parties</h4>"), self.registry, self.registry_file]
            + [self.edit, self.registry_text, self.registry_message]
            + [widgets.HTML("<h4>3. Analyse</h4>"), widgets.HBox([self.run_button, self.cancel_button])]
            + [self.bar, self.run_message]
            + [widgets.HTML("<h4>4. Save</h4>"), self.target, self.save_button, self.save_message]
        )

    @property
    def data(self) -> pd.DataFrame:
        """The table ``articles``: of the analysis where there is one, else as loaded."""
        if self.analysis is not None:
            return self.analysis.articles
        return make_table([], ARTICLES) if self._articles is None else self._articles

    def check(self) -> bool:
        """Read the folder and show the loss account; tells whether there is something to analyse."""
        self._forget()
        self.folder_message.say("Reading …")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # the account shows all of it
                self._articles = load_articles(self._chosen_folder())
        except Exception as error:  # a first-time user gets words, not a traceback
            self.folder_message.warn(error)
            return False
        self.account.value = render_losses(self._articles)
        if not (self._articles["status"] == "ok").any():
            self.folder_message.warn("There is no article to analyse. The table tells why for each input.")
            return False
        self.folder_message.say("")
        return True

    def run(self) -> None:
        """Analyse the articles of the folder; returns at once, see ``wait``."""
        if self._thread is not None and self._thread.is_alive():
            return
        registry = self._read_registry()
        if registry is None:
            self.run_message.warn("The registry has a mistake: see step 2.")
            return
        if self._articles is None and not self.check():
            self.run_message.warn("The articles could not be read: see step 1.")
            return
        self.analysis = None
        self._cancelled.clear()
        self._set_busy(True)
        self.run_message.say("Starting …")
        self._thread = Thread(target=self._work, args=(self._articles, registry), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the run to end after the article at work."""
        self._cancelled.set()
        self.run_message.say("Ending after this article …")

    def wait(self, timeout: float | None = None) -> Analysis | None:
        """Wait for the end of the run, at most ``timeout`` seconds; returns the analysis."""
        if self._thread is not None:
            self._thread.join(timeout)
        return self.analysis

    def save(self) -> None:
        """Save the analysis to the folder named in step 4."""
        if self.analysis is None:
            self.save_message.warn("There is nothing to save yet. Analyse articles first (step 3).")
            return
        try:
            folder = self.analysis.save(Path(self.target.value).expanduser())
            self.save_message.say(f"Saved: {folder.resolve()}. tk.load_analysis brings it back.")
        except Exception as error:  # a first-time user gets words, not a traceback
            self.save_message.warn(error)

    def to_html(self) -> str:
        """Return the loss account as HTML that needs no kernel: for print."""
        return render_losses(self.data)

    def _make_folder(self, folder: str) -> None:
        self.folder = widgets.Text(
            value=folder,
            description="Folder",
            placeholder="path of the folder with your articles",
            continuous_update=False,
            layout=WIDE,
        )
        self.subfolder = widgets.Dropdown(options=[WHOLE], description="Part", layout=WIDE)
        self.check_button = widgets.Button(description="Read the articles")
        self.folder_message, self.account = Message(), widgets.HTML()
        self.folder.observe(self._list_folders, names="value")
        self.subfolder.observe(self._forget, names="value")
        self.check_button.on_click(lambda _: self.check())
        self._list_folders()

    def _make_registry(self, parties: str) -> None:
        shipped = list_registries()
        self.registry = widgets.Dropdown(
            options=[*shipped, OWN],
            value=parties if parties in shipped else OWN,
            description="Registry",
            layout=WIDE,
        )
        self.registry_file = widgets.Text(
            value="" if parties in shipped else parties,
            description="File",
            placeholder="path of your .yaml file",
            continuous_update=False,
            layout=WIDE,
        )
        self.edit = widgets.ToggleButton(description="Show and edit")
        self.registry_text = widgets.Textarea(
            description="Text", rows=16, continuous_update=False, layout=widgets.Layout(width="100%")
        )
        self.registry_message = Message()
        self.registry.observe(self._fetch_registry, names="value")
        self.registry_file.observe(self._fetch_registry, names="value")
        self.registry_text.observe(lambda _: self._read_registry(), names="value")
        self.edit.observe(self._show_registry, names="value")
        self._fetch_registry()
        self._show_registry()

    def _make_run(self) -> None:
        self.run_button = widgets.Button(description="Analyse")
        self.cancel_button = widgets.Button(description="Cancel", disabled=True)
        self.bar = widgets.IntProgress(description="Progress", min=0, max=1, layout=WIDE)
        self.run_message, self.save_message = Message(), Message()
        self.target = widgets.Text(value="results", description="Folder", layout=WIDE)
        self.save_button = widgets.Button(description="Save")
        self.run_button.on_click(lambda _: self.run())
        self.cancel_button.on_click(lambda _: self.cancel())
        self.save_button.on_click(lambda _: self.save())

    def _list_folders(self, _=None) -> None:
        self._forget()
        self.folder_message.say("")
        folders = []
        try:
            root = Path(self.folder.value.strip()).expanduser()
            if self.folder.value.strip() and root.is_dir():
                folders = sorted(
                    item.name for item in root.iterdir() if item.is_dir() and item.name[0] != "."
                )
            elif self.folder.value.strip() and not root.is_file():
                self.folder_message.warn(
                    f"There is no folder {self.folder.value.strip()!r} (looked in {Path.cwd()})."
                )
        except (OSError, RuntimeError) as error:  # a path too long, not allowed, of nobody
            self.folder_message.warn(error)
        self.subfolder.options = [WHOLE, *folders[:MAX_FOLDERS]]
        self.subfolder.value = WHOLE

    def _chosen_folder(self) -> Path:
        if not self.folder.value.strip():
            raise ValueError("No folder is named. Type the path of the folder with your articles.")
        root = Path(self.folder.value.strip()).expanduser()
        return root if self.subfolder.value == WHOLE else root / self.subfolder.value

    def _forget(self, _=None) -> None:
        """Drop what another folder or registry gave: what is saved is what is shown."""
        self._articles = None
        self._drop_analysis()
        if hasattr(self, "account"):
            self.account.value = ""

    def _drop_analysis(self, _=None) -> None:
        self.analysis = None
        for message in ("run_message", "save_message"):
            if hasattr(self, message):
                getattr(self, message).say("")

    def _fetch_registry(self, _=None) -> None:
        self._drop_analysis()
        self.registry_file.layout.display = "flex" if self.registry.value == OWN else "none"
        self.registry_text.value = ""
        if self.registry.value == OWN and not self.registry_file.value.strip():
            self.registry_message.say("Type the path of your registry, or edit a shipped one.")
            return
        try:
            self.registry_text.value = _read_text(self._registry_source())
        except Exception as error:  # a first-time user gets words, not a traceback
            self.registry_message.warn(error)

    def _registry_source(self) -> str:
        return self.registry_file.value.strip() if self.registry.value == OWN else self.registry.value

    def _read_registry(self) -> Registry | None:
        if not self.registry_text.value.strip():
            return None
        try:
            registry = parse_registry(self.registry_text.value, source=self._registry_source())
        except Exception as error:  # a first-time user gets words, not a traceback
            self.registry_message.warn(error)
            return None
        parties, people = len(registry.parties), len(registry.people)
        self.registry_message.say(f"{registry.name}: {parties} parties and {people} people.")
        return registry

    def _show_registry(self, _=None) -> None:
        self.registry_text.layout.display = "flex" if self.edit.value else "none"

    def _set_busy(self, busy: bool) -> None:
        for control in (self.run_button, self.check_button, self.save_button, self.folder, self.subfolder):
            control.disabled = busy
        for control in (self.registry, self.registry_file, self.registry_text):
            control.disabled = busy
        self.cancel_button.disabled = not busy

    def _work(self, articles: pd.DataFrame, registry: Registry) -> None:
        try:
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always", UserWarning)
                self.analysis = analyze(articles, registry, outlets=self._outlets, progress=self._tell)
            counts = self.analysis.manifest["counts"]
            self.run_message.say(
                f"Done: {counts['quotes']} quotations in {counts['analysed']} articles, "
                f"{counts['quotes_unresolved']} of them from speakers of no known party. "
                + " ".join(str(warning.message) for warning in told)
            )
        except _Cancelled:
            self.run_message.say("Cancelled; nothing was kept.")
        except Exception as error:  # a first-time user gets words, not a traceback
            self.run_message.warn(error)
        finally:
            self._set_busy(False)

    def _tell(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise _Cancelled
        self.bar.max, self.bar.value = max(total, 1), done
        self.run_message.say(f"{done} of {total} articles")


def _read_text(source: str) -> str:
    """The text of a registry, right or wrong, so that it can be edited."""
    path = Path(source).expanduser()
    if not path.is_file():
        return load_registry(source).text
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(
            f"{source}: expected a text file in UTF-8, got other bytes. Save it again as UTF-8."
        ) from None
