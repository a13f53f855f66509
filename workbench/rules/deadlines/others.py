"""A breach is told within 72 elapsed hours; papers go out with clear days before a meeting (law reference 4 and 5)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from workbench.rules.deadlines.deadline import Deadline, in_order, provisional, said
from workbench.rules.workingdays import Calendar

HERE = ZoneInfo("Europe/London")
HOURS = 72
BREACH = "UK GDPR Article 33(1)"
PAPERS = "Council policy (seven clear days for evidence), Local Government Act 1972 Sch 12 (three for the summons)"
CLEAR_DAYS = 3


def breach(aware: dt.datetime) -> Deadline:
    """72 elapsed hours from becoming aware; no weekend or holiday counts. A time without a zone is local."""
    in_order(("aware", "the day it became known", aware.date()))
    when = (aware if aware.tzinfo else aware.replace(tzinfo=HERE)).astimezone(HERE)
    due = (when.astimezone(dt.UTC) + dt.timedelta(hours=HOURS)).astimezone(HERE)
    working = [f"Aware {said(when.date())}, {when:%H:%M}.", f"72 hours on: {said(due.date())}, {due:%H:%M}."]
    if due.utcoffset() != when.utcoffset():
        working.append("The clocks change in between; the hours are counted as they pass.")
    working.append("Weekends and bank holidays count. Later needs reasons; some now and the rest to follow is allowed.")
    return Deadline("breach", when, due, tuple(working), BREACH, target=(due - dt.timedelta(hours=24)).date())


def papers(meeting: dt.date, calendar: Calendar, clear_days: int = CLEAR_DAYS) -> Deadline:
    """The last working day that leaves so many clear working days before a meeting."""
    in_order(("meeting", "the day of the meeting", meeting))
    due = calendar.clear_before(meeting, clear_days)
    working = [
        f"Meeting {said(meeting)}.",
        f"{clear_days} clear working days before it, neither that day nor the day of arrival counted: {said(due)}.",
    ]
    provisional(due, working)
    basis = PAPERS if clear_days != CLEAR_DAYS else "Local Government Act 1972 Sch 12 para 10"
    return Deadline("papers", meeting, due, tuple(working), basis, policy=clear_days != CLEAR_DAYS)
