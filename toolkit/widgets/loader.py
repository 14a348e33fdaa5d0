"""The corpus loader: from a folder of files to an analysis and a report, without programming."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis import Analysis, analyze_prepared
from toolkit.articles import read_articles
from toolkit.fragments import render_losses
from toolkit.intake import prepare_articles, prepare_outlets
from toolkit.schema import ARTICLES, make_table
from toolkit.widgets.background import Job, LoaderError, fail
from toolkit.widgets.choices import (
    Words,
    choose_words,
    clean_path,
    exchange_words,
    fill_fields,
    follow_folder,
    name_place,
    suggest_results,
)
from toolkit.widgets.controls import Message, View
from toolkit.widgets.kept_choices import KeptChoices
from toolkit.widgets.loader_steps import FolderStep, OutletsStep, ReportStep, ResultsStep
from toolkit.widgets.registry_step import RegistryStep

# Thousands of files may be told of: the account scrolls, by keyboard too.
ACCOUNT = """<div tabindex='0' role='region' aria-label='What was read'
style='max-height:40em;overflow:auto;border:1px solid #767676'>{}</div>"""
BELOW = (
    "The cells below still show the earlier analysis, of {}, until they are run again: click into the next "
    "cell and choose Run → Run Selected Cell and All Below."
)


class CorpusLoader(View):
    """Choose a folder, see what was read and what was not, choose or edit a registry, run, save, report.

    Parameters
    ----------
    folder : path, optional
        The folder to begin with.
    parties : str or path, optional
        A shipped registry, or the file of your own.
    outlets : path, optional
        CSV file of the table ``outlets``.
    results : path, optional
        Folder for tables and report; by default one beside ``folder``.
    words : mapping, optional
        ``title``, ``question``, ``corpus``, ``sampling`` for the report, and the ``folder`` that they
        speak of. Words, these and those typed, count for their folder or part alone: with another one
        they are put away, and come back with their own.
    kept : path, optional
        File in which every choice is kept at once. A loader with the same parameters begins with these
        choices, one with other parameters sets the file aside. By default nothing is kept.
    seed : int
        Seed of the report's resampling.

    Attributes
    ----------
    analysis : Analysis or None
        The result; None before a run has ended well, and after a change of what it came from.
    data : DataFrame
        The table ``articles``, failed inputs included; empty before the folder was read.

    Raises
    ------
    ValueError
        If ``words`` has another key.

    Notes
    -----
    Reading and analysis go on beside the notebook, so that *Cancel* is heard. Results of an earlier run
    are replaced only if the box for it is ticked.
    """

    def __init__(
        self,
        folder: str | Path = "",
        parties: str | Path = "syria-2012",
        *,
        outlets: str | Path | None = None,
        results: str | Path | None = None,
        words: Mapping[str, str] | None = None,
        kept: str | Path | None = None,
        seed: int = 0,
    ):
        self.analysis: Analysis | None = None
        self._articles: pd.DataFrame | None = None
        self._shown: Analysis | None = None  # by the cells below
        self._shown_place = self._place = self._suggested = ""
        self._others: Words = {}
        self._seed, self._quiet, self._heard = seed, True, True
        folder, parties = clean_path(str(folder)), clean_path(str(parties))
        self._given = fill_fields(
            {
                "folder": folder,
                "parties": parties,
                "outlets": clean_path(str(outlets or "")),
                "results": clean_path(str(results or "")) or suggest_results(folder),
                **choose_words(words, folder),
            }
        )
        path = None if kept is None else Path(kept).expanduser()
        self.kept = KeptChoices(path, self._given, lambda: self._put(self._given, {}))
        self._make_steps()
        self._put(*self.kept.begin())
        super().__init__(
            [self.kept, _head("1. Articles"), self.source, self.reading, self.account]
            + [_head("2. Outlets"), self.outlets, _head("3. Registry of parties"), self.registry]
            + [_head("4. Analyse"), self.analysing, self.below, _head("5. Save"), self.results]
            + [_head("6. Report"), self.words]
        )

    @property
    def data(self) -> pd.DataFrame:
        """The table ``articles``: of the analysis where there is one, else as loaded."""
        if self.analysis is not None:
            return self.analysis.articles
        return make_table([], ARTICLES) if self._articles is None else self._articles

    @property
    def choices(self) -> dict[str, str]:
        """What stands in the fields, as the file ``kept`` has it."""
        return fill_fields(
            {
                "folder": self.source.folder.value,
                "part": self.source.chosen_part,
                "outlets": self.outlets.table.value,
                "parties": self.registry.parties,
                "registry_text": self.registry.edits,
                "results": self.results.target.value,
                "format": "" if self.results.format.value == "csv" else self.results.format.value,
                **self.words.stated,
                "sentences": "" if self.words.sentences.value else "left out",
            }
        )

    def check(self) -> bool:
        """Read the folder and show the loss account; tells whether there is something to analyse."""
        self._read()
        self.reading.wait()
        return self._is_read()

    def run(self) -> None:
        """Analyse the articles of the folder, which is read first if need be; returns at once."""
        if self._is_busy():
            return
        self._drop_analysis()
        if self.registry.registry is None:
            self.analysing.refuse("The registry has a mistake: see step 3.")
        elif self._is_read():
            self._analyse(True)
        else:
            self._read(then=self._analyse)

    def cancel(self) -> None:
        """End reading or analysis after the record at work."""
        self.reading.cancel()
        self.analysing.cancel()

    def wait(self, timeout: float | None = None) -> Analysis | None:
        """Wait for the end of the run, at most ``timeout`` seconds.

        Returns
        -------
        Analysis or None
            None if the run was cancelled, has not ended, or none was begun.

        Raises
        ------
        LoaderError
            If the run failed: its step, and why.
        """
        end = None if timeout is None else monotonic() + timeout
        for step, job in (("1. Articles", self.reading), ("4. Analyse", self.analysing)):
            job.wait(None if end is None else max(0, end - monotonic()))
            if job.error is not None:
                raise fail(step, job.error) from job.error
        return self.analysis

    def finish(self) -> Analysis:
        """Read and analyse, unless that has been done; waits for the end.

        Raises
        ------
        LoaderError
            If the run failed or was cancelled: a notebook shows these words, and no traceback.

        Notes
        -----
        A kernel at work on a cell hears no button; interrupting it cancels the run.
        """
        self._heard = False
        try:
            if self.analysis is None:
                self.run()
            analysis = self.wait()
        except KeyboardInterrupt:
            self.cancel()
            analysis = self.wait()
        finally:
            self._heard = True
        if analysis is None:
            raise LoaderError("Cancelled: nothing was analysed.")
        self._shown, self._shown_place = analysis, self._place
        self.below.say("")
        return analysis

    def save(self) -> None:
        """Save tables, estimates and figure to the folder named in step 5."""
        self.results.save(self.analysis, seed=self._seed)

    def write_report(self) -> None:
        """Write the report to the folder named in step 5."""
        self.words.write(self.analysis, self.results, seed=self._seed)

    def to_html(self) -> str:
        """Return the loss account as HTML that needs no kernel: for print."""
        return render_losses(self.data)

    def _make_steps(self) -> None:
        self.account, self.below = widgets.HTML(), Message()
        self.source = FolderStep(self._change_folder)
        self.reading = Job(
            "Read the articles", "Cancel reading", "files", on_begin=self._read, on_busy=self._set_busy
        )
        self.outlets = OutletsStep(self._change_outlets)
        self.registry = RegistryStep(self._change_registry)
        self.analysing = Job(
            "Analyse", "Cancel analysis", "articles", on_begin=self.run, on_busy=self._set_busy
        )
        self.results = ResultsStep(self.save)
        self.words = ReportStep(self._keep, self.write_report)
        for field in (self.results.target, self.results.format):
            field.observe(self._keep, names="value")

    def _put(self, chosen: dict[str, str], others: Words) -> None:
        """Put choices into the fields."""
        self._quiet = True
        self.source.set(chosen["folder"], chosen["part"])
        self.registry.set(chosen["parties"], chosen["registry_text"])
        self.results.format.value = chosen["format"] or "csv"
        self.words.sentences.value = not chosen["sentences"]
        self.words.state(chosen)
        self._place, self._others = name_place(chosen), dict(others)
        self._put_paths(chosen)
        self._follow_place()  # a part may be gone

    def _put_paths(self, chosen: dict[str, str]) -> None:
        """Put the paths that follow the folder into the fields."""
        self._quiet = True
        self.outlets.table.value, self.results.target.value = chosen["outlets"], chosen["results"]
        self._suggested = suggest_results(chosen["folder"], chosen["part"])
        self._quiet = False

    def _follow_place(self) -> None:
        """Words are of one folder or part: with another one, its own words come."""
        left, self._place = self._place, name_place(self.choices)
        if left == self._place:
            return
        words, self._quiet = self.words.stated, True
        self.words.state(exchange_words(words, self._others, left, self._place))
        self._quiet = False
        moved = left and any(words.values())
        self.words.note.say(f"The words for {left} are kept and come back with it." if moved else "")

    def _keep(self, _=None) -> None:
        if not self._quiet:
            self.kept.keep(self.choices, self._others)

    def _change_folder(self) -> None:
        self._articles = None
        self.account.value = ""
        self.reading.drop()
        self._drop_analysis()
        if not self._quiet:
            self._follow_place()
            self._put_paths(follow_folder(self.choices, self._given, self._suggested))
            self._check_outlets()
            self._keep()

    def _change_outlets(self) -> None:
        self._drop_analysis()
        self._check_outlets()
        self._keep()

    def _change_registry(self) -> None:
        registry, analysis = self.registry.registry, self.analysis
        used = analysis.manifest["registry"] if analysis is not None else {}
        if registry is None or (registry.name, registry.text) != (used.get("name"), used.get("text")):
            self._drop_analysis()
        self._check_outlets()
        self._keep()

    def _check_outlets(self) -> None:
        self.outlets.check(self._articles, self.registry.registry)

    def _drop_analysis(self) -> None:
        """What is saved is what is shown: a change of its sources makes an analysis void."""
        self.analysis = None
        self.analysing.drop()
        self.below.say("")
        self.results.forget_run()
        self.words.message.say("")

    def _is_read(self) -> bool:
        return self._articles is not None and self.reading.error is None

    def _is_busy(self) -> bool:
        return self.reading.running or self.analysing.running

    def _read(self, then: Callable[[bool], None] | None = None) -> None:
        """Read the folder beside the notebook."""
        if self._is_busy():
            return
        self._articles = None
        self.account.value = ""
        self._drop_analysis()

        def work(tell: Callable) -> pd.DataFrame:
            return read_articles(self.source.path, progress=tell)

        def commit(articles: pd.DataFrame) -> str:
            self._articles = articles
            self.account.value = ACCOUNT.format(render_losses(self._articles))
            self._check_outlets()
            if not (self._articles["status"] == "ok").any():
                raise ValueError("There is no article to analyse. The table tells why for each input.")
            return ""

        self.reading.start(work, commit=commit, doing="Reading …", heard=self._heard, then=then)

    def _analyse(self, is_read: bool) -> None:
        """Analyse beside the notebook."""
        if not is_read:
            if self.reading.error is not None:
                self.analysing.refuse("The articles could not be read: see step 1.")
            return

        read, registry, table = self._articles, self.registry.registry, self.outlets.path

        def work(tell: Callable) -> Analysis:
            articles = prepare_articles(read)
            outlets, _ = prepare_outlets(articles, table, parties=registry.party_names)
            return analyze_prepared(articles, registry, outlets, progress=tell)

        def commit(analysis: Analysis) -> str:
            self.account.value = ACCOUNT.format(render_losses(analysis.articles))
            self.analysis = analysis
            if self._shown is not None:
                self.below.say(BELOW.format(self._shown_place))
            return _tell_counts(analysis.manifest["counts"])

        self.analysing.start(work, commit=commit, doing="Analysing …", heard=self._heard)

    def _set_busy(self, busy: bool) -> None:
        buttons = (self.reading.button, self.analysing.button, self.results.button, self.words.button)
        fields = (*self.source.controls, self.outlets.table, *self.registry.controls, self.kept.button)
        for control in (*buttons, *fields):
            control.disabled = busy


def _head(text: str) -> widgets.HTML:
    return widgets.HTML(f"<h4>{text}</h4>")


def _tell_counts(counts: dict) -> str:
    quotes, articles, unknown = counts["quotes"], counts["analysed"], counts["quotes_unresolved"]
    return (
        f"Done: {quotes} {'quotation' if quotes == 1 else 'quotations'} in {articles} "
        f"{'article' if articles == 1 else 'articles'}, {unknown} of them from speakers of no known party."
    )
