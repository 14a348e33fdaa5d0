"""The model engine: attributions from the trained encoder, which reads the parse, the marks and the rules."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from toolkit.document import Document
from toolkit.encoder import Encoder, load_encoder
from toolkit.quotes import rules
from toolkit.quotes.attribution import Attribution
from toolkit.quotes.candidates import Candidate
from toolkit.quotes.decode import Found, find_roles, group_roles
from toolkit.quotes.quoted import Quoted, Range, locate_quotations
from toolkit.quotes.relayed import QUOTED_AS, find_relayed
from toolkit.quotes.source_choice import choose_source
from toolkit.quotes.sources import can_speak, find_quoting
from toolkit.quotes.twins import find_twins
from toolkit.quotes.windows import Vocabulary, Window, split_pieces

MODEL = "attribution"
LEAST = 0.3
"""Confidence under which words outside quotation marks are left out: F1 is best there on PolNeAR's dev."""


def find_attributions(document: Document) -> list[Attribution]:
    """Find direct, mixed and indirect quotations with the trained encoder.

    The encoder gives each word a role (source, cue, content) and tells to which cue a content points, and
    to which source a cue; roles are decoded along each window of whole paragraphs. It reads tags,
    relations, entities and quotation marks, and what the rules engine finds. The rules also help where it
    finds a content without a cue, the parse where a cue points to no source or hardly to any; a content
    that stays without a cue is no attribution, unless it continues one. Words that do not begin with a
    quotation are left out where ``confidence`` is under ``LEAST``.

    Parameters
    ----------
    document : Document
        One parsed article.

    Returns
    -------
    list of Attribution
        In text order. ``confidence`` is the probability that content and speaker are as annotators of
        PolNeAR would have them, calibrated on articles that were not trained on.

    Notes
    -----
    English news. Trained on PolNeAR (Newell et al. 2018), whose attributions do not nest: what somebody says
    within the words of another is found by the rules, and seldom, as benchmarks/relayed.py tells.

    Examples
    --------
    >>> from toolkit.language import parse_texts
    >>> text = "Ana Reyes said the talks were over."
    >>> document = Document("a1", "unknown", None, text, next(parse_texts([text])))
    >>> find_attributions(document)[0].content
    ((15, 34),)
    """
    doc = document.doc
    if not len(doc):
        return []
    quoted = locate_quotations(doc, document.text)
    by_rules = rules.find_candidates(doc, quoted)
    candidates, certainties = find_candidates(doc, quoted, by_rules)
    for candidate, certainty in zip(candidates, certainties, strict=True):
        candidate.confidence = calibrate(certainty)
    candidates += find_relayed(doc, quoted, candidates, by_rules)
    return rules.order_attributions(doc, quoted, leave_out_unlikely(doc, quoted, candidates))


def find_candidates(
    doc, quoted: Quoted, by_rules: list[Candidate]
) -> tuple[list[Candidate], list[list[float]]]:
    """The attributions in tokens, and what tells how certain each one is."""
    encoder = load_encoder(MODEL)
    pieces = split_pieces(
        doc, quoted, by_rules, encoder.tokenizer, _read_vocabulary(), masked=encoder.settings["masked"]
    )
    candidates, certainties = [], []
    for window in pieces.cut(encoder.settings["limit"]):
        scores, pointers = score_window(encoder, window)
        roles = find_roles(scores)
        for found in group_roles(roles, pointers):
            candidate = make_candidate(window, found)
            if candidate.cue:
                candidate.source = choose_source(doc, candidate, found.source_score)
            candidates.append(candidate)
            certainties.append(tell_certainty(found, scores, roles))
    twins = find_twins(candidates, by_rules)
    adopt_cues(quoted, candidates, twins)
    kept = [
        n
        for n, c in enumerate(candidates)
        if (c.cue or (c.continues and c.continues.cue)) and not only_cites(doc, c)
    ]
    for candidate, certainty, twin in zip(candidates, certainties, twins, strict=True):
        certainty += [twin is not None, twin is not None and twin.source == candidate.source]
    return [candidates[n] for n in kept], [certainties[n] for n in kept]


