"""Full names: where an article names people in full, and what belongs to such a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from toolkit.first_names import is_first_name
from toolkit.names import Names

HONORIFICS = {
    "mr": "male", "sir": "male", "lord": "male", "king": "male", "prince": "male", "congressman": "male",
    "mrs": "female", "ms": "female", "miss": "female", "dame": "female", "lady": "female", "queen": "female",
    "princess": "female", "congresswoman": "female",
    "dr": None, "gen": None, "general": None, "lt": None, "col": None, "colonel": None, "maj": None,
    "capt": None, "captain": None, "sgt": None, "adm": None, "president": None, "minister": None,
    "secretary": None, "ambassador": None, "senator": None, "sen": None, "rep": None, "representative": None,
    "gov": None, "governor": None, "mayor": None, "judge": None, "justice": None, "prof": None,
    "professor": None, "chancellor": None, "rev": None, "speaker": None, "sheriff": None,
    "councillor": None, "cllr": None, "councilor": None, "admiral": None, "baroness": "female",
    "major": None, "brigadier": None, "brig": None, "lieutenant": None, "sergeant": None, "corporal": None,
    "marshal": None, "sheikh": "male", "sheik": "male",
    "messrs": "male", "congressmen": "male", "congresswomen": "female", "presidents": None,
    "ministers": None, "secretaries": None, "ambassadors": None, "senators": None, "sens": None,
    "reps": None, "representatives": None, "govs": None, "governors": None, "mayors": None, "judges": None,
    "justices": None, "generals": None, "gens": None, "drs": None, "professors": None, "profs": None,
}  # fmt: skip
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
PARTICLES = frozenset("al bin da de del della der di du el ibn la le van von".split())
NO_NAMES = frozenset(
    "act administration agency airport amendment association avenue award bank base bay beach board "
    "bridge brigade brigades building bureau campaign cathedral center centre christmas chronicle church "
    "city clause clinic cloud club college committee company congress corp corporation corps council "
    "county courant court day department dinner dispatch district doctrine drive east enquirer examiner "
    "force forces foundation fund gazette globe government group guardian hall herald high hill hospital "
    "hotel house inc industries inquirer institute island journal lake law library llc media "
    "memorial ministry mountain museum news north observer office park party plan plaza police post prize "
    "register report republic resort river road room school securities senate sentinel show south square "
    "stadium state states station store street studios team telegraph times tower towers tribune "
    "university valley via west".split()
)  # fmt: skip
DAYS = frozenset(
    "april august december february friday january july june march may monday november october saturday "
    "september sunday thursday tuesday wednesday".split()
)
_PAIRS = frozenset({("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")})
MARKS = frozenset(mark for pair in _PAIRS for mark in pair)
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "NORP"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_NICKNAME = 3  # words at most
_LONG = 3  # words of a name in title case: what is longer has the verb in it
_TITLED = 0.7  # share of capitalised words from which a line is a headline in title case


def read_names(doc, taken: set[int], names: Names, *, titled: set[int]) -> Iterable[tuple[int, int]]:
    """Read the full names of people whom the registry does not know: stretches of tokens, in text order.

    A full name is what the entity recognizer takes for a person, or a common first name and what follows it.
    In headlines in title case, where everything looks like a name, it begins with a common first name or
    stands elsewhere too. ``titled`` is what ``find_titled`` finds.
    """
    labels = Counter((token.text, token.ent_type_) for token in doc if token.ent_type_ in ("GPE", "PERSON"))
    elsewhere = {e.text for e in doc.ents if e.label_ == "PERSON" and e.start not in titled}
    bodies = {e.text for e in doc.ents if e.label_ == "ORG"}
    divided, found = _find_divided(doc, names), {}
    for entity in doc.ents:
        is_person = entity.label_ == "PERSON" or (
            entity.label_ == "ORG" and _is_second_named(entity, elsewhere, bodies)
        )
        if is_person:
            start, end = _trim(doc, entity.start, entity.end, divided)
            alone = end - start == 1 and is_first_name(doc[start].text) and start not in titled
            is_named = start < end and is_first_name(restore_case(doc[start].text))
            if start in titled and end - start > _LONG and entity.text not in elsewhere:
                end = start + 2
            is_told = entity.text in elsewhere or is_named
            if (alone or end - start > 1) and (start not in titled or is_told):
                found[start] = end
    for token in doc:
        if (
            token.text[:1].isupper()
            and is_first_name(restore_case(token.text))
            and not read_honorific(token)
            and _stands_free(doc, token.i)
        ):
            end = _extend(doc, token.i, divided)
            if end - token.i > 1 and token.i not in titled:
                found[token.i] = max(end, found.get(token.i, 0))
    last = -1
    for start, end in sorted(found.items()):
        while start > 1 and is_joint(doc[start - 1]) and start - 1 not in divided:
            start -= 2
        before = doc[start - 1] if start and doc[start].lower_ in PARTICLES else None
        if before is not None and doc[start].text != "Al" and is_name(before) and not read_honorific(before):
            start -= 1
        if (
            start >= last
            and taken.isdisjoint(range(start, end))
            and _is_person(doc[start:end], labels, names)
        ):
            yield start, end
            last = end


def pair_first_names(doc) -> dict[str, list[str]]:
    """The first names that stand right before each other word with a capital, and after no other name."""
    pairs: dict[str, list[str]] = {}
    for token in doc[:-1]:
        if token.pos_ != "PROPN":
            continue
        first, after = restore_case(token.text), doc[token.i + 1].text
        if (
            after[:1].isupper()
            and is_first_name(first)
            and not read_honorific(token)
            and _stands_free(doc, token.i)
            and not (token.i and is_first_name(restore_case(doc[token.i - 1].text)))
            and first not in pairs.get(after, ())
        ):
            pairs.setdefault(after, []).append(first)
    return pairs


def is_name(token) -> bool:
    """Tell whether a token can be part of a name; after a hyphen in small letters too: "Ki-moon"."""
    text = token.text
    if token.text in PARTICLES or token.lower_ in SUFFIXES or is_joint(token):
        return True
    return (
        (text[:1].isupper() or (token.i > 0 and is_joint(token.nbor(-1))))
        and re.fullmatch(r"[^\W\d_][\w.'’‐‑-]*", text) is not None
        and text[-2:] not in ("'s", "’s")
    )


def is_joint(token) -> bool:
    """Tell whether a token is the hyphen inside a name: "Jean-Marc"."""
    return (
        token.text in ("-", "‐", "‑")
        and token.i > 0
        and not (token.whitespace_ or token.nbor(-1).whitespace_)
    )


def read_honorific(token) -> str | None:
    """The title that a token is: "mr" for "Mr."; None for other words."""
    word = token.lower_.rstrip(".")
    return word if word in HONORIFICS and token.text[:1].isupper() else None


def spell_name(words) -> str:
    """A name as it stands, JEFFREY BROWN in small letters."""
    return " ".join("".join(restore_case(token.text) + token.whitespace_ for token in words).split())


def restore_case(word: str) -> str:
    """A word of a name, not in capitals; "III" stays."""
    return word.capitalize() if word.isupper() and len(word) > 2 and word.lower() not in SUFFIXES else word


def _is_second_named(entity, people: set[str], bodies: set[str]) -> bool:
    """Tell whether a body of two words is a person, since the second alone is one: "Novak Djokovic".

    Not where the second is somebody else's surname: "Morgan Stanley" beside "Tom Stanley".
    """
    second = entity[-1].text
    if len(entity) != 2 or second not in people or second in bodies:
        return False
    return not any(name.endswith(f" {second}") for name in people)


def _is_person(words, labels: Counter, names: Names) -> bool:
    """Tell whether words that look like a full name are no place, body or party."""
    if (
        not all(is_name(t) or t.is_space or t.text in MARKS | {","} for t in words)
        or words[0].text in PARTICLES
        or words[0].text in names.adjectives
    ):
        return False
    last = words[-1].text
    if last in names.party_words or NO_NAMES.intersection((words[-1].lower_, words[0].lower_)):
        return False
    if len(words[0].text.strip(".")) == 1 and labels[last, "GPE"]:
        return False  # "N. Korea"
    return words[-1].ent_type_ == "PERSON" or labels[last, "GPE"] <= labels[last, "PERSON"]


def find_titled(doc) -> set[int]:
    """Tokens of lines in title case; only the first of several may end in a full stop."""
    titled, line, is_first = set(), [], True
    for token in doc:
        if "\n" in token.text:
            titled |= _check_titled(line, is_headline=is_first)
            line, is_first = [], False
        elif token.text == ":" and all(each.is_upper for each in line if each.is_alpha):
            line = []  # whose turn it is in a transcript: "JEFFREY BROWN:"
        else:
            line.append(token)
    return titled | _check_titled(line, is_headline=False)


def _check_titled(line: list, *, is_headline: bool) -> set[int]:
    words = [token for token in line if token.is_alpha and len(token) > 3]
    raised = sum(token.text[0].isupper() for token in words)
    is_long = len(words) > (4 if is_headline else 2)
    is_sentence = any(t.pos_ == "VERB" and t.is_lower for t in line) or not is_headline
    is_titled = is_long and raised >= _TITLED * len(words) and not (is_sentence and line[-1].text == ".")
    return {token.i for token in line} if is_titled else set()


def _trim(doc, start: int, end: int, divided: set[int]) -> tuple[int, int]:
    """A person's name without title, possessive and what else the recognizer took along."""
    while start < end and (read_honorific(doc[start]) is not None or not is_name(doc[start])):
        start += 1
    at = start
    while at < end and is_name(doc[at]) and not (at in divided and at > start + 1):
        after = _pass_over(doc, at + 1, is_second=at == start)
        if after == at + 1 or after >= len(doc) or not is_name(doc[after]):
            at += 1
        elif after < end or doc[after - 1].text in MARKS:  # the recognizer cuts names at a nickname
            at, end = after, max(end, after + 1)
        else:
            end = at = at + 1
    end = min(at, end)
    while end > start and (doc[end - 1].text in PARTICLES or is_joint(doc[end - 1])):
        end -= 1
    return start, _pass_suffix(doc, end)


