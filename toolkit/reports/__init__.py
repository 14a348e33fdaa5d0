"""The report: one HTML file that holds everything a reader needs to judge the numbers, and works offline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from toolkit.analysis import Analysis
from toolkit.caveats import FEW_KEY, INVENTED
from toolkit.coverage import tell_absent
from toolkit.framing import describe_measures
from toolkit.plots import PORTRAIT
from toolkit.plots.text import clean_text, write_count
from toolkit.reports.accounts import (
    account_corpus,
    account_losses,
    account_outlets,
    account_speakers,
    make_title,
)
from toolkit.reports.appendix import collect_evidence
from toolkit.reports.contrasts import (
    ALPHA,
    N_COMPARED,
    N_OUTLETS,
    compare_outlets,
    list_contrasts,
    name_blocks,
    summarise_contrasts,
)
from toolkit.reports.figures import draw_figures, draw_panels
from toolkit.reports.methods import (
    cite_report,
    find_methods,
    list_citations,
    list_parameters,
    write_bibtex,
    write_methods,
)
from toolkit.reports.results import (
    choose_outlets,
    choose_parties,
    find_common_caveats,
    list_blocks,
    make_glance,
    make_views,
    order_parties,
    shorten_card,
    sort_into_layers,
)
from toolkit.reports.trust import list_agreement, list_terms, list_unmeasured, list_validity
from toolkit.reports.words import begin_low, name_measure
from toolkit.schema import UNRESOLVED
from toolkit.storage import require_analysis, write_file

__all__ = ["report"]

N_RESAMPLES, LEVEL = 2000, 0.95
N_OPEN = 3  # sentences of each number that are not folded


def report(
    analysis: Analysis,
    path: str | Path,
    *,
    title: str | None = None,
    question: str | None = None,
    corpus: str | None = None,
    sampling: str | None = None,
    n_evidence: int = 5,
    seed: int = 0,
) -> Path:
    """Write an analysis as one HTML file: from the question to the sentences behind each number.

    Parameters
    ----------
    analysis : Analysis
    path : path
        The file; an earlier one of that name is replaced (by ``toolkit report`` only with ``--replace``).
    title, question : str, optional
        Heading, and what the study asks.
    corpus, sampling : str, optional
        What the corpus is and where it comes from; by which frame and rule its articles were sampled.
        What is not given is said to be *not stated*.
    n_evidence : int
        Sentences shown for each number, at most. Of a small corpus, that and the sentences around may
        be most of the text: see that you may pass it on. 0 leaves sentences out; titles, file names and
        speakers' names stay.
    seed : int
        Seed of the resampling.

    Returns
    -------
    Path
        The file: the answer first, details folded below it, the evidence last. It holds no script and
        loads nothing; every text is escaped. The same analysis gives the same file. In print everything
        is unfolded (by browsers of 2025 and later).

    Raises
    ------
    TypeError, ValueError
        If ``analysis`` is no Analysis, a text is no string, or ``n_evidence`` is below 0.

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import TemporaryDirectory
    >>> from toolkit.analysis import analyze
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> with TemporaryDirectory() as folder:
    ...     page = report(analyze(table, "syria-2012"), Path(folder) / "report.html").read_text("utf-8")
    >>> "not stated" in page, "the vote was a mistake" in page
    (True, True)
    """
    require_analysis(analysis)
    stated = {"title": title, "question": question, "corpus": corpus, "sampling": sampling}
    for name, value in stated.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(
                f"{name}: expected text, got {type(value).__name__}. Write it in quotation marks."
            )
    if n_evidence < 0:
        raise ValueError(f"n_evidence: expected 0 or more, got {n_evidence}.")
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, _render(analysis, stated, n_evidence, seed))
    return path


def _render(analysis: Analysis, stated: dict, n_evidence: int, seed: int) -> str:
    options = {"n_resamples": N_RESAMPLES, "level": LEVEL, "seed": seed}
    parties = order_parties(analysis)
    main = choose_parties(parties)
    views = make_views(analysis, parties, **options)
    contrasts = compare_outlets(analysis, parties, **options)
    tested = summarise_contrasts(contrasts)
    common = find_common_caveats(views["party"].estimates)
    contrast_caveats = set() if contrasts is None else find_common_caveats(contrasts)
    layers = sort_into_layers(list_blocks(views["party"], common))
    crossing, about = list_blocks(views["outlet"], common), list_blocks(views["about"], common)
    blocks = [block for inside in (*layers.values(), crossing, about) for block in inside]
    order = [row.key for block in blocks for row in block.rows]
    numbers, excerpts = collect_evidence(analysis, views, order, limit=n_evidence)
    used = find_methods([view.estimates for view in views.values()], contrasts)
    methods = write_methods(
        analysis,
        used,
        n_tested=tested.n,
        n_untested=tested.n_untested,
        blocks=name_blocks(contrasts),
        **options,
    )
    engine, measures = analysis.manifest["engine"], set(views["party"].estimates["measure"])
    title = stated["title"] or make_title(analysis, main)
    return _open_template().render(
        stated=stated,
        title=title,
        corpus=account_corpus(analysis),
        all_invented=INVENTED,
        few_key=FEW_KEY,
        absent=tell_absent(analysis),
        glance=make_glance(views["party"], parties),
        portrait=_list_portrait(),
        panels=draw_panels(views["party"], parties, main),
        tested=tested,
        unresolved=UNRESOLVED,
        losses=account_losses(analysis.articles),
        outlets=account_outlets(analysis),
        speakers=account_speakers(analysis),
        main=main,
        common_caveats=sorted(common),
        layers=layers,
        crossing=crossing,
        about=about,
        heads={name: view.head for name, view in views.items()},
        contrasts=None if contrasts is None else list_contrasts(contrasts, contrast_caveats),
        contrast_caveats=sorted(contrast_caveats),
        alpha=f"{ALPHA:g}",
        blocks=name_blocks(contrasts),
        n_compared=min(N_COMPARED, len(main)),
        n_outlets_compared=min(N_OUTLETS, len(choose_outlets(analysis))),
        has_intervals=bool(used),
        engine=engine,
        chosen_outlets=choose_outlets(analysis),
        figures=draw_figures(views, parties, main),
        numbers=numbers,
        excerpts=excerpts,
        n_evidence=n_evidence,
        n_open=N_OPEN,
        level=f"{LEVEL:.0%}",
        methods=methods,
        parameters=list_parameters(analysis, used, n_evidence=n_evidence, **options),
        citation=cite_report(analysis, title),
        citations=list_citations(analysis, methods),
        bibtex=write_bibtex(analysis),
        agreement=list_agreement(measures, engine),
        terms=list_terms(measures, engine),
        unmeasured=list_unmeasured(measures, engine),
        validity=list_validity(measures),
    )


def _list_portrait() -> list[dict]:
    """The measures of the portrait: names in words, and how far to trust each."""
    cards = describe_measures().set_index("name")["validity"]
    return [{"name": m, "title": name_measure(m), "verdict": shorten_card(cards[m])} for m in PORTRAIT]


def _open_template():
    """Open the page; in it, escaping is the rule, and what a page may not hold is replaced."""
    engine = Environment(
        loader=PackageLoader("toolkit", "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_fit,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters["begin_low"] = begin_low
    engine.filters["counted"] = write_count
    return engine.get_template("page.html")


def _fit(value):
    """Fit a value into the page: text cleaned, a dash for what is missing."""
    if isinstance(value, str):
        return value if isinstance(value, Markup) else clean_text(value)
    return "–" if pd.isna(value) else value