@lru_cache(maxsize=1)
def _read_vocabulary() -> Vocabulary:
    settings = load_encoder(MODEL).settings
    return Vocabulary(*(tuple(settings[name]) for name in ("tags", "relations", "entities")))


def score_window(encoder: Encoder, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Log-probabilities of the roles of each word, and probabilities that it points to each other one."""
    roles, asks, answers = encoder.run(
        ids=window.ids, mask=np.ones_like(window.ids), features=window.features
    )
    held = np.concatenate([[0], window.first])
    pointers = np.exp(_log_softmax(asks[window.first].astype(float) @ answers[held].T.astype(float)))
    return _log_softmax(roles[window.first].astype(float)), pointers


def make_candidate(window: Window, found: Found) -> Candidate:
    """What was found in a window, in tokens of the article."""

    def to_tokens(words: Range) -> Range:
        return int(window.words[words[0]]), int(window.words[words[1] - 1]) + 1

    content = sorted(map(to_tokens, found.content))
    return Candidate(
        head=to_tokens(found.cue)[0] if found.cue else -content[0][0] - 1,
        content=content,
        cue=list(range(*to_tokens(found.cue))) if found.cue else [],
        source=to_tokens(found.source) if found.source else None,
    )


def tell_certainty(found: Found, scores: np.ndarray, roles: np.ndarray) -> list[float]:
    """What the encoder knows of the content (mean and least log-probability of its roles, log of its number
    of words, log-probability of its pointing to the cue) and of the source (whether there is none,
    log-probability that the cue points to it)."""
    words = [word for content in found.content for word in range(*content)]
    certainty = scores[words, roles[words]]
    pointed = np.log(np.maximum([found.score, found.source_score if found.source else 1.0], 1e-6))
    known = [certainty.mean(), certainty.min(), np.log(len(words)), pointed[0], not found.source, pointed[1]]
    return list(map(float, known))


def only_cites(doc, candidate: Candidate) -> bool:
    """Whether a content is only who is cited: "citing an official source", whose words stand elsewhere."""
    verbs = [doc[t] for t in candidate.cue if doc[t].lemma_ in ("cite", "quote") and doc[t].tag_ == "VBG"]
    if not verbs or len(candidate.content) > 1:
        return False
    noun = doc[slice(*candidate.content[0])].root
    return noun.dep_ == "dobj" and noun.head in verbs and can_speak(noun)


def leave_out_unlikely(doc, quoted: Quoted, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is less likely right than ``LEAST``, unless its words are plain.

    They are where a quotation begins it, it is continued, or somebody is quoted "as saying".
    """
    continued = {id(candidate.continues) for candidate in candidates if candidate.continues}
    quoting = {find_quoting(doc[each.head]).i for each in candidates if each.frame == QUOTED_AS}
    return [
        candidate
        for candidate in candidates
        if candidate.confidence >= LEAST
        or id(candidate) in continued
        or candidate.frame == QUOTED_AS
        or not quoting.isdisjoint(candidate.cue)
        or quoted.holds(candidate.content[0][0])
    ]


def calibrate(certainty: list[float]) -> float:
    """The probability of being right, by a logistic regression that was fitted on held-out articles."""
    bias, *weights = load_encoder(MODEL).settings["calibration"]
    return float(1 / (1 + np.exp(-bias - np.dot(weights, certainty))))


def adopt_cues(quoted: Quoted, candidates: list[Candidate], twins: list[Candidate | None]) -> None:
    """Give contents without a cue what the rules know of the same words: their cue, or whom they continue."""
    by_twin = {id(twin): candidate for candidate, twin in zip(candidates, twins, strict=True) if twin}
    for candidate, twin in zip(candidates, twins, strict=True):
        if candidate.cue or twin is None:
            continue
        if twin.cue:
            candidate.head, candidate.cue, candidate.source = twin.head, twin.cue, twin.source
            rules.part_roles(quoted, candidate)
        elif twin.continues is not None:
            candidate.continues = by_twin.get(id(twin.continues))


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
