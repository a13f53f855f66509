"""What waits for the clerk: every open date and question of every register, soonest first."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench import clock
from workbench.display import count
from workbench.records.query import Order, Query, every
from workbench.records.record import Values, values_of
from workbench.register import Dated, Register, View
from workbench.registers.cases.shown import page_of
from workbench.rules.lateness import Left, asked_again, left
from workbench.workflows.cases import owed as cases

AHEAD = dt.timedelta(days=60)  # a day is told of this long before it comes
_LISTED = 50  # records whose day is near that have a line of their own; more are counted
_UNLISTED = "Their days come after those that stand here."
_DAY = dt.timedelta(days=1)
_EACH = 6  # records of a view that have a line of their own; more are counted


@dataclass(frozen=True)
class Due:
    """One thing to do: what, why this day, the day (None when no day is set), where it is done, how many records.

    Where it is done is a view of the register, or one `record` of it; or `page`, another place, which is told `about`.
    All records of a view are one thing to do together; `things` says how many where each is one of its own. `aims` says
    that the day is only aimed at: it is late after the `limit`, and never where there is none. `awaits` says that
    somebody else is waited for, who may be asked again from the day on.
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
    about: object = None
    things: int = 1
    limit: dt.date | None = None
    aims: bool = False
    awaits: bool = False

    def left(self, on: dt.date) -> Left | None:
        """How long is left on a day; None without a day."""
        if self.awaits:
            return asked_again(self.day, on)
        return left(self.day, self.limit, on) if self.aims else left(None, self.day, on)

    def days_left(self, on: dt.date) -> int | None:
        """Days from `on` to the limit; negative when late, None without a day."""
        found = self.left(on)
        return found.days if found else None

    def late(self, on: dt.date) -> bool:
        """Whether its limit has passed."""
        found = self.left(on)
        return bool(found and found.late)


def week_end(on: dt.date) -> dt.date:
    """The Sunday of that week."""
    return on + dt.timedelta(days=6 - on.weekday())


