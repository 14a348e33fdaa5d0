"""An article as HTML: quotations in the colour of their party, cue and speaker marked.

Article text is untrusted: every character of it is escaped, and none is let in that a page may not hold.
"""

from __future__ import annotations

from html import escape

import pandas as pd

from toolkit.plots import Look, assign_looks
from toolkit.plots.text import clean_text, write_line
from toolkit.schema import UNRESOLVED, require_columns

_STYLE = """<style>
.mpt-article{max-width:46em;line-height:1.65;font-size:1rem;color:#1a1a1a;background:#fff;padding:.5em 1em}
.mpt-article h3{line-height:1.3;margin:.2em 0 .1em}
.mpt-article .mpt-by{color:#555;margin:0 0 .8em}
.mpt-article .mpt-text{white-space:pre-wrap;overflow-wrap:anywhere}
.mpt-article .mpt-place{outline:2px solid #1a1a1a;outline-offset:2px}
.mpt-article .mpt-place::before{content:"";display:inline-block;height:1em;scroll-snap-align:center}
.mpt-article details{font-size:.9em;margin:0 0 .8em}
.mpt-article mark{color:inherit;padding:.08em 0;border-bottom:2px solid}
.mpt-article .mpt-cue{font-style:italic;text-decoration:underline dotted}
.mpt-article .mpt-speaker{font-weight:600}
.mpt-article .mpt-key{font-size:.9em;margin:.3em 0 .8em}
.mpt-article .mpt-key mark{padding:.1em .4em;margin-right:.5em}
</style>"""


def render_article(article: pd.Series, quotes: pd.DataFrame, *, place: tuple[int, int] | None = None) -> str:
    """Render one article with its quotations as a piece of HTML that stands by itself.

    Parameters
    ----------
    article : Series
        A row of ``articles``: reads ``article_id``, ``outlet``, ``title``, ``published``, ``text``.
    quotes : DataFrame
        The table ``quotes``. Of other articles' rows only the parties count: each has a colour of its
        own, the same in every article.
    place : (start, end), optional
        Offsets of the words to outline.

    Returns
    -------
    str
        Each quotation is a ``<mark>`` whose ``data-quote`` names its row, and whose ``title`` (shown
        on hover) tells speaker, party, type, cue and how the speaker was resolved; the same details
        stand in a list that the keyboard opens. Where quotations are nested, the innermost gives the
        colour. The heading is the title, with its quotations where the text begins with it.

    Examples
    --------
    >>> row = pd.Series({"article_id": "a", "outlet": "Wire", "title": "T", "published": None,
    ...                  "text": "<script>"})
    >>> "&lt;script&gt;" in render_article(row, pd.DataFrame(columns=["article_id", "spans", "start"]))
    True
    """
    require_columns(quotes, ["article_id", "spans", "start"], parameter="quotes")
    own = quotes[quotes["article_id"] == article["article_id"]]
    rows = own.drop_duplicates("attribution_id").to_dict("records") if len(own) else []
    looks = assign_looks([UNRESOLVED, *(quotes["party"].dropna() if len(own) else ())])
    text = article["text"]
    title = article["title"] if isinstance(article["title"], str) else ""
    headline = title if text.startswith(title) else ""
    body = text[len(headline) :].lstrip()
    day = f"{article['published']:%d %B %Y}" if pd.notna(article["published"]) else "no date"
    names = own.groupby("attribution_id")["speaker"].agg(lambda s: " and ".join(s.dropna())) if rows else {}
    marks = (rows, names, looks, place)
    return (
        f"{_STYLE}<article class='mpt-article'>"
        f"<h3>{_render_outlined(headline, 0, *marks) or _escape(title) or 'Untitled'}</h3>"
        f"<p class='mpt-by'>{escape(write_line(article['outlet']))}, {day}</p>"
        f"{_render_key(own, looks)}"
        f"{_render_details(rows, names)}"
        f"<div class='mpt-text'>{_render_outlined(body, len(text) - len(body), *marks)}</div>"
        "</article>"
    )


