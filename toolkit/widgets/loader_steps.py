"""The steps of the loader that are no more than fields and words: folder, outlets, results, report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import pandas as pd
from traitlets import validate

from toolkit.analysis import Analysis
from toolkit.intake import prepare_outlets, tell_alike
from toolkit.outputs import write_results
from toolkit.parties import Registry
from toolkit.reports import report
from toolkit.schema import OUTLETS
from toolkit.storage import MANIFEST
from toolkit.widgets.choices import WORDS, clean_path, fill_fields
from toolkit.widgets.controls import WIDE, Message

WHOLE = "(the whole folder)"
MAX_FOLDERS = 200
REPORT = "report.html"
FORMATS = {"CSV for Excel": "csv", "Parquet": "parquet"}
N_EVIDENCE = 5  # sentences behind each number
LABELS = {"description_width": "6em"}
_AUTO = {"width": "auto"}
_HINTS = {
    "title": "heading of the report",
    "question": "what the study asks",
    "corpus": "what the articles are, and where they come from",
    "sampling": "by which frame and rule the articles were chosen",
}


class FolderStep(widgets.VBox):
    """Name the folder of the articles, and a part of it.

    Parameters
    ----------
    on_change : callable
        Called without arguments after every change.
    """

    def __init__(self, on_change: Callable):
        self._on_change = on_change
        self.folder = make_path("Folder", "path of the folder with your articles")
        self.part = widgets.Dropdown(options=[WHOLE], description="Part", layout=WIDE, style=LABELS)
        self.message = Message()
        self.folder.observe(self._list_parts, names="value")
        self.part.observe(lambda _: on_change(), names="value")
        super().__init__([self.folder, self.part, self.message])

    @property
    def controls(self) -> tuple[widgets.Widget, ...]:
        """What must rest while a run goes on."""
        return (self.folder, self.part)

    @property
    def chosen_part(self) -> str:
        """The sub-folder, or nothing for the whole folder."""
        return "" if self.part.value == WHOLE else self.part.value

    @property
    def path(self) -> Path:
        """The folder or its part; an error if none is named."""
        if not self.folder.value.strip():
            raise ValueError("No folder is named. Type the path of the folder with your articles.")
        return Path(self.folder.value.strip()).expanduser() / self.chosen_part

    def set(self, folder: str, part: str = "") -> None:
        """Choose a folder and a part of it."""
        self.folder.value = folder
        self._list_parts()
        if part in self.part.options:
            self.part.value = part
        elif part:
            self.message.warn(f"There is no sub-folder {part!r} any more.")

    def _list_parts(self, _=None) -> None:
        name, folders, problem = self.folder.value.strip(), [], ""
        try:
            root = Path(name).expanduser()
            if name and root.is_dir():
                folders = sorted(
                    item.name for item in root.iterdir() if item.is_dir() and item.name[0] != "."
                )
            elif name and not root.is_file():
                problem = f"There is no folder {name!r}. Paths start at {Path.cwd()}."
        except (OSError, RuntimeError) as error:  # a path too long, not allowed, of nobody
            problem = error
        self.part.options = [WHOLE, *folders[:MAX_FOLDERS]]
        self.part.value = WHOLE
        self.message.warn(problem) if problem else self.message.say(_tell_cut(len(folders)))
        self._on_change()


class OutletsStep(widgets.VBox):
    """Name the table of outlets, or none.

    Parameters
    ----------
    on_change : callable
        Called without arguments after every change.
    """

    def __init__(self, on_change: Callable):
        self.table = make_path("Table", "path of a .csv file, or nothing")
        self.message = Message()
        self.table.observe(lambda _: on_change(), names="value")
        note = widgets.HTML(
            f"<div class='mpt'>Optional: a .csv file with the columns {', '.join(OUTLETS.names)}. An outlet "
            "whose state_party is a party of the registry counts as that party's own.</div>"
        )
        super().__init__([note, self.table, self.message])

    @property
    def path(self) -> Path | None:
        """The file, if one is named."""
        name = self.table.value.strip()
        return Path(name).expanduser() if name else None

    def check(self, articles: pd.DataFrame | None, registry: Registry | None) -> None:
        """Tell how table, articles and registry fit each other."""
        if self.path is None:
            alike = "" if articles is None else tell_alike(articles["outlet"])
            self.message.warn(alike) if alike else self.message.say("")
        elif articles is None or registry is None:
            self.message.say("Compared as soon as articles are read and the registry has no mistake.")
        else:
            try:
                table, notes = prepare_outlets(articles, self.path, parties=registry.party_names)
            except Exception as error:  # a first-time user gets words, not a traceback
                self.message.warn(error)
                return
            if notes:
                self.message.warn(" ".join(notes))
            else:
                self.message.say(f"Outlets of the articles: {len(table)}. The table fits them.")


class ResultsStep(widgets.VBox):
    """Name the folder of the results; what an earlier run left there is not replaced unless ticked.

    Parameters
    ----------
    on_save : callable
        Called without arguments when the button is clicked.
    """

    def __init__(self, on_save: Callable):
        self.target = make_path("Results", "path of a folder for tables and report; may be a new one")
        self.format = widgets.Dropdown(
            options=[*FORMATS.items()], description="Format", layout=WIDE, style=LABELS
        )
        self.replace = widgets.Checkbox(
            description="Replace what an earlier run left there", indent=False, layout=_AUTO
        )
        self.button = widgets.Button(description="Save the tables", layout=_AUTO)
        self.message = Message()
        self._written: set[Path] = set()
        self.target.observe(self._forget_target, names="value")
        self.button.on_click(lambda _: on_save())
        super().__init__([self.target, self.format, widgets.HBox([self.button, self.replace]), self.message])

    @property
    def folder(self) -> Path:
        """The folder; an error if none is named, or if it has results of another run."""
        if not self.target.value.strip():
            raise ValueError("No folder is named for the results. Type its path (step 5).")
        folder = Path(self.target.value.strip()).expanduser()
        there = [name for name in (MANIFEST, REPORT) if (folder / name).exists()]
        if there and folder.resolve() not in self._written and not self.replace.value:
            raise FileExistsError(
                f"{folder.resolve()} has results of an earlier run ({', '.join(there)}). Name another "
                "folder, or tick “Replace what an earlier run left there” (step 5)."
            )
        return folder

    def save(self, analysis: Analysis | None, *, seed: int) -> None:
        """Save the tables of an analysis, its estimates and their figure to the folder."""
        if analysis is None:
            self.message.warn("There is nothing to save yet. Analyse articles first (step 4).")
            return
        try:
            folder = self.folder
            self.message.say("Saving …")
            files, _ = write_results(analysis, folder, format=self.format.value, seed=seed)
        except Exception as error:  # a first-time user gets words, not a traceback
            self.message.warn(error)
            return
        old = (folder / REPORT).exists() and (folder / REPORT).resolve() not in self._written
        self.note_written(folder)
        stale = " The report there is of an earlier run: write it anew (step 6)." if old else ""
        names = ", ".join(path.name for path in files)
        self.message.say(f"Saved: {folder.resolve()} ({names}).{stale}")

    def note_written(self, path: Path) -> None:
        """Remember what this run has written: it may write there again."""
        self._written.add(path.resolve())
        self.replace.value = False

    def forget_run(self) -> None:
        """Another run has written nothing yet."""
        self._written.clear()
        self.replace.value = False
        self.message.say("")

    def _forget_target(self, _=None) -> None:
        self.replace.value = False
        self.message.say("")


class ReportStep(widgets.VBox):
    """State what the report shall say of the study.

    Parameters
    ----------
    on_change : callable
        Called without arguments after every change.
    on_write : callable
        Called without arguments when the button is clicked.
    """

    def __init__(self, on_change: Callable, on_write: Callable):
        self._on_change = on_change
        self.fields = {name: _make_area(name) for name in WORDS}
        self.note = Message()  # stays while the fields change
        self.sentences = widgets.Checkbox(
            value=True,
            description="Show sentences of the articles behind the numbers",
            indent=False,
            layout=_AUTO,
        )
        self.button = widgets.Button(description="Write the report", layout=_AUTO)
        self.message = Message()
        self.button.on_click(lambda _: on_write())
        for field in (*self.fields.values(), self.sentences):
            field.observe(self._notify, names="value")
        super().__init__(
            [self.note, *self.fields.values(), self.sentences, widgets.HBox([self.button]), self.message]
        )

    @property
    def stated(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.value for name, field in self.fields.items()}

    def state(self, words: dict[str, str]) -> None:
        """Put words into the fields, empty where there are none."""
        for name, value in fill_fields(words, WORDS).items():
            self.fields[name].value = value

    def write(self, analysis: Analysis | None, results: ResultsStep, *, seed: int) -> None:
        """Write the report of an analysis to the folder of the results."""
        if analysis is None:
            self.message.warn("There is nothing to report yet. Analyse articles first (step 4).")
            return
        stated = {name: value.strip() or None for name, value in self.stated.items()}
        n_evidence = N_EVIDENCE if self.sentences.value else 0
        try:
            path = results.folder / REPORT
            self.message.say("Writing the report …")
            path = report(analysis, path, **stated, n_evidence=n_evidence, seed=seed).resolve()
        except Exception as error:  # a first-time user gets words, not a traceback
            self.message.warn(error)
            return
        results.note_written(path.parent)
        results.note_written(path)
        self.message.say(
            f"Written: {path} ({path.stat().st_size / 1e6:.1f} MB). Open it with a double click, or put this "
            f"into the address line of your browser: {path.as_uri()}"
        )

    def _notify(self, _=None) -> None:
        self.message.say("")
        self._on_change()


class PathText(widgets.Text):
    """A text field for a path: quotation marks around it and ``file://`` are taken off."""

    @validate("value")
    def _clean(self, proposal: dict) -> str:
        return clean_path(proposal["value"])


def make_path(label: str, hint: str) -> PathText:
    """Make a field for a path that tells its change when it is left or Enter is pressed."""
    return PathText(description=label, placeholder=hint, continuous_update=False, layout=WIDE, style=LABELS)


def _make_area(name: str) -> widgets.Text | widgets.Textarea:
    make, rows = (widgets.Text, {}) if name == "title" else (widgets.Textarea, {"rows": 2})
    return make(
        description=name.capitalize(),
        placeholder=_HINTS[name],
        continuous_update=False,
        layout=WIDE,
        style=LABELS,
        **rows,
    )


def _tell_cut(n_folders: int) -> str:
    if n_folders <= MAX_FOLDERS:
        return ""
    return (
        f"{n_folders} sub-folders: “Part” lists the first {MAX_FOLDERS}; type the path of another one above. "
        "The whole folder is read with all of them."
    )
