"""What stands on a page of news and is no part of the article: one table of rules, as data.

A rule matches a whole line, any letter case. ``place`` is ``any``, or ``edge``: only before the first
or after the last paragraph of prose. ``opens_list``: the short lines below belong to it. A line of
more than ``MAX_WORDS`` words is never furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_WORDS = 40


@dataclass(frozen=True)
class Rule:
    """One kind of furniture: the reason given in ``removed``, and the line it matches."""

    reason: str
    pattern: str
    place: str = "any"
    opens_list: bool = False


_AGENCY = r"(?:afp|ap|reuters|epa|getty(?: images)?|rex|pa|sipa|sana|ria novosti|itar-tass|xinhua)"
_PAGES = (
    r"(?:contact(?: us)?|about(?: us)?|privacy(?: policy)?|cookies?(?: policy)?|help|site ?map|careers|home"
    r"|terms(?: (?:of (?:use|service)|(?:and|&) conditions))?|advertise(?: with us)?|rss(?: feeds?)?"
    r"|newsletters?|back to (?:the )?top|top of page|top|menu|search|next(?: article| story| page)?"
    r"|prev(?:ious)?(?: article| story| page)?|my account|mobile|apps?)"
)
_SHARING = (
    r"(?:this|on|to|via|a|with|by|article|page|story|post|link|friends?|facebook|twitter|e-?mail|print|whatsapp"
    r"|linkedin|google|reddit|digg|share|tweet|like|save|pin|it|\d{1,6})"
)

RULES = (
    Rule("related link", r"(?:::|»|>>|›|→|►) ?\S.*"),
    Rule("accessibility link", r"accessibility (?:links?|help)|(?:skip|jump) to .{1,40}"),
    Rule("article source", r"(?:article|original|story|full) source ?:.*|(?:source|via) ?: .{1,150}"),
    Rule("link", r"(?:https?://|www\.)\S+"),
    Rule("sharing", rf"(?:share|tweet|e-?mail|print|save|like)(?: {_SHARING})*[:!]?"),
    Rule("sharing", r"(?:follow|like|find|join) (?:us|@\S+)(?: on .{1,40})?[.!]?"),
    Rule("advertisement", r"[-–—* ]*(?:advert(?:isement)?s?|sponsored(?: content| links?)?)[-–—* ]*"),
    Rule("advertisement", r"ads by .{1,40}|(?:story|article|text) continues (?:below|after) ?.{0,40}"),
    Rule("read more", r"read (?:more|also|next)(?: ?[:>»…|–-].*|…|\.\.\.| (?:on|about) .{1,80})?"),
    Rule("read more", r"(?:see also|read the full (?:story|article)|continue reading)(?: ?[:>»…|–-].*|\.*)"),
    Rule("video or gallery", r"(?:watch|video|gallery|in pictures|slideshow|audio|listen) ?[:|] ?[^.]+"),
    Rule("video or gallery", r"(?:click to )?enlarge(?: (?:image|photo|picture))?|play video"),
    Rule("video or gallery", r"(?:view|open) (?:image|gallery)|image \d+ of \d+|(?:hide|show) caption"),
    Rule(
        "related link",
        r"(?:related|recommended|popular)(?: (?:articles?|stories|content|links?|topics|news|posts))?:?",
        opens_list=True,
    ),
    Rule("related link", r"most (?:read|popular|viewed|shared|commented)(?: .{1,30})?:?", opens_list=True),
    Rule("related link", r"more (?:from|on|in) [^.]{1,60}:?", opens_list=True),
    Rule("related link", r"you (?:may|might) also (?:like|be interested in):?|trending", opens_list=True),
    Rule("related link", r"(?:top stories|editors?[’'] picks?|don[’']t miss|latest news):?", opens_list=True),
    Rule("comments", r"(?:\d+|no) comments?(?: yet)?|comments?(?: \(\d+\)|:)?|comments are closed\.?"),
    Rule("comments", r"(?:view|show) (?:all )?comments|(?:leave|post|add|write) a (?:comment|reply).{0,30}"),
    Rule("comments", r"be the first to comment.{0,20}"),
    Rule("copyright", r"(?:©|\(c\)|copyright ?(?:©|\(c\)|\d{4})).{0,200}"),
    Rule("copyright", r"copyright\b.{0,60}\b(?:\d{4}|ltd|limited|inc|plc|corp|reserved)\b.{0,120}"),
    Rule("copyright", r".{0,120}\ball rights reserved\b.{0,120}"),
    Rule("copyright", r"this material may not be published, broadcast, rewritten,? or redistributed.{0,60}"),
    Rule("agency credit", r"\((?:additional )?(?:reporting|writing|editing|compiled|edited) by .{1,250}\)"),
    Rule("agency credit", r"(?:additional )?reporting by [^.]{1,150}", place="edge"),
    Rule(
        "photo credit",
        r"\[?\(?(?:file |photo |image )?(?:photo(?:graph)?|image|picture|pic|credit)s?"
        r"(?: (?:by|credit|courtesy(?: of)?))? ?[:/|] ?.{1,150}",
    ),
    Rule("photo credit", rf"[^.!?]{{3,200}} ?[(/|] ?{_AGENCY}(?:[ /][\w .-]{{1,40}})?\)?", place="edge"),
    Rule("subscription", r"(?:subscribe|sign (?:up|in)|log ?in|register)(?: (?:now|here|today|free))?[.!]?"),
    Rule(
        "subscription",
        r"(?:subscribe|sign (?:up|in)|log in|register) (?:to|for) (?:our|your|receive|read|get)\b.{0,80}",
    ),
    Rule("cookie notice", r"(?:cookies? ?: ?)?(?:we use|this (?:web)?site uses) cookies.{0,200}"),
    Rule("cookie notice", r"(?:please enable )?(?:javascript|cookies) (?:is|are|to)\b.{0,120}", place="edge"),
    Rule("navigation", r"(?:home|news|world)(?: ?[>»›/|] ?[\w &’-]{1,40}){1,6}"),
    Rule("navigation", r"[^.!?|·•]{1,40}(?: ?[|·•] ?[^.!?|·•]{1,40}){2,}", place="edge"),
    Rule("navigation", rf"{_PAGES}(?: ?[|·•/] ?{_PAGES})*"),
    Rule(
        "navigation",
        r"(?:world|world news|middle east|news|politics|u\.?[ks]\.?(?: news)?|international|europe"
        r"|africa|asia|americas|opinion|latest|breaking(?: news)?)",
        place="edge",
    ),
    Rule(
        "tags",
        r"(?:tags?|(?:related )?topics?|categor(?:y|ies)|keywords|posted in|filed under|labels) ?: ?.{1,150}",
    ),
    Rule("tags", r"filed under [^.]{1,100}"),
    Rule(
        "archive field",
        r"(?:length|load-date|section|publication-type|graphic|dateline) ?: [^.]{1,120}",
        place="edge",
    ),
    Rule("label", r"(?:(?:first |date )?published|posted|(?:last )?(?:updated|modified))(?: (?:on|at))? ?:?"),
    Rule("label", r"posted by [^.]{1,60}"),
    Rule("label", r"\d{1,3}[ -]min(?:ute)?s? read|(?:by|ends?|-?30-?) ?", place="edge"),
    Rule("separator", r"[-–—=_*~#.·•|/\\<> ]+"),
)

_BULLETS = " -–—*•·|+"
_COMPILED = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES)


def match_rule(line: str, *, edge: bool) -> Rule | None:
    """Return the first rule that matches a line (white space single blanks), or None.

    Parameters
    ----------
    line : str
    edge : bool
        Whether the line stands before or after all prose; only there do ``edge`` rules count.

    Examples
    --------
    >>> match_rule(":: Q And A: The Uprising", edge=False).reason
    'related link'
    >>> match_rule("Shares fell in Damascus.", edge=True) is None
    True
    """
    if len(line) > 400 or line.count(" ") >= MAX_WORDS:
        return None
    bare = line.strip(_BULLETS)
    for rule, pattern in _COMPILED:
        if (edge or rule.place == "any") and (pattern.fullmatch(line) or pattern.fullmatch(bare)):
            return rule
    return None
