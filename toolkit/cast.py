"""Cast: the people of an article by their names, whether a registry knows them or not.

A person's fullest name in the article stands for all its shorter forms: "Lynch" and "Ms. Lynch" are Loretta
E. Lynch wherever in the article she is named so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from toolkit.first_names import find_gender
from toolkit.full_names import MARKS, SUFFIXES, restore_case
from toolkit.parties import Person

SINGULAR = {"he": "male", "him": "male", "his": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
_JOBS = (
    "(?:assembly|anchor|business|camera|chair|church|clergy|committee|congress|council|fire|fisher|front"
    "|gentle|gun|handy|horse|law|marks|news|noble|police|repair|sales|service|spokes|sports|states|strong"
    "|stunt|watch|work|yachts)?"
)
_MEN = re.compile(
    rf"\b(?:{_JOBS}man"
    r"|actor|boy|boyfriend|brother|(?:grand|step)?father|groom|husband|nephew|(?:grand|step)?son|uncle|widower)\b"
)
_WOMEN = re.compile(
    rf"\b(?:{_JOBS}woman"
    r"|actress|aunt|bride|(?:grand|step)?daughter|girl|girlfriend|heroine|housewife|lady|(?:grand|step)?mother"
    r"|niece|sister|waitress|widow|wife)\b"
)
_NICKNAMES = {
    "bill": "william", "bob": "robert", "dick": "richard", "rick": "richard", "jim": "james", "ted": "edward",
    "tony": "anthony", "mike": "michael", "liz": "elizabeth", "bernie": "bernard", "jack": "john",
    "hank": "henry", "chuck": "charles", "kate": "katherine", "peggy": "margaret", "joe": "joseph",
    "tom": "thomas", "nick": "nicholas", "andy": "andrew", "ed": "edward", "larry": "lawrence",
}  # fmt: skip


@dataclass
class Character:
    """A person of the article: the fullest name, the registry's entry where there is one, the gender."""

    name: str
    person: Person | None = None
    gender: str | None = None
    places: list[int] = field(default_factory=list)  # first tokens of the full names

    @property
    def actor(self) -> str:
        """The registry's name, or else the fullest of the article."""
        return self.person.name if self.person else self.name

    @property
    def words(self) -> list[str]:
        """The words of the name, without suffixes such as Jr."""
        words = self.name.replace(",", "").split()
        return [word for word in words if word.lower() not in SUFFIXES] or words

    @property
    def suffix(self) -> str:
        """What tells father and son apart: "jr", "iii"; empty where nothing does."""
        last = self.name.split()[-1].lower()
        return last.strip(".") if last in SUFFIXES else ""


class Cast:
    """The characters of an article, by the last word of their names.

    ``first_names``: what stands before a surname anywhere, in "the Jimmy Fallon Show" too.
    """

    def __init__(self, first_names: dict[str, list[str]] | None = None):
        self.first_names = first_names or {}
        self.by_surname: dict[str, list[Character]] = {}
        self.by_first: dict[str, list[Character]] = {}

    def add(
        self, name: str, place: int, person: Person | None = None, *, gender: str | None = None
    ) -> Character:
        """Add a full name; a longer form of one that is there takes its place."""
        new = Character(name, person, person.gender if person else gender, [place])
        for old in self.by_surname.get(_key(new.words[-1]), ()):
            if new.gender and new.gender != (old.gender or new.gender):
                continue
            if old.person and person and old.person is not person:
                continue
            if old.suffix and new.suffix and old.suffix != new.suffix:
                continue  # father and son
            if (old.person is new.person and person) or _are_one(old.words, new.words):
                if len(name) > len(old.name):
                    old.name = name
                old.person = old.person or person
                old.gender = old.gender or new.gender
                old.places.append(place)
                return old
        surnames = {_key(word) for word in (new.words[-1], *(person.surnames if person else ()))}
        for surname in surnames:
            self.by_surname.setdefault(surname, []).append(new)
        nicknames = [word for word in new.words[1:-1] if word[0] in MARKS and word[-1] in MARKS]
        for word in (new.words[0], *nicknames):
            self.by_first.setdefault(_key(word), []).append(new)
        return new

    def find(self, word: str) -> list[Character]:
        """The characters whose last name is a word."""
        return self.by_surname.get(_key(word), [])

    def find_first(self, word: str) -> list[Character]:
        """The characters whose first name is a word."""
        return self.by_first.get(_key(word), [])

    def lengthen(self, surname: str, gender: str | None) -> str:
        """A surname with the first name that stands before it anywhere; only where a gender tells it is not
        a relative's."""
        firsts = self.first_names.get(surname, ()) if gender else ()
        return next((f"{first} {surname}" for first in firsts if find_gender(first) == gender), surname)

    def set_genders(self) -> None:
        """Let first names tell the genders that nothing else told."""
        for characters in self.by_first.values():
            for each in characters:
                each.gender = each.gender or find_gender(restore_case(each.words[0]))


def tell_gender(words: str) -> str | None:
    """The gender that a description tells: "a State Department spokeswoman"."""
    women, men = _WOMEN.search(words), _MEN.search(words)
    return None if bool(women) == bool(men) else "female" if women else "male"


def _are_one(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether two names of one surname can be one person's: "Joe Biden" and "Joseph R. Biden"."""
    ours, theirs = ([_key(word) for word in words] for words in (ours, theirs))
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    first, other = (_NICKNAMES.get(words[0], words[0]) for words in (ours, theirs))
    short, long = sorted((first, other), key=len)
    return long.startswith(short) and (len(short) > 2 or len(short) == 1)


def _key(word: str) -> str:
    """A word of a name for comparison: without case, points, marks, accents and hyphenated article.

    "O’Neill" is "O'Neill", "Peña" is "Pena".
    """
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"^(?:al|el)[-‐‑]", "", bare.strip(".," + "".join(MARKS)))
