"""The clock of a case, worked out of its days: what is stored beside them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench import clock, display
from workbench.records.record import Values
from workbench.register import Problem, within
from workbench.registers.cases.base import ANSWERED, CLOSED, RUNNING, Case


def reckon_request(values: Values) -> None:
    """The clock of a rights request."""
    _stand(values)


def reckon_complaint(values: Values) -> None:
    """The clock of a complaint."""
    _stand(values)


def _stand(values: Values) -> None:
    values["clock"] = CLOSED if values["closed_on"] else ANSWERED if values["answered"] else RUNNING


def days_problem(
    record: type[Case], values: Values, after: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Problem | None:
    """The first day that cannot be: one to come, one before receipt, or two in the wrong order."""
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
