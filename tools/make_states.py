"""Make ``toolkit/registries/states.yaml``, a registry of all states, from ISO 3166 names and ``states.csv``.

    python tools/make_states.py

``states.csv`` has a row a state or organisation; in its cells ``;`` divides words, and ``|`` divides
institutions and offices, each with its usual form first. See ``tools/README.md`` for its sources.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
import yaml

TABLE = Path(__file__).with_name("states.csv")
REGISTRY = Path(__file__).parents[1] / "toolkit" / "registries" / "states.yaml"
HEAD = """\
# Made by tools/make_states.py from tools/states.csv: in the toolkit change the table, not this file.
# In a copy of your own change the name, take out what you do not need, and add people, offices and labels.
"""
DESCRIPTION = (
    "Every member and observer of the United Nations, Kosovo and Taiwan, with five organisations of states. "
    "Capitals and short names mean a state only where they act or speak. No people."
)


def make_states() -> str:
    """The text of the registry."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    offices = [
        {"titles": titles, "party": row["name"]} for row in rows for titles in _split_forms(row["offices"])
    ]
    registry = {
        "name": "states",
        "description": DESCRIPTION,
        "parties": [make_party(row) for row in rows],
        "offices": offices,
    }
    return HEAD + yaml.safe_dump(
        registry, allow_unicode=True, default_flow_style=None, sort_keys=False, width=110
    )


def make_party(row: dict[str, str]) -> dict:
    """One row of the table as a party; fields without words are left out.

    A state's short name and capital are metonyms: "in Russia" and "in Moscow" are places.
    """
    places = [row["name"]] if row["alpha_2"] else []
    metonyms = list(dict.fromkeys([*places, *_split(row["metonyms"]), *_split(row["capitals"])]))
    passed_over = {row["name"], *metonyms, *_split(row["leave_out"])}
    names = dict.fromkeys([*_find_names(row["alpha_2"]), *_split(row["names"])])
    party = {
        "name": row["name"],
        "names": [name for name in names if name not in passed_over],
        "metonyms": metonyms,
        "adjectives": _split(row["adjectives"]),
        "institutions": _split_forms(row["institutions"]),
    }
    return {key: value for key, value in party.items() if value}


def _find_names(alpha_2: str) -> list[str]:
    """The names in ISO 3166, which puts some as "Iran, Islamic Republic of"."""
    country = pycountry.countries.get(alpha_2=alpha_2) if alpha_2 else None
    if country is None:
        return []
    listed = [getattr(country, key, "") for key in ("name", "common_name", "official_name")]
    turned = [" ".join(reversed(name.split(", "))) for name in listed if name and "(" not in name]
    return [name.removeprefix("The ").removeprefix("the ") for name in turned]


def _split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def _split_forms(cell: str) -> list[list[str]]:
    return [_split(forms) for forms in cell.split("|")] if cell else []


if __name__ == "__main__":
    REGISTRY.write_text(make_states(), encoding="utf-8")
