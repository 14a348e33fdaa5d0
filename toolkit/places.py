"""Places: the words of states and parties beside a noun: "Russia's", "South Korean", "of Syria"."""

from __future__ import annotations

from toolkit.full_names import is_joint
from toolkit.names import Names
from toolkit.nouns import is_human

_LONGEST = 3  # words of a party's adjective: "Bosnian and Herzegovinian"
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "PART", "PUNCT"})
PEOPLES = frozenset({"NORP", "GPE"})
_BESIDE = frozenset({"amod", "compound", "nmod"})
_WITHIN = _BESIDE | {"poss"}
JOINTS = frozenset({",", "and", "or"})


def is_people(token) -> bool:
    """Tell whether a word is a people's or a place's: "Iranian", "Bahraini"."""
    is_adjective = token.tag_ in ("JJ", "NNP") and token.text[:1].isupper() and not token.is_sent_start
    return token.ent_type_ in PEOPLES or (is_adjective and token.text.endswith(("an", "i", "ish", "ese")))


def find_before(doc, noun: int, words: dict[str, str], *, reach: int, stops=()) -> tuple[int, str | None]:
    """Where the party's word before a noun begins, and the party.

    None behind the word of a people that no party has ("Russian-trained Libyan police"), or behind people.
    """
    for left in range(noun - 1, max(noun - reach - 1, -1), -1):
        start, party = read_back(doc, left, words)
        if party:
            is_part = is_joint(doc[left + 1]) or (start > 0 and is_joint(doc[start - 1]))
            is_part |= is_of_two(doc, start, words)
            return (noun, None) if is_part else (start, party)  # "US-backed forces", "an African-American"
        if doc[left].pos_ not in _BETWEEN or doc[left].text in ",;:." or left in stops:
            break
        if doc[left].ent_type_ in PEOPLES or (doc[left].tag_ == "NNS" and is_human(doc[left])):
            break
    return noun, None


def is_of_two(doc, start: int, words: dict[str, str]) -> bool:
    """Tell whether another word is joined before an adjective: "American and Russian diplomats".

    An acronym, too, which may be a subject to the parser: "UN and Syrian officials".
    """
    last = step_over_joints(doc, start)
    if last < 0 or last == start - 1:
        return False
    before = doc[last]
    is_acronym = before.text.isupper() and (last == 0 or doc[last - 1].lower_ != "the")
    while before.dep_ == "conj" and before.head.i < before.i:
        before = before.head
    if is_acronym and (before.ent_type_ in PEOPLES or before.text in words):
        return True
    return before.dep_ in _BESIDE and before.head.i >= start


def step_over_joints(doc, start: int) -> int:
    """The last word before the commas and "and" that stand before a token."""
    i = start - 1
    while i >= 0 and doc[i].lower_ in JOINTS:
        i -= 1
    return i


def read_back(doc, i: int, words: dict[str, str]) -> tuple[int, str | None]:
    """The party whose word ends at a token, the longest first: "South Korean", not "Korean"."""
    for start in range(max(i - _LONGEST + 1, 0), i + 1):
        text = doc[start : i + 1].text
        party = words.get(text) or (doc[start].is_sent_start and words.get(text[0].lower() + text[1:]))
        if party:
            return start, party
    return i, None


def read_place(doc, i: int, words: dict[str, str]) -> tuple[int, str | None]:
    """The end of the word of a party that begins at a token, and the party, the longest first.

    None where the word only says whose or of which kind something else is: "of Syria's rebels".
    """
    i += i < len(doc) and doc[i].lower_ == "the"
    for end in range(min(i + _LONGEST, len(doc)), i, -1):
        party = words.get(doc[i:end].text)
        if party:
            last = doc[end - 1]
            is_owner = end < len(doc) and doc[end].tag_ == "POS"
            return end, None if is_owner or (last.dep_ in _WITHIN and last.head.i >= end) else party
    return i + 1, None


def find_outer(doc, left: int, party: str | None, names: Names) -> tuple[int, str | None] | None:
    """Whose a body is that a party's word only places: the mission of "Syria's U.N. mission"; None without.

    The party is None for a state that the registry lacks, and for two.
    """
    i = left - 1 - (left > 1 and doc[left - 1].tag_ == "POS")
    if party is None or i < 0 or not is_people(doc[i]) or not doc[i].text[:1].isupper():
        return None
    start, outer = read_back(doc, i, names.party_words)
    if outer == party:
        return None
    return start, None if is_of_two(doc, start, names.party_words) else outer


def names_another(doc, left: int, noun: int, *, but: frozenset[str] = frozenset()) -> bool:
    """Tell whether another body stands between a party's word and a noun: "the Russian Church leader"."""
    return any(t.pos_ in ("NOUN", "PROPN") and t.lower_ not in but for t in doc[left + 1 : noun])
