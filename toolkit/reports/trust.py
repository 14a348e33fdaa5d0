"""How far to trust the numbers: agreement with annotators, and the cards of the measures."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from toolkit.framing import describe_measures
from toolkit.reports.results import shorten_card, tell_rest
from toolkit.reports.words import ANY_LABEL, name_measure, name_range
from toolkit.validities import explain_terms, validity

STEPS = {
    "quotes": "Attributions",
    "speakers": "Persons behind the speakers",
    "parties": "Parties of speakers and mentions",
}
"""What every measure rests on."""

_ACCURACY = (
    "Against the {labelled_by} of {benchmark}, this engine has an F1 of {content} for the content and "
    "{content_speaker} for content and speaker (percent, with 95% intervals over articles)."
)


def write_accuracy(engine: str) -> str:
    """Write how far the attributions of an engine agree with annotators, all of them together."""
    rows = _list_figures({"quotes"}, engine)
    rows = rows[rows["subset"] == "all attributions"].set_index("figure", drop=False)
    if rows.empty:
        return "The accuracy of this engine has not been measured."
    content, content_speaker = (
        _write_figure(rows.loc[figure]) for figure in ("content, F1", "content and speaker, F1")
    )
    first = rows.iloc[0]
    return _ACCURACY.format(
        labelled_by=first["labelled_by"],
        benchmark=first["benchmark"],
        content=content,
        content_speaker=content_speaker,
    )


def list_agreement(measures: set[str], engine: str) -> list[dict]:
    """List the figures of the measures in use, and of the steps before them, by benchmark."""
    figures = _list_figures({*STEPS, *measures}, engine)
    return [
        {
            "benchmark": benchmark,
            "labelled_by": rows["labelled_by"].iloc[0],
            "ceiling_by": rows["ceiling_by"].dropna().unique().tolist(),
            "notes": rows["note"].dropna().unique().tolist(),
            "rows": [
                {
                    "name": _name_row(row),
                    "subset": row.subset,
                    "figure": row.figure,
                    "value": _write_figure(row),
                    "ceiling": pd.NA if pd.isna(row.ceiling) else f"{100 * row.ceiling:.1f}",
                    "n": f"{row.n:,}",
                }
                for row in rows.itertuples()
            ],
        }
        for benchmark, rows in figures.groupby("benchmark", sort=False)
    ]


def list_terms(measures: set[str], engine: str) -> list[tuple[str, str]]:
    """List the terms of the figures of ``list_agreement``, and what they mean."""
    return list(explain_terms(_list_figures({*STEPS, *measures}, engine))["meaning"].items())


def list_unmeasured(measures: set[str], engine: str) -> list[str]:
    """List, in words, the steps and the measures in use that no annotators have checked."""
    used = _find_used({*STEPS, *measures})
    unknown = used - set(_list_figures(used, engine)["measure"])
    return [_name(measure) for measure in validity()["measure"].unique() if measure in unknown]


def list_validity(measures: set[str]) -> list[dict]:
    """List the measures that are in use, those of the same card together."""
    table = describe_measures()
    table = table[table["name"].isin(_find_used(measures))]
    rows = [
        {**row, "title": name_measure(row["name"]), "range": name_range(row["name"], row["low"], row["high"])}
        for row in table.to_dict("records")
    ]
    return [
        {"verdict": shorten_card(card), "rest": tell_rest(card), "measures": list(inside)}
        for card, inside in groupby(rows, key=lambda row: row["validity"])
    ]


def _find_used(measures: set[str]) -> set[str]:
    """The names under which the measures stand in the tables of validity."""
    return measures | ({ANY_LABEL} if any(name.startswith("label.") for name in measures) else set())


def _list_figures(measures: set[str], engine: str) -> pd.DataFrame:
    """Figures with intervals: those without are checks on changes of the code."""
    table = validity().dropna(subset="low")
    other = table["measure"].isin([*STEPS]) & (table["engine"] != engine)
    return table[table["measure"].isin(measures) & ~other]


def _write_figure(row) -> str:
    return f"{100 * row.value:.1f} ({100 * row.low:.1f} to {100 * row.high:.1f})"


def _name(measure: str) -> str:
    """Name a step or a measure in words, without the range."""
    return STEPS.get(measure) or name_measure(measure).partition(" (")[0]


def _name_row(row) -> str:
    return f"{_name(row.measure)}, engine “{row.engine}”" if row.measure in STEPS else _name(row.measure)
