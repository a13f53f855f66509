"""How a column of dates reads: day first as in Britain, unless its own values say otherwise; asked where both fit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench import clock
from workbench.exchange.book import Cell
from workbench.rules.dayentry import full_year

SHOWN = 5
_NUMBERS = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\s*(?:\d{1,2}:\d{2}(?::\d{2})?\s*)?")
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\s*")
_NAMED = re.compile(
    r"\s*(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[- ]+(?:of )?([a-z]{3,9})\.?,?[- ]+(\d{4}|\d{2})\s*",
    re.IGNORECASE,
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


class DayOrder(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    ASK = "ask"


@dataclass(frozen=True)
class DateReading:
    """How a column reads: its order, some values with both readings, and the question where there is one."""

    order: DayOrder
    samples: tuple[tuple[str, dt.date | None, dt.date | None], ...] = ()
    question: str = ""
    unread: int = 0  # filled cells that are no date in either order
    only_day_first: bool = False  # some values can be nothing else
    only_month_first: bool = False

    def bears(self, *, month_first: bool) -> bool:
        """Whether an answer given before still fits: no value can only be read the other way."""
        return not (self.only_day_first if month_first else self.only_month_first)


def read_day(cell: Cell, order: DayOrder = DayOrder.DAY_FIRST) -> dt.date | None:
    """The day a cell names; None where it names none. Two-figure years as where a day is typed."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        return None
    if match := _ISO.fullmatch(cell):
        return _day(match[1], int(match[2]), match[3])
    if match := _NAMED.fullmatch(cell):
        return _day(match[3], _month(match[2].lower()), match[1])
    if match := _NUMBERS.fullmatch(cell):
        day, month = (match[2], match[1]) if order is DayOrder.MONTH_FIRST else (match[1], match[2])
        return _day(match[3], int(month), day)
    return None


def settling(readings: Iterable[DateReading]) -> DateReading | None:
    """Of the columns of one table the first that can only be day first; None where none is, or one is month first.

    A table is written one way, so it settles those that can be read both ways.
    """
    found = list(readings)
    if any(reading.only_month_first for reading in found):
        return None
    return next((reading for reading in found if reading.only_day_first), None)


def reads_as(cells: Sequence[Cell]) -> DateReading:
    """How a column of dates reads, from all its cells.

    One value that can only be day first settles the column, as is usual here. Month first is always asked about: one
    slip of the pen must not turn a whole column round.
    """
    unread = 0
    day_first: list[str] = []
    month_first: list[str] = []
    both: list[str] = []
    for cell in cells:
        if not isinstance(cell, str):
            unread += cell is not None and not isinstance(cell, dt.date)
            continue
        day, month = read_day(cell), read_day(cell, DayOrder.MONTH_FIRST)
        if day is None and month is None:
            unread += bool(cell.strip())
        elif day is None:
            month_first.append(cell)
        elif month is None:
            day_first.append(cell)
        elif day != month:
            both.append(cell)
    settled = _settled(day_first, month_first, both)
    return replace(settled, unread=unread, only_day_first=bool(day_first), only_month_first=bool(month_first))


def _settled(day_first: list[str], month_first: list[str], both: list[str]) -> DateReading:
    """The order the values show, or the question."""
    distinct = [*list(dict.fromkeys(both))[:SHOWN], *month_first[:1]]
    samples = tuple((text, read_day(text), read_day(text, DayOrder.MONTH_FIRST)) for text in distinct)
    if not month_first and (day_first or not both):
        return DateReading(DayOrder.DAY_FIRST, samples)
    if day_first and month_first:
        why = "some dates can only be day first and others only month first"
    elif month_first:
        why = f"dates such as {month_first[0].strip()} can only be month first"
    else:
        why = "every date can be read day first or month first"
    order = DayOrder.MONTH_FIRST if month_first and not day_first else DayOrder.ASK
    return DateReading(order, samples, f"{why}. {_which(both)}")


def _which(both: list[str]) -> str:
    """The question itself, by a date that can be read both ways where there is one."""
    if not both:
        return "Is the month written before the day in all of them?"
    days = (read_day(both[0]), read_day(both[0], DayOrder.MONTH_FIRST))
    first, second = (f"{day.day} {day:%B %Y}" if day else "" for day in days)
    return f"Is {both[0].strip()} the {first} or the {second}?"


def _month(word: str) -> int:
    """The month a word names, whole or cut short; 0 for none."""
    found = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith("sep" if word == "sept" else word)]
    return found[0] if len(found) == 1 or word == "may" else 0


def _day(year: str, month: int, day: str) -> dt.date | None:
    number = int(year)
    if len(year) == 2:
        number = full_year(number, clock.today())
    try:
        return dt.date(number, month, int(day))
    except ValueError:
        return None
