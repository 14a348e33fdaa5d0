"""Estimates as parts of a page: views of the scores, and a table, in words, for each measure of a view."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import is_few, split_notes
from toolkit.compare import compare_groups
from toolkit.estimates import estimate
from toolkit.framing import describe_measures
from toolkit.plots import PORTRAIT
from toolkit.reports.words import name_measure, name_range, write_interval, write_number
from toolkit.schema import UNRESOLVED

LAYERS = {
    "Voice: what each party is given to say": ("voice",),
    "Own words: the tone in which each party speaks (its stance, not its portrayal)": ("tone",),
    "Presentation: how the outlets present those words": ("stance", "presentation"),
    "Description: how the outlets write about each party": ("description", "label"),
    "Other measures": (),
}
N_MAIN, N_COMPARED, N_OUTLETS = 5, 3, 6  # at most: parties drawn; parties, and outlets, compared
ABOUT = "description.polarity"
ABOUT_VOICES = ("verbatim", "paraphrase")
_ANY_LABEL = "label.<word>"

Key = tuple[str, str, str]  # view, measure, group: one number of the report


@dataclass(frozen=True)
class View:
    """Estimates by some columns, from the units of some voices."""

    name: str
    head: str
    by: tuple[str, ...]
    voices: tuple[str, ...] | None
    estimates: pd.DataFrame


@dataclass(frozen=True)
class Row:
    """One estimate, in words."""

    head: str
    value: str
    interval: str
    n_units: int
    n_articles: int
    n_outlets: int
    caveat: str
    key: Key


@dataclass(frozen=True)
class Block:
    """A measure with its estimates."""

    measure: str
    title: str
    meaning: str
    scale: str
    estimand: str
    validity: str
    rows: list[Row]


def order_parties(analysis: Analysis) -> list[str]:
    """Every party by the words it is given, speakers of no known party last."""
    words = analysis.quotes.groupby("party")["n_words"].sum().sort_values(ascending=False, kind="stable")
    others = sorted(set(analysis.scores["party"].dropna()) - set(words.index))
    parties = [*words.index, *others]
    return [p for p in parties if p != UNRESOLVED] + [p for p in parties if p == UNRESOLVED]


def choose_parties(parties: list[str]) -> list[str]:
    """Choose the parties that are drawn: the most quoted, whatever they score."""
    return [party for party in parties if party not in (UNRESOLVED, "media")][:N_MAIN]


def choose_outlets(analysis: Analysis) -> list[str]:
    """Choose the outlets that are crossed and compared: those with the most articles, by name."""
    used = analysis.articles[analysis.articles["status"] == "ok"]
    return sorted(used["outlet"].value_counts().sort_index().nlargest(N_OUTLETS).index)


def make_views(analysis: Analysis, parties: list[str], **options) -> dict[str, View]:
    """Estimate by party; by party and outlet; by speaking party and party spoken about."""
    main = choose_parties(parties)
    outlets = choose_outlets(analysis)
    present = set(analysis.scores["measure"])
    by_party = estimate(analysis, **options)
    by_outlet = estimate(
        analysis, by=["party", "outlet"], measures=[name for name in PORTRAIT if name in present], **options
    )
    about = analysis.scores[
        analysis.scores["voice"].isin(ABOUT_VOICES) & (analysis.scores["measure"] == ABOUT)
    ]
    by_speaker = estimate(
        analysis,
        by=["voice_party", "party"],
        measures=[ABOUT] if len(about) else [],
        voices=sorted(about["voice"].unique()),
        **options,
    )
    return {
        "party": View("party", "Party", ("party",), None, _order(by_party, parties)),
        "outlet": View(
            "outlet", "Party × outlet", ("party", "outlet"), None, _order(by_outlet, _cross(main, outlets))
        ),
        "about": View(
            "about",
            "Speaking party × party spoken about",
            ("voice_party", "party"),
            ABOUT_VOICES,
            _order(by_speaker, _cross(parties, parties)),
        ),
    }


def compare_outlets(analysis: Analysis, parties: list[str], **options) -> pd.DataFrame | None:
    """Compare the most quoted parties with themselves across outlets; None where there is nothing to.

    Parties and measures are chosen before looking, so that few contrasts count in the adjustment of p.
    """
    main = choose_parties(parties)[:N_COMPARED]
    outlets = choose_outlets(analysis)
    scores = analysis.scores
    scores = scores[scores["party"].isin(main) & scores["outlet"].isin(outlets)]
    if len(outlets) < 2 or scores.empty:
        return None
    part = replace(analysis, scores=scores)
    present = set(scores["measure"])
    table = compare_groups(part, measures=[name for name in PORTRAIT if name in present], **options)
    place = {party: n for n, party in enumerate(main)}
    party = table["group_a"].map(lambda group: place[group.split(" × ")[0]])
    measure = table["measure"].map(list(PORTRAIT).index)
    return table.assign(at_party=party, at_measure=measure).sort_values(
        ["at_measure", "at_party"], kind="stable"
    )


def list_contrasts(table: pd.DataFrame, common: Iterable[str]) -> list[dict]:
    """List contrasts in words, by measure; caveats in common are left to be said once."""
    return [
        {
            "title": name_measure(measure),
            "measure": measure,
            "rows": [_contrast(r, common) for r in rows.itertuples()],
        }
        for measure, rows in table.groupby("measure", sort=False)
    ]


def list_blocks(view: View, common: Iterable[str]) -> list[Block]:
    """List the measures of a view with their estimates; caveats in common are left to be said once."""
    known = describe_measures().set_index("name")
    table = view.estimates
    blocks = table["measure"].map(
        lambda name: _ANY_LABEL if name.startswith("label.") and name not in known.index else name
    )
    present = set(blocks)
    order = [*PORTRAIT, *(name for name in known.index if name not in PORTRAIT)]
    result = []
    for measure in [name for name in order if name in present] + sorted(present - set(order)):
        rows = table[blocks == measure]
        described = known.loc[measure] if measure in known.index else None
        result.append(
            Block(
                measure=measure,
                title=name_measure(measure),
                meaning="Not described" if described is None else _begin(described["meaning"]),
                scale="not described"
                if described is None
                else name_range(described["low"], described["high"]),
                estimand=_join_estimands(rows["estimand"]),
                validity="not described" if described is None else _shorten(described["validity"]),
                rows=[_make_row(row, view, measure, common) for row in rows.itertuples()],
            )
        )
    return result


def sort_into_layers(blocks: list[Block]) -> dict[str, list[Block]]:
    """Sort blocks into the layers of portrayal; what belongs to none comes last."""
    layer_of = {family: layer for layer, families in LAYERS.items() for family in families}
    layers: dict[str, list[Block]] = {layer: [] for layer in LAYERS}
    for block in blocks:
        layers[layer_of.get(block.measure.split(".")[0], [*LAYERS][-1])].append(block)
    return {layer: inside for layer, inside in layers.items() if inside}


def make_glance(view: View) -> list[dict]:
    """One line a party: the measures of the portrait, in words."""
    cells = {
        (row.group, row.measure): f"{write_number(row.value)} ({write_interval(row.ci_low, row.ci_high)})"
        + ("*" if is_few(row.caveat) else "")
        for row in view.estimates.itertuples()
    }
    groups = list(dict.fromkeys(view.estimates["group"]))
    return [
        {"head": group, "cells": [cells.get((group, measure), "–") for measure in PORTRAIT]}
        for group in groups
        if any((group, measure) in cells for measure in PORTRAIT)
    ]


def find_common_caveats(table: pd.DataFrame) -> set[str]:
    """Find the caveats that every row has."""
    notes = [set(split_notes(text)) for text in table["caveat"]]
    return set.intersection(*notes) if notes else set()


def _order(estimates: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Keep the estimates of some groups, in their order."""
    place = {group: n for n, group in enumerate(groups)}
    rows = estimates.assign(place=estimates["group"].map(place)).dropna(subset="place")
    return rows.sort_values(["measure", "place"], kind="stable").drop(columns="place")


