"""Figures in period words that no rule took up: what is not understood is asked about, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workbench.rules.fixedday import fixed_day
from workbench.rules.questions import Answer, PeriodReading, Question, says
from workbench.rules.reckoning import YEAR_ENDS
from workbench.rules.rule import OTHER, UNKNOWN_RULE, UNSPECIFIED, Kind, RetentionRule
from workbench.rules.wording import LENGTH

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|mar|april|apr|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
# Words behind which a bare year is a day to reckon from or to.
_TOWARDS = (
    "until",
    "till",
    "from",
    "after",
    "since",
    "before",
    "to",
    "end of",
    "by",
    "in",
    "pre",
    "post",
    "pre-",
    "post-",
)
_DATE = re.compile(
    rf"\b{_DAY}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})\b|\b{_YEAR}-\d{{2}}-\d{{2}}\b|"
    rf"\b(?:{_DAY} (?:of )?)?{_MONTH},? ?(?:{_DAY},? )?{_YEAR}\b|\b{_YEAR} ?[/-] ?(?:{_YEAR}|\d\d)\b|"
    + "|".join(rf"(?<=\b{word}{'' if word.endswith('-') else ' '}){_YEAR}\b" for word in _TOWARDS)
)
_OF_EVERY_YEAR = re.compile(rf"\b{_DAY} (?:of )?{_MONTH}|\b\d{{1,2}}/\d{{1,2}}\b")
_YEAR_ENDS = re.compile(r"\b(?:31(?:st)? (?:of )?(?:march|december)|5(?:th)? (?:of )?april)\b")
_LAW = (
    r"(?:acts?|regulations?|regs?|orders?|rules?|codes?|directive|measure|gdpr|dpa|foia?|eir|coshh|riddor|tupe|si|"
    r"paye|vat|ltn|iso|bs|hmrc|practice|guidance|convention|statement|policy)"
)
_NUMBERED = (
    r"(?:sections?|sec|ss?|schedules?|sched?|articles?|arts?|regulations?|regs?|paragraphs?|paras?|parts?|clauses?|"
    r"rules?|forms?|box(?:es)?|rooms?|items?|appendix|appendices|annex|category|cat|tables?|class|stages?|phases?|versions?|"
    r"tiers?|levels?|bands?|grades?|no|nos|numbers?|pages?|pp|chapters?|orders?|standards?|notes?|line|group|ref|"
    r"reference|lots?|volumes?|vol|type|ltn|iso|bs|si|unit|series|stage|priority|rows?|columns?)"
)
_LOOKED_AT = r"\b(?:version|reviewed|updated|adopted|approved|amended|revised|issued|as at)\b"
_SUB = r"(?: ?\(\w{1,4}\))*"
_NO_NOUN = (
    r"and|or|to|from|after|since|following|for|if|unless|when|where|once|until|till|then|plus|min|minimum|max|maximum|"
    r"more|further|full|additional|extra|on|at|but|with|before|current|complete|whole|thereafter|post"
)
# Before a figure these make it part of a measure.
_ADDS = ("plus", "than", "from", "age", "aged", "and", "further", "min", "max", "minimum", "maximum", "least", "most")
_NO_SUM = "".join(rf"(?<!\b{word} )" for word in _ADDS) + r"(?<!\+ )(?<!\+)"
# Figures that name something and measure nothing: laws, parts of them, when the page was looked at, codes, money,
# ordinals, numberings, times of day, "one" for what was named before, how many of something.
_HARMLESS = re.compile(
    "|".join(
        (
            rf"\b{_LAW},? \(?(?:of )?{_YEAR}(?![/\d])(?: ?(?:and|,|-) ?{_YEAR})*|\b{_YEAR} {_LAW}\b",
            rf"\b{_NUMBERED}\.? ?\(?\d+(?:[./]\d+)*[a-z]?{_SUB}(?: ?(?:and|,|-|to|/|or) ?\d+[a-z]?{_SUB})*(?![\d_])",
            rf"{_LOOKED_AT}[^\d.;\n]{{0,12}}(?:{_DAY} (?:of )?)?(?:{_MONTH},? )?{_YEAR}\b",
            r"\b[a-z]+[-/]?\d+\w*(?:[-/.]\w+)*\b(?!_)",
            rf"\b(?:\d{{3}}/\d+|\d{{4}}/(?!{_YEAR}\b)\d{{3,}})\b",
            r"\b\d+(?:\.\d+)? ?(?:%|per ?cent\b)|£ ?[\d,.]+(?: ?(?:k|m|million)\b)?",
            rf"\b\d+(?:st|nd|rd|th)\b(?! (?:of )?{_MONTH})",
            r"(?:^|\n)\(?\d{1,2}[.)] (?=[a-z\d])|\b\d{1,2}[:.]\d\d ?(?:am|pm)?\b(?!_)|\b\d{1,2} ?[ap]m\b|\b24 ?/ ?7\b",
            r"\b\d{1,3} (?:more|longer|less) than (?:the |is )?(?:legal|required|statut|need|necessary|law)",
            rf"(?<![\w.,/-]){_NO_SUM}1\b(?![_.,]?\d|_)",
            rf"(?<![\w.,/-]){_NO_SUM}\d{{1,3}} (?!(?:{_NO_NOUN})\b|(?:of )?{_MONTH})[a-z]{{3,}}",
        )
    )
)
_REGULAR = re.compile(
    rf"(?:\bevery|\b(?:review|check|inspect|renew|replac|updat|re-?assess)\w*\b[^.;\n]{{0,40}}?) {LENGTH}"
)
_VAGUE = re.compile(
    r"\b(?:several|a few|few|some|many|couple of|(?<!\bthe )number of|dozen) (?:more |further )?"
    r"(?:years|months|weeks|days)\b"
)
_MORE = re.compile(rf"\d_\w+\b.*\b(?:further|another|additional|extra) (?:period of )?{LENGTH}")
_ADDED = re.compile(r"(?:\+|\bplus) ?\d+ ?(?:\+|plus) ?\d+")
_DIGIT = re.compile(r"\d")
_UP_TO = re.compile(rf"\b\d+ (?:to|or|-) (?={LENGTH})")
_FIGURE = re.compile(rf"{LENGTH}|(?<!\w)\d+(?:\.\d+)?(?=s?\b)")


def checked(reading: PeriodReading, text: str, rules: Iterable[RetentionRule]) -> PeriodReading:
    """The reading of regular text, stopped where the text holds a date or a figure that none of its rules took up."""
    limbs = (reading.rule, *reading.rule.limbs)
    if reading.rule.kind is Kind.UNKNOWN or _all_taken(text, limbs):
        return reading
    rest = _HARMLESS.sub(" ", text)
    dates = [found[0] for found in _DATE.finditer(rest)]
    named = [limb.trigger for limb in limbs if fixed_day(limb.trigger)]
    loose = next((date for date in dates if not any(date in trigger for trigger in named)), "")
    if loose:
        return day_asked(reading, loose)
    if reading.needs_review:
        return reading
    left = _left(_DATE.sub(" ", rest), [*limbs, *rules])
    if not left:
        return reading
    answers = (Answer(says(reading.rule), reading.rule, "Without it"),)
    question = Question(f"“{left}” was not understood and may change the period. What is meant?", True, answers)
    return replace(reading, questions=(*reading.questions, question))


def _all_taken(text: str, limbs: Iterable[RetentionRule]) -> bool:
    """Whether a glance shows that the only figures are the rule's own lengths, as in most words."""
    for limb in limbs:
        if limb.length:
            text = text.replace(f"{limb.length.amount}_{limb.length.unit.value}", "_", 1)
    return not (_DIGIT.search(text) or _VAGUE.search(text))


