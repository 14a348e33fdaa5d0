"""First names: how the shipped list is made of two sources."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from toolkit.first_names import find_gender, is_first_name

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture(scope="module")
def maker():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOLS))
        yield importlib.import_module("make_first_names")


@pytest.mark.parametrize(
    ("census", "own", "row"),
    [
        ({"male": 0.95, "female": 0.05}, set(), ("Kim", "male", "census")),
        ({"male": 0.94, "female": 0.06}, set(), None),
        ({"male": 0.0, "female": 0.5}, {"female"}, ("Kim", "female", "census")),
        ({"male": 0.0, "female": 0.5}, {"male"}, None),
        (None, {"male"}, ("Kim", "male", "own list")),
        (None, {"female", "male"}, None),
    ],
)
def test_a_name_has_a_gender_where_the_sources_agree(maker, census, own, row):
    table = maker.make_table({"Kim": census} if census else {}, {"Kim": own} if own else {})
    assert table == ([row] if row else [])


def test_the_files_of_the_census_are_read(maker, tmp_path):
    (tmp_path / "dist.male.first").write_text("JOHN 3.271 3.271 1\n", encoding="ascii")
    (tmp_path / "dist.female.first").write_text("MARY 2.629 2.629 1\nJOHN 0.019 80.1 300\n", encoding="ascii")
    assert maker.read_census(tmp_path) == {
        "John": {"female": 0.019, "male": 3.271},
        "Mary": {"female": 2.629, "male": 0.0},
    }


def test_the_shipped_list_follows_our_own(maker):
    with maker.TARGET.open(encoding="utf-8", newline="") as lines:
        shipped = list(maker.csv.DictReader(lines))
    own = maker.read_own(TOOLS / "first_names.csv")
    assert {row["name"] for row in shipped if row["source"] == maker.OWN} <= own.keys()
    assert [row["name"] for row in shipped if own.get(row["name"], {row["gender"]}) != {row["gender"]}] == []


@pytest.mark.parametrize(("name", "gender"), [("Loretta", "female"), ("Sergei", "male"), ("Kim", None)])
def test_a_name_tells_a_gender(name, gender):
    assert (find_gender(name), is_first_name(name)) == (gender, gender is not None)
