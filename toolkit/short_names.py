"""Short names: whom "Lavrov", "Mr Lavrov" or "Sergei" means among those named in full, or listed."""

from __future__ import annotations

from collections import Counter

from toolkit.cast import SINGULAR, Cast, Character
from toolkit.first_names import find_gender, is_first_name
from toolkit.full_names import (
    HONORIFICS,
    NO_NAMES,
    PARTICLES,
    SUFFIXES,
    is_joint,
    is_name,
    read_honorific,
    spell_name,
)
from toolkit.names import Names
from toolkit.quotes.cues import load_cues
from toolkit.sightings import Sighting, see_person

_ROYAL = frozenset("king queen prince princess sir dame lady".split())  # go with first names
_SON_OF = frozenset("bin bint ibn".split())  # who is then called by the first name
_BODIES = frozenset("agency bank brand carmaker company firm group maker manufacturer network paper".split())
_AFTER = 20  # tokens in which a pronoun may tell whom a bare surname means


def find_short_forms(doc, taken: set[int], cast: Cast, names: Names, day, titled: set[int]) -> list[Sighting]:
    """Find the people meant by a surname or a first name, in text order; ``taken`` gets double surnames.

    ``titled``: tokens of lines in title case, where a verb looks like the rest of a name.
    """
    found, votes = [], _vote(doc, taken, cast)
    for token in doc:
        if (
            token.i in taken
            or not token.text[:1].isupper()
            or not (is_name(token) or token.text[-2:] in ("’s", "'s"))
        ):
            continue
        word = token.text.removesuffix("’s").removesuffix("'s")
        start = _find_start(doc, token.i)
        title = read_honorific(doc[start - 1]) if start else None
        double = _find_double(doc, token.i, cast)
        if double:
            character = _choose(doc, cast, doc[token.i : double].text, start, title, votes)
            if character:
                found.append(see_character(start, double, character, day, "surname"))
                taken.update(range(start, double))
                continue
        if _tells_age(doc, start) and len(cast.find(word)) > 1:
            continue
        if _is_within_name(doc, token, title) and not (token.i in titled and tells_next(doc, token.i)):
            continue
        character = _choose(doc, cast, word, start, title, votes)
        if character:
            found.append(see_character(start, token.i + 1, character, day, "surname"))
            continue
        listed = _choose_listed(doc, names, cast, word, token, start, title)
        if listed:
            found.append(see_person(start, token.i + 1, listed, day, "surname"))
        elif title and _is_surname(token) and word not in names.party_words and word not in names.surnames:
            found.append(_see_titled(doc, token.i, title, cast))
    return found


def see_character(start: int, end: int, character: Character, day, how: str) -> Sighting:
    """The sighting of somebody of the cast, as the registry has them where it does."""
    if character.person:
        return see_person(start, end, character.person, day, how)
    return Sighting(start, end, character.actor, None, "person", how, character.gender)


def find_pronoun(doc, start: int, stops: set[int]) -> str | None:
    """The gender of the first "he" or "she" after a name, before another name."""
    for token in doc[start : start + _AFTER]:
        if token.i in stops:
            return None
        if token.lower_ in SINGULAR:
            return SINGULAR[token.lower_]
    return None


def tells_next(doc, i: int) -> bool:
    """Tell whether a verb of saying stands next, a name to the parser: "Clinton Agrees", "A and B Agree"."""
    word = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    is_joint_subject = i > 0 and doc[i - 1].lower_ in ("and", "&", ",")
    ends = ("s", "es", "") if is_joint_subject else ("s", "es")
    return any(word.endswith(end) and (word[: len(word) - len(end)], "verb") in load_cues() for end in ends)


def _find_start(doc, i: int) -> int:
    """Where a surname begins that has a particle: "al-Assad", "al Assad", "Le Pen"."""
    if i > 1 and doc[i - 1].text == "-" and doc[i - 2].lower_ in ("al", "el"):
        return i - 2
    return i - 1 if i and doc[i - 1].lower_ in PARTICLES else i


def _find_double(doc, i: int, cast: Cast) -> int | None:
    """The end of a surname of two that begins here: "Mark-Viverito" is not Mark."""
    end = i + 1
    while end + 1 < len(doc) and end - i < 5 and is_joint(doc[end]):
        end += 2
    return end if end > i + 1 and cast.find(doc[i:end].text) else None


