"""A Lens: a family of measures, computed from one Document and its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.document import Document
from toolkit.schema import UNRESOLVED


@dataclass(frozen=True)
class Measure:
    """One number: what it means, in which range, for which unit, after whom.

    Attributes
    ----------
    name : str
        As in ``scores.measure``.
    low, high : float
        Range of the value, ends included.
    meaning : str
        What the number says, and of what a higher value speaks.
    unit : str
        What one row stands for: quote, mention or article.
    reference : str
        The theory behind it, with DOI where there is one.
    is_share : bool
        Whether a unit has the value 0 or 1, so that a mean is a share of units.
    """

    name: str
    low: float
    high: float
    meaning: str
    unit: str
    reference: str
    is_share: bool = False


@dataclass(frozen=True)
class Lens:
    """A way to look at an article.

    Attributes
    ----------
    name : str
    measures : tuple of Measure
    card : str
        Validity: on which labels, which agreement, by whom; or that there is none yet.
    score : callable
        ``score(document, quotes, mentions, registry)`` gives rows of ``schema.SCORES``. ``quotes`` and
        ``mentions`` are rows with the keys of ``schema.QUOTES`` and ``schema.MENTIONS``, speakers and
        parties resolved, missing values None. It is pure: same input, same rows.
    """

    name: str
    measures: tuple[Measure, ...]
    card: str
    score: Callable[..., list[dict]]


def make_score(
    document: Document,
    *,
    unit: str,
    unit_id: str,
    party: str | None,
    measure: str,
    value: float,
    evidence,
    voice: str = "outlet",
    voice_party: str | None = None,
) -> dict:
    """Make one row of ``schema.SCORES``; the document gives article, outlet and date.

    Examples
    --------
    >>> document = Document("a1", "Wire", None, "Moscow agreed.", None)
    >>> row = make_score(document, unit="article", unit_id="a1", party="Russia",
    ...                  measure="voice.share", value=0.5, evidence=[(0, 6)])
    >>> row["voice"], row["voice_party"], row["evidence"]
    ('outlet', None, [[0, 6]])
    """
    return {
        "unit": unit,
        "unit_id": unit_id,
        "article_id": document.article_id,
        "outlet": document.outlet,
        "published": document.published,
        "party": party or UNRESOLVED,
        "voice": voice,
        "voice_party": voice_party,
        "measure": measure,
        "value": float(value),
        "evidence": [list(span) for span in evidence],
    }
