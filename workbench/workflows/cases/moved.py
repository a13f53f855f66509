"""Which open files got other dates because what they lean on changed, such as a one-off bank holiday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from workbench import display
from workbench.display import count
from workbench.records import history, record
from workbench.registers.cases.base import Case
from workbench.registers.cases.files import CASE_FILES

_NAMED = 2  # files named in a passing message


class Moved(NamedTuple):
    """One date of a file before and after, by its label; None where there is none. The reference names the file."""

    reference: str
    field: str
    old: dt.date | None
    new: dt.date | None

    def __str__(self) -> str:
        """'RR-2026/014: Limit Wed 9 Dec 2026 → Thu 10 Dec 2026'."""
        old, new = (display.day(day) or "none" for day in (self.old, self.new))
        return f"{self.reference}: {self.field} {old} → {new}"


def follow(register: str) -> list[str]:
    """The registers whose files are reckoned anew when records of this one change."""
    return [
        file.register.name
        for file in CASE_FILES
        if any(model.register_name == register for model in file.record.leans_on)
    ]


def moved_by(operation: int) -> list[Moved]:
    """The dates of files that an operation moved without anybody touching the file, in the order of the history."""
    records = {file.register.name: file.record for file in CASE_FILES}
    found = [e for e in history.of_operation(operation) if e.action == "reckon" and e.register in records]
    moved = []
    for entry in found:
        moved += _days(records[entry.register], entry.record, entry.before or {}, entry.after or {})
    return moved


def sentence(moved: Sequence[Moved]) -> str:
    """'3 open files have other dates', with the first of them; empty where none has."""
    files = list(dict.fromkeys(one.reference for one in moved))
    if not files:
        return ""
    have = count(len(files), "open file has", "open files have")
    named = "; ".join(str(one) for one in moved[:_NAMED])
    return f"{have} other dates. {named}{'; more in its history.' if len(moved) > _NAMED else '.'}"


def _days(model: type[Case], number: int, before: record.Values, after: record.Values) -> list[Moved]:
    stands = record.values_of(model, [number]).get(number)
    if stands is None:
        return []
    days = [f for f in record.meaning(model).fields if f.kind == "day" and f.derived]
    return [
        Moved(stands["reference"], f.label, f.python_value(before.get(f.name)), f.python_value(after.get(f.name)))
        for f in days
        if before.get(f.name) != after.get(f.name)
    ]
