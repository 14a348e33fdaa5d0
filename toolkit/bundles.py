"""A bundle: one zip file from which a second person gets the same numbers, with or without the texts."""

from __future__ import annotations

import json
import re
import warnings
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import schema
from toolkit.analysis import Analysis, analyze, load_analysis
from toolkit.estimates import estimate

KIND = "media portrayal bundle, version 1"
INDEX = "bundle.json"
WITHHELD = {
    "articles": ("title", "author", "url", "text", "removed", "source_file", "status_detail"),
    "quotes": ("content", "cue", "speaker_mention", "speaker", "resolution"),
    "mentions": ("mention", "actor"),
}
"""Columns that hold words of the articles, or may: empty in a bundle without texts."""

_MEMBER = re.compile(r"[A-Za-z]+\.(?:parquet|csv|json|yaml|md)|docs/[0-9]+\.spacy")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same analysis gives the same bytes
_NAMED = 10  # articles that an error lists
_LEAST_ROOM, _MOST_GROWTH = 64_000_000, 100  # bytes that a bundle may unpack to, and times its own size


def bundle(
    analysis: Analysis, path: str | Path, *, include_text: bool = True, format: str = "parquet"
) -> Path:
    """Pack an analysis into one zip file that can be deposited beside a publication.

    Parameters
    ----------
    analysis : Analysis
        Stays as it is.
    path : path
        A file name that ends in ``.zip``; an earlier file of that name is replaced.
    include_text : bool
        False for texts that may not be passed on. Then the bundle holds offsets, ids, hashes, numbers
        and labels only: every column of ``WITHHELD`` is empty, columns that ``schema`` does not declare
        are left out, and there are no parses. Names of outlets and parties, dates, and the registry
        stay.
    format : {"parquet", "csv"}
        Of the tables. Parquet keeps every text to the letter.

    Returns
    -------
    Path
        The file. It holds the tables, ``estimates.csv`` (by party, as ``estimate`` gives them by
        default), ``registry.yaml``, ``manifest.json`` (versions, parameters, counts), the parses, a
        README, and ``bundle.json`` with the sha256 of every other file and of every analysed text.

    Raises
    ------
    ValueError
        If the path does not end in .zip, or the format is another one.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> with TemporaryDirectory() as folder:
    ...     file = bundle(analyze(table, "syria-2012"), Path(folder) / "vote.zip", include_text=False)
    ...     restore_bundle(file, table).quotes["content"].tolist()
    ['the vote was a mistake']
    """
    path = Path(path)
    if path.suffix != ".zip":
        raise ValueError(f"path: expected a file name that ends in .zip; got {str(path)!r}.")
    packed = analysis if include_text else _withhold(analysis)
    with TemporaryDirectory() as name:
        folder = packed.save(Path(name), format=format)
        schema.write_table(estimate(analysis), folder / "estimates.csv")
        (folder / "registry.yaml").write_text(analysis.manifest["registry"]["text"], encoding="utf-8")
        (folder / "README.md").write_text(_describe(analysis, include_text), encoding="utf-8")
        files = {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    index = {
        "kind": KIND,
        "include_text": include_text,
        "files": {name: sha256(data).hexdigest() for name, data in sorted(files.items())},
        "texts": _hash_texts(_analysed(analysis.articles)),
    }
    files[INDEX] = (json.dumps(index, indent=1) + "\n").encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), data, zipfile.ZIP_DEFLATED)
    return path


def restore_bundle(path: str | Path, articles: pd.DataFrame | None = None) -> Analysis:
    """Restore the analysis of a bundle, and check that the texts are the ones it was made from.

    Parameters
    ----------
    path : path
        A file that ``bundle`` wrote. Nothing in it is run.
    articles : DataFrame, optional
        The texts: reads ``article_id`` and ``text``, and takes the other columns of ``articles`` where
        present. Needed where the bundle holds no texts. A text counts as there if it has the article's
        sha256, under whatever id.

    Returns
    -------
    Analysis
        With the numbers of the bundle. Where it came without texts, the words are taken from
        ``articles`` at the stored offsets, and the articles are analysed anew for what offsets cannot
        give (names of speakers, parses). What was said of an input that was not analysed comes back
        where ``articles`` has the same ``article_id``.

    Raises
    ------
    FileNotFoundError, TypeError, ValueError
        If the file is not there, is no bundle, was altered, or unpacks to more than 100 times its size
        (and 64 MB); if texts are needed and not given; if texts are missing or differ, each named.

    Warns
    -----
    UserWarning
        If analysing anew gives other numbers here, as another version of a package can. The numbers
        returned are still those of the bundle.
    """
    index, files = _read_files(Path(path))
    if articles is None and not index["include_text"]:
        raise ValueError(
            "articles: expected the texts, because this bundle holds none; got None. "
            "Load them with load_articles(path) and pass the table."
        )
    with TemporaryDirectory() as name:
        for member, data in files.items():
            file = Path(name) / member
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
        stored = load_analysis(name)
    if articles is None:
        return stored
    schema.require_columns(articles, ["article_id", "text"], parameter="articles")
    given = schema.conform_table(articles, schema.ARTICLES)
    found = _find_texts(stored.articles, index["texts"], given)
    return stored if index["include_text"] else _put_back(stored, found, given)


