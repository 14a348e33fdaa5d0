"""Reading a bundle: its numbers, and its words from the texts where it holds none."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import schema
from toolkit.analysis import Analysis, analyze, load_analysis
from toolkit.bundles.archive import read_archive
from toolkit.bundles.write import WITHHELD, hash_texts, select_analysed

_NAMED = 10  # articles that an error lists


def restore_bundle(path: str | Path, articles: pd.DataFrame | None = None) -> Analysis:
    """Restore the analysis of a bundle, and check that the texts are the ones it was made from.

    Parameters
    ----------
    path : path
        A file that ``bundle`` wrote. Nothing in it is run, and no more of it is unpacked than 100 times
        its size (and 64 MB). A Parquet table inside, which is packed itself, can still take more memory
        than it declares: take no bundle from a stranger on a machine that must not run out.
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
        If the file is not there, is no bundle, was altered, or would unpack to more; if texts
        are needed and not given; if texts are missing or differ, each named.

    Warns
    -----
    UserWarning
        If analysing anew gives other numbers here, as another version of a package can. The numbers
        returned are still those of the bundle.
    """
    index, files = read_archive(Path(path))
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


def _find_texts(stored: pd.DataFrame, hashes: dict[str, str], given: pd.DataFrame) -> pd.DataFrame:
    """Return the given rows of the bundle's articles, by id; raise where a text misses or differs."""
    given = given[given["text"].notna()].drop_duplicates("article_id")
    own = hash_texts(given)
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
        select_analysed(articles),
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
