"""Twins: what two engines found in the same words."""

from __future__ import annotations

from collections import Counter, defaultdict

from toolkit.quotes.candidates import Candidate

LEAST = 0.5
"""Share of the words of both that twins have in common (Jaccard)."""


def find_twins(candidates: list[Candidate], others: list[Candidate]) -> list[Candidate | None]:
    """Find for each candidate the other one that shares most of its content.

    Parameters
    ----------
    candidates, others : list of Candidate

    Returns
    -------
    list of Candidate or None
        One of ``others`` for each candidate; None where none shares half of the words of both.

    Examples
    --------
    >>> one, same, else_ = (Candidate(0, [span], []) for span in [(1, 9), (2, 9), (8, 12)])
    >>> find_twins([one, else_], [same]) == [same, None]
    True
    """
    holders = defaultdict(list)
    for number, other in enumerate(others):
        for word in _list_words(other):
            holders[word].append(number)
    sizes = [len(_list_words(other)) for other in others]
    twins = []
    for candidate in candidates:
        words = _list_words(candidate)
        shared = Counter(number for word in words for number in holders.get(word, ()))
        overlap = {number: n / (len(words) + sizes[number] - n) for number, n in shared.items()}
        best = max(overlap, key=overlap.__getitem__, default=None)
        twins.append(others[best] if best is not None and overlap[best] >= LEAST else None)
    return twins


def _list_words(candidate: Candidate) -> list[int]:
    return [word for start, end in candidate.content for word in range(start, end)]
