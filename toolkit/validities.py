"""How far each measure agrees with annotators: one row a figure, in ``validity.csv``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

DATA = Path(__file__).with_name("validity.csv")
NOT_MEASURED = "not measured"
ANY_LABEL = "label.<word>"

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
        they were; ``n``, annotated units; ``labelled_by``; ``command``; ``note``. What is unknown is NA. Of a
        measure without validity, ``figure`` is ``"not measured"`` and ``value`` NA.

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


def _read_table() -> pd.DataFrame:
    table = pd.read_csv(DATA, dtype="string", encoding="utf-8")
    return table.astype(_NUMBERS)
