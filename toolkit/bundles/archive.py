"""The zip file of a bundle: an index with the hash of every other member; read without trust."""

from __future__ import annotations

import json
import zipfile
import zlib
from copy import copy
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from pyarrow import ArrowException, parquet

from toolkit.storage import MANIFEST, is_analysis_file, write_file

KIND = "media portrayal bundle, version 1"
INDEX = "bundle.json"
EXTRAS = ("estimates.csv", "registry.yaml", "README.md", MANIFEST)

_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same analysis gives the same bytes
_LEAST_ROOM, _MOST_GROWTH = 64_000_000, 100  # bytes that a bundle may unpack to, and times its own size
_PIECE = 2**16  # bytes, more than zipfile unpacks beyond what is asked for
_CELL = 8  # bytes that one cell of a table takes at least


def write_archive(path: Path, files: dict[str, bytes], *, include_text: bool, texts: dict[str, str]) -> Path:
    """Write the files and their index to a zip file.

    Parameters
    ----------
    path : Path
        An earlier file of that name is replaced, once the new one is whole.
    files : dict of str to bytes
        By their names in the bundle.
    include_text : bool
    texts : dict of str to str
        sha256 of each analysed text, by ``article_id``.

    Returns
    -------
    Path
        The file; the same input gives the same bytes.
    """
    index = {
        "kind": KIND,
        "include_text": include_text,
        "files": {name: sha256(data).hexdigest() for name, data in sorted(files.items())},
        "texts": texts,
    }
    members = files | {INDEX: (json.dumps(index, indent=1) + "\n").encode()}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), data, zipfile.ZIP_DEFLATED)
    return write_file(path, packed.getvalue())


def read_archive(path: Path) -> tuple[dict, dict[str, bytes]]:
    """Read the index and the files that it lists, each checked by name, size and hash.

    Of the zip file no more is unpacked than 100 times its size (and 64 MB), whatever sizes it declares.
    Parquet tables stay packed; they are refused where their own metadata declare more than that, but
    these can lie: what reading such a table takes is not bounded here, nor that of JSON and CSV.

    Parameters
    ----------
    path : Path

    Returns
    -------
    index : dict
        ``kind``, ``include_text``, ``files`` and ``texts``.
    files : dict of str to bytes
        By name: tables, parses and what else ``write_archive`` was given by ``bundle``; no others.

    Raises
    ------
    FileNotFoundError
        If the file is not there.
    ValueError
        If it is no bundle, was altered, is packed otherwise, or unpacks to more.
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"path: expected a {KIND}; got {str(path)!r}, which is no file. "
            "Write one with bundle(analysis, 'name.zip')."
        )
    room = max(_LEAST_ROOM, _MOST_GROWTH * path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as archive:
            first = _read_members(archive, [INDEX], room)[INDEX]
            index = _check_index(json.loads(first))
            listed = [name for name in index["files"] if is_analysis_file(name) or name in EXTRAS]
            files = _read_members(archive, listed, room - len(first))
    except _NO_BUNDLE as error:
        raise _refuse(path, error) from error
    altered = [
        name
        for name, digest in index["files"].items()
        if name not in files or sha256(files[name]).hexdigest() != digest
    ]
    if altered:
        raise ValueError(
            f"path: expected files as bundle.json lists them; altered or not allowed: {', '.join(altered)}. "
            "Get the bundle again from where it was deposited."
        )
    try:
        _check_room(sum(_measure_table(files[name]) for name in files if name.endswith(".parquet")), room)
    except _NO_BUNDLE as error:
        raise _refuse(path, error) from error
    return index, files


_NO_BUNDLE = (
    zipfile.BadZipFile,
    zlib.error,
    ArrowException,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def _refuse(path: Path, error: Exception) -> ValueError:
    return ValueError(
        f"path: expected a {KIND}; got {str(path)!r} ({type(error).__name__}: {error}). "
        "Write one with bundle(analysis, 'name.zip')."
    )


def _read_members(archive: zipfile.ZipFile, names: list[str], room: int) -> dict[str, bytes]:
    """Unpack members; raise before they are more than the room, or one is more than it declares."""
    members = [archive.getinfo(name) for name in names]
    _check_room(sum(member.file_size for member in members), room)
    return {member.filename: _read_member(archive, member) for member in members}


def _check_room(size: int, room: int) -> None:
    if size > room:
        raise ValueError(
            f"it would unpack to {size / 1e6:,.0f} MB, more than the {room / 1e6:,.0f} MB allowed"
        )


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(
            f"{member.filename} is packed by method {member.compress_type}; only stored and deflated are read"
        )
    declared = member.file_size
    longer = copy(member)
    longer.file_size = declared + _PIECE  # else zipfile hides what is beyond the declared size
    with archive.open(longer) as file:
        data = file.read(declared + 1)  # with a number, zipfile unpacks in pieces of that size
    if len(data) != declared:
        more = "more" if len(data) > declared else "less"
        raise ValueError(f"{member.filename} unpacks to {more} than the {declared:,} bytes it declares")
    return data


def _measure_table(data: bytes) -> int:
    """Return the bytes that a Parquet table declares to unpack to, by its pages and by its cells."""
    metadata = parquet.read_metadata(BytesIO(data))
    pages = sum(metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    return max(pages, metadata.num_rows * metadata.num_columns * _CELL)


def _check_index(index) -> dict:
    """Return the index of a bundle; raise where an entry is missing or of another type."""
    expected = {"kind": str, "include_text": bool, "files": dict, "texts": dict}
    if not isinstance(index, dict) or any(not isinstance(index.get(k), t) for k, t in expected.items()):
        raise ValueError(f"{INDEX} needs kind, include_text (true or false), files and texts")
    if index["kind"] != KIND:
        raise ValueError(f"kind {index['kind']!r}")
    return index
