"""load_articles: from messy files to the table ``articles``, nothing lost silently.

The story: collect the inputs, read their records, clean each text, give each row a status and an
identity, mark near copies, make the table. The formats are in ``readers``, the cleaning in ``cleaning``.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import pandas as pd
import py3langid
from tqdm import tqdm

from toolkit.cleaning import clean_article, infer_day_first, normalize_text, read_date
from toolkit.duplicates import find_near_copies
from toolkit.readers import FIELDS, Input, Record, collect_inputs, read_file, read_frame
from toolkit.readers.record import map_columns
from toolkit.schema import ARTICLES, make_table
from toolkit.words import count_words

MIN_WORDS_FOR_LANGUAGE = 20
LANGUAGE_SAMPLE = 3_000  # characters


def load_articles(
    source,
    *,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    languages: Iterable[str] | None = ("en",),
    progress: bool | Callable[[int, int], None] = False,
) -> pd.DataFrame:
    """Load articles from files, folders or a DataFrame, one row for every input.

    A file may be .txt, .html, .htm or .docx (one article each), .csv, .tsv, .jsonl, .json or .parquet
    (an article a row). Every other file, and every record that cannot be used, gets a row too, whose
    ``status`` and ``status_detail`` say what is wrong; one warning counts them. Only hidden files
    (.DS_Store, names that begin with a dot or ~$, Thumbs.db) and empty folders give no row. A file that
    is reached twice (a folder given twice, links) is read once.

    Pages are cleaned: ``text`` is the headline, once, and the paragraphs, separated by blank lines;
    what was taken out stands in ``removed`` (see ``cleaning.clean_article``). Its offsets count into
    the decoded file for .txt, into the text of the record for tables, and into the extracted text for
    pages and Word documents: what trafilatura takes for furniture of a page is not listed.

    Parameters
    ----------
    source : str, path, list of them, or DataFrame
        A file, a folder (read with all folders in it), a glob such as ``"articles/**/*.txt"``, or a
        table that you already have, which is not altered.
    outlet : str, optional
        Who published all of it. By default, the record tells, else the page's site name, else the
        nearest folder, up to the one given, whose name is more than a number
        (``articles/Herald/2012/a.txt``), else it is ``unknown``. A folder or file given alone counts by
        its own folder's name.
    columns : mapping, optional
        ``{"their name": "our name"}`` for tables, our names being text, title, published, outlet,
        author, url and source_id. Common names (body, content, headline, date, source, publisher, byline,
        link, id, …) are known without. Other columns are not kept: ``source_id``, an id of your own,
        joins them to the articles again.
    languages : iterable of str or None, default ("en",)
        ISO 639-1 codes to accept; None accepts all. Texts of fewer than 20 words are accepted, and
        have no ``language``, because none can be told.
    progress : bool or callable, default False
        Show a progress bar over the files; or a function that is told how many files are done, and of
        how many, before each record and at the end (a DataFrame counts as one file). An exception that
        it raises ends the reading.

    Returns
    -------
    DataFrame
        The table ``articles`` of ``schema.ARTICLES``; files by path, records in their order.
        ``status`` is ``ok``, ``empty`` (no words below the headline), ``unreadable``, ``not_text``,
        ``not_english`` (in no accepted language) or ``duplicate`` (outlet and text of an earlier row).
        ``published`` has no time zone: clock times are as printed; a date that is not certain is
        missing, and ``status_detail`` says why. A given date or one in the metadata comes first, then
        the article's own, its dateline, the aggregator's, that of the last update.
        ``duplicate_group`` is shared by near copies (see ``duplicates.find_near_copies``).

    Raises
    ------
    FileNotFoundError
        If a path does not exist, or there is no file at all.
    TypeError
        If ``source`` is none of the above.
    ValueError
        If ``columns`` names a column that no table has, or a name that is not ours; if a DataFrame has
        no column for the text.

    Warns
    -----
    UserWarning
        Once, if an input was not loaded.

    Examples
    --------
    >>> table = pd.DataFrame({"headline": ["Envoy in Homs"], "story": ["An envoy came to Homs today."]})
    >>> articles = load_articles(table, outlet="Northgate Wire", columns={"story": "text"})
    >>> articles.loc[0, "text"]
    'Envoy in Homs\\n\\nAn envoy came to Homs today.'
    >>> articles[["outlet", "status"]].values.tolist()
    [['Northgate Wire', 'ok']]
    """
    articles = read_articles(source, outlet=outlet, columns=columns, languages=languages, progress=progress)
    _warn(articles["status"])
    return articles


def read_articles(
    source,
    *,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    languages: Iterable[str] | None = ("en",),
    progress: bool | Callable[[int, int], None] = False,
) -> pd.DataFrame:
    """Do the work of ``load_articles`` and warn of nothing: for those who show every row's status."""
    _check_columns(columns)
    accepted = None if languages is None else {languages} if isinstance(languages, str) else set(languages)
    if isinstance(source, pd.DataFrame):
        _check_frame(source, columns)
        n_files, files = 1, [({}, read_frame(source, columns))]
    else:
        inputs = collect_inputs(source)
        n_files, files = len(inputs), (_open_input(item, columns) for item in inputs)
    tell = progress if callable(progress) else lambda done, total: None
    quiet = callable(progress) or not progress
    rows, names = [], set()
    for n, (file, records) in enumerate(
        tqdm(files, total=n_files, desc="load_articles", unit="file", disable=quiet)
    ):
        day_first = infer_day_first(record.published for record in records)
        for record in records:
            tell(n, n_files)
            names.update(record.columns)
            rows.append(_make_row(record, file, outlet, day_first, accepted))
    tell(n_files, n_files)
    if not isinstance(source, pd.DataFrame):
        _check_found(columns, names)
    _identify(rows)
    _mark_near_copies(rows)
    return make_table(rows, ARTICLES)


