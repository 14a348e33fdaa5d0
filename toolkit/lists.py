"""Lists of names within a sentence: the first ones, how many more there are, and the one that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def name_some(names: Iterable[str], n: int = 20) -> str:
    """Name the first of a list, and say how many more there are.

    Examples
    --------
    >>> name_some(["Herald", "Post", "Wire"]), name_some(["Herald", "Post", "Wire"], 1)
    ('Herald, Post, Wire', 'Herald and 2 more')
    """
    names = list(names)
    more = f" and {len(names) - n:,} more" if len(names) > n else ""
    return ", ".join(names[:n]) + more


def suggest_name(given: str, known: Iterable[str]) -> str:
    """Ask whether the name was meant that is most like the given one; empty where none is like it.

    Examples
    --------
    >>> suggest_name("Green", ["Greens", "Reds"]), suggest_name("Blues?", ["Reds"])
    (" (did you mean 'Greens'?)", '')
    """
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(str(given).casefold(), folded, n=1)
    return f" (did you mean {folded[near[0]]!r}?)" if near else ""
