"""Caveats: what has to be said beside a number, in the words by which tables, figures and pages know it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from toolkit.schema import require_columns

FEW, SCARCE = 10, 5
FEW_ARTICLES = f"fewer than {FEW} articles"
SCARCE_ARTICLES = f"fewer than {SCARCE} articles, do not lean on it"
FEW_BLOCKS = f"fewer than {FEW} blocks: if articles of one are alike, p and interval come out too small"
FEW_KEY = f"* {FEW_ARTICLES}, ** {SCARCE_ARTICLES.replace(' articles', '')}"
ROLES_DIFFER = "roles differ"
EVENTS_DIFFER = "events may differ"
NOTHING_SHARED = "in common"
FEW_PERMUTATIONS = "too few articles to reach p <"
INVENTED = "invented corpus: method, not finding"
PARTLY_INVENTED = "partly invented corpus"


def join_notes(notes: Iterable[str | None]) -> str | None:
    """Join notes into one caveat, the empty ones left out; None where nothing is to be said.

    Examples
    --------
    >>> join_notes([None, ROLES_DIFFER, FEW_ARTICLES])
    'roles differ; fewer than 10 articles'
    """
    return "; ".join(note for note in notes if note) or None


def split_notes(caveat) -> list[str]:
    """Split a caveat, which may be missing, into its notes."""
    return caveat.split("; ") if isinstance(caveat, str) else []


def name_few(n_articles: int) -> str | None:
    """Name in a note that few articles stand behind a number, or hardly any; None where there are enough.

    Examples
    --------
    >>> name_few(3), name_few(5), name_few(10)
    ('fewer than 5 articles, do not lean on it', 'fewer than 10 articles', None)
    """
    if n_articles < SCARCE:
        return SCARCE_ARTICLES
    return FEW_ARTICLES if n_articles < FEW else None


def is_few(caveat) -> bool:
    """Tell whether a caveat, which may be missing, says that few articles stand behind a number.

    Examples
    --------
    >>> is_few("roles differ; fewer than 10 articles"), is_few(FEW_BLOCKS), is_few(None)
    (True, False, False)
    """
    return FEW_ARTICLES in split_notes(caveat) or is_scarce(caveat)


def is_scarce(caveat) -> bool:
    """Tell whether a caveat, which may be missing, says that hardly any articles stand behind a number.

    Examples
    --------
    >>> is_scarce("fewer than 5 articles, do not lean on it"), is_scarce(FEW_ARTICLES), is_scarce(None)
    (True, False, False)
    """
    return SCARCE_ARTICLES in split_notes(caveat)


def mark_few(caveat) -> str:
    """Mark a number of few articles by a star, one of hardly any by two: ``FEW_KEY`` says so."""
    return "**" if is_scarce(caveat) else "*" if is_few(caveat) else ""


def name_invented(outlets: pd.DataFrame, used: Iterable[str]) -> str | None:
    """Name in a caveat that outlets are invented: all of those that are used, or some.

    Parameters
    ----------
    outlets : DataFrame
        The table ``outlets``: reads ``outlet`` and ``ownership``, which begins with "invented" where
        an outlet is. An outlet that is not in it is not.
    used : iterable of str
        Names of the outlets behind a number; what repeats or is missing does not count.

    Returns
    -------
    str or None
        None where no outlet used is invented.

    Raises
    ------
    TypeError, ValueError
        If ``outlets`` is no DataFrame, or lacks a column.

    Examples
    --------
    >>> outlets = pd.DataFrame({"outlet": ["Wire", "Post"], "ownership": ["invented, private", "private"]})
    >>> name_invented(outlets, ["Wire"]), name_invented(outlets, ["Wire", "Post"])
    ('invented corpus: method, not finding', 'partly invented corpus: 1 of 2 outlets')
    >>> name_invented(outlets, ["Post"])
    """
    require_columns(outlets, ["outlet", "ownership"], parameter="outlets")
    made_up = outlets["ownership"].fillna("").str.startswith("invented")
    names = {name for name in used if isinstance(name, str)}
    invented = names & set(outlets.loc[made_up, "outlet"])
    if not invented:
        return None
    return INVENTED if invented == names else f"{PARTLY_INVENTED}: {len(invented)} of {len(names)} outlets"
