"""The periods that figures are given for: quarters, financial years from April, calendar years. No others, ever.

Free periods could be laid over each other until single cases stand out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUARTER, _YEAR = 3, 12
_APRIL = 4
_NAMED = re.compile(r"(\d{4})(?:-Q([1-4])|[-/](\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Period:
    """A quarter or a year by its first month; a financial year begins in April, a calendar year in January."""

    year: int
    month: int
    months: int

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self._moved(self.months).first - dt.timedelta(days=1)

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters in it, as running numbers."""
        start = quarter_of(self.first)
        return tuple(range(start, start + self.months // _QUARTER))

    @property
    def before(self) -> Period:
        """The one that ended the day before."""
        return self._moved(-self.months)

    @property
    def year_before(self) -> Period:
        """The same a year earlier."""
        return self._moved(-_YEAR)

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return self.months == _YEAR

    @property
    def title(self) -> str:
        """'July to September 2026', 'April 2025 to March 2026'."""
        first, last = self.first, self.last
        start = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
        return f"{start} to {last:%B %Y}"

    @property
    def short(self) -> str:
        """'Jul–Sep 26', '2025/26', '2026'."""
        if not self.is_year:
            return f"{self.first:%b}–{self.last:%b %y}"
        return f"{self.year}/{self.last:%y}" if self.month == _APRIL else str(self.year)

    def _moved(self, months: int) -> Period:
        at = self.year * _YEAR + self.month - 1 + months
        return Period(at // _YEAR, at % _YEAR + 1, self.months)


def quarter_of(day: dt.date) -> int:
    """The running number of the quarter a day lies in."""
    return day.year * 4 + (day.month - 1) // _QUARTER


def quarter(number: int) -> Period:
    """The quarter of that running number."""
    return Period(number // 4, number % 4 * _QUARTER + 1, _QUARTER)


def named(words: str) -> Period | None:
    """The period called so: '2026-Q3' is July to September, '2025-26' a financial year, '2025' a calendar year."""
    found = _NAMED.fullmatch(words.strip())
    if found is None or not 1 <= (year := int(found[1])) < dt.MAXYEAR:
        return None
    if found[2]:
        return quarter(year * 4 + int(found[2]) - 1)
    if not found[3]:
        return Period(year, 1, _YEAR)
    return Period(year, _APRIL, _YEAR) if int(found[3]) == (year + 1) % 100 else None


def finished(today: dt.date, quarters: int = 8, years: int = 3) -> list[Period]:
    """The periods that are over, the latest of each kind first: quarters, financial years, calendar years."""
    now = quarter_of(today)
    starts = [quarter(now - n) for n in range(1, quarters + 1)]
    return [*starts, *_years(today, _APRIL, years), *_years(today, 1, years)]


def _years(today: dt.date, month: int, many: int) -> Iterator[Period]:
    latest = Period(today.year, month, _YEAR)
    while latest.last >= today:
        latest = latest.before
    for _ in range(many):
        yield latest
        latest = latest.before
