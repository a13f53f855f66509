"""Days that come round as a calendar file (.ics, RFC 5545), for Outlook, Thunderbird and telephones alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import workbench
from workbench.saving import saved_as

_MOST = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_EVERY = {
    "daily": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "six_monthly": "FREQ=MONTHLY;INTERVAL=6",
    "yearly": "FREQ=YEARLY",
}
_SATURDAY = 5


@dataclass(frozen=True)
class Event:
    """A whole day that comes round: its name for ever, what is to be done, the first day, how often, a longer word."""

    uid: str
    summary: str
    first: dt.date
    rhythm: str
    description: str = ""


def write_calendar(name: str, events: Sequence[Event], made: dt.datetime, path: Path) -> int:
    """Write the events; how many. `made` is a moment with its zone. Raises errors.Plain where it cannot be written."""
    with saved_as(path, "calendar file") as unfinished:
        unfinished.write_bytes(calendar(name, events, made))
    return len(events)


def calendar(name: str, events: Sequence[Event], made: dt.datetime) -> bytes:
    """The file's octets."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Governance Workbench//{workbench.__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    )
    lines = (*head, *(line for event in events for line in _event(event, made)), "END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """A line in parts of at most 75 octets, never cut inside a letter; each further part begins with a space."""
    parts, room = [b""], _MOST
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = _MOST - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"


def _event(event: Event, made: dt.datetime) -> Iterator[str]:
    first = _working(event.first) if event.rhythm == "daily" else event.first
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{made.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{first + dt.timedelta(days=1):%Y%m%d}"
    if event.rhythm in _EVERY:
        yield f"RRULE:{_EVERY[event.rhythm]}{_short_months(event.rhythm, first)}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _short_months(rhythm: str, first: dt.date) -> str:
    """On the 29th to the 31st: the last day there is in a month that has no such day, which would else be left out."""
    if first.day <= 28 or rhythm not in ("monthly", "quarterly", "six_monthly", "yearly"):
        return ""
    month = ""
    if rhythm == "yearly":
        if (first.month, first.day) != (2, 29):
            return ""
        month = ";BYMONTH=2"
    return f"{month};BYMONTHDAY={','.join(map(str, range(28, first.day + 1)))};BYSETPOS=-1"


def _working(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day if day.weekday() < _SATURDAY else day + dt.timedelta(days=7 - day.weekday())


def _text(words: str) -> str:
    return "".join(c for c in words.translate(_ESCAPED) if c.isprintable())
