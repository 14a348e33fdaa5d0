"""What is chosen in the loader: as plain texts, and in a small file that a person can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml

from toolkit.storage import write_file

WORDS = ("title", "question", "corpus", "sampling")
FIELDS = ("folder", "part", "outlets", "parties", "registry_text", "results", "format", *WORDS, "sentences")
Words = dict[str, dict[str, str]]  # by folder
_PARTS = ("chosen", "parameters")
_OTHERS = "words_of_other_folders"
_QUOTES = ('""', "''", "“”", "‘’", "«»")
_HEAD = """\
# What was chosen in the corpus loader. It begins with this as long as its parameters are those below.
# Delete this file to begin with the parameters again.
"""


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as such."""


def _represent_text(dumper: yaml.Dumper, text: str) -> yaml.Node:
    breaks = '"' if len(f"{text}.".splitlines()) > 1 else None  # line ends that YAML would turn into spaces
    style = "|" if "\n" in text else breaks
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def read_choices(path: Path) -> tuple[dict[str, str], Words, dict[str, str]]:
    """Read what was chosen, the words of other folders, and the parameters of the loader.

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
        others = {str(place): dict(words or {}) for place, words in dict(kept.get(_OTHERS) or {}).items()}
    except (yaml.YAMLError, ValueError, KeyError, TypeError):
        raise ValueError(
            f"kept: expected a file with the fields {' and '.join(_PARTS)}, got {str(path)!r}. "
            "Correct it, or delete it."
        ) from None
    others = {place: fill_fields(words, WORDS) for place, words in others.items()}
    return fill_fields(chosen), others, fill_fields(parameters)


def write_choices(path: Path, chosen: dict[str, str], others: Words, parameters: dict[str, str]) -> None:
    """Write what was chosen, the words of other folders, and the parameters of the loader."""
    parts = {"chosen": _drop_empty(chosen)}
    if others:
        parts[_OTHERS] = {place: _drop_empty(words) for place, words in others.items()}
    kept = parts | {"parameters": _drop_empty(parameters)}
    text = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    write_file(path, _HEAD + text)


def set_aside(path: Path) -> Path:
    """Give a file another name, so that a new one does not replace it."""
    n = 1
    while (aside := path.with_name(f"{path.stem}-{n}{path.suffix}")).exists():
        n += 1
    return path.rename(aside)


def fill_fields(fields: dict, names: tuple[str, ...] = FIELDS) -> dict[str, str]:
    """Give every field a text, empty where there is none; leave out what is no field."""
    return {name: str(fields.get(name) or "") for name in names}


def _drop_empty(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


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
    """Take the table of outlets away from another folder than the given one, and suggest results.

    Parameters
    ----------
    choices, given : dict
        What stands in the fields now, and what the parameters gave.
    suggested : str
        The folder of results that was suggested last: what the user typed is left alone.
    """
    same = is_same(choices["folder"], given["folder"])
    new = dict(choices)
    if not same and new["outlets"] == given["outlets"]:
        new["outlets"] = ""
    elif same and not new["outlets"]:
        new["outlets"] = given["outlets"]
    if new["results"] in ("", given["results"], suggested):
        whole = same and not choices["part"]
        new["results"] = given["results"] if whole else suggest_results(new["folder"], new["part"])
    return new


def exchange_words(words: dict[str, str], others: Words, left: str, reached: str) -> dict[str, str]:
    """Keep the words of the folder that is left, and bring those of the folder that is reached.

    Parameters
    ----------
    words : dict
        What stands in the fields.
    others : dict
        The words of other folders; this function changes it.
    left, reached : str
        Folders, see ``name_place``. Words without a folder are taken along to the first one.

    Returns
    -------
    dict
        What shall stand in the fields.

    Examples
    --------
    >>> others = {}
    >>> exchange_words({"title": "Two outlets"}, others, "demo", "mine")["title"]
    ''
    >>> exchange_words({}, others, "mine", "demo")["title"]
    'Two outlets'
    """
    known = next((place for place in others if is_same(place, reached)), None)
    if left:
        others[left] = fill_fields(words, WORDS)
    elif known is None:
        return fill_fields(words, WORDS)
    return fill_fields({} if known is None else others.pop(known), WORDS)


def name_place(choices: dict[str, str]) -> str:
    """Name the folder that words speak of: with its part, empty where none is named."""
    folder = choices["folder"].strip()
    return str(Path(folder) / choices["part"]) if folder else ""


def clean_path(text: str) -> str:
    """Take off what comes along where a path is copied: spaces, quotation marks, ``file://``.

    Examples
    --------
    >>> clean_path(' "/home/me/my articles" '), clean_path("file:///home/me/my%20articles")
    ('/home/me/my articles', '/home/me/my articles')
    """
    text = text.strip()
    while len(text) > 1 and text[0] + text[-1] in _QUOTES:
        text = text[1:-1].strip()
    if not text.lower().startswith("file://"):
        return text
    try:
        return url2pathname(urlsplit(text).path)
    except (OSError, ValueError):  # no address after all
        return text


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
    stem = path.name if _is_folder(path) else path.stem
    return str(path.parent / "-".join(filter(None, (stem, part, "results"))))


def _is_folder(path: Path) -> bool:
    """Whether a name that may end in a suffix is a folder's."""
    try:
        return not path.suffix or path.is_dir()
    except OSError:  # too long for a file
        return True


def is_same(one: str, other: str) -> bool:
    """Tell whether two paths mean one folder."""
    try:
        return Path(one.strip()).expanduser().resolve() == Path(other.strip()).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # a path too long, or of nobody
        return one == other
