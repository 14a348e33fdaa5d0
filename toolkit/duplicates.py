"""Near copies: reports that reprint each other with small changes, a cut, or another headline."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

SHINGLE = 5  # words
THRESHOLD = 0.5
MIN_SHARED = 10  # shingles: below 14 words in a row, agreement says little

_WORD = re.compile(r"\w+")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that every power is invertible modulo 2**64


def find_near_copies(texts: Sequence[str], *, threshold: float = THRESHOLD) -> list[list[int]]:
    """Group texts of which one is contained in the other, but for small changes.

    A text is the set of its runs of five words (*shingles*), letter case and punctuation apart. Two
    texts are near copies where ``|A ∩ B| / min(|A|, |B|)``, the *containment* of the shorter one, is
    at least ``threshold``, with at least ten shingles in common. Containment, rather than the Jaccard
    coefficient, finds a report that was cut at the end. Groups are chains: where A is near B and B
    near C, all three are one group.

    Why 0.5: changing a share *p* of the words, evenly, leaves ``(1 − p)⁵`` of the shingles, so that 0.5
    allows one word in eight to be changed. The choice hardly matters in practice: of 924 news articles
    of PolNeAR, eight pairs contain each other by 0.5 or more, and no pair lies between 0.24 and 0.5.
    What independent reports share is quotations and fixed phrases. A report that consists mostly of the
    same long quotation cannot be told from a copy; paraphrase and translation are not seen.

    Only pairs that share a shingle are compared; of the texts that hold the same shingle, each with
    the next. Time and memory grow with the number of words. The result depends on nothing but the texts.

    Parameters
    ----------
    texts : sequence of str
    threshold : float, default 0.5
        From above 0 to 1.

    Returns
    -------
    list of list of int
        Positions of the texts of each group, two or more, sorted; groups by their first text.

    Raises
    ------
    ValueError
        If ``threshold`` is not above 0 and at most 1.

    References
    ----------
    Broder, A. (1997). On the resemblance and containment of documents. *Compression and Complexity of
    Sequences*, 21–29. doi:10.1109/SEQUEN.1997.666900

    Examples
    --------
    >>> report = "The envoy came to Homs on Monday and said that talks would go on for another week at least."
    >>> find_near_copies([report, "Nothing like it.", report + " He left on Tuesday."])
    [[0, 2]]
    """
    if not 0 < threshold <= 1:
        raise ValueError(
            f"threshold: expected a share above 0 and at most 1, got {threshold}. Leave it out for 0.5."
        )
    sets = [_hash_shingles(text) for text in texts]
    parents = list(range(len(sets)))
    for first, second in _candidates(sets, threshold):
        a, b = _root(parents, first), _root(parents, second)
        if a != b and _is_near(sets[first], sets[second], threshold):
            parents[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for place in range(len(sets)):
        groups.setdefault(_root(parents, place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _hash_shingles(text: str) -> np.ndarray:
    """Sorted distinct 64-bit hashes of the runs of five words."""
    words = np.array(
        [zlib.crc32(word.encode("utf-8", "replace")) + 1 for word in _WORD.findall(text.casefold())],
        dtype=np.uint64,
    )
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    n_shingles = len(words) - SHINGLE + 1
    hashes = np.zeros(n_shingles, dtype=np.uint64)
    for place in range(SHINGLE):
        hashes = hashes * _BASE + words[place : place + n_shingles]
    return np.unique(hashes)


def _candidates(sets: list[np.ndarray], threshold: float) -> list[tuple[int, int]]:
    """Pairs that share enough shingles to be worth comparing, in order."""
    if not sum(map(len, sets)):
        return []
    owners = np.repeat(np.arange(len(sets), dtype=np.int64), [len(hashes) for hashes in sets])
    hashes = np.concatenate(sets)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    shared = hashes[1:] == hashes[:-1]
    pairs, counts = np.unique(owners[:-1][shared] * len(sets) + owners[1:][shared], return_counts=True)
    first, second = np.divmod(pairs, len(sets))
    sizes = np.array([len(hashes) for hashes in sets])
    # a third: texts in between may hold some of the shingles of a pair and part it there
    enough = counts * 3 >= threshold * np.minimum(sizes[first], sizes[second])
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _is_near(a: np.ndarray, b: np.ndarray, threshold: float) -> bool:
    n_shared = len(np.intersect1d(a, b, assume_unique=True))
    return n_shared >= MIN_SHARED and n_shared >= threshold * min(len(a), len(b))


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place
