"""Who does the disposal, how often, and whether a number is logged."""

from __future__ import annotations

import re

_ROLE = (
    r"officers?|managers?|clerks?|teams?|staff|analysts?|assistants?|administrators?|admin|seniors?|supervisors?|"
    r"directors?|treasurer|secretary|chair(?:man|person)?|councillors?|committee|co-?ordinators?|lead|support|"
    r"department|services?|section|unit|contractors?|provider|company|archivist|curator|registrar|warden|caretaker|"
    r"rfo|dpo|hr|leader|executive|custodian|owner|user|headteacher|bursar|technician|engineer|(?-i:IT|ICT)"
)
# Words at which the name of a post ends.
_ENDS = (
    r"every|each|at|on|after|in|once|twice|when|using|via|with|from|under|monthly|weekly|daily|quarterly|annual(?:ly)?|"
    r"yearly|fortnightly|nightly|per|as|and|or|who|which|to|will|shall|must|should|is|are|by|of|for|has|have"
)
_WORD = rf"(?!(?:{_ENDS})\b)[\w'’&/-]+"
_POST = (
    rf"(?:heads? of {_WORD}(?: {_WORD}){{0,2}}?(?= (?:to|will|shall|must|should)\b|$)|(?:{_WORD} ){{0,5}}(?:{_ROLE})\b)"
)
_VERB = (
    r"delet\w*|destr\w*|shred\w*|dispos\w*|remov\w*|eras\w*|manag\w*|purg\w*|clear\w*|"
    r"archiv\w*|review\w*|check\w*|overwrit\w*|run|done|carried out|actioned|undertaken|"
    r"performed|collected|overseen|held"
)
_DOES = (
    r"deletes|destroys|shreds|disposes|reviews|checks|removes|clears|erases|purges|empties|collects?|runs|logs|weeds|"
    r"wipes|arranges|authorises|approves|oversees|manages|monitors|ensures|carries|transfers|completes"
)
_SUBJECT = re.compile(
    rf"^(?P<who>[^.;,\n]{{2,80}}?) (?:to (?:check|delete|run|manage|oversee|undertake|perform|"
    rf"make|log|record|weed|wipe|place|destroy|shred|review|remove|dispose|arrange|ensure|"
    rf"clear|transfer|put|erase|carry|archive|purge|securely|manually|authorise|approve|confirm|empty)\b|"
    rf"(?:is |are |will be )?responsible for\b|(?:is |are |will be )?reminded\b|programmed\b|"
    rf"(?:will|shall|must|should) (?:\w+ly )?(?:{_VERB})\b|"
    rf"(?:deletes|destroys|shreds|disposes|reviews|checks|removes|clears|erases|purges)\b)",
    re.IGNORECASE,
)
_POST_DOES = re.compile(
    rf"^(?:(?:every|each) \w+,? )?(?:the )?(?P<who>{_POST}) (?:\w+ly )?"
    rf"(?:(?:{_DOES})\b|(?:to|will|shall|must|should) (?!be\b)\w)",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:by|(?:responsibility|supervision|control) of) (?:the |a |an |our |its )?(?P<who>{_POST})"
    rf"(?=[.;:,/)(\n]| (?:{_ENDS})\b| -|$)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:^|[.;\n] ?)(?:responsible(?: officer| person| team)?|responsibility|owner|action by|officer)"
    r"(?: ?[:=]| -) ?(?P<who>[^.;,\n]+)",
    re.IGNORECASE,
)
# A post that stands by itself between stops ("Shred. Clerk. Annually.").
_ALONE = re.compile(rf"(?:the )?(?P<who>{_POST})", re.IGNORECASE)
_PIECES = re.compile(r"[.;,:/()\n]| - | – ")
_NO_POST = re.compile(r"archiv|museum|library|dispos|destr|shred|delet|waste|\bbin", re.IGNORECASE)
_NOT_WHO = re.compile(
    (
        r"^(?:records?|files?|documents?|paper|electronic|data|(?-i:[Ii]t)|they|this|copies|"
        r"information|footage|system|automatic\w*|consider|offer|transfer|send|retain|keep|move|"
        r"place|return|destroy\w*|delete[d]?|shred\w*|dispos\w*|review\w*|archiv(?:e|ed)|"
        r"all (?:records|files|paper|copies|documents|data|information))\b"
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
        (
            (
                r"(?<!bi-)(?<!bi )\bweekly\b|\b(?:every|each|per|once a) week\b|"
                r"\b(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
            ),
            "weekly",
        ),
        (
            (
                r"\b(?:6|six)[ -]monthly\b|\bevery (?:six|6) months\b|\bhalf[ -]yearly\b|\btwice (?:(?:a|per)"
                r" year|yearly|annually)\b|\bbi-?annual"
            ),
            "six_monthly",
        ),
        (r"\bquarterly\b|\b(?:every|each|per|once a) quarter\b|\bevery (?:three|3) months\b", "quarterly"),
        (
            (
                r"(?<!bi-)(?<!bi )\bmonthly\b|\b(?:every|each|per|once a) (?:calendar )?month\b|\bmonth[ -]end\b|"
                r"\bend of (?:every|each) month\b"
            ),
            "monthly",
        ),
        (
            (
                r"\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|per|once a) (?:financial |calendar |academic )?year\b|"
                r"\bper annum\b|\bat (?:the )?year[ -]end\b|\bevery (?:12|twelve) months\b|"
                r"\b(?:every|each) (?:january|february|march|april|may|june|july|august|september|october|november|"
                r"december)\b"
            ),
            "yearly",
        ),
    )
)
_LOG = re.compile(
    r"\b(?:destruction|disposal|deletion) (?:log|register|record)\b|\b(?:number|numbers|count|"
    r"quantity|amount|total)\b[^.]*\b(?:recorded|logged|log|noted)\b|"
    r"\b(?:log|record|note)s? (?:the )?(?:number|total|count|quantity)\b|"
    r"\b(?:recorded|logged|entered|noted) (?:in|on|into) (?:the |a )?(?:\w+ )?(?:log|register)\b"
)


def responsible(words: str) -> str | None:
    """The officer, team or post that disposal words name, as written there without "the"; None if nobody is named."""
    for line in re.split(r"(?<=[.;])\s+|\n", words):
        found = _POST_DOES.match(line.strip()) or _SUBJECT.match(line.strip())
        if found and _somebody(_who(found)):
            return _who(found)
    found = _LABELLED.search(words) or _BY.search(words) or _alone(words)
    return _who(found) if found else None


def _somebody(who: str) -> bool:
    """Whether words before a verb are a post, not what is disposed of ("Data Protection Officer", not "Data")."""
    return not _NOT_WHO.match(who) or bool(_ALONE.fullmatch(who))


def _alone(words: str) -> re.Match[str] | None:
    pieces = (piece.strip() for piece in _PIECES.split(words))
    found = (_ALONE.fullmatch(piece) for piece in pieces if not _NO_POST.search(piece))
    return next((match for match in found if match), None)


def _who(found: re.Match[str]) -> str:
    return re.sub(r"^(?:the|by) ", "", " ".join(found["who"].split()), flags=re.IGNORECASE).strip(" :-")


def rhythm(text: str) -> str | None:
    """How often, from words in lower case: a name of RHYTHM_LABELS or None."""
    return next((name for pattern, name in _RHYTHM if pattern.search(text)), None)


def logs_number(text: str) -> bool:
    """Whether words in lower case ask for the number of records to be logged."""
    return bool(_LOG.search(text))
