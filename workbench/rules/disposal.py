"""Disposal words as an action, an officer, a rhythm, and whether a number is logged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.rules import officers
from workbench.rules.questions import Question
from workbench.rules.rule import UNSPECIFIED
from workbench.rules.spelling import mend
from workbench.rules.wording import MOST, squash

_RECORD_OFFICE = (
    r"(?:record(?:s)? (?:office|centre)|archiv(?:es?|ist)\b(?: (?:service|office|centre))?|"
    r"museum|heritage (?:service|centre)|proni|public records? office|national archives|"
    r"local studies|library)"
)
_NOT = re.compile(
    r"\b(?:do not|don't|never|not to be|must not be|should not be|cannot be|not be|not)"
    r" (?:be )?(?:destroy\w*|delet\w*|dispos\w*|shred\w*|archiv\w*)|"
    r"\bunless[^.;]*|\bbefore (?:it is |they are |being )?(?:destr\w*|dispos\w*|delet\w*)"
    r"[^.;]*|\b(?:destruction|disposal|deletion) (?:log|register|record|schedule|certificate|"
    r"date|arrangements?|policy)\b|"
    r"\bdate of (?:destruction|disposal)\b|\bnot (?:yet )?disposed\b|\basset disposal\w*|"
    r"\bdisposal of (?:the )?(?:asset|property|land|building|vehicle|equipment)\w*|"
    r"\barchive (?:box|room)\w*|\bdisposal certificates?|\b(?:collection|transfer|removal) of (?:the )?waste\b|"
    r"(?<!confidential )(?<!secure )\bwaste (?:collection|transfer|management|carrier|site|service)\w*|"
    r"\bno (?:disposal|destruction|deletion)\b"
)
# What each action's words look like, the more particular action first.
_ACTIONS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "overwrite",
            r"\bover-?(?: )?writ\w*|\bover-?recorded\b|\brecorded over\b|\bre-?recorded\b|\brecycled tapes?\b",
        ),
        (
            "transfer",
            (
                rf"\b(?:offer\w*|transfer\w*|deposit\w*|sen[dt]|pass\w*|hand\w*|move[d]?|give[n]?|"
                rf"lodge[d]?)\b[^.;]{{0,60}}\b{_RECORD_OFFICE}|^(?:the )?(?:county |local |district |city )"
                rf"?(?:record office|proni|archivist|museum|archives? service|national archives)$|"
                rf"^county archives?$|\boffer(?:ed)? to\b|\btransfer(?:red)? to\b|\b(?:to|at) (?:the )"
                rf"?(?:county |local |district |city )?(?:record office|archivist)\b|^transfer$|^deposit$"
            ),
        ),
        ("shred", r"\bshred\w*"),
        (
            "delete",
            (
                r"\b(?:delet\w+|eras(?:e|ed|ure)\b|purg(?:es?|ed|ing)\b|wip(?:e|ed|ing)\b|unsubscrib\w+)|"
                r"\bauto(?:matic(?:ally)?)?[ -]?delet\w+|\bremoved? from (?:the )?(?:system|database|"
                r"server|website|list)"
            ),
        ),
        (
            "destroy",
            (
                r"\bdestr(?:oy|uct)\w*|\bdestory\w*|\bdispos(?:e|ed|al|ing)\b|\bconfidential(?:ly)"
                r"? (?:waste|bin\w*|dispos\w*)|\bsecure(?:ly)? (?:bin\w*|waste)|\bwaste\b|\b(?:dust)?bin(?:s|ned)?\b|"
                r"\b(?:in|into|to) (?:a |the )?(?:skip|rubbish|tip)\b|^skip(?:ped)?\.?$|^rubbish\.?$|"
                r"\bincinerat\w+|\bpulp\w*|\bburn(?:t|ed)?\b|\brecycl(?:e|ed|ing)\b|"
                r"\bthr[eo]w\w* (?:it |them )?(?:away|out)\b|\bdiscard\w*"
            ),
        ),
        (
            "archive",
            (
                r"\bpreserv\w+|\barchiv(?:e|ed|ing|al)\b|\b(?:retain|keep|kept)\w* (?:in|at|by) (?:the )"
                r"?(?:council )?archives?\b|\bhistoric(?:al)? archive"
            ),
        ),
        ("review", r"\breview\w*|\bre-?assess\w*|\breappraise\w*|\bapprais(?:e|al)\b"),
    )
)
_ANY = re.compile(
    r"writ|record|recycl|offer|transfer|deposit|sen[dt]|pass|hand|move|give|lodge|archiv|"
    r"proni|museum|shred|delet|eras|purg|wip|"
    r"unsubscrib|dest|dispos|confidential|secure|waste|bin|incinerat|pulp|burn|thr[eo]w|skip|rubbish|tip|discard|"
    r"preserv|review|assess|apprais"
)
# "Archive review", "archival value to be reviewed": within so many characters the two words are one phrase.
NEAR = 20
_FINAL = re.compile(r"\b(?:then|and|before|finally|followed by|prior to|&)\b[^.;]{0,25}$")
_OR = re.compile(r"\b(?:or|if|where|unless)\b|/")
_IF_NEXT = re.compile(r"\w+(?: \w+){0,2} (?:if|where|as appropriate|or)\b")
_SENTENCE_END = re.compile(r"[.;\n]")
_WEAK = ("review", "archive", "overwrite")
_DESTROYS = ("destroy", "shred", "delete")
_HEADING = re.compile(
    r"\b(?:period|time|date|when|how long|years?|retained|kept)\b[^.]*\b(destroyed|deleted|"
    r"shredded|disposed of|destruction|archived|deletion)\b|\b(?:destroy|delete|shred|dispose)"
    r" (?:after|of)\b|^(?:destruction|deletion) (?:date|period|after)"
)


@dataclass(frozen=True, slots=True)
class DisposalReading:
    """action is destroy, shred, delete, archive, transfer, review, overwrite or unspecified."""

    action: str = UNSPECIFIED
    responsible: str | None = None
    rhythm: str | None = None
    log_number: bool = False
    questions: tuple[Question, ...] = ()


@lru_cache(maxsize=20_000)
def read_disposal(words: str, *, heading: str = "") -> DisposalReading:
    """What disposal words mean; heading speaks where the words name no action ("Destroyed after")."""
    text = mend(squash(words))
    named = action(text)
    if named == UNSPECIFIED and text:
        named = stated_by_heading(heading)
    if not text:
        return DisposalReading(named)
    return DisposalReading(named, officers.responsible(words[:MOST]), officers.rhythm(text), officers.logs_number(text))


def action(text: str) -> str:
    """The action of words in lower case.

    What is done at the end counts: "check and delete" is delete, "review, destroy if not wanted" is review,
    "archive, then destroy" is destroy, "offer to the record office, else destroy" is transfer.
    """
    if not _ANY.search(text):
        return UNSPECIFIED
    text = _NOT.sub(" ", text)
    found = _met(text)
    if not found:
        return UNSPECIFIED
    start, first = found[0]
    if first in _DESTROYS:
        return _destroying(first, found[1:])
    if first in _WEAK:
        return next((name for at, name in found[1:] if _prevails(text, start, at, first, name)), first)
    return first


def _met(text: str) -> list[tuple[int, str]]:
    """(place, action) of every action whose words are there, in their order."""
    places = ((pattern.search(text), rank, name) for rank, (name, pattern) in enumerate(_ACTIONS))
    found = sorted((match.start(), rank, name) for match, rank, name in places if match)
    return [(at, name) for at, _rank, name in found]


def _prevails(text: str, start: int, at: int, first: str, name: str) -> bool:
    """Whether a later action counts over a weak first one."""
    if name in _DESTROYS:
        return _ends_in(text, start, at, first)
    return first == "archive" and (name == "transfer" or (name == "review" and at - start < NEAR))


def _destroying(first: str, later: list[tuple[int, str]]) -> str:
    """The more particular word of one family: shred or delete over destroy; shred and delete together are destroy."""
    names = {first, *(name for _, name in later if name in _DESTROYS)}
    if {"shred", "delete"} <= names:
        return "destroy"
    return next((name for name in ("shred", "delete") if name in names), first)


def _ends_in(text: str, start: int, at: int, first: str) -> bool:
    """Whether a weak action only leads up to the later one."""
    between = text[start:at]
    if _OR.search(between) or _IF_NEXT.match(text, at):
        return False
    return first != "review" or bool(_FINAL.search(between)) or bool(_SENTENCE_END.search(between))


_IN_PERIOD = re.compile(
    r"\b(?:permanent(?:ly)? archived?|period of review|end of review|review period|"
    r"under review|next review|last review|until (?:\w+ )?unsubscrib\w*)\b"
)


# "3 years before disposal": the time is kept first, then it goes.
_KEPT_BEFORE = re.compile(
    r"((?:\d|months?|years?|yrs?|weeks?|days?)\.?) (?:before|prior to|pending) (?=\w* ?(?:destr|dispos|delet|shred))"
)


@lru_cache(maxsize=20_000)
def in_period(words: str) -> str:
    """The action that stands among period words ("6 years. Secure disposal.")."""
    return action(_IN_PERIOD.sub(" ", _KEPT_BEFORE.sub(r"\1 then ", mend(squash(words)))))


def stated_by_heading(heading: str) -> str:
    """The action a period's or disposal column's heading states ("Period after which document is destroyed")."""
    text = squash(heading)
    return action(text) if _HEADING.search(text) else UNSPECIFIED


_PAGE = re.compile(
    r"\b(?:all|any|every|these|those|the above|documents?|records?|information|data|they|"
    r"items?|files?|it)\b[^.]{0,120}\b(?:will|shall|must|should|are|is|to|be|being)"
    r"\b[^.]{0,60}"
    r"\b(?:destroy\w*|shred\w*|delet\w*|dispos\w*|destruct\w*)|\b(?:destroy|shred|delete|"
    r"dispose of|securely dispose)\b[^.]*\b(?:at the end|after|once|when)\b"
)
_SOME = re.compile(
    r"\b(?:most|some|may|usually|normally|generally|unless|where|if|certain|log|before|prior|"
    r"should not|must not|will not|not be|policy|schedule is|holds?)\b"
)


@lru_cache(maxsize=2_000)
def stated_by_page(page: str) -> str:
    """The action a page's own title or closing line states for everything on it."""
    for line in re.split(r"(?<=[.;])\s+|\n", page):
        text = squash(line)
        if _PAGE.search(text) and not _SOME.search(text):
            return action(text)
    return UNSPECIFIED
