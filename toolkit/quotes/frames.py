"""Frames: in which constructions a word can attribute, and which words it then attributes.

Each function names one construction and yields ``Frame`` objects: the frame's name as it stands in the
cue lexicon, the tokens of the content, and the tokens that the cue has beside its head. Frames are read
from the parse alone; the lexicon decides which of them count for which word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Range = tuple[int, int]

_OCCASION = frozenset("at during on after before since".split())  # when and where it was said
_SENTENCE_ENDS = frozenset('.!?;:“”"‘')
_OF_PASSIVES = frozenset("as of for to with against".split())
_VERBS = frozenset(("VERB", "AUX"))
_SMALL = frozenset(("oprd", "acomp", "attr"))


@dataclass(frozen=True)
class Frame:
    """One reading of a word as a cue: frame name, content ranges and further cue tokens."""

    name: str
    content: tuple[Range, ...]
    cue: tuple[int, ...] = ()


def verb_frames(verb) -> Iterator[Frame]:
    """All constructions in which a verb stands, those that bind its content most closely first."""
    yield from clause_after(verb)
    yield from raising(verb)
    yield from inverted(verb)
    yield from passive(verb)
    yield from infinitive(verb)
    yield from predicated(verb)
    yield from object_of(verb)
    yield from preposition_after(verb)
    yield from clause_before(verb)
    yield from clause_around(verb)
    yield from sentence_before(verb)


def clause_after(verb) -> Iterator[Frame]:
    """said (that) …, asked whether …, told reporters that …"""
    for child in verb.rights:
        if child.dep_ == "ccomp" and not _is_small(child) and not _is_infinitive(child):
            clause = (max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)
            yield Frame("clause", (*_relative_words(child, verb), clause))


def _relative_words(clause, verb) -> list[Range]:
    """ "what she said was a mistake": the relative word belongs to the content."""
    words = [child for child in clause.lefts if child.i < verb.i and child.tag_ in ("WP", "WDT")]
    return [(word.i, word.i + 1) for word in words]


def infinitive(verb) -> Iterator[Frame]:
    """wants to …, urged them to …, denied firing on …"""
    for child in verb.rights:
        if child.dep_ not in ("xcomp", "ccomp", "advcl") or child.pos_ not in _VERBS:
            continue
        end = child.right_edge.i + 1
        if _is_infinitive(child):
            start = min([child.left_edge.i, *(noun.left_edge.i for noun in _objects(verb, child.i))])
            name = "infinitive" if start >= _first_word(child) else "object_infinitive"
            if child.dep_ != "advcl" or name == "object_infinitive":
                yield Frame(name, ((max(start, verb.i + 1), end),))
        elif child.tag_ == "VBG" and child.dep_ != "advcl":
            yield Frame("gerund", ((max(child.left_edge.i, verb.i + 1), end),))


def predicated(verb) -> Iterator[Frame]:
    """called … a travesty, described … as …, put the toll at more than …"""
    objects = _objects(verb)
    small = [child for child in verb.rights if child.dep_ in _SMALL]
    small += [child for child in verb.rights if child.dep_ == "ccomp" and _is_small(child)]
    small += [child for child in verb.rights if child.dep_ == "xcomp" and child.pos_ not in _VERBS]
    if small and not objects:
        objects = _relative_objects(verb)
    if small:
        if objects and objects[0].i < verb.i:
            relative = (objects[0].i, objects[0].i + 1)
            yield Frame("predicate", (relative, (small[0].left_edge.i, small[-1].right_edge.i + 1)))
            return
        first = min(objects + small, key=lambda token: token.left_edge.i)
        yield Frame("predicate", ((max(first.left_edge.i, verb.i + 1), small[-1].right_edge.i + 1),))
    if objects:
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in ("as", "at") and child.i > objects[0].i:
                name = f"object_{child.lower_}"
                yield Frame(name, ((objects[0].left_edge.i, child.right_edge.i + 1),))


def passive(verb) -> Iterator[Frame]:
    """X is said to …, was described as …, was criticized by …: the passive subject is part of the content."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    if subject is None:
        return
    rest = [child for child in verb.rights if child.dep_ == "xcomp" or child.dep_ in _SMALL]
    rest += [child for child in verb.rights if child.dep_ == "prep" and child.lower_ in _OF_PASSIVES]
    left = (subject.left_edge.i, subject.right_edge.i + 1)
    if not rest:
        yield Frame("passive", (left,))
    for child in rest[:1]:
        kind = {"xcomp": "infinitive", "prep": child.lower_}.get(child.dep_, "predicate")
        yield Frame(f"passive_{kind}", (left, (child.left_edge.i, child.right_edge.i + 1)))


