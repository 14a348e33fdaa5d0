"""By which steps it was decided who speaks: how often each is taken, how often it is right, what it means."""

from __future__ import annotations

import pandas as pd

from toolkit.schema import RESOLVED_BY, require_columns


def count_resolutions(quotes: pd.DataFrame) -> pd.DataFrame:
    """Count the ways in which speakers were resolved, and tell what each way is.

    It does not tell whether a given speaker is right: read the sentence.

    Parameters
    ----------
    quotes : DataFrame
        Reads ``resolved_by``, ``article_id`` and ``speaker_confidence`` of ``analysis.quotes``.

    Returns
    -------
    DataFrame
        One row for each way that occurs, the most frequent first: index ``resolved_by``; ``n_quotes`` (rows
        of quotes: one for each joint speaker), ``n_articles``, ``speaker_confidence`` (0 to 1: how often the
        way was right in labelled articles; NA where the quotations have none, or several), ``meaning``
        (the words of the text that it is about).

    Raises
    ------
    TypeError, ValueError
        If there is no DataFrame, or a column is missing.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> text = "Sergei Lavrov met Kofi Annan. Lavrov said the talks were over. A farmer said it rained."
    >>> analysis = analyze(pd.DataFrame({"article_id": ["a"], "text": [text]}), "syria-2012")
    >>> table = count_resolutions(analysis.quotes)
    >>> table[["n_quotes", "speaker_confidence"]].loc["surname"].tolist()
    [1.0, 0.99]
    >>> table.loc["unresolved", "meaning"]
    'nothing: the speaker is the mention itself'
    """
    if not isinstance(quotes, pd.DataFrame):
        raise TypeError(f"quotes: expected a DataFrame, got {type(quotes).__name__}. Give analysis.quotes.")
    require_columns(quotes, ["resolved_by", "article_id", "speaker_confidence"], parameter="quotes")
    counts = quotes.groupby("resolved_by", dropna=False).agg(
        n_quotes=("article_id", "size"),
        n_articles=("article_id", "nunique"),
        speaker_confidence=("speaker_confidence", _take_the_one),
    )
    order = {way: n for n, way in enumerate(RESOLVED_BY)}
    counts = counts.sort_index(key=lambda ways: ways.map(order))
    counts = counts.sort_values("n_quotes", ascending=False, kind="stable")
    return counts.assign(meaning=counts.index.map(RESOLVED_BY))


def _take_the_one(values: pd.Series) -> object:
    """What all rows have; NA where they differ."""
    return values.iloc[0] if values.nunique(dropna=False) == 1 else pd.NA
