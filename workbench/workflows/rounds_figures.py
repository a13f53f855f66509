"""Figures of the routine checks and of what was destroyed, read from their registers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.records.query import every
from workbench.registers.checks import DESTROYED, OPEN, Check
from workbench.registers.destruction_log import LogEntry
from workbench.rules import rhythms
from workbench.rules.fixedperiods import Period, quarter
from workbench.rules.reckoning import add


@dataclass(frozen=True)
class Round:
    """One check: the day it fell due, what was answered and when, and the day its next round fell due."""

    due: dt.date
    answer: str
    answered: dt.date | None
    next: dt.date

    def late(self, on: dt.date) -> bool:
        """Whether its next round fell due before it was answered, as it stood on a day."""
        return self.next <= min(on, self.answered or on)

    @property
    def days(self) -> int:
        """Days from falling due to the answer; nought while there is none."""
        return max((self.answered - self.due).days, 0) if self.answered else 0


@dataclass(frozen=True)
class RoundFigures:
    """The checks that fell due in a period, as they stood at its end: how many, answered, in time, open, late."""

    due: int = 0
    done: int = 0
    on_time: int = 0
    open: int = 0
    late: int = 0
    longest: int = 0
    average: int = 0


def rounds() -> list[Round]:
    """Every check there is."""
    fields = (Check.due_on, Check.answer, Check.answered_on, Check.rhythm)
    found = []
    for row in every(Check, fields).rows():
        due, answer, answered, rhythm = row.values
        step = rhythms.every(rhythm)
        found.append(Round(due, answer, answered, add(due, step) if step else dt.date.max))
    return found


def round_figures(found: Sequence[Round], period: Period, today: dt.date) -> RoundFigures:
    """The figures of a period."""
    end = min(period.last, today)
    here = [one for one in found if period.first <= one.due <= end]
    done = [one for one in here if one.answer != OPEN and one.answered]
    return RoundFigures(
        due=len(here),
        done=len(done),
        on_time=sum(not one.late(today) for one in done),
        open=len(here) - len(done),
        late=sum(one.late(today) for one in here),
        longest=max((one.days for one in done), default=0),
        average=round(sum(one.days for one in done) / len(done)) if done else 0,
    )


def by_part(found: Sequence[Round], period: Period, today: dt.date) -> tuple[tuple[str, tuple[int, int, int]], ...]:
    """For each month of a quarter, or quarter of a year: checks where something went, nothing did, and late ones."""
    parts: list[tuple[str, Period]]
    if period.is_year:
        parts = [(f"{q.first:%b}–{q.last:%b}", q) for q in map(quarter, period.quarters)]
    else:
        months = [Period(period.year, period.month + n, 1) for n in range(period.months)]
        parts = [(f"{month.first:%B}", month) for month in months]
    rows = []
    for label, part in parts:
        here = [one for one in found if part.first <= one.due <= part.last]
        late = sum(one.late(today) for one in here)
        in_time = [one for one in here if not one.late(today) and one.answer != OPEN]
        gone = sum(one.answer == DESTROYED for one in in_time)
        rows.append((label, (gone, len(in_time) - gone, late)))
    return tuple(rows)


def destructions(period: Period) -> int:
    """The entries of the destruction log by which something went in a period."""

    def gone() -> object:
        first, last = period.first.isoformat(), period.last.isoformat()
        return (LogEntry.outcome == DESTROYED) & LogEntry.carried_out.between(first, last)

    return every(LogEntry, (), view=gone).count()
