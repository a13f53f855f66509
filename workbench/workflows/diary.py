"""What waits for the clerk: every open date and question of every register, soonest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workbench.display import count
from workbench.records.query import every
from workbench.records.record import values_of
from workbench.register import Dated, Register, View

AHEAD = dt.timedelta(days=60)  # a day is told of this long before it comes


@dataclass(frozen=True)
class Due:
    """One thing to do: what, why this day, the day (None when no day is set), where it is done, how many records.

    Where it is done is a view of the register, or one `record` of it; or `page`, another place.
    """

    act: str
    reason: str
    day: dt.date | None
    register: str
    icon: str
    view: str = ""
    number: int = 1
    record: int | None = None
    page: str = ""

    def days_left(self, on: dt.date) -> int | None:
        """Days from `on` to the day; negative when late, None without a day."""
        return (self.day - on).days if self.day else None


def due(registers: tuple[Register, ...], on: dt.date) -> list[Due]:
    """Everything that waits in the open store on a day, soonest first, things without a day last."""
    waiting = ((register, view, number) for register in registers for view, number in register.waiting().parts)
    found = [_due(register, view, number) for register, view, number in waiting if number]
    found += [item for register in registers for dated in register.dated for item in _near(register, dated, on)]
    return sorted(found, key=lambda item: (item.day is None, item.day or on))


def _due(register: Register, view: View, number: int) -> Due:
    """One entry for all records of a view that wait for somebody."""
    act = view.act.format(count(number, register.singular, register.plural))
    day = register.first_day(view)
    icon = register.icon if day else "circle-question-mark"
    return Due(act, view.why, day, register.name, icon, view.title, number, page=view.page)


def _near(register: Register, dated: Dated, on: dt.date) -> list[Due]:
    """An entry for each record whose day is near or past."""

    def near() -> Any:
        soon = dated.field <= (on + AHEAD).isoformat()
        return soon & dated.among() if dated.among else soon

    numbers = every(register.record, (), view=near).ids()
    name = dated.field.name
    return [
        Due(dated.act, dated.why(values), values[name], register.name, register.icon, record=number)
        for number, values in values_of(register.record, numbers).items()
    ]
