"""Writing a bundle: an analysis and what explains it, without the words of the articles if asked."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import schema
from toolkit.analysis import Analysis
from toolkit.bundles.archive import write_archive
from toolkit.estimates import estimate
from toolkit.storage import require_analysis

WITHHELD = {
    "articles": ("title", "author", "url", "text", "removed", "source_file", "source_id", "status_detail"),
    "quotes": ("content", "cue", "speaker_mention", "speaker", "resolution"),
    "mentions": ("mention", "actor"),
}
"""Columns that hold words of the articles, or may: empty in a bundle without texts."""


def bundle(
    analysis: Analysis, path: str | Path, *, include_text: bool = True, format: str = "parquet"
) -> Path:
    """Pack an analysis into one zip file that can be deposited beside a publication.

    Parameters
    ----------
    analysis : Analysis
        Stays as it is.
    path : path
        A file name that ends in ``.zip``; an earlier file of that name is replaced once
        this one is whole.
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
    TypeError
        If ``analysis`` is no Analysis.
    ValueError
        If the path does not end in .zip, or the format is another one.

    Examples
    --------
    >>> import toolkit as tk
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> with TemporaryDirectory() as folder:
    ...     file = bundle(tk.analyze(table, "syria-2012"), Path(folder) / "vote.zip", include_text=False)
    ...     tk.restore_bundle(file, table).quotes["content"].tolist()
    ['the vote was a mistake']
    """
    require_analysis(analysis)
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
    return write_archive(
        path, files, include_text=include_text, texts=hash_texts(select_analysed(analysis.articles))
    )


def _withhold(analysis: Analysis) -> Analysis:
    """Keep the declared columns that hold no words of the articles; drop the parses, which do."""
    tables = {}
    for name in ("articles", "outlets", "quotes", "mentions", "scores"):
        kept = [column for column in schema.TABLES[name].names if column not in WITHHELD.get(name, ())]
        tables[name] = schema.conform_table(getattr(analysis, name)[kept], schema.TABLES[name])
    return replace(analysis, **tables, parses=())


def select_analysed(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of articles that were analysed."""
    return articles[articles["status"] == "ok"]


def hash_texts(articles: pd.DataFrame) -> dict[str, str]:
    """Return the sha256 of each text in UTF-8, by article."""
    return {
        row.article_id: sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
        for row in articles.itertuples()
    }


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
