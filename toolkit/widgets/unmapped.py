"""Speakers and their parties: read the sentences, decide, save, and map the analysis anew."""

from __future__ import annotations

from html import escape
from pathlib import Path
from textwrap import shorten

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis, map_anew
from toolkit.assignments import tell_idle
from toolkit.coverage import (
    ALL,
    find_absent,
    find_contexts,
    find_speakers,
    list_speakers,
    list_unmapped,
    registry_coverage,
)
from toolkit.fragments import STYLE, name_source, render_context
from toolkit.parties import Registry
from toolkit.plots.text import write_count, write_line, write_percent
from toolkit.registry import Key
from toolkit.schema import UNRESOLVED
from toolkit.widgets.background import Job
from toolkit.widgets.comparison import make_opener
from toolkit.widgets.controls import WIDE, Message, OpenList, View
from toolkit.widgets.decisions import OPEN, Decisions
from toolkit.widgets.reader import ArticleReader
from toolkit.widgets.registry_saving import REPLACE, TARGET, refuse_target

SORTS = {"date": "published", "outlet": "outlet"}
SHOWN = 50  # rows of the queue in print
MAPPED = "Show mapped speakers too"
_AUTO = {"width": "auto"}
_ROW = {"flex_flow": "row wrap", "width": "100%"}
_LABELS = {"description_width": "7em"}


