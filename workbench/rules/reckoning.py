"""The only place where a retention date is computed (law reference 6.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from workbench.rules import triggers
from workbench.rules.fixedday import fixed_day
from workbench.rules.labels import trigger_label
from workbench.rules.rule import UNSPECIFIED, Kind, Length, RetentionRule, Unit

GRACE = Length(1, Unit.MONTHS)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Years that end on one day for everybody: month, day, name.
YEAR_ENDS = {
    "end_of_financial_year": (3, 31, "Financial year ended"),
    "end_of_calendar_year": (12, 31, "Calendar year ended"),
    triggers.TAX_YEAR: (4, 5, "Tax year ended"),
    triggers.ACADEMIC_YEAR: (8, 31, "Academic year ended"),
    triggers.CURRENT_YEAR: (3, 31, "Financial year ended"),
}
_DONE = {
    "closure": "Closed",
    "creation": "Made",
    "receipt": "Received",
    "expiry": "Expired",
    "superseded": "Replaced",
    "date_of_birth": "Born",
}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """keep_until is the last day of the period, eligible_from the day after, dispose_by when it must be done.

    All three are None where no date can be reckoned; working says how, one sentence a step.
    """

    keep_until: dt.date | None
    eligible_from: dt.date | None
    dispose_by: dt.date | None
    working: tuple[str, ...]


def reckon(rule: RetentionRule, trigger_date: dt.date, *, grace: Length = GRACE) -> Reckoning:
    """Dates of a rule whose trigger fell on trigger_date (law reference 6.5); limbs of the same trigger count."""
    if rule.whichever == "later" and any(limb.trigger != rule.trigger for limb in rule.limbs):
        return _no_date(
            "Which of its periods ends later depends on more than one day, so no date follows from this one."
        )
    limbs = [limb for limb in rule.limbs if limb.trigger == rule.trigger and rule.whichever]
    try:
        results = [_one(one, trigger_date, grace) for one in (rule.alone(), *limbs)]
    except (OverflowError, ValueError):
        return _no_date("The period reaches past the last day the calendar knows.")
    dated = [result for result in results if result.keep_until]
    if len(dated) < 2:
        return results[0]
    ordered = sorted(dated, key=lambda result: result.keep_until or dt.date.max)
    chosen = ordered[-1] if rule.whichever == "later" else ordered[0]
    return Reckoning(
        chosen.keep_until,
        chosen.eligible_from,
        chosen.dispose_by,
        (*chosen.working, f"Of {len(dated)} periods the one that ends {rule.whichever} counts."),
    )


def held_back(rule: RetentionRule, own: Reckoning, until: dt.date, why: str, *, grace: Length = GRACE) -> Reckoning:
    """The dates of what may go by itself sooner, but not before a later day, in words `why`: the grace counts from
    there. A rule that lets nothing stay longer gives none.
    """
    working = [*own.working, f"{why}; may go from {day(until)}"]
    if own.dispose_by == own.eligible_from or _both(rule):
        gone = max(own.dispose_by or until, until)
        working.append(f"No longer than that: gone by {day(gone)}")
    else:
        gone = add(until, grace)
        working.append(f"Council's grace of {grace} from then: gone by {day(gone)}")
    return Reckoning(until - dt.timedelta(days=1), until, gone, tuple(working))


def _no_date(why: str) -> Reckoning:
    return Reckoning(None, None, None, (why,))


def _one(rule: RetentionRule, trigger_date: dt.date, grace: Length) -> Reckoning:
    if rule.kind is Kind.PERMANENT:
        return _no_date("Kept permanently: no date.")
    if rule.kind is Kind.UNKNOWN:
        return _no_date("There is no period to reckon with yet.")
    if rule.kind is Kind.REVIEW and rule.length and rule.trigger == UNSPECIFIED:
        return _no_date(f"Looked at every {rule.length}: the next review is counted from the last.")
    if rule.trigger == UNSPECIFIED:
        return _no_date("The words do not say which day it runs from: no date until that is answered.")
    if rule.length is None and rule.kind is not Kind.UNTIL_EVENT:
        return _no_date("The words give no length of time.")
    return _dated(rule, trigger_date, grace)


def _dated(rule: RetentionRule, trigger_date: dt.date, grace: Length) -> Reckoning:
    """A rule with a length or an event: floor, ceiling and both as in law reference 6.5."""
    start, said = starting(rule.trigger, trigger_date)
    length = rule.floor if _both(rule) else rule.length
    end = add(start, length) if length else start
    sooner = rule.beginning_with and not _clamped(start, end, length)
    if sooner:
        end = max(end - dt.timedelta(days=1), start)
    eligible = end + dt.timedelta(days=1)
    working = [
        f"{said} + {length} = {day(end)}; may go from {day(eligible)}"
        if length
        else f"{said}; may go from {day(eligible)}"
    ]
    if sooner:
        working.append("The first day counts, so the period ends one day earlier.")
    if _both(rule) and rule.ceiling:
        dispose = add(start, rule.ceiling) + dt.timedelta(days=1)
        working.append(f"At most {rule.ceiling}: gone by {day(dispose)}")
    elif rule.bound == "max":
        dispose = eligible
        working.append(f"No longer than that: gone by {day(dispose)}")
    else:
        dispose = add(eligible, grace)
        working.append(f"Council's grace of {grace}: gone by {day(dispose)}")
    return Reckoning(end, eligible, dispose, tuple(working))


def _clamped(start: dt.date, end: dt.date, length: Length | None) -> bool:
    """Whether the month had no such day: its last day is then already the day before the next period."""
    return bool(length and length.unit in (Unit.MONTHS, Unit.YEARS) and end.day < start.day)


def _both(rule: RetentionRule) -> bool:
    """Whether a floor and a longer ceiling are both stated."""
    return bool(rule.floor and rule.ceiling and rule.floor.in_days() < rule.ceiling.in_days())


def starting(trigger: str, date: dt.date) -> tuple[dt.date, str]:
    """The day a period runs from, and how that is said; a year's trigger moves to the end of the year."""
    if named := fixed_day(trigger):
        return named, f"The words name the day {day(named)}"
    if trigger in YEAR_ENDS:
        month, last, said = YEAR_ENDS[trigger]
        end = dt.date(date.year, month, last)
        end = end if end >= date else dt.date(date.year + 1, month, last)
        return end, f"{said} {day(end)}"
    if trigger in _DONE:
        return date, f"{_DONE[trigger]} {day(date)}"
    return date, f"{trigger_label(trigger)} {day(date)}"


def add(date: dt.date, length: Length) -> dt.date:
    """The date that many units later; 29 February and the 31st clamp to the month's last day. Raises past year 9999."""
    steps = {
        Unit.DAYS: relativedelta(days=length.amount),
        Unit.WEEKS: relativedelta(weeks=length.amount),
        Unit.MONTHS: relativedelta(months=length.amount),
        Unit.YEARS: relativedelta(years=length.amount),
    }
    return date + steps[length.unit]


def day(date: dt.date) -> str:
    """A day in a working sentence: 12 Mar 2024."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
