"""Counts of cases for the committee: plain facts of each case in, figures of a period and of those before it out."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.rules.counted import THRESHOLD, Frame, Group
from workbench.rules.fixedperiods import Period, quarter_of

DIMENSIONS = ("category", "service", "outcome")
BREAKDOWNS = (
    ("category",),
    ("service",),
    ("outcome",),
    ("category", "service"),
    ("category", "outcome"),
    ("service", "outcome"),
)
NOT_SAID = "Not entered"
Alike = tuple[str, str, str | None]  # category, service, outcome; no outcome while it is open
_SHOWN_QUARTERS = 5


def alike(category: str, service: str, outcome: str, *, ended: bool) -> Alike:
    """What a case has in each of DIMENSIONS, in the words of a breakdown."""
    return category or NOT_SAID, service or NOT_SAID, (outcome or NOT_SAID) if ended else None


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """What counts of a case: nobody's name. `register` is its book; `days` how long it took, or has taken.

    `on_time` is None while it is open. Of a case that was destroyed the days are the first of their quarters.
    """

    register: str
    kind: str
    category: str
    service: str
    outcome: str
    received: dt.date
    closed: dt.date | None
    due: dt.date | None
    on_time: bool | None
    days: int | None

    @property
    def alike(self) -> Alike:
        """Its value in each of DIMENSIONS."""
        return alike(self.category, self.service, self.outcome, ended=self.closed is not None)


@dataclass(frozen=True)
class Counts:
    """One register in one period. `open` and `overdue` are as they stood at its end, or today where that comes first.

    `on_time` are those of the closed that were answered in time, of `timed` that had a clock at all. `longest` and
    `average` are days; None where fewer cases than the threshold were closed, or a year would tell, beside its
    quarters, of fewer.
    """

    received: int = 0
    closed: int = 0
    timed: int = 0
    on_time: int = 0
    open: int = 0
    overdue: int = 0
    longest: int | None = None
    average: int | None = None

    @property
    def share(self) -> int | None:
        """On time in whole per cent, rounded down so that 100 is said only of all; None where nothing was closed."""
        return self.on_time * 100 // self.timed if self.timed else None


@dataclass(frozen=True)
class RegisterFigures:
    """A register in a period, the period before and the same a year ago, and what was received in each of five."""

    register: str
    now: Counts
    before: Counts
    year_ago: Counts
    course: tuple[tuple[Period, int], ...]


@dataclass(frozen=True)
class CommitteeFigures:
    """The figures of a period, a register at a time."""

    period: Period
    registers: tuple[RegisterFigures, ...]

    def of(self, register: str) -> RegisterFigures:
        """Those of a register; nought of one that holds nothing."""
        found = (figures for figures in self.registers if figures.register == register)
        course = tuple((period, 0) for period in course_of(self.period))
        return next(found, RegisterFigures(register, Counts(), Counts(), Counts(), course))


@dataclass
class _Tally:
    """A register's cases, counted by quarter as they come."""

    received: Counter[int] = field(default_factory=Counter)
    closed: Counter[int] = field(default_factory=Counter)
    timed: Counter[int] = field(default_factory=Counter)
    on_time: Counter[int] = field(default_factory=Counter)
    open: Counter[dt.date] = field(default_factory=Counter)
    overdue: Counter[dt.date] = field(default_factory=Counter)
    days: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def count(self, case: CaseFigure, ends: Iterable[dt.date]) -> None:
        """Count one case, and whether it stood open at these ends of periods."""
        self.received[quarter_of(case.received)] += 1
        closed = case.closed
        if closed is not None:
            at = quarter_of(closed)
            self.closed[at] += 1
            if case.on_time is not None:
                self.timed[at] += 1
                self.on_time[at] += case.on_time
            if case.days is not None:
                self.days[at].append(case.days)
        for end in ends:
            if case.received <= end and (closed is None or closed > end):
                self.open[end] += 1
                self.overdue[end] += case.due is not None and case.due < end

    def counts(self, period: Period, end: dt.date, threshold: int) -> Counts:
        """The figures of a period."""
        within = period.quarters
        closed = sum(self.closed[q] for q in within)
        days = [n for q in within for n in self.days.get(q, ())]
        small = sum(n for q in within if 0 < (n := len(self.days.get(q, ()))) < threshold)
        enough = len(days) >= threshold and (not small or small >= threshold)
        return Counts(
            received=sum(self.received[q] for q in within),
            closed=closed,
            timed=sum(self.timed[q] for q in within),
            on_time=sum(self.on_time[q] for q in within),
            open=self.open[end],
            overdue=self.overdue[end],
            longest=max(days) if enough else None,
            average=round(sum(days) / len(days)) if enough else None,
        )


def course_of(period: Period) -> tuple[Period, ...]:
    """Five periods, the given one last."""
    back = [period]
    while len(back) < _SHOWN_QUARTERS:
        back.append(back[-1].before)
    return tuple(reversed(back))


def needed_from(period: Period) -> dt.date:
    """The day from which cases count in the figures of a period: one that was over before it changes none of them."""
    return min(course_of(period)[0].first, period.year_before.first)


def figures(
    cases: Iterable[CaseFigure],
    period: Period,
    today: dt.date,
    threshold: int = THRESHOLD,
    registers: Iterable[str] = (),
) -> CommitteeFigures:
    """Count the cases of a period, of the one before and of the same a year ago, in one go through them.

    The registers named stand in it even where none of their cases is among these.
    """
    wanted = (period, period.before, period.year_before)
    ends = {one: min(one.last, today) for one in wanted}
    days = tuple(dict.fromkeys(ends.values()))
    tallies = defaultdict[str, _Tally](_Tally, {register: _Tally() for register in registers})
    for case in cases:
        tallies[case.register].count(case, days)
    course = course_of(period)
    found = [
        RegisterFigures(
            register,
            tally.counts(period, ends[period], threshold),
            tally.counts(period.before, ends[period.before], threshold),
            tally.counts(period.year_before, ends[period.year_before], threshold),
            tuple((one, sum(tally.received[q] for q in one.quarters)) for one in course),
        )
        for register, tally in sorted(tallies.items())
    ]
    return CommitteeFigures(period, tuple(found))


def frame_of(cases: Iterable[Alike]) -> Frame:
    """The values that the cases of a register have; a breakdown lists all of them, whether or not a period has any."""
    seen: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for category, service, outcome in cases:
        seen[0].add(category)
        seen[1].add(service)
        if outcome is not None:
            seen[2].add(outcome)
    return Frame(DIMENSIONS, tuple(tuple(sorted(values, key=str.casefold)) for values in seen))


def groups_of(cases: Iterable[CaseFigure], period: Period) -> list[Group]:
    """The cases received or closed in a period, those alike together; what happened after it is not known yet."""
    within, last = frozenset(period.quarters), max(period.quarters)
    found = Counter[tuple[int, int | None, tuple[str, ...]]]()
    for case in cases:
        received, closed = quarter_of(case.received), quarter_of(case.closed) if case.closed else None
        if closed is not None and closed > last:
            closed = None
        if received in within or closed in within:
            category, service, outcome = case.alike
            found[received, closed, (category, service, "" if closed is None else outcome or NOT_SAID)] += 1
    return [Group(*alike, count) for alike, count in sorted(found.items(), key=str)]
