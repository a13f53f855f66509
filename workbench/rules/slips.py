"""Figures and signs in period words that must not be passed over: too large, below nothing, nothing, a "?"."""

from __future__ import annotations

import re

from workbench.rules.questions import Answer, Question, says
from workbench.rules.rule import LONGEST, MOST_DAYS, Kind, Length, RetentionRule, Unit, countable
from workbench.rules.segments import PERMANENT
from workbench.rules.wording import LENGTH, regular, squash

_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)\b"
_LARGE = re.compile(
    rf"(?<![\w.,£$/-])((?:\d+ ?|\w+ )?(?:thousand|million)|\d{{4,}}|\d{{1,3}}(?:,\d{{3}})+)[ -]?{_UNIT}"
)
_YEAR = re.compile(r"(?:19|20)\d\d (?:year|yr|month|week|day)\b")
_MANY_DAYS = re.compile(r"([\d,]+)[ -]?days?")
_NEGATIVE = re.compile(rf"(?<![\w.)/-])(?<!\d )-(\d{{1,3}})[ -]?({_UNIT})")
_DOUBTED = re.compile(
    rf"(?:{_UNIT}|{PERMANENT.pattern})\.? ?\(?\?|^\(?\?+\)? ?\d|^(?=.*(?:\d|{PERMANENT.pattern}))[^?\n]*\?+\)?$"
)


def lost_figure(words: str) -> Question | None:
    """A question where the words hold a figure that no period can have; what is read without it does not count."""
    text = squash(words)
    large = next((found[0] for found in _LARGE.finditer(text) if not _YEAR.match(found[0]) and not _days(found[0])), "")
    if large:
        answers = (Answer("Permanently", RetentionRule(Kind.PERMANENT)),)
        return Question(
            f"“{large}” is more than can be counted here ({LONGEST}, or {MOST_DAYS:,} days, at most). How long is it?",
            True,
            answers,
        )
    negative = _NEGATIVE.search(text)
    found = re.fullmatch(LENGTH, regular(f"{negative[1]} {negative[2]}").text) if negative else None
    if negative and found:
        meant = RetentionRule(Kind.FIXED, Length(int(found[1]), Unit(found[2])), bound="min")
        return Question(
            f"“{negative[0]}” is less than nothing. Is {meant.length} meant?", True, (Answer(says(meant), meant),)
        )
    return None


def _days(figure: str) -> bool:
    """Whether a large figure counts days, and not too many ("1,000 days")."""
    found = _MANY_DAYS.fullmatch(figure)
    return bool(found and countable(int(found[1].replace(",", "")), Unit.DAYS))


def odd_questions(words: str, rule: RetentionRule) -> tuple[Question, ...]:
    """Questions for a period of nothing and for one that the words themselves doubt."""
    if rule.kind is Kind.UNKNOWN:
        return ()
    asked = []
    if any(limb.length and not limb.length.amount for limb in (rule, *rule.limbs)):
        text = f"{rule.length or '0 years'} is no time at all. Is it not kept, or is a figure missing?"
        asked.append(Question(text, True, (Answer(says(rule), rule, "It goes at once"),)))
    if _DOUBTED.search(squash(words)):
        text = f"“{' '.join(words.split())}” has a question mark. Is that the period?"
        asked.append(Question(text, True, (Answer(says(rule), rule),)))
    return tuple(asked)


def unit_question(rule: RetentionRule, heading: str) -> tuple[Question, ...]:
    """“Until superseded + 3” gives no unit; where its column does not either, years are offered."""
    if rule.length is None or re.search(_UNIT, heading):
        return ()
    text = f"“{rule.length.amount}” has no unit. {rule.length.amount} {Unit.YEARS}, or something else?"
    return (Question(text, True, (Answer(says(rule), rule),)),)
