"""Nouns: what the head of a mention names: a person, people, a body, a paper or a thing."""

from __future__ import annotations

import re

from toolkit.quotes.sources import SPEAKING_NOUNS

PAPERS = frozenset(
    "ad affidavit answer article bill blog book column comment commentary communique complaint declaration "
    "document dossier e-mail editorial email essay fact-check filing finding headline lawsuit "
    "legislation letter manifesto memo memoir message missive note op-ed pamphlet paper piece plan poll "
    "post posting presentation proposal regulation release remark report resolution response review "
    "ruling slide speech statement study summary survey text transcript tweet video website word".split()
)
BODIES = frozenset(
    "administration agency army average bank bloc board cabinet camp campaign channel commission "
    "committee company corporation council court department embassy firm government group institute "
    "kremlin league magazine majority media ministry minority mission network newspaper observatory "
    "office organisation organization outlet panel parliament party pentagon police press radio regime "
    "republic staff state station team television think-tank tribunal tv un union university".split()
)
ORGANIZATIONS = frozenset(
    "agency alliance bank bloc broadcaster channel company federation firm group institute magazine "
    "network newspaper organisation organization outlet paper station union university".split()
)
"""Words that take up a named body: "the company" is the one named last."""
ISSUED = frozenset(
    "comment commentary communique e-mail editorial email filing letter memo message note post posting "
    "presentation release remark slide speech statement text transcript tweet word".split()
)
"""Papers of one author: "the letter" is of whoever has just been speaking."""
DISTANT = frozenset(
    "adversary analyst candidate commentator contender critic defector detractor dissident enemy exile "
    "expert foe historian hopeful nominee observer opponent rival scholar sceptic skeptic specialist "
    "watcher".split()
)
"""Whoever is called so beside a body does not speak for it: "a Kremlin critic"."""
SPEAKING_FOR = frozenset("adviser advisor aide official spokesman spokesperson spokeswoman".split())
"""Whoever is called so has the party of whom they serve: "Davis's adviser"."""
AFFILIATED = SPEAKING_FOR | frozenset(
    "activist captain colonel commander delegate deputy diplomat employee envoy figure fighter general "
    "lieutenant major member negotiator officer representative soldier source".split()
)
"""Whoever is called so beside a body is of it: "a member of the council", but not "a critic of it"."""
LEADING = frozenset(
    "boss chair chairman chairperson chairwoman chief commissioner coordinator director head leader "
    "president secretary".split()
)
"""Whoever is called so beside a body is of it, too, and is often named elsewhere in the article."""
WITHIN_NAME = frozenset({"appos", "compound", "flat", "nmod", "amod"})
PERSON, BODY, GROUP, PAPER, THING = "person", "body", "group", "paper", "thing"
AUTHOR = "author"
_PAST = re.compile(
    r"\b(?:deposed|dismissed|erstwhile|estranged|ex|fired|former|late|never|no longer|not|once|one-?time"
    r"|ousted|retired|sacked"
    r"|(?:the|his|her|its|their) then|then(?=-| the\b))\b",
    re.IGNORECASE,
)
_BEFORE = 4  # words in which "former" may stand before what it is said of
_LEAVING = frozenset(
    "abandon defect defected desert deserted expel expelled flee oust ousted quit resign".split()
)
_QUALIFYING = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"})
_PEOPLE = frozenset(
    "americans blacks children conservatives democrats elites evangelicals folks hispanics kids latinos "
    "liberals men millennials officers others parents people republicans residents troops whites women "
    "workers youth".split()
)
_SOMEBODY = frozenset(
    "abbot accountant actor actress admiral adversary ambassador ancestor anchor apprentice "
    "archbishop architect artist assassin assistant astronaut athlete attacker attorney aunt autocrat "
    "ayatollah baby bachelor banker barber baron billionaire bishop blogger boy boyfriend bride "
    "brother bureaucrat businessman businesswoman cadet caller captain caretaker carpenter celebrity "
    "champion chancellor chaplain child citizen civilian cleric clerk client coach collaborator "
    "colleague collector colonel comedian comrade conqueror conservative consumer contender convert "
    "convict cop courier cousin coworker creator criminal crusader cyclist dancer daughter defector "
    "defendant democrat dentist deputy descendant deserter despot detective developer dictator "
    "dissident documentarian driver drummer elder emir emperor engineer entrepreneur envoy escapee "
    "executioner expatriate explorer fan farmer father fighter filmmaker firebrand firefighter "
    "fisherman foreigner founder front-runner frontrunner fugitive gambler gardener girl girlfriend "
    "graduate grandfather grandmother grandson guard guardian guerrilla guest gunner hacker hawk heir "
    "hermit hero heroine hiker historian homeowner hopeful host hostage housewife hunter husband imam "
    "immigrant imposter impostor incumbent industrialist informant informer inmate insider inspector "
    "instructor insurgent interloper intern interpreter intruder inventor investigator investor "
    "jihadi jihadist jogger journeyman juror kid kidnapper killer king kingpin knight laborer "
    "labourer lady landlord lecturer legend liberal libertarian librarian lieutenant listener loner "
    "looter lord lover loyalist magnate manager martyr mastermind mayor mechanic mediator mentor "
    "mercenary merchant messenger migrant militant miner mobster moderate mogul monarch monk mother "
    "motorist murderer musician native negotiator nephew newcomer newsman niece nomad nominee novice "
    "nun nurse observer operative orator organiser organizer orphan outsider painter partisan "
    "passenger pastor patient patriarch pauper pedestrian pensioner performer philanthropist pilgrim "
    "pilot pioneer plaintiff player plumber poet polemicist pope preacher predecessor prefect "
    "presenter priest prince princess prisoner progressive promoter protegee protester protestor "
    "protégé provocateur psychiatrist pundit pupil queen rabbi racer radical ranger rapist rapper "
    "reader reformer relative republican rescuer reservist retiree rioter roommate ruler runner "
    "saboteur sailor salesman saviour sceptic scion scout sculptor seaman sergeant servant settler "
    "shah shareholder sheik sheikh shepherd sheriff shooter shopkeeper shopper sibling signatory "
    "singer sister skeptic slave smuggler sniper socialist solicitor son songwriter spectator spouse "
    "spy star stepfather stepmother storyteller stranger strongman subordinate successor sultan "
    "superdelegate superintendent supremo suspect swimmer tailor taxpayer teen teenager tenant thief "
    "torturer tourist trader trainee trainer traitor traveler traveller treasurer trooper trustee "
    "turncoat tutor tycoon tyrant uncle underdog undersecretary upstart usher veteran viewer villager "
    "visitor volunteer waiter waitress warden warlord warrior whistleblower widow widower wife winner "
    "worshiper worshipper wrestler youngster".split()
)
_ENDS_OF_BODIES = frozenset(
    "alliance borders brigade brigades brotherhood coalition federation forum foundation front fund "
    "initiative international movement network union watch".split()
)
_INDEFINITE = frozenset(("people", "police", "some", "many", "most", "others"))
_THINGS = frozenset(
    "center centers coffee color colors committee computer computers degree door doors error errors "
    "factor factors fee fees floor floors guarantee letter letters list lists matter matters mirror "
    "mirrors newspapers number numbers order orders paper papers power powers tower towers tree trees".split()
)


