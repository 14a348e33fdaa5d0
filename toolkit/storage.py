"""An Analysis: the tables of one run with their parses and manifest; on disk and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from toolkit import language, schema
from toolkit.document import Document, make_document
from toolkit.parties import Registry, parse_registry

FORMATS = ("parquet", "csv")
MANIFEST = "manifest.json"
TABLES = {t.name: t for t in (schema.ARTICLES, schema.OUTLETS, schema.QUOTES, schema.MENTIONS, schema.SCORES)}


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

    def with_scores(self, scores: pd.DataFrame) -> Analysis:
        """Return this analysis with other scores, such as a selection of its own.

        So ``estimate`` still knows the near copies and whether the corpus is invented.
        """
        schema.require_columns(scores, schema.SCORES.names, parameter="scores")
        return replace(self, scores=scores)

    def save(self, folder: str | Path, *, format: str = "parquet") -> Path:
        """Write tables, parses and manifest to a folder, which may exist.

        An earlier analysis in the folder is replaced; files that are not of an analysis stay.

        Parameters
        ----------
        folder : path
            Receives ``<table>.parquet`` (or ``.csv``), ``docs/*.spacy`` and ``manifest.json``.
        format : {"parquet", "csv"}

        Raises
        ------
        ValueError
            If the format is another one.
        FileExistsError
            If a file of the user's own has the name of one to be written.
        """
        if format not in FORMATS:
            raise ValueError(f"format: expected one of {', '.join(FORMATS)}; got {format!r}.")
        folder = Path(folder)
        boxes = {f"docs/{n:04d}.spacy": box for n, box in enumerate(self.parses)}
        files = [*(f"{name}.{format}" for name in TABLES), *boxes]
        make_room(folder, files)
        (folder / "docs").mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            schema.write_table(getattr(self, name), folder / f"{name}.{format}")
        for name, box in boxes.items():
            (folder / name).write_bytes(box)
        text = json.dumps(self.manifest | {"files": files}, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        return folder


def make_room(folder: Path, files: list[str]) -> None:
    """Remove the files of an earlier analysis from a folder; refuse to touch any others."""
    earlier = _list_files(folder)
    taken = [name for name in (*files, MANIFEST) if name not in earlier and (folder / name).exists()]
    if taken:
        raise FileExistsError(
            f"folder: expected a folder without files of these names, or with an earlier analysis; got "
            f"{str(folder)!r}, which has {', '.join(taken[:3])} of your own. Name another folder."
        )
    for name in earlier:
        (folder / name).unlink(missing_ok=True)


def _list_files(folder: Path) -> list[str]:
    """The files of an earlier analysis, as its manifest lists them."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = [name for name in manifest["files"] if not Path(name).is_absolute() and ".." not in name]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [*files, MANIFEST]


def load_analysis(folder: str | Path) -> Analysis:
    """Load an analysis that ``Analysis.save`` or the command line wrote.

    Raises
    ------
    FileNotFoundError
        If the folder holds no analysis, or a table of it is missing.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise FileNotFoundError(
            f"folder: expected a folder with {MANIFEST} and tables; got {str(folder)!r}. "
            "Write one with analysis.save(folder) or: toolkit analyze PATH --parties NAME --out FOLDER"
        )
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files = manifest.pop("files", [])
    tables = {}
    for name, table in TABLES.items():
        path = next((folder / f"{name}.{f}" for f in FORMATS if (folder / f"{name}.{f}").is_file()), None)
        if path is None:
            raise FileNotFoundError(
                f"folder: expected {name}.parquet or {name}.csv in {str(folder)!r}; got neither. "
                "Run analyze again."
            )
        tables[name] = schema.read_table(path, table)
    boxes = tuple((folder / name).read_bytes() for name in files if name.endswith(".spacy"))
    return Analysis(**tables, parses=boxes, manifest=manifest)