def raising(verb) -> Iterator[Frame]:
    """The deal seems to be dead; it appears that …: nobody is named to whom it seems so."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    said = next((c for c in verb.rights if c.dep_ in _SMALL or c.dep_ in ("xcomp", "ccomp")), None)
    if subject is None or said is None:
        return
    content = [(said.left_edge.i, said.right_edge.i + 1)]
    if subject.lower_ != "it":
        content.insert(0, (subject.left_edge.i, subject.right_edge.i + 1))
    yield Frame("raising", tuple(content))


def object_of(verb) -> Iterator[Frame]:
    """announced a plan, criticized the veto for …: a noun phrase, with the prepositions that belong to it."""
    objects = _objects(verb)
    if not objects:
        relative = _relative_objects(verb)
        if relative:
            yield Frame("object", ((relative[0].i, relative[0].i + 1),))
        return
    first = objects[0]
    end = first.right_edge.i + 1
    yield Frame("object", ((first.left_edge.i, _extend(verb, end)),))


def preposition_after(verb) -> Iterator[Frame]:
    """called for …, spoke about …, insisted on …"""
    for child in verb.rights:
        if child.dep_ != "prep":
            continue
        inside = [noun for noun in child.children if noun.dep_ in ("pobj", "pcomp") and noun.i > child.i]
        if inside and inside[0].ent_type_ not in ("DATE", "TIME"):
            start, end = inside[0].left_edge.i, child.right_edge.i + 1
            yield Frame(f"{child.lower_}", ((start, end),), (child.i,))


def clause_before(verb) -> Iterator[Frame]:
    """The veto was a mistake, she said."""
    for child in verb.lefts:
        if child.dep_ == "ccomp":
            content = tuple(_after_semicolon(verb, (child.left_edge.i, child.right_edge.i + 1)))
            if content:
                yield Frame("parenthesis", content)


def inverted(verb) -> Iterator[Frame]:
    """The veto was a mistake, insisted a diplomat: what follows the verb is no object of it."""
    if verb.i > 0 and verb.nbor(-1).text == ",":
        yield from clause_before(verb)


def clause_around(verb) -> Iterator[Frame]:
    """The veto, she said, was a mistake. As she said, the veto was a mistake."""
    head = verb.head
    marked = any(child.lower_ == "as" for child in verb.lefts if child.dep_ in ("mark", "advmod", "prep"))
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and marked):
        whole = (head.left_edge.i, head.right_edge.i + 1)
        hole = (verb.left_edge.i, verb.right_edge.i + 1)
        content = tuple(part for piece in cut_range(whole, hole) for part in _after_semicolon(verb, piece))
        if content:
            yield Frame("parenthesis" if not marked else "as_parenthesis", content)


def sentence_before(verb) -> Iterator[Frame]:
    """The bridge is closed and the ferry sunk, a witness said: whatever the parse makes of the sentence."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ in ("WP", "WDT") or _objects(verb):
        return
    doc, comma = verb.doc, subject.left_edge.i - 1
    if comma < 1 or doc[comma].text != ",":
        return
    start = comma
    while start > 0 and doc[start - 1].text not in _SENTENCE_ENDS and not doc[start - 1].is_space:
        start -= 1
    first = doc[start]
    if first.pos_ in ("SCONJ", "ADP", "CCONJ") or first.tag_ in ("WRB", "VBG", "VBN"):
        return
    if any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in doc[start:comma]):
        yield Frame("parenthesis", ((start, comma),))