def _withhold(analysis: Analysis) -> Analysis:
    """Keep the declared columns that hold no words of the articles; drop the parses, which do."""
    tables = {}
    for name in ("articles", "outlets", "quotes", "mentions", "scores"):
        kept = [column for column in schema.TABLES[name].names if column not in WITHHELD.get(name, ())]
        tables[name] = schema.conform_table(getattr(analysis, name)[kept], schema.TABLES[name])
    return replace(analysis, **tables, parses=())


def _analysed(articles: pd.DataFrame) -> pd.DataFrame:
    return articles[articles["status"] == "ok"]


def _hash_text(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash_texts(articles: pd.DataFrame) -> dict[str, str]:
    return {row.article_id: _hash_text(row.text) for row in articles.itertuples()}


def _read_files(path: Path) -> tuple[dict, dict[str, bytes]]:
    """Read the members that the index names, each checked by name and hash."""
    if not path.is_file():
        raise FileNotFoundError(
            f"path: expected a {KIND}; got {str(path)!r}, which is no file. "
            "Write one with bundle(analysis, 'name.zip')."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, path, [INDEX])
            index = _check_index(json.loads(archive.read(INDEX)))
            digests = index["files"]
            listed = [name for name in digests if _MEMBER.fullmatch(name)]
            _check_size(archive, path, [INDEX, *listed])
            files = {name: archive.read(name) for name in listed}
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise ValueError(
            f"path: expected a {KIND}; got {str(path)!r} ({type(error).__name__}: {error}). "
            "Write one with bundle(analysis, 'name.zip')."
        ) from error
    altered = [
        name
        for name, digest in digests.items()
        if name not in files or sha256(files[name]).hexdigest() != digest
    ]
    if altered:
        raise ValueError(
            f"path: expected files as bundle.json lists them; altered or not allowed: {', '.join(altered)}. "
            "Get the bundle again from where it was deposited."
        )
    return index, files


def _check_size(archive: zipfile.ZipFile, path: Path, names: list[str]) -> None:
    """Raise before unpacking more than a bundle holds; of a member, no more is read than it declares."""
    room = max(_LEAST_ROOM, _MOST_GROWTH * path.stat().st_size)
    declared = sum(archive.getinfo(name).file_size for name in names)
    if declared > room:
        raise ValueError(
            f"it would unpack to {declared / 1e6:,.0f} MB, more than the {room / 1e6:,.0f} MB allowed"
        )


def _check_index(index) -> dict:
    """Return the index of a bundle; raise where an entry is missing or of another type."""
    expected = {"kind": str, "include_text": bool, "files": dict, "texts": dict}
    if not isinstance(index, dict) or any(not isinstance(index.get(k), t) for k, t in expected.items()):
        raise ValueError(f"{INDEX} needs kind, include_text (true or false), files and texts")
    if index["kind"] != KIND:
        raise ValueError(f"kind {index['kind']!r}")
    return index


def _find_texts(stored: pd.DataFrame, hashes: dict[str, str], given: pd.DataFrame) -> pd.DataFrame:
    """Return the given rows of the bundle's articles, by id; raise where a text misses or differs."""
    given = given[given["text"].notna()].drop_duplicates("article_id")
    own = _hash_texts(given)
    by_hash = {digest: article_id for article_id, digest in own.items()}
    source = {
        article_id: article_id if own.get(article_id) == digest else by_hash.get(digest)
        for article_id, digest in hashes.items()
    }
    lost = [article_id for article_id, other in source.items() if other is None]
    if lost:
        rows = stored.set_index("article_id").loc[lost]
        listed = [
            f"{row.Index} ({row.outlet}, {_name_day(row.published)}) "
            + ("differs" if row.Index in own else "is missing")
            for row in rows.itertuples()
        ]
        more = f"; and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        raise ValueError(
            f"articles: expected the {len(hashes)} texts that the bundle was made from; {len(lost)} miss or "
            f"differ: {'; '.join(listed[:_NAMED])}{more}. Load the same files with load_articles."
        )
    rows = given.set_index("article_id").loc[list(source.values())]
    return rows.set_axis(pd.Index(source, name="article_id"))


def _name_day(published) -> str:
    return "no date" if pd.isna(published) else f"{published:%Y-%m-%d}"


