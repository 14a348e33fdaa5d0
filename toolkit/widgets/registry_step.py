"""The registry as a step of the loader: choose a shipped one or a file, edit it, save it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from toolkit.fragments import STYLE
from toolkit.parties import Registry, RegistryError, list_registries, load_registry, parse_registry
from toolkit.widgets.choices import is_same
from toolkit.widgets.controls import WIDE, Message
from toolkit.widgets.loader_steps import LABELS, make_path
from toolkit.widgets.registry_names import mark_edited, read_example
from toolkit.widgets.registry_saving import REPLACE, TARGET, refuse_target, save_registry

NEW = "a new one (small example)"
OWN = "a file of my own"
FULL = {"width": "98%"}
LINE = 90  # characters of a line that are shown
_AUTO = {"width": "auto"}


class RegistryStep(widgets.VBox):
    """Choose, edit and save a registry, or begin one from a small example; every change is checked at once.

    Parameters
    ----------
    on_change : callable
        Called without arguments after every change.

    Attributes
    ----------
    registry : Registry or None
        None while there is a mistake, which the message tells. Edited and not saved, its name says so.
    """

    def __init__(self, on_change: Callable):
        self.registry: Registry | None = None
        self._on_change, self._original, self._fetched = on_change, "", ""
        self._drafts: dict[str, str] = {}  # edits of registries that are not shown now
        self.choice = widgets.Dropdown(
            options=[*list_registries(), NEW, OWN],
            value="syria-2012",
            description="Registry",
            layout=WIDE,
            style=LABELS,
        )
        self.file = make_path("File", "path of your .yaml file")
        self.message, self.excerpt = Message(), widgets.HTML()
        self.edit = widgets.ToggleButton(description="Show and edit", layout=_AUTO)
        self.text = widgets.Textarea(
            description="Text", rows=16, continuous_update=False, layout=FULL, style=LABELS
        )
        self.undo = widgets.Button(description="Undo all edits", layout=_AUTO)
        self.target = make_path("Save as", "path of a .yaml file")
        self.target.value = TARGET
        self.replace = widgets.Checkbox(description=REPLACE, layout=_AUTO, indent=False)
        self.save_button = widgets.Button(description="Save registry", layout=_AUTO)
        self.saved = Message()
        saving = widgets.HBox([self.undo, self.save_button, self.replace])
        self.editor = widgets.VBox([self.text, self.target, saving, self.saved])
        self.choice.observe(self._choose, names="value")
        self.file.observe(self._choose, names="value")
        self.text.observe(self._check, names="value")
        self.edit.observe(self._show, names="value")
        self.target.observe(self._forget_target, names="value")
        self.undo.on_click(lambda _: self._fetch())
        self.save_button.on_click(lambda _: self.save())
        self._show()
        super().__init__(
            [self.choice, self.file, self.message, self.excerpt, widgets.HBox([self.edit]), self.editor]
        )

    @property
    def parties(self) -> str:
        """The name of the shipped registry, the path of the file, or the words for a new one."""
        return self.file.value.strip() if self.choice.value == OWN else self.choice.value

    @property
    def edits(self) -> str:
        """The text, if it was edited and not saved."""
        return "" if self.text.value == self._original else self.text.value

    @property
    def controls(self) -> tuple[widgets.Widget, ...]:
        """What must rest while a run goes on."""
        return (self.choice, self.file, self.text, self.undo, self.save_button)

    def set(self, parties: str, edits: str = "") -> None:
        """Choose a registry by name or path, with edits to its text."""
        listed = parties in (*list_registries(), NEW)
        self.file.value = "" if listed else parties
        self.choice.value = parties if listed else OWN
        self._fetch()
        if edits:
            self.text.value = edits

    def save(self) -> None:
        """Save the text to the file named in *Save as*, and use it from there.

        A file that is in use, and is as it was read or written here, is replaced without a tick.
        """
        name = self.target.value.strip()
        may_replace = self.replace.value or self._is_in_use(name)
        if not self.text.value.strip():
            self.saved.warn("There is no text to save.")
        elif refusal := refuse_target(name, may_replace=may_replace):
            self.saved.warn(refusal)
        else:
            self._write(name)

    def _is_in_use(self, name: str) -> bool:
        if self.choice.value != OWN or not is_same(self.parties, name):
            return False
        try:
            return _read_text(self.parties) == self._original
        except (OSError, ValueError):
            return False

    def _write(self, name: str) -> None:
        path, before = Path(name).expanduser(), self.text.value
        try:
            renamed = save_registry(before, name) != before
        except (OSError, ValueError) as error:
            self.saved.warn(error)
            return
        self.replace.value = False
        self.set(name)
        if self.registry is None:
            self.saved.warn(
                f"Saved, with the mistake above: mend it before you analyse. The file is {path.resolve()}."
            )
        else:
            named = f" Its name is now “{self.registry.name}”." if renamed else ""
            self.saved.say(f"Saved: {path.resolve()}. It is used from there.{named}")

    def _forget_target(self, _=None) -> None:
        self.replace.value = False
        self.saved.say("")

    def _show(self, _=None) -> None:
        self.editor.layout.display = "flex" if self.edit.value else "none"

    def _choose(self, _=None) -> None:
        """Open an example at once, and suggest where to save."""
        self.target.value = self.parties if self.choice.value == OWN and self.parties else TARGET
        if self.choice.value == NEW:
            self.edit.value = True
        if self.edits:
            self._drafts[self._fetched] = self.text.value
        self._fetch()
        if self.parties in self._drafts:
            self.text.value = self._drafts.pop(self.parties)

    def _fetch(self, _=None) -> None:
        """Take the text from where it stands; edits are gone."""
        self.file.layout.display = "flex" if self.choice.value == OWN else "none"
        self.saved.say("")
        problem, text = None, ""
        try:
            text = _read_text(self.parties) if self.parties else ""
        except (OSError, ValueError) as error:
            problem = error
        self._original = self.text.value = text
        self._fetched = self.parties
        self._check()
        if problem is not None:
            self.message.warn(problem)

    def _check(self, _=None) -> None:
        """Read the registry, and tell how that went."""
        self.registry, self.excerpt.value = None, ""
        if not self.text.value.strip():
            self.message.warn(self._name_gap())
        else:
            try:
                registry = parse_registry(self.text.value, source=self._source)
                self.message.say(_describe(registry) + self._tell_state())
                self.registry = mark_edited(registry, self._original)
            except RegistryError as error:
                self.message.warn(error)
                self.excerpt.value = _render_lines(self.text.value, str(error), self._source)
        self._on_change()

    @property
    def _source(self) -> str:
        """What errors call the text."""
        return "registry" if self.choice.value == NEW else self.parties or "registry"

    def _tell_state(self) -> str:
        if self.edits:
            return " Edited, not saved."
        return " An example: put your parties in its place, and save it." if self.choice.value == NEW else ""

    def _name_gap(self) -> str:
        if self._original.strip():
            return "The registry has no text left. “Undo all edits” brings it back."
        if self.choice.value == OWN and not self.parties:
            return "Type the path of your registry, or choose another one and edit it."
        return f"{self.parties}: the file is empty. Type a registry, or choose another."


def _describe(registry: Registry) -> str:
    parties, people = len(registry.parties), len(registry.people)
    return (
        f"{registry.name}: {parties} {'party' if parties == 1 else 'parties'} and "
        f"{people} {'person' if people == 1 else 'people'}."
    )


def _render_lines(text: str, problem: str, source: str) -> str:
    """The line that a message names, between its neighbours, numbered."""
    number, lines = problem.removeprefix(f"{source}, line ").split(",")[0].split(":")[0], text.splitlines()
    if not number.isdecimal():
        return ""
    wrong = min(int(number), len(lines))
    shown = "\n".join(
        f"{'▶' if n == wrong else ' '} {n:>4}  {escape(lines[n - 1][:LINE])}"
        for n in range(max(1, wrong - 1), min(wrong + 1, len(lines)) + 1)
    )
    return f"{STYLE}<div class='mpt'><pre role='note' aria-label='The place'>{shown}</pre></div>"


def _read_text(source: str) -> str:
    """The text of a registry, right or wrong, so that it can be edited."""
    if source == NEW:
        return read_example()
    path = Path(source).expanduser()
    if not path.is_file():
        return load_registry(source).text
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(
            f"{source}: expected a text file in UTF-8, got other bytes. Save it again as UTF-8."
        ) from None
