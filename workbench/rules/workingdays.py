"""Which days count, for whom: weekends, the bank holidays of each part of the United Kingdom, one-off days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND = "england-and-wales", "scotland", "northern-ireland"
DIVISIONS = (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)
NATIONS = {
    "england": ENGLAND_AND_WALES,
    "wales": ENGLAND_AND_WALES,
    "scotland": SCOTLAND,
    "northern-ireland": NORTHERN_IRELAND,
}
KNOWN_UNTIL = 2028  # the government's list ends here; later years follow the rules and may still change
EVERYWHERE = "all"
_SUBDIVISION = {ENGLAND_AND_WALES: "ENG", SCOTLAND: "SCT", NORTHERN_IRELAND: "NIR"}
_SATURDAY = 5
OneOff = tuple[dt.date, str, str]  # the day, where it holds (a division or EVERYWHERE), the occasion


@lru_cache(maxsize=512)
def bank_holidays(division: str, year: int) -> Mapping[dt.date, str]:
    """The bank holidays of a division in a year, with their names; never without a division (law reference 10)."""
    import holidays

    found = holidays.country_holidays("GB", subdiv=_SUBDIVISION[division], years=year)
    return dict(found.items())


@dataclass(frozen=True)
class Calendar:
    """The working days of one or more divisions together: a holiday in any of them is no working day."""

    divisions: tuple[str, ...] = (ENGLAND_AND_WALES,)
    one_offs: tuple[OneOff, ...] = ()

    def holiday(self, day: dt.date) -> str:
        """The name of the bank holiday on a day; empty where there is none."""
        for when, where, name in self.one_offs:
            if when == day and (where == EVERYWHERE or where in self.divisions):
                return name
        found = (bank_holidays(division, day.year).get(day, "") for division in self.divisions)
        return next(filter(None, found), "")

    def working(self, day: dt.date) -> bool:
        """Whether work is done on a day."""
        return day.weekday() < _SATURDAY and not self.holiday(day)

    def rolled(self, day: dt.date) -> dt.date:
        """The day itself, or the next working day."""
        while not self.working(day):
            day += dt.timedelta(days=1)
        return day

    def back(self, day: dt.date) -> dt.date:
        """The day itself, or the working day before."""
        while not self.working(day):
            day -= dt.timedelta(days=1)
        return day

    def add(self, day: dt.date, number: int, passed_over: Iterable[tuple[dt.date, dt.date]] = ()) -> dt.date:
        """The last of so many working days after a day; those from the first to the last of a pair do not count."""
        spans = tuple(passed_over)
        while number:
            day += dt.timedelta(days=1)
            if self.working(day) and not any(first <= day <= last for first, last in spans):
                number -= 1
        return day

    def clear_before(self, day: dt.date, number: int) -> dt.date:
        """The last working day that leaves so many clear working days before a day."""
        for _ in range(number + 1):
            day = self.back(day - dt.timedelta(days=1))
        return day


def own(division: str = ENGLAND_AND_WALES, one_offs: tuple[OneOff, ...] = ()) -> Calendar:
    """The calendar of a council: requests about personal data, complaints, meetings."""
    return Calendar((division,), one_offs)


def union(one_offs: tuple[OneOff, ...] = ()) -> Calendar:
    """The calendar of FOI and EIR: a bank holiday in any part of the United Kingdom counts (FOIA s.10(6))."""
    return Calendar(DIVISIONS, one_offs)
