"""Concordance: every place where a word or phrase stands, in whose words, with what is around it."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.document import Document
from toolkit.voices import find_voices, voice_at

LINES = (
    "published", "outlet", "voice", "voice_party", "speaker", "left", "match", "right",
    "start", "end", "quote_id", "article_id", "title",
)  # fmt: skip
"""Columns of the table that ``search_texts`` returns."""

_SIGNS = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–]"}


def search_texts(
    analysis: Analysis,
    phrase: str,
    *,
    whole_words: bool = True,
    outlets: Collection[str] | None = None,
    voices: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    width: int = 60,
) -> pd.DataFrame:
    """Search a word or phrase in the analysed articles, and tell in whose words it stands.

    Parameters
    ----------
    analysis : Analysis
        Reads articles and quotes.
    phrase : str
        Taken letter by letter (no patterns), in any case. White space stands for any white space,
        straight quotation marks, apostrophes and hyphens for curly and long ones too.
    whole_words : bool
        Pass over places inside longer words.
    outlets, voices, parties : list of str, optional
        Values of ``outlet``, ``voice`` (outlet, verbatim, paraphrase) and ``voice_party`` to keep. With
        ``parties``, the outlets' own words are left out.
    width : int
        Characters of context on each side.

    Returns
    -------
    DataFrame
        One row a place, in the order of articles and text, with the columns of ``LINES``. ``match`` is
        ``text[start:end]``; ``left`` and ``right`` are what is around it; ``voice_party`` and
        ``speaker`` say in whose words it stands, and are NA where the outlet speaks.

    Raises
    ------
    ValueError
        If the phrase is empty.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> table = pd.DataFrame({"article_id": ["a"], "text": ["Moscow said the vote was a mistake."]})
    >>> lines = search_texts(analyze(table, "syria-2012"), "Vote")
    >>> lines[["left", "match", "voice", "voice_party"]].values.tolist()
    [['Moscow said the ', 'vote', 'paraphrase', 'Russia']]
    """
    for name, given in (("voices", voices), ("parties", parties), ("outlets", outlets)):
        if isinstance(given, str):
            raise ValueError(f"{name}: expected a list, got {given!r}. Write [{given!r}].")
    pattern = _compile_phrase(phrase, whole_words)
    articles = analysis.articles[analysis.articles["status"] == "ok"]
    if outlets is not None:
        articles = articles[articles["outlet"].isin(list(outlets))]
    quotes_of = dict(list(analysis.quotes.groupby("article_id", sort=False)))
    rows = []
    for article in articles.to_dict("records"):
        matches = list(pattern.finditer(article["text"]))
        if matches:
            quotes = quotes_of.get(article["article_id"])
            rows += _make_lines(article, matches, [] if quotes is None else quotes.to_dict("records"), width)
    lines = pd.DataFrame(rows, columns=list(LINES))
    if voices is not None:
        lines = lines[lines["voice"].isin(list(voices))]
    if parties is not None:
        lines = lines[lines["voice_party"].isin(list(parties))]
    return lines.reset_index(drop=True)


def _compile_phrase(phrase: str, whole_words: bool) -> re.Pattern:
    words = phrase.split()
    if not words:
        raise ValueError(
            "phrase: expected a word or phrase to search; got nothing. Type one, such as: regime"
        )
    letters = r"\s+".join("".join(_SIGNS.get(c, re.escape(c)) for c in word) for word in words)
    return re.compile(rf"(?<!\w){letters}(?!\w)" if whole_words else letters, re.IGNORECASE)


def _make_lines(article: dict, matches: list[re.Match], quotes: list[dict], width: int) -> list[dict]:
    text = article["text"]
    voices = find_voices(Document(article["article_id"], article["outlet"], None, text, None), quotes)
    by_id = {quote["quote_id"]: quote for quote in quotes}
    rows = []
    for match in matches:
        start, end = match.span()
        voice, quote_id = voice_at(voices, start, end)
        quote = by_id.get(quote_id, {})
        rows.append(
            {name: article[name] for name in ("article_id", "outlet", "published", "title")}
            | {"voice": voice, "voice_party": quote.get("party"), "speaker": quote.get("speaker")}
            | {
                "left": text[max(0, start - width) : start],
                "match": match[0],
                "right": text[end : end + width],
            }
            | {"start": start, "end": end, "quote_id": quote_id}
        )
    return rows
