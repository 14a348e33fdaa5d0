"""The shipped list of first names follows our own part of it; the census is not in the repository."""

from pathlib import Path

import pandas as pd
import pytest

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture(scope="module")
def maker(load_script):
    return load_script("make_first_names")


def test_the_shipped_list_follows_our_own(maker):
    own = maker.read_own(TOOLS / "first_names.csv")
    shipped = pd.read_csv(maker.TARGET, keep_default_na=False)
    assert set(shipped.loc[shipped["source"] == maker.OWN, "name"]) <= own.keys()
    both = shipped[shipped["name"].isin(own)]
    wanted = [{""} if maker.BOTH in own[name] else own[name] for name in both["name"]]
    assert [{gender} for gender in both["gender"]] == wanted
