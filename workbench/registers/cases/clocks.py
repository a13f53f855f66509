"""The clock of a case, worked out of its days: what is stored beside them, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from workbench import clock, display
from workbench.records.record import Values
from workbench.register import Problem, within
from workbench.registers.cases import calendar
from workbench.registers.cases.base import ANSWERED, CLOSED, RUNNING, STOPPED, WAITING, Case
from workbench.rules.deadlines import complaints, rights
from workbench.rules.deadlines.deadline import Deadline, OutOfOrder
from workbench.rules.workingdays import Calendar

PROMPT = 30  # days between looks at a data protection complaint that is acknowledged: policy (law reference 2)


_RIGHTS = {"access": "sar"}  # the others are called alike in the law's clocks


def reckon_request(values: Values) -> None:
    """The clock of a rights request; days that cannot be give none, and the register's checks say why."""
    _nothing(values)
    if values["received"] is None:
        return
    request = rights.Request(
        values["received"],
        values["identity_asked"],
        values["identity_seen"],
        values["authority_asked"],
        values["authority_seen"],
        values["fee_asked"],
        values["fee_paid"],
        _pairs(values),
        bool(values["extended"] and values["extension_told"]),
        values["extension_told"],
    )
    try:
        found = _right(
            _RIGHTS.get(values["right"], values["right"] or "sar"), request, calendar.own(), calendar.request_target()
        )
    except (OutOfOrder, KeyError):
        return
    _fill(values, found)
    if values["extended"] and not values["extension_told"]:
        values["working"] += "\nTwo more months count only once the person has been told: enter the day."


@lru_cache(maxsize=20_000)
def _right(kind: str, request: rights.Request, here: Calendar, target: int) -> Deadline:
    """Many requests come on one day."""
    return rights.right(kind, request, here, target)


@lru_cache(maxsize=20_000)
def _complaint(steps: complaints.Steps, here: Calendar, policy: complaints.Policy) -> Deadline:
    """Many complaints have the same days."""
    return complaints.complaint(steps, here, policy)


def reckon_complaint(values: Values) -> None:
    """The clock of a complaint: the council's policy, the law's thirty days where personal data is in question."""
    _nothing(values)
    if values["received"] is None:
        return
    here, policy = calendar.own(), calendar.policy()
    steps = complaints.Steps(
        values["received"],
        values["acknowledged"],
        values["stage1_on"],
        values["escalated"],
        values["stage2_ack"],
        values["stage2_on"],
    )
    try:
        own = _complaint(steps, here, policy)
    except OutOfOrder:
        return
    data = complaints.data_complaint(values["received"], here) if _about_data(values) else None
    if values["kind"] == "data" and data is not None:
        _fill(values, data)
        _after_acknowledging(values, data)
        return
    _fill(values, own)
    if values["extended_to"] and own.due == own.others["stage1"]:
        values["due"] = max(values["due"], values["extended_to"])
        values["working"] += f"\nPut off until {display.day(values['extended_to'])}."
    if data is not None and data.due is not None:
        values["working"] += "\n" + "\n".join(data.working)
        values["basis"] = f"{own.basis}; {data.basis}"
        if values["acknowledged"] is None:
            values["acknowledge_by"] = min(own.acknowledge or data.due, data.due)
    if values["stage"] in _NO_STAGES:
        values["due"] = values["target"] = None
        values["clock"] = _stands(values, RUNNING)


_NO_STAGES = ("referred",)


def _about_data(values: Values) -> bool:
    return bool(values["kind"] == "data" or values["about_data"])


def _after_acknowledging(values: Values, data: Deadline) -> None:
    """Once acknowledged, no day is fixed: a look every thirty days keeps the outcome from being forgotten."""
    if values["acknowledged"] is None or data.due is None:
        return
    since = max(values["progress_on"] or values["acknowledged"], values["acknowledged"])
    values["target"] = values["due"] = since + dt.timedelta(days=PROMPT)
    values["working"] += f"\nAcknowledged. Tell of the progress or the outcome by {display.day(values['due'])}: policy."


def _nothing(values: Values) -> None:
    values["started"] = values["target"] = values["due"] = values["acknowledge_by"] = None
    values["working"] = values["basis"] = ""
    values["clock"] = _stands(values, RUNNING)


def _fill(values: Values, found: Deadline) -> None:
    values["started"], values["due"], values["target"] = found.start, found.due, found.target
    values["acknowledge_by"] = found.acknowledge
    values["working"], values["basis"] = "\n".join(found.working), found.basis
    values["clock"] = _stands(values, _CLOCKS[found.stands])


_CLOCKS = {"running": RUNNING, "waiting": WAITING, "stopped": STOPPED, "no limit": RUNNING}


def _stands(values: Values, otherwise: str) -> str:
    if values["closed_on"]:
        return CLOSED
    return ANSWERED if values["answered"] else otherwise


def _pairs(values: Values) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """The days on which it was asked what is wanted and answered; None while it was not."""
    earlier = [tuple(line.split("/", 1)) for line in values["clarified"].splitlines() if "/" in line]
    found = [(day, answer) for asked, told in earlier if (day := _day(asked)) and (answer := _day(told))]
    now = [(values["clarify_asked"], values["clarify_answered"])] if values["clarify_asked"] else []
    return (*found, *now)


def stopped(values: Values) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """The times in which the clock of a request stood still: from, and to (None while it stands)."""
    kind = values.get("right")
    return _pairs(values) if kind and _RIGHTS.get(kind, kind) in rights.PAUSED else ()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def days_problem(
    record: type[Case], values: Values, after: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Problem | None:
    """The first day that cannot be: one to come, one before receipt, or two in the wrong order."""
    values = {name: day for name, day in values.items() if isinstance(day, dt.date)}  # a sheet may give others
    received, fields = values.get("received"), {name: getattr(record, name) for name in after}
    if received and received > clock.today():
        return Problem(
            "received", f"Received on must be today or in the past. {display.day(received)} is still to come"
        )
    for name, field in fields.items():
        if day := values.get(name):
            if day > clock.today():
                return Problem(name, f"{field.label} must be today or in the past. {display.day(day)} is still to come")
            if received and day < received:
                return Problem(name, f"{field.label} cannot be before it was received, {display.day(received)}")
    for first, second in pairs:
        if (early := values.get(first)) and (late := values.get(second)) and late < early:
            label, before = getattr(record, second).label, getattr(record, first).label
            return Problem(second, f"{label} cannot be before {display.day(early)}, {within(before)}")
    return None


def why(values: Values) -> str:
    """Why a case stands on Home, without anybody's name: its reference, what comes next and the limit."""
    limit = f"Limit {display.day(values['due'])}." if values["due"] else ""
    parts: list[Any] = [values["reference"], values["next_step"]]
    return f"{': '.join(p for p in parts if p)}. {limit}".strip()
