"""Load a registry: the dated list of parties and people that names are looked up in."""

from __future__ import annotations

from importlib.resources import files
from os import PathLike
from pathlib import Path

from toolkit.registry import LABEL_STANCES, Assignment, Label, Office, Party, Person, Registry
from toolkit.registry_reader import parse_registry
from toolkit.yaml_reader import RegistryError

_SHIPPED = files("toolkit") / "registries"

__all__ = [
    "LABEL_STANCES",
    "Assignment",
    "Label",
    "Office",
    "Party",
    "Person",
    "Registry",
    "RegistryError",
    "list_registries",
    "load_registry",
    "parse_registry",
]


def load_registry(parties: Registry | str | Path, *, parameter: str = "parties") -> Registry:
    """Load a registry of parties.

    Parameters
    ----------
    parties : Registry, path or str
        A Registry (returned as it is), a path (exists, or ends in .yaml or .yml), or the name of
        a shipped registry.
    parameter : str
        What errors call it.

    Returns
    -------
    Registry

    Raises
    ------
    RegistryError
        If the file breaks a rule; the message names line and field.
    FileNotFoundError
        If the path does not exist.
    TypeError
        If it is none of these.
    ValueError
        If the name is not shipped; the message lists the names.

    Examples
    --------
    >>> from datetime import date
    >>> registry = load_registry("syria-2012")
    >>> registry.party_names[:3]
    ('US', 'Russia', 'Syrian government')
    >>> medvedev = next(p for p in registry.people if p.name == "Dmitry Medvedev")
    >>> medvedev.offices_at(date(2012, 3, 25))[0].titles[0]
    'President'
    """
    if isinstance(parties, Registry):
        return parties
    if not isinstance(parties, str | PathLike):
        raise TypeError(
            f"{parameter}: expected a Registry, a .yaml file or the name of a shipped registry, got "
            f"{type(parties).__name__}. Load one with load_registry; an analysis has its own: "
            "analysis.registry."
        )
    path = Path(parties)
    if path.is_file():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise RegistryError(f"{parties}, line {line}: expected UTF-8. Save the file as UTF-8.") from None
        return parse_registry(text, source=str(parties))
    if path.suffix in (".yaml", ".yml"):
        raise FileNotFoundError(
            f"{parameter}: expected a registry file, got {str(parties)!r}, which does not exist. "
            "Check the path, or give the name of a shipped registry: " + ", ".join(list_registries())
        )
    if str(parties) not in list_registries():
        raise ValueError(
            f"{parameter}: expected a Registry, a .yaml file or one of {', '.join(list_registries())}; "
            f"got {str(parties)!r}. Name a shipped registry, or write your own file."
        )
    shipped = _SHIPPED / f"{parties}.yaml"
    return parse_registry(shipped.read_text(encoding="utf-8"), source=f"{parties}.yaml")


def list_registries() -> list[str]:
    """List the names of the shipped registries.

    Examples
    --------
    >>> list_registries()
    ['states', 'syria-2012']
    """
    return sorted(
        item.name.removesuffix(".yaml") for item in _SHIPPED.iterdir() if item.name.endswith(".yaml")
    )
