"""A day that period words name themselves ("until 30 June 2031", "6 years from 1999")."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from workbench.rules.dayentry import MONTHS
from workbench.rules.rule import OTHER

_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEAD = r"^(?:the )?(?:(?:end|close) of )?(?:the )?(?:(?:calendar )?year )?"
_FORMS = tuple(
    re.compile(f"{_LEAD}{form}$")
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAME},? {_YEAR}",
        rf"{_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_NAME},? {_YEAR}",
        rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        _YEAR,
    )
)
_SHORT = [name[:3] for name in MONTHS]


@lru_cache(maxsize=4096)
def fixed_day(trigger: str) -> dt.date | None:
    """The day a trigger names; of a month or a year its last day, so that nothing goes early; None where two fit."""
    if not trigger.startswith(OTHER) or not trigger[-1].isdigit():
        return None
    words = trigger.removeprefix(OTHER).strip().casefold()
    found = next((found for form in _FORMS if (found := form.match(words))), None)
    if found is None:
        return None
    said = found.groupdict()
    month = _SHORT.index(said["name"]) + 1 if said.get("name") else int(said.get("month") or 12)
    day = int(said.get("day") or 0)
    year = int(said["year"])
    if not 1 <= month <= 12 or day > calendar.monthrange(year, month)[1]:
        return None
    either_way = "/" in words or "." in words or "-" in words[:4]
    if either_way and not said.get("name") and day <= 12 and day != month:
        return None
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])