def _pass_suffix(doc, end: int) -> int:
    """The end of a name with what tells father and son apart: "Donald Trump Jr.", "Ed Trump, Jr."."""
    comma = end + 1 < len(doc) and doc[end].text == ","
    at = end + comma
    if at >= len(doc) or doc[at].lower_ not in SUFFIXES:
        return end
    after = next((t for t in doc[at + 1 : at + 3] if t.text != "."), None)
    is_title = comma and after is not None and after.pos_ == "PROPN"  # "Sr. Vice President"
    return end if is_title else at + 1


def _extend(doc, start: int, divided: set[int]) -> int:
    """The end of a name that begins with a first name."""
    end, at, n = start + 1, _pass_over(doc, start + 1, is_second=True), 1
    while (
        at < len(doc)
        and n < 5
        and not (at in divided and n > 1)
        and (
            (
                is_name(doc[at])
                and (doc[at].pos_ in _NOMINAL or doc[at].ent_type_ == "PERSON" or doc[start].text.isupper())
            )
            or (doc[at].lower_ in PARTICLES and at + 1 < len(doc) and doc[at + 1].text[:1].isupper())
            or _joins_surnames(doc, at, divided)
        )
    ):
        end, at, n = at + 1, _pass_over(doc, at + 1, is_second=False), n + 1
    if doc[end - 1].ent_type_ in _PLACES or any(
        doc[i].lower_ in NO_NAMES | DAYS for i in range(start + 1, end)
    ):
        return start
    return end


