"""From scores to attributions: valid sequences of roles, then who belongs to whom."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from toolkit.quotes.decode import N_ROLES, Found, find_ranges, find_roles, group_roles

OUT, S, S_IN, C, C_IN, Q, Q_IN = range(7)


def is_valid(roles) -> bool:
    pairs = zip([0, *roles], roles, strict=False)
    return all(role % 2 or role == 0 or before in (role, role - 1) for before, role in pairs)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_valid_sequence_is_found(seed):
    scores = np.log(np.random.default_rng(seed).dirichlet(np.ones(N_ROLES), size=4))
    valid = [roles for roles in product(range(N_ROLES), repeat=4) if is_valid(roles)]
    best = max(valid, key=lambda roles: sum(scores[n, role] for n, role in enumerate(roles)))
    assert find_roles(scores).tolist() == list(best)


def test_ranges():
    roles = np.array([Q, Q_IN, Q, OUT, S, S_IN, C, Q])
    assert find_ranges(roles, Q) == [(0, 2), (2, 3), (7, 8)]
    assert find_ranges(roles, S) == [(4, 6)]


def point(n: int, *pairs: tuple[int, int]) -> np.ndarray:
    """Certain pointers: word → word; all others to none."""
    pointers = np.zeros((n, n + 1))
    pointers[:, 0] = 1
    for word, target in pairs:
        pointers[word] = 0
        pointers[word, target + 1] = 1
    return pointers


def test_contents_join_their_cue_and_cues_their_source():
    roles = np.array([Q, Q_IN, S, C, Q, C, Q])  # “A b,” Reyes said. “C”; and denied D
    pointers = point(7, (0, 3), (1, 3), (4, 3), (6, 5), (3, 2), (5, 2))
    assert group_roles(roles, pointers) == [
        Found((3, 4), (2, 3), [(0, 2), (4, 5)], source_score=1.0),
        Found((5, 6), (2, 3), [(6, 7)], source_score=1.0),
    ]


def test_a_cue_without_content_is_nothing_and_a_content_without_cue_stands_alone():
    roles = np.array([S, C, OUT, Q])
    assert group_roles(roles, point(4, (1, 0), (3, -1))) == [Found(None, None, [(3, 4)], 1.0)]


def test_a_cue_may_have_no_source():
    found = group_roles(np.array([S, C, Q]), point(3, (2, 1)))
    assert found == [Found((1, 2), None, [(2, 3)])]