def date_in(trigger: str) -> str:
    """A date in a trigger's words that is no one day, or not the whole of them; empty where there is none."""
    found = None if fixed_day(trigger) else _DATE.search(f"from {trigger.removeprefix(OTHER)}")
    return found[0] if found else ""


def day_asked(reading: PeriodReading, date: str) -> PeriodReading:
    """The reading stopped by a date; what would run from it or to it is no rule at all."""
    rule = reading.rule
    plain = replace(rule, trigger=UNSPECIFIED, limbs=(), whichever="")
    answers = (Answer(says(plain), plain, "Without the date"),) if rule.length else ()
    text = f"The words name a date, “{date}”, and it is not certain what it means. How long is it kept?"
    used = any(date in limb.trigger for limb in (rule, *rule.limbs)) or rule.kind is Kind.UNTIL_EVENT
    questions = (Question(text, True, answers), *reading.questions)
    return replace(reading, rule=UNKNOWN_RULE if used else rule, questions=questions)


def _left(rest: str, rules: list[RetentionRule]) -> str:
    """The first words of a measure that no rule holds, as a person reads them."""
    lengths = {part for rule in rules for part in (rule.length, rule.floor, rule.ceiling) if part}
    if more := _MORE.search(rest) or _VAGUE.search(rest) or _ADDED.search(rest):
        return more[0].replace("_", " ")
    known = "".join(rule.trigger for rule in rules if rule.kind is not Kind.UNTIL_EVENT)
    if any(rule.trigger in YEAR_ENDS for rule in rules):
        rest = _YEAR_ENDS.sub(" ", rest)
    rest = _REGULAR.sub(" ", rest)
    if yearly := _OF_EVERY_YEAR.search(rest):
        return yearly[0]
    if any(rule.kind is Kind.ROLLING for rule in rules):
        rest = _UP_TO.sub(" ", rest)
    # The same figure once more ("While valid + 6 years / expiry + 6") says nothing new; what adds it was read as a sum.
    written = {f"{part.amount}_{part.unit.value}" for part in lengths} | {str(part.amount) for part in lengths}
    for found in _FIGURE.finditer(rest):
        if found[0] not in written and found[0] not in known:
            return found[0].replace("_", " ")
    return ""
