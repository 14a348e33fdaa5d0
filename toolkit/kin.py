"""Kin: words that may stand for one another in descriptions, and those that may not."""

from toolkit.nouns import BODIES

KIN = {
    "adviser": "advisor aide consultant strategist",
    "advisor": "adviser aide consultant strategist",
    "aide": "adviser advisor strategist",
    "attorney": "counsel lawyer",
    "author": "writer",
    "billionaire": "businessman mogul tycoon",
    "boss": "ceo chairman chief director head",
    "businessman": "billionaire developer mogul tycoon",
    "candidate": "contender front-runner frontrunner hopeful nominee standard-bearer",
    "chief": "ceo chairman chairwoman director head president",
    "columnist": "writer",
    "congressman": "representative",
    "congresswoman": "representative",
    "contender": "candidate hopeful nominee",
    "delegate": "ambassador envoy representative",
    "developer": "billionaire businessman mogul tycoon",
    "diplomat": "ambassador delegate envoy minister representative secretary",
    "doctor": "dr physician surgeon",
    "envoy": "ambassador delegate representative",
    "executive": "ceo chairman chief",
    "expert": "professor scholar",
    "front-runner": "candidate frontrunner",
    "frontrunner": "candidate front-runner",
    "head": "chairman chairwoman chief director president",
    "hopeful": "candidate contender",
    "lawmaker": "congressman congresswoman legislator representative senator",
    "lawyer": "attorney counsel",
    "leader": "chairman chancellor chief minister premier president",
    "legislator": "congressman congresswoman lawmaker representative senator",
    "mogul": "billionaire businessman developer tycoon",
    "nominee": "candidate contender standard-bearer",
    "politician": "congressman governor mayor senator",
    "premier": "minister",
    "professor": "economist historian scholar",
    "representative": "congressman congresswoman",
    "scholar": "historian professor",
    "spokesman": "spokesperson",
    "spokesperson": "spokesman spokeswoman",
    "spokeswoman": "spokesperson",
    "strategist": "adviser advisor consultant",
    "tycoon": "billionaire businessman developer mogul",
    "writer": "author columnist",
}
WIDE = frozenset("agency alliance bloc federation group institute organisation organization".split())
NARROW = frozenset("agency bank committee foundation fund institute league network union".split())
DEPARTMENTS = frozenset({"administration", "department", "office"})
"""Words of the names of agencies: the State Department is one."""
OUTLETS = frozenset("broadcaster channel magazine network newspaper outlet paper station".split())
PRESS = frozenset(
    "abc advocate atlantic bbc beast bee bloomberg breitbart business buzzfeed cbs chronicle cnn "
    "constitution courant courier daily dispatch economist enquirer examiner express forbes fortune fox "
    "gazette globe guardian herald independent inquirer journal ledger magazine mail media mercury mirror "
    "monitor msnbc nbc news newsweek npr observer planet politico post press radio record register reuters "
    "review salon sentinel slate standard star sun telegram telegraph television time times tribune tv vox "
    "weekly yorker".split()
)
"""Words of the names of outlets: no other body is called "the newspaper"."""
KINDS = BODIES | {"congress", "foundation", "fund", "house", "senate"}
RIVALS = (
    frozenset({"republican", "gop"}),
    frozenset({"democratic", "democrat"}),
    frozenset({"libertarian"}),
    frozenset({"green"}),
)
