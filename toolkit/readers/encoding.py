"""From bytes to text: byte order marks first, then UTF-8, then what the bytes look like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PAR1", "a Parquet table"),
)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
_PUNCTUATION = bytes(range(0x82, 0x9A))  # curly quotes, dashes and the like in windows-1252
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")


class NotTextError(ValueError):
    """The bytes are no text; the message says what they look like."""


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in, and what was lost on the way, in words."""

    text: str
    encoding: str
    detail: str | None = None


def decode_bytes(data: bytes) -> Decoded:
    """Decode bytes of unknown encoding.

    Byte order marks decide; then valid UTF-8; then UTF-16 by its zero bytes; then UTF-8 with a few
    broken bytes, which become U+FFFD and are told; then windows-1252 where few bytes are beyond ASCII
    (English with curly quotes and names); then the guess of charset-normalizer.

    Raises
    ------
    NotTextError
        If the bytes are no text; the message says what they look like.

    Examples
    --------
    >>> decode_bytes(b"Assad\\x92s \\x93reform\\x94").text
    'Assad’s “reform”'
    >>> decode_bytes(b"\\xff\\xd8\\xff\\xe0")
    Traceback (most recent call last):
    ...
    toolkit.readers.encoding.NotTextError: looks like a JPEG image
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding, _count_lost(text))
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise NotTextError(f"looks like {name}")
    wide = _guess_utf16(data)
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    if len(data.translate(None, _CONTROL)) < 0.98 * len(data):
        raise NotTextError("looks like binary data")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _decode_legacy(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", errors="replace")
    lost = lenient.count("\ufffd")
    if lost <= len(_MULTIBYTE.findall(data)):
        return Decoded(lenient, "utf-8", _count_lost(lenient))
    high = data.translate(None, bytes(range(128)))
    if len(high) <= 0.05 * len(data) or not high.translate(None, _PUNCTUATION):
        text = data.decode("cp1252", errors="replace")
        return Decoded(text, "cp1252", _count_lost(text))
    best = from_bytes(data).best()
    if best is None:
        raise NotTextError("looks like binary data")
    return Decoded(str(best), best.encoding)


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin letters is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _count_lost(text: str) -> str | None:
    lost = text.count("\ufffd")
    return f"{lost} characters could not be decoded and stand as \ufffd" if lost else None
