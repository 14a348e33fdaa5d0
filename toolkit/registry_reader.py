"""Read a registry: YAML text to dataclasses, every field checked.

The fields are shown in CONTRIBUTING and in the shipped ``registries/syria-2012.yaml``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from toolkit import yaml_reader as read
from toolkit.registry import (
    GENDERS,
    LABEL_STANCES,
    PARTS,
    Assignment,
    Key,
    Label,
    Office,
    Party,
    Person,
    Registry,
)
from toolkit.schema import NO_PARTY, UNRESOLVED
from toolkit.yaml_reader import Node

NONE = "none"
NO_PARTIES = (NONE, NO_PARTY)  # in whatever case
_OPTIONAL = ("description", "parts", "people", "offices", "labels", "assigned")
_WORDS = ("names", "metonyms", "adjectives")
_FORMS = ("institutions", "groups")
_RESERVED = {
    UNRESOLVED: "speakers of no known party",
    NO_PARTY: "speakers who are of no party",
    NONE: "no party, under 'assigned'",
}


def parse_registry(text: str, *, source: str = "registry") -> Registry:
    """Parse the YAML text of a registry, checking every field.

    Raises
    ------
    RegistryError
        With ``source``, line, field, what was expected, what was got, and the remedy.

    Examples
    --------
    >>> parse_registry("name: mine\\nparties:\\n  - nam: US\\n", source="mine.yaml")
    Traceback (most recent call last):
    ...
    toolkit.yaml_reader.RegistryError: mine.yaml, line 3, field parties[0].nam: expected one of ...
    """
    root = read.open_mapping(text, source=source)
    top = read.take_fields(root, required=("name", "parties"), optional=_OPTIONAL)
    items = {
        key: read.take_list(top.get(key)) for key in ("parties", "people", "offices", "labels", "assigned")
    }
    listed = [_read_party(item) for item in items["parties"]]
    _check_parties(items["parties"])
    parents = _read_parents(items["parties"])
    parts = read.take_choice(top["parts"], PARTS) if "parts" in top else "merged"
    shown = {party.name: _find_whole(party.name, parents if parts == "merged" else {}) for party in listed}
    people = tuple(_read_person(item, shown) for item in items["people"])
    _reject_repeats(items["people"], "person")
    _reject_shared_words(_find_words(items["people"], ("name", "aliases")))
    known = {person.name for person in people}
    _check_relations(items["people"], known)
    labels = tuple(label for item in items["labels"] for label in _read_labels(item, shown))
    _check_labels(items["labels"], items["parties"], shown)
    return Registry(
        name=read.take_text(top["name"]),
        description=read.take_text(top["description"]) if "description" in top else "",
        parties=_merge_parts(listed, shown),
        people=people,
        labels=labels,
        text=text,
        offices=tuple(_read_title(item, shown) for item in items["offices"]),
        assigned=_read_assigned(items["assigned"], shown, known),
        parents=parents,
    )


def _read_party(node: Node) -> Party:
    fields = read.take_fields(node, required=("name",), optional=(*_WORDS, *_FORMS, "part_of"))
    return Party(
        name=read.take_text(fields["name"]),
        **{key: read.take_texts(fields.get(key)) for key in _WORDS},
        **{key: tuple(read.take_texts(item) for item in read.take_list(fields.get(key))) for key in _FORMS},
    )


def _check_parties(items: list[Node]) -> None:
    _reject_repeats(items, "party")
    _reject_shared_words(_find_words(items, ("name", "names", "metonyms", *_FORMS)))
    _reject_shared_words(_find_words(items, ("metonyms", "adjectives")))
    for item in items:
        name = item.value["name"]
        if _fold(name) in _RESERVED:
            read.fail(name, f"another name: this one stands for {_RESERVED[_fold(name)]}")


def _find_words(items: list[Node], fields: Iterable[str]) -> Iterator[tuple[str, Node]]:
    """Yield the phrases of parties or people, each with the name of whom they mean."""
    for item in items:
        for field in fields:
            for node in read.find_texts(item.value.get(field)):
                yield read.take_text(item.value["name"]), node


def _fold(node: Node) -> str:
    """A phrase as it is compared: "the rebels" and "The Rebels" are one."""
    return read.take_text(node).casefold()


def _reject_repeats(items: list[Node], kind: str) -> None:
    seen = set()
    for item in items:
        name = item.value["name"]
        if _fold(name) in seen:
            read.fail(name, f"each {kind} listed once, in whatever case; join the two entries")
        seen.add(_fold(name))


def _reject_shared_words(owned: Iterable[tuple[str, Node]]) -> None:
    """Refuse a phrase that two parties, people or labels both list: it could mean either."""
    owners: dict[str, str] = {}
    for owner, node in owned:
        other = owners.setdefault(_fold(node), owner)
        if other != owner:
            read.fail(node, f"a phrase that is listed once; {other!r} has it too: take it out of one")


def _read_parents(items: list[Node]) -> dict[str, str]:
    """The whole of each part."""
    names = {item.value["name"].value.strip() for item in items}
    parts = {}
    for item in items:
        node = item.value.get("part_of")
        if node is not None and node.value is not None:
            name, parts_whole = item.value["name"].value.strip(), read.take_choice(node, names)
            if _find_whole(parts_whole, parts) == name:
                read.fail(node, f"a party that is not itself a part of {name!r}; take one part_of out")
            parts[name] = parts_whole
    return parts


def _find_whole(name: str, parents: Mapping[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name


def _merge_parts(parties: list[Party], shown: Mapping[str, str]) -> tuple[Party, ...]:
    """Make every part an institution of its whole, which takes over the other words of the part."""
    wholes = {party.name: party for party in parties if shown[party.name] == party.name}
    for part in parties:
        if part.name not in wholes:
            whole = wholes[shown[part.name]]
            forms = tuple(name for name in (part.name, *part.names) if name not in part.metonyms)
            wholes[whole.name] = replace(
                whole,
                metonyms=whole.metonyms + part.metonyms,
                adjectives=whole.adjectives + part.adjectives,
                institutions=(*whole.institutions, *([forms] if forms else []), *part.institutions),
                groups=whole.groups + part.groups,
            )
    return tuple(wholes.values())


def _take_party(node: Node, shown: Mapping[str, str]) -> str:
    """Return the party to show for a listed party."""
    return shown[read.take_choice(node, shown)]


def _read_person(node: Node, shown: Mapping[str, str]) -> Person:
    fields = read.take_fields(
        node,
        required=("name",),
        optional=("aliases", "surnames", "gender", "party", "relations", "offices"),
    )
    if "party" not in fields and "offices" not in fields:
        read.fail(node, "a person with a party or offices; add 'party: …' or 'offices: …'")
    relations = read.take_fields(fields["relations"], allow_any=True) if "relations" in fields else {}
    return Person(
        name=read.take_text(fields["name"]),
        aliases=read.take_texts(fields.get("aliases")),
        surnames=read.take_texts(fields.get("surnames")),
        gender=read.take_choice(fields["gender"], GENDERS) if "gender" in fields else None,
        party=_take_party(fields["party"], shown) if "party" in fields else None,
        relations=tuple((word, read.take_text(other)) for word, other in relations.items()),
        offices=tuple(_read_office(item, shown) for item in read.take_list(fields.get("offices"))),
    )


def _check_relations(items: list[Node], names: set[str]) -> None:
    for item in items:
        relations = item.value.get("relations")
        for other in relations.value.values() if relations else ():
            read.take_choice(other, names)


def _read_office(node: Node, shown: Mapping[str, str]) -> Office:
    """Read the office of a person, with its dates."""
    fields = read.take_fields(node, required=("titles", "party"), optional=("from", "to"))
    start = _read_day(fields["from"], last=False) if "from" in fields else None
    end = _read_day(fields["to"], last=True) if "to" in fields else None
    if start and end and end < start:
        read.fail(fields["to"], f"a day on or after 'from' ({start})")
    return Office(_read_titles(fields["titles"]), _take_party(fields["party"], shown), start, end)


def _read_title(node: Node, shown: Mapping[str, str]) -> Office:
    """Read an office that means its party whoever holds it."""
    fields = read.take_fields(node, required=("titles", "party"))
    return Office(_read_titles(fields["titles"]), _take_party(fields["party"], shown))


def _read_titles(node: Node) -> tuple[str, ...]:
    titles = read.take_texts(node)
    if not titles:
        read.fail(node, "at least one title")
    return titles


def _read_labels(node: Node, shown: Mapping[str, str]) -> list[Label]:
    fields = read.take_fields(node, required=("word", "party", "stance", "phrases"))
    word, party = read.take_text(fields["word"]), _take_party(fields["party"], shown)
    stance = read.take_choice(fields["stance"], LABEL_STANCES)
    return [Label(text, word, party, stance) for text in read.take_texts(fields["phrases"])]


def _check_labels(labels: list[Node], parties: list[Node], shown: Mapping[str, str]) -> None:
    """Refuse a phrase of two labels, and one that both names and judges, or names another party."""
    phrases = [(item, node) for item in labels for node in read.find_texts(item.value["phrases"])]
    _reject_shared_words((read.take_text(item.value["word"]), node) for item, node in phrases)
    names = {_fold(node): owner for owner, node in _find_words(parties, ("name", "names", *_FORMS))}
    for item, node in phrases:
        owner, stance = names.get(_fold(node)), item.value["stance"].value.strip()
        if owner is None:
            continue
        if stance != "neutral":
            read.fail(
                node,
                f"a phrase that only judges; {owner!r} is named by it too: "
                "take it out of the names of the party, or give the label the stance neutral",
            )
        if _take_party(item.value["party"], shown) != shown[owner]:
            read.fail(node, f"a phrase of one party; {owner!r} is named by it: take it out of one")


def _read_assigned(
    items: list[Node], shown: Mapping[str, str], people: Iterable[str]
) -> tuple[Assignment, ...]:
    assigned: dict[Key, Assignment] = {}
    for item in items:
        fields = read.take_fields(item, required=("speaker",), optional=("article", "party", "person"))
        if ("party" in fields) == ("person" in fields):
            read.fail(item, "one of 'party: …', 'person: …' or 'party: none'; give exactly one")
        party = person = None
        if "party" in fields:
            is_none = _fold(fields["party"]) in NO_PARTIES
            party = NO_PARTY if is_none else shown[read.take_choice(fields["party"], [*shown, NONE])]
        else:
            person = _take_person(fields["person"], people)
        article = read.take_text(fields["article"]) if "article" in fields else None
        decision = Assignment(read.take_text(fields["speaker"]), party, person, article)
        if assigned.setdefault(decision.key, decision) is not decision:
            where = f"in {article}" if article else "for all articles"
            read.fail(fields["speaker"], f"a speaker assigned once {where}; take one of the two out")
    return tuple(assigned.values())


def _take_person(node: Node, people: Iterable[str]) -> str:
    if read.take_text(node) not in people:
        read.fail(node, f"one of the listed people{'' if people else '; none are listed'}")
    return read.take_text(node)


def _read_day(node: Node, *, last: bool) -> date:
    """Read 2012, 2012-05 or 2012-05-07; a year or month means its first or last day."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", read.take_text(node))
    try:
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except (AttributeError, ValueError):
        read.fail(node, "a date such as 2012-05-07, 2012-05 or 2012")
