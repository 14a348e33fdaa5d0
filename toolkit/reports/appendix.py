"""The evidence: from each number to sentences behind it, and from each sentence to its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.document import Document
from toolkit.framing import is_share
from toolkit.plots.text import write_count, write_value
from toolkit.reports.results import Key, View
from toolkit.reports.words import begin_low, name_day, name_group, name_measure
from toolkit.selection import select_units
from toolkit.words import UNITS

LONGEST = 600  # characters of one place of evidence
PLACES = 4  # of one unit that are shown
CONTEXT = 1  # sentences shown before and after a cited one

Piece = tuple[str, bool]  # words, and whether they were measured


@dataclass(frozen=True)
class Place:
    """Sentences with measured words, cut where they are long, and where they stand in the article."""

    pieces: list[Piece]
    begins_late: bool
    ends_early: bool
    anchor: str


@dataclass(frozen=True)
class Citation:
    """A measured unit: its value, whose words it is, and the places of its words; none where it has none."""

    value: str
    unit: str
    source: str
    places: list[Place]
    n_more: int
    article: str


@dataclass(frozen=True)
class Number:
    """A number of the report, how many units are behind it, and some of them."""

    anchor: str
    title: str
    value: str
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
    values = {
        (view.name, row.measure, row.group): write_value(row.value, row.measure)
        for view in views.values()
        for row in view.estimates.itertuples()
    }
    chosen = {key: choose_units(groups[key], limit) for key in order if limit}
    wanted = {article_id for rows in chosen.values() for article_id in rows["article_id"]}
    pages = {
        d.article_id: _Page(n, d) for n, d in enumerate(analysis.documents(), 1) if d.article_id in wanted
    }
    names = _name_units(analysis)
    numbers = {
        key: Number(
            anchor=f"n{n}",
            title=f"{name_group(key[0], key[2])}: {begin_low(name_measure(key[1], key[0]))}",
            value=values[key],
            summary=summarise_units(groups[key], len(rows)),
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


def summarise_units(group: pd.DataFrame, n_shown: int) -> str:
    """Say how many units there are, how many of them have what is measured, and which are shown."""
    n, unit = len(group), UNITS.get(group["unit"].iloc[0], "unit")
    if not is_share(group["measure"].iloc[0]):
        if n == 1:
            return f"The one {unit} is shown"
        return f"{n_shown} of {write_count(n, unit)} shown"
    ones = int((group["value"] == 1).sum())
    if n == 1:
        return f"The one {unit} does{'' if ones else ' not'}; it is shown"
    have = f"{ones or 'None'} of {write_count(n, unit)} {'does' if ones < 2 else 'do'}"
    if n_shown == n:
        return f"{have}; all are shown"
    if ones > n_shown:
        return f"{have}; {n_shown} of the {ones} {_agree(n_shown)} shown"
    others = f"{n_shown - ones} of the others" if ones else f"{n_shown} of them"
    if ones == n_shown:
        return f"{have}; {'all of these are' if ones > 1 else 'it is'} shown"
    if ones:
        return f"{have}; {'these' if ones > 1 else 'this one'} and {others} are shown"
    return f"{have}; {others} {_agree(n_shown)} shown"


def _agree(n: int) -> str:
    return "is" if n == 1 else "are"


def _write_unit(value: float, measure: str) -> str:
    """Write the value of one unit: what it has or has not is no percentage."""
    if is_share(measure):
        return "yes" if value else "no"
    return write_value(value, measure)


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
        """Cite the sentences of all measured words; where the whole article was measured, none."""
        spans = sorted((a, b) for a, b in row.evidence if (a, b) != (0, len(self.document.text)))
        runs = self._find_runs(spans)
        self.cited.update(n for first, last in runs[:PLACES] for n in range(first, last + 1))
        return Citation(
            value=_write_unit(row.value, row.measure),
            unit=unit,
            source=self.source,
            places=[self._show(first, last, spans) for first, last in runs[:PLACES]],
            n_more=max(0, len(runs) - PLACES),
            article=f"a{self.number}",
        )

    def _find_runs(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences of the spans, first and last of each run of neighbours."""
        inside = {n for s in spans for n, (a, b) in enumerate(self.sentences) if a < s[1] and s[0] < b}
        starts = [n for n in sorted(inside) if n - 1 not in inside]
        ends = [n for n in sorted(inside) if n + 1 not in inside]
        return list(zip(starts, ends, strict=True))

    def _show(self, first: int, last: int, spans: list[tuple[int, int]]) -> Place:
        start, end = self.sentences[first][0], self.sentences[last][1]
        measured = min((a for a, b in spans if b > start), default=start)
        begin = start if measured - start < LONGEST // 2 else measured - LONGEST // 4
        stop = min(end, begin + LONGEST)
        return Place(
            pieces=_mark(self.document.text, begin, stop, spans),
            begins_late=begin > start,
            ends_early=stop < end,
            anchor=f"a{self.number}-{first}",
        )

    def excerpt(self, title) -> Excerpt:
        """The cited sentences with those around them, in the paragraphs of the article."""
        text = self.document.text
        near = {c + d for c in self.cited or {0} for d in range(-CONTEXT, CONTEXT + 1)}
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
