"""Estimates as parts of a page: views of the scores, and a table, in words, for each measure of a view."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import SCARCE_ARTICLES, mark_few, split_notes
from toolkit.estimates import estimate
from toolkit.framing import describe_measures
from toolkit.plots import PORTRAIT
from toolkit.plots.colours import PARTYLESS
from toolkit.plots.text import write_interval, write_value
from toolkit.reports.words import ANY_LABEL, name_group, name_measure, name_range

LAYERS = {
    "Voice: what each party is given to say": ("voice",),
    "Own words: the tone in which each party speaks (its stance, not its portrayal)": ("tone",),
    "Presentation: how the outlets present those words": ("stance", "presentation"),
    "Description: how the outlets write about each party": ("description", "label"),
    "Other measures": (),
}
"""Layers of portrayal, with the families of their measures."""

TESTED = (*PORTRAIT, "stance.endorsing", "label.delegitimising")
"""Measures of every layer of portrayal, crossed with outlets and compared between them."""

N_MAIN, N_OUTLETS = 5, 6  # at most: parties drawn, and outlets crossed with them
FEWEST, THIN = 3, "too few articles"  # for an interval
ABOUT = "description.sentiment"
ABOUT_VOICES = ("verbatim", "paraphrase")
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
    few: str
    n_units: int
    n_articles: int
    n_outlets: int
    caveat: str
    key: Key


@dataclass(frozen=True)
class Block:
    """A measure with its estimates."""

    anchor: str
    measure: str
    title: str
    units: str
    meaning: str
    scale: str
    estimand: str
    validity: str
    rows: list[Row]


def order_parties(analysis: Analysis) -> list[str]:
    """Every party by the words it is given, media, speakers of no party and of no known party last."""
    words = analysis.quotes.groupby("party")["n_words"].sum().sort_values(ascending=False, kind="stable")
    others = sorted(set(analysis.scores["party"].dropna()) - set(words.index))
    rank = {party: n for n, party in enumerate(PARTYLESS, 1)}
    return sorted([*words.index, *others], key=lambda party: rank.get(party, 0))


def choose_parties(parties: list[str]) -> list[str]:
    """Choose the parties that are drawn: the most quoted, whatever they score."""
    return [party for party in parties if party not in PARTYLESS][:N_MAIN]


def choose_outlets(analysis: Analysis, n: int = N_OUTLETS) -> list[str]:
    """Choose the outlets that are crossed with parties: those with the most articles, by name."""
    used = analysis.articles[analysis.articles["status"] == "ok"]
    return sorted(used["outlet"].value_counts().sort_index().nlargest(n).index)


def make_views(analysis: Analysis, parties: list[str], **options) -> dict[str, View]:
    """Estimate by party; by party and outlet; by speaking party and party spoken about."""
    main = choose_parties(parties)
    outlets = choose_outlets(analysis)
    by_party = estimate(analysis, **options)
    by_outlet = estimate(
        analysis, by=["party", "outlet"], measures=find_measures(analysis, TESTED), **options
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
    views = {
        "party": ("Party", ("party",), None, by_party, parties),
        "outlet": ("Party and outlet", ("party", "outlet"), None, by_outlet, _cross(main, outlets)),
        "about": (
            "Speaker and party spoken about",
            ("voice_party", "party"),
            ABOUT_VOICES,
            by_speaker,
            _cross(parties, parties),
        ),
    }
    return {
        name: View(name, head, by, voices, hide_thin(_order(estimates, groups)))
        for name, (head, by, voices, estimates, groups) in views.items()
    }


def list_blocks(view: View, common: Iterable[str]) -> list[Block]:
    """List the measures of a view with their estimates; caveats in common are left to be said once."""
    known = describe_measures().set_index("name")
    table = view.estimates
    blocks = table["measure"].map(
        lambda name: ANY_LABEL if name.startswith("label.") and name not in known.index else name
    )
    present = set(blocks)
    order = [*PORTRAIT, *(name for name in known.index if name not in PORTRAIT)]
    order = [name for name in order if name in present] + sorted(present - set(order))
    return [
        _make_block(n, view, measure, table[blocks == measure], known.to_dict("index").get(measure), common)
        for n, measure in enumerate(order, 1)
    ]


def sort_into_layers(blocks: list[Block]) -> dict[str, list[Block]]:
    """Sort blocks into the layers of portrayal; what belongs to none comes last."""
    layer_of = {family: layer for layer, families in LAYERS.items() for family in families}
    layers: dict[str, list[Block]] = {layer: [] for layer in LAYERS}
    for block in blocks:
        layers[layer_of.get(block.measure.split(".")[0], [*LAYERS][-1])].append(block)
    return {layer: inside for layer, inside in layers.items() if inside}


def make_glance(view: View, parties: list[str]) -> list[dict]:
    """One line a party: its rows for the measures of the portrait, None where there is none."""
    rows = {
        (row.group, row.measure): _make_row(row, view, row.measure, ())
        for row in view.estimates.itertuples()
        if row.measure in PORTRAIT
    }
    lines = [{"head": party, "cells": [rows.get((party, name)) for name in PORTRAIT]} for party in parties]
    return [line for line in lines if any(line["cells"])]


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


def find_measures(analysis: Analysis, names: Iterable[str]) -> list[str]:
    """Find which of some measures an analysis has."""
    present = set(analysis.scores["measure"])
    return [name for name in names if name in present]


def hide_thin(estimates: pd.DataFrame) -> pd.DataFrame:
    """Take away intervals that rest on too few articles to say anything."""
    thin = estimates["n_articles"] < FEWEST
    return estimates.assign(
        ci_low=estimates["ci_low"].mask(thin),
        ci_high=estimates["ci_high"].mask(thin),
        method=estimates["method"].mask(thin, f"no interval: {THIN}"),
    )


def _make_block(
    n: int, view: View, measure: str, rows: pd.DataFrame, described: dict | None, common: Iterable[str]
) -> Block:
    unit = rows["estimand"].iloc[0].split(",")[0].removeprefix("mean over ")
    return Block(
        anchor=f"{view.name}-{n}",
        measure=measure,
        title=name_measure(measure, view.name),
        units=_begin(unit),
        meaning=_begin(described["meaning"]) if described else "Not described",
        scale=name_range(measure, described["low"], described["high"]) if described else "not described",
        estimand=_join_estimands(rows["estimand"]),
        validity=shorten_card(described["validity"]) if described else "not described",
        rows=[_make_row(row, view, measure, common) for row in rows.itertuples()],
    )


def _make_row(row, view: View, block: str, common: Iterable[str]) -> Row:
    word = f"{row.measure.removeprefix('label.')}: " if block == ANY_LABEL else ""
    return Row(
        head=f"{word}{name_group(view.name, row.group)}",
        value=write_value(row.value, row.measure),
        interval=THIN if row.n_articles < FEWEST else write_interval(row.ci_low, row.ci_high, row.measure),
        few=mark_few(row.caveat),
        n_units=row.n_quotes,
        n_articles=row.n_articles,
        n_outlets=row.n_outlets,
        caveat=write_caveat(row.caveat, common),
        key=(view.name, row.measure, row.group),
    )


def _join_estimands(estimands: pd.Series) -> str:
    """Join "mean over quotations, voice: verbatim" and the like: groups differ in the voices they have."""
    parts = [text.partition(", voice: ") for text in estimands.unique()]
    voices = sorted({voice for *_, text in parts for voice in text.split(", ") if voice})
    what = "; ".join(dict.fromkeys(head for head, *_ in parts))
    told = voices != ["outlet"] or "mentions" in what  # how much room a speaker has is the outlet's choice
    return f"{what}; whose words: {', '.join(voices)}" if voices and told else what


def write_caveat(caveat, common: Iterable[str]) -> str:
    """Write a caveat without the notes that are said once for all; that there is hardly anything, always."""
    kept = {*common} - {SCARCE_ARTICLES}
    return "; ".join(note for note in split_notes(caveat) if note not in kept) or "–"


def shorten_card(card: str) -> str:
    """The verdict of a card: what stands before its first colon or full stop."""
    return re.split(r"[:.]", card, maxsplit=1)[0].lower()


def tell_rest(card: str) -> str:
    """What a card says after its verdict."""
    return _begin(card[len(shorten_card(card)) :].lstrip(":. "))


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
