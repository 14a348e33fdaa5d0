"""The tables: their columns, types, ranges and meaning, declared once.

Every public function takes and returns these tables. Offsets count Unicode code points of
``articles.text``, start at 0 and exclude the end. A value that is not there is NA.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

STATUSES = ("ok", "empty", "unreadable", "not_text", "not_english", "duplicate")
QUOTE_TYPES = ("direct", "mixed", "indirect")
VOICES = ("outlet", "verbatim", "paraphrase")
STANCES = ("neutral", "endorsing", "distancing", "conflictual")
UNRESOLVED = "unresolved"
NO_PARTY = "no party"
OWN_OUTLET = "own outlet"
RESOLVED_BY = {
    "name": "a name in full, 'Sergei Lavrov'; also a body's where the article has its initials too",
    "surname": "a part of a name, 'Mr Lavrov', of somebody named in full, listed or with a title",
    "beside": "a name that is not listed, with the party of what stands beside it, 'activist Omar Said'",
    "appositive": "a name after what describes it, 'the spokesman, Jihad Makdissi'",
    "title": "an office or noun that registry or article tells of somebody, 'the envoy'",
    "office": "an office of one party, whoever holds it, 'the Taoiseach'",
    "relation": "a tie to a listed person, 'the wife of Assad'",
    "description": "other words for whom the article has just been about, 'the company', 'the two'",
    "pronoun": "he, she, it, they, who; I and we inside somebody's words",
    "registry": "a name, institution, group or label that the registry lists",
    "metonym": "a place that acts or speaks, 'Moscow'",
    "acronym": "initials that the article spells out, 'the IMF'",
    "composed": "people of state with a party's word, 'Syrian lawmakers'",
    "affiliation": "somebody without a name, of a body that has a party, 'a source in the Kremlin'",
    "issuer": "a document, which speaks for whom it is from",
    "continued": "no words: the quotation goes on from one whose speaker is told",
    OWN_OUTLET: "the outlet's own correspondent",
    "byline": "I and we of the article's writer",
    "turn": "I and we of who speaks in an interview, or has signed a letter",
    "assigned": "a decision in the registry, whatever the rules found",
    UNRESOLVED: "nothing: the speaker is the mention itself",
    "no mention": "nothing: the text names no speaker",
}
"""Values of ``quotes.resolved_by``, with the words of the text that they stand for."""

_WORDY = ("sections", "removed")
TEXT, INTEGER, NUMBER, DATE, SPANS = "str", "Int64", "Float64", "datetime64[us]", "object"


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its pandas dtype and what it means."""

    name: str
    dtype: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: what a row stands for, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def _table(name: str, row: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, row, tuple(Column(*column) for column in columns))


ARTICLES = _table(
    "articles",
    "article or failed input",
    ("article_id", TEXT, "16 hex digits of sha256; unique, stable across runs"),
    ("outlet", TEXT, "who published it; 'unknown' where nothing tells"),
    ("title", TEXT, "headline"),
    ("published", DATE, "date (and time where given) of publication, no time zone"),
    ("author", TEXT, "byline"),
    ("url", TEXT, "address of the page"),
    ("language", TEXT, "ISO 639-1 code as detected"),
    ("text", TEXT, "title, once, and body; every offset counts into this"),
    ("sections", SPANS, "[start, end, name] of headline, lead and body in text"),
    ("n_words", INTEGER, "words in text"),
    ("source_file", TEXT, "path relative to the given root"),
    ("source_id", TEXT, "the id that the source has for it, in a column id, article_id, doc_id or source_id"),
    ("source_sha256", TEXT, "sha256 of the source file's bytes"),
    ("removed", SPANS, "[start, end, reason, text] of page furniture; offsets into the decoded source"),
    ("duplicate_group", TEXT, "shared by near copies: the article_id of the earliest; NA where unique"),
    ("status", TEXT, f"one of {', '.join(STATUSES)}; only 'ok' rows are analysed"),
    ("status_detail", TEXT, "the reason, in words"),
)

OUTLETS = _table(
    "outlets",
    "outlet",
    ("outlet", TEXT, "name as in articles.outlet"),
    ("country", TEXT, "country of the newsroom"),
    ("ownership", TEXT, "state, public, private, …; begins with 'invented' in a made-up corpus"),
    ("state_party", TEXT, "the party whose own voice this outlet is; NA if none"),
)

