"""Periods that a report is about: a financial year, a calendar year, a quarter, or any days from one to another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.rules.dayentry import MONTHS
from workbench.rules.reckoning import add, day
from workbench.rules.rule import Length, Unit

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both of them in it; None leaves that end open."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self.first is None and self.last is None

    def holds(self, when: dt.date) -> bool:
        """Whether a day is in it."""
        return (self.first is None or when >= self.first) and (self.last is None or when <= self.last)

    @property
    def days(self) -> str:
        """'1 Apr 2026 to 31 Mar 2027'; empty where it is everything."""
        if self.first is None:
            return f"Up to {day(self.last)}" if self.last else ""
        return f"{day(self.first)} to {day(self.last)}" if self.last else f"From {day(self.first)}"

    @property
    def words(self) -> str:
        """'The financial year 2026/27, 1 Apr 2026 to 31 Mar 2027'; empty where it is everything."""
        name = _name(self) if self.first and self.last else ""
        return f"{name}, {self.days}" if name else self.days


def financial_year(when: dt.date) -> Span:
    """The council's year that a day is in, 1 April to 31 March."""
    year = when.year if when >= dt.date(when.year, 4, 1) else when.year - 1
    return Span(dt.date(year, 4, 1), dt.date(year + 1, 3, 31))


def calendar_year(when: dt.date) -> Span:
    """The year that a day is in."""
    return Span(dt.date(when.year, 1, 1), dt.date(when.year, 12, 31))


def quarter(when: dt.date) -> Span:
    """The quarter that a day is in; those of the financial and of the calendar year are the same days."""
    first = dt.date(when.year, 3 * ((when.month - 1) // 3) + 1, 1)
    return Span(first, add(first, Length(3, Unit.MONTHS)) - _ONE)


def usual(today: dt.date) -> tuple[tuple[str, Span], ...]:
    """The periods that are asked for most, this one and the last of each kind, with their names."""
    found = [("Everything", Span())]
    for name, kind in (("financial year", financial_year), ("calendar year", calendar_year), ("quarter", quarter)):
        this = kind(today)
        assert this.first is not None
        found += [(f"This {name}", this), (f"Last {name}", kind(this.first - _ONE))]
    return tuple(found)


def _name(span: Span) -> str:
    assert span.first is not None
    first = span.first
    if span == financial_year(first):
        return f"The financial year {first.year}/{(first.year + 1) % 100:02d}"
    if span == calendar_year(first):
        return f"The year {first.year}"
    if span == quarter(first):
        begins, ends = (MONTHS[month].capitalize() for month in (first.month - 1, first.month + 1))
        return f"The quarter {begins} to {ends} {first.year}"
    return ""
