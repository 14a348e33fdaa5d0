"""Read PolNeAR (Newell et al. 2018): texts, and attributions in brat standoff files.

A split is a folder with ``text/<article>.txt`` and ``attributions/<article>_<annotator>.ann``. Offsets count
characters of the text as it stands in the file, line ends included.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

Span = tuple[int, int]
Attribution = dict[str, list[Span]]
ROLES = ("source", "cue", "content")


def read_split(folder: Path) -> dict[str, tuple[str, list[Attribution]]]:
    """Article name → text and its attributions, by the alphabetically first of several annotators.

    Raises
    ------
    FileNotFoundError
        If the folder has no ``text`` and ``attributions``.
    """
    articles = read_annotators(folder)
    return {
        name: (text, annotators[0] if annotators else []) for name, (text, annotators) in articles.items()
    }


def read_annotators(folder: Path) -> dict[str, tuple[str, list[list[Attribution]]]]:
    """Article name → text and the attributions by each annotator, both in the order of the names.

    Raises
    ------
    FileNotFoundError
        If the folder has no ``text`` and ``attributions``.
    """
    texts, standoffs = folder / "text", folder / "attributions"
    if not texts.is_dir() or not standoffs.is_dir():
        raise FileNotFoundError(
            f"corpus: expected a folder with text/ and attributions/, got {folder}. "
            "PolNeAR is not part of this project; give the folder where you keep it with --corpus."
        )
    annotators = defaultdict(list)
    for path in sorted(standoffs.glob("*.ann")):
        annotators[path.stem.rpartition("_")[0]].append(read_standoff(path))
    articles = {}
    for path in sorted(texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        articles[path.stem] = (text, annotators[path.stem])
    return articles


def read_standoff(path: Path) -> list[Attribution]:
    """Attributions of one file; those without a content are left out."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            key, _, value = line.rstrip("\r\n").partition("\t")
            if key.startswith("T"):
                spans[key] = _read_spans(value.split("\t")[0])
            elif key.startswith("E"):
                events.append(value.split())
    attributions = []
    for event in events:
        parts: Attribution = {role: [] for role in ROLES}
        for pair in event:
            role, _, key = pair.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in parts:
                parts[role] = sorted([*parts[role], *spans.get(key, [])])
        if parts["content"]:
            attributions.append(parts)
    return attributions


def _read_spans(label: str) -> list[Span]:
    """ "Content 3 9;12 20" → [(3, 9), (12, 20)]."""
    pieces = label.partition(" ")[2].split(";")
    return [tuple(map(int, piece.split())) for piece in pieces]