def _open_input(item: Input, columns) -> tuple[dict, list[Record]]:
    """What a file tells of itself, and its records."""
    data, records = read_file(item, columns)
    sha256 = None if data is None else hashlib.sha256(data).hexdigest()
    return {"source_file": item.name, "source_sha256": sha256, "folder": item.folder}, records


def _make_row(record: Record, file: dict, outlet, day_first, accepted: set[str] | None) -> dict:
    """One row of the table, with its status but not yet its identity."""
    article = clean_article(record.text or "", title=record.title)
    given, problem = (
        (None, None) if record.published is None else read_date(record.published, day_first=day_first)
    )
    text, sections = _join_text(article.title, article.paragraphs)
    language = _detect_language("\n".join(article.paragraphs))
    status, detail = _judge(record, article.paragraphs, language, accepted)
    return {
        "outlet": _first_line(outlet, record.outlet, file.get("folder")) or "unknown",
        "title": article.title,
        "published": given or article.published,
        "author": _first_line(record.author, article.author),
        "url": _first_line(record.url, article.url),
        "language": language,
        "text": text or None,
        "sections": sections,
        "n_words": count_words(text),
        "source_file": file.get("source_file"),
        "source_id": record.source_id,
        "source_sha256": file.get("source_sha256"),
        "removed": article.removed,
        "status": status,
        "status_detail": "; ".join(filter(None, (detail, problem))) or None,
        "number": record.number,
    }


def _join_text(title: str | None, paragraphs: tuple[str, ...]) -> tuple[str, list[list]]:
    """Headline and paragraphs as one text, and where its sections are."""
    headline = title or ""
    lead = paragraphs[0] if paragraphs else ""
    body = "\n\n".join(paragraphs[1:])
    text, sections = "", []
    for name, part in (("headline", headline), ("lead", lead), ("body", body)):
        if part:
            text += ("\n\n" if text else "") + part
            sections.append([len(text) - len(part), len(text), name])
    return text, sections


