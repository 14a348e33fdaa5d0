"""Whose registry it is: a text that is no longer as shipped does not go by the shipped name."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import yaml

from toolkit.parties import Registry, list_registries, load_registry

_NAME = re.compile(r"^name[ \t]*:.*$", re.MULTILINE)
_EXAMPLE = files("toolkit") / "registries" / "new-registry.txt"


def read_example() -> str:
    """The smallest registry that works, to begin one's own with."""
    return _EXAMPLE.read_text(encoding="utf-8")


def read_name(text: str) -> str | None:
    """The name in a text that need not be a correct registry.

    Examples
    --------
    >>> read_name("name: mine  # for now\\nparties: [")
    'mine'
    """
    found = _NAME.search(text)
    try:
        name = yaml.load(found[0], Loader=yaml.BaseLoader)["name"] if found else None
    except yaml.YAMLError:
        return None
    return name if isinstance(name, str) else None


def rename_registry(text: str, stem: str) -> str:
    """Name a registry after its file, if it still has a name that this package gave.

    Examples
    --------
    >>> rename_registry("name: syria-2012\\nparties: []\\n", "libya")
    'name: libya\\nparties: []\\n'
    >>> rename_registry("name: mine\\n", "libya")
    'name: mine\\n'
    """
    if read_name(text) not in (*list_registries(), read_name(read_example())):
        return text
    line = "name: " + yaml.safe_dump(stem, allow_unicode=True, width=float("inf")).split("\n")[0]
    return _NAME.sub(lambda _: line, text, count=1)


def mark_edited(registry: Registry, original: str) -> Registry:
    """Add “edited” to the name of a registry that differs from the text of this name.

    Parameters
    ----------
    registry : Registry
        As edited.
    original : str
        The text as it stands in its file.
    """
    is_changed = registry.text != original and registry.name == read_name(original)
    is_shipped = registry.name in list_registries()
    if is_changed or (is_shipped and registry.text != load_registry(registry.name).text):
        return replace(registry, name=f"{registry.name}, edited")
    return registry
