"""The evidence: from each number to sentences behind it, and from each sentence to its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.document import Document
from toolkit.reports.results import Key, View
from toolkit.reports.words import name_day, name_measure, write_number
from toolkit.selection import select_units

LONGEST = 600  # characters of one piece of evidence
CONTEXT = 1  # sentences shown before and after a cited one
_UNITS = {"quote": "quotations", "mention": "mentions", "article": "articles"}

Piece = tuple[str, bool]  # words, and whether they were measured


@dataclass(frozen=True)
class Citation:
    """A piece of evidence: the sentences around the measured words, whose they are, where they stand."""

    value: str
    unit: str
    source: str
    pieces: list[Piece]
    cut: bool
    place: str


@dataclass(frozen=True)
class Number:
    """A number of the report, how many units are behind it, and some of them."""

    anchor: str
    title: str
    summary: str
    citations: list[Citation]


@dataclass(frozen=True)
class Paragraph:
    """Sentences that follow each other, each with its anchor if it is cited; and whether some miss before."""

    after_gap: bool
    sentences: list[tuple[str | None, str]]


@dataclass(frozen=True)
class Excerpt:
    """An article as far as it is cited."""

    anchor: str
    title: str
    source: str
    paragraphs: list[Paragraph]


def collect_evidence(
    analysis: Analysis, views: dict[str, View], order: Iterable[Key], *, limit: int
) -> tuple[dict[Key, Number], list[Excerpt]]:
    """Collect the evidence of numbers, in the given order, at most ``limit`` units each.

    The choice is mechanical, see ``choose_units``; without a limit above 0 there is none.
    """
    groups = {key: group for view in views.values() for key, group in _group_units(analysis.scores, view)}
    chosen = {key: choose_units(groups[key], limit) for key in order if limit}
    wanted = {article_id for rows in chosen.values() for article_id in rows["article_id"]}
    pages = {
        d.article_id: _Page(n, d) for n, d in enumerate(analysis.documents(), 1) if d.article_id in wanted
    }
    names = _name_units(analysis)
    numbers = {
        key: Number(
            anchor=f"n{n}",
            title=f"{name_measure(key[1])}, {key[2]}",
            summary=_summarise(groups[key], len(rows)),
            citations=[
                pages[row.article_id].cite(row, names.get(row.unit_id, "")) for row in rows.itertuples()
            ],
        )
        for n, (key, rows) in enumerate(chosen.items(), 1)
    }
    titles = analysis.articles.set_index("article_id")["title"]
    return numbers, [page.excerpt(titles[article_id]) for article_id, page in pages.items()]


def _group_units(scores: pd.DataFrame, view: View) -> Iterator[tuple[Key, pd.DataFrame]]:
    units = select_units(scores, view.by, voices=view.voices)
    for (measure, *names), group in units.groupby(["measure", *view.by]):
        yield (view.name, measure, " × ".join(map(str, names))), group


def _name_units(analysis: Analysis) -> dict[str, str]:
    """Name what was measured: a quotation by its speaker, a mention by its words."""
    quotes, mentions = analysis.quotes, analysis.mentions
    speakers = quotes["speaker"].fillna("no speaker named")
    return dict(zip(quotes["quote_id"], speakers, strict=True)) | dict(
        zip(mentions["mention_id"], "“" + mentions["mention"] + "”", strict=True)
    )


def choose_units(group: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Choose units without looking at what they say.

    Of a 0/1 measure, those of value 1 first; of any other, from the lowest value to the highest. Where
    there are too many, they are taken at even distances.
    """
    if limit < 1:
        return group.iloc[:0]
    if group["unit"].iloc[0] != "article" and group["value"].isin([0, 1]).all():
        ones = _spread(group[group["value"] == 1], limit)
        return pd.concat([ones, _spread(group[group["value"] == 0], limit - len(ones))])
    return _spread(group.sort_values("value", kind="stable"), limit)


def _spread(rows: pd.DataFrame, limit: int) -> pd.DataFrame:
    if len(rows) <= limit:
        return rows
    step = (len(rows) - 1) / max(limit - 1, 1)
    return rows.iloc[[round(n * step) for n in range(limit)]]


def _summarise(group: pd.DataFrame, n_shown: int) -> str:
    unit = group["unit"].iloc[0]
    text = f"{n_shown} of {len(group)} {_UNITS.get(unit, 'units')} shown"
    if unit != "article" and group["value"].isin([0, 1]).all():
        text += f"; {int(group['value'].sum())} of all have the value 1"
    return text


class _Page:
    """An article while it is being cited: remembers which of its sentences are."""

    def __init__(self, number: int, document: Document):
        self.number, self.document = number, document
        self.sentences = [
            (s.end_char - len(s.text.lstrip()), s.start_char + len(s.text.rstrip()))
            for s in document.doc.sents
            if s.text.strip()
        ]
        self.cited: set[int] = set()

    @property
    def source(self) -> str:
        return f"{self.document.outlet}, {name_day(self.document.published)}"

    def cite(self, row, unit: str) -> Citation:
        """Cite the sentences of the first measured words; a whole article is cited by its first sentence."""
        text = self.document.text
        spans = [(a, b) for a, b in row.evidence if (a, b) != (0, len(text))]
        first, last = spans[0] if spans else (0, 1)
        inside = [n for n, (a, b) in enumerate(self.sentences) if a < last and first < b] or [0]
        self.cited.update(inside)
        start, end = self.sentences[inside[0]][0], self.sentences[inside[-1]][1]
        return Citation(
            value=write_number(row.value),
            unit=unit,
            source=self.source,
            pieces=_mark(text, start, min(end, start + LONGEST), spans),
            cut=end > start + LONGEST,
            place=f"a{self.number}-{inside[0]}",
        )

    def excerpt(self, title) -> Excerpt:
        """The cited sentences with those around them, in the paragraphs of the article."""
        text = self.document.text
        near = {c + d for c in self.cited for d in range(-CONTEXT, CONTEXT + 1)}
        paragraphs: list[Paragraph] = []
        at = 0
        for n, (start, end) in enumerate(self.sentences):
            if n in near:
                after_gap = n > 0 and n - 1 not in near
                if not paragraphs or after_gap or "\n" in text[at:start]:
                    paragraphs.append(Paragraph(after_gap, []))
                anchor = f"a{self.number}-{n}" if n in self.cited else None
                paragraphs[-1].sentences.append((anchor, text[start:end]))
            at = end
        return Excerpt(
            anchor=f"a{self.number}",
            title=title if isinstance(title, str) and title else "Untitled",
            source=self.source,
            paragraphs=paragraphs,
        )


def _mark(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    """Cut text[start:end] into pieces, the measured ones marked."""
    edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    return [
        (text[a:b], any(first <= a and b <= last for first, last in spans))
        for a, b in zip(edges, edges[1:], strict=False)
    ]
