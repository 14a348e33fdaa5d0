"""Assigned speakers: what a researcher decided about speakers goes before what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from itertools import product
from pathlib import Path

import pandas as pd

from toolkit.lists import name_some, suggest_name
from toolkit.parties import load_registry
from toolkit.registry import Assignment, Key, Registry, fold_speaker
from toolkit.registry_reader import NO_PARTIES, parse_registry
from toolkit.registry_writer import write_assigned
from toolkit.schema import NO_PARTY, OWN_OUTLET, UNRESOLVED

ASSIGNED = "assigned"
_ARROW = " → "
_NAMED = 3  # decisions without a speaker that are told with the speakers most like theirs


class _Decisions:
    """The decisions of a registry, to be looked up by speaker in one article."""

    def __init__(self, registry: Registry, *, day: date | None, article_id: str):
        self._made = {made.key: made for made in registry.assigned}
        self._folded = {(fold_speaker(speaker), where): made for (speaker, where), made in self._made.items()}
        self._people = {person.name: person for person in registry.people}
        self._day, self._article = day, article_id

    def find(self, speaker: str | None, party: str, quote_id: str | None = None) -> tuple[str, str] | None:
        """Who a speaker is and of which party, as decided; None where nothing was."""
        made = self._look_up(speaker or "", party, quote_id)
        if made is None:
            return None
        if made.person is None:
            return speaker, made.party
        about = self._look_up(made.person, None, quote_id)
        if about and about.party:
            return made.person, about.party
        return made.person, self._people[made.person].party_at(self._day) or UNRESOLVED

    def _look_up(self, speaker: str, party: str | None, quote_id: str | None) -> Assignment | None:
        """The decision for this quotation, else this article, else all; in another case for no party only."""
        for where in (quote_id, self._article, None):
            made = self._made.get((speaker, where))
            if made is None and party == UNRESOLVED:
                made = self._folded.get((fold_speaker(speaker), where))
            if made is not None:
                return made
        return None


def apply_assignments(
    rows: list[dict], registry: Registry, *, day: date | None, article_id: str
) -> list[dict]:
    """Give the speakers whom the registry assigns their party, whatever the rules found.

    Parameters
    ----------
    rows : list of dict
        Rows of ``quotes`` of one article, with ``quote_id``, ``speaker``, ``party``, ``resolved_by`` and
        ``resolution``.
    registry : Registry
        Reads ``assigned`` and ``people``. A decision for a quotation goes before one for its article, and
        this before one for all.
    day : date or None
        Day of the article: a person has the party of that day.
    article_id : str

    Returns
    -------
    list of dict
        Rows whose speaker is assigned have ``resolved_by`` *assigned*, the party (``no party`` where the
        speaker is of none, on purpose), and the chain in ``resolution`` goes from the speaker on to it.
        With a person, ``speaker`` is the person's name; the party is ``unresolved`` on a day on which the
        person has none. What the outlet says itself (``own outlet``) stays its own.

    Examples
    --------
    >>> registry = assign_speakers("syria-2012", {("he", "a1"): "Sergei Lavrov"})
    >>> row = {"quote_id": "a1-q001", "speaker": "he", "party": "unresolved", "resolved_by": "pronoun"}
    >>> row["resolution"] = "he → unresolved"
    >>> new = apply_assignments([row], registry, day=date(2012, 2, 7), article_id="a1")
    >>> new[0]["resolution"], new[0]["resolved_by"]
    ('he → Sergei Lavrov → Russia', 'assigned')
    """
    decisions = _Decisions(registry, day=day, article_id=article_id)

    def decide(row: dict) -> dict:
        found = decisions.find(row["speaker"], row["party"], row["quote_id"])
        if found is None or row["resolved_by"] == OWN_OUTLET:
            return row
        speaker, party = found
        return row | {
            "speaker": speaker,
            "party": party,
            "resolved_by": ASSIGNED,
            "resolution": _ARROW.join(dict.fromkeys([*_begin_chain(row), speaker, party])),
            "speaker_confidence": None,
        }

    return [decide(row) for row in rows]


def _begin_chain(row: dict) -> list[str]:
    """The steps from the mention to the speaker, without the party that the rules gave."""
    steps = row["resolution"].split(_ARROW)
    return steps[: steps.index(row["speaker"]) + 1] if row["speaker"] in steps else steps[:-1]


def assign_mentions(rows: list[dict], registry: Registry, *, day: date | None, article_id: str) -> list[dict]:
    """Give mentions of those whom the registry assigns the same party: rows of ``mentions``, by ``actor``.

    Decisions about one quotation are about its speaker, and reach no mention.
    """
    decisions = _Decisions(registry, day=day, article_id=article_id)
    found = [decisions.find(row["actor"], row["party"]) for row in rows]
    return [
        row if who is None else row | {"actor": who[0], "party": who[1]}
        for row, who in zip(rows, found, strict=True)
    ]


def tell_idle(quotes: pd.DataFrame, registry: Registry, articles: Iterable[str]) -> str:
    """Tell which assigned speakers are in no row, and who is most like them; empty where all are.

    Parameters
    ----------
    quotes : DataFrame
        Reads ``quote_id``, ``article_id``, ``speaker``, ``resolved_by`` and ``resolution``, decisions
        applied.
    registry : Registry
        Reads ``assigned``.
    articles : iterable of str
        The article_ids that were analysed: decisions for others are no matter here.

    Examples
    --------
    >>> from toolkit.registry_reader import parse_registry
    >>> registry = parse_registry("name: m\\nparties: [name: A]\\nassigned: [{speaker: Jon Roe, party: A}]")
    >>> quotes = pd.DataFrame({"article_id": ["a1"], "speaker": ["John Roe"], "resolved_by": ["name"]})
    >>> quotes = quotes.assign(quote_id="a1-q001", resolution="John Roe → unresolved")
    >>> tell_idle(quotes, registry, ["a1"])[:77]
    "assigned: expected speakers of the analysis; 1 is none: 'Jon Roe' (nearest: '"
    """
    by_hand = quotes[quotes["resolved_by"] == ASSIGNED]
    met = {
        (step, where)
        for row in by_hand[["quote_id", "article_id", "resolution"]].itertuples(index=False)
        for step, where in product(row.resolution.split(_ARROW), (row.quote_id, row.article_id, None))
    }
    others = {(fold_speaker(step), where) for step, where in met - {made.key for made in registry.assigned}}
    here = {None, *articles}
    idle = [
        made
        for made in registry.assigned
        if {made.article, _find_article(made)} & here
        and made.key not in met
        and (fold_speaker(made.speaker), made.article) not in others
    ]
    if not idle:
        return ""
    told = [_tell_nearest(made, quotes) for made in idle[:_NAMED]]
    told += [name_some((repr(made.speaker) for made in idle[_NAMED:]), 10)] if idle[_NAMED:] else []
    return (
        f"assigned: expected speakers of the analysis; {len(idle)} {'is' if len(idle) == 1 else 'are'} none: "
        f"{'; '.join(told)}. Spell a speaker as the column speaker of quotes has it; "
        "list_speakers(analysis) lists all."
    )


def _find_article(made: Assignment) -> str | None:
    """The article of a decision, also where it is about one quotation (``a1-q001``)."""
    return made.article and made.article.rsplit("-q", 1)[0]


def _tell_nearest(made: Assignment, quotes: pd.DataFrame) -> str:
    own = quotes[["quote_id", "article_id"]].eq(made.article).any(axis=1)
    own = quotes if made.article is None else quotes[own]
    known = {speaker.casefold(): speaker for speaker in own["speaker"].dropna().unique()}
    near = [repr(known[name]) for name in get_close_matches(made.speaker.casefold(), known, n=2)]
    where = f" in {made.article}" if made.article else ""
    return f"{made.speaker!r}{where}" + f" (nearest: {', '.join(near)})" * bool(near)


def assign_speakers(
    registry: Registry | str | Path,
    assignments: Mapping[str | Key, str | None] | Iterable[Assignment],
) -> Registry:
    """Add to a registry what you decided about speakers whom it does not map, or maps wrongly.

    Parameters
    ----------
    registry : Registry, path or str
        As ``parties`` of ``load_registry``. It stays as it is, and so does its file.
    assignments : dict, or list of Assignment
        As a dict: from a speaker as in the column ``speaker``, or from (speaker, article_id) for that
        article alone, or from (speaker, quote_id) for one quotation alone, to the name of a party or of a
        person of the registry (of two that share it, the party is meant), to ``"no party"`` or ``"none"``
        (of none, on purpose), or to None, which takes an earlier decision back. Another earlier decision
        about the same speaker and article or quotation is replaced.

    Returns
    -------
    Registry
        With these decisions in ``assigned`` and in ``text``, where all other lines and comments are as
        before. Where the text differs, ", edited" stands after the name until it is loaded from a file.

    Raises
    ------
    TypeError, FileNotFoundError
        If there is no registry: see ``load_registry``.
    ValueError
        If a key is no speaker or (speaker, article_id), or a name is none of a party or person of the
        registry.
    RegistryError
        If the text cannot be read or changed, or an Assignment breaks a rule of registries.

    Notes
    -----
    ``update_parties(analysis, registry)`` maps an analysis anew: a decision goes before every other way to
    a party, for quotations and mentions, and a speaker who is in no quotation is warned of. To keep the
    decisions, write ``text`` to a file.

    A decision reaches the speaker as it is written. The case of the first letter is ignored only for a
    speaker of no party, since a sentence may begin with it: "activists" reaches "Activists" too, unless
    the rules found a party for them, or a decision of their own is there; "government" does not reach the
    "Government" that the registry lists.

    A decision about one quotation reaches no other, and no mention. A quote_id counts the quotations that
    one engine found in an article: after an analysis by another engine or version, look at it again.

    Examples
    --------
    >>> mine = assign_speakers("syria-2012", {"Lama Barakat": "Syrian opposition"})
    >>> mine.assigned
    (Assignment(speaker='Lama Barakat', party='Syrian opposition', person=None, article=None),)
    >>> print(mine.text.splitlines()[-1])
      - {speaker: Lama Barakat, party: Syrian opposition}
    >>> assign_speakers(mine, {("Sergei Lavrov", "a1-q002"): "Kofi Annan"}).assigned[-1].article
    'a1-q002'
    """
    registry = load_registry(registry, parameter="registry")
    if isinstance(assignments, Mapping):
        decisions = {
            _take_key(key): None if name is None else _take_decision(registry, _take_key(key), name)
            for key, name in assignments.items()
        }
    else:
        decisions = {}
        for made in assignments:
            key = _take_key((made.speaker, made.article))
            decisions[key] = replace(made, speaker=key[0], article=key[1])
    text = write_assigned(registry.text, decisions, source=registry.name)
    if text == registry.text:
        return registry
    name = f"{registry.name.removesuffix(', edited')}, edited"
    return replace(parse_registry(text, source=registry.name), name=name)


def _take_key(given: str | Key) -> Key:
    if not isinstance(given, str) and not (isinstance(given, tuple) and len(given) == 2):
        raise ValueError(
            f"assignments: expected as key a speaker or (speaker, article_id), got {given!r}. "
            "list_speakers(analysis) has the speakers."
        )
    speaker, article = (given, None) if isinstance(given, str) else given
    if not isinstance(speaker, str) or not speaker.strip():
        raise ValueError(
            f"assignments: expected a speaker as in the column speaker, got {speaker!r}. "
            "list_speakers(analysis) has them."
        )
    if article is not None and not isinstance(article, str):
        raise ValueError(
            f"assignments: expected for {speaker!r} an article_id in quotation marks, or None for every "
            f"article; got {article!r}. The column article_id of quotes has them."
        )
    return speaker.strip(), article


def _take_decision(registry: Registry, key: Key, name: str) -> Assignment:
    """Understand a name: of a party, of a person, or that of no party."""
    speaker, article = key
    parties = {*registry.party_names, *registry.parents, *registry.parents.values()}
    people = [person.name for person in registry.people]
    if name in parties:
        return Assignment(speaker, party=name, article=article)
    if name in people:
        return Assignment(speaker, person=name, article=article)
    if str(name).strip().casefold() in NO_PARTIES:
        return Assignment(speaker, party=NO_PARTY, article=article)
    meant = suggest_name(name, [*sorted(parties), *people, NO_PARTY])
    raise ValueError(
        f"assignments: expected for {speaker!r} the name of a party or person of the registry, {NO_PARTY!r} "
        f"or None; got {name!r}{meant}. Parties: {name_some(registry.party_names)}. A new party or person "
        "is added to the text of the registry first."
    )
