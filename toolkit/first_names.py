"""First names, and the gender that they tell where nearly all who bear one are of it."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

_TABLE = files("toolkit") / "lexicons" / "first_names.csv"


def find_gender(name: str) -> str | None:
    """Tell the gender of nearly all who bear a first name, or None.

    ``lexicons/first_names.md`` tells where the list comes from, and its limits.

    Examples
    --------
    >>> find_gender("Loretta"), find_gender("Sergei"), find_gender("Robin"), find_gender("Senate")
    ('female', 'male', None, None)
    """
    return _read_table().get(name) or None


def is_first_name(name: str) -> bool:
    """Tell whether the list has a name, be it of either gender ("Robin")."""
    return name in _read_table()


@lru_cache(maxsize=1)
def _read_table() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["gender"] for row in csv.DictReader(lines)}
