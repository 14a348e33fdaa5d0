"""Which files a source means, how they are named, and which folder tells their outlet."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_WILD = re.compile(r"[*?\[]")
_SYSTEM_FILES = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True)
class Input:
    """One file: where it is, its path under the root as text, and what kept it from being reached."""

    path: Path
    name: str
    problem: str | None = None

    @property
    def folder(self) -> str | None:
        """The nearest folder, up to the root, whose name has a letter (not a year or a date)."""
        parents = [_show(part) for part in self.path.parts[-self.name.count("/") - 2 : -1]]
        return next((name for name in reversed(parents) if re.search(r"[^\W\d]", name)), None)


def collect_inputs(source) -> list[Input]:
    """List the files of a path, a folder, a glob or a list of them, sorted by name, each once.

    The root is the folder given; for a file its folder; for a glob the part before the first wildcard;
    for several the folder that they have in common.

    Raises
    ------
    TypeError
        If ``source`` is no path and no list of paths.
    FileNotFoundError
        If a path does not exist, a glob matches nothing, or there is no file in any folder.
    """
    sources = (
        [source] if isinstance(source, (str, os.PathLike)) or not isinstance(source, Iterable) else source
    )
    sources = list(sources)
    if not all(isinstance(item, (str, os.PathLike)) for item in sources):
        raise TypeError(
            f"source: expected a path, a list of paths or a DataFrame, got {type(source).__name__}. "
            "Give the folder of your articles, for example load_articles('articles')."
        )
    roots, found = [], []
    for item in sorted(Path(item).expanduser() for item in sources):
        root, paths = _expand(item)
        roots.append(Path(os.path.abspath(root)))
        found.extend(paths)
    files = {}
    for path, problem in found:
        files.setdefault(os.path.realpath(path), (Path(os.path.abspath(path)), problem))
    if not files:
        raise FileNotFoundError(
            f"source: expected files to read, got {[str(item) for item in sources]}, in which there is none. "
            "Hidden files do not count; check the path."
        )
    root = _common_folder(roots)
    inputs = [Input(path, _relative(path, root), problem) for path, problem in files.values()]
    return sorted(inputs, key=lambda item: item.name)


def _expand(path: Path) -> tuple[Path, list[tuple[Path, str | None]]]:
    """The root of one source, and its files."""
    if path.is_dir():
        return path, list(_walk(path))
    if path.exists() or path.is_symlink():
        return path.parent, [(path, None)]
    parts = path.parts
    fixed = next((place for place, part in enumerate(parts) if _WILD.search(part)), None)
    if fixed is None:
        raise FileNotFoundError(
            f"source: expected an existing file or folder, got {str(path)!r}. "
            f"Check the spelling; relative paths start at {os.getcwd()}."
        )
    found = []
    for match in sorted(glob.glob(str(path), recursive=True)):
        if os.path.isdir(match):
            found.extend([] if "**" in parts else _walk(Path(match)))
        elif not _is_hidden(os.path.basename(match)):
            found.append((Path(match), None))
    if not found:
        raise FileNotFoundError(
            f"source: expected a glob that matches files, got {str(path)!r}, which matches none. "
            "Use ** for folders at any depth, for example 'articles/**/*.txt'."
        )
    return Path(*parts[:fixed]), found


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """All files below a folder but hidden ones; links to folders are followed, each folder once."""
    refused: list[OSError] = []
    seen = set()
    for where, folders, names in os.walk(folder, followlinks=True, onerror=refused.append):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from ((Path(where, name), None) for name in sorted(names) if not _is_hidden(name))
    for error in refused:
        yield Path(error.filename), f"the folder cannot be opened: {error.strerror}"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def _common_folder(roots: list[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath(roots))
    except ValueError:  # drives that have nothing in common
        return None


def _relative(path: Path, root: Path | None) -> str:
    return _show((path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix())


def _show(name: str) -> str:
    """A name with the bytes that are not UTF-8 written out, so that it can be kept in a table."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
