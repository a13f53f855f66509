"""The routine checks of an officer as a calendar file: what is looked at and how often, and nobody's name."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.exchange.calendarfile import Event, write_calendar
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.store import Store
from workbench.registers.checks import OPEN, REGISTER, Check

NOBODY = "Nobody named"
_WHAT = (
    "Look whether anything is due. Then open the Governance Workbench, choose “Answer the checks” (Ctrl+J), and enter "
    "how many were destroyed, or that nothing was due. Nothing due is an answer too."
)


def officers() -> list[str]:
    """The officers with a check that is open, as the schedule names them; last those of which it names none."""
    rows: Any = Check.select(Check.officer).where(Check.answer == OPEN, Check.removed.is_null()).distinct().tuples()
    return sorted({name or NOBODY for (name,) in rows}, key=lambda name: (name == NOBODY, name.casefold()))


def events(store: Store, officer: str = "") -> list[Event]:
    """An event for each open check of an officer, of all where none is named. Plain where there is no such officer.

    The officer is named in none of them: a schedule may name a person, and calendars are shared.
    """
    known = {name.casefold(): name for name in officers()}
    if officer and officer.casefold() not in known:
        there = f"There are: {', '.join(known.values())}." if known else "No check is open."
        raise Plain(f"No check is open for an officer called “{officer}”. {there} Nothing was written.")
    waiting = every(Check, (), view=lambda: Check.answer == OPEN, order=(Order("due_on"),))
    mark = hashlib.sha256(store.store_id.encode()).hexdigest()[:16]
    found = record.values_of(Check, waiting.ids()).values()
    return [
        Event(
            f"{REGISTER.name}-{values['series']}-{mark}@governance-workbench.invalid",
            f"{REGISTER.singular.capitalize()}: {values['what']}",
            values["due_on"],
            values["rhythm"],
            f"{Check.rhythm.label_of(values['rhythm'])}. {_WHAT}",
        )
        for values in found
        if not officer or (values["officer"] or NOBODY).casefold() == officer.casefold()
    ]


def write(store: Store, path: Path, officer: str = "") -> int:
    """Write the calendar file of an officer's checks, of all where none is named; how many events it holds."""
    return write_calendar(f"{REGISTER.title}, {store.council.name}", events(store, officer), clock.now(), path)