QUOTES = _table(
    "quotes",
    "attribution × speaker",
    ("quote_id", TEXT, "unique"),
    ("attribution_id", TEXT, "shared by joint speakers of one attribution"),
    ("parent_quote_id", TEXT, "quote inside which this one is reported"),
    ("article_id", TEXT, "key of articles"),
    ("quote_type", TEXT, "direct: all words inside quotation marks; mixed: some; indirect: none"),
    ("content", TEXT, "text[start:end]"),
    ("start", INTEGER, "outer start, quotation mark excluded"),
    ("end", INTEGER, "outer end, quotation mark excluded"),
    ("spans", SPANS, "[start, end] of the speaker's own words; words of nested quotes excluded"),
    ("cue", TEXT, "words that attribute ('said', 'according to'); NA in a continued quotation"),
    ("cue_start", INTEGER, "start of cue"),
    ("cue_end", INTEGER, "end of cue"),
    ("cue_stance", TEXT, f"stance of the reporting verb: {', '.join(STANCES)}"),
    ("speaker_mention", TEXT, "the speaker as the text has it; NA where it has none"),
    ("speaker_start", INTEGER, "start of speaker_mention"),
    ("speaker_end", INTEGER, "end of speaker_mention"),
    ("speaker", TEXT, "person, institution or group; the mention itself where it stays unresolved"),
    (
        "party",
        TEXT,
        f"party at the article's date; '{UNRESOLVED}' where unknown; "
        f"'{NO_PARTY}': the researcher has marked the speaker as of no party",
    ),
    ("resolved_by", TEXT, f"what resolved the mention, one of {', '.join(RESOLVED_BY)}"),
    ("resolution", TEXT, "the chain in words: he → Sergei Lavrov → Russian Foreign Minister → Russia"),
    (
        "speaker_confidence",
        NUMBER,
        "0 to 1: how often resolved_by was right in labelled articles; NA where open, or seldom seen there",
    ),
    ("confidence", NUMBER, "0 to 1: that content and mention are right, not the person; NA by rules"),
    ("n_words", NUMBER, "words in spans, divided among joint speakers"),
    ("position", NUMBER, "start as a share of the article's length, 0 (top) to 1"),
)

MENTIONS = _table(
    "mentions",
    "mention of a person or party",
    ("mention_id", TEXT, "unique"),
    ("article_id", TEXT, "key of articles"),
    ("mention", TEXT, "text[start:end]"),
    ("start", INTEGER, "start of the mention"),
    ("end", INTEGER, "end of the mention"),
    ("actor", TEXT, "person, institution, group or party"),
    ("party", TEXT, "party at the article's date"),
    ("voice", TEXT, f"whose words these are: {', '.join(VOICES)}"),
    ("quote_id", TEXT, "innermost quote around it; NA in the outlet's voice"),
    ("sentence_start", INTEGER, "start of its sentence"),
    ("sentence_end", INTEGER, "end of its sentence"),
    ("role", TEXT, "source (only the speaker of an attribution), subject, object or other"),
)

SCORES = _table(
    "scores",
    "measured unit",
    ("unit", TEXT, "quote, mention or article"),
    ("unit_id", TEXT, "quote_id, mention_id or article_id"),
    ("article_id", TEXT, "key of articles"),
    ("outlet", TEXT, "as in articles"),
    ("published", DATE, "as in articles"),
    ("party", TEXT, "the party portrayed"),
    ("voice", TEXT, "whose words are measured: outlet, verbatim, paraphrase, or mixed"),
    ("voice_party", TEXT, "party of the speaker whose words are measured; NA for the outlet's own"),
    ("measure", TEXT, "name of the measure; its card gives range and validity"),
    ("value", NUMBER, "in the range of the measure"),
    ("evidence", SPANS, "[start, end] in articles.text behind the value"),
)

ESTIMATES = _table(
    "estimates",
    "group",
    ("measure", TEXT, "name of the measure"),
    ("group", TEXT, "party, outlet, or their crossing"),
    ("value", NUMBER, "the estimate"),
    ("ci_low", NUMBER, "lower end of the interval"),
    ("ci_high", NUMBER, "upper end of the interval"),
    ("n_quotes", INTEGER, "measured units behind it"),
    ("n_articles", INTEGER, "articles behind it"),
    ("n_outlets", INTEGER, "outlets behind it"),
    ("estimand", TEXT, "what is estimated, in words"),
    ("method", TEXT, "how, in words"),
    ("seed", INTEGER, "seed of the resampling"),
    ("caveat", TEXT, "what to say beside the number; NA where nothing"),
)

COMPARISONS = _table(
    "comparisons",
    "contrast",
    ("measure", TEXT, "name of the measure"),
    ("group_a", TEXT, "first group"),
    ("group_b", TEXT, "second group"),
    ("difference", NUMBER, "value of a minus value of b"),
    ("ci_low", NUMBER, "lower end of the interval of the difference"),
    ("ci_high", NUMBER, "upper end of the interval of the difference"),
    ("effect", NUMBER, "effect size"),
    ("effect_low", NUMBER, "lower end of the interval of the effect"),
    ("effect_high", NUMBER, "upper end of the interval of the effect"),
    ("effect_type", TEXT, "name of the effect size"),
    ("p_value", NUMBER, "p of no difference"),
    ("p_adjusted", NUMBER, "p after adjustment for the number of contrasts"),
    ("n_articles_a", INTEGER, "articles behind a"),
    ("n_articles_b", INTEGER, "articles behind b"),
    ("n_outlets", INTEGER, "outlets behind both"),
    ("estimand", TEXT, "what is estimated, in words"),
    ("method", TEXT, "how, in words"),
    ("seed", INTEGER, "seed of the resampling"),
    ("caveat", TEXT, "what to say beside the number"),
)

