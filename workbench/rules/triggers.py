"""Which event a period runs from: words in, a name of law reference 6.5 out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.rules.rule import OTHER, UNSPECIFIED

CURRENT_YEAR = "other:end of current year"
TAX_YEAR = "other:end of tax year"
ACADEMIC_YEAR = "other:end of academic year"
AUDIT_YEAR = "other:last completed audit year"

_ENDS = (
    r"(?:end(?:s|ed|ing)?|expir\w*|terminat\w*|cessation|ceas\w*|complet\w*|conclu\w*|finish\w*|close\w*|run out|up)"
)
_AGREEMENT = r"(?:contracts?|agreements?|leases?|tenanc(?:y|ies)|tenants?|hirings?)"
_SPAN = r"(?:life(?:time)?|duration|length|period|term|currency|lifespan)"
_JOB = r"(?:employment|employees?'?s?|employed|service|staff|appointment|post|office holder)"
_PAPER = (
    r"(?:polic(?:y|ies)|licen[cs]es?|warnings?|certificates?|permits?|warrant(?:y|ies)|"
    r"guarantees?|badges?|insurance|cover|registrations?)"
)

# The order matters: a more particular event stands before a more general one.
_EVENTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(?:start|starting|commenc\w*|began|begins?|beginning) (?:date )?(?:of )?(?!with|on|from)\w", OTHER),
        (r"\blast complete\w* audit|\baudit year\b", AUDIT_YEAR),
        (r"\bcomplet\w* of (?:the )?appointment", OTHER),
        (r"\bappeal|\baudit|\b(?:last|final) entry", OTHER),
        (r"\bdob\b|\bd\.o\.b|\bbirth\b|\bbirthday\b|\bborn\b|\bdate-of-birth\b", "date_of_birth"),
        (r"\bdeath\b|\bdeceased\b|\bdied\b", OTHER),
        (r"\b(?:end of|ending) (?:the )?(?:current )?(?:tax) year|\btax year\b", TAX_YEAR),
        (
            (
                r"\bfinancial year|\bfiscal year|\baccount(?:ing|s) year|\bfin\.? year|\bfye?\b|\bcfy\b|"
                r"\b31(?:st)? (?:of )?march\b"
            ),
            "end_of_financial_year",
        ),
        (r"\bcalendar year|\bccy\b|\b31(?:st)? (?:of )?december\b", "end_of_calendar_year"),
        (r"\bacademic (?:year|session)|\bschool year|\bc?ay\b", ACADEMIC_YEAR),
        (
            (
                r"\b(?:last|most recent|latest|final) (?:date of |day of |\w+ )?"
                r"(?:contact|correspondence|communication|dealings?)\b|\bno (?:further )?contact\b"
            ),
            "last_contact",
        ),
        (
            (
                rf"\b{_ENDS}\b.*\b{_AGREEMENT}\b|\b{_AGREEMENT}\b.*\b{_ENDS}\b|\b{_SPAN} of (?:\w+ )"
                rf"{{0,3}}{_AGREEMENT}\b|\b{_AGREEMENT} (?:{_SPAN}|(?:has )?end)"
            ),
            "end_of_contract",
        ),
        (
            (
                r"\bleav\w* (?:\w+ )?(?:school|college|establishment|care|home|premises|property|hospital|setting|"
                r"nursery|office)\b"
            ),
            OTHER,
        ),
        (
            (
                rf"\b{_ENDS}\b.*\b{_JOB}\b|\b(?:employment|service|employee|staff member|appointment)"
                rf"\b.*\b{_ENDS}\b|\b{_SPAN} of (?:\w+ ){{0,2}}(?:employment|service)\b|"
                rf"\b(?:employee|staff|member of staff|worker|post ?holder|officer)s? (?:has |have )?left\b"
            ),
            "end_of_employment",
        ),
        (
            (
                r"\bleavers?\b|\bleaving\b|\bleaves?\b(?! of)|\bleft (?:the )?"
                r"(?:council|authority|organi[sz]ation|company|service|post|employment|employ)|"
                r"\bresign\w*|\bno longer employed|\bwhil(?:e|st) (?:in )"
                r"?employ\w*|\blast (?:day|date) of (?:service|employment|work)|^(?:in )?(?:employment|"
                r"service)$|\bpost[ -]employment|\bdismissal"
            ),
            "end_of_employment",
        ),
        (r"\bclosing date", OTHER),
        (r"\bclos(?:e|ed|es|ing|ure)\b", "closure"),
        (r"\byear (?:of )?(?:creation|created|made|issued?|opened|to which)\b", CURRENT_YEAR),
        (
            (
                r"\bcurrent\b.*\byear\b|\bcy\b|^c$|\bend of (?:the |that |each |relevant |same )*year|"
                r"\byear[ -]end\b|\bend of year"
            ),
            CURRENT_YEAR,
        ),
        (
            (
                r"\bsuper[sc]e\w*|\bsuceeded\b|\bsucceeded\b|\breplaced\b|\breplacement\b|\b(?:new|newer|"
                r"next|later|latest|updated|revised|subsequent) (?:\w+ )?(?:version|edition|register|"
                r"issue|polic\w+|plan|document|list|copy|revision)\b|\bobsolete\b|\bno longer (?:current|"
                r"in force|valid version)\b|\bout of date\b|\bin force\b|\bremains? current\b|"
                r"\bstill current\b|\b(?:is|are|as|while) current\b|^(?:it is |they are )?(?:revised|"
                r"updated|amended|re-?issued)\b"
            ),
            "superseded",
        ),
        (
            (
                rf"\bexpir\w*|\blapse[sd]?\b|\b(?:ceases? to be|no longer|while|whilst|remains?|is|are|"
                rf"still|as) valid\b|\b(?:end|termination|cessation|life|duration|lifetime) of (?:\w+ )"
                rf"{{0,2}}{_PAPER}\b|\b{_PAPER} (?:\w+ )?{_ENDS}\b|\bvalidity\b"
            ),
            "expiry",
        ),
        (
            (
                r"\b(?:date of |upon |on |the )?receipt\b(?! book)|\b(?:date|when|is|are|was|day)"
                r" received\b|\breceived$|^received\b"
            ),
            "receipt",
        ),
        (
            (
                r"\bcreat(?:ed?|es|ing|ion)\b|\bdate (?:of|on) (?:the )?(?:records?|documents?|file|recording)$|"
                r"\bdate (?:it was )?(?:made|recorded|compiled|generated)\b|\brecording date|"
                r"\bof recording\b|\b(?:it|they|records?) (?:(?:is|are|was|were) )?made\b"
            ),
            "creation",
        ),
    )
)
_NOISE = re.compile(
    r"^(?:(?:from|after|since|following|upon|on|at|of|the|a|an|until|till|when|once|that|to|"
    r"for|date on which|date when|date that|which|is|are|"
    r"while|whilst|starting|counted|its|their|it|day)\b[ :]*)+"
)
_QUOTES = re.compile(r"[“”\"\n]+")
_NOTHING = re.compile(r"^(?:n/?a|none|not applicable|not known|unknown|tbc|see .*|various|-*|\.*|immediate)$")
_EVENT_WORD = re.compile(
    r"\b(?:date|end|death|disposal|conclusion|closure|closed|completion|completed|termination|expiry|contact|receipt|creation|decision|"
    r"payment|settled|settlement|superseded|resolution|resolved|approval|withdr[ae]w\w*|turns \d+|retirement|birthday|"
    r"deceased|leaving|cancel\w*|determin\w*|conviction|publication)\b"
)
# "Refusal or withdrawal of the application": two ways in which one thing ends.
_ONE_WORD, _WORD_OF = (
    re.compile(r"^(?:the )?(?:date of )?\w+$"),
    re.compile(r"^(?!date|day|end|term|year|life)\w+ of\b"),
)
_ENDED = frozenset(["end_of_contract", "end_of_employment", "expiry"])
_JUST_ENDS = re.compile(
    rf"^(?:the )?(?:date of |early |natural )?(?:{_ENDS}|surrender|cancellation|completion|termination)$"
)
_DATED = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)? \w+ |\d{1,2}/\d{1,2}/)?(?:19|20)\d\d$")
# A death ends the contact: "last contact or death" is one event.
_ENDS_CONTACT = re.compile(r"^(?:the )?(?:date of )?(?:death|(?:client |service user )?deceased|dies|case closure)\b")
_ALTERNATIVE = re.compile(r" or | / |/(?=(?:end|expiry|termination|completion|closure|death)\b)")


@dataclass(frozen=True, slots=True)
class TriggerReading:
    """The trigger's name, and whether the words name two events without saying which counts."""

    name: str = UNSPECIFIED
    two: bool = False


