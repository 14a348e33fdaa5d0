"""Speakers: who the subject of a cue is, and where the noun phrase that names them begins and ends."""

from __future__ import annotations

from toolkit.quotes.cues import find_frames

RUBRICS = frozenset(
    "analysis breaking comment editorial exclusive feature interview letters live opinion profile review "
    "update video watch".split()
)
"""Words before a colon that head a text, and name nobody."""
SUBJECTS = frozenset(("nsubj", "csubj"))
ANY_SUBJECT = frozenset(("nsubj", "csubj", "nsubjpass", "csubjpass"))
_CONTROLLED = frozenset("acl dobj pobj attr acomp xcomp advcl ccomp pcomp conj prep dep parataxis".split())
_SPEAKING_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
SPEAKING_NOUNS = frozenset(
    "activist adviser advisor aide ally ambassador analyst army associate author authority backer board boss "
    "campaign candidate chair chairwoman chancellor chief coach commander commissioner committee company "
    "conservative consultant council counsel court critic delegate democrat deputy diplomat director doctor "
    "donor economist editor envoy executive expert family father friend general government governor group "
    "head husband insider investigator journalist judge lawmaker lawyer leader liberal mayor minister mother "
    "neighbor neighbour observer officer official operative opponent opposition organization owner panel "
    "parent party patient people police politician pollster premier president professor prosecutor rebel "
    "reporter representative republican researcher resident rival scholar scientist secretary senator "
    "soldier source speaker spokesperson staff staffer state student supporter surrogate survivor teacher "
    "team union victim visitor voter wife witness worker writer".split()
)
_DASHES = frozenset(("—", "–", "--", "-", "―"))
_BREAKS = _DASHES | {",", "("}
_QUOTING = frozenset(("quote", "cite", "report"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_DEPTH = 6  # how many heads up a missing subject is looked for


def find_speaker(verb) -> tuple[int, int] | None:
    """The noun phrase that speaks: subject, "by" phrase, or the subject of the clause above.

    Token offsets; None where the clause names nobody ("it was reported that").
    """
    subject = find_subject(verb)
    if subject is not None:
        return None if is_expletive(subject) else noun_phrase(subject, stop=verb)
    agent = find_agent(verb)
    if agent is not None:
        return noun_phrase(agent)
    if is_passive(verb) or is_described(verb):
        return None
    above = find_controller(verb)
    return None if above is None or is_expletive(above) else noun_phrase(above, stop=verb)


def find_subject(verb):
    """The verb's own active subject."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return next((child for child in subjects if not child.is_punct), None)


def is_passive(verb) -> bool:
    """Whether the verb has a passive subject or auxiliary of its own."""
    return any(child.dep_ in ("nsubjpass", "csubjpass", "auxpass") for child in verb.children)


def is_described(verb) -> bool:
    """Whether a participle tells what others do: "the law, known as …", but not "a man convinced that …"."""
    if verb.tag_ != "VBN":
        return False
    holds = any(child.dep_ == "ccomp" for child in verb.children)
    return verb.dep_ in ("advcl", "prep") or (verb.dep_ == "acl" and not holds)


def find_agent(verb):
    """The noun after "by" in a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_participle(verb)):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def is_participle(verb) -> bool:
    """Whether the form can be a passive participle."""
    return verb.tag_ in ("VBN", "VBD")


def find_controller(verb):
    """The subject that a verb without one shares: of the verb it is joined to, or of the clause above."""
    if is_quoted_as(verb):
        above = verb.head.head
        before = (t for t in above.rights if t.dep_ == "dobj" and t.i < verb.head.i)
        quoted = next(before, None) if above.lemma_ in _QUOTING else verb.head.nbor(-1)
        if quoted is not None:
            return quoted
    beside = _subject_beside(verb)
    if beside is not None:
        return beside
    token, fallback = verb, None
    for _ in range(_DEPTH):
        if token.dep_ in ("acl", "relcl") and token.i > token.head.i and token.tag_ != "VB":
            return fallback or token.head
        if token.dep_ not in _CONTROLLED or token.head == token:
            break
        token = token.head
        subject = next((child for child in token.children if child.dep_ in ANY_SUBJECT), None)
        if subject is not None and (can_speak(subject) or verb.dep_ != "conj"):
            return subject
        fallback = fallback or subject
    return fallback


def is_quoted_as(verb) -> bool:
    """Whether a verb stands in "quoted as saying", "cited as saying"."""
    return find_quoting(verb) is not None


def find_quoting(verb):
    """The verb that quotes somebody "as saying": also for the second in "quoted A as saying … and B as …"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.i == 0:
        return None
    above, noun = verb.head.head, verb.head.nbor(-1)
    if above.lemma_ in _QUOTING:
        return above
    start = noun.left_edge.i
    if noun.pos_ not in _NOMINAL or start == 0 or noun.doc[start - 1].dep_ not in ("cc", "punct"):
        return None
    is_known = "quote" in find_frames(verb)  # not "and himself as leading them"
    return next((t for t in verb.ancestors if t.lemma_ in _QUOTING), None) if is_known else None


def find_quoted_as(verb):
    """What somebody is quoted as doing: "saying" of "quoted her as saying"; None where nobody is."""
    if verb.lemma_ not in _QUOTING:
        return None
    return next((word for child in verb.rights for word in child.rights if is_quoted_as(word)), None)


def _subject_beside(verb):
    """ "… from Ardania and the UN said …": the noun that the parse took for a part of the clause before."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return None
    noun = verb.nbor(-1)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ not in ("conj", "pobj", "dobj"):
        return None
    start = noun.left_edge.i
    joined = noun.dep_ == "conj" and start > 0 and noun.doc[start - 1].dep_ == "cc"
    return noun if joined or (verb.dep_ in ("advcl", "relcl") and can_speak(noun)) else None


def can_speak(noun) -> bool:
    """Whether a subject can be a speaker: a name, a pronoun for people, or a noun for people or bodies."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in _SPEAKING_ENTITIES:
        return True
    if noun.pos_ == "PRON":
        return noun.lower_ not in ("it", "this", "that", "which", "what", "there")
    return noun.lemma_.lower() in SPEAKING_NOUNS or noun.lower_.endswith(("man", "men", "woman", "women"))


def is_expletive(subject) -> bool:
    """Whether the subject is the empty "there", which names nobody."""
    return subject.dep_ == "expl" or subject.lower_ == "there"


def noun_phrase(noun, *, stop=None) -> tuple[int, int]:
    """The noun's phrase in tokens, without a relative clause after a comma and without the cue."""
    start, end = _whole_name(noun), noun.right_edge.i + 1
    if stop is not None and start <= stop.i < end:
        if stop.i > noun.i:
            end = stop.i
        else:
            start = noun.i
    for token in noun.doc[start : noun.i]:
        if token.text in _DASHES and token.whitespace_:  # a dateline: "GENEVA (Northgate) — Officials"
            start = token.i + 1
    for child in noun.rights:
        if child.dep_ in ("relcl", "acl", "advcl") and child.i < end:
            edge = child.left_edge.i
            if edge - 1 > noun.i and noun.doc[edge - 1].text in _BREAKS:
                end = edge - 1
                break
    while end + 1 < len(noun.doc) and noun.doc[end].text == "-" and not noun.doc[end - 1].whitespace_:
        end += 2  # the rest of a name that the tokenizer cut at its hyphen
    return start, end


def _whole_name(noun) -> int:
    """Where the phrase begins; a name that the tokenizer cut at its hyphen ("al-Rashid") is kept whole."""
    doc, start = noun.doc, noun.left_edge.i
    if start < 2 or doc[start - 1].text != "-" or doc[start - 1].whitespace_:
        return start
    start -= 2
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    return start


def find_noun_speaker(word) -> tuple[int, int] | None:
    """Whose claim, promise or hope it is: possessor, "by" phrase, or subject of the verb it depends on."""
    owner = next((child for child in word.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        start, end = noun_phrase(owner)
        return (start, end - 1) if word.doc[end - 1].tag_ == "POS" else (start, end)
    for child in word.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            noun = next((grandchild for grandchild in child.rights if grandchild.dep_ == "pobj"), None)
            if noun is not None:
                return noun_phrase(noun)
    if word.dep_ in ("dobj", "attr", "acomp", "pobj", "oprd"):
        verb = word.head.head if word.dep_ == "pobj" else word.head
        if verb.pos_ in ("VERB", "AUX"):
            return find_speaker(verb)
    return None


def find_speaker_beside(doc, verb: int, around: tuple[int, int]) -> tuple[int, int] | None:
    """The name beside the verb, where it follows a quotation and the parse is of no help.

    ``around`` is what stands between the quotation and the end of the sentence.
    """
    start, end = around
    for first, last in ((start, verb), (verb + 1, end)):
        noun = next((token for token in doc[first:last] if token.pos_ in _NOMINAL), None)
        while (
            noun is not None
            and noun.head != noun
            and first <= noun.head.i < last
            and noun.head.pos_ in _NOMINAL
        ):
            noun = noun.head
        if noun is not None:
            left, right = noun_phrase(noun, stop=doc[verb])
            if right < last and doc[right].lower_ in ("of", "from"):  # "a man from Ardania"
                right = doc[right].right_edge.i + 1
            return max(left, first), min(right, last)
    return None
