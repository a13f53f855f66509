"""The past of the sample council: a register adopted twice by minute, changed after each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbench import clock
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import Line, Register
from workbench.workflows import adopting

COMMITTEE = "Finance and general purposes committee"
_TUESDAY = 1
_FIRST, _SECOND = 690, 325  # days since each meeting; a year after the second its review is near
_REVIEW = dt.timedelta(days=365)
_BETWEEN: Mapping[str, Mapping[str, str]] = {
    "A04": {"period_text": "6 years"},
    "A12": {"period_text": "5 years"},
}
_SINCE: Mapping[str, Mapping[str, str]] = {
    "A03": {"period_text": "6 months", "trigger_text": "date of the meeting"},
    "A08": {"disposal_text": "Clerk to shred every April"},
}
_TAKEN_OUT = "A05"
_NEW = {
    "reference": "A13",
    "service": "Council and democracy",
    "section": "Meetings",
    "record_series": "Live streams of meetings",
    "activity": "Letting residents follow a meeting from home",
    "period_text": "6 months",
    "trigger_text": "date of the meeting",
    "disposal_text": "Delete",
}


def adopt_twice(store: Store, register: Register) -> None:
    """Adopt what stands, change it, adopt it again, and leave a few changes for the next version."""
    _adopt(store, register, _FIRST, "114")
    _change(store, register, _BETWEEN)
    _adopt(store, register, _SECOND, "045")
    _change(store, register, _SINCE)
    with store.operation(f"Add {register.singular}", "edit") as operation:
        record.add(register.record, [_read(register, _NEW)], operation.id)
    with store.operation(f"Remove {register.singular}", "edit") as operation:
        record.remove(register.record, [_by_reference(register)[_TAKEN_OUT]], operation.id)


def _adopt(store: Store, register: Register, days: int, number: str) -> None:
    day = clock.today() - dt.timedelta(days=days)
    day -= dt.timedelta(days=(day.weekday() - _TUESDAY) % 7)
    decision = {
        "adopted_on": day,
        "minute": f"{day:%y}/{number}",
        "adopted_by": COMMITTEE,
        "next_review": day + _REVIEW,
    }
    adopting.adopt(store, register, decision)


def _change(store: Store, register: Register, wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Other words for some lines, read anew as the window reads them."""
    ids = _by_reference(register)
    kept = record.values_of(register.record, [ids[reference] for reference in wanted])
    changes = {ids[ref]: _read(register, {**kept[ids[ref]], **words}, words) for ref, words in wanted.items()}
    with store.operation(f"Change {register.plural}", "edit") as operation:
        record.change(register.record, changes, operation.id)


def _read(register: Register, values: Mapping[str, Any], words: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The words given with what they mean."""
    assert register.understand is not None
    texts = {field.name: values.get(field.name) or "" for field in register.fields if field.name not in register.typed}
    return {**(values if words is None else words), **register.understand(Line(texts)).values}


def _by_reference(register: Register) -> dict[str, int]:
    """The id of each record by its reference."""
    field = register.by_name["reference"]
    return {row.values[0]: row.id for row in every(register.record, (field,)).rows()}