def _judge(record: Record, paragraphs, language: str | None, accepted) -> tuple[str, str | None]:
    """Status and reason."""
    if record.status:
        return record.status, record.detail
    if not any(count_words(paragraph) for paragraph in paragraphs):
        found = "a headline and nothing below it" if record.title else "no words"
        return "empty", f"{found} after cleaning" if (record.text or "").strip() else "the text is empty"
    if language and accepted is not None and language not in accepted:
        return "not_english", f"language {language} detected, accepted: {', '.join(sorted(accepted))}"
    return "ok", record.detail


def _detect_language(text: str) -> str | None:
    sample = text[:LANGUAGE_SAMPLE]
    return py3langid.classify(sample)[0] if count_words(sample) >= MIN_WORDS_FOR_LANGUAGE else None


def _first_line(*values: str | None) -> str | None:
    return next(filter(None, (normalize_text(value) for value in values if value)), None)


def _identify(rows: list[dict]) -> None:
    """Give each row its article_id; a later row with outlet and text of an earlier one is a duplicate."""
    seen: dict[tuple, dict] = {}
    for row in rows:
        first = seen.setdefault((row["outlet"], row["text"]), row) if row["status"] == "ok" else row
        if first is not row:
            row["status"] = "duplicate"
            where = f"{first['source_file'] or 'the table'}, record {first['number']}"
            row["status_detail"] = f"same outlet and text as {where} (article_id {first['article_id']})"
        date = row["published"].date().isoformat() if isinstance(row["published"], datetime) else None
        identity = [row["outlet"], date, row["title"], row["text"]]
        row["article_id"] = _hash(identity if row["status"] == "ok" else [row["source_file"], row["number"]])


def _hash(identity: list) -> str:
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()[:16]


def _mark_near_copies(rows: list[dict]) -> None:
    """Give near copies the article_id of the earliest of them as their group."""
    usable = [row for row in rows if row["status"] == "ok"]
    for group in find_near_copies([row["text"] for row in usable]):
        members = [usable[place] for place in group]
        earliest = min(members, key=lambda row: (row["published"] or datetime.max, row["article_id"]))
        for row in members:
            row["duplicate_group"] = earliest["article_id"]


def _warn(statuses: pd.Series) -> None:
    counts = statuses[statuses != "ok"].value_counts().sort_index()
    if len(counts):
        listed = ", ".join(f"{count} {status}" for status, count in counts.items())
        warnings.warn(
            f"load_articles: {counts.sum()} of {len(statuses)} inputs were not loaded: {listed}; "
            "see columns status, status_detail.",
            UserWarning,
            stacklevel=3,
        )


def _check_columns(columns: Mapping[str, str] | None) -> None:
    if columns is None:
        return
    if not isinstance(columns, Mapping):
        raise TypeError(
            f"columns: expected a mapping of their names to ours, got {type(columns).__name__}. "
            "Write columns={'their name': 'text'}."
        )
    unknown = [str(ours) for ours in columns.values() if ours not in FIELDS]
    if unknown:
        raise ValueError(
            f"columns: expected our names ({', '.join(FIELDS)}) as values, got {', '.join(unknown)}. "
            "The mapping goes from your name to ours: columns={'their name': 'text'}."
        )


def _check_found(columns: Mapping[str, str] | None, names: Iterable[str]) -> None:
    """Raise where a mapped column is in no table."""
    missing = [str(theirs) for theirs in columns or {} if theirs not in names]
    if missing:
        found = ", ".join(sorted(names)) or "none (no .csv, .tsv, .jsonl, .json or .parquet table)"
        raise ValueError(
            f"columns: expected names of columns in the source, got {', '.join(missing)}; columns found: "
            f"{found}. Correct the mapping."
        )


def _check_frame(frame: pd.DataFrame, columns: Mapping[str, str] | None) -> None:
    names = [str(name) for name in frame.columns]
    _check_found(columns, names)
    if names and "text" not in map_columns(names, columns):
        raise ValueError(
            f"source: expected a DataFrame with a column for the text, got columns: {', '.join(names)}. "
            "Name it with columns={'their name': 'text'}."
        )
