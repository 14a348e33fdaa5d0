"""The whole way: articles and a registry in, the tables out; save, load, update."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import pandas as pd
from tqdm.auto import tqdm

from toolkit import language, schema
from toolkit.actors import find_actors
from toolkit.document import Document, make_document, parse_articles
from toolkit.framing import LENSES, Lens, classify_cue
from toolkit.mentions import find_mentions
from toolkit.names import Names, compile_names
from toolkit.parties import Registry, load_registry, parse_registry
from toolkit.quotes import find_engine, tabulate_attributions
from toolkit.speakers import resolve_speakers
from toolkit.voices import find_voices

BOX = 200  # parses kept in one file
FORMATS = ("parquet", "csv")
_PACKAGES = ("media-portrayal-toolkit", "pandas", "numpy", "spacy", "textblob", "trafilatura")
_TABLES = {
    t.name: t for t in (schema.ARTICLES, schema.OUTLETS, schema.QUOTES, schema.MENTIONS, schema.SCORES)
}


@dataclass(frozen=True, eq=False)
class Analysis:
    """The tables of one run, its parses, and the manifest that tells how they came about.

    Attributes
    ----------
    articles, outlets, quotes, mentions, scores : DataFrame
        The tables, as ``schema`` declares them.
    parses : tuple of bytes
        The parses of the analysed articles, in the order of ``articles``, boxes of 200.
    manifest : dict
        Versions, parameters, registry, hashes, and counts: inputs = analysed + not analysed.
    """

    articles: pd.DataFrame
    outlets: pd.DataFrame
    quotes: pd.DataFrame
    mentions: pd.DataFrame
    scores: pd.DataFrame
    parses: tuple[bytes, ...]
    manifest: dict

    @property
    def registry(self) -> Registry:
        """The registry that the parties come from."""
        return parse_registry(self.manifest["registry"]["text"], source=self.manifest["registry"]["name"])

    def documents(self) -> Iterator[Document]:
        """Yield the analysed articles with their stored parses."""
        rows = self.articles[self.articles["status"] == "ok"]
        docs = (
            doc
            for box in self.parses
            for doc in language.unpack_parses(box, pipeline=self.manifest["pipeline"])
        )
        for row, doc in zip(rows.itertuples(), docs, strict=True):
            yield make_document(row.article_id, row.outlet, row.published, doc)

    def save(self, folder: str | Path, *, format: str = "parquet") -> Path:
        """Write tables, parses and manifest to a folder, which may exist.

        Parameters
        ----------
        folder : path
            Receives ``<table>.parquet`` (or ``.csv``), ``docs/*.spacy`` and ``manifest.json``.
        format : {"parquet", "csv"}

        Raises
        ------
        ValueError
            If the format is another one.
        """
        if format not in FORMATS:
            raise ValueError(f"format: expected one of {', '.join(FORMATS)}; got {format!r}.")
        folder = Path(folder)
        docs = folder / "docs"
        docs.mkdir(parents=True, exist_ok=True)
        for stale in [*docs.glob("*.spacy"), *(folder / f"{t}.{f}" for t in _TABLES for f in FORMATS)]:
            stale.unlink(missing_ok=True)
        for name in _TABLES:
            schema.write_table(getattr(self, name), folder / f"{name}.{format}")
        for n, box in enumerate(self.parses):
            (docs / f"{n:04d}.spacy").write_bytes(box)
        text = json.dumps(self.manifest, indent=1, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
        return folder


def analyze(
    articles: pd.DataFrame,
    parties: Registry | str | Path,
    *,
    outlets: pd.DataFrame | str | Path | None = None,
    engine: str = "rules",
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
        If columns are missing, an ``article_id`` occurs twice, or engine or registry is unknown.

    Notes
    -----
    An article on which a step fails gets status ``unreadable`` with the reason; the run goes on.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> analyze(table, "syria-2012").quotes[["speaker", "party", "content"]].values.tolist()
    [['Russia', 'Russia', 'the vote was a mistake']]
    """
    articles = _prepare_articles(articles)
    registry = load_registry(parties)
    find_attributions = find_engine(engine)
    pipeline = language.find_pipeline(pipeline)
    names = compile_names(registry, pipeline=pipeline)
    tables = {"quotes": [], "mentions": [], "scores": []}
    failures, boxes, docs = {}, [], []
    documents = parse_articles(articles, pipeline=pipeline)
    n_ok = int((articles["status"] == "ok").sum())
    tell = progress if callable(progress) else lambda done, total: None
    bar = tqdm(documents, total=n_ok, unit="article", disable=callable(progress) or not progress)
    for n, document in enumerate(bar):
        tell(n, n_ok)
        try:
            quotes = tabulate_attributions(document, find_attributions(document))
            found = _measure(document, quotes, names, LENSES)
        except Exception as error:  # one article must not end the run: it is recorded
            failures[document.article_id] = f"analysis failed: {type(error).__name__}: {error}"
            continue
        _extend(tables, found)
        docs.append(document.doc)
        if len(docs) == BOX:
            boxes.append(language.pack_parses(docs))
            docs = []
    tell(n_ok, n_ok)
    if docs:
        boxes.append(language.pack_parses(docs))
    failed = articles["article_id"].isin(failures)
    articles.loc[failed, "status"] = "unreadable"
    articles.loc[failed, "status_detail"] = articles.loc[failed, "article_id"].map(failures)
    analysis = Analysis(
        articles=articles,
        outlets=_list_outlets(articles, outlets),
        **{name: schema.make_table(rows, _TABLES[name]) for name, rows in tables.items()},
        parses=tuple(boxes),
        manifest={
            "packages": {"python": python_version()} | {name: version(name) for name in _PACKAGES},
            "pipeline": pipeline,
            "pipeline_version": version(pipeline),
            "engine": engine,
            "inputs_sha256": _hash_inputs(articles),
        },
    )
    return _complete(analysis, registry)


def update_parties(analysis: Analysis, registry: Registry | str | Path) -> Analysis:
    """Map the speakers and mentions of an analysis anew, by another registry, without parsing again.

    Parameters
    ----------
    analysis : Analysis
        Stays as it is.
    registry : Registry, path or str
        As ``parties`` of ``analyze``.

    Returns
    -------
    Analysis
        With new ``speaker`` and ``party`` columns, mentions and scores.
    """
    return _rerun(analysis, load_registry(registry), LENSES)


def score_frames(analysis: Analysis, *, lenses: tuple[Lens, ...] = LENSES) -> pd.DataFrame:
    """Compute the scores of some lenses again, from the stored parses and tables.

    Parameters
    ----------
    analysis : Analysis
        Reads articles, quotes, mentions, parses and registry.
    lenses : tuple of Lens
        By default all.

    Returns
    -------
    DataFrame
        The table ``scores``.
    """
    return _rerun(analysis, analysis.registry, lenses).scores


def load_analysis(folder: str | Path) -> Analysis:
    """Load an analysis that ``Analysis.save`` or the command line wrote.

    Raises
    ------
    FileNotFoundError
        If the folder holds no analysis.
    """
    folder = Path(folder)
    if not (folder / "manifest.json").is_file():
        raise FileNotFoundError(
            f"folder: expected a folder with manifest.json and tables; got {str(folder)!r}. "
            "Write one with analysis.save(folder) or: toolkit analyze PATH --parties NAME --out FOLDER"
        )
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    tables = {}
    for name, table in _TABLES.items():
        path = next((folder / f"{name}.{f}" for f in FORMATS if (folder / f"{name}.{f}").is_file()), None)
        if path is None:
            raise FileNotFoundError(
                f"folder: expected {name}.parquet or {name}.csv in {str(folder)!r}; got neither. "
                "Run analyze again."
            )
        tables[name] = schema.read_table(path, table)
    boxes = tuple(path.read_bytes() for path in sorted((folder / "docs").glob("*.spacy")))
    return Analysis(**tables, parses=boxes, manifest=manifest)


def _prepare_articles(articles: pd.DataFrame) -> pd.DataFrame:
    schema.require_columns(articles, ["article_id", "text"], parameter="articles")
    articles = schema.conform_table(articles, schema.ARTICLES).reset_index(drop=True)
    repeated = articles["article_id"][articles["article_id"].duplicated()]
    if len(repeated) or articles["article_id"].isna().any():
        raise ValueError(
            f"articles: expected a unique article_id in every row; got {len(repeated)} repeated "
            f"({', '.join(map(str, repeated[:3]))}). "
            "Load the articles with load_articles, which makes them unique."
        )
    articles["outlet"] = articles["outlet"].fillna("unknown")
    missing = articles["text"].isna() & articles["status"].fillna("ok").eq("ok")
    articles.loc[missing, ["status", "status_detail"]] = ["empty", "no text"]
    articles["status"] = articles["status"].fillna("ok")
    return articles


def _measure(document: Document, quotes: list[dict], names: Names, lenses: tuple[Lens, ...]) -> dict:
    sightings = find_actors(document, names)
    quotes = resolve_speakers(document, quotes, sightings)
    quotes = [dict(quote, cue_stance=classify_cue(document, quote)) for quote in quotes]
    mentions = find_mentions(document, quotes, sightings, find_voices(document, quotes))
    scores = [row for lens in lenses for row in lens.score(document, quotes, mentions, names.registry)]
    return {"quotes": quotes, "mentions": mentions, "scores": scores}


def _extend(tables: dict[str, list], found: dict[str, list]) -> None:
    for name, rows in found.items():
        tables[name].extend(rows)


def _rerun(analysis: Analysis, registry: Registry, lenses: tuple[Lens, ...]) -> Analysis:
    names = compile_names(registry, pipeline=analysis.manifest["pipeline"])
    quotes_of = dict(list(_unresolve(analysis.quotes).groupby("article_id", sort=False)))
    tables = {"quotes": [], "mentions": [], "scores": []}
    for document in analysis.documents():
        rows = quotes_of.get(document.article_id)
        quotes = [] if rows is None else [_plain_row(row) for row in rows.to_dict("records")]
        _extend(tables, _measure(document, quotes, names, lenses))
    new = replace(analysis, **{name: schema.make_table(rows, _TABLES[name]) for name, rows in tables.items()})
    return _complete(new, registry)


def _unresolve(quotes: pd.DataFrame) -> pd.DataFrame:
    """Bring resolved quotes back to one row an attribution, as the engine left them."""
    words = quotes.groupby("attribution_id", sort=False)["n_words"].sum()
    plain = quotes.drop_duplicates("attribution_id").copy()
    plain["n_words"] = plain["attribution_id"].map(words)
    ids = plain["quote_id"].str.split(".").str[0]
    plain["parent_quote_id"] = plain["parent_quote_id"].str.split(".").str[0]
    plain["quote_id"] = ids
    before = ids.groupby(plain["article_id"]).shift()
    plain["continues"] = before.where(plain["speaker_mention"].isna() & plain["cue"].isna())
    return plain


def _plain_row(row: dict) -> dict:
    return {key: value if isinstance(value, list) or pd.notna(value) else None for key, value in row.items()}


def _list_outlets(articles: pd.DataFrame, outlets: pd.DataFrame | str | Path | None) -> pd.DataFrame:
    if isinstance(outlets, str | Path):
        if not Path(outlets).is_file():
            raise FileNotFoundError(
                f"outlets: expected a CSV file or a DataFrame; got {str(outlets)!r}, which does not exist."
            )
        outlets = pd.read_csv(outlets, dtype="str")
    known = pd.DataFrame({"outlet": []}) if outlets is None else outlets
    schema.require_columns(known, ["outlet"], parameter="outlets")
    present = pd.DataFrame({"outlet": sorted(articles["outlet"].dropna().unique())})
    return schema.conform_table(present.merge(known, on="outlet", how="left"), schema.OUTLETS)


def _hash_inputs(articles: pd.DataFrame) -> str:
    return sha256("\n".join(sorted(articles["article_id"])).encode()).hexdigest()


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