class UnmappedSpeakers(View):
    """Decide to which party speakers belong whom the registry does not map, or maps wrongly.

    The most quoted come first. *Show mapped speakers too* lists those who have a party already, with it.

    Parameters
    ----------
    analysis : Analysis
        Stays as it is.
    registry : Registry, path or str, optional
        The registry to add decisions to; by default that of the analysis.
    path : str
        Where *Save registry* writes, unless another file is named there.

    Attributes
    ----------
    data : DataFrame
        The queue, as ``list_unmapped`` gives it, without what search and number leave out; with mapped
        speakers as ``list_speakers`` does.
    registry : Registry
        With every decision made here; its name says so as long as they are not saved.
    analysis : Analysis
        As *Update* has mapped it last.
    reader : ArticleReader
        Where articles open.

    Notes
    -----
    A decision counts from the next *Update* on, saved or not, and goes before whatever the registry tells
    otherwise. One about a name or group counts in every article; one about words such as "he" or "the
    minister", or a name of one word, in their article alone: see ``list_unmapped``.
    """

    def __init__(
        self, analysis: Analysis, registry: Registry | str | Path | None = None, path: str | Path = TARGET
    ):
        self.analysis = analysis
        registry = analysis.registry if registry is None else registry
        self._decisions = Decisions(registry, absent=find_absent(analysis))
        self._quiet = False
        self._make_controls(str(path))
        self._take_analysis(analysis)
        super().__init__(
            [
                *(self.coverage, widgets.Box([self.search, self.least, self.mapped], layout=_ROW)),
                *(self.speaker, self.scope, self.list),
                *(widgets.Box([self.choice, self.next_button], layout=_ROW), self.decided),
                *(self.target, widgets.Box([self.save_button, self.replace, self.undo], layout=_ROW)),
                *(self.saved, self.job, self._shelf),
            ]
        )

    @property
    def registry(self) -> Registry:
        """The registry with every decision."""
        return self._decisions.registry

    @property
    def data(self) -> pd.DataFrame:
        """The queue that is shown."""
        queue = self._speakers if self.mapped.value else self._queue
        sought = write_line(self.search.value).strip().casefold() if self.search.value.strip() else ""
        found = [sought in write_line(name).casefold() for name in queue["speaker"]]
        enough = queue["n_quotes"] >= self.least.value
        return queue[enough & pd.array(found, dtype="bool")].reset_index(drop=True)

    def to_html(self) -> str:
        """Return the queue as HTML that needs no kernel: for print."""
        return _render_queue(self.data)

    def save(self) -> None:
        """Save the registry with its decisions to the file named in *Save as*.

        A file that the registry was read from or written to here, and that is as it was then, is replaced
        without a tick.
        """
        name = self.target.value.strip()
        if refusal := refuse_target(name, may_replace=self.replace.value or self._decisions.is_own(name)):
            self.saved.warn(refusal)
            return
        try:
            self._decisions.save(name)
        except (OSError, ValueError) as error:
            self.saved.warn(error)
            return
        self.replace.value = False
        self._show_decisions()
        where = Path(name).expanduser().resolve()
        self.saved.say(f"Saved: {where}, a registry named “{self.registry.name}”.")

    def update(self) -> None:
        """Map the analysis anew by the registry with its decisions; returns at once."""
        analysis, registry = self.analysis, self.registry
        if registry.text == analysis.manifest["registry"]["text"]:
            self.job.refuse("Nothing was decided since the analysis was mapped: choose a speaker first.")
            return
        self.job.start(
            lambda tell: map_anew(analysis, registry, progress=tell),
            commit=self._commit,
            doing="Mapping the speakers anew …",
        )

    def _make_controls(self, path: str) -> None:
        self.coverage, self.scope, self.decided, self.saved = (Message() for _ in range(4))
        self.search = widgets.Text(
            description="Search",
            placeholder="part of a name, then Enter",
            continuous_update=False,
            style=_LABELS,
        )
        self.least = widgets.BoundedIntText(
            value=1,
            min=1,
            max=10**6,
            description="Quotations, at least",
            style={"description_width": "auto"},
            layout={"width": "15em"},
        )
        self.mapped = widgets.Checkbox(description=MAPPED, layout=_AUTO, indent=False)
        self.speaker = widgets.Dropdown(description="Speaker", layout=WIDE, style=_LABELS)
        self.list = OpenList(SORTS, name_source, _render_row, lambda row: make_opener(self.reader)(row))
        self.choice = widgets.Dropdown(
            options=self._decisions.choices, description="Belongs to", layout=WIDE, style=_LABELS
        )
        self.next_button = widgets.Button(description="Next speaker", layout=_AUTO)
        self.target = widgets.Text(
            value=path, description="Save as", continuous_update=False, layout=WIDE, style=_LABELS
        )
        self.save_button = widgets.Button(description="Save registry", layout=_AUTO)
        self.replace = widgets.Checkbox(description=REPLACE, layout=_AUTO, indent=False)
        self.undo = widgets.Button(description="Undo what is not saved", layout=_AUTO)
        self.job = Job("Update", "Cancel", "articles", on_begin=self.update, on_busy=self._rest)
        self._shelf = widgets.VBox()  # where the reader stands, a new one after each update
        for control in (self.search, self.least, self.mapped):
            control.observe(self._refresh, names="value")
        self.speaker.observe(self._show_speaker, names="value")
        self.choice.observe(self._decide, names="value")
        self.next_button.on_click(lambda _: self._go_on())
        self.target.observe(self._forget_target, names="value")
        self.save_button.on_click(lambda _: self.save())
        self.undo.on_click(lambda _: self._undo())

    def _take_analysis(self, analysis: Analysis) -> None:
        self.analysis, self.reader = analysis, ArticleReader(analysis)
        self._queue, self._speakers = list_unmapped(analysis), list_speakers(analysis)
        self._quotes = find_speakers(analysis)
        self._places = {row["article_id"]: name_source(row) for row in analysis.articles.to_dict("records")}
        self._shelf.children = [self.reader]
        self.coverage.say(_tell_coverage(analysis))
        self._refresh()

    def _commit(self, analysis: Analysis) -> str:
        before, failed = len(self._queue), int((analysis.articles["status"] != "ok").sum())
        failed -= int((self.analysis.articles["status"] != "ok").sum())
        self._take_analysis(analysis)
        lost = f" {write_count(failed, 'article')} failed: see analysis.articles." if failed else ""
        left = write_count(len(self._queue), "speaker")
        idle = tell_idle(analysis.quotes, analysis.registry, analysis.articles["article_id"])
        return f"Done: {left} without a party, {before} before.{lost} {idle}".strip()

    def _refresh(self, _=None) -> None:
        """Offer the speakers of the queue, the one who was chosen first if still there."""
        keys = [_make_key(row) for row in self.data.itertuples()]
        names = [self._name_speaker(row) for row in self.data.itertuples()]
        chosen = self.speaker.value
        self._quiet = True
        self.speaker.options = list(zip(names, keys, strict=True))
        self.speaker.value = chosen if chosen in keys else next(iter(keys), None)
        self._quiet = False
        self._show_speaker()

    def _show_speaker(self, _=None) -> None:
        """Show the sentences of the chosen speaker, and what was decided."""
        if self._quiet:
            return
        key = self.speaker.value
        speaker, article = key or (None, None)
        quotes = self._quotes
        if not self.mapped.value:
            quotes = quotes[quotes["party"] == UNRESOLVED]
        own = quotes["only_in"].isna() if article is None else quotes["only_in"] == article
        self.list.show(find_contexts(self.analysis, quotes[(quotes["speaker"] == speaker) & own]))
        if key is None:
            more = "" if self.mapped.value else f" “{MAPPED}” lists those who have a party."
            self.scope.say(f"No speaker is left for this search and number.{more}")
        else:
            where = "this article alone" if article else "every article"
            self.scope.say(f"What you choose counts in {where}, whatever the party is now.")
        self.choice.disabled = self.next_button.disabled = key is None
        self._show_decisions()

    def _decide(self, _=None) -> None:
        key = self.speaker.value
        if self._quiet or key is None:
            return
        try:
            self._decisions.make(key, self.choice.value)
            self.saved.say("")
        except ValueError as error:
            self.saved.warn(error)
        self._show_decisions()

    def _go_on(self) -> None:
        keys = [key for _, key in self.speaker.options]
        at = keys.index(self.speaker.value) + 1
        self.speaker.value = keys[at % len(keys)]

    def _undo(self) -> None:
        self._decisions.undo()
        self._show_decisions()

    def _show_decisions(self) -> None:
        """Show what is decided about the chosen speaker, and what is not saved."""
        key, unsaved = self.speaker.value, self._decisions.unsaved
        self._quiet = True
        self.choice.value = OPEN if key is None else self._decisions.find(key)
        self._quiet = False
        told = "; ".join(
            f"{write_line(speaker)}{self._name_place(article)} → {write_line(name)}"
            for (speaker, article), name in unsaved.items()
        )
        self.decided.say(f"Decided and not saved: {told}." if told else "")
        self.undo.disabled = not unsaved

    def _forget_target(self, _=None) -> None:
        self.replace.value = False
        self.saved.say("")

    def _rest(self, busy: bool) -> None:
        for control in (self.job.button, self.speaker, self.choice, self.next_button):
            control.disabled = busy
        self.save_button.disabled = self.undo.disabled = busy
        if not busy:
            self._show_speaker()

    def _name_speaker(self, row) -> str:
        """Name a speaker of the queue, with the article where it is of one alone."""
        speaker, article = _make_key(row)
        words = shorten(write_line(speaker), 70, placeholder=" …")
        told = f"{words}{self._name_place(article)}: {write_count(row.n_quotes, 'quotation')}"
        return f"{told} ({write_line(row.parties)})" if self.mapped.value else told

    def _name_place(self, article: str | None) -> str:
        return f" ({self._places[article]})" if article in self._places else ""


