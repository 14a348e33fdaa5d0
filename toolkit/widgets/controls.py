"""What several widgets share: choices as checkboxes, messages in words, lists whose rows open articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets
import pandas as pd

from toolkit.fragments import STYLE, render_message

WIDE = {"width": "48em", "max_width": "100%"}
_FLOW = {"display": "flex", "flex_flow": "row wrap", "width": "100%", "grid_gap": "0 1em"}
_AUTO = {"width": "auto"}
ROWS = 8


class View(widgets.VBox):
    """A widget of this package: its parts below each other, in the package's style."""

    def __init__(self, parts: Sequence[widgets.Widget]):
        super().__init__([widgets.HTML(STYLE), *parts])
        self.add_class("mpt-view")


class Choices(widgets.VBox):
    """A heading and checkboxes; ``value`` is the tuple of the names that are ticked.

    Parameters
    ----------
    title : str
    names : sequence of str
    chosen : sequence of str, optional
        Ticked at first; by default all.
    on_change : callable
        Called without arguments after a change.
    """

    def __init__(self, title: str, names: Sequence[str], on_change: Callable, chosen: Sequence | None = None):
        self.boxes = {
            name: widgets.Checkbox(
                value=chosen is None or name in chosen, description=name, indent=False, layout=_AUTO
            )
            for name in names
        }
        self._on_change, self._quiet = on_change, False
        for box in self.boxes.values():
            box.observe(self._notify, names="value")
        everything = widgets.Button(description=f"All {title.lower()}", layout=_AUTO)
        nothing = widgets.Button(description=f"No {title.lower()}", layout=_AUTO)
        everything.on_click(lambda _: self.choose(names))
        nothing.on_click(lambda _: self.choose([]))
        head = widgets.HBox([widgets.Label(f"{title}:"), everything, nothing])
        super().__init__([head, widgets.Box(list(self.boxes.values()), layout=_FLOW)])

    @property
    def value(self) -> tuple[str, ...]:
        """The names that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.value)

    def choose(self, names: Sequence[str]) -> None:
        """Tick these names and no others."""
        self._quiet = True
        for name, box in self.boxes.items():
            box.value = name in names
        self._quiet = False
        self._notify()

    def _notify(self, _=None) -> None:
        if not self._quiet:
            self._on_change()


class Message(widgets.HTML):
    """A line for what happened or went wrong, in words."""

    def say(self, text: str) -> None:
        """Show a message; an empty one clears the line."""
        self.value = render_message(text)

    def warn(self, error: Exception | str) -> None:
        """Show what went wrong."""
        self.value = render_message(put_in_words(error), problem=True)


def put_in_words(error: Exception | str) -> str:
    """Put an error in words: its message, with its kind only where it was not raised for the user."""
    if isinstance(error, str):
        return error
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    if isinstance(error, OSError | ValueError | TypeError | KeyError) and text:
        return text
    return f"Something unexpected went wrong ({type(error).__name__}: {text}). Please report it."


class OpenList(widgets.VBox):
    """Rows of a table as a list: a button that opens the article at the place, and the words.

    Parameters
    ----------
    sorts : dict
        What the list can be sorted by, in words, and the column of each.
    name_row, render_row : callable
        From a row (dict) to the text of its button, and to the HTML beside it.
    on_open : callable
        Receives the row (dict) whose button was clicked.
    """

    def __init__(self, sorts: dict[str, str], name_row: Callable, render_row: Callable, on_open: Callable):
        self._name_row, self._render_row, self._on_open = name_row, render_row, on_open
        self._table, self._page, self._shown = pd.DataFrame(columns=list(sorts.values())), 0, []
        self.sort = widgets.Dropdown(options=list(sorts.items()), description="Sort by", layout=_AUTO)
        self.descending = widgets.Checkbox(description="largest or last first", indent=False, layout=_AUTO)
        self.count = widgets.HTML()
        wide = {"width": "auto", "min_width": "17em", "max_width": "100%", "flex": "none"}
        self.buttons = [widgets.Button(layout=wide) for _ in range(ROWS)]
        self.words = [widgets.HTML(layout=widgets.Layout(flex="1 1 20em")) for _ in range(ROWS)]
        self.lines = [
            widgets.HBox(pair, layout=widgets.Layout(flex_flow="row wrap"))
            for pair in zip(self.buttons, self.words, strict=True)
        ]
        self.before = widgets.Button(description="Previous rows", layout=_AUTO)
        self.after = widgets.Button(description="Next rows", layout=_AUTO)
        self.sort.observe(self._restart, names="value")
        self.descending.observe(self._restart, names="value")
        self.before.on_click(lambda _: self._turn(-1))
        self.after.on_click(lambda _: self._turn(1))
        for n, button in enumerate(self.buttons):
            button.on_click(lambda _, n=n: self._on_open(self._shown[n]))
        head = widgets.Box([self.sort, self.descending], layout=_FLOW)
        feet = widgets.HBox([self.before, self.after])
        super().__init__([head, self.count, *self.lines, feet])
        self.show(self._table)

    @property
    def data(self) -> pd.DataFrame:
        """The whole table, sorted as it is read."""
        column = self.sort.value
        return self._table.sort_values(
            column, ascending=not self.descending.value, kind="stable", na_position="last"
        ).reset_index(drop=True)

    def show(self, table: pd.DataFrame) -> None:
        """Show a table from its first row."""
        self._table = table
        self._restart()

    def _restart(self, _=None) -> None:
        self._page = 0
        self._turn(0)

    def _turn(self, step: int) -> None:
        data = self.data
        pages = max(1, -(-len(data) // ROWS))
        self._page = min(max(self._page + step, 0), pages - 1)
        first = self._page * ROWS
        self._shown = data.iloc[first : first + ROWS].to_dict("records")
        told = f"Rows {first + 1} to {first + len(self._shown)} of {len(data)}" if len(data) else "No rows"
        self.count.value = f"<div class='mpt' role='status'>{told}</div>"
        for n, line in enumerate(self.lines):
            line.layout.display = "flex" if n < len(self._shown) else "none"
            if n < len(self._shown):
                self.buttons[n].description = self._name_row(self._shown[n])
                self.buttons[n].tooltip = "Open the article at this place"
                self.words[n].value = f"<div class='mpt'>{self._render_row(self._shown[n])}</div>"
        self.before.disabled = self._page == 0
        self.after.disabled = self._page >= pages - 1
