"""Attributions as rows of the table ``quotes``: types, words, nesting."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Callable
from heapq import heappop, heappush

import pandas as pd

from toolkit.document import Document, parse_articles
from toolkit.encoder import load_encoder
from toolkit.quotes import model, rules
from toolkit.quotes.attribution import Attribution, Span
from toolkit.quotes.marks import find_quoted
from toolkit.schema import QUOTES, make_table, require_columns
from toolkit.words import find_words

ENGINES = {"model": model.find_attributions, "rules": rules.find_attributions}
"""Engines by name: each one a function from a Document to a list of Attribution."""


def find_engine(name: str) -> Callable[[Document], list[Attribution]]:
    """Return the engine of that name.

    Raises
    ------
    ValueError
        If there is none.
    OSError
        If the files of the model are missing or changed.
    """
    if name not in ENGINES:
        raise ValueError(
            f"engine: expected one of {', '.join(map(repr, ENGINES))}, got {name!r}. "
            "Leave it out to use the model."
        )
    if name == "model":  # a missing model is an error of the run, not of each article
        load_encoder(model.MODEL)
    return ENGINES[name]


def extract_quotes(
    articles: pd.DataFrame, *, engine: str = "model", pipeline: str | None = None
) -> pd.DataFrame:
    """Find every quotation, paraphrase and other attribution in a table of articles.

    Parameters
    ----------
    articles : DataFrame
        Reads ``article_id`` and ``text``; ``status`` where present: only ``ok`` rows are read.
    engine : str
        ``"model"``: a trained encoder, which reads what the rules find too. ``"rules"``: parse, quotation
        marks and cue lexicon; no learned weights, faster and less accurate (``tk.validity()``).
    pipeline : str, optional
        Name of an installed spaCy pipeline; by default the best one installed.

    Returns
    -------
    DataFrame
        The table ``quotes``, one row per attribution, in text order. Speakers are mentions as the text
        has them; ``speaker``, ``party``, ``resolved_by``, ``resolution`` and ``cue_stance`` are NA.
        ``confidence`` is the calibrated probability that content and speaker are right; NA by rules.

    Raises
    ------
    TypeError, ValueError
        If ``articles`` is no DataFrame, lacks a column, or ``engine`` is unknown.
    OSError
        If the files of the model are missing or changed.

    Warns
    -----
    UserWarning
        If an article fails in the engine; it has no rows then, and the others are read.

    Notes
    -----
    English only. What somebody reports within a direct quotation stays that speaker's own words: the rules
    read no cues inside quotation marks, the model hardly any.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["“We are ready,” Ms Reyes said."]})
    >>> quotes = extract_quotes(articles)
    >>> quotes[["quote_type", "content", "cue", "speaker_mention"]].values.tolist()
    [['direct', 'We are ready', 'said', 'Ms Reyes']]
    """
    require_columns(articles, ["article_id", "text"], parameter="articles")
    find = find_engine(engine)
    rows: list[dict] = []
    for document in parse_articles(articles, pipeline=pipeline):
        try:
            found = tabulate_attributions(document, find(document))
        except Exception as error:  # one odd article must not end the run
            warnings.warn(
                f"extract_quotes: article {document.article_id} has no rows; engine {engine!r} failed "
                f"with {type(error).__name__}: {error}",
                stacklevel=2,
            )
            continue
        rows.extend(found)
    return make_table(rows, QUOTES)


def tabulate_attributions(document: Document, attributions: list[Attribution]) -> list[dict]:
    """Make rows of the table ``quotes`` from what an engine found in a document.

    Parameters
    ----------
    document : Document
        The article.
    attributions : list of Attribution
        In any order; ``continues`` counts positions in this list.

    Returns
    -------
    list of dict
        In text order. Keys are those columns of ``quotes`` that are known before speakers are resolved,
        and ``continues``: the quote_id of the attribution that goes on here, or None.
        Each word belongs to the innermost attribution: ``spans`` leaves out what nested attributions
        hold, and ``quote_type`` and ``n_words`` are read from ``spans``.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> text = "Reyes said talks “will go on”."
    >>> document = Document("a1", "unknown", None, text, next(parse_texts([text])))
    >>> row = tabulate_attributions(document, [Attribution(((11, 28),), ((6, 10),), ((0, 5),))])[0]
    >>> row["quote_id"], row["quote_type"], row["content"], row["n_words"]
    ('a1-q001', 'mixed', 'talks “will go on', 4)
    """
    order = sorted(range(len(attributions)), key=lambda place: _outer(attributions[place]))
    ids = {place: f"{document.article_id}-q{number:03d}" for number, place in enumerate(order, 1)}
    parents = _find_parents([attributions[place].content for place in order])
    owned = _share_words([attributions[place].content for place in order])
    is_quoted = _make_lookup(find_quoted(document.text))
    rows = []
    for number, place in enumerate(order):
        attribution, parent = attributions[place], parents[number]
        rows.append(
            {
                "quote_id": ids[place],
                "attribution_id": f"{document.article_id}-a{number + 1:03d}",
                "parent_quote_id": None if parent is None else ids[order[parent]],
                "article_id": document.article_id,
                **_describe(document.text, attribution, owned[number], is_quoted),
                "continues": ids.get(attribution.continues),
            }
        )
    return rows


def _describe(text: str, attribution: Attribution, owned: list[Span], is_quoted) -> dict:
    """The columns that one attribution fills by itself."""
    trim = _trim if tuple(owned) == attribution.content else _trim_rest
    spans = [span for span in (trim(text, span) for span in owned) if span[0] < span[1]]
    words = find_words(text, spans)
    start, negative_end, _ = _outer(attribution)
    end = -negative_end
    typed = words or find_words(text, attribution.content)
    return {
        "quote_type": _classify(sum(is_quoted(word) for word, _ in typed), len(typed)),
        "content": text[start:end],
        "start": start,
        "end": end,
        "spans": [list(span) for span in spans],
        **_part(text, "cue", attribution.cue),
        **_part(text, "speaker", attribution.source),
        "confidence": attribution.confidence,
        "n_words": len(words),
        "position": start / len(text),
    }


def _part(text: str, name: str, spans: tuple[Span, ...]) -> dict:
    """Text and offsets of a cue or a speaker; several spans of a cue are joined."""
    label = "cue" if name == "cue" else "speaker_mention"
    if not spans:
        return {label: None, f"{name}_start": None, f"{name}_end": None}
    if name == "speaker":
        spans = ((spans[0][0], spans[-1][1]),)
    else:
        spans = tuple(_trim_cue(text, span) for span in spans)
    words = " … ".join(text[start:end] for start, end in spans)
    return {label: words, f"{name}_start": spans[0][0], f"{name}_end": spans[0][1]}


def _trim_cue(text: str, span: Span) -> Span:
    """A cue without the colon or comma behind it: "agreed:"."""
    start, end = span
    return start, max(start + len(text[start:end].rstrip(":, ")), start + 1)


def _outer(attribution: Attribution) -> tuple[int, int, int]:
    """Sort key: outer start, then the longer one first, then the cue."""
    starts, ends = zip(*attribution.content, strict=True)
    return min(starts), -max(ends), attribution.cue[0][0] if attribution.cue else -1


def _find_parents(contents: list[tuple[Span, ...]]) -> list[int | None]:
    """For each attribution in text order, the smallest one in whose words it stands."""
    parents: list[int | None] = []
    open_: list[int] = []
    for number, content in enumerate(contents):
        start, end = min(content)[0], max(right for _, right in content)
        while open_ and max(right for _, right in contents[open_[-1]]) < end:
            open_.pop()
        around = (n for n in reversed(open_) if any(left <= start < right for left, right in contents[n]))
        parents.append(next(around, None))
        open_.append(number)
    return parents


def _share_words(contents: list[tuple[Span, ...]]) -> list[list[Span]]:
    """Give each character to the last content in order that holds it: the innermost one."""
    pieces = sorted((start, end, number) for number, spans in enumerate(contents) for start, end in spans)
    edges = sorted({edge for start, end, _ in pieces for edge in (start, end)})
    owned: list[list[Span]] = [[] for _ in contents]
    holding: list[tuple[int, int]] = []  # a heap of (-number, end)
    place = 0
    for start, end in zip(edges, edges[1:], strict=False):
        while place < len(pieces) and pieces[place][0] <= start:
            heappush(holding, (-pieces[place][2], pieces[place][1]))
            place += 1
        while holding and holding[0][1] <= start:
            heappop(holding)
        if holding:
            spans = owned[-holding[0][0]]
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return owned


def _classify(n_quoted: int, n_words: int) -> str:
    """direct, mixed or indirect: how many of the words lie inside quotation marks."""
    return "direct" if n_quoted == n_words else "mixed" if n_quoted else "indirect"


def _make_lookup(quoted: list[Span]) -> Callable[[int], bool]:
    """A function that tells whether a position lies inside quotation marks."""
    starts = [start for start, _ in quoted]

    def is_quoted(position: int) -> bool:
        place = bisect_right(starts, position) - 1
        return place >= 0 and position < quoted[place][1]

    return is_quoted


def _trim(text: str, span: Span) -> Span:
    """Leave out white space at both ends."""
    piece = text[slice(*span)]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, max(start, span[1] - len(piece) + len(piece.rstrip()))


def _trim_rest(text: str, span: Span) -> Span:
    """Leave out what belongs to nested words beside: ': "' before them, '."' behind; all without a word."""
    start, end = _trim(text, span)
    if not find_words(text, [(start, end)]):
        return start, start
    while text[start] in ",.”" or (text[start] == '"' and text.count('"', start, end) % 2):
        start, end = _trim(text, (start + 1, end))
    while text[end - 1] in ":,“" or (text[end - 1] == '"' and text.count('"', start, end) % 2):
        start, end = _trim(text, (start, end - 1))
    return start, end