def _make_key(row) -> Key:
    return row.speaker, row.article_id if isinstance(row.article_id, str) else None


def _render_row(row: dict) -> str:
    chain = f"<br><span class='mpt-pale'>{escape(write_line(row['resolution']))}</span>"
    return render_context(row) + chain * isinstance(row["resolution"], str)


def _tell_coverage(analysis: Analysis) -> str:
    table = registry_coverage(analysis)
    row = table[(table["outlet"] == ALL) & (table["counted"] == "quotes")].iloc[0]
    if not row["n"]:
        return "No quotations were found."
    told = (
        f"Of {write_count(row['n'], 'quotation')}, {write_percent(row['mapped'])} are mapped to a party, "
        f"{write_percent(row['unresolved'])} are unresolved, {write_percent(row['no_party'])} of no party."
    )
    n_own = len(analysis.quotes) - row["n"]
    return f"{told} Not counted: {n_own} more, in which outlets speak themselves." if n_own else told


def _render_queue(table: pd.DataFrame) -> str:
    rows = "".join(
        f"<tr><td>{escape(write_line(row.speaker))}</td><td>{row.n_quotes}</td><td>{row.n_words:.0f}</td>"
        f"<td>{row.n_articles}</td><td>{escape(write_line(row.example))}</td></tr>"
        for row in table.head(SHOWN).itertuples()
    )
    head = "".join(f"<th>{name}</th>" for name in ("Speaker", "Quotations", "Words", "Articles", "Example"))
    more = f"<p class='mpt-note'>{len(table) - SHOWN} more are not shown.</p>" if len(table) > SHOWN else ""
    caption = "Speakers" if "party" in table else "Speakers without a party"
    return (
        f"{STYLE}<div class='mpt'><table><caption>{caption}: {len(table)}</caption>"
        f"<tr>{head}</tr>{rows}</table>{more}</div>"
    )
