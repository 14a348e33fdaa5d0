"""The model engine: attributions from the trained encoder, the parse and the quotation marks."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from toolkit.document import Document
from toolkit.encoder import Encoder, load_encoder
from toolkit.quotes.attribution import Attribution, Span
from toolkit.quotes.decode import Found, find_roles, group_roles
from toolkit.quotes.quoted import Range
from toolkit.quotes.windows import Vocabulary, Window, split_pieces

MODEL = "attribution"
_EDGES = frozenset("\"'“”„‟«»‘’`,;:.!?–—-()[] ")
_OPENING = frozenset("\"'“”„‟«»‘’`")


def find_attributions(document: Document) -> list[Attribution]:
    """Find direct, mixed and indirect quotations with the trained encoder.

    The encoder gives each word a role (source, cue, content) and tells to which cue a content points, and
    to which source a cue; roles are decoded along each window of whole paragraphs.

    Parameters
    ----------
    document : Document
        One parsed article; its tags, relations, entities and quotation marks are read too.

    Returns
    -------
    list of Attribution
        In text order.

    Notes
    -----
    English news. Trained on PolNeAR (Newell et al. 2018). A content whose cue stands in another window
    has none. Attributions do not nest.
    """
    doc = document.doc
    if not len(doc):
        return []
    encoder = load_encoder(MODEL)
    pieces = split_pieces(doc, document.text, encoder.tokenizer, _read_vocabulary())
    found = []
    for window in pieces.cut(encoder.settings["limit"]):
        for attribution in group_roles(*score_window(encoder, window)):
            made = make_attribution(doc, window, attribution)
            if made.content:
                found.append(made)
    return sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1]))


@lru_cache(maxsize=1)
def _read_vocabulary() -> Vocabulary:
    settings = load_encoder(MODEL).settings
    return Vocabulary(*(tuple(settings[name]) for name in ("tags", "relations", "entities")))


def score_window(encoder: Encoder, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """The best role of each word, and the probabilities with which it points to each other one."""
    roles, asks, answers = encoder.run(
        ids=window.ids, mask=np.ones_like(window.ids), features=window.features
    )
    scores = _log_softmax(roles[window.first].astype(float))
    held = np.concatenate([[0], window.first])
    points = np.exp(_log_softmax(asks[window.first].astype(float) @ answers[held].T.astype(float)))
    return find_roles(scores), points


def make_attribution(doc, window: Window, found: Found) -> Attribution:
    """Character spans of what was found in a window; marks and stops at the ends of a content go."""
    contents = [_trim_content(doc, window, content) for content in found.content]
    return Attribution(
        content=tuple(sorted(span for span in contents if span)),
        cue=(_to_span(doc, window, found.cue),) if found.cue else (),
        source=(_to_span(doc, window, found.source),) if found.source else (),
        confidence=found.score,
    )


def _trim_content(doc, window: Window, content: Range) -> Span | None:
    start, end = content
    while start < end and doc[window.words[start]].text in _OPENING:
        start += 1
    while start < end and set(doc[window.words[end - 1]].text) <= _EDGES:
        end -= 1
    return _to_span(doc, window, (start, end)) if start < end else None


def _to_span(doc, window: Window, words: Range) -> Span:
    first, last = doc[int(window.words[words[0]])], doc[int(window.words[words[1] - 1])]
    return first.idx, last.idx + len(last)


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
