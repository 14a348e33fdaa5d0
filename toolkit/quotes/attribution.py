"""An Attribution: what an engine finds in a Document, before speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.words import Span


@dataclass(frozen=True)
class Attribution:
    """A speaker, a cue and a content, as character spans of the article.

    Attributes
    ----------
    content : tuple of (start, end)
        What is attributed, quotation marks excluded; several spans where the cue stands between.
    cue : tuple of (start, end)
        The words that attribute; several spans for "called … a"; empty in a continued quotation.
    source : tuple of (start, end)
        The speaker as mentioned; empty where the text names none.
    continues : int or None
        Position, in the engine's list, of the attribution whose speaker goes on speaking here.
    confidence : float or None
        Calibrated probability where the engine has one.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    continues: int | None = None
    confidence: float | None = None