def _put_back(stored: Analysis, found: pd.DataFrame, given: pd.DataFrame) -> Analysis:
    """Fill the withheld columns from the texts, and analyse these for what offsets cannot give."""
    articles = stored.articles.copy()
    lost = articles.loc[articles["status"] != "ok", "article_id"]
    others = given[given["article_id"].isin(lost)].drop_duplicates("article_id").set_index("article_id")
    for column in WITHHELD["articles"]:
        values = articles["article_id"].map(found[column].to_dict() | others[column].to_dict())
        articles[column] = values.where(values.notna(), None)
    articles = schema.conform_table(articles, schema.ARTICLES)
    text = found["text"].to_dict()
    fresh = analyze(
        _analysed(articles),
        stored.registry,
        engine=stored.manifest["engine"],
        pipeline=stored.manifest["pipeline"],
    )
    failed = fresh.articles[fresh.articles["status"] != "ok"]
    if len(failed):
        raise ValueError(
            f"articles: expected texts that can be analysed here as they could for the bundle; failed: "
            f"{'; '.join(failed['article_id'] + ': ' + failed['status_detail'])}. "
            f"Install the versions in the bundle's manifest.json."
        )
    _warn_of_differences(stored, fresh)
    quotes = _fill(stored.quotes, fresh.quotes, "quote_id", ("cue", "speaker", "resolution"))
    quotes = _slice(quotes, text, "content", "start", "end")
    quotes = _slice(quotes, text, "speaker_mention", "speaker_start", "speaker_end")
    mentions = _fill(stored.mentions, fresh.mentions, "mention_id", ("actor",))
    mentions = _slice(mentions, text, "mention", "start", "end")
    return replace(
        stored,
        articles=articles,
        quotes=schema.conform_table(quotes, schema.QUOTES),
        mentions=schema.conform_table(mentions, schema.MENTIONS),
        parses=fresh.parses,
    )


def _fill(table: pd.DataFrame, fresh: pd.DataFrame, key: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Take columns of a fresh table where it has the same unit at the same place."""
    place = ["article_id", key, "start", "end"]
    return table.drop(columns=list(columns)).merge(fresh[[*place, *columns]], on=place, how="left")


def _slice(table: pd.DataFrame, text: dict[str, str], column: str, start: str, end: str) -> pd.DataFrame:
    places = zip(table["article_id"], table[start], table[end], strict=True)
    return table.assign(**{column: [text[i][a:b] if pd.notna(a) else None for i, a, b in places]})


def _warn_of_differences(stored: Analysis, fresh: Analysis) -> None:
    other = [name for name in ("quotes", "mentions", "scores") if not _have_same_numbers(name, stored, fresh)]
    if other:
        there, here = _list_versions(stored), _list_versions(fresh)
        versions = "; ".join(
            f"{package} {there[package]} there, {here.get(package)} here"
            for package in there
            if there[package] != here.get(package)
        )
        warnings.warn(
            f"restore_bundle: analysed anew, the articles give other {', '.join(other)} here "
            f"({versions or 'with the same versions'}). The numbers returned are the bundle's.",
            UserWarning,
            stacklevel=4,
        )


def _list_versions(analysis: Analysis) -> dict[str, str]:
    manifest = analysis.manifest
    return manifest["packages"] | {manifest["pipeline"]: manifest["pipeline_version"]}


def _have_same_numbers(name: str, stored: Analysis, fresh: Analysis) -> bool:
    words = list(WITHHELD.get(name, ()))
    return getattr(stored, name).drop(columns=words).equals(getattr(fresh, name).drop(columns=words))


def _describe(analysis: Analysis, include_text: bool) -> str:
    """Write the bundle's README."""
    counts, packages = analysis.manifest["counts"], analysis.manifest["packages"]
    withheld = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in WITHHELD.items())
    return _README.format(
        version=packages["media-portrayal-toolkit"],
        text=_WITH_TEXT if include_text else _WITHOUT_TEXT.format(withheld=withheld),
        articles="" if include_text else ", tk.load_articles('folder-of-the-texts')",
        **counts,
    )


_WITH_TEXT = "It holds the texts of the articles: see that you may pass them on."
_WITHOUT_TEXT = """\
It holds no text of the articles: only offsets, ids, hashes, numbers, labels, outlets and dates.
These columns are empty: {withheld}.
Offsets count Unicode code points of the text whose sha256 (in UTF-8) stands in `bundle.json`."""

_README = """\
# Replication bundle
An analysis of {analysed} articles: {quotes} quotations, {scores} scores.
Made with the Media Portrayal Toolkit {version}.
{text}

## What is inside
| file | what |
|---|---|
| `articles`, `outlets`, `quotes`, `mentions`, `scores` | the tables; every score has the offsets behind it |
| `estimates.csv` | means by party, with 95% intervals over articles |
| `registry.yaml` | the parties, people, offices and labels that were used |
| `manifest.json` | versions, parameters, counts |
| `docs/` | the parses, where the texts are included |
| `bundle.json` | sha256 of every other file, and of the text of every analysed article |

## The same numbers again
Install the Media Portrayal Toolkit {version}, then

    import toolkit as tk
    analysis = tk.restore_bundle('this.zip'{articles})
    tk.estimate(analysis)

Every file, and every text, is checked by its hash; a text that is missing or differs is named.
"""
