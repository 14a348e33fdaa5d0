"""Make ``toolkit/lexicons/first_names.csv``: given names that tell the gender of nearly all who bear them.

    python tools/make_first_names.py CENSUS

CENSUS: a folder with ``dist.male.first`` and ``dist.female.first`` of the US Census of 1990 (public domain).
Names of other languages are our own, in ``tools/first_names.csv``.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "toolkit" / "lexicons" / "first_names.csv"
GENDERS = ("female", "male")
BOTH = "both"  # of our list: a first name that tells no gender
SURE = 0.95  # of those who bear the name
CENSUS, OWN = "census", "own list"
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PLAIN = str.maketrans("øłıØŁ", "oliOL")  # letters that do not come apart into letter and accent


def read_census(folder: Path) -> dict[str, dict[str, float]]:
    """Name → gender → share of all people of this gender, in percent."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(GENDERS, 0.0))
    for gender in GENDERS:
        for line in (folder / f"dist.{gender}.first").read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            shares[name.capitalize()][gender] = float(share)
    return shares


def choose_gender(shares: dict[str, float]) -> str | None:
    """The gender of nearly all who bear a name; None where both are usual."""
    gender = max(shares, key=shares.get)
    return gender if shares[gender] >= SURE * sum(shares.values()) > 0 else None


def read_own(path: Path) -> dict[str, set[str]]:
    """Name → genders that our list gives it; with accents also as wires write them: "Francois", "Juergen"."""
    genders = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in row["names"].split():
                for form in (name, strip_accents(name), name.translate(_SPELT_OUT)):
                    genders[form].add(row["gender"])
    return genders


def strip_accents(name: str) -> str:
    """A name as wires write it: "Bjorn" for Björn."""
    parts = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


def make_table(census: dict, own: dict) -> list[tuple[str, str, str]]:
    """Rows of name, gender and source; a name on which the sources differ is left out.

    What our list calls a name of both genders is there, with an empty gender.
    """
    rows = {name: (choose_gender(shares), CENSUS) for name, shares in census.items()}
    for name, genders in own.items():
        gender = genders.copy().pop() if len(genders) == 1 else None
        if name not in rows:
            rows[name] = (gender, OWN)
        elif rows[name][0] != gender:
            rows[name] = (None, CENSUS)
    rows |= {name: ("", OWN) for name, genders in own.items() if BOTH in genders}
    return sorted((name, gender, source) for name, (gender, source) in rows.items() if gender is not None)


def main(folder: str) -> None:
    """Write the table."""
    rows = make_table(read_census(Path(folder)), read_own(HERE / "first_names.csv"))
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("name", "gender", "source"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
