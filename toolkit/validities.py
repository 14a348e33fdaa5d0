"""How far each measure agrees with annotators: one row a figure, in ``validity.csv``."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

DATA = Path(__file__).with_name("validity.csv")
NOT_MEASURED = "not measured"
ANY_LABEL = "label.<word>"

TERMS = (
    (
        "attribution",
        "attributions?",
        "who speaks, the words that introduce the speech (the cue: “said”, “according to”), and what is said",
    ),
    (
        "matched attributions",
        "matched attributions",
        "those attributions, of all that annotators marked, that the engine found too: what it missed is not "
        "counted here",
    ),
    (
        "sources as annotated",
        "[Ss]ources as annotated",
        "the words for the speaker were taken as annotators marked them, so that the figure tells only how "
        "well it was found whom they mean",
    ),
    (
        "beside",
        "beside",
        "a party lent to a person by a body, state or office whose name stands beside the person's: “Russian "
        "envoy Jane Roe”",
    ),
    (
        "target",
        "targets?",
        "the person or body about whom annotators judged a sentence",
    ),
    (
        "development split",
        "development split",
        "the part of a benchmark on which programs may be improved: on new texts, expect a little less",
    ),
    (
        "language-model annotators",
        "language-model annotators",
        "labels given by programs that read and write text, after a written guideline: no human has checked "
        "them",
    ),
    (
        "adjudicated",
        "adjudicated",
        "where two annotators differed, a third reading decided",
    ),
    (
        "engine",
        "engine",
        "what did the work: “model” learned from texts that people had labelled, “rules” follows rules "
        "written by hand, “textblob” averages fixed values of words",
    ),
    (
        "F1",
        "(?<!macro-)F1",
        "how well what was found fits what annotators marked: 1 (100%) where all of it was found and nothing "
        "else; what is missed and what is found wrongly both lower it",
    ),
    (
        "relayed attributions",
        "relayed attributions",
        "what somebody says within the words of another: “the agency reported that she said …”",
    ),
    ("precision", "precision", "of all that was found, the share that annotators marked too"),
    ("recall", "recall", "of all that annotators marked, the share that was found"),
    (
        "macro-F1",
        "macro-F1",
        "the mean of F1 over negative, neutral and positive, each counting the same however rare: 1 (100%) "
        "is best, and a blind guess among the three gets a third at most",
    ),
    ("accuracy", "accuracy", "share of the units that were answered as the annotators did"),
    (
        "somebody else",
        "somebody else",
        "share of the speakers who were taken for another person or body than annotators say; who stays "
        "open, as the text has it, is not counted as wrong: 0 is best",
    ),
    (
        "end to end",
        "found, and",
        "share of what annotators marked that was found at all and has the right speaker",
    ),
    (
        "party found",
        "party found",
        "share of those whom annotators gave a party that have it here too; the rest has none, or another",
    ),
    (
        "wrong sign",
        "wrong signs?",
        "of what annotators found negative or positive (“polar”), the share that was scored to the opposite "
        "side: 0 is best",
    ),
    (
        "calibration error",
        "calibration error",
        "how far the stated confidence lies, on average, from the share that is right: 0.05 (5%) where of "
        "the attributions with a confidence of 80% some 75 or 85% are right; 0 is best",
    ),
    (
        "95% interval",
        "low",
        "from low to high: another sample of such texts would give another figure, and the interval tells "
        "how different it may well be",
    ),
    (
        "ceiling",
        "ceiling",
        "the same figure of annotators against each other: they differ too, so that of a program not much "
        "more can be asked; for attributions it comes from 18 partly other articles, and a "
        "figure may lie above it",
    ),
    (
        "Cohen's kappa",
        "kappa",
        "how far two annotators agree beyond chance: 1 is always, 0 no more than chance would have it",
    ),
    (
        "masked",
        "masked",
        "hidden before anything is read: names, or the words that others are quoted with",
    ),
    ("not measured", NOT_MEASURED, "nobody has compared it with annotators' labels yet: check it by hand"),
)
"""Terms of the table: name, how it is recognised in it, and what it means."""

_NUMBERS = {"value": "Float64", "low": "Float64", "high": "Float64", "ceiling": "Float64", "n": "Int64"}


def validity(*, measure: str | None = None) -> pd.DataFrame:
    """List how far each measure agrees with annotators, against which ceiling, and by whose labels.

    The figures are shipped as data; ``command`` says how to have them again. They hold for texts like
    those of the benchmark: on other news, code a sample by hand.

    Parameters
    ----------
    measure : str, optional
        A measure of ``describe_measures``, or one of the steps that all of them rest on: ``"quotes"``
        (attributions), ``"speakers"`` (persons behind mentions), ``"parties"``. All where left out.

    Returns
    -------
    DataFrame
        One row a figure: ``measure``; ``engine`` (or scorer); ``benchmark``; ``subset`` of its units;
        ``figure``, what was computed; ``value`` with the ends ``low`` and ``high`` of its 95% interval, all
        from 0 to 1; ``ceiling``, the same figure of annotators against each other, and ``ceiling_by``, who
        they were and on which articles (where on others, a value may lie above it); ``n``, annotated units;
        ``labelled_by``; ``command``; ``note``. What is unknown is NA. Of a measure without validity,
        ``figure`` is ``"not measured"`` and ``value`` NA.

    Raises
    ------
    ValueError
        If the measure is unknown.

    Examples
    --------
    >>> validity(measure="description.polarity")[["engine", "figure", "value"]].head(1)
         engine    figure  value
    0  textblob  macro-F1   0.41
    >>> validity(measure="stance.distancing")["figure"].tolist()
    ['not measured']
    """
    table = _read_table()
    if measure is None:
        return table
    known = table["measure"].unique().tolist()
    is_label = str(measure).startswith("label.") and measure not in known
    rows = table[table["measure"] == (ANY_LABEL if is_label else measure)]
    if rows.empty:
        raise ValueError(
            f"measure: expected one of {', '.join(known)}; got {measure!r}. Leave it out to list all."
        )
    return rows.reset_index(drop=True)


def explain_terms(table: pd.DataFrame) -> pd.DataFrame:
    """Explain in plain words the terms that occur in a table of validity.

    Parameters
    ----------
    table : DataFrame
        The table of ``validity``, or some rows and columns of it. A term counts where it stands in a cell,
        or is the name of a column that is not empty.

    Returns
    -------
    DataFrame
        One row a term, in a fixed order: index ``term``, column ``meaning``.

    Raises
    ------
    TypeError
        If ``table`` is not a DataFrame.

    Examples
    --------
    >>> explain_terms(validity(measure="stance.distancing")[["measure", "figure"]]).index.tolist()
    ['not measured']
    >>> print(explain_terms(validity(measure="parties")).loc["accuracy", "meaning"])
    share of the units that were answered as the annotators did
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"table: expected a DataFrame, got {type(table).__name__}. Give rows and columns of validity()."
        )
    filled = table.reset_index().dropna(axis="columns", how="all")
    words = " ".join([*map(str, filled.columns), *(str(cell) for row in filled.to_numpy() for cell in row)])
    told = [(term, meaning) for term, sign, meaning in TERMS if re.search(rf"(?<!\w){sign}(?!\w)", words)]
    return pd.DataFrame(told, columns=["term", "meaning"]).set_index("term")


def _read_table() -> pd.DataFrame:
    table = pd.read_csv(DATA, dtype="string", encoding="utf-8")
    return table.astype(_NUMBERS)
