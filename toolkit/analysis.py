"""The whole way: articles and a registry in, the tables out; again with another registry or other lenses."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import pandas as pd
from tqdm.auto import tqdm

from toolkit import language, schema
from toolkit.actors import find_actors
from toolkit.antecedents import Scene
from toolkit.assignments import apply_assignments, assign_mentions, tell_idle
from toolkit.document import Document, parse_articles
from toolkit.encoder import load_encoder
from toolkit.framing import LENSES, Lens, classify_cue
from toolkit.intake import prepare_articles, prepare_outlets
from toolkit.mentions import find_mentions
from toolkit.names import Names, compile_names
from toolkit.parties import Registry, load_registry
from toolkit.quotes import find_engine, tabulate_attributions
from toolkit.quotes import model as model_engine
from toolkit.speakers import resolve_in_scene
from toolkit.storage import TABLES, Analysis, load_analysis, require_analysis
from toolkit.targeted import MODEL as SENTIMENT
from toolkit.voices import find_voices

__all__ = ["Analysis", "analyze", "load_analysis", "score_frames", "update_parties"]

BOX = 200  # parses kept in one file
_PACKAGES = (
    "media-portrayal-toolkit",
    "pandas",
    "numpy",
    "spacy",
    "onnxruntime",
    "tokenizers",
    "textblob",
    "trafilatura",
)


def analyze(
    articles: pd.DataFrame,
    parties: Registry | str | Path,
    *,
    outlets: pd.DataFrame | str | Path | None = None,
    engine: str = "model",
    pipeline: str | None = None,
    progress: bool | Callable[[int, int], None] = False,
) -> Analysis:
    """Find who says what about whom, for which party, in what tone, in every article.

    Parameters
    ----------
    articles : DataFrame
        Reads ``article_id`` and ``text``; ``outlet``, ``title``, ``published``, ``status`` and
        ``duplicate_group`` where present. Rows whose status is not ``ok`` are kept and counted,
        not analysed.
    parties : Registry, path or str
        The registry, its file, or the name of a shipped one.
    outlets : DataFrame or path of a CSV file, optional
        The table ``outlets``. Outlets it does not list get a row of their own.
    engine : str
        Engine of the quotations, see ``extract_quotes``.
    pipeline : str, optional
        Name of the spaCy pipeline; by default the best one installed.
    progress : bool or callable
        Show a progress bar; or a function that is told how many articles are done, and of how many,
        before each article and at the end. An exception that it raises ends the run.

    Returns
    -------
    Analysis

    Raises
    ------
    TypeError, ValueError
        If columns are missing or cannot be read, an ``article_id`` occurs twice, or engine or
        registry is unknown.
    OSError
        If a trained model, or the spaCy pipeline, is not installed as it was shipped.

    Warns
    -----
    UserWarning
        If names of outlets differ in case, spaces or punctuation alone; if ``outlets`` lists one without
        articles, or a ``state_party`` that the registry does not have; if a speaker whom the registry
        assigns is in no quotation.

    Notes
    -----
    An article on which a step fails gets status ``unreadable`` with the reason; the run goes on.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> analyze(table, "syria-2012").quotes[["speaker", "party", "content"]].values.tolist()
    [['Russia', 'Russia', 'the vote was a mistake']]
    """
    articles = prepare_articles(articles)
    registry = load_registry(parties)
    outlets, notes = prepare_outlets(articles, outlets, parties=registry.party_names)
    for note in notes:
        warnings.warn(note, stacklevel=2)
    analysis = analyze_prepared(
        articles, registry, outlets, engine=engine, pipeline=pipeline, progress=progress
    )
    _warn_of_idle(analysis, registry)
    return analysis


def analyze_prepared(
    articles: pd.DataFrame,
    registry: Registry,
    outlets: pd.DataFrame,
    *,
    engine: str = "model",
    pipeline: str | None = None,
    progress: bool | Callable[[int, int], None] = False,
) -> Analysis:
    """Do the work of ``analyze`` on tables that ``intake`` has prepared; warns of nothing."""
    models = _hash_models(engine)  # a missing model is an error of the run, not of each article
    pipeline = language.find_pipeline(pipeline)
    names = compile_names(registry, pipeline=pipeline)
    documents = parse_articles(articles, pipeline=pipeline)
    analysis = Analysis(
        outlets=outlets,
        **_measure_all(documents, articles, names, engine, LENSES, progress),
        manifest={
            "packages": {"python": python_version()} | {name: version(name) for name in _PACKAGES},
            "pipeline": pipeline,
            "pipeline_version": version(pipeline),
            "engine": engine,
            "models": models,
            "inputs_sha256": _hash_texts(articles),
            "outlets_sha256": sha256(outlets.to_csv(index=False).encode()).hexdigest(),
        },
    )
    return _complete(analysis, registry)


def update_parties(
    analysis: Analysis,
    registry: Registry | str | Path,
    *,
    progress: bool | Callable[[int, int], None] = False,
) -> Analysis:
    """Map the speakers and mentions of an analysis anew, by another registry, without parsing again.

    The engine finds the attributions again in the stored parses; the articles are not parsed.

    Parameters
    ----------
    analysis : Analysis
        Stays as it is.
    registry : Registry, path or str
        As ``parties`` of ``analyze``.
    progress : bool or callable
        As of ``analyze``.

    Returns
    -------
    Analysis
        With new ``speaker`` and ``party`` columns, mentions and scores.

    Raises
    ------
    TypeError
        If ``analysis`` is no Analysis, or ``registry`` nothing that can be one.
    FileNotFoundError, ValueError
        As of ``load_registry``.

    Warns
    -----
    UserWarning
        If a speaker whom the registry assigns is in no quotation.

    Notes
    -----
    An article on which a step fails gets status ``unreadable`` with the reason, as in ``analyze``.
    """
    require_analysis(analysis)
    registry = load_registry(registry, parameter="registry")
    new = map_anew(analysis, registry, progress=progress)
    _warn_of_idle(new, registry)
    return new


def map_anew(
    analysis: Analysis, registry: Registry, *, progress: bool | Callable[[int, int], None] = False
) -> Analysis:
    """Do the work of ``update_parties``; warns of nothing."""
    return _rerun(analysis, registry, LENSES, progress)


def _warn_of_idle(analysis: Analysis, registry: Registry) -> None:
    articles = analysis.articles.loc[analysis.articles["status"] == "ok", "article_id"]
    if note := tell_idle(analysis.quotes, registry, articles):
        warnings.warn(note, stacklevel=3)


def score_frames(analysis: Analysis, *, lenses: tuple[Lens, ...] = LENSES) -> pd.DataFrame:
    """Compute the scores of some lenses again, from the stored parses.

    Parameters
    ----------
    analysis : Analysis
        Reads articles, parses and registry.
    lenses : tuple of Lens
        By default all.

    Returns
    -------
    DataFrame
        The table ``scores``.

    Warns
    -----
    UserWarning
        If a step fails on an article, which then has no scores.
    """
    require_analysis(analysis)
    new = _rerun(analysis, analysis.registry, lenses, progress=False)
    failed = new.articles[new.articles["status"] != analysis.articles["status"]]
    if len(failed):
        warnings.warn(
            f"score_frames: {len(failed)} of {len(new.articles)} articles have no scores; "
            f"{failed['article_id'].iloc[0]}: {failed['status_detail'].iloc[0]}",
            stacklevel=2,
        )
    return new.scores


def _measure(document: Document, quotes: list[dict], names: Names, lenses: tuple[Lens, ...]) -> dict:
    scene = Scene(document, find_actors(document, names))
    quotes = resolve_in_scene(scene, quotes)
    where = {"day": document.published, "article_id": document.article_id}
    quotes = apply_assignments(quotes, names.registry, **where)
    quotes = [dict(quote, cue_stance=classify_cue(document, quote)) for quote in quotes]
    mentions = find_mentions(document, quotes, scene, find_voices(document, quotes))
    mentions = assign_mentions(mentions, names.registry, **where)
    scores = [row for lens in lenses for row in lens.score(document, quotes, mentions, names.registry)]
    return {"quotes": quotes, "mentions": mentions, "scores": scores}


def _measure_all(
    documents: Iterable[Document],
    articles: pd.DataFrame,
    names: Names,
    engine: str,
    lenses: tuple[Lens, ...],
    progress: bool | Callable[[int, int], None],
) -> dict:
    """Measure every article: the fields of an Analysis that come of it.

    An article on which a step fails does not end the run: it is recorded, and its parse left out.
    """
    find_attributions = find_engine(engine)
    tables, docs, boxes, failures = {"quotes": [], "mentions": [], "scores": []}, [], [], {}
    total = int((articles["status"] == "ok").sum())
    tell = progress if callable(progress) else lambda done, total: None
    bar = tqdm(documents, total=total, unit="article", disable=callable(progress) or not progress)
    for n, document in enumerate(bar):
        tell(n, total)
        try:
            quotes = tabulate_attributions(document, find_attributions(document))
            found = _measure(document, quotes, names, lenses)
        except Exception as error:
            failures[document.article_id] = f"analysis failed: {type(error).__name__}: {error}"
            continue
        for name, rows in found.items():
            tables[name].extend(rows)
        docs.append(document.doc)
        if len(docs) == BOX:
            boxes.append(language.pack_parses(docs))
            docs = []
    tell(total, total)
    if docs:
        boxes.append(language.pack_parses(docs))
    tables["scores"] = _leave_out_absent(**tables, registry=names.registry)
    articles, failed = articles.copy(), articles["article_id"].isin(failures)
    articles.loc[failed, "status"] = "unreadable"
    articles.loc[failed, "status_detail"] = articles.loc[failed, "article_id"].map(failures)
    made = {name: schema.make_table(rows, TABLES[name]) for name, rows in tables.items()}
    return {"articles": articles, **made, "parses": tuple(boxes)}


def _leave_out_absent(
    quotes: list[dict], mentions: list[dict], scores: list[dict], *, registry: Registry
) -> list[dict]:
    """Leave out the zeros of parties that no article quotes or mentions; coverage tells which they are."""
    absent = {*registry.party_names} - {row["party"] for row in [*quotes, *mentions]}
    return [row for row in scores if row["party"] not in absent]


def _rerun(
    analysis: Analysis,
    registry: Registry,
    lenses: tuple[Lens, ...],
    progress: bool | Callable[[int, int], None],
) -> Analysis:
    engine, pipeline = analysis.manifest["engine"], analysis.manifest["pipeline"]
    names = compile_names(registry, pipeline=pipeline)
    new = replace(
        analysis,
        **_measure_all(analysis.documents(), analysis.articles, names, engine, lenses, progress),
        manifest={**analysis.manifest, "models": _hash_models(engine)},
    )
    return _complete(new, registry)


def _hash_models(engine: str) -> dict[str, str]:
    """Name → sha256 of the weights, for the models that an analysis runs."""
    names = [SENTIMENT, *([model_engine.MODEL] if engine == "model" else [])]
    return {name: load_encoder(name).settings["sha256"]["model.onnx"] for name in names}


def _hash_texts(articles: pd.DataFrame) -> str:
    pairs = zip(articles["article_id"], articles["text"].fillna(""), strict=True)
    lines = sorted(f"{key} {sha256(text.encode()).hexdigest()}" for key, text in pairs)
    return sha256("\n".join(lines).encode()).hexdigest()


def _complete(analysis: Analysis, registry: Registry) -> Analysis:
    """Put registry and counts into the manifest."""
    by_status = analysis.articles["status"].value_counts().sort_index()
    counts = {
        "inputs": len(analysis.articles),
        "analysed": int(by_status.get("ok", 0)),
        "not_analysed": {status: int(n) for status, n in by_status.items() if status != "ok"},
        "quotes": len(analysis.quotes),
        "quotes_unresolved": int((analysis.quotes["party"] == schema.UNRESOLVED).sum()),
        "mentions": len(analysis.mentions),
        "scores": len(analysis.scores),
    }
    entry = {
        "name": registry.name,
        "sha256": sha256(registry.text.encode()).hexdigest(),
        "text": registry.text,
    }
    return replace(analysis, manifest={**analysis.manifest, "registry": entry, "counts": counts})
