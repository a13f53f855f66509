"""What got other dates because something else changed: open files by a bank holiday, holdings by their rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from workbench import display
from workbench.display import count
from workbench.records import history, record
from workbench.records.fields import links_to
from workbench.records.record import Record
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.holdings import REGISTER as HOLDINGS
from workbench.registers.holdings import Holding

MOST = 20  # dates that are listed; of more it is said how many
_NAMED = 2  # of them in a passing message


class _Follower(NamedTuple):
    """A kind of record whose dates follow others: the field that names it, and what one and several are called."""

    record: type[Record]
    name: str
    one: str
    many: str


_FOLLOWERS = {
    **{f.register.name: _Follower(f.record, "reference", "open file", "open files") for f in CASE_FILES},
    Holding.register_name: _Follower(Holding, "description", HOLDINGS.singular, HOLDINGS.plural),
}


class Moved(NamedTuple):
    """One date before and after, by its label; None where there is none. The reference names the file or holding."""

    reference: str
    field: str
    old: dt.date | None
    new: dt.date | None
    kind: str = "open files"

    def __str__(self) -> str:
        """'RR-2026/014: Limit Wed 9 Dec 2026 → Thu 10 Dec 2026'."""
        old, new = (display.day(day) or "none" for day in (self.old, self.new))
        return f"{self.reference}: {self.field} {old} → {new}"


def follow(register: str) -> list[str]:
    """The registers whose records are reckoned anew when records of this one change."""
    return [
        name
        for name, kind in _FOLLOWERS.items()
        if any(model.register_name == register for model in kind.record.leans_on) or _linked(kind.record, register)
    ]


def moved_by(operation: int, most: int = MOST) -> list[Moved]:
    """The first of the dates that an operation moved without anybody touching them, in the order of the history."""
    found = [e for e in history.followed(operation, most) if e.register in _FOLLOWERS]
    moved: list[Moved] = []
    for register in dict.fromkeys(entry.register for entry in found):
        mine = [entry for entry in found if entry.register == register]
        stand = record.values_of(_FOLLOWERS[register].record, [entry.record for entry in mine])
        for entry in mine:
            if (values := stand.get(entry.record)) is not None:
                moved += _days(_FOLLOWERS[register], values, entry.before or {}, entry.after or {})
    return moved


def listed(operation: int) -> list[str]:
    """The dates an operation moved, a line each; where they are many, how many records were worked out anew."""
    lines = [str(one) for one in moved_by(operation)]
    return [*lines[:MOST], f"{_anew(operation)}."] if _many(operation) else lines


def sentence(operation: int) -> str:
    """'3 open files have other dates', with the first of them; empty where none has."""
    moved = moved_by(operation)
    if not moved:
        return ""
    have = _anew(operation) if _many(operation) else f"{_named(moved)} other dates"
    named = "; ".join(str(one) for one in moved[:_NAMED])
    return f"{have}. {named}{'; more in its history.' if len(moved) > _NAMED else '.'}"


def _named(moved: Sequence[Moved]) -> str:
    """'2 open files have': how many records of each kind."""
    kinds = {kind.many: kind.one for kind in _FOLLOWERS.values()}
    found = {many: len({one.reference for one in moved if one.kind == many}) for many in kinds}
    return ", ".join(count(n, f"{kinds[many]} has", f"{many} have") for many, n in found.items() if n)


def _anew(operation: int) -> str:
    """'4,000 holdings were worked out anew': of so many, nobody counts which dates differ."""
    counted = history.followed_counts(operation)
    said = [count(n, k.one, k.many) for r, n in counted.items() if (k := _FOLLOWERS.get(r))]
    return f"{', '.join(said)} were worked out anew"


def _many(operation: int) -> bool:
    return sum(n for register, n in history.followed_counts(operation).items() if register in _FOLLOWERS) > MOST


def _linked(model: type[Record], register: str) -> bool:
    """Whether records of a model take their dates from a register by a link."""
    fields: Sequence[Any] = record.meaning(model).fields
    to = {field.to.model for field in fields if field.kind == "link" and model is Holding}
    return any(other.register_name == register and links_to(other) for other in to)


def _days(kind: _Follower, stands: record.Values, before: record.Values, after: record.Values) -> list[Moved]:
    days = [f for f in record.meaning(kind.record).fields if f.kind == "day" and f.derived]
    both = [(f.label, f.python_value(before.get(f.name)), f.python_value(after.get(f.name))) for f in days]
    return [Moved(stands[kind.name], label, old, new, kind.many) for label, old, new in both if old != new]
