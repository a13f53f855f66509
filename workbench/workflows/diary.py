"""What waits for the clerk: every open date and question of every register, soonest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.display import count
from workbench.register import Register, View


@dataclass(frozen=True)
class Due:
    """One thing to do: what, why this day, the day (None when no day is set), where it is done, how many records.

    `page` is the place where they are answered, if not the register itself.
    """

    act: str
    reason: str
    day: dt.date | None
    register: str
    icon: str
    view: str = ""
    number: int = 1
    page: str = ""

    def days_left(self, on: dt.date) -> int | None:
        """Days from `on` to the day; negative when late, None without a day."""
        return (self.day - on).days if self.day else None


def due(registers: tuple[Register, ...], on: dt.date) -> list[Due]:
    """Everything that waits in the open store on a day, soonest first, things without a day last."""
    waiting = ((register, view, number) for register in registers for view, number in register.waiting().parts)
    found = [_due(register, view, number) for register, view, number in waiting if number]
    return sorted(found, key=lambda item: (item.day is None, item.day or on))


def _due(register: Register, view: View, number: int) -> Due:
    """One entry for all records of a view that wait for somebody."""
    act = view.act.format(count(number, register.singular, register.plural))
    day = register.first_day(view)
    icon = register.icon if day else "circle-question-mark"
    return Due(act, view.why, day, register.name, icon, view.title, number, view.page)
