"""Names: a registry of parties made ready for matching. Made once per run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from toolkit import language
from toolkit.registry import Office, Person, Registry


@dataclass(frozen=True)
class Names:
    """Matchers and look-ups of a registry for one pipeline.

    ``entries`` maps a matcher's key to (kind, actor, party): a Person for kind ``person``, the
    people who held it for kind ``title``. ``offices`` maps a casefolded title to the offices that mean
    their party whoever holds them.
    """

    registry: Registry
    find_exact: Callable
    find_lower: Callable
    find_titles: Callable
    entries: dict[str, tuple]
    surnames: dict[str, list[Person]]
    adjectives: dict[str, str]
    party_words: dict[str, str]
    relations: dict[tuple[str, str], Person]
    offices: dict[str, tuple[Office, ...]]
    judging: frozenset[str] = frozenset()


def compile_names(registry: Registry, *, pipeline: str | None = None) -> Names:
    """Prepare a registry for ``find_actors``; the cost grows with its aliases, once."""
    exact, lower, titles, offices, entries = {}, {}, defaultdict(list), defaultdict(tuple), {}
    spellings = defaultdict(dict)  # "u.n." would be cut otherwise than "U.N."

    def add(phrases, texts, kind, actor, party):
        key = f"{len(entries)}"
        entries[key] = (kind, actor, party)
        phrases[key] = [form for text in texts for form in _spellings(text)]

    for person in registry.people:
        add(exact, (person.name, *person.aliases), "person", person, None)
        for office in person.offices:
            for title in office.titles:
                titles[title.casefold()].append(person)
                spellings[title.casefold()][title] = None
    for office in registry.offices:
        for title in dict.fromkeys(map(str.casefold, office.titles)):
            offices[title] += (office,)
            titles.setdefault(title, [])
        for title in office.titles:
            spellings[title.casefold()][title] = None
    for party in registry.parties:
        own_names = [name for name in (party.name, *party.names) if name not in party.metonyms]
        add(exact, own_names, "party", party.name, party.name)
        add(exact, party.metonyms, "metonym", party.name, party.name)
        for forms in party.institutions:
            add(exact, forms, "institution", forms[0], party.name)
        for forms in party.groups:
            add(lower, forms, "group", forms[0], party.name)
    for label in registry.labels:
        add(lower, (label.text,), "label", label.party, label.party)
    surnames = defaultdict(list)
    for person in registry.people:
        for name in dict.fromkeys(person.surnames or _surnames(person)):
            surnames[name].append(person)
    entries.update({title: ("title", people, None) for title, people in titles.items()})
    match = language.make_matcher
    adjectives = {word: party.name for party in registry.parties for word in party.adjectives}
    return Names(
        registry=registry,
        find_exact=match(exact, attribute="ORTH", pipeline=pipeline),
        find_lower=match(lower, attribute="LOWER", pipeline=pipeline),
        find_titles=match(
            {title: list(spellings[title]) for title in titles}, attribute="LOWER", pipeline=pipeline
        ),
        entries=entries,
        surnames=dict(surnames),
        adjectives=adjectives,
        party_words=adjectives
        | {word: party.name for party in registry.parties for word in (*party.names, *party.metonyms)},
        relations={(word, other): p for p in registry.people for word, other in p.relations},
        offices=dict(offices),
        judging=frozenset(each.text.lower() for each in registry.labels if each.stance == "delegitimising"),
    )


def _spellings(text: str) -> set[str]:
    """A name with either apostrophe; "the government" also as it begins a sentence."""
    begins = (text, "The " + text[4:]) if text.startswith("the ") else (text,)
    return {form for each in begins for form in (each, each.replace("'", "’"), each.replace("’", "'"))}


def _surnames(person: Person) -> list[str]:
    return [name.split()[-1].split("-")[-1] for name in (person.name, *person.aliases) if " " in name]
