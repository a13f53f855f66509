"""What a length runs from: the words before it and behind it as a trigger."""

from __future__ import annotations

import re

from workbench.rules import triggers
from workbench.rules.rule import OTHER, UNSPECIFIED

FROM = re.compile(
    r"^[ ,:-]*(?:minimum |min |maximum |max )?(?:in total |only |retention |period |running )?"
    r"(?:(?:then )?(?:automatic |secure |confidential )?(?:deletion|destruction|disposal) )?"
    r"(?:after|from|since|following|post|past|of|beyond|starting (?:from|on|at|with)|"
    r"commencing (?:from|on|at|with)|beginning (?:with|on|from)|run from|counting from|once|"
    r"when)\b(?! which)(.*)"
)
_PLUS_CURRENT = re.compile(
    r"^[ ,]*(?:plus|\+|and|in addition to|with)(?: the| remainder of| rest of| of)*(?: the)? (current.*|cy|cfy|fy|c)\b"
)
_JOINED = re.compile(
    r"^(.*?)[ ,:-]*?(\+|\bplus\b|\bthen\b|\bthereafter\b|\bfollowed by\b|\band\b|\bfor\b|"
    r"\bkeep\b|\bretain\b|\bdestroy\b|,|:|$)[ ]*(?:(?:and|then|for|a|further|another|an|"
    r"additional|keep|retain|kept|retained|destroy|hold|until|up|to|at|least|minimum|min|of|"
    r"period|the|previous|preceding|last|past|prior|after)\b ?)*$"
)
FRONT = re.compile(
    r"^(?:(?:keep|kept|retain\w*|hold|held|store|records?|documents?|files?|destroy|dispose|"
    r"for|until|till|the|a|are|is|be|to|must|should|will|all|data|information|currently|"
    r"securely|in|office|then|period)\b[ :]*)+"
)
_SPAN = re.compile(r"^(?:life(?:time|span)?|duration|length|period|term|currency|lifecycle)\b")
_LEADS_IN = re.compile(r"\b(?:until|till|from|after|once|when|following|since|upon|while|whilst|as long as)\b")
# Words that end in a kind of record name what is kept ("Birth certificates: 2 years").
_KEPT = re.compile(
    r"^(?!.*\b(?:of|the|last|final)\b).*\b(?:records?|files?|forms?|certificates?|reports?|books?|papers?|documents?|letters?|registers?|minutes|policy|"
    r"policies|applications?|notes|plans|data|details|correspondence|statements?|agreements?|contracts?|leases?|licen[cs]es?|"
    r"receipts?|tenanc(?:y|ies)|accounts?|lists?|copies|copy|works?|cases?)$"
)
# "During the tenancy and 1 year after it ends": what ends stands before the length.
_IT_ENDS = re.compile(
    r"^(?:it|they|this|that|these)\b(?: \w+){0,2} (?:end|expire|clos|cease|complet|terminat|finish)\w*$"
)
# "During employment and for six years after": the time runs from the end of what goes on.
_THEREAFTER = re.compile(r"^ ?(?:after|afterwards|thereafter)?[ .]*$")
_THROUGH = re.compile(r"^during (?:the )?|,? (?:and|plus|then)\b.*")
# A record whose time is over ("Closed files - destroy after 10 years"), or whose year is named.
_OVER = re.compile(
    r"^(?:all )?(?:closed|expired|lapsed|superseded|terminated|obsolete) (?:files?|cases?|records?|accounts?|copies|"
    r"versions?|documents?|policies|contracts?)$|^current \w+ year$"
)
# What runs for a time by itself ("Tenancy + 6 years").
_RUNS = re.compile(
    r"(?:\w+ )?(?:contract|agreement|lease|tenancy|licen[cs]e|policy|permit|warranty|guarantee|registration|insurance)"
)
_JOINTS = frozenset(("+", "plus", "then", "thereafter", "followed by"))
# Codes and words that stand for more: C current year, T termination.
_CODES = {"c": "current year", "t": "termination", "year": "current year"}
STOP = re.compile(
    r",? (?:and )?then\b.*|,? (?:and |to be )?(?:securely )?(?:destroy|dispose|shred|delete|"
    r"transfer to|offer to|archive)\w*.*| - .*|, .*\breview.*|\bthereafter\b.*"
)


def event_text(after: str) -> str:
    """The words of the event behind "after" or "from", up to what follows it."""
    found = FROM.match(after)
    return STOP.sub("", found[1]).strip() if found else ""


def start(before: str, after: str) -> triggers.TriggerReading:
    """What the length between two pieces of text runs from."""
    current = _PLUS_CURRENT.match(after)
    if current:
        return triggers.TriggerReading(triggers.known(current[1]) or triggers.CURRENT_YEAR)
    if _THEREAFTER.match(after) and "during" in before:
        return triggers.event(f"end of {_THROUGH.sub('', before[before.rindex('during') :])}")
    words = event_text(after)
    if words:
        return triggers.event(f"{before} {words}" if _IT_ENDS.match(words) and before.strip() else words)
    joined = _JOINED.match(before)
    return state(joined[1], joined[2]) if joined else triggers.TriggerReading()


def state(words: str, joint: str) -> triggers.TriggerReading:
    """A state or event before "+", "then" or a comma ("Life of the asset", "Until closed", "Employment")."""
    until = _LEADS_IN.search(words)
    words = FRONT.sub("", words[until.start() :] if until else words).strip(" ,:-")
    if not words or not re.search(r"[a-z]{2}|^c$|^t$", words):
        return triggers.TriggerReading()
    if joint in _JOINTS or until or _SPAN.match(words):
        return _joined_state(_CODES.get(words, words))
    # Beside any other joint the words are mostly what is kept, not when: only an event that is known counts.
    names = _OVER.match(words) or (joint in (":", ",") and not _KEPT.search(words))
    name = triggers.known(words) if names else ""
    return triggers.TriggerReading(name or UNSPECIFIED)


def _joined_state(words: str) -> triggers.TriggerReading:
    """The event at which a state ends, or the event itself."""
    name = triggers.known(words)
    # "Current + 6" counts from the year's end, though "current" alone means until replaced.
    if words.startswith("current") and name in ("", "superseded"):
        name = triggers.CURRENT_YEAR
    if not name and _RUNS.fullmatch(words):
        name = triggers.known(f"end of {words}")
    if name:
        return triggers.TriggerReading(name)
    if _SPAN.match(words):
        return triggers.TriggerReading(f"{OTHER}end of {triggers.event_words(words)}")
    return triggers.event(words)