def month_end(on: dt.date) -> dt.date:
    """The last day of that month."""
    return (on.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def due(registers: tuple[Register, ...], on: dt.date) -> list[Due]:
    """Everything that waits in the open store on a day, soonest first, things without a day last."""
    waiting = ((register, view, number) for register in registers for view, number in register.waiting().parts)
    found = [item for register, view, number in waiting if number for item in _due(register, view, number)]
    found += [item for register in registers for view in register.waiting_views for item in _soon(register, view, on)]
    found += [item for register in registers for dated in register.dated for item in _near(register, dated, on)]
    found += _of_files({register.name: register for register in registers}, on)
    return sorted(found, key=lambda item: (item.day is None, item.day or on))


def known(registers: tuple[Register, ...]) -> list[Due]:
    """What is only to be known: nothing is to be done about it, and it waits for nobody."""
    counted = (
        (r, view, every(r.record, (), view=view.where).count()) for r in registers for view in r.views if view.told
    )
    return [
        Due(f"{_many(register, number)} {view.told}", view.why, None, register.name, register.icon, view.title, number)
        for register, view, number in counted
        if number
    ]


def _of_files(registers: Mapping[str, Register], on: dt.date) -> Iterator[Due]:
    """An entry for pictures to be saved, a file that waits for somebody, an action not done; very many are counted."""
    found = (*cases.unsaved(on, _LISTED), *cases.waiting(on, _LISTED), *cases.actions(on + AHEAD, _LISTED))
    for owed in found:
        if owed.register in registers:
            yield Due(
                owed.act,
                owed.reason,
                owed.day,
                owed.register,
                "hourglass" if owed.awaits else "list-checks",
                number=owed.more or 1,
                record=owed.case or None,
                page="" if owed.more else page_of(owed.register),
                about=(owed.case, *(owed.part or ())) if owed.case else None,
                things=owed.more or 1,
                limit=owed.limit,
                aims=owed.limit is not None,
                awaits=owed.awaits,
            )


def _due(register: Register, view: View, number: int) -> list[Due]:
    """One entry for all records of a view that wait for somebody, or one for each."""
    day = register.first_day(view)
    icon = register.icon if day else "circle-question-mark"
    if view.each and number <= _EACH:
        found = values_of(register.record, every(register.record, (), view=view.where).ids())
        names = {n: f"“{values[register.naming.name]}”" for n, values in found.items()}
        return [
            Due(view.act.format(name), view.why, day, register.name, register.icon, page=view.page, about=(n,))
            for n, name in names.items()
        ]
    act = view.act.format(_many(register, number))
    page = "" if view.each else view.page
    return [Due(act, view.why, day, register.name, icon, view.title, number, page=page, awaits=view.awaits)]


def _soon(register: Register, view: View, on: dt.date) -> Iterator[Due]:
    """An entry for the records of a view that will wait for somebody by that day, its week, its month, or later."""
    bounds = sorted({clock.today(), on, week_end(on), month_end(on), on + AHEAD})
    for after, until in pairwise(bounds) if view.soon else ():
        number, day = register.coming(view, after, until) if after >= clock.today() else (0, None)
        if number:
            act = view.act.format(_many(register, number))
            yield Due(act, view.soon, day, register.name, register.icon, number=number, page=view.page, about=until)


def _many(register: Register, number: int) -> str:
    return count(number, register.singular, register.plural)


def _near(register: Register, dated: Dated, on: dt.date) -> Iterator[Due]:
    """An entry for each record whose day is near or past, the soonest first; more than a list bears are counted."""
    wanted = _within(register, dated, dt.date.min, on + AHEAD)
    numbers = wanted.ids(_LISTED + 1)
    found = values_of(register.record, numbers[:_LISTED])
    for number in numbers[:_LISTED]:
        values = found[number]
        yield Due(
            dated.act,
            dated.why(values),
            values[dated.field.name],
            register.name,
            register.icon,
            record=number,
            page=dated.page,
            about=(number,) if dated.page else None,
            limit=values[dated.limit.name] if dated.limit else None,
            aims=dated.limit is not None,
        )
    if len(numbers) > _LISTED:
        yield from _more(register, dated, list(found.values()), on)


def _more(register: Register, dated: Dated, listed: list[Values], on: dt.date) -> Iterator[Due]:
    """Those that have no line: how many are late, how many come this week, this month and later."""
    ends = sorted({on - _DAY, week_end(on), month_end(on), on + AHEAD})
    over = dated.limit.is_null(False) & (dated.limit < on.isoformat()) if dated.limit else None
    there = _within(register, dated, dt.date.min, ends[-1]).spread(dated.field, ends, over)
    known = Counter((bisect_left(ends, values[dated.field.name]), _over(dated, values, on)) for values in listed)
    for place, late in sorted(there, key=lambda key: (key[0], not key[1])):
        number = there[place, late] - known[place, late]
        if number > 0:
            first = ends[place - 1] + _DAY if place else dt.date.min
            wanted = _within(register, dated, first, ends[place], over if late or over is None else ~over)
            skipped = known[place, late]
            yield _counting(register, dated, wanted.ids(skipped + 1)[skipped], number)


def _over(dated: Dated, values: Values, on: dt.date) -> bool:
    """Whether the limit of a record has passed."""
    limit = values[dated.limit.name] if dated.limit else None
    return limit is not None and limit < on


def _counting(register: Register, dated: Dated, first: int, number: int) -> Due:
    """One entry for several, with the days of the first of them."""
    values = values_of(register.record, [first])[first]
    return Due(
        f"{dated.act}: {count(number, 'more', 'more')}",
        _UNLISTED,
        values[dated.field.name],
        register.name,
        register.icon,
        number=number,
        things=number,
        limit=values[dated.limit.name] if dated.limit else None,
        aims=dated.limit is not None,
    )


def _within(register: Register, dated: Dated, first: dt.date, last: dt.date, besides: Any = None) -> Query:
    """The records whose day lies between two days, the soonest first; those of which a condition holds besides."""

    def near() -> Any:
        soon = (dated.field >= first.isoformat()) & (dated.field <= last.isoformat())
        soon = soon if besides is None else soon & besides
        return soon & dated.among() if dated.among else soon

    return every(register.record, (), order=(Order(dated.field.name),), view=near)
