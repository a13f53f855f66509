"""How a value reads, on screen, in a workbook and on paper alike."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from workbench.rules.periods import sentence

NOTHING = ""


class Shown(Protocol):
    """What display needs to know of a field."""

    @property
    def kind(self) -> str:
        """The kind's name."""

    def label_of(self, value: Any) -> str:
        """The label of one answer of a choice, the name of a linked record."""


def day(value: dt.date | None) -> str:
    """'Sun 22 Nov 2026', or nothing."""
    return f"{value:%a} {value.day} {value:%b %Y}" if value else NOTHING


def long_day(value: dt.date | None) -> str:
    """'Sunday 22 November 2026', as a letter says it, or nothing."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else NOTHING


def moment(value: str | dt.datetime | None) -> str:
    """'Sun 22 Nov 2026, 10:42' in this computer's time, from a UTC moment."""
    if not value:
        return NOTHING
    when = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    local = (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def one(singular: str) -> str:
    """'a place', 'an item withheld'."""
    return f"{'an' if singular[:1].lower() in 'aeiou' else 'a'} {singular}"


def count(number: int, one: str, many: str = "") -> str:
    """'1 line', '2,140 lines'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(octets: int) -> str:
    """'18 MB', rounded for a person."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if octets >= scale:
            return f"{octets / scale:.0f} {unit}"
    return f"{octets} bytes"


def show(field: Shown, value: Any) -> str:
    """The words of a field's value; nothing reads as an empty text."""
    if value is None or value == "":
        return NOTHING
    if field.kind in ("choice", "link"):
        return field.label_of(value)
    if field.kind == "day":
        return day(value)
    if field.kind == "moment":
        return moment(value)
    if field.kind == "yesno":
        return "Yes" if value else "No"
    if field.kind == "rule":
        return sentence(value)
    return str(value)
