"""Who does the disposal, how often, and whether a number is logged."""

from __future__ import annotations

import re

_ROLE = (
    r"officers?|managers?|clerks?|team|teams|staff|analysts?|assistants?|administrators?|"
    r"admin|seniors?|supervisors?|director|head of [\w ]+|"
    r"treasurer|secretary|chair(?:man|person)?|councillors?|coordinator|co-ordinator|lead|"
    r"department|service|services|section|unit|contractor|"
    r"archivist|registrar|warden|caretaker|it|ict|rfo|dpo|hr|leader|executive|custodian|owner|user"
)
_VERB = (
    r"delet\w*|destr\w*|shred\w*|dispos\w*|remov\w*|eras\w*|manag\w*|purg\w*|clear\w*|"
    r"archiv\w*|review\w*|check\w*|overwrit\w*|run|done|carried out|actioned|undertaken|"
    r"performed|collected|overseen|held"
)
_SUBJECT = re.compile(
    rf"^(?P<who>[^.;,\n]{{2,80}}?) (?:to (?:check|delete|run|manage|oversee|undertake|perform|"
    rf"make|log|record|weed|wipe|place|destroy|shred|review|remove|dispose|arrange|ensure|"
    rf"clear|transfer|put|erase|carry|archive|purge|securely|manually)\b|"
    rf"(?:is |are |will be )?responsible for\b|(?:is |are |will be )?reminded\b|programmed\b|"
    rf"(?:will|shall|must|should) (?:\w+ly )?(?:{_VERB})\b|"
    rf"(?:deletes|destroys|shreds|disposes|reviews|checks|removes|clears|erases|purges)\b)",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?i:{_VERB}|wip\w*|shared|responsibility)\b[^.;\n]*? (?:by|of) (?:the )"
    rf"?(?P<who>\w[^.;,\n()]*?)(?=[.;,\n()]| (?:every|each|at|on|after|in|once|when|using|"
    rf"monthly|weekly|daily|annually|as|and)\b|$)"
)
_LABELLED = re.compile(
    r"\b(?:responsible(?: officer| person| team)?|responsibility|owner|action by|officer)\s*[:=-]\s*(?P<who>[^.;\n]+)",
    re.IGNORECASE,
)
_IS_ROLE = re.compile(rf"\b(?:{_ROLE})$", re.IGNORECASE)
_NOT_WHO = re.compile(
    (
        r"^(?:records?|files?|documents?|paper|electronic|data|(?-i:[Ii]t)|they|this|copies|"
        r"information|footage|system|automatic\w*|consider|offer|transfer|send|retain|keep|move|"
        r"place|return|destroy\w*|delete[d]?|shred\w*|dispos\w*|review\w*|archiv(?:e|ed)|"
        r"all (?:records|files|paper|copies|documents|data|information))\b(?! (?:team|officer|"
        r"manager|staff|department|services?))"
    ),
    re.IGNORECASE,
)
_RHYTHM = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (
            (
                r"\bdaily\b|\bevery (?:working )?day\b|\beach (?:working )?day\b|\bend of (?:every|each|"
                r"the) (?:working )?day\b|\bnightly\b|\bovernight\b"
            ),
            "daily",
        ),
        (r"\bfortnightly\b|\bevery (?:two|2) weeks\b|\bevery fortnight\b", "fortnightly"),
        (r"\bweekly\b|\b(?:every|each|per|once a) week\b", "weekly"),
        (
            (
                r"\b(?:6|six)[ -]monthly\b|\bevery (?:six|6) months\b|\bhalf[ -]yearly\b|\btwice (?:a|per)"
                r" year\b|\bbi-?annual"
            ),
            "six_monthly",
        ),
        (r"\bquarterly\b|\b(?:every|each|per|once a) quarter\b|\bevery (?:three|3) months\b", "quarterly"),
        (
            (
                r"\bmonthly\b|\b(?:every|each|per|once a) (?:calendar )?month\b|\bmonth[ -]end\b|"
                r"\bend of (?:every|each) month\b"
            ),
            "monthly",
        ),
        (r"\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|per|once a) year\b|\bevery (?:12|twelve) months\b", "yearly"),
    )
)
_LOG = re.compile(
    r"\b(?:destruction|disposal|deletion) (?:log|register|record)\b|\b(?:number|numbers|count|"
    r"quantity|amount|total)\b[^.]*\b(?:recorded|logged|log|noted)\b|"
    r"\b(?:recorded|logged|entered|noted) (?:in|on|into) (?:the |a )?(?:\w+ )?(?:log|register)\b"
)


def responsible(words: str) -> str | None:
    """The officer, team or post that disposal words name, as written there without "the"; None if nobody is named."""
    for line in re.split(r"(?<=[.;])\s+|\n", words):
        found = _SUBJECT.match(line.strip())
        if found and not _NOT_WHO.match(_who(found)):
            return _who(found)
    found = _LABELLED.search(words)
    if found:
        return _who(found)
    named = [_who(match) for match in _BY.finditer(words)]
    return next((name for name in named if _IS_ROLE.search(name)), None)


def _who(found: re.Match[str]) -> str:
    return re.sub(r"^(?:the|by) ", "", " ".join(found["who"].split()), flags=re.IGNORECASE).strip(" :-")


def rhythm(text: str) -> str | None:
    """How often, from words in lower case: a name of RHYTHM_LABELS or None."""
    return next((name for pattern, name in _RHYTHM if pattern.search(text)), None)


def logs_number(text: str) -> bool:
    """Whether words in lower case ask for the number of records to be logged."""
    return bool(_LOG.search(text))