TABLES = {
    table.name: table for table in (ARTICLES, OUTLETS, QUOTES, MENTIONS, SCORES, ESTIMATES, COMPARISONS)
}


def make_table(rows: Iterable[dict], table: Table) -> pd.DataFrame:
    """Make a table from rows, with every column of its declaration in order and in its dtype.

    Parameters
    ----------
    rows : iterable of dict
        One dict a row. Missing keys become NA; keys that the table does not declare are left out.
    table : Table
        The declaration, e.g. ``schema.QUOTES``.

    Returns
    -------
    DataFrame
        Empty rows give an empty table with the same columns and dtypes.

    Examples
    --------
    >>> make_table([{"outlet": "Northgate Wire"}], OUTLETS).columns.tolist()
    ['outlet', 'country', 'ownership', 'state_party']
    """
    rows = list(rows)
    columns = {
        column.name: _series([row.get(column.name) for row in rows], column.dtype) for column in table.columns
    }
    return pd.DataFrame(columns)


def _series(values: list, dtype: str) -> pd.Series:
    if dtype == SPANS:
        return pd.Series(values, dtype="object")
    if dtype == DATE:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype(DATE)
    return pd.Series(values, dtype="object").astype(dtype)


def conform_table(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a copy with the table's columns first, in order and in dtype, then any others.

    Missing columns become NA; lists kept as JSON text (as in CSV) become lists again.

    Examples
    --------
    >>> quotes = conform_table(pd.DataFrame({"spans": ["[[0, 4]]"]}), QUOTES)
    >>> quotes["spans"][0], quotes["start"].dtype
    ([[0, 4]], Int64Dtype())
    """
    columns = {}
    for column in table.columns:
        values = frame[column.name] if column.name in frame else pd.Series(None, frame.index, dtype="object")
        if column.dtype == SPANS:
            columns[column.name] = pd.Series([_as_list(value) for value in values], dtype="object")
        elif column.dtype == DATE:
            columns[column.name] = pd.to_datetime(values).astype(DATE)
        else:
            columns[column.name] = values.astype(column.dtype)
    others = {name: frame[name] for name in frame.columns if name not in columns}
    return pd.DataFrame(
        {name: values.array for name, values in (columns | others).items()}, index=frame.index
    )


def _as_list(value):
    if isinstance(value, str):
        return json.loads(value)
    if value is None or isinstance(value, float):
        return None
    return [item.tolist() if hasattr(item, "tolist") else list(item) for item in value]


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table to .parquet or .csv, by the ending of the path.

    Lists of offsets stay lists in Parquet; lists that hold words too, and every list in CSV, are
    written as JSON text. ``read_table`` restores them.
    """
    frame = frame.copy()
    for name in frame.columns[frame.dtypes == "object"]:
        if path.suffix == ".csv" or name in _WORDY:
            frame[name] = frame[name].map(lambda value: None if value is None else json.dumps(value))
    if path.suffix == ".csv":
        # the mark at the start is for Excel; quotation marks keep line ends within a text as they are
        frame.to_csv(
            path, index=False, lineterminator="\n", encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC
        )
    else:
        frame.to_parquet(path, index=False)


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """Read a table that ``write_table`` wrote."""
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    else:
        frame = pd.read_parquet(path)
    return conform_table(frame, table)


def require_columns(frame: pd.DataFrame, names: Iterable[str], *, parameter: str) -> None:
    """Raise an error that names the parameter, the missing columns and the remedy.

    Raises
    ------
    TypeError
        If ``frame`` is not a DataFrame.
    ValueError
        If a column is missing.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"text": []}), ["article_id", "text"], parameter="articles")
    Traceback (most recent call last):
    ...
    ValueError: articles: expected columns article_id, text; missing: article_id; got: text. ...
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"{parameter}: expected a DataFrame, got {type(frame).__name__}. "
            "Load files with load_articles(path) first."
        )
    names = list(names)
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise ValueError(
            f"{parameter}: expected columns {', '.join(names)}; missing: {', '.join(missing)}; "
            f"got: {', '.join(map(str, frame.columns)) or 'none'}. "
            "Rename the columns of your table, or load it with load_articles."
        )
