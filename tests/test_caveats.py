"""Caveats: said where they hold, and found again in a table."""

import pandas as pd
import pytest

from toolkit.caveats import (
    FEW_ARTICLES,
    FEW_BLOCKS,
    INVENTED,
    ROLES_DIFFER,
    is_few,
    join_notes,
    name_invented,
    split_notes,
)


@pytest.mark.parametrize("notes", [[], [FEW_ARTICLES], [ROLES_DIFFER, FEW_ARTICLES, FEW_BLOCKS, INVENTED]])
def test_notes_come_back_from_a_caveat(notes):
    assert split_notes(join_notes([None, *notes, None])) == notes


@pytest.mark.parametrize(
    ("caveat", "few"),
    [
        (FEW_ARTICLES, True),
        (f"{ROLES_DIFFER}; {FEW_ARTICLES}; {INVENTED}", True),
        (FEW_BLOCKS, False),
        (INVENTED, False),
        (None, False),
        (float("nan"), False),
        (pd.NA, False),
    ],
)
def test_few_articles_are_known_from_the_caveat(caveat, few):
    assert is_few(caveat) == few


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
