"""The council's own days for complaints and requests: policy, not law. Setting them re-dates the open files at once."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

from workbench.errors import Plain
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.cases import calendar
from workbench.registers.cases.files import CASE_FILES
from workbench.rules.deadlines import rights
from workbench.rules.deadlines.complaints import ACKNOWLEDGEMENT, RECEIPT, Policy

LONGEST, LATEST_TARGET, LONGEST_COOLING = 365, 30, 72
_DATES = ("target", "due")


class Own(NamedTuple):
    """The days for complaints, the target for requests in days, and the cooling of closed files in months."""

    complaints: Policy
    target: int
    cooling: int


USUAL = Own(Policy(), rights.TARGET, calendar.USUAL_COOLING)


def own() -> Own:
    """What the council set; the usual where it set nothing."""
    return Own(calendar.policy(), calendar.request_target(), calendar.cooling())


def set_policy(store: Store, policy: Own) -> int:
    """Keep the council's days and re-date the open files, in one operation; how many got other dates.

    Plain where a number cannot be.
    """
    if why := wrong(policy):
        raise Plain(f"{why}. Nothing was changed.")
    with store.operation("Set the days for complaints and requests", "setting") as operation:
        store.set_setting(calendar.POLICY, dataclasses.asdict(policy.complaints))
        store.set_setting(calendar.TARGET, policy.target)
        store.set_setting(calendar.COOLING, policy.cooling)
        return redate(operation.id)


def redate(operation: int) -> int:
    """Work out the dates of the open files anew, inside the caller's operation; how many moved."""
    moved = 0
    for file in CASE_FILES:
        model: Any = file.record
        before = dict(_dates(model))
        record.change(model, {number: {} for number in before}, operation, "reckon")
        moved += sum(before[number] != dates for number, dates in _dates(model))
    return moved


def wrong(policy: Own) -> str:
    """What cannot be in words without a full stop; nothing where all is well."""
    days = [value for value in dataclasses.astuple(policy.complaints) if type(value) is int]
    if any(not 0 < number <= LONGEST for number in days):
        return f"Days are from 1 to {LONGEST}"
    if policy.complaints.counted_from not in (RECEIPT, ACKNOWLEDGEMENT):
        return "Choose from when the days are counted"
    if not 0 < policy.target <= LATEST_TARGET:
        return f"The target for requests is from 1 to {LATEST_TARGET} days, for the law gives a month"
    if not 0 <= policy.cooling <= LONGEST_COOLING:
        return f"The months after closing are from 0 to {LONGEST_COOLING}"
    return ""


def _dates(model: Any) -> list[tuple[int, tuple[Any, ...]]]:
    """The ids of the open files with their dates."""
    fields = [getattr(model, name) for name in _DATES]
    rows = model.select(model.id, *fields).where(model.leaning()).tuples()
    return [(number, tuple(dates)) for number, *dates in rows]
