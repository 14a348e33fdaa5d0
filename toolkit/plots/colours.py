"""One colour and one mark for each party: no two alike where parties are shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from toolkit.schema import NO_PARTY, UNRESOLVED

GREY, PALE = "#767676", "#b0b0b0"


@dataclass(frozen=True)
class Look:
    """How a party is drawn: a colour, and a mark for those who do not see it."""

    colour: str
    marker: str


_NONE = {"media": Look(GREY, "s"), NO_PARTY: Look(GREY, "D"), UNRESOLVED: Look(GREY, "o")}
PARTYLESS = tuple(_NONE)
"""What stands among the parties and is none; shown after them in this order."""

# Okabe & Ito (2008), Tol (2021, muted scheme), then four that colour-blind readers can tell from these.
_KNOWN = {
    "US": Look("#0072B2", "o"),
    "Russia": Look("#D55E00", "s"),
    "Syrian government": Look("#009E73", "D"),
    "Syrian opposition": Look("#CC79A7", "^"),
    "United Nations": Look("#56B4E9", "v"),
    "China": Look("#E69F00", "P"),
    "United Kingdom": Look("#332288", "X"),
    "France": Look("#882255", "<"),
    "Arab League": Look("#999933", ">"),
}
LOOKS = (
    *_KNOWN.values(),
    Look("#7766FF", "p"),
    Look("#661100", "h"),
    Look("#117733", "*"),
    Look("#DD00BB", "d"),
)
_BEYOND = ("8", "H", ".", "1", "2", "3", "4", "+", "x")  # in grey, once every look is taken


def assign_looks(parties: Iterable[str]) -> dict[str, Look]:
    """Assign to each party a look that no other of these has.

    Parties of the shipped registry keep theirs. Any other takes, in the order of the alphabet, the look
    that its name points to, or the next one that is free; those for whom none is left are grey, and only
    the mark and the label tell them apart. Give all parties of an analysis, and each has the same look in
    every figure.

    Examples
    --------
    >>> looks = assign_looks(["Greens", "Liberals", "US", "unresolved"])
    >>> len(set(looks.values())), looks["US"].colour, looks["unresolved"].colour
    (4, '#0072B2', '#767676')
    """
    parties = list(dict.fromkeys(parties))
    fixed = _KNOWN | _NONE
    looks = {party: fixed[party] for party in parties if party in fixed}
    free = [look for look in LOOKS if look not in looks.values()]
    for n, party in enumerate(sorted(set(parties) - looks.keys())):
        first = crc32(party.encode("utf-8", "surrogatepass")) % len(LOOKS)
        wished = [*LOOKS[first:], *LOOKS[:first]]
        look = next((look for look in wished if look in free), None)
        if look:
            free.remove(look)
        looks[party] = look or Look(GREY, _BEYOND[n % len(_BEYOND)])
    return looks


def get_colour(party: str) -> str:
    """Return the colour of a party where it is shown by itself.

    Examples
    --------
    >>> get_colour("US"), get_colour("unresolved")
    ('#0072B2', '#767676')
    """
    return assign_looks([party])[party].colour


def get_marker(party: str) -> str:
    """Return the mark of a party where it is shown by itself.

    Examples
    --------
    >>> get_marker("US"), get_marker("Russia")
    ('o', 's')
    """
    return assign_looks([party])[party].marker
