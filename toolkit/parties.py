"""The dated registry: who belongs to which party, since when and until when. Pure data, no NLP.

A registry is a YAML file that a researcher can read and write. Its top-level fields are
``name``, ``description``, ``parties``, ``people`` and ``labels``; CONTRIBUTING and the shipped
``registries/syria-2012.yaml`` show them all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from toolkit import yaml_reader as read
from toolkit.schema import UNRESOLVED
from toolkit.yaml_reader import Node, RegistryError

GENDERS = ("female", "male")
LABEL_STANCES = ("delegitimising", "neutral", "legitimising")
_SHIPPED = files("toolkit") / "registries"

__all__ = ["Label", "Office", "Party", "Person", "Registry", "RegistryError", "load_registry"]


@dataclass(frozen=True)
class Party:
    """A party and the words that name it.

    Attributes
    ----------
    name : str
        Display name, as in every ``party`` column.
    names : tuple of str
        Names that always mean the party ("Syrian National Council").
    metonyms : tuple of str
        Places and buildings that mean it only where they act or speak ("Damascus said").
    adjectives : tuple of str
        Words that make "officials" or "troops" the party's ("Syrian").
    institutions : tuple of tuple of str
        Institutions of the party, each with its canonical name first, then other forms.
    groups : tuple of tuple of str
        Common nouns for its people ("activists"), canonical form first.
    """

    name: str
    names: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    institutions: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Office:
    """An office held for a time; ``titles`` without country ("foreign minister"), usual form first."""

    titles: tuple[str, ...]
    party: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the office was held on this day; open ends cover everything."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Person:
    """A person, the forms of the name, and the offices with their dates.

    ``relations`` holds pairs such as ``("wife", "Bashar al-Assad")``: this person is his wife.
    ``party`` is an undated membership; it counts on days that no office covers.
    """

    name: str
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    gender: str | None = None
    party: str | None = None
    relations: tuple[tuple[str, str], ...] = ()
    offices: tuple[Office, ...] = ()

    def offices_at(self, day: date | None) -> tuple[Office, ...]:
        """Return the offices held on a day; without a date, undated ones and an only one."""
        if day is not None:
            return tuple(office for office in self.offices if office.covers(day))
        if len(self.offices) == 1:
            return self.offices
        return tuple(office for office in self.offices if office.start is office.end is None)

    def party_at(self, day: date | None) -> str | None:
        """Return the party on a day, or None; without a date, only what is unambiguous."""
        if day is None:
            memberships = {office.party for office in self.offices} | ({self.party} - {None})
            return memberships.pop() if len(memberships) == 1 else None
        held = self.offices_at(day)
        return held[-1].party if held else self.party


@dataclass(frozen=True)
class Label:
    """A phrase that names a party and judges it: the "Assad regime", under the word "regime"."""

    text: str
    word: str
    party: str
    stance: str


@dataclass(frozen=True)
class Registry:
    """Parties, people and labels; among people of one surname, the first listed is the default."""

    name: str
    description: str
    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    labels: tuple[Label, ...]
    text: str

    @property
    def party_names(self) -> tuple[str, ...]:
        """Display names of the parties, in order."""
        return tuple(party.name for party in self.parties)


def load_registry(parties: Registry | str | Path) -> Registry:
    """Load a registry of parties.

    Parameters
    ----------
    parties : Registry, path or str
        A Registry (returned as it is), a path (exists, or ends in .yaml or .yml), or the name of
        a shipped registry.

    Returns
    -------
    Registry

    Raises
    ------
    RegistryError
        If the file breaks a rule; the message names line and field.
    FileNotFoundError
        If the path does not exist.
    ValueError
        If the name is not shipped; the message lists the names.

    Examples
    --------
    >>> registry = load_registry("syria-2012")
    >>> registry.party_names[:3]
    ('US', 'Russia', 'Syrian government')
    >>> medvedev = next(p for p in registry.people if p.name == "Dmitry Medvedev")
    >>> medvedev.offices_at(date(2012, 3, 25))[0].titles[0]
    'President'
    """
    if isinstance(parties, Registry):
        return parties
    path = Path(parties)
    if path.is_file():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise RegistryError(f"{parties}, line {line}: expected UTF-8. Save the file as UTF-8.") from None
        return parse_registry(text, source=str(parties))
    if path.suffix in (".yaml", ".yml"):
        raise FileNotFoundError(
            f"parties: expected a registry file, got {str(parties)!r}, which does not exist. "
            "Check the path, or give the name of a shipped registry: " + ", ".join(list_registries())
        )
    if str(parties) not in list_registries():
        raise ValueError(
            f"parties: expected a Registry, a .yaml file or one of {', '.join(list_registries())}; "
            f"got {str(parties)!r}. Name a shipped registry, or write your own file."
        )
    shipped = _SHIPPED / f"{parties}.yaml"
    return parse_registry(shipped.read_text(encoding="utf-8"), source=f"{parties}.yaml")


def list_registries() -> list[str]:
    """List the names of the shipped registries.

    Examples
    --------
    >>> list_registries()
    ['syria-2012']
    """
    return sorted(
        item.name.removesuffix(".yaml") for item in _SHIPPED.iterdir() if item.name.endswith(".yaml")
    )


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
    top = read.take_fields(root, required=("name", "parties"), optional=("description", "people", "labels"))
    parties = tuple(_read_party(item) for item in read.take_list(top["parties"]))
    _reject_repeats(top["parties"], "party")
    _reject_shared_words(
        (item.value["name"].value, node)
        for item in read.take_list(top["parties"])
        for field in ("names", "metonyms", "institutions", "groups")
        for node in read.find_texts(item.value.get(field))
    )
    for item in read.take_list(top["parties"]):
        if item.value["name"].value == UNRESOLVED:
            read.fail(item.value["name"], "another name: this one stands for speakers of no known party")
    known = {party.name for party in parties}
    people = tuple(_read_person(item, known) for item in read.take_list(top.get("people")))
    _reject_repeats(top.get("people"), "person")
    _check_relations(top.get("people"), {person.name for person in people})
    labels = tuple(label for item in read.take_list(top.get("labels")) for label in _read_labels(item, known))
    _reject_shared_words(
        (item.value["word"].value, node)
        for item in read.take_list(top.get("labels"))
        for node in read.find_texts(item.value["phrases"])
    )
    return Registry(
        name=read.take_text(top["name"]),
        description=read.take_text(top["description"]) if "description" in top else "",
        parties=parties,
        people=people,
        labels=labels,
        text=text,
    )


def _reject_repeats(node, kind: str) -> None:
    seen = set()
    for item in read.take_list(node):
        name = item.value["name"]
        if name.value in seen:
            read.fail(name, f"each {kind} listed once; join the two entries")
        seen.add(name.value)


def _reject_shared_words(owned: Iterable[tuple[str, Node]]) -> None:
    """Refuse a phrase that two parties, or two labels, both list: it could mean either."""
    owners: dict[str, str] = {}
    for owner, node in owned:
        other = owners.setdefault(node.value, owner)
        if other != owner:
            read.fail(node, f"a phrase that is listed once; {other!r} has it too: take it out of one")


def _check_relations(node, names: set[str]) -> None:
    for item in read.take_list(node):
        relations = item.value.get("relations")
        for other in relations.value.values() if relations else ():
            read.take_choice(other, names)


def _read_party(node) -> Party:
    lists = ("names", "metonyms", "adjectives")
    forms = ("institutions", "groups")
    fields = read.take_fields(node, required=("name",), optional=lists + forms)
    return Party(
        name=read.take_text(fields["name"]),
        **{key: read.take_texts(fields.get(key)) for key in lists},
        **{key: tuple(read.take_texts(item) for item in read.take_list(fields.get(key))) for key in forms},
    )


def _read_person(node, known: set[str]) -> Person:
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
        party=read.take_choice(fields["party"], known) if "party" in fields else None,
        relations=tuple((word, read.take_text(other)) for word, other in relations.items()),
        offices=tuple(_read_office(item, known) for item in read.take_list(fields.get("offices"))),
    )


def _read_office(node, known: set[str]) -> Office:
    fields = read.take_fields(node, required=("titles", "party"), optional=("from", "to"))
    start = _read_day(fields["from"], last=False) if "from" in fields else None
    end = _read_day(fields["to"], last=True) if "to" in fields else None
    if start and end and end < start:
        read.fail(fields["to"], f"a day on or after 'from' ({start})")
    titles = read.take_texts(fields["titles"])
    if not titles:
        read.fail(fields["titles"], "at least one title")
    return Office(titles=titles, party=read.take_choice(fields["party"], known), start=start, end=end)


def _read_labels(node, known: set[str]) -> list[Label]:
    fields = read.take_fields(node, required=("word", "party", "stance", "phrases"))
    word, party = read.take_text(fields["word"]), read.take_choice(fields["party"], known)
    stance = read.take_choice(fields["stance"], LABEL_STANCES)
    return [Label(text, word, party, stance) for text in read.take_texts(fields["phrases"])]


def _read_day(node, *, last: bool) -> date:
    """Read 2012, 2012-05 or 2012-05-07; a year or month means its first or last day."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", read.take_text(node))
    try:
        year, month, day = (int(part) if part else None for part in match.groups())
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except (AttributeError, ValueError):
        read.fail(node, "a date such as 2012-05-07, 2012-05 or 2012")
