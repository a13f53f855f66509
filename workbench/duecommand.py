"""The command "due": what waits, and each holding, check and batch that is meant."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench import display
from workbench.registers import REGISTERS
from workbench.terminal import say, show_json, show_table
from workbench.workflows import diary, looking
from workbench.workflows.diary import Due

_PARTS = (
    ("holding", "Holdings due", ("No.", "Holding", "Record series", "May go from", "Dispose by", "Stands in the way")),
    ("check", "Checks due", ("No.", "Check", "Officer", "Due on", "Stands in the way")),
    ("batch", "Batches that wait", ("No.", "Batch", "Standing", "Holdings")),
)


def show(day: dt.date, *, as_json: bool) -> None:
    """Say what waits on a day; as one object, or as tables."""
    waiting, items = diary.due(REGISTERS, day), list(looking.items(day))
    if as_json:
        due = [
            {
                "what": d.act,
                "why": d.reason,
                "day": d.day,
                "limit": _limit(d),
                "days_left": d.days_left(day),
                "late": d.late(day),
                "register": d.register,
            }
            for d in waiting
        ]
        show_json({"on": day, "due": due, "items": items})
        return
    if not (waiting or items):
        say("Nothing waits to be done.")
        return
    show_table(("Day", "Limit", "Left", "What", "Why"), [_cells(item, day) for item in waiting])
    for kind, title, headings in _PARTS:
        if rows := [_row(item) for item in items if item["kind"] == kind]:
            say(f"\n{title}")
            show_table(headings, rows)


def _cells(due: Due, on: dt.date) -> tuple[str, ...]:
    """The cells of one line of Home."""
    left = due.left(on)
    return (display.day(due.day), display.day(_limit(due)), left.short if left else "", due.act, due.reason)


def _limit(due: Due) -> dt.date | None:
    """The day that is counted to, and after which it is late; none where somebody else is waited for."""
    return None if due.awaits else due.limit if due.aims else due.day


def _row(item: dict[str, Any]) -> tuple[str, ...]:
    """The cells of one line, under the headings of its kind."""
    front = (str(item["number"]), item["description"])
    if item["kind"] == "batch":
        return (*front, item["waits_for"], f"{item['items']:,}")
    if item["kind"] == "check":
        return (*front, item["officer"], display.day(item["due_on"]), item["stops"])
    dates = (display.day(item["eligible_from"]), display.day(item["dispose_by"]))
    return (*front, item["series"], *dates, item["stops"])
