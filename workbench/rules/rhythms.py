"""How often a check comes round: the next day it is due, and how many were missed."""

from __future__ import annotations

import datetime as dt

from workbench.rules.reckoning import add
from workbench.rules.rule import Kind, Length, RetentionRule, Unit

_EVERY = {
    "daily": Length(1, Unit.DAYS),
    "weekly": Length(1, Unit.WEEKS),
    "fortnightly": Length(2, Unit.WEEKS),
    "monthly": Length(1, Unit.MONTHS),
    "quarterly": Length(3, Unit.MONTHS),
    "six_monthly": Length(6, Unit.MONTHS),
    "yearly": Length(1, Unit.YEARS),
    "two_yearly": Length(2, Unit.YEARS),
    "three_yearly": Length(3, Unit.YEARS),
    "five_yearly": Length(5, Unit.YEARS),
}


_ABOUT = 1.1  # 31 days are a month, and so are 28
USUAL_REVIEW = "yearly"  # where nothing says how often (law reference 6.6, rows 40 to 42)


def of_rule(rule: RetentionRule | None) -> str:
    """How often a rule itself makes somebody look: a review as often as it says or oftener, what is recorded over once
    each time it has gone round; empty for any other rule.
    """
    if rule is None or rule.kind not in (Kind.REVIEW, Kind.ROLLING):
        return ""
    if rule.length is None:
        return USUAL_REVIEW if rule.kind is Kind.REVIEW else "monthly"
    days, names = rule.length.in_days(), list(_EVERY)
    if rule.kind is Kind.REVIEW:
        return next((name for name in reversed(names) if _EVERY[name].in_days() <= days * _ABOUT), names[0])
    return next((name for name in names if _EVERY[name].in_days() * _ABOUT >= days), names[-1])


def every(rhythm: str) -> Length | None:
    """The time between two checks; None for a rhythm nobody named."""
    return _EVERY.get(rhythm)


def due_days(rhythm: str, first: dt.date, until: dt.date) -> list[dt.date]:
    """The days from `first` to `until` on which a check falls due; months are counted from `first`, so that the 31st
    comes back after a shorter month. A check of every day falls on Monday to Friday, when the office is open.
    """
    step = every(rhythm)
    if step is None:
        return []
    days, times = [], 0
    while (day := add(first, Length(step.amount * times, step.unit))) <= until:
        if rhythm != "daily" or day.weekday() < 5:
            days.append(day)
        times += 1
    return days
