"""Pictures that a camera took: which lines of the schedule keep them, and when the recorder writes over them."""

from __future__ import annotations

import datetime as dt
import re

from workbench import display
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.reckoning import add
from workbench.rules.rule import Kind, Length

_CAMERA = re.compile(r"\bcctv\b|\bfootage\b|\bcamera pictures\b", re.IGNORECASE)


def lines() -> dict[int, Values]:
    """The lines of the schedule that keep pictures of cameras."""
    known = record.values_of(ScheduleLine, every(ScheduleLine, ()).ids())
    return {number: line for number, line in known.items() if _CAMERA.search(line["record_series"])}


def kept() -> Length | None:
    """How long the recorder keeps pictures by the schedule; the shortest time where several lines say one."""
    rules = [line["rule"] for line in lines().values() if line["rule"] and line["rule"].kind is Kind.ROLLING]
    return min((rule.length for rule in rules if rule.length), key=Length.in_days, default=None)


def gone_on(taken: dt.date | None, length: Length | None) -> dt.date | None:
    """The day from which pictures of a day are overwritten; None where nothing says it."""
    return add(taken, length) if taken and length else None


def saved(values: Values) -> bool:
    """Whether it is settled what became of the pictures: saved, or why they could not be."""
    return bool(values["pictures_saved"] or values["pictures_lost"])


def of_day(values: Values) -> str:
    """'the pictures of Mon 2 Nov 2026'."""
    return f"the pictures of {display.day(values['pictures_on'])}" if values["pictures_on"] else "the pictures"


def warned(values: Values, today: dt.date) -> str:
    """What is said until they are saved: what to do now, and until when it can be done."""
    return "" if saved(values) else f"Save {of_day(values)} now: {overwritten(values, today, kept())}"


def overwritten(values: Values, today: dt.date, length: Length | None) -> str:
    """'they are overwritten after 30 days, on Wed 2 Dec 2026.'"""
    day = gone_on(values["pictures_on"], length)
    if length is None:
        return "the recorder writes over them. Nothing in the schedule says when."
    if day is None:
        return f"they are overwritten after {length}. Enter the day of the pictures to see when."
    if day < today:
        return f"they were overwritten after {length}, on {display.day(day)}, by the schedule. Look at once."
    return f"they are overwritten after {length}, on {display.day(day)}."
