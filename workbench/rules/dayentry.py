"""A day as a clerk types it: '22/11', '22 nov', 'today', '+20wd', and what it means in full."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*(wd|working days?|d|days?|w|weeks?|m|months?|y|years?)?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$")
_WORDED = re.compile(r"(\d{1,2})[ /.\-]*([a-z]{3,9})\.?[ /.,\-]*(\d{4}|\d{2})?$")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$")
_CENTURY_TURNS = 20  # years ahead that a two-digit year may mean


@dataclass(frozen=True)
class DayEntry:
    """What was typed as a day, or what is wrong with it; both empty when nothing was typed.

    `problem` completes a sentence that begins with the field's label ("must be a real date").
    """

    day: dt.date | None = None
    problem: str = ""
    advice: str = ""


def read_day(typed: str, today: dt.date, holidays: Collection[dt.date] = ()) -> DayEntry:
    """Read a day. Day comes before month; a missing year means the nearest such day to today."""
    text = " ".join(_ORDINAL.sub("", typed.casefold().replace("\u00a0", " ")).split())
    text = _without_weekday(text)
    if not text:
        return DayEntry()
    if text in _NEAR:
        return DayEntry(today + dt.timedelta(days=_NEAR[text]))
    for pattern, meaning in _FORMS:
        if found := pattern.match(text):
            return meaning(found, today, holidays)
    if text.isdigit():
        return DayEntry(problem="must include a month", advice="For example 22/11 or 22 nov.")
    return DayEntry(problem="must be a date", advice="For example 22/11, 22 nov, today or +20wd.")


def full_year(two_figures: int, today: dt.date) -> int:
    """The year that two figures mean: in this century, unless that lies more than 20 years ahead."""
    full = today.year - today.year % 100 + two_figures
    return full - 100 if full > today.year + _CENTURY_TURNS else full


def add_working_days(start: dt.date, count: int, holidays: Collection[dt.date] = ()) -> dt.date:
    """The day that many working days after (or before) a day; Saturdays, Sundays and holidays do not count."""
    step, day, left = dt.timedelta(days=1 if count >= 0 else -1), start, abs(count)
    while left:
        day += step
        if day.weekday() < 5 and day not in holidays:
            left -= 1
    return day


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    word = first.rstrip(",.")
    named = len(word) >= 3 and any(name.startswith(word) for name in WEEKDAYS)
    return rest if named and rest else text


def _step(found: re.Match[str], today: dt.date, holidays: Collection[dt.date]) -> DayEntry:
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    unit = (found[3] or "d").removesuffix("s")
    if unit in ("wd", "working day"):
        return DayEntry(add_working_days(today, count, holidays))
    if unit[0] in "dw":
        return DayEntry(today + dt.timedelta(days=count * (7 if unit[0] == "w" else 1)))
    months = today.year * 12 + today.month - 1 + count * (12 if unit[0] == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return DayEntry(problem="must be a date", advice="That is too far away.")
    return DayEntry(dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1])))


def _iso(found: re.Match[str], _today: dt.date, _holidays: Collection[dt.date]) -> DayEntry:
    return _real(int(found[1]), int(found[2]), int(found[3]))


def _figures(found: re.Match[str], today: dt.date, _holidays: Collection[dt.date]) -> DayEntry:
    return _dated(int(found[1]), int(found[2]), found[3], today)


def _worded(found: re.Match[str], today: dt.date, _holidays: Collection[dt.date]) -> DayEntry:
    months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(found[2]) or (found[2] == "sept" and n == 9)]
    if len(months) != 1:
        return DayEntry(problem="must include a month", advice=f"“{found[2]}” is not the name of a month.")
    return _dated(int(found[1]), months[0], found[3], today)


def _month_named(found: re.Match[str], today: dt.date, holidays: Collection[dt.date]) -> DayEntry:
    """Month before day, where the month's name and a whole year leave no doubt."""
    return read_day(f"{found[2]} {found[1]} {found[3]}", today, holidays)


def _dated(day: int, month: int, year: str | None, today: dt.date) -> DayEntry:
    if year is None:
        return _nearest(day, month, today)
    if len(year) == 4:
        return _real(int(year), month, day)
    return _real(full_year(int(year), today), month, day)


def _nearest(day: int, month: int, today: dt.date) -> DayEntry:
    years = sorted(
        (today.year - 1, today.year, today.year + 1), key=lambda y: abs((_about(y, month, day) - today).days)
    )
    entries = [_real(year, month, day) for year in years]
    return next((entry for entry in entries if entry.day), entries[0])


def _about(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, min(max(month, 1), 12), min(max(day, 1), 28))


def _real(year: int, month: int, day: int) -> DayEntry:
    if not 1 <= month <= 12:
        return DayEntry(problem="must be a real date", advice=f"There is no month {month}. The day comes first.")
    if not 1 <= year <= 9999 or not day:
        return DayEntry(problem="must be a real date")
    last = calendar.monthrange(year, month)[1]
    if day > last:
        month_name = MONTHS[month - 1].capitalize()
        when = f"{month_name} {year}" if month == 2 else month_name
        meant = dt.date(year, month, last)
        advice = f"{when} has {last} days. Did you mean {meant:%a} {meant.day} {meant:%b %Y}?"
        return DayEntry(problem="must be a real date", advice=advice)
    return DayEntry(dt.date(year, month, day))


_Meaning = Callable[[re.Match[str], dt.date, Collection[dt.date]], DayEntry]
_FORMS: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    (_STEP, _step),
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_WORDED, _worded),
    (_MONTH_NAMED, _month_named),
)