def _render_key(quotes: pd.DataFrame, looks: dict[str, Look]) -> str:
    if quotes.empty:
        return "<p class='mpt-key'>No quotations were found in this article.</p>"
    counts = quotes["party"].fillna(UNRESOLVED).value_counts()
    marks = "".join(
        f"<mark style='{_tint(looks[party])}'>{escape(write_line(party))} ({n})</mark>"
        for party, n in counts.items()
    )
    return (
        f"<p class='mpt-key'>Quotations: {marks}<br><span class='mpt-speaker'>bold</span> speaker, "
        "<span class='mpt-cue'>dotted</span> cue; hover for details.</p>"
    )


def _render_details(rows: list[dict], names) -> str:
    """List what hovering shows, for those who cannot hover."""
    items = "".join(
        f"<li>“{escape(write_line(row['content']))}”: "
        f"{_escape(describe_quote(row, names.get(row['attribution_id'])))}</li>"
        for row in rows
    )
    return (
        f"<details><summary>Details of the quotations as a list</summary><ol>{items}</ol></details>"
        * bool(rows)
    )


def _render_outlined(text: str, offset: int, rows: list[dict], names, looks, place) -> str:
    """Render text, with an outline around the place where it lies in this text."""
    start, end = (min(max(at - offset, 0), len(text)) for at in place or (0, 0))
    if start >= end:
        return _render(text, offset, rows, names, looks)
    before = _render(text[:start], offset, rows, names, looks)
    inside = _render(text[start:end], offset + start, rows, names, looks)
    after = _render(text[end:], offset + end, rows, names, looks)
    return f"{before}<span class='mpt-place'>{inside}</span>{after}"


def _render(text: str, offset: int, rows: list[dict], names, looks) -> str:
    """Render text that begins at ``offset`` of the article, one element for each run of marks."""
    layers = [(start, end, "quote", row) for row in rows for start, end in row["spans"] or []]
    for row in rows:
        for kind in ("cue", "speaker"):
            if pd.notna(row[f"{kind}_start"]):
                layers.append((row[f"{kind}_start"], row[f"{kind}_end"], kind, row))
    last = offset + len(text)
    cuts = {offset, last} | {c for a, b, *_ in layers for c in (a, b) if offset < c < last}
    edges = sorted(cuts)
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        inside = [layer for layer in layers if layer[0] <= start and end <= layer[1]]
        pieces.append(_render_piece(_escape(text[start - offset : end - offset]), inside, names, looks))
    return "".join(pieces)


def _render_piece(piece: str, layers: list[tuple], names, looks: dict[str, Look]) -> str:
    kinds = {kind for _, _, kind, _ in layers}
    for kind in ("cue", "speaker"):
        if kind in kinds:
            piece = f"<span class='mpt-{kind}'>{piece}</span>"
    quotes = [layer for layer in layers if layer[2] == "quote"]
    if not quotes:
        return piece
    row = min(quotes, key=lambda layer: layer[1] - layer[0])[3]
    party = row["party"] if isinstance(row["party"], str) else UNRESOLVED
    hint = _escape(describe_quote(row, names.get(row["attribution_id"])))
    key = _escape(row["quote_id"])
    return f"<mark data-quote='{key}' title='{hint}' style='{_tint(looks[party])}'>{piece}</mark>"


def describe_quote(row: dict, speaker: str | None = None) -> str:
    """Describe a quotation in one line: speaker, party, type, cue with its stance, resolution."""
    parts = [
        speaker or row["speaker"],
        row["party"],
        row["quote_type"],
        f"cue: {row['cue']}" + (f" ({row['cue_stance']})" if isinstance(row["cue_stance"], str) else "")
        if isinstance(row["cue"], str)
        else "no cue",
        f"{row['resolution']} [{row['resolved_by']}]" if isinstance(row["resolution"], str) else None,
    ]
    return " · ".join(write_line(part) for part in parts if isinstance(part, str))


def _tint(look: Look) -> str:
    return f"background:{look.colour}2b;border-color:{look.colour}"


def _escape(text: str) -> str:
    return escape(clean_text(text))