def is_human(token) -> bool:
    """Tell whether a noun names a person or people."""
    lemma = token.lemma_.lower()
    if lemma in BODIES | PAPERS | _THINGS:
        return False
    return (
        (lemma in SPEAKING_NOUNS and lemma not in BODIES)
        or lemma in _SOMEBODY
        or token.lower_ in _PEOPLE
        or (token.tag_ == "NNS" and token.lower_.endswith(("ers", "ors")) and token.lower_ not in _THINGS)
        or re.search(r"(?:man|men|woman|women|person|ists?|ees?|surgeons?|-old)$", token.lower_) is not None
        and token.pos_ in ("NOUN", "PROPN")
    )


def classify(noun) -> str:
    """The kind of what a noun names: a person, a group, a body, a paper or a thing."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "GPE"):
        return PERSON if _is_who(noun) else BODY
    if lemma in PAPERS:
        return PAPER
    if noun.pos_ == "PROPN" and noun.i and noun.nbor(-1).pos_ == "PROPN" and noun.lower_ in _ENDS_OF_BODIES:
        return BODY
    if noun.tag_ in ("NNS", "NNPS") or noun.lower_ in _INDEFINITE:
        return GROUP
    if lemma in BODIES or noun.ent_type_ in ("ORG", "GPE", "NORP"):
        return BODY
    return PERSON if is_human(noun) or noun.pos_ != "NOUN" else THING


def _is_who(noun) -> bool:
    """Tell whether a clause with "who" tells of a noun."""
    clauses = (t for t in noun.children if t.dep_ == "relcl")
    return any(t.lower_ == "who" for clause in clauses for t in clause.children)


def is_distant(noun) -> bool:
    """Tell whether a noun says distance to the body beside it: "a Kremlin critic", "Syria experts"."""
    return noun.lemma_.lower() in DISTANT


def is_past(doc, end: int, start: int | None = None) -> bool:
    """Tell whether the words before a token say that it was once so: "the late", "then-", "former senior"."""
    if start is None:
        start = end
        while start > max(end - _BEFORE, 0) and (
            doc[start - 1].pos_ in _QUALIFYING or doc[start - 1].text == "-"
        ):
            start -= 1
    return _PAST.search(doc[start:end].text) is not None


def has_left(tokens) -> bool:
    """Tell whether words say that somebody has gone over or away: "a captain who defected"."""
    return any(t.lemma_.lower() in _LEAVING and t.pos_ in ("VERB", "ADJ") for t in tokens)


def is_short_for(words: list[str], name: str) -> bool:
    """Tell whether words shorten a body's name: "council" a City Council, "board" a Board of Elections."""
    full = name.casefold().split()
    ends = [full]
    if name[:1].isupper():
        ends += [full[:n] for n, word in enumerate(full) if word in ("of", "for", "on")][:1]
    return len(full) > len(words) and any(words == end[-len(words) :] for end in ends)


