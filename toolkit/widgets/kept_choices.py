"""The file of choices as a part of the loader: it is written at every change, and a line tells of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import ipywidgets as widgets

from toolkit.widgets.choices import Words, read_choices, set_aside, write_choices
from toolkit.widgets.controls import Message


class KeptChoices(widgets.VBox):
    """Keep choices in a file, or nowhere.

    Parameters
    ----------
    path : Path or None
        The file; None keeps nothing.
    given : dict
        The choices that the parameters make. A file that began with others is not used, and set aside
        before a new one is written.
    on_restart : callable
        Called without arguments when the button is clicked: the parameters shall count again.
    """

    def __init__(self, path: Path | None, given: dict[str, str], on_restart: Callable):
        self._path, self._given, self._unused = path, given, False
        self._known = b""  # what the file held when it was last read or written here
        self.message = Message()
        self.button = widgets.Button(description="Back to the parameters", layout={"width": "auto"})
        self.button.on_click(lambda _: (self._restart(), on_restart()))
        super().__init__([self.message, widgets.HBox([self.button])])

    def begin(self) -> tuple[dict[str, str], Words]:
        """What to begin with, kept or of the parameters: choices, and the words of other folders."""
        chosen, others, told = self._given, {}, ""
        if self._path is not None and self._path.exists():
            try:
                self._known = self._path.read_bytes()
                kept, words, parameters = read_choices(self._path)
                if parameters == self._given:
                    chosen, others = kept, words
                else:
                    told = (
                        f"{self._path} keeps choices made with other parameters. They are not used; the file "
                        "gets another name when you choose something here."
                    )
            except (OSError, ValueError) as error:
                told = error
        self._unused = bool(told)
        self._tell(told)
        return chosen, others

    def keep(self, choices: dict[str, str], others: Words) -> None:
        """Write the choices, and the words of other folders, to the file."""
        if self._path is None:
            return
        try:
            aside = None
            if self._path.exists() and (self._unused or self._path.read_bytes() != self._known):
                aside = set_aside(self._path)
            self._unused = False
            write_choices(self._path, choices, others, self._given)
            self._known = self._path.read_bytes()
            self._tell()
            if aside is not None:
                self.message.say(f"What stood in {self._path} was not of this loader: it is kept in {aside}.")
        except (OSError, ValueError) as error:
            self._tell(f"Your choices could not be kept: {error}")

    def _restart(self) -> None:
        """Set the file aside."""
        if self._path is None or not self._path.exists():
            return
        try:
            aside = set_aside(self._path)
        except (OSError, ValueError) as error:
            self._tell(error)
            return
        self._tell()
        self.message.say(f"The parameters count again. Your choices stand in {aside}.")

    def _tell(self, problem: Exception | str = "") -> None:
        there = self._path is not None and self._path.exists()
        self.button.layout.display = "flex" if there and not self._unused else "none"
        if problem:
            self.message.warn(problem)
        elif there:
            when = datetime.fromtimestamp(self._path.stat().st_mtime)
            self.message.say(
                f"Your choices are kept in {self._path} (changed {when:%Y-%m-%d %H:%M}). Running the "
                "notebook again begins with them."
            )
        elif self._path is not None:
            self.message.say(
                f"What you choose here is kept in {self._path}: running the notebook again begins with it."
            )
        else:
            self.message.say("")