def _after_semicolon(verb, piece: Range) -> Iterator[Range]:
    """What precedes a cue reaches back to the last semicolon."""
    start, end = piece
    if end <= verb.i:
        last = max((token.i for token in verb.doc[start : verb.i] if token.text == ";"), default=start - 1)
        start = max(start, last + 1)
    if start < end:
        yield start, end


def noun_frames(noun) -> Iterator[Frame]:
    """the claim that …, his promise to …, criticism of …, "the reason was that …" """
    for child in noun.rights:
        end = child.right_edge.i + 1
        if child.dep_ in ("acl", "ccomp", "relcl") and _has_that(child):
            yield Frame("clause", ((child.left_edge.i, end),))
        elif child.dep_ in ("acl", "xcomp") and _is_infinitive(child):
            yield Frame("infinitive", ((child.left_edge.i, end),))
        elif child.dep_ == "prep":
            inside = [word for word in child.children if word.dep_ in ("pobj", "pcomp") and word.i > child.i]
            if inside:
                yield Frame(child.lower_, ((inside[0].left_edge.i, end),), (child.i,))
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        for child in head.rights:
            if child.dep_ in ("ccomp", "xcomp", "advcl") or (child.dep_ == "attr" and head.i < child.i):
                name = "is_clause" if child.dep_ != "attr" else "is"
                yield Frame(name, ((child.left_edge.i, child.right_edge.i + 1),), (head.i,))
                break


def adjective_frames(adjective) -> Iterator[Frame]:
    """confident that …, willing to …, worried about …"""
    for child in adjective.rights:
        end = child.right_edge.i + 1
        if child.dep_ in ("ccomp", "xcomp", "advcl") and child.pos_ in _VERBS:
            if _is_infinitive(child):
                yield Frame("infinitive", ((child.left_edge.i, end),))
            elif child.dep_ == "ccomp":
                yield Frame("clause", ((child.left_edge.i, end),))
        elif child.dep_ == "prep":
            inside = [word for word in child.children if word.dep_ in ("pobj", "pcomp") and word.i > child.i]
            if inside:
                yield Frame(child.lower_, ((inside[0].left_edge.i, end),), (child.i,))


def cut_range(whole: Range, hole: Range) -> Iterator[Range]:
    """What is left of a range outside another."""
    if whole[0] < hole[0]:
        yield whole[0], min(whole[1], hole[0])
    if hole[1] < whole[1]:
        yield max(whole[0], hole[1]), whole[1]


def _extend(verb, end: int) -> int:
    """Take in what follows a content directly, without a comma between."""
    for child in verb.rights:
        if child.left_edge.i == end and child.dep_ == "prep" and child.lower_ not in _OCCASION:
            end = child.right_edge.i + 1
    return end


def _objects(verb, before: int | None = None) -> list:
    """Direct objects to the right of a verb."""
    return [
        child
        for child in verb.rights
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP" and (before is None or child.i < before)
    ]


def _relative_objects(verb) -> list:
    """ "which he called …": an object that is a relative word before the verb."""
    return [child for child in verb.lefts if child.dep_ == "dobj" and child.tag_ in ("WP", "WDT")]


def _is_infinitive(verb) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def _first_word(verb) -> int:
    """Position of the infinitive's "to"."""
    return next(child.i for child in verb.lefts if child.lower_ == "to")


def _is_small(clause) -> bool:
    """Whether a complement has no verb: "called him [a liar]"."""
    if clause.pos_ in _VERBS:
        return False
    return not any(child.dep_ in ("aux", "cop", "mark") for child in clause.children)


def _has_that(clause) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.lefts)
