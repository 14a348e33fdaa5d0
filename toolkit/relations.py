"""Who speaks how about whom: the parties' own words about each other, never the outlets'."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.estimates import estimate
from toolkit.selection import check_names, filter_scores

PAIR = ["voice_party", "party"]
VOICES = ("verbatim", "paraphrase")


def select_relations(analysis: Analysis, *, measure: str = "description.polarity") -> pd.DataFrame:
    """Select the scores of what parties, in their own words or paraphrased, say about parties."""
    scores = filter_scores(analysis.scores, measures=[measure], voices=VOICES)
    return scores[scores["unit"] == "mention"].dropna(subset=PAIR)


def estimate_relations(
    analysis: Analysis,
    *,
    measure: str = "description.polarity",
    voice_parties: Sequence[str] | None = None,
    parties: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate how each party speaks about each party.

    Parameters
    ----------
    analysis : Analysis
        Reads scores and articles.
    measure : str
        A measure of mentions.
    voice_parties, parties : list of str, optional
        Who speaks, and about whom; by default all.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        The table ``estimates`` with ``voice_party`` (who speaks) and ``party`` (about whom) in front.

    Raises
    ------
    ValueError
        If no party speaks about any, by this measure, or a party is unknown.
    """
    scores = select_relations(analysis, measure=measure)
    if scores.empty:
        known = analysis.scores.loc[analysis.scores["unit"] == "mention", "measure"].unique()
        raise ValueError(
            f"measure: expected one by which parties speak about parties, got {measure!r}. "
            f"Measures of mentions in this analysis: {', '.join(sorted(known)) or 'none'}."
        )
    for name, given, column in (
        ("voice_parties", voice_parties, "voice_party"),
        ("parties", parties, "party"),
    ):
        if given is not None:
            check_names(given, scores[column], parameter=name)
    chosen = filter_scores(scores, voice_parties=voice_parties, parties=parties)
    table = estimate(analysis.with_scores(chosen), by=PAIR, voices=chosen["voice"].unique(), seed=seed)
    pairs = chosen[PAIR].drop_duplicates().assign(group=lambda t: t["voice_party"] + " × " + t["party"])
    return pairs.merge(table, on="group").reset_index(drop=True)