def _cross(first: list[str], second: list[str]) -> list[str]:
    return [f"{a} × {b}" for a in first for b in second]


def _contrast(row, common: Iterable[str]) -> dict:
    party, first = row.group_a.split(" × ", 1)
    return {
        "party": party,
        "outlets": f"{first} − {row.group_b.split(' × ', 1)[1]}",
        "difference": write_number(row.difference),
        "interval": write_interval(row.ci_low, row.ci_high),
        "effect": f"{write_number(row.effect)} ({write_interval(row.effect_low, row.effect_high)})",
        "p": "–" if pd.isna(row.p_adjusted) else _write_p(row.p_adjusted),
        "n": f"{row.n_articles_a}, {row.n_articles_b}",
        "caveat": _write_caveat(row.caveat, common),
    }


def _make_row(row, view: View, block: str, common: Iterable[str]) -> Row:
    word = f"{row.measure.removeprefix('label.')}: " if block == _ANY_LABEL else ""
    return Row(
        head=f"{word}{row.group}",
        value=write_number(row.value),
        interval=write_interval(row.ci_low, row.ci_high),
        n_units=row.n_quotes,
        n_articles=row.n_articles,
        n_outlets=row.n_outlets,
        caveat=_write_caveat(row.caveat, common),
        key=(view.name, row.measure, row.group),
    )


def _join_estimands(estimands: pd.Series) -> str:
    """Join "mean over quotations, voice: mixed" and the like: groups differ in the voices they have."""
    parts = [text.partition(", voice: ") for text in estimands.unique()]
    voices = sorted({voice for *_, text in parts for voice in text.split(", ") if voice})
    what = "; ".join(dict.fromkeys(head for head, *_ in parts))
    return f"{what}; whose words: {', '.join(voices)}" if voices else what


def _write_caveat(caveat, common: Iterable[str]) -> str:
    return "; ".join(note for note in split_notes(caveat) if note not in common) or "–"


def _write_p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _shorten(card: str) -> str:
    """The verdict of a card: what stands before its first colon or full stop."""
    return re.split(r"[:.]", card, maxsplit=1)[0].lower()


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
