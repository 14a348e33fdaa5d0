"""How much of the speaking a registry maps to parties, and who is left."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from toolkit.analysis import Analysis, update_parties
from toolkit.assignments import ASSIGNED
from toolkit.lists import name_some
from toolkit.registry import Registry, fold_speaker
from toolkit.schema import NO_PARTY, OWN_OUTLET, UNRESOLVED
from toolkit.storage import require_analysis

ALL = "all outlets"
COVERAGE = ("outlet", "counted", "n", "mapped", "unresolved", "no_party")
"""Columns of the table that ``registry_coverage`` returns."""
UNMAPPED = (
    "speaker", "article_id", "resolved_by", "n_quotes", "n_words", "n_articles", "n_outlets",
    "example", "example_article_id", "start", "end",
)  # fmt: skip
"""Columns of the table that ``list_unmapped`` returns."""
SPEAKERS = (*UNMAPPED[:2], "party", "parties", "n_parties", *UNMAPPED[2:])
"""Columns of the table that ``list_speakers`` returns."""
CONTEXTS = (
    "published", "outlet", "speaker", "resolution", "context", "start", "end", "spans", "quote_id",
    "article_id",
)  # fmt: skip
"""Columns of the table that ``find_contexts`` returns."""

_POINTING = frozenset(
    "a all another any both each every he her his i it its many my neither no nobody none one our she some "
    "somebody such that the their them they these this those we which who whose you".split()
)
_NO_SPEAKER = frozenset("a an the neither no nobody none".split())  # nobody, or a mention cut off
_POINTED = ("pronoun", "title", "description", "issuer")  # values of resolved_by
_NAMED = ("name", "surname", "appositive")  # of a single word: a person's
_LISTED = ("registry", "metonym")  # the same in every article
_REACH = 400  # characters in which the ends of a sentence are looked for
_GROUPS = {UNRESOLVED: "unresolved", NO_PARTY: "no_party"}
_SPEAKER = ["speaker", "only_in"]  # what tells the speakers of find_speakers apart
_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|\Z)|(?=\n)")


def registry_coverage(analysis: Analysis, registry: Registry | str | Path | None = None) -> pd.DataFrame:
    """Tell which share of speakers, quotations and quoted words is mapped to a party.

    Parameters
    ----------
    analysis : Analysis
        Reads articles and quotes.
    registry : Registry, path or str, optional
        Map the analysis by this one first, see ``update_parties``; by default it is taken as it is.

    Returns
    -------
    DataFrame
        Three rows for each outlet in the order of the alphabet, then for all outlets, with the columns of
        ``COVERAGE``. ``counted`` says of what the row has shares: *speakers* (each once, as in
        ``list_speakers``, with the party of most quotations), *quotes* (rows of quotes: one for each joint
        speaker) or *words* (quoted ones); ``n`` is how many there are. ``mapped``, ``unresolved`` and
        ``no_party`` are shares of n and sum to 1; NA where n is 0.

    Notes
    -----
    What the outlet says itself is in no row: the words of its own correspondent, and paraphrases that
    name nobody; so there are fewer quotations here than rows of ``quotes``. A quotation in marks whose
    speaker is not named, or whom nobody says ("none of them"), counts as unresolved, not as a speaker. Who
    speaks in several outlets is counted in each, and once in all.

    A high share is no proof of a good registry: whether speakers are mapped to the right party is
    another question, and a speaker who is rightly of no party lowers it unless assigned to ``no party``.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> text = "Moscow said the vote was a mistake. Aid workers said the road was closed."
    >>> analysis = analyze(pd.DataFrame({"article_id": ["a"], "text": [text]}), "syria-2012")
    >>> registry_coverage(analysis).tail(3)[["counted", "n", "mapped", "unresolved"]].values.tolist()
    [['speakers', 2, 0.5, 0.5], ['quotes', 2, 0.5, 0.5], ['words', 9, 0.5555555555555556, 0.4444444444444444]]
    """
    if registry is not None:
        analysis = update_parties(analysis, registry)
    quotes, spoken = _find_spoken(analysis), find_speakers(analysis)
    outlets = sorted(analysis.articles.loc[analysis.articles["status"] == "ok", "outlet"].unique())
    rows = []
    for outlet in [*outlets, ALL]:
        own, speakers = (
            table if outlet == ALL else table[table["outlet"] == outlet] for table in (quotes, spoken)
        )
        counted = {
            "speakers": speakers.groupby(_SPEAKER, dropna=False)["party"].agg(_find_most).value_counts(),
            "quotes": own["party"].value_counts(),
            "words": own.groupby("party")["n_words"].sum(),
        }
        for name, amounts in counted.items():
            sums = amounts.groupby(lambda party: _GROUPS.get(party, "mapped")).sum()
            n = sums.sum()
            shares = {part: sums.get(part, 0) / n if n else None for part in COVERAGE[3:]}
            rows.append({"outlet": outlet, "counted": name, "n": round(n)} | shares)
    table = pd.DataFrame(rows, columns=list(COVERAGE))
    return table.astype({"n": "Int64"} | dict.fromkeys(COVERAGE[3:], "Float64"))


def list_unmapped(analysis: Analysis) -> pd.DataFrame:
    """List the speakers who are mapped to no party, the most quoted first.

    Parameters
    ----------
    analysis : Analysis
        Reads articles and quotes.

    Returns
    -------
    DataFrame
        One row a speaker, with the columns of ``UNMAPPED``. ``article_id`` is NA where a name or a group
        ("aid workers") means the same in all articles; it is set where words such as "he", "the minister",
        "another official" or a name of one word mean somebody of this article alone: "Smith", unless all
        who are named in full and end so are one. ``resolved_by`` is what most of the
        mentions were resolved by, ``example`` the sentence of one quotation: ``start`` to ``end`` in
        ``example_article_id``.

    Notes
    -----
    Speaker and article_id are a key of ``assign_speakers``. Speakers assigned to ``no party`` are not
    listed, nor are quotations whose speaker the text does not name, or that nobody says ("none of them",
    "the"): ``registry_coverage`` counts them. "Activists" and "activists" are one row, and one decision.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> text = "Aid workers said the road was closed."
    >>> analysis = analyze(pd.DataFrame({"article_id": ["a"], "text": [text]}), "syria-2012")
    >>> list_unmapped(analysis)[["speaker", "n_quotes", "example"]].values.tolist()
    [['Aid workers', 1, 'Aid workers said the road was closed.']]
    """
    return _tabulate(analysis, find_unmapped(analysis))[list(UNMAPPED)]


def list_speakers(analysis: Analysis) -> pd.DataFrame:
    """List every speaker with the parties that the quotations have, the most quoted first.

    Parameters
    ----------
    analysis : Analysis
        Reads articles and quotes.

    Returns
    -------
    DataFrame
        One row a speaker, with the columns of ``SPEAKERS``: as in ``list_unmapped``, and ``party``, that of
        most quotations; ``parties``, each with its number of quotations; ``n_parties``, how many there are.
        ``unresolved`` and ``no party`` count among them.

    Notes
    -----
    Where ``n_parties`` is above 1, offices may have changed, or a party was seen only where a word of it
    stands beside the name: ``assign_speakers`` decides for all.

    Examples
    --------
    >>> from toolkit.analysis import analyze
    >>> text = "Russian envoy Jane Roe said no. Aid workers said the road was closed."
    >>> analysis = analyze(pd.DataFrame({"article_id": ["a"], "text": [text]}), "syria-2012")
    >>> list_speakers(analysis)[["speaker", "party", "parties", "n_parties"]].values.tolist()
    [['Aid workers', 'unresolved', 'unresolved 1', 1], ['Jane Roe', 'Russia', 'Russia 1', 1]]
    """
    return _tabulate(analysis, find_speakers(analysis))


def _tabulate(analysis: Analysis, quotes: pd.DataFrame) -> pd.DataFrame:
    """One row a speaker of some quotations, as ``find_speakers`` has them."""
    groups = quotes.groupby(_SPEAKER, dropna=False, sort=False)
    table = groups.agg(
        party=("party", _find_most),
        parties=("party", _count_parties),
        n_parties=("party", "nunique"),
        resolved_by=("resolved_by", _find_most),
        n_quotes=("quote_id", "size"),
        n_words=("n_words", "sum"),
        n_articles=("article_id", "nunique"),
        n_outlets=("outlet", "nunique"),
        quote_id=("quote_id", "first"),
    ).reset_index()
    contexts = find_contexts(analysis, quotes.drop_duplicates(_SPEAKER))
    contexts = contexts.rename(columns={"context": "example", "article_id": "example_article_id"})
    table = table.merge(contexts[["quote_id", *UNMAPPED[-4:]]], on="quote_id", how="left")
    table = table.rename(columns={"only_in": "article_id"})[list(SPEAKERS)]
    order = ["n_quotes", "n_words", "speaker", "article_id"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _find_most(values: pd.Series) -> str | None:
    return next(iter(values.mode()), None)


def _count_parties(names: pd.Series) -> str:
    counts = names.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{name} {n}" for name, n in counts.items())


def find_unmapped(analysis: Analysis) -> pd.DataFrame:
    """Find the quotations behind ``list_unmapped``: those of ``find_speakers`` without a party."""
    quotes = find_speakers(analysis)
    return quotes[quotes["party"] == UNRESOLVED]


def find_speakers(analysis: Analysis) -> pd.DataFrame:
    """Find the quotations behind ``list_speakers``.

    Returns
    -------
    DataFrame
        Rows of ``quotes`` with ``outlet``, ``speaker`` in one case (see ``fold_speaker``), and ``only_in``:
        the article_id where the speaker means somebody of this article alone, else NA.
    """
    quotes = _find_spoken(analysis).dropna(subset="speaker")
    quotes = quotes[~quotes["speaker"].map(_first_word).str.lower().isin(_NO_SPEAKER)]
    quotes = quotes.assign(speaker=join_cases(quotes))
    names = _list_names(analysis)
    bound = pd.Series(
        [_is_bound(row, names) for row in quotes.to_dict("records")], quotes.index, dtype="bool"
    )
    bound = bound.groupby([quotes["article_id"], quotes["speaker"]]).transform("any")
    return quotes.assign(only_in=quotes["article_id"].where(bound))


def join_cases(quotes: pd.DataFrame) -> pd.Series:
    """Write speakers alike whom one decision reaches, in the case of their first letter: small where one is.

    They are of no party, or assigned to the same. Of others the case tells two speakers apart.

    Examples
    --------
    >>> quotes = pd.DataFrame({"speaker": ["Activists", "activists", "Government", "government"]})
    >>> quotes["party"] = ["unresolved", "unresolved", "United Kingdom", "unresolved"]
    >>> join_cases(quotes.assign(resolved_by="title")).tolist()
    ['activists', 'activists', 'Government', 'government']
    """
    speakers, party = quotes["speaker"], quotes["party"]
    alike = (party == UNRESOLVED) | (quotes["resolved_by"] == ASSIGNED)
    joined = speakers.groupby([speakers.map(fold_speaker), party, alike]).transform("max")
    return joined.where(alike, speakers)


def _list_names(analysis: Analysis) -> dict[str, set[str]]:
    """The names in full that end with each word: of speakers and of whoever is mentioned."""
    names: dict[str, set[str]] = {}
    for name in {*analysis.quotes["speaker"].dropna(), *analysis.mentions["actor"].dropna()}:
        if " " in name:
            names.setdefault(name.split()[-1], set()).add(name)
    return names


def find_absent(analysis: Analysis) -> list[str]:
    """Find the parties of the registry that no article quotes or mentions."""
    present = {*analysis.quotes["party"], *analysis.mentions["party"]}
    return [name for name in analysis.registry.party_names if name not in present]


def tell_absent(analysis: Analysis) -> str:
    """Tell which parties of the registry no article quotes or mentions; empty where all occur."""
    absent = find_absent(analysis)
    told = f"Parties of the registry that are neither quoted nor mentioned: {name_some(absent, 5)}."
    return told if absent else ""


def find_contexts(analysis: Analysis, quotes: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences in which quotations stand.

    Parameters
    ----------
    analysis : Analysis
        Reads articles.
    quotes : DataFrame
        Rows of its ``quotes``.

    Returns
    -------
    DataFrame
        One row a quotation, in order, with the columns of ``CONTEXTS``: ``context`` is
        ``text[start:end]``, from the beginning of the sentence in which speaker, cue and quotation begin
        to the end of that in which they end, as punctuation tells; ``spans`` are the speaker's words.
    """
    articles = analysis.articles.set_index("article_id")[["published", "outlet", "text"]]
    rows = []
    for row in quotes.to_dict("records"):
        article = articles.loc[row["article_id"]]
        start, end = _find_sentences(article["text"], row)
        more = {"context": article["text"][start:end], "start": start, "end": end}
        rows.append(row | article.to_dict() | more)
    return pd.DataFrame(rows, columns=list(CONTEXTS))


