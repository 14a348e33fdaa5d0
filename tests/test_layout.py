"""The house: imports point one way, the public names are there, two files agree on what to install."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import toolkit

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "toolkit"

# Each room may import from its own layer and those before it.
LAYERS = (
    {
        "schema",
        "words",
        "first_names",
        "lists",
        "yaml_reader",
        "resampling",
        "permutation",
        "dominance",
        "cells",
        "caveats",
        "corpus",
        "resolutions",
        "validities",
    },
    {"articles", "readers", "cleaning", "duplicates"},
    {"parties", "registry", "registry_reader", "registry_writer", "language"},
    {"document", "names", "encoder"},
    {"full_names"},
    {"cast", "sightings"},
    {"people", "short_names", "joint", "acronyms", "told", "turns", "quotes"},
    {"nouns"},
    {"called"},
    {"kin", "papers", "places", "polls", "prominence", "referents", "relatives"},
    {"state_nouns", "titles"},
    {"counterparts", "lending"},
    {"antecedents"},
    {"affiliation", "named_bodies"},
    {"another", "together"},
    {"actors", "assignments", "descriptions", "heads", "speakers", "voices", "masking"},
    {"mentions", "targeted", "sentiment", "framing"},
    {"intake", "storage"},
    {"analysis", "coverage"},
    {"selection"},
    {"grouping", "evidence", "concordance"},
    {"estimates"},
    {"compare"},
    {"relations"},
    {"plots", "markup"},
    {"fragments"},
    {"reports", "bundles", "outputs"},
    {"widgets"},
    {"console"},
    {"__main__", "__init__"},
)
LAYER = {room: n for n, rooms in enumerate(LAYERS) for room in rooms}


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "toolkit":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("toolkit.")}
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for other in imported_rooms(path) & LAYER.keys():
        assert LAYER[other] <= LAYER[room], f"{room} may not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_room_has_a_layer_and_stays_small(path):
    assert path.relative_to(PACKAGE).parts[0].removesuffix(".py") in LAYER
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", sorted((PACKAGE / "framing").glob("[a-z]*.py")), ids=lambda p: p.stem)
def test_lenses_do_not_import_each_other(path):
    modules = {
        node.module
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit.framing")
    }
    assert modules <= {"toolkit.framing.lens"}


def test_one_room_imports_spacy():
    importers = {
        path.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "spacy")
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "spacy" for a in node.names))
    }
    assert importers == {"language.py"}


@pytest.mark.parametrize("name", toolkit.__all__)
def test_public_names_are_there_and_explained(name):
    value = getattr(toolkit, name)
    assert name == "__version__" or value.__doc__


def test_an_unknown_public_name_lists_what_there_is():
    with pytest.raises(
        AttributeError, match="module 'toolkit' has no attribute 'analyse'; it has: .*analyze"
    ):
        _ = toolkit.analyse


def test_import_loads_nothing_heavy():
    code = "import sys, toolkit; print([m for m in ('spacy', 'pandas', 'matplotlib') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_environment_yml_follows_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, nested = environment["dependencies"]
    assert environment["name"] == project["name"]
    assert python == f"python{project['requires-python']}"
    assert pip == "pip"
    assert nested == {"pip": ["-e .[test]"]}
    assert "test" in project["optional-dependencies"]


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == toolkit.__version__
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_contributing_gives_a_reason_for_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"]
    everything = [*project["dependencies"], *extras["test"], *extras["browser"]]
    names = [line.split(">")[0].split("=")[0].split("[")[0] for line in everything]
    assert [name for name in names if f"`{name}`" not in text] == []
