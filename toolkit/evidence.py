"""Which words stand behind a number, as a table."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis import Analysis

EVIDENCE = (
    "published", "outlet", "party", "speaker", "voice", "voice_party", "unit", "measure", "value",
    "context", "start", "end", "spans", "quote_id", "article_id", "title",
)  # fmt: skip
"""Columns of the table that ``find_evidence`` returns."""


def find_evidence(analysis: Analysis, scores: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the words behind scores: one row a score, with the quotation or the sentence it comes from.

    Parameters
    ----------
    analysis : Analysis
        Reads articles, quotes and mentions.
    scores : DataFrame, optional
        Rows of ``analysis.scores``, for example from ``filter_scores``; by default all of them.

    Returns
    -------
    DataFrame
        In the order of ``scores``: the columns of ``EVIDENCE``. ``context`` is ``text[start:end]``: the
        quotation (with its cue where that was measured), the sentence of a mention, or, where an article was
        measured, the stretch from the first to the last of the party's quotations (its headline where
        there is none). ``spans`` are the measured words, as offsets into the article. ``quote_id`` and
        ``speaker`` are NA where the outlet speaks.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> from toolkit.selection import filter_scores
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> analysis = analyze(table, "syria-2012")
    >>> rows = find_evidence(filter_scores(analysis, measures=["stance.distancing"]))
    >>> rows[["speaker", "value", "context"]].values.tolist()
    [['Russia', 0.0, 'said the vote was a mistake']]
    """
    scores = analysis.scores if scores is None else scores
    articles = analysis.articles.set_index("article_id")
    texts, titles = articles["text"].to_dict(), articles["title"].to_dict()
    quotes = analysis.quotes.set_index("quote_id")
    speakers = quotes["speaker"].to_dict()
    places = {
        "quote": _index_places(quotes, "start", "end"),
        "mention": _index_places(
            analysis.mentions.set_index("mention_id"), "sentence_start", "sentence_end", "quote_id"
        ),
    }
    rows = []
    for row in scores.to_dict("records"):
        title, text = titles[row["article_id"]], texts[row["article_id"]]
        quote_id = row["unit_id"] if row["unit"] == "quote" else None
        if row["unit"] in places:
            start, end, *inside = places[row["unit"]][row["unit_id"]]
            quote_id = quote_id or (inside[0] if isinstance(inside[0], str) else None)
            start = min(start, *(left for left, _ in row["evidence"]))
            end = max(end, *(right for _, right in row["evidence"]))
        else:
            spans = [(left, right) for left, right in row["evidence"] if (left, right) != (0, len(text))]
            head = len(title) if isinstance(title, str) else min(len(text), 80)
            start = min((left for left, _ in spans), default=0)
            end = max((right for _, right in spans), default=head)
        rows.append(
            row
            | {"context": text[start:end], "start": start, "end": end, "spans": row["evidence"]}
            | {"quote_id": quote_id, "speaker": speakers.get(quote_id), "title": title}
        )
    return pd.DataFrame(rows, columns=list(EVIDENCE))


def _index_places(table: pd.DataFrame, *columns: str) -> dict[str, tuple]:
    return dict(zip(table.index, table[list(columns)].itertuples(index=False, name=None), strict=True))
