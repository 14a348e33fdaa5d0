"""What is chosen in the loader: as plain texts, and in a small file that a person can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

WORDS = ("title", "question", "corpus", "sampling")
FIELDS = ("folder", "part", "outlets", "parties", "registry_text", "results", *WORDS, "sentences")
_PARTS = ("chosen", "parameters")
_HEAD = """\
# What was chosen in the corpus loader. It begins with this as long as its parameters are those below.
# Delete this file to begin with the parameters again.
"""


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as such."""


def _represent_text(dumper: yaml.Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def read_choices(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read what was chosen, and the parameters that the loader had begun with.

    Raises
    ------
    OSError
        If the file cannot be opened.
    ValueError
        If it is none that ``write_choices`` wrote, or was edited into something else.
    """
    try:
        kept = yaml.safe_load(path.read_text(encoding="utf-8"))
        chosen, parameters = (dict(kept[part]) for part in _PARTS)
    except (yaml.YAMLError, ValueError, KeyError, TypeError):
        raise ValueError(
            f"kept: expected a file with the fields {' and '.join(_PARTS)}, got {str(path)!r}. "
            "Correct it, or delete it."
        ) from None
    return fill_fields(chosen), fill_fields(parameters)


def write_choices(path: Path, chosen: dict[str, str], parameters: dict[str, str]) -> None:
    """Write what was chosen, and the parameters that the loader had begun with."""
    kept = {
        part: {name: value for name, value in fields.items() if value}
        for part, fields in zip(_PARTS, (chosen, parameters), strict=True)
    }
    text = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    data = (_HEAD + text).encode("utf-8")  # before the file is opened: what cannot be written leaves it
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def set_aside(path: Path) -> Path:
    """Give a file another name, so that a new one does not replace it."""
    n = 1
    while (aside := path.with_name(f"{path.stem}-{n}{path.suffix}")).exists():
        n += 1
    return path.rename(aside)


def fill_fields(fields: dict) -> dict[str, str]:
    """Give every field a text, empty where there is none; leave out what is no field."""
    return {name: str(fields.get(name) or "") for name in FIELDS}


def choose_words(words: Mapping[str, str] | None, folder: str) -> dict[str, str]:
    """Take the words of a report, if they speak of this folder.

    Raises
    ------
    ValueError
        If there is another key than ``folder``, title, question, corpus and sampling.
    """
    words, known = dict(words or {}), ("folder", *WORDS)
    unknown = [name for name in words if name not in known]
    if unknown:
        raise ValueError(f"words: expected the keys {', '.join(known)}; got {unknown[0]!r}. Correct it.")
    return words if is_same(str(words.pop("folder", folder)), folder) else {}


def follow_folder(choices: dict[str, str], given: dict[str, str], suggested: str) -> dict[str, str]:
    """Empty what was given for another folder, bring it back with that folder, and suggest results.

    Parameters
    ----------
    choices, given : dict
        What stands in the fields now, and what the parameters gave.
    suggested : str
        The folder of results that was suggested last: what the user typed is left alone.
    """
    same = is_same(choices["folder"], given["folder"])
    whole = same and not choices["part"]
    new = dict(choices)
    for name, fits in {"outlets": same, **dict.fromkeys(WORDS, whole)}.items():
        if not fits and new[name] == given[name]:
            new[name] = ""
        elif fits and not new[name]:
            new[name] = given[name]
    if new["results"] in ("", given["results"], suggested):
        new["results"] = given["results"] if whole else suggest_results(new["folder"], new["part"])
    return new


def suggest_results(folder: str, part: str = "") -> str:
    """Suggest a folder for the results: beside that of the articles.

    Examples
    --------
    >>> suggest_results("articles/2012")
    'articles/2012-results'
    >>> suggest_results("articles/2012", "Herald")
    'articles/2012-Herald-results'
    """
    if not folder.strip():
        return ""
    path = Path(folder.strip())
    if path.name in ("", ".."):
        path = path.resolve()
    stem = path.stem if path.suffix and not path.is_dir() else path.name
    return str(path.parent / "-".join(filter(None, (stem, part, "results"))))


def is_same(one: str, other: str) -> bool:
    """Tell whether two paths mean one folder."""
    try:
        return Path(one.strip()).expanduser().resolve() == Path(other.strip()).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # a path too long, or of nobody
        return one == other
