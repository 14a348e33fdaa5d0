"""What went in and what became of it: losses, near copies, outlets, speakers of no known party."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.caveats import name_invented
from toolkit.coverage import join_cases, list_speakers
from toolkit.intake import tell_alike
from toolkit.plots.text import write_count, write_line
from toolkit.reports.words import join_words, name_day, name_months, name_period
from toolkit.schema import NO_PARTY, STATUSES, UNRESOLVED

LISTED = 500  # rows of a list; a longer one says how many are left out
SPEAKERS, DIVIDED = 40, 10
NAMED = 3  # parties in a title
_SHORT = {
    "empty": "empty",
    "unreadable": "unreadable",
    "not_text": "no text file",
    "not_english": "not English",
    "duplicate": "the same text again",
}
_MEANINGS = {
    "ok": "analysed",
    "empty": "no text in it",
    "unreadable": "could not be read, or failed in the analysis",
    "not_text": "no text file",
    "not_english": "in a language that is not analysed",
    "duplicate": "same outlet and same text as an earlier input",
}


def make_title(analysis: Analysis, parties: list[str]) -> str:
    """Make a title from the first parties that are quoted or mentioned, the outlets, and the months."""
    used = analysis.articles[analysis.articles["status"] == "ok"]
    present = {*analysis.quotes["party"], *analysis.mentions["party"]}
    named = [party for party in parties if party in present][:NAMED]
    who = join_words([write_line(party) for party in named]) or "The parties"
    months = name_months(used["published"])
    title = f"{who}: portrayal in {write_count(used['outlet'].nunique(), 'outlet')}"
    return f"{title}, {months}" if months else title


def account_corpus(analysis: Analysis) -> dict:
    """Say in a line each what the corpus is, what became of the inputs, and whether it is invented."""
    used = analysis.articles[analysis.articles["status"] == "ok"]
    words = f" ({write_count(int(used['n_words'].sum()), 'word')})" if used["n_words"].notna().all() else ""
    n_outlets = used["outlet"].nunique()
    read = f"{write_count(len(used), 'article')}{words * bool(len(used))}"
    return {
        "size": f"{read} from {write_count(n_outlets, 'outlet')}, "
        f"{name_period(used['published'])}; {write_count(len(analysis.quotes), 'quotation')}",
        "alike": tell_alike(used["outlet"]),
        "losses": _tell_losses(analysis.articles),
        "invented": name_invented(analysis.outlets, used["outlet"]),
    }


def _tell_losses(articles: pd.DataFrame) -> str:
    counts = articles["status"].value_counts()
    lost = [
        f"{counts[status]} {_SHORT[status]}" for status in STATUSES if status != "ok" and status in counts
    ]
    n_ok = int(counts.get("ok", 0))
    told = f"{write_count(len(articles), 'input')}: {n_ok} analysed, "
    told += f"{len(articles) - n_ok} not ({join_words(lost)})" if lost else "none lost"
    good = articles.loc[articles["status"] == "ok", "duplicate_group"].dropna()
    if good.empty:
        return f"{told}; no near copies"
    groups = write_count(good.nunique(), "group")
    return f"{told}; {write_count(len(good), 'near copy')} in {groups}, each resampled as one"


def account_losses(articles: pd.DataFrame) -> dict:
    """Count the inputs by status, and list those not analysed with their reasons, and the near copies."""
    counts = articles["status"].value_counts()
    lost = articles[articles["status"] != "ok"]
    copies = articles[articles["duplicate_group"].notna()].sort_values(["duplicate_group", "published"])
    place = {group: n for n, group in enumerate(copies["duplicate_group"].unique(), 1)}
    return {
        "n_inputs": len(articles),
        "n_analysed": int(counts.get("ok", 0)),
        "statuses": [
            (status.replace("_", " "), _MEANINGS[status], int(counts.get(status, 0))) for status in STATUSES
        ],
        "n_lost": len(lost),
        "lost": [
            (name_article(row), row.status.replace("_", " "), _or(row.status_detail, "no reason was given"))
            for row in lost.head(LISTED).itertuples()
        ],
        "n_copies": len(copies),
        "n_copy_groups": copies["duplicate_group"].nunique(),
        "copies": [
            (place[row.duplicate_group], _or(row.title, "untitled"), row.outlet, name_day(row.published))
            for row in copies.head(LISTED).itertuples()
        ],
        "n_removed": int(articles["removed"].map(lambda items: len(items or [])).sum()),
    }


def account_outlets(analysis: Analysis) -> list[dict]:
    """Count articles, words, dates and quotations of each outlet."""
    used = analysis.articles[analysis.articles["status"] == "ok"]
    outlet_of = used.set_index("article_id")["outlet"]
    n_quotes = analysis.quotes["article_id"].map(outlet_of).value_counts()
    rows = []
    for outlet in analysis.outlets.itertuples():
        own = used[used["outlet"] == outlet.outlet]
        rows.append(
            {
                "outlet": outlet.outlet,
                "kind": ", ".join(t for t in (outlet.country, outlet.ownership) if isinstance(t, str))
                or "not stated",
                "state_party": _or(outlet.state_party, "none stated"),
                "n_articles": len(own),
                "n_words": int(own["n_words"].sum()) if own["n_words"].notna().all() else None,
                "days": name_period(own["published"]),
                "n_quotes": int(n_quotes.get(outlet.outlet, 0)),
            }
        )
    return rows


def account_speakers(analysis: Analysis) -> dict:
    """List the speakers of no known party, the most quoted first, and those of several parties."""
    quotes = analysis.quotes[analysis.quotes["party"] == UNRESOLVED]
    outlet_of = analysis.articles.set_index("article_id")["outlet"]
    quotes = quotes.assign(speaker=quotes["speaker"].fillna("(no speaker is named)"))
    table = (
        quotes.assign(speaker=join_cases(quotes), outlet=quotes["article_id"].map(outlet_of))
        .groupby("speaker")
        .agg(
            n_quotes=("quote_id", "size"),
            n_words=("n_words", "sum"),
            n_articles=("article_id", "nunique"),
            outlets=("outlet", lambda names: ", ".join(sorted(set(names)))),
        )
        .reset_index()
        .sort_values(["n_quotes", "n_words", "speaker"], ascending=[False, False, True])
    )
    speakers = list_speakers(analysis)
    divided = speakers[(speakers["n_parties"] > 1) & speakers["article_id"].isna()]
    return {
        "n_divided": len(divided),
        "divided": [f"{row.speaker} ({row.parties})" for row in divided.head(DIVIDED).itertuples()],
        "n_speakers": len(table),
        "n_quotes": len(quotes),
        "n_all": len(analysis.quotes),
        "n_no_party": int((analysis.quotes["party"] == NO_PARTY).sum()),
        "rows": table.head(SPEAKERS).to_dict("records"),
    }


def name_article(row) -> str:
    """Name an article or input by the file it came from, else by title, else by id."""
    return _or(row.source_file, _or(row.title, row.article_id))


def _or(value, other: str) -> str:
    return value if isinstance(value, str) and value else other
