"""Another: somebody without a name, of the kind of the last speaker: "said another", "a third said"."""

from __future__ import annotations

from itertools import islice

from toolkit.antecedents import NAMELESS, NEAR, Scene
from toolkit.nouns import is_human
from toolkit.referents import Resolved
from toolkit.schema import UNRESOLVED

_ONE_MORE = frozenset("another fifth fourth second third".split())
_MORE = frozenset({"others"})
_LAST = 10  # speakers back
_AFTER_TWO = _ONE_MORE - {"another", "second"}


def find_another(scene: Scene, span) -> Resolved | None:
    """One more activist where an activist spoke last, of the same party; nobody where a name spoke last."""
    word = span.root.lower_
    end = next((t.i for t in span if t.text == ","), span.end)  # then comes what is added
    if word not in _ONE_MORE | _MORE or span[0].lower_ not in ("a", word) or end - span.start > 2:
        return None
    spoken = list(islice((each for each in scene.look_back(span.start) if each.spoke), _LAST))
    spoken = [each for each in spoken if scene.count_sentences(each, span) <= NEAR]
    kinds = [each for each in spoken if each.token.lower_ not in _ONE_MORE]
    two = {each.token.lemma_ for each in spoken[:2] if each in kinds}
    if not kinds or (word in _AFTER_TWO and len(two) > 1):
        return None
    last = kinds[0]
    noun, resolved = last.token, last.resolved
    is_plural = noun.tag_ == "NNS"
    if noun.pos_ != "NOUN" or not is_human(noun) or is_plural is not (word in _MORE):
        return None
    if resolved.how not in NAMELESS:
        return None
    kind = noun.doc[noun.left_edge.i : noun.i + 1]
    words = kind[kind[0].pos_ in ("DET", "NUM") and len(kind) > 1 :].text
    actor = f"{'other' if is_plural else 'another'} {words}"
    how = "affiliation" if resolved.party else UNRESOLVED
    return Resolved(actor, resolved.party, how, (), None, resolved.kind)
