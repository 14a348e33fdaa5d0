"""Word documents (.docx), by python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.table import Table

from toolkit.readers.record import Record

MAX_BYTES = 300_000_000  # unpacked: a small file may unpack to any size


def read_word(data: bytes, columns=None) -> list[Record]:
    """Read a Word document: paragraphs and the cells of tables, in order.

    The headline is the first paragraph if it has the style Title or Heading, else the title property.
    Dates and the author in the properties are those of the file, not of the article, and are not read.

    Raises
    ------
    ValueError
        If the file is no Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ValueError(f"no Word document: {error}") from error
    if size > MAX_BYTES:
        raise ValueError(f"the document unpacks to {size:,} bytes; at most {MAX_BYTES:,} are read")
    document = docx.Document(io.BytesIO(data))
    paragraphs = [paragraph for block in document.iter_inner_content() for paragraph in _paragraphs(block)]
    written = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    title = document.core_properties.title or None
    if written and written[0].style is not None and written[0].style.name.startswith(("Title", "Heading")):
        title = written[0].text
    text = "\n\n".join(paragraph.text for paragraph in written)
    return [Record(text=text, title=title)]


def _paragraphs(block) -> list:
    """The paragraphs of a block; a merged cell counts once."""
    if not isinstance(block, Table):
        return [block]
    cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}
    return [paragraph for cell in cells.values() for paragraph in cell.paragraphs]
