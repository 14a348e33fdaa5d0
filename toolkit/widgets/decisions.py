"""Decisions about speakers, made on top of a registry, until they are saved with it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from toolkit.assignments import assign_speakers
from toolkit.parties import Registry, load_registry, parse_registry
from toolkit.registry import Key
from toolkit.schema import NO_PARTY
from toolkit.widgets.choices import is_same
from toolkit.widgets.registry_saving import save_registry

OPEN = "leave open"


class Decisions:
    """What is decided about speakers: in the registry as it is saved, and beyond it.

    Parameters
    ----------
    registry : Registry, path or str
        Where decisions begin.
    absent : collection of str
        Parties that come last among the choices.

    Attributes
    ----------
    registry : Registry
        With every decision.
    unsaved : dict
        From speaker and article (None: in every article) to the name of a party or person, ``no party``, or
        ``OPEN``: what the registry has beyond its file, or what was taken back.

    Examples
    --------
    >>> decisions = Decisions("syria-2012")
    >>> decisions.make(("Nabil Haddad", None), "no party")
    >>> decisions.find(("Nabil Haddad", None)), decisions.find(("she", "a1"))
    ('no party', 'leave open')
    """

    def __init__(self, registry: Registry | str | Path, *, absent: Collection[str] = ()):
        self.registry = self._saved = load_registry(registry)
        self.unsaved: dict[Key, str] = {}
        self._absent = frozenset(absent)
        self._file = None if isinstance(registry, Registry) else str(registry)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be decided: in words, and the name."""
        parties = self._saved.party_names
        people = [person.name for person in self._saved.people if person.name not in parties]
        return [
            (OPEN, OPEN),
            (NO_PARTY, NO_PARTY),
            *((f"party: {name}", name) for name in sorted(parties, key=self._absent.__contains__)),
            *((f"person: {name}", name) for name in people),
        ]

    def find(self, key: Key) -> str:
        """What is decided about a speaker."""
        return self.unsaved.get(key) or self._find_saved(key)

    def make(self, key: Key, name: str) -> None:
        """Decide, or leave open; what cannot be written into the registry is an error, and not decided."""
        unsaved = {**self.unsaved, key: name}
        if name == self._find_saved(key):
            del unsaved[key]
        written = {who: None if name == OPEN else name for who, name in unsaved.items()}
        self.registry = assign_speakers(self._saved, written)
        self.unsaved = unsaved

    def undo(self) -> None:
        """Take back what is not saved."""
        self.registry, self.unsaved = self._saved, {}

    def save(self, name: str) -> None:
        """Write the registry to a file, and go on from there."""
        text = save_registry(self.registry.text, name)
        self.registry = self._saved = parse_registry(text, source=name)
        self._file, self.unsaved = name, {}

    def is_own(self, name: str) -> bool:
        """Whether a file is the one that was read or saved here, and as it was then."""
        if self._file is None or not is_same(self._file, name):
            return False
        try:
            return load_registry(Path(name).expanduser()).text == self._saved.text
        except (OSError, ValueError):
            return False

    def _find_saved(self, key: Key) -> str:
        made = {made.key: made for made in self._saved.assigned}.get(key)
        return (made.person or made.party) if made else OPEN