def _find_spoken(analysis: Analysis) -> pd.DataFrame:
    """Quotations that give their words to somebody other than the outlet: see ``voices.has_speaker``."""
    require_analysis(analysis)
    quotes = analysis.quotes
    spoken = (quotes["quote_type"] != "indirect") | quotes["speaker"].notna()
    quotes = quotes[spoken & ~quotes["resolved_by"].isin([OWN_OUTLET])]
    outlets = analysis.articles.set_index("article_id")["outlet"]
    return quotes.assign(outlet=quotes["article_id"].map(outlets), party=quotes["party"].fillna(UNRESOLVED))


def _is_bound(quote: dict, names: dict[str, set[str]]) -> bool:
    """Tell whether a speaker is somebody of this article alone: pointed at, or with half a name."""
    if quote["resolved_by"] in _LISTED:
        return False
    if " " not in quote["speaker"] and quote["speaker"][:1].isupper():
        in_full = len(names.get(quote["speaker"], ()))
        is_person = quote["resolved_by"] in _NAMED or str(quote["speaker_mention"]).lower() in ("he", "she")
        if in_full > 1 or (is_person and not in_full):
            return True
    first, before = (_first_word(quote[name]) for name in ("speaker", "speaker_mention"))
    if first.lower() in _POINTING:
        return True
    definite = before.lower() in _POINTING - {"a", "all", "some"}
    return first.islower() and (definite or quote["resolved_by"] in _POINTED)


def _first_word(text) -> str:
    return next(iter(text.split()), "") if isinstance(text, str) else ""


def _find_sentences(text: str, quote: dict) -> tuple[int, int]:
    """Find where the sentences around speaker, cue and quotation begin and end."""
    names = ("speaker", "cue")
    starts = [quote["start"], *(quote[f"{name}_start"] for name in names)]
    ends = [quote["end"], *(quote[f"{name}_end"] for name in names)]
    first = int(min(place for place in starts if pd.notna(place)))
    last = int(max(place for place in ends if pd.notna(place)))
    back = max(0, first - _REACH)
    before = [match.end() for match in _END.finditer(text, back, first)]
    start = before[-1] if before else back
    after = _END.search(text, last - 1, last + _REACH)
    end = after.end() if after else min(len(text), last + _REACH)
    start += len(text[start:first]) - len(text[start:first].lstrip())
    return start, end
