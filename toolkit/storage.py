"""An Analysis: the tables of one run with their parses and manifest; on disk and back."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import language, schema
from toolkit.document import Document, make_document
from toolkit.parties import Registry, parse_registry

FORMATS = ("parquet", "csv")
MANIFEST = "manifest.json"
TABLES = {t.name: t for t in (schema.ARTICLES, schema.OUTLETS, schema.QUOTES, schema.MENTIONS, schema.SCORES)}

_FILE = re.compile(rf"(?:{'|'.join(TABLES)})\.(?:{'|'.join(FORMATS)})|docs/[0-9]+\.spacy")


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

    def __repr__(self) -> str:
        n_articles = (self.articles["status"] == "ok").sum()
        parties = {*self.quotes["party"].dropna()} - {schema.UNRESOLVED, schema.NO_PARTY}
        registry = self.manifest.get("registry", {}).get("name")
        return (
            f"<Analysis: articles {n_articles} of {len(self.articles)}, quotations {len(self.quotes)}, "
            f"parties quoted {len(parties)}; registry {registry}, engine {self.manifest.get('engine')}. "
            f"Tables: {', '.join(f'.{name}' for name in TABLES)}>"
        )

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
        _check_room(folder, files)
        (folder / "docs").mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".") as name:
            new = Path(name)
            (new / "docs").mkdir()
            for table in TABLES:
                schema.write_table(getattr(self, table), new / f"{table}.{format}")
            for box_name, box in boxes.items():
                (new / box_name).write_bytes(box)
            text = json.dumps(self.manifest | {"files": files}, indent=1, ensure_ascii=False)
            (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
            for earlier in _list_files(folder):
                (folder / earlier).unlink(missing_ok=True)
            for file in (*files, MANIFEST):
                os.replace(new / file, folder / file)
        return folder


def require_analysis(given, *, parameter: str = "analysis") -> None:
    """Raise an error that names the parameter and the remedy, where no Analysis is given.

    Examples
    --------
    >>> require_analysis("results")
    Traceback (most recent call last):
    ...
    TypeError: analysis: expected an Analysis, got str. Give what analyze(articles, parties) or ...
    """
    if not isinstance(given, Analysis):
        raise TypeError(
            f"{parameter}: expected an Analysis, got {type(given).__name__}. Give what analyze(articles, "
            "parties) or load_analysis(folder) returns, whole."
        )


def write_file(path: str | Path, content: str | bytes) -> Path:
    """Write a file as a whole: until all of it is on the disk, an earlier file of that name stays.

    Parameters
    ----------
    path : path
        Folders on the way are made. Where it is a link, the file that it points to is replaced. An
        earlier file's permissions are kept.
    content : str or bytes
        Text is written in UTF-8, its line ends as they are.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OSError
        If the folder cannot be written to, or ``path`` is a folder. What was there is as before.

    Examples
    --------
    >>> with TemporaryDirectory() as folder:
    ...     write_file(Path(folder) / "new" / "note.txt", "Ночь").read_text(encoding="utf-8")
    'Ночь'
    """
    path = Path(path)
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{token_hex(8)}.tmp")
    try:
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        if target.is_file():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def is_analysis_file(name) -> bool:
    """Whether a manifest may list this: a table, or a parse in ``docs``; so no path leaves the folder.

    Examples
    --------
    >>> [is_analysis_file(name) for name in ("quotes.csv", "docs/0000.spacy", "../0000.spacy")]
    [True, True, False]
    """
    return isinstance(name, str) and _FILE.fullmatch(name) is not None


def _check_room(folder: Path, files: list[str]) -> None:
    """Refuse to replace any files but those of an earlier analysis."""
    earlier = _list_files(folder)
    taken = [name for name in (*files, MANIFEST) if name not in earlier and (folder / name).exists()]
    if taken:
        raise FileExistsError(
            f"folder: expected a folder without files of these names, or with an earlier analysis; got "
            f"{str(folder)!r}, which has {', '.join(taken[:3])} of your own. Name another folder."
        )


def _list_files(folder: Path) -> list[str]:
    """The files of an earlier analysis, as its manifest lists them."""
    try:
        return [*_read_manifest(folder)["files"], MANIFEST]
    except (OSError, ValueError):
        return []


def _read_manifest(folder: Path) -> dict:
    """Read a manifest; raise where it is none, or lists files that are not of an analysis."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"]
        strange = [name for name in files if not is_analysis_file(name)]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        got, cause = f"{type(error).__name__}: {error}", error
    else:
        if isinstance(files, list) and not strange:
            return manifest
        got, cause = ", ".join(map(repr, strange[:3])) or repr(files), None
    raise ValueError(
        f"folder: expected a {MANIFEST} that lists tables and docs/<number>.spacy alone; got {got} in "
        f"{str(folder)!r}. Take the folder as analysis.save(folder) wrote it."
    ) from cause


def load_analysis(folder: str | Path) -> Analysis:
    """Load an analysis that ``Analysis.save`` or the command line wrote.

    Raises
    ------
    FileNotFoundError
        If the folder holds no analysis, or a file of it is missing.
    ValueError
        If its manifest cannot be read, or lists other files than tables and parses, such as one outside
        the folder.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise FileNotFoundError(
            f"folder: expected a folder with {MANIFEST} and tables; got {str(folder)!r}. "
            "Write one with analysis.save(folder) or: toolkit analyze PATH --parties NAME --out FOLDER"
        )
    manifest = _read_manifest(folder)
    boxes = [name for name in manifest.pop("files") if name.startswith("docs/")]
    tables = {}
    for name, table in TABLES.items():
        path = next((folder / f"{name}.{f}" for f in FORMATS if (folder / f"{name}.{f}").is_file()), None)
        if path is None:
            raise FileNotFoundError(
                f"folder: expected {name}.parquet or {name}.csv in {str(folder)!r}; got neither. "
                "Run analyze again."
            )
        tables[name] = schema.read_table(path, table)
    lost = [name for name in boxes if not (folder / name).is_file()]
    if lost:
        raise FileNotFoundError(
            f"folder: expected the parses that {MANIFEST} lists in {str(folder)!r}; missing: "
            f"{', '.join(lost[:3])}. Run analyze again."
        )
    parses = tuple((folder / name).read_bytes() for name in boxes)
    return Analysis(**tables, parses=parses, manifest=manifest)
