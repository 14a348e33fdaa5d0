"""Scorers of sentiment: text in, a value from −1 (negative) to 1 (positive) out."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from toolkit.schema import require_columns

SCORERS = ("textblob",)
"""Names that ``score_targets`` knows."""

_PUNCTUATION_RUN = re.compile(r"((?:[^\w\s]|_){8})(?:[^\w\s]|_)+")


def score_text(text: str) -> tuple[float, float]:
    """Score polarity and subjectivity of a text with TextBlob's pattern lexicon.

    The mean over the words that the lexicon knows (mostly adjectives and adverbs), each moved by
    the intensifier or negation right before it; 0 where it knows none. It reads isolated words:
    contracted negation ("isn't good" counts as praise), negation further away, irony, events told in
    verbs and nouns ("bombarded", "massacre") and the target of the judgement are beyond it.

    The values are TextBlob's own, but for a run of more than eight punctuation marks, cut to eight.

    Parameters
    ----------
    text : str

    Returns
    -------
    polarity : float
        From −1 (negative) to 1 (positive).
    subjectivity : float
        From 0 (factual) to 1 (opinion).

    References
    ----------
    Lexicon and algorithm: De Smedt & Daelemans (2012), Pattern for Python, Journal of Machine
    Learning Research 13, 2063–2067; in the package textblob.

    Examples
    --------
    >>> score_text("a cruel decision")
    (-1.0, 1.0)
    >>> score_text("The ministers met on Tuesday.")
    (0.0, 0.0)
    """
    polarity, subjectivity = _load_textblob()(_PUNCTUATION_RUN.sub(r"\1", text))
    return float(polarity), float(subjectivity)


@lru_cache(maxsize=1)
def _load_textblob():
    """Import TextBlob's analyzer when it is first needed: the import takes a second."""
    from textblob.en import sentiment

    return sentiment


def score_targets(table: pd.DataFrame, *, scorer: str = "textblob") -> pd.DataFrame:
    """Score how the texts of a table speak of their targets.

    Parameters
    ----------
    table : DataFrame
        Reads ``text``: the words about the target, quotations of others taken out. Left as it is.
    scorer : str
        ``"textblob"``: polarity of the text, blind to the target. As it is, TextBlob reaches macro-F1
        0.41 on the human labels of NewsMTSC (devtest_mt), with the wrong sign on 28% of the polar
        targets: a baseline to compare with, not evidence of portrayal.

    Returns
    -------
    DataFrame
        A copy with the same rows and index and the column ``value`` (−1 to 1); NA where the text is
        missing.

    Raises
    ------
    TypeError
        If ``table`` is not a DataFrame.
    ValueError
        If ``text`` is missing, or the scorer unknown.

    References
    ----------
    NewsMTSC: Hamborg & Donnay (2021), doi:10.18653/v1/2021.eacl-main.142.

    Examples
    --------
    >>> table = pd.DataFrame({"text": ["a brutal crackdown", None]}, index=["m1", "m2"])
    >>> score_targets(table)["value"].tolist()
    [-0.875, <NA>]
    """
    require_columns(table, ["text"], parameter="table")
    if scorer not in SCORERS:
        raise ValueError(
            f"scorer: expected one of {', '.join(SCORERS)}; got {scorer!r}. "
            "Leave the argument out to use textblob."
        )
    values = [None if pd.isna(text) else score_text(str(text))[0] for text in table["text"]]
    return table.assign(value=pd.array(values, dtype="Float64"))
