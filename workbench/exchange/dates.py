"""How a column of dates reads: day first as in Britain, unless its own values say otherwise; asked where both fit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
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


def reads_as(cells: Sequence[Cell]) -> DateReading:
    """How a column of dates reads, from all its cells.

    One value that can only be day first settles the column, and so does one that can only be month first.
    """
    day_first = month_first = unread = 0
    both: list[str] = []
    for cell in cells:
        if not isinstance(cell, str):
            unread += cell is not None and not isinstance(cell, dt.date)
            continue
        day, month = read_day(cell), read_day(cell, DayOrder.MONTH_FIRST)
        if day is None and month is None:
            unread += bool(cell.strip())
        elif day is None:
            month_first += 1
        elif month is None:
            day_first += 1
        elif day != month:
            both.append(cell)
    return _settled(day_first, month_first, both, unread)


def _settled(day_first: int, month_first: int, both: list[str], unread: int) -> DateReading:
    """The order the counts show, or the question."""
    distinct = list(dict.fromkeys(both))[:SHOWN]
    samples = tuple((text, read_day(text), read_day(text, DayOrder.MONTH_FIRST)) for text in distinct)
    if month_first and not day_first:
        return DateReading(DayOrder.MONTH_FIRST, samples, "", unread)
    if (day_first and not month_first) or not both:
        return DateReading(DayOrder.DAY_FIRST, samples, "", unread)
    text, day, month = samples[0]
    first, second = (f"{found.day} {found:%B %Y}" if found else "" for found in (day, month))
    why = "some dates can only be day first and others only month first"
    mixed = why if month_first else "every date can be read day first or month first"
    return DateReading(DayOrder.ASK, samples, f"{mixed}. Is {text.strip()} the {first} or the {second}?", unread)


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
