"""How often a check comes round: the next day it is due, and how many were missed."""

from __future__ import annotations

import datetime as dt

from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit

_EVERY = {
    "daily": Length(1, Unit.DAYS),
    "weekly": Length(1, Unit.WEEKS),
    "fortnightly": Length(2, Unit.WEEKS),
    "monthly": Length(1, Unit.MONTHS),
    "quarterly": Length(3, Unit.MONTHS),
    "six_monthly": Length(6, Unit.MONTHS),
    "yearly": Length(1, Unit.YEARS),
}


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
