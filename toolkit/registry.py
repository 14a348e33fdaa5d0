"""A dated registry as data: who belongs to which party, since when and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

GENDERS = ("female", "male")
LABEL_STANCES = ("delegitimising", "neutral", "legitimising")
PARTS = ("merged", "apart")
Key = tuple[str, str | None]  # speaker, article or quotation (None: every one)


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
class Assignment:
    """What a researcher decided about a speaker; it goes before whatever the rules find.

    Attributes
    ----------
    speaker : str
        As in the column ``speaker``. A speaker of no party is also reached with its first letter in the
        other case, see ``fold_speaker``.
    party : str or None
        The party to show, or ``schema.NO_PARTY``: of no party, on purpose. None where ``person`` is given.
    person : str or None
        The name of a listed person, whose party depends on the article's date.
    article : str or None
        The article_id, or the quote_id of one quotation, where the decision counts; None: everywhere.
    """

    speaker: str
    party: str | None = None
    person: str | None = None
    article: str | None = None

    @property
    def key(self) -> Key:
        """Speaker and article or quotation: of each there is one decision."""
        return self.speaker.strip(), self.article


def fold_speaker(speaker: str) -> str:
    """Fold the case of the first letter, which a sentence may begin with; the others stay as they are.

    Examples
    --------
    >>> fold_speaker("Activists") == fold_speaker("activists"), fold_speaker("US") == fold_speaker("us")
    (True, False)
    """
    speaker = speaker.strip()
    return speaker[:1].lower() + speaker[1:]


@dataclass(frozen=True)
class Registry:
    """Parties, people, offices and labels, and what a researcher assigned.

    Every ``party`` in it is the one to show: where parts are merged, ``parties`` holds the wholes only,
    and a part is an institution of its whole.

    Attributes
    ----------
    people : tuple of Person
        Among people of one surname, the first listed is the default.
    offices : tuple of Office
        Offices that mean their party whoever holds them.
    parents : mapping of str to str
        The whole of each part, merged or apart.
    text : str
        The YAML it was read from.
    """

    name: str
    description: str
    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    labels: tuple[Label, ...]
    text: str
    offices: tuple[Office, ...] = ()
    assigned: tuple[Assignment, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def party_names(self) -> tuple[str, ...]:
        """Display names of the parties that a ``party`` column can hold, in order."""
        return tuple(party.name for party in self.parties)
