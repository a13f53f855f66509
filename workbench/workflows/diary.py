"""What waits for the clerk: every open date and question of every register, soonest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import or_

from workbench.display import count
from workbench.records.query import every
from workbench.register import Register, View


@dataclass(frozen=True)
class Due:
    """One thing to do: what, why this day, the day (None when no day is set), and where it is done."""

    act: str
    reason: str
    day: dt.date | None
    register: str
    icon: str
    view: str = ""

    def days_left(self, on: dt.date) -> int | None:
        """Days from `on` to the day; negative when late, None without a day."""
        return (self.day - on).days if self.day else None


def due(registers: tuple[Register, ...], on: dt.date) -> list[Due]:
    """Everything that waits in the open store on a day, soonest first, things without a day last."""
    found = [item for register in registers for view in register.views if (item := _waiting(register, view))]
    return sorted(found, key=lambda item: (item.day is None, item.day or on))


def waiting(register: Register) -> int:
    """How many records of a register wait for somebody, in whichever view; each is counted once."""
    wanted = [view.where() for view in register.views if view.act and view.where]
    return every(register.record, (), view=lambda: reduce(or_, wanted)).count() if wanted else 0


def _waiting(register: Register, view: View) -> Due | None:
    """One entry for all records of a view that wait for somebody."""
    number = every(register.record, (), view=view.where).count() if view.act else 0
    if not number:
        return None
    act = view.act.format(count(number, register.singular, register.plural))
    return Due(act, view.why, None, register.name, "circle-question-mark", view.title)
