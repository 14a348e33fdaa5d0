"""Caveats: said where they hold, and found again in a table."""

import pandas as pd
import pytest

from toolkit.caveats import (
    FEW_ARTICLES,
    FEW_BLOCKS,
    INVENTED,
    ROLES_DIFFER,
    SCARCE_ARTICLES,
    is_few,
    join_notes,
    mark_few,
    name_few,
    name_invented,
    split_notes,
)


@pytest.mark.parametrize("notes", [[], [FEW_ARTICLES], [ROLES_DIFFER, FEW_ARTICLES, FEW_BLOCKS, INVENTED]])
def test_notes_come_back_from_a_caveat(notes):
    assert split_notes(join_notes([None, *notes, None])) == notes


@pytest.mark.parametrize(
    ("caveat", "mark"),
    [
        (FEW_ARTICLES, "*"),
        (SCARCE_ARTICLES, "**"),
        (f"{ROLES_DIFFER}; {FEW_ARTICLES}; {INVENTED}", "*"),
        (f"{ROLES_DIFFER}; {SCARCE_ARTICLES}; {INVENTED}", "**"),
        (FEW_BLOCKS, ""),
        (INVENTED, ""),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
    ],
)
def test_few_articles_are_known_from_the_caveat(caveat, mark):
    assert mark_few(caveat) == mark
    assert is_few(caveat) == bool(mark)


@pytest.mark.parametrize(
    ("n", "note"),
    [(1, SCARCE_ARTICLES), (4, SCARCE_ARTICLES), (5, FEW_ARTICLES), (9, FEW_ARTICLES), (10, None)],
)
def test_few_articles_are_said_and_fewer_more_strongly(n, note):
    assert name_few(n) == note


DECLARED = pd.DataFrame(
    {"outlet": ["Wire", "Post", "Times"], "ownership": ["invented, private", "invented", None]}
)


@pytest.mark.parametrize(
    ("used", "note"),
    [
        (["Wire", "Post", "Wire"], INVENTED),
        (["Wire"], INVENTED),
        (["Wire", "Post", "Times"], "partly invented corpus: 2 of 3 outlets"),
        (["Post", "not declared", None], "partly invented corpus: 1 of 2 outlets"),
        (["Times"], None),
        (["not declared"], None),
        ([], None),
    ],
)
def test_one_invented_outlet_does_not_make_others_invented(used, note):
    assert name_invented(DECLARED, used) == note


def test_what_is_no_table_of_outlets_is_named():
    with pytest.raises(ValueError, match="outlets: expected columns outlet, ownership; missing: ownership"):
        name_invented(DECLARED[["outlet"]], ["Wire"])
