"""State nouns: words of state with a party's word, "Syrian lawmakers", "the representative of France"."""

from __future__ import annotations

from toolkit.names import Names
from toolkit.nouns import is_past
from toolkit.places import find_before, find_outer, is_people, names_another, read_place
from toolkit.sightings import Sighting

STATE_NOUNS = frozenset(
    "administration agency aide aides airforce ambassador ambassadors armies army authorities cabinet "
    "chancellor chancellors charge command commander commanders consul consuls counterpart counterparts "
    "defence defense delegate delegates delegation delegations diplomacy diplomat diplomats embassies "
    "embassy envoy envoys force forces general generals government governments intelligence junta "
    "lawmaker lawmakers leader leaders leadership media military minister ministers ministries ministry "
    "mission missions navy negotiator negotiators officer officers official officials parliament police "
    "premier premiers president presidents regime representative representatives security senator "
    "senators service services side spokesman spokesmen spokesperson spokeswoman state television troops "
    "tv"
    .split()
)  # fmt: skip
WITHIN_OFFICE = STATE_NOUNS | frozenset(
    "acting armed chief deputy economy finance foreign health information interior justice oil permanent "
    "prime trade vice".split()
)
_HEADS = frozenset("commander general leader president representative".split())
WHERE_STATES_SEND = frozenset({"EU", "NATO", "U.N.", "UN"})
_TELLING = frozenset({"ADJ", "ADV", "NOUN", "PROPN"})
_RANKS = frozenset("both high-level many most other several senior some top various".split())


def find_state_nouns(doc, taken: set[int], names: Names) -> list[Sighting]:
    """A word of state with its party: "Syrian security forces", "the representative of France"."""
    sightings = []
    for token in doc:
        if token.lower_ not in STATE_NOUNS or token.i in taken or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in STATE_NOUNS:
            continue
        left, party = find_before(doc, token.i, names.adjectives, reach=5, stops=taken)
        if party is None:
            left, party = find_before(doc, token.i, names.party_words, reach=5, stops=taken)
            party = party if _is_owned(doc, left, token.i) else None
        if party and _is_of_another(doc, left, token):
            continue
        if party and token.lemma_.lower() == "ambassador" and doc[left].text in WHERE_STATES_SEND:
            continue  # of a state, "Russia's U.N. ambassador", even where none is named
        outer = find_outer(doc, left, party, names)
        if outer:
            left, party = outer
        if party and _is_elsewhere(doc, left, token.i + 1, party, names):
            continue
        end = token.i + 1
        if party is None and end < len(doc) and doc[end].lower_ == "of":
            left, (end, party) = token.i, read_place(doc, end + 1, names.party_words)
            if token.lemma_.lower() in _HEADS and is_told_apart(doc, left):
                continue
        if party and not is_past(doc, left):
            sightings.append(Sighting(left, end, doc[left:end].text, party, "group", "composed"))
    return sightings


def _is_owned(doc, left: int, noun: int) -> bool:
    """Tell whether a place has a word of state: "Russia's deputy minister", not "Syria's exiled leaders"."""
    owner = next((t.i for t in doc[left:noun] if t.tag_ == "POS"), None)
    return owner is not None and all(t.lower_ in WITHIN_OFFICE for t in doc[owner + 1 : noun])


def _is_of_another(doc, left: int, noun) -> bool:
    """Tell whether somebody leads another body than a party's: "Syrian refugee leaders"."""
    return noun.lemma_.lower() in _HEADS and names_another(doc, left, noun.i, but=WITHIN_OFFICE)


def is_told_apart(doc, start: int) -> bool:
    """Tell whether a word before a title says that others are meant: "religious leaders of Syria"."""
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    if before is None or before.lower_ in _RANKS | WITHIN_OFFICE or before.ent_type_ in ("DATE", "TIME"):
        return False
    return before.pos_ in _TELLING or before.tag_ in ("VBN", "VBG")


def _is_elsewhere(doc, left: int, end: int, party: str, names: Names) -> bool:
    """Tell whether a common word stands with a place of another party, or none: "state officials in Ohio"."""
    if not doc[left].text.islower() and doc[left].text.lower() not in names.adjectives:
        return False
    if left and is_people(doc[left - 1]) and names.party_words.get(doc[left - 1].text) != party:
        return True  # "Iranian state television"
    if end + 1 >= len(doc) or doc[end].lower_ not in ("in", "of"):
        return False
    is_place = doc[end + 1].ent_type_ == "GPE" or doc[end + 1].text in names.party_words
    return is_place and read_place(doc, end + 1, names.party_words)[1] != party