def _joins_surnames(doc, i: int, divided: set[int]) -> bool:
    """Tell whether a hyphen has a surname behind: "Ana Mark-Novak", not "Ana Novak-led"."""
    return is_joint(doc[i]) and i not in divided and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()


def _find_divided(doc, names: Names) -> set[int]:
    """Hyphens with two names at their sides: "the Karen Novak-Syria deal", and not "Ana Mark-Novak".

    The second is a place, a people, a full name, a word that stands alone elsewhere or, where it stands
    nowhere else, part of a common noun ("the Novak-Trump feud").
    """
    hyphens = [t.i for t in doc[:-1] if is_joint(t) and t.nbor(-1).lower_ not in PARTICLES]
    hyphens = [i for i in hyphens if doc[i + 1].text[:1].isupper()]
    alone = {t.text for t in doc if not (t.i and is_joint(t.nbor(-1)))} if hyphens else set()
    counts = Counter(doc[i + 1].text for i in hyphens)
    divided = set()
    for i in hyphens:
        after = doc[i + 1]
        is_place = after.text in names.party_words or after.ent_type_ in ("GPE", "NORP")
        is_full = _begins_name(doc, i + 1) and not _is_double_first(doc, i)
        is_part = after.dep_ == "compound" and after.head.pos_ == "NOUN" and counts[after.text] == 1
        if is_place or is_full or is_part or after.text in alone:
            divided.add(i)
    return divided


def _is_double_first(doc, i: int) -> bool:
    """Tell whether a hyphen is that of a first name: "Jean-Marc", and not "Hillary Clinton-Donald Trump"."""
    is_second = i > 1 and is_first_name(doc[i - 2].text)
    return is_first_name(doc[i - 1].text) and not is_second


def _pass_over(doc, i: int, *, is_second: bool) -> int:
    """The next word of a name, past a no-break space, and before the second one past a nickname."""
    if i + 1 < len(doc) and doc[i].is_space and "\N{NO-BREAK SPACE}" in doc[i].text:
        i += 1
    for end in range(i + 2, min(i + 2 + _NICKNAME, len(doc) - 1)) if is_second else ():
        is_quoted = (doc[i].text, doc[end].text) in _PAIRS and all(is_name(t) for t in doc[i + 1 : end])
        if is_quoted and not _begins_name(doc, end + 1):
            return end + 1
    return i


def _begins_name(doc, i: int) -> bool:
    """Tell whether a first name and another word with a capital stand here."""
    return is_first_name(doc[i].text) and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()


def _stands_free(doc, i: int) -> bool:
    """Tell whether no capitalised word but a title stands before: "Fort Wayne" is no name."""
    if doc[i].ent_type_ in _PLACES or doc[i].lower_ in NO_NAMES | DAYS:
        return False
    before = doc[i - 1] if i else None
    if before is None or not before.text[:1].isupper() or before.is_sent_start:
        return True
    return (
        read_honorific(before) is not None
        or before.pos_ != "PROPN"
        or before.ent_type_ not in ("ORG", *_PLACES)
    )