def _is_within_name(doc, token, title: str | None) -> bool:
    """Tell whether a word is part of a longer name: "Trump Tower", "University of Clinton"."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    if "&" in (before and before.text, after and after.text):  # "Brook & Hale"
        return True
    if (
        after is not None
        and token.dep_ == "compound"
        and after.pos_ == "PROPN"
        and after.text[:1].isupper()
        and token.head.i > token.i
        and not after.is_sent_start
    ):
        return True
    if title or before is None:
        return False
    is_given = is_first_name(before.text) and before.lower_ not in PARTICLES
    return before.dep_ == "compound" and before.pos_ == "PROPN" and before.head.i == token.i and is_given


def _choose(doc, cast: Cast, word: str, place: int, title: str | None, votes: dict) -> Character | None:
    """Whom a surname or first name means among those named in full, and None where nobody is."""
    some = cast.find(word)
    if not some and (not title or title in _ROYAL):
        some = [each for each in cast.find_first(word) if len(each.words) > 1]
        token = doc[place]
        if len(some) != 1 or token.pos_ != "PROPN":
            return None
        if token.ent_type_ not in ("", "PERSON") and _SON_OF.isdisjoint(map(str.lower, some[0].words)):
            return None
    gender = HONORIFICS.get(title or "")
    if gender:
        some = [each for each in some if each.gender in (None, gender)]
    elif some and word in votes:
        some = [each for each in some if each.gender in (None, votes[word])]
        some = some or [cast.add(cast.lengthen(word, votes[word]), place, gender=votes[word])]
    if not some:
        return None
    if gender and len(some) == 1:
        some[0].gender = gender
    return max(some, key=lambda each: (len(each.places), -each.places[0]))


def _tells_age(doc, place: int) -> bool:
    """Tell whether words beside a surname tell father and son apart: "the elder Mr Crane", "Crane senior"."""
    before = {t.lower_ for t in doc[max(place - 2, 0) : place]}
    after = doc[place + 1].lower_ if place + 1 < len(doc) else ""
    return not before.isdisjoint(("elder", "younger")) or after in ("junior", "senior")


def _vote(doc, taken: set[int], cast: Cast) -> dict[str, str]:
    """The gender of a surname's bearer, by "Mr" and "Ms" and by the pronouns about the bare name."""
    votes: dict[str, Counter] = {}
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or not cast.find(token.text):
            continue
        votes.setdefault(token.text, Counter())
        title = read_honorific(token.nbor(-1)) if token.i else None
        are_both = len({each.gender for each in cast.find(token.text)}) > 1
        if title and not are_both:  # else "Mrs Crane" does not tell who "Crane" is
            votes[token.text][HONORIFICS[title]] += 1
        elif are_both and not title:
            votes[token.text][find_pronoun(doc, token.i + 1, taken)] += 1
    for counts in votes.values():
        del counts[None]
    return {word: counts.most_common(1)[0][0] for word, counts in votes.items() if counts}


def _choose_listed(doc, names: Names, cast: Cast, word: str, token, start: int, title: str | None):
    """A listed person whom the article never names in full, first listed first."""
    people = names.surnames.get(word)
    if not people or cast.find(word):
        return None
    before = doc[start - 1].lower_ if start else ""
    is_body = token.ent_type_ in ("ORG", "FAC") and _is_body(doc, token)
    if before == "the" or token.pos_ != "PROPN" or is_body:
        return None
    gender = HONORIFICS.get(title or "")
    if is_first_name(word) and not gender:  # "Clinton, 8, said he"
        gender = find_pronoun(doc, token.i + 1, set())
    return next((each for each in people if not gender or _read_sex(each) in (None, gender)), None)


def _read_sex(person) -> str | None:
    """The gender that the registry has, or else the first name tells."""
    return person.gender or find_gender(person.name.split()[0])


def _is_body(doc, token) -> bool:
    """Tell whether a listed surname is a body here: "Bush Foundation", "the firm, Ford", "Ford said it …"."""
    is_longer = token.ent_iob_ == "I" or (token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I")
    beside = {t.lemma_.lower() for t in (token.head, *token.children) if "appos" in (token.dep_, t.dep_)}
    return is_longer or not _BODIES.isdisjoint(beside) or any(map(_is_thing, token.head.children))


def _is_thing(clause) -> bool:
    """Tell whether a clause tells what "it", its speaker, does: "it would recall cars", not "it was late"."""
    is_said = clause.dep_ == "ccomp" and clause.lemma_ != "be"
    return is_said and any(t.lower_ == "it" and t.dep_ == "nsubj" for t in clause.children)


def _is_surname(token) -> bool:
    is_word = token.lower_ not in NO_NAMES | SUFFIXES
    return is_word and token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON")


def _see_titled(doc, i: int, title: str, cast: Cast) -> Sighting:
    """Somebody whose full name nothing has: "Mr. Fallon"; from here on a name that may stand alone.

    The first name may stand inside another name: "the Jimmy Fallon Show".
    """
    end = i + 1
    while (
        end < len(doc) and is_name(doc[end]) and doc[end].pos_ == "PROPN" and doc[end].ent_type_ == "PERSON"
    ):
        end += 1
    name = spell_name(doc[i:end])
    gender = HONORIFICS[title]
    character = cast.add(cast.lengthen(name, gender), i, gender=gender)
    return see_character(i, end, character, None, "surname")