def event_words(text: str) -> str:
    """The words of an event as they are kept behind "other:": no joining words in front, no full stop behind."""
    words = _NOISE.sub("", text.strip(" .,;:-()/\n"))
    return _QUOTES.sub(" ", words).strip(" .,;:-()/+")


@lru_cache(maxsize=20_000)
def event(text: str) -> TriggerReading:
    """Regular words ("close of project") as a trigger; words that name no known event become "other:" and the words."""
    words = event_words(text)
    if not words or _NOTHING.match(words):
        return TriggerReading()
    if _DATED.search(words):
        return TriggerReading(OTHER + words)
    first, *rest = _ALTERNATIVE.split(words)
    two = _two_events(first, rest) and not _one_end(first, rest)
    if two and known(first) == "last_contact" and _ENDS_CONTACT.match(" ".join(rest)):
        return TriggerReading("last_contact")
    name = known(first) if two else known(words)
    return TriggerReading(name or OTHER + words, two)


def _one_end(first: str, rest: list[str]) -> bool:
    """Whether both sides of "or" say one end ("superseded or replaced", "expiry or termination of the lease")."""
    if _ONE_WORD.match(first) and not known(first) and all(_WORD_OF.match(part) for part in rest):
        return True
    parts = [part for part in (first, *rest) if not _JUST_ENDS.match(part)]
    names = {known(part) for part in parts}
    return len(names) == 1 and "" not in names and (len(parts) > len(rest) or bool(names & _ENDED))


def names_event(text: str) -> bool:
    """Whether a word of the text names an event ("legal claims are settled")."""
    return bool(_EVENT_WORD.search(text))


def _two_events(first: str, rest: list[str]) -> bool:
    """Whether what stands around "or" is an event on both sides; "end of employment or volunteer" is one."""
    return any(map(names_event, rest)) and bool(names_event(first) or known(first))


@lru_cache(maxsize=20_000)
def known(words: str) -> str:
    """The name of a known event in the words; empty when there is none."""
    for pattern, name in _EVENTS:
        if pattern.search(words):
            return "" if name == OTHER else name
    return ""
