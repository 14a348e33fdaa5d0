"""Figures that may rise, never silently fall: ``floors.json``."""

from __future__ import annotations

import json
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def read_floors(*keys: str) -> dict:
    """The floors under some keys; empty where there are none."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for key in keys:
        floors = floors.get(key, {})
    return floors


def find_sunk(reached: dict, floors: dict) -> list[str]:
    """Say in words which figures are below their floors."""
    sunk = []
    for name, floor in floors.items():
        if isinstance(floor, dict):
            sunk += [f"{name} {line}" for line in find_sunk(reached[name], floor)]
        elif reached[name] < floor:
            sunk.append(f"{name}: {reached[name]} is below its floor, {floor}")
    return sunk


def find_above(reached: dict, most: dict) -> list[str]:
    """Say in words which figures are above the most allowed."""
    above = []
    for name, limit in most.items():
        if isinstance(limit, dict):
            above += [f"{name} {line}" for line in find_above(reached[name], limit)]
        elif reached[name] > limit:
            above.append(f"{name}: {reached[name]} is above the most allowed, {limit}")
    return above