def governs(token, other) -> bool:
    """Tell whether a word is the subject of a clause that another word's clause depends on."""
    while token.dep_ in WITHIN_NAME:
        token = token.head
    is_subject = token.dep_ in ("nsubj", "nsubjpass")
    return is_subject and token.head.i != other.head.i and token.head.is_ancestor(other)


def find_subjects_of_object(token) -> list:
    """The subjects of the verb whose object a pronoun is: whoever quotes "him" is somebody else."""
    if token.dep_ not in ("dobj", "dative"):
        return []
    return [t for t in token.head.lefts if t.dep_ == "nsubj"]


def is_introduced(noun) -> bool:
    """Tell whether an article brings somebody in: "a woman", "another man"."""
    return any(t.dep_ == "det" and t.lower_ in ("a", "an", "another") for t in noun.children)


def acts(token) -> bool:
    """Tell whether a word is the subject of a sentence, and not of a question to somebody."""
    while token.dep_ in WITHIN_NAME:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT" and token.head.lemma_ != "ask"


def is_subject(token) -> bool:
    """Tell whether a noun, or the noun it stands beside, is a subject, or set before the sentence."""
    while token.dep_ in WITHIN_NAME:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") or _is_topic(token)


def _is_topic(token) -> bool:
    """Tell whether a noun is what the sentence turns to: "as for Davis, she …"."""
    before = token.head
    return token.dep_ == "pobj" and before.lower_ == "for" and before.i > 0 and before.nbor(-1).lower_ == "as"
