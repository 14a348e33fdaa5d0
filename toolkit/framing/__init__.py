"""Measures of how parties are portrayed: one module a lens, all of the same shape."""

from __future__ import annotations

import pandas as pd

from toolkit.framing.labels import LABELS
from toolkit.framing.lens import Lens, Measure, make_score
from toolkit.framing.prominence import PROMINENCE
from toolkit.framing.scare_quotes import SCARE_QUOTES
from toolkit.framing.tone import TONE
from toolkit.framing.verb_stance import VERB_STANCE, classify_cue

__all__ = ["LENSES", "Lens", "Measure", "classify_cue", "describe_measures", "is_share", "make_score"]

LENSES = (PROMINENCE, VERB_STANCE, SCARE_QUOTES, LABELS, TONE)
"""Every lens, in the order of the layers of portrayal: voice, presentation, description."""


def is_share(measure: str) -> bool:
    """Tell whether the values of a measure are 0 and 1, so that its mean is a share of units.

    Examples
    --------
    >>> is_share("stance.distancing"), is_share("label.regime"), is_share("tone.polarity")
    (True, True, False)
    """
    shares = {m.name for lens in LENSES for m in lens.measures if m.is_share}
    return measure in shares or measure.startswith("label.")


def describe_measures() -> pd.DataFrame:
    """Describe every measure: what it counts, in which range, after whom, and how far to trust it.

    ``label.<word>`` stands for as many measures as the registry has label words.

    Returns
    -------
    DataFrame
        One row a measure: ``name``, ``unit`` (quote, mention, article), ``low`` and ``high`` (the
        range), ``meaning``, ``reference`` (theory) and ``validity`` (agreement with human labels, or
        that none has been measured).

    Examples
    --------
    >>> describe_measures().query("name == 'tone.polarity'")[["unit", "low", "high"]]
         unit  low  high
    14  quote -1.0   1.0
    """
    rows = [
        {
            "name": measure.name,
            "unit": measure.unit,
            "low": float(measure.low),
            "high": float(measure.high),
            "meaning": measure.meaning,
            "reference": measure.reference,
            "validity": lens.card,
        }
        for lens in LENSES
        for measure in lens.measures
    ]
    return pd.DataFrame(rows)
