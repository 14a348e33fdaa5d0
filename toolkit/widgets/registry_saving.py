"""Saving a registry from a widget: never over a file that is there, unless that is asked for."""

from __future__ import annotations

from pathlib import Path

from toolkit.storage import write_file
from toolkit.widgets.registry_names import rename_registry

TARGET = "my-registry.yaml"
REPLACE = "Replace the file of this name"


def refuse_target(name: str, *, may_replace: bool) -> str:
    """Tell why a registry cannot be saved under a name; empty where it can.

    Examples
    --------
    >>> refuse_target("mine.txt", may_replace=False)
    "Name a file that ends in .yaml, such as my-registry.yaml; got 'mine.txt'."
    """
    path = Path(name).expanduser()
    if path.suffix not in (".yaml", ".yml"):
        return f"Name a file that ends in .yaml, such as {TARGET}; got {name!r}."
    if path.exists() and not may_replace:
        return f"There is a file {path.resolve()} already. Name another file, or tick “{REPLACE}”."
    return ""


def save_registry(text: str, name: str) -> str:
    """Write the text of a registry to a file in a folder that is there.

    Returns
    -------
    str
        The text as written: see ``rename_registry``.

    Raises
    ------
    OSError, ValueError
        If the file cannot be written.
    """
    path = Path(name).expanduser()
    text = rename_registry(text, path.stem)
    path.parent.stat()  # no folder is made by the way
    write_file(path, text)
    return text
