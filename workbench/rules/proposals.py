"""What the program proposes beyond the words; the person accepts, never applied in silence (law reference 6.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.rules import triggers
from workbench.rules.rule import OTHER, UNSPECIFIED, Kind, Length, RetentionRule, Unit

_FINANCE = re.compile(
    r"\b(?:accounts?|financ\w*|bank\w*|invoices?|receipts?|vat|cheques?|petty cash|payroll|"
    r"wages?|salar\w+|paye|pay|tax|budgets?|"
    r"audit|ledgers?|precept|expenses?|payments?|purchase|orders?|fees|charges|income|"
    r"expenditure|allowances?|grants?|loans?|rates|cash|paying)\b"
)
_STAFF = re.compile(r"\b(?:staff|personnel|employ\w*|hr|payroll|pension|disciplinary|sickness|job)\b")
_CHILD = re.compile(r"\bchild\w*\b|\bpupils?\b|\bminor\b")
_RECRUITMENT = re.compile(r"recruit|appointment of|reject|unsuccessful|notified")
_CCTV = re.compile(r"\bcctv|footage|recordings?\b|backup|logs?\b")
_LIABILITY = re.compile(r"\b(?:liability|insurance)\b")
_FORTY_YEARS = (
    "The legal duty to keep employers' liability certificates for 40 years ended on 1 October 2008. "
    "Keeping them is still advised, for some claims arise decades later."
)
# Until somebody finds that it is not wanted any more: no day on which that happens.
_OPEN_END = re.compile(
    r"\b(?:useful|needed|required|requirement|necessary|relevant|appropriate|administrative|operational\w*|value|"
    r"interest|active|live|in use|business need)\b"
)
_WORDS = re.compile(r"[^\W\d_]+")
_DECISIVE = (
    (_FINANCE, "accounts"),
    (_STAFF, "staff"),
    (_CHILD, "child"),
    (_CCTV, "footage"),
    (_LIABILITY, "liability"),
)
# Words behind "other:" that stand for an event of law reference 6.5, in the order they are tried.
_MEANT = (
    (re.compile(r"end of current year|end of (?:the |each )*year"), "end_of_financial_year", ""),
    (
        re.compile(
            r"\bresol\w+|\bsettle\w*|final action|last action|case (?:end|complet)\w*|"
            r"\b(?:case|matter|complaint|claim|investigation|enquiry)\b.*\bconclu\w+|"
            r"\bconclu\w+ of (?:the )?(?:case|matter|complaint|claim|investigation|enquiry)"
        ),
        "closure",
        "",
    ),
    (re.compile(r"\bminutes\b.*(?:approv|confirm)|(?:approv|confirm)\w* of (?:the )?minutes"), "", "destroy"),
    (re.compile(r"\baudit year|audit"), "other:last completed audit year", ""),
    (re.compile(r"life of (?:insurance )?polic"), "expiry", ""),
    (re.compile(r"consent"), "", "delete"),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule and an action to suggest, with the reason."""

    rule: RetentionRule
    action: str = UNSPECIFIED
    reason: str = ""


def decisive(record_series: str) -> str:
    """A few words in place of a record series that lead to the same proposals (so that readings can be remembered)."""
    found = {kind for word in _WORDS.findall(record_series.casefold()) for kind in _kinds(word)}
    return " ".join(kind for _, kind in _DECISIVE if kind in found) if found else ""


@lru_cache(maxsize=20_000)
def _kinds(word: str) -> tuple[str, ...]:
    """What a single word of a record series says about the records."""
    return tuple(kind for pattern, kind in _DECISIVE if pattern.search(word))


def propose(rule: RetentionRule, record_series: str = "") -> Proposal:
    """What to suggest for a rule that was read: a trigger for a bare period, a bound, an action (law reference 6.6)."""
    series = record_series.casefold()
    if rule.kind is Kind.FIXED:
        return _fixed(rule, series)
    if rule.kind is Kind.ROLLING:
        days = rule.length is not None and rule.length.unit is Unit.DAYS
        return Proposal(rule, "overwrite" if days or _CCTV.search(series) else UNSPECIFIED)
    if rule.kind is Kind.REVIEW:
        return Proposal(rule, "review", "The words only ask for a review.")
    if rule.kind is Kind.UNTIL_EVENT:
        return _until(rule)
    return Proposal(rule)


def computed(rule: RetentionRule) -> RetentionRule:
    """The rule that is reckoned with where the words stand alone: nothing is guessed that they leave open."""
    proposed = propose(rule).rule
    guessed = rule.trigger == UNSPECIFIED != proposed.trigger and not _short_ceiling(rule)
    return rule if guessed or proposed.kind is not rule.kind else proposed


def _short_ceiling(rule: RetentionRule) -> bool:
    """Whether a longest time is given in days, which is counted from the day it was made (law reference 6.6, 35)."""
    return rule.bound == "max" and rule.length is not None and rule.length.unit is Unit.DAYS


def _fixed(rule: RetentionRule, series: str) -> Proposal:
    if rule.trigger == UNSPECIFIED:
        trigger, reason = suggested_triggers(rule, series)[0]
        return Proposal(replace(rule, trigger=trigger), reason=reason)
    words = rule.trigger.removeprefix(OTHER)
    if "termination" in words and _STAFF.search(series):
        return Proposal(replace(rule, trigger="end_of_employment"), reason="The records are about staff.")
    if rule.trigger == "last_contact" or _RECRUITMENT.search(words):
        return Proposal(replace(rule, bound="max"), reason="Personal data: no longer than needed.")
    return Proposal(replace(rule, trigger=_meant(rule.trigger)))


def suggested_triggers(rule: RetentionRule, series: str) -> list[tuple[str, str]]:
    """Triggers to offer for a bare period, the likeliest first, each with its reason."""
    offers = [("closure", ""), ("end_of_financial_year", ""), ("creation", "")]
    if rule.bound == "max" or _CCTV.search(series):
        return [("creation", "A longest time runs from the day it was made."), *offers[:2]]
    if _CHILD.search(series):
        return [("date_of_birth", "The record is about a child."), ("other:event", "The day it happened."), *offers[:1]]
    if _FINANCE.search(series):
        offers = [("end_of_financial_year", "Money is kept by the financial year."), offers[0], offers[2]]
    if _STAFF.search(series):
        offers.insert(1 if _FINANCE.search(series) else 0, ("end_of_employment", "The records are about staff."))
    return offers


def outdated(rule: RetentionRule, series: str) -> tuple[str, ...]:
    """A warning where the words rest on law that has gone (law reference 6.2, row 31)."""
    if rule.length == Length(40, Unit.YEARS) and _LIABILITY.search(series):
        return (_FORTY_YEARS,)
    return ()


def _meant(trigger: str) -> str:
    """The event of law reference 6.5 that a council's own words stand for."""
    if not trigger.startswith(OTHER):
        return trigger
    for pattern, name, _action in _MEANT:
        if pattern.search(trigger) and name and name != triggers.AUDIT_YEAR:
            return name
    return trigger


def _until(rule: RetentionRule) -> Proposal:
    """Until an event: what is usual then; a review each year where no date can be known."""
    if _OPEN_END.search(rule.trigger):
        yearly = RetentionRule(Kind.REVIEW, Length(1, Unit.YEARS))
        return Proposal(yearly, "review", "No day can be reckoned from these words, so it is looked at every year.")
    action = next((action for pattern, _name, action in _MEANT if action and pattern.search(rule.trigger)), UNSPECIFIED)
    bound = "max" if "consent" in rule.trigger else rule.bound
    return Proposal(replace(rule, bound=bound), action)
