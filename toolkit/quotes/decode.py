"""From the encoder's scores to attributions: roles along a window, then who belongs to whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.quotes.quoted import Range

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Number of each role's beginning; the number after it is its inside."""
N_ROLES = 7
LEAST = 0.2  # probability with which a content points to its cue
LEAST_WORD = 0.15  # … to a word without a role
_NEVER = -1e9
_BEGINS = np.array([SOURCE, CUE, CONTENT])

TRANSITIONS = np.zeros((N_ROLES, N_ROLES))
for _begin in _BEGINS:  # an inside follows its own beginning or inside
    TRANSITIONS[:, _begin + 1] = _NEVER
    TRANSITIONS[[_begin, _begin + 1], _begin + 1] = 0


@dataclass
class Found:
    """An attribution in places of a window: ranges of its words.

    ``score`` is the least probability with which its contents point to the cue, ``source_score`` the one
    with which the cue points to its source.
    """

    cue: Range | None
    source: Range | None
    content: list[Range]
    score: float = 1.0
    source_score: float = 0.0


def find_roles(scores: np.ndarray) -> np.ndarray:
    """Find the best sequence of roles (Viterbi 1967, doi:10.1109/TIT.1967.1054010).

    Parameters
    ----------
    scores : array, shape (words, 7)
        Log-probabilities.

    Returns
    -------
    array of int, shape (words,)

    Examples
    --------
    >>> scores = np.log(np.full((2, 7), 0.1))
    >>> scores[0, 5], scores[1, 4] = -0.1, -0.1  # an inside of a cue cannot follow a content
    >>> find_roles(scores).tolist()
    [5, 0]
    """
    best = scores[0] + np.where(np.isin(np.arange(N_ROLES), _BEGINS + 1), _NEVER, 0.0)
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        paths = best[:, None] + TRANSITIONS
        back[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    roles = np.empty(len(scores), dtype=np.int64)
    roles[-1] = best.argmax()
    for place in range(len(scores) - 1, 0, -1):
        roles[place - 1] = back[place, roles[place]]
    return roles


def find_ranges(roles: np.ndarray, begin: int) -> list[Range]:
    """Ranges of the words of one role."""
    starts = np.flatnonzero(roles == begin)
    ranges = []
    for start in starts.tolist():
        end = start + 1
        while end < len(roles) and roles[end] == begin + 1:
            end += 1
        ranges.append((start, end))
    return ranges


def group_roles(roles: np.ndarray, pointers: np.ndarray) -> list[Found]:
    """Join contents with their cues, and cues with their sources.

    A content that hardly points to any cue looks for a word that has no role and takes it for a cue; where
    there is none it has no cue in the window.

    Parameters
    ----------
    roles : array of int, shape (words,)
    pointers : array, shape (words, words + 1)
        Probability that a word points to each other word; the first column is to none.

    Returns
    -------
    list of Found
        In the order of the cues; then contents without a cue. Cues without content are left out.
    """
    cues, sources = find_ranges(roles, CUE), find_ranges(roles, SOURCE)
    found = {cue: _start(cue, sources, pointers) for cue in cues}
    alone = []
    for content in find_ranges(roles, CONTENT):
        towards = pointers[slice(*content)].mean(axis=0)
        score, cue = max(
            ((float(towards[cue[0] + 1 : cue[1] + 1].sum()), cue) for cue in found), default=(0.0, None)
        )
        if score < LEAST:
            score, cue = _find_cue_word(towards, roles)
            if cue is not None:
                found.setdefault(cue, _start(cue, sources, pointers))
        if cue is None:
            alone.append(Found(None, None, [content], float(towards[0])))
        else:
            found[cue].content.append(content)
            found[cue].score = min(found[cue].score, score)
    return [attribution for attribution in found.values() if attribution.content] + alone


def _find_cue_word(towards: np.ndarray, roles: np.ndarray) -> tuple[float, Range | None]:
    """The word without a role that is pointed to most, if it is pointed to enough."""
    free = np.where(roles == OUTSIDE, towards[1:], 0.0)
    word = int(free.argmax())
    return (float(free[word]), (word, word + 1)) if free[word] > LEAST_WORD else (0.0, None)


def _start(cue: Range, sources: list[Range], pointers: np.ndarray) -> Found:
    """A cue with the source that it points to, if it points to it more than to none."""
    towards = pointers[slice(*cue)].mean(axis=0)
    scored = [(float(towards[source[0] + 1 : source[1] + 1].sum()), source) for source in sources]
    score, source = max(scored, default=(0.0, None))
    return Found(cue, source, [], source_score=score) if score > towards[0] else Found(cue, None, [])
