"""Pieces of HTML that stand by themselves: a figure, evidence, a concordance, a matrix, losses.

Outlets, parties and texts are untrusted: every character of them is escaped, and none is let in that a
page may not hold.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

import pandas as pd
from matplotlib.figure import Figure

from toolkit.caveats import FEW_ARTICLES, is_few
from toolkit.plots import Look, assign_looks, house_style, plot_estimates
from toolkit.plots.text import (
    clean_text,
    find_level,
    is_share,
    write_count,
    write_interval,
    write_line,
    write_signed,
    write_value,
)
from toolkit.schema import NO_PARTY, UNRESOLVED, require_columns

FAR = 400  # characters between measured words that are shown whole; of longer stretches, the ends

STYLE = """<style>
.mpt{color:#1a1a1a;background:#fff;line-height:1.5;padding:.3em .6em;overflow-wrap:anywhere}
.mpt table{border-collapse:collapse;margin:.3em 0}
.mpt caption{text-align:left;font-weight:600;padding:.2em 0}
.mpt th,.mpt td{border-bottom:1px solid #767676;padding:.25em .6em;text-align:left;vertical-align:top}
.mpt .mpt-pale{color:#595959}
.mpt .mpt-who{border-bottom:3px solid;font-weight:600}
.mpt img{max-width:100%;height:auto}
.mpt figcaption,.mpt .mpt-note{font-size:.9em}
.mpt .mpt-problem{border-left:4px solid #a4133c;background:#fdecef;padding:.3em .7em;margin:0}
</style>"""


def render_figure(figure: Figure, text: str) -> str:
    """Render a matplotlib figure as an image within the page, with its text alternative.

    Parameters
    ----------
    figure : Figure
    text : str
        What the figure shows, for those who do not see it.
    """
    data = BytesIO()
    with house_style():
        figure.savefig(data, format="svg", metadata={"Date": None})
    source = b64encode(data.getvalue()).decode()
    return (
        f"{STYLE}<figure class='mpt'>"
        f"<img alt='{_escape(text)}' src='data:image/svg+xml;base64,{source}'></figure>"
    )


def render_estimates(estimates: pd.DataFrame, *, parties: Sequence[str] | None = None) -> str:
    """Render the estimates of one measure as a figure with its text alternative.

    Parameters
    ----------
    estimates : DataFrame
        As ``plot_estimates`` reads it.
    parties : sequence of str, optional
        Every party of the analysis, so that each has its place, and its colour.
    """
    with house_style():
        figure = Figure(figsize=(8, 1.4 + 0.5 * len(estimates)), layout="constrained")
        plot_estimates(estimates, parties=parties, ax=figure.subplots())
    return render_figure(figure, describe_estimates(estimates))


def describe_estimates(estimates: pd.DataFrame) -> str:
    """Describe the estimates of one measure in words: the text alternative of their figure.

    Examples
    --------
    >>> from toolkit import schema
    >>> row = {"measure": "tone.polarity", "group": "US", "value": 0.1, "n_quotes": 3, "n_articles": 2}
    >>> describe_estimates(schema.make_table([row], schema.ESTIMATES))
    'tone.polarity. US: 0.10, no interval (3 in 2 articles).'
    """
    require_columns(estimates, ["measure", "group", "value", "n_articles", "method"], parameter="estimates")
    parts = [f"{write_line(row.group)}: {describe_value(row)}" for row in estimates.itertuples()]
    return f"{', '.join(estimates['measure'].unique())}. {'; '.join(parts)}."


def describe_value(row) -> str:
    """Describe one estimate in words: value, interval with the level that its method says, counts, caveat."""
    interval = write_interval(row.ci_low, row.ci_high, row.measure)
    level = "" if pd.isna(row.ci_low) else f"{find_level(row.method)} "
    few = f", {FEW_ARTICLES} apart from near copies" if is_few(row.caveat) else ""
    articles = write_count(row.n_articles, "article")
    return f"{write_value(row.value, row.measure)}, {level}{interval} ({row.n_quotes} in {articles}{few})"


def render_evidence(evidence: pd.DataFrame, *, limit: int = 50) -> str:
    """Render evidence as a table: value, who wrote and who spoke, and the measured words in bold.

    Parameters
    ----------
    evidence : DataFrame
        As ``find_evidence`` gives it, sorted as it shall be read.
    limit : int
        Rows to show; how many are left out is said.
    """
    looks = assign_looks(evidence["party"].dropna())
    rows = "".join(
        f"<tr><td>{write_value(row['value'], row['measure'])}</td><td>{escape(name_source(row))}</td>"
        f"<td>{render_party(row['party'], looks)}</td><td>{render_context(row)}</td></tr>"
        for row in evidence.head(limit).to_dict("records")
    )
    head = "<tr><th>Value</th><th>Article</th><th>Party</th><th>Words behind the value</th></tr>"
    return _render_table(head, rows, len(evidence), min(limit, len(evidence)))


def render_lines(lines: pd.DataFrame, *, limit: int = 50) -> str:
    """Render a concordance, as ``search_texts`` gives it, with the words found in the middle."""
    rows = "".join(
        f"<tr><td>{escape(name_source(row))}</td><td>{escape(name_voice(row))}</td>"
        f"<td style='text-align:right'>{_escape(row['left'])}</td><td><b>{_escape(row['match'])}</b></td>"
        f"<td>{_escape(row['right'])}</td></tr>"
        for row in lines.head(limit).to_dict("records")
    )
    head = "<tr><th>Article</th><th>In whose words</th><th>Before</th><th>Found</th><th>After</th></tr>"
    return _render_table(head, rows, len(lines), min(limit, len(lines)))


def render_matrix(estimates: pd.DataFrame) -> str:
    """Render who speaks how about whom: a row for the speaking party, a column for the other.

    Parameters
    ----------
    estimates : DataFrame
        As ``estimate_relations`` gives it. Reads ``voice_party``, ``party``, ``value``, ``n_quotes``,
        ``n_articles`` and ``caveat``. A ring marks fewer than 10 articles.
    """
    if estimates.empty:
        return _render_table("", "", 0, 0)
    speaking, spoken_of = order_parties(estimates)
    looks = assign_looks([*speaking, *spoken_of])
    cells = {(row.voice_party, row.party): name_cell(row) for row in estimates.itertuples()}
    head = "".join(f"<th scope='col'>{render_party(party, looks)}</th>" for party in spoken_of)
    rows = "".join(
        f"<tr><th scope='row'>{render_party(one, looks)}</th>"
        + "".join(f"<td>{escape(cells.get((one, other), '–'))}</td>" for other in spoken_of)
        + "</tr>"
        for one in speaking
    )
    return (
        f"{STYLE}<div class='mpt'><table><caption>Who speaks (rows) how about whom (columns): mean and "
        f"number of mentions</caption><tr><td></td>{head}</tr>{rows}</table>"
        "<p class='mpt-note'>○ fewer than 10 articles.</p></div>"
    )


def render_losses(articles: pd.DataFrame) -> str:
    """Render the loss account: what was loaded by outlet, and every input that was not, with its reason."""
    good, lost = articles[articles["status"] == "ok"], articles[articles["status"] != "ok"]
    copies = int(good["duplicate_group"].notna().sum())
    outlets = "".join(
        f"<tr><td>{escape(write_line(outlet))}</td><td>{len(rows)}</td><td>{rows['n_words'].sum():.0f}</td>"
        f"<td>{_name_days(rows['published'])}</td></tr>"
        for outlet, rows in good.groupby("outlet", dropna=False)
    )
    failures = "".join(
        f"<tr><td>{escape(write_line(row.source_file))}</td><td>{escape(row.status.replace('_', ' '))}</td>"
        f"<td>{escape(write_line(row.status_detail))}</td></tr>"
        for row in lost.itertuples()
    )
    head = "<tr><th>Outlet</th><th>Articles</th><th>Words</th><th>Dates</th></tr>"
    tables = f"<table><caption>Loaded</caption>{head}{outlets}</table>"
    if len(lost):
        head = "<tr><th>Input</th><th>Status</th><th>Reason</th></tr>"
        tables += f"<table><caption>Not loaded</caption>{head}{failures}</table>"
    read = f"{write_count(len(articles), 'input')}: {len(good)} loaded, {len(lost)} not loaded."
    near = f"{copies} of the loaded ones are near copies of another."
    return f"{STYLE}<div class='mpt'><p><b>{read}</b> {near}</p>{tables}</div>"


def render_message(text: str, *, problem: bool = False) -> str:
    """Render a message that screen readers announce; a problem is set off."""
    role, kind = ("alert", " class='mpt-problem'") if problem else ("status", "")
    return f"{STYLE}<div class='mpt'><p role='{role}'{kind}>{_escape(text)}</p></div>" if text else ""


def render_party(party, looks: Mapping[str, Look] | None = None) -> str:
    """Render the name of a party, underlined in its colour: the one it has among others, where given."""
    name = party if isinstance(party, str) else UNRESOLVED
    look = (looks or {}).get(name) or assign_looks([name])[name]
    return f"<span class='mpt-who' style='border-color:{look.colour}'>{escape(write_line(name))}</span>"


def render_context(row: dict) -> str:
    """Render the context of a row of evidence, its measured words in bold, long stretches between cut."""
    context, start = row["context"], row["start"]
    pieces, at = [], 0
    for left, right in sorted(row["spans"]) if isinstance(row["spans"], list) else []:
        left, right = max(at, left - start), min(len(context), right - start)
        if left < right:
            pale = _render_pale(context[at:left], first=not pieces)
            pieces += [pale, f"<b>{_escape(context[left:right])}</b>"]
            at = right
    return "".join(pieces) + _render_pale(context[at:], first=not pieces, last=True)


def _render_pale(text: str, *, first: bool = False, last: bool = False) -> str:
    """Render words around the measured ones; of a long stretch, only those next to them."""
    if len(text) > FAR and not (first and last):
        before = "" if first else text[: FAR // 4].rpartition(" ")[0]
        after = "" if last else text[-FAR // 4 :].partition(" ")[2]
        text = f"{before} […] {after}"
    return f"<span class='mpt-pale'>{_escape(text)}</span>"


def name_source(row: dict) -> str:
    """Name the article of a row: its day and its outlet."""
    day = f"{row['published']:%Y-%m-%d}" if pd.notna(row["published"]) else "no date"
    return f"{day} {write_line(row['outlet'])}"


def name_voice(row: dict) -> str:
    """Name in whose words a row stands: "the outlet", or the speaker and the party."""
    if row["voice"] == "outlet" or not isinstance(row["voice_party"], str):
        return "the outlet"
    speaker = write_line(row["speaker"]) if isinstance(row["speaker"], str) else "somebody"
    return f"{speaker} ({write_line(row['voice_party'])}), {row['voice']}"


def name_cell(row) -> str:
    """Name an estimate in a cell: a ring for fewer than 10 articles, mean, number of mentions."""
    value = write_value(row.value, row.measure) if is_share(row.measure) else write_signed(row.value)
    return f"{'○ ' if is_few(row.caveat) else ''}{value} ({row.n_quotes})"


def order_parties(estimates: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Order speaking parties and parties spoken of by number of mentions, no party and unresolved last."""

    def order(name: str) -> list[str]:
        counts = estimates.groupby(name)["n_quotes"].sum().sort_values(ascending=False, kind="stable")
        return sorted(counts.index, key=lambda party: (party == UNRESOLVED, party == NO_PARTY))

    return order("voice_party"), order("party")


def _render_table(head: str, rows: str, n: int, shown: int) -> str:
    if not n:
        return f"{STYLE}<div class='mpt'><p>Nothing was found.</p></div>"
    note = f"<p class='mpt-note'>{n - shown} more are not shown.</p>" if shown < n else ""
    return f"{STYLE}<div class='mpt'><table>{head}{rows}</table>{note}</div>"


def _name_days(days: pd.Series) -> str:
    days = days.dropna()
    return f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"


def _escape(text: str) -> str:
    return escape(clean_text(text))
