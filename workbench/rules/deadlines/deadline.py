"""What every clock gives, and the words of its working."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.errors import Plain
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.rules.workingdays import KNOWN_UNTIL, Calendar

RUNNING, WAITING, STOPPED, NO_LIMIT = "running", "waiting", "stopped", "no limit"
_SATURDAY = 5
_REACH = range(1900, 2200)  # years; beyond them a day was mistyped
Span = tuple[dt.date, dt.date]


class OutOfOrder(Plain):
    """Days that cannot be: `field` is the one that is named first, `why` says it without a full stop."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{text}. Nothing was worked out. Correct the day.")
        self.field, self.why = name, text


@dataclass(frozen=True)
class Deadline:
    """A clock worked out. Days are local days; `due` is None while the clock waits or stands.

    `target` comes before the limit, `latest` is a later limit that may be reached, `notice_by` the last day for telling
    of an extension, `others` further days by name. `policy` says that the council set it and no law.
    """

    kind: str
    start: dt.date | dt.datetime | None
    due: dt.date | dt.datetime | None
    working: tuple[str, ...]
    basis: str
    target: dt.date | None = None
    latest: dt.date | None = None
    notice_by: dt.date | None = None
    acknowledge: dt.date | None = None
    others: dict[str, dt.date] = field(default_factory=dict)
    stands: str = RUNNING
    policy: bool = False


def said(day: dt.date) -> str:
    """'Sat 31 Jan 2026'."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def short(day: dt.date) -> str:
    """'Sat 28 Feb'."""
    return f"{day:%a} {day.day} {day:%b}"


def months_after(day: dt.date, number: int, working: list[str]) -> dt.date:
    """The same date so many months on, the last of the month where there is none; the working says so."""
    found = add(day, Length(number, Unit.MONTHS))
    name = "One month" if number == 1 else f"{number} months".replace("3", "Three")
    if found.day == day.day:
        working.append(f"{name}: {said(found)}.")
    else:
        month = f"{found:%B}"
        working.append(f"{name}: no {day.day} {month}, so {short(found)}.")
    return found


def rolled(day: dt.date, calendar: Calendar, working: list[str]) -> dt.date:
    """The day, or the next working day; the working says why."""
    found = calendar.rolled(day)
    if found != day:
        working.append(f"{_why(day, found, calendar)}, so {said(found)}.")
    return provisional(found, working)


def brought_forward(day: dt.date, calendar: Calendar, working: list[str]) -> dt.date:
    """The day, or the working day before: of what is only aimed at, and may be done sooner; the working says why."""
    found, one = calendar.back(day), dt.timedelta(days=1)
    if found != day:
        working.append(f"{_why(found + one, day + one, calendar)}, so the working day before: {said(found)}.")
    return provisional(found, working)


def provisional(day: dt.date, working: list[str]) -> dt.date:
    """Say where the bank holidays of a year are not fixed yet."""
    if day.year > KNOWN_UNTIL:
        working.append(f"Bank holidays after {KNOWN_UNTIL} are provisional: look again when they are announced.")
    return day


def working_days(start: dt.date, number: int, calendar: Calendar, working: list[str], words: str = "") -> dt.date:
    """So many working days after a day; the working names the bank holidays passed over."""
    found = calendar.add(start, number)
    passed = [
        f"{short(day)} ({name})"
        for day in _days(start, found)
        if day.weekday() < _SATURDAY and (name := calendar.holiday(day))
    ]
    over = f", passing over {', '.join(passed)}" if passed else ""
    working.append(f"{words or f'{number} working days'} from the next working day{over}: {said(found)}.")
    return provisional(found, working)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans of days in order, overlapping ones made one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def in_order(*days: tuple[str, str, dt.date | None]) -> None:
    """Raise OutOfOrder where a day, given with its name and its words, is out of reach or before the first of them."""
    (_, begin, first), *rest = days
    for name, words, day in days:
        if day and day.year not in _REACH:
            text = (
                f"{words[:1].upper()}{words[1:]} ({day.isoformat()}) must be between {_REACH.start} and {_REACH.stop}"
            )
            raise OutOfOrder(name, text)
    for name, words, day in rest:
        if first and day and day < first:
            raise OutOfOrder(name, f"{words} ({said(day)}) cannot be before {begin} ({said(first)})")


def _why(day: dt.date, found: dt.date, calendar: Calendar) -> str:
    names = list(dict.fromkeys(filter(None, map(calendar.holiday, _span(day, found)))))
    weekend = any(one.weekday() >= _SATURDAY for one in _span(day, found))
    parts = (["Weekend"] if weekend else []) + ([f"bank holiday ({', '.join(names)})"] if names else [])
    text = " and ".join(parts)
    return text[:1].upper() + text[1:]


def _span(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """The days from the first to the one before the last."""
    return (first + dt.timedelta(days=n) for n in range((last - first).days))


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """The days after the first up to the last."""
    return (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
