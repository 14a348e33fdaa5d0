"""Scorers of sentiment: text in, a value from −1 (negative) to 1 (positive) out."""

from __future__ import annotations

import re
from functools import lru_cache
from numbers import Real

import pandas as pd

from toolkit.document import check_text
from toolkit.language import parse_texts
from toolkit.schema import require_columns
from toolkit.targeted import score_target
from toolkit.words import Span

SCORERS = ("model", "textblob")
"""Names that ``score_targets`` knows."""

PROBABILITIES = ("p_negative", "p_neutral", "p_positive")
TARGET = "target"
_OFFSETS = ("target_start", "target_end")

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


def score_targets(table: pd.DataFrame, *, scorer: str = "model") -> pd.DataFrame:
    """Score how the texts of a table speak of their targets.

    Parameters
    ----------
    table : DataFrame
        Left as it is. Reads ``text``: a sentence, or a few, with the words about the target, quotations of
        others taken out; and for the model the target, in one of two ways. ``target``: its words as they
        stand in ``text``, of which the first place counts, as whole words. Or ``target_start`` and
        ``target_end``: where it stands, in Unicode code points from 0, end excluded; needed where the words
        stand more than once and another place is meant. The offsets count where all are there. Rows may
        share a text.
    scorer : str
        ``"model"``: the trained scorer, which reads all of ``text`` with the target marked and every name
        with a capital masked; ``benchmarks/name_bias.py`` measures what names still change. ``"textblob"``:
        polarity of the text, blind to the target. As it is, TextBlob reaches macro-F1 0.41 on the human
        labels of NewsMTSC (devtest_mt), with the wrong sign on 28% of the polar targets: a baseline to
        compare with, not evidence of portrayal.

    Returns
    -------
    DataFrame
        A copy with the same rows and index. From the model the columns ``p_negative``, ``p_neutral`` and
        ``p_positive`` (sum 1), and ``value = p_positive − p_negative`` (−1 to 1); from TextBlob ``value``
        only. NA where there is no text, or no target. Columns of these names in ``table`` are replaced.

    Raises
    ------
    TypeError
        If ``table`` is not a DataFrame.
    ValueError
        If a column is missing, the scorer unknown, a target's words do not stand in their text, or an offset
        does not lie within it.
    OSError
        If the files of the model are missing or changed.

    Notes
    -----
    The model was trained on sentences of English news on politics (NewsMTSC). It does not know who an actor
    is, what happened before the text, or irony. What a name tells ("the Putin of our town") is masked with
    it; ``toolkit.masking`` says what counts as a name. The whole text is read where it has at most some 160
    words; of a longer one, those around the target.

    References
    ----------
    NewsMTSC: Hamborg & Donnay (2021), doi:10.18653/v1/2021.eacl-main.142.

    Examples
    --------
    >>> table = pd.DataFrame({"text": ["Reyes praised the honest and brave minister.", None],
    ...                       "target": "minister"})
    >>> score_targets(table)["value"].gt(0).tolist()
    [True, <NA>]
    >>> places = pd.DataFrame({"text": table["text"], "target_start": 35, "target_end": 43})
    >>> score_targets(places)["value"].equals(score_targets(table)["value"])
    True
    >>> table = pd.DataFrame({"text": ["a brutal crackdown", None]}, index=["m1", "m2"])
    >>> score_targets(table, scorer="textblob")["value"].tolist()
    [-0.875, <NA>]
    """
    if scorer not in SCORERS:
        raise ValueError(
            f"scorer: expected one of {', '.join(SCORERS)}; got {scorer!r}. "
            "Leave the argument out to use the model."
        )
    if scorer == "textblob":
        require_columns(table, ["text"], parameter="table")
        values = [None if check_text(text) else score_text(text)[0] for text in table["text"]]
        return table.assign(value=pd.array(values, dtype="Float64"))
    targets = _locate_targets(table)
    by_text: dict[str, list[int]] = {}
    for n, (text, target) in enumerate(zip(table["text"], targets, strict=True)):
        if target:
            by_text.setdefault(text, []).append(n)
    scores = [(None, None, None)] * len(targets)
    for (text, places), doc in zip(by_text.items(), parse_texts(by_text), strict=True):
        for n in places:
            scores[n] = score_target(doc, targets[n], [_strip(text, 0, len(text))])
    columns = zip(*scores, strict=True) if scores else ((), (), ())
    scored = table.assign(
        **{
            name: pd.array(values, dtype="Float64")
            for name, values in zip(PROBABILITIES, columns, strict=True)
        }
    )
    return scored.assign(value=scored["p_positive"] - scored["p_negative"])


def _locate_targets(table: pd.DataFrame) -> list[Span | None]:
    """Where the target of each row stands, by the offsets or else by its words; None where there is none."""
    require_columns(table, ["text"], parameter="table")
    if set(_OFFSETS) <= set(table.columns):
        columns, locate = _OFFSETS, _read_offsets
    elif TARGET in table.columns:
        columns, locate = (TARGET,), _find_target
    else:
        raise ValueError(
            f"table: expected, beside text, a column {TARGET} (the words of the target) or the columns "
            f"{' and '.join(_OFFSETS)} (where it stands in text); got: {', '.join(map(str, table.columns))}. "
            "Add the one or the other; scorer='textblob' needs text alone."
        )
    rows = table[["text", *columns]].itertuples(index=False, name=None)
    return [
        None if check_text(text) or any(map(pd.isna, told)) else locate(text, *told, row=label)
        for label, (text, *told) in zip(table.index.tolist(), rows, strict=True)
    ]


def _find_target(text: str, target, *, row) -> Span:
    """Find the words of a target in a text, as whole words, where they stand first."""
    if not (isinstance(target, str) and target.strip()):
        raise ValueError(
            f"table: column {TARGET}, row {row!r}: expected the words of a target, got {target!r}. "
            "Set it to NA where there is none."
        )
    found = re.search(rf"(?<!\w){re.escape(target.strip())}(?!\w)", text)
    if not found:
        raise ValueError(
            f"table: column {TARGET}, row {row!r}: expected words that stand in text, got {target!r}. "
            f"Write them as the text does, capitals too, or give {' and '.join(_OFFSETS)}."
        )
    return found.span()


def _strip(text: str, start, end) -> Span:
    """Where the words of a span begin and end: a space belongs to no token."""
    piece = text[int(start) : int(end)]
    return int(end) - len(piece.lstrip()), int(start) + len(piece.rstrip())


def _read_offsets(text: str, start, end, *, row) -> Span:
    """Read the offsets of a target; those that cannot be are refused: then they count something else."""
    for column, offset in zip(_OFFSETS, (start, end), strict=True):
        if not (isinstance(offset, Real) and 0 <= offset <= len(text) and offset == int(offset)):
            raise ValueError(
                f"table: column {column}, row {row!r}: expected a whole number from 0 to {len(text)}, the "
                f"length of text, got {offset!r}. Count Unicode code points, as Python does."
            )
    if not text[int(start) : int(end)].strip():
        raise ValueError(
            f"table: columns {' and '.join(_OFFSETS)}, row {row!r}: expected the place of a target in text, "
            f"got {text[int(start) : int(end)]!r} at {start} to {end}. Set both to NA where there is none."
        )
    return _strip(text, start, end)
