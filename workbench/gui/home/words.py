"""The words of Home: the answer as a heading, the groups of what is due, and how many days are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workbench import display
from workbench.gui.widgets.chips import Chip
from workbench.register import wait_for_answer, within
from workbench.workflows.diary import AHEAD, Due, month_end, week_end

TARGET = "Target"
THIS_WEEK, PASSED, WAITING = "This week", "Target passed", "Waiting for somebody"
_NUMBERS = ("Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class Group:
    """A heading of the list with its items; `late` marks what is overdue."""

    title: str
    note: str
    items: tuple[Due, ...]
    late: bool = False


def groups(items: Sequence[Due], today: dt.date, known: Sequence[Due] = ()) -> list[Group]:
    """Overdue, past its target, this week, this month, to be answered, later, on hold; empty groups are left out."""
    sunday, last = week_end(today), month_end(today)
    soon = max(sunday, last)
    ours = tuple(i for i in items if not i.awaits)
    made = [
        Group("Overdue", "", tuple(i for i in items if i.late(today)), late=True),
        Group(PASSED, "not late yet", tuple(i for i in items if _passed(i, today))),
        Group(THIS_WEEK, f"to {_short(sunday)}", tuple(i for i in ours if i.day and today <= i.day <= sunday)),
        Group("This month", f"to {_short(last)}", tuple(i for i in ours if i.day and sunday < i.day <= soon)),
        Group(WAITING, "nothing is late", tuple(i for i in items if i.awaits)),
        Group("To be answered", "when you have time", tuple(i for i in ours if not i.day)),
        Group("Later", f"next {AHEAD.days} days", tuple(i for i in ours if i.day and i.day > soon)),
        Group("On hold", "", tuple(known)),
    ]
    return [group for group in made if group.items]


def heading(items: Sequence[Due], today: dt.date) -> str:
    """'Two things are late, one is past its target, three are due this week'."""
    sunday = week_end(today)
    late = sum(i.things for i in items if i.late(today))
    passed = sum(i.things for i in items if _passed(i, today))
    week = sum(i.things for i in items if i.day and today <= i.day <= sunday and not i.awaits)
    said = (
        f"{_things(late)} late" if late else "Nothing is late" if passed or week else "",
        f"{_number(passed).lower()} {'is past its target' if passed == 1 else 'are past their targets'}" * bool(passed),
        f"{_number(week).lower()} {_is(week)} due this week" if week else "",
    )
    if any(said):
        return ", ".join(filter(None, said))
    following = min((i.day for i in items if i.day and i.day >= today), default=None)
    if following:
        return f"Nothing is late. Next: {display.day(following)}"
    if silent := sum(item.number for item in items if item.awaits):
        return f"Nothing is late, {_number(silent).lower()} {'waits' if silent == 1 else 'wait'} for somebody"
    waiting = wait_for_answer(sum(item.number for item in items))
    return f"Nothing is late, {waiting}" if waiting else "Nothing is late, nothing waits"


def chip(item: Due, today: dt.date, *, this_week: bool) -> Chip | None:
    """How long is left, as a chip; nothing where there is no day."""
    left = item.left(today)
    if left is None:
        return None
    if left.late:
        return Chip(left.short, "circle-alert", "red")
    now = this_week or left.passed or (item.awaits and left.days <= 0)
    return Chip(left.short, "clock", "amber") if now else Chip(left.short, "calendar")


def days(item: Due) -> tuple[str, ...]:
    """The day by which it is listed, named where it is only aimed at, and then the limit that is counted to."""
    if item.day is None:
        return ()
    if not item.aims or item.limit == item.day:
        return (display.day(item.day),)
    aimed = f"{TARGET} {display.day(item.day)}"
    return (aimed, f"Limit {display.day(item.limit)}") if item.limit else (aimed,)


def spoken(item: Due, group: str, today: dt.date) -> str:
    """The whole row as a sentence for a screen reader."""
    left, named = item.left(today), days(item)
    plain = named == (display.day(item.day),)
    when = f"{'ask again' if item.awaits else 'due'} {named[0]}" if plain else ", ".join(map(within, named))
    how = f", {left.short.lower()}" if left else ""
    return f"{group}. {item.act}, {when or 'no date'}{how}. {item.reason}"


def _passed(item: Due, today: dt.date) -> bool:
    """Whether the day it was aimed at has passed, and its limit has not."""
    left = item.left(today)
    return bool(left and left.passed)


def _things(count: int) -> str:
    return f"{_number(count)} {'thing' if count == 1 else 'things'} {_is(count)}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _short(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
