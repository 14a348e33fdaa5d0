"""What the command line says: the loss account, and the parties' portrait as a table of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import FEW_KEY, mark_few, split_notes
from toolkit.coverage import tell_absent
from toolkit.intake import tell_alike
from toolkit.plots import PORTRAIT
from toolkit.plots.text import write_count, write_interval, write_value
from toolkit.reports.results import hide_thin
from toolkit.reports.words import name_measure
from toolkit.schema import NO_PARTY

SHOWN = 10


def tell_loading(articles: pd.DataFrame) -> Iterator[str]:
    """Tell in lines what was loaded, what was not and why, and what to know of what was."""
    lost = articles[articles["status"] != "ok"]
    loaded = articles[articles["status"] == "ok"]
    yield f"{write_count(len(articles), 'input')}: {len(loaded)} loaded, {len(lost)} not loaded."
    for row in lost.itertuples():
        yield f"  not loaded: {row.source_file} ({row.status}): {row.status_detail}"
    undated = loaded[loaded["published"].isna()]
    if len(undated):
        yield f"{len(undated)} without a date; offices are then read only where the date does not matter:"
        for row in undated.head(SHOWN).itertuples():
            why = f": {row.status_detail}" if isinstance(row.status_detail, str) else ""
            yield f"  no date: {row.source_file}{why}"
        if len(undated) > SHOWN:
            yield f"  … and {len(undated) - SHOWN} more"


def tell_cleaning(articles: pd.DataFrame) -> Iterator[str]:
    """Tell in lines, by outlet, what the articles are, and what was taken out of them."""
    loaded = articles[articles["status"] == "ok"]
    for outlet, rows in loaded.groupby("outlet"):
        days = rows["published"].dropna()
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"
        yield f"  {outlet}: {write_count(len(rows), 'article')}, {rows['n_words'].sum()} words, {span}"
    if alike := tell_alike(loaded["outlet"]):
        yield alike
    removed = Counter(reason for pieces in loaded["removed"].dropna() for _, _, reason, _ in pieces)
    if removed:
        yield "Taken out as no part of an article (column removed has each piece):"
        yield "  " + ", ".join(f"{reason} {n}" for reason, n in removed.most_common())
    untitled = int(loaded["title"].isna().sum())
    if untitled:
        yield f"{untitled} without a headline."


def tell_portrait(analysis: Analysis, estimates: pd.DataFrame) -> Iterator[str]:
    """Tell the estimates by party as a table, with every caveat once."""
    estimates = hide_thin(estimates)
    wide = estimates.assign(text=[_in_words(row) for row in estimates.itertuples()])
    table = (
        wide.pivot(index="group", columns="measure", values="text")
        .reindex(columns=list(PORTRAIT))
        .astype("object")
    )
    order = analysis.quotes.groupby("party")["n_words"].sum().sort_values(ascending=False).index
    order = [*order, *sorted(set(table.index) - set(order))]
    table = table.reindex(order).fillna("–")
    table.index.name, table.columns.name = "party", None
    yield f"\nThe parties' portrait: mean [95% interval over articles]; {FEW_KEY}\n"
    with pd.option_context("display.width", 200, "display.max_columns", None):
        yield table.to_string()
    yield from (f"  {measure}: {name_measure(measure)}" for measure in table.columns)
    if absent := tell_absent(analysis):
        yield f"  {absent}"
    for note in sorted({n for text in estimates["caveat"] for n in split_notes(text)}):
        yield f"  caveat: {note}"
    counts = analysis.manifest["counts"]
    found = f"{write_count(counts['quotes'], 'quotation')} in {write_count(counts['analysed'], 'article')}"
    yield (
        f"\n{found}; 'unresolved': {counts['quotes_unresolved']}, of residents, analysts, "
        "people missing from the registry and words that tell nobody (see list_unmapped)."
    )
    n_nobody = int((analysis.quotes["party"] == NO_PARTY).sum())
    if n_nobody:
        yield f"'{NO_PARTY}' are {n_nobody}: speakers whom the registry assigns to none."


def _in_words(row) -> str:
    star = mark_few(row.caveat)
    value = write_value(row.value, row.measure)
    if pd.isna(row.ci_low):
        return f"{value}{star}"
    return f"{value} [{write_interval(row.ci_low, row.ci_high, row.measure)}]{star}"
