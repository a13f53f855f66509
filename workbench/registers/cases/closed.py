"""A closed file stays as it was answered until it is opened again: one rule for whoever changes it, and wherever.

A sheet that is taken in goes by a rule of its own: what it changes is shown before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases.base import Case

# What goes on after the closing: who may open it, who deals with it, how long it is kept, and the look that is taken
# again at a decision about a person.
_GOES_ON = frozenset(
    ("readers", "named", "handler", "series", "notes", "vexatious", "vexatious_by", "vexatious_review")
)
TITLE = "The file is closed: its answers stay as they are"
HOW = (
    "To change one, open the file (Enter in the table) and open it again there (Ctrl+Shift+O), with the reason. Boxes "
    "that can be typed in may be changed all the same."
)


def stays(register: Register, name: str, values: Values) -> str:
    """Why a person may not change a field of a record with these values, in a sentence; empty where it may be."""
    fixed = is_closed(register, values) and name not in _GOES_ON
    return "The file is closed, so this stays as it is until the file is opened again." if fixed else ""


def is_closed(register: Register, values: Values) -> bool:
    """Whether a record with these values is a closed file."""
    return issubclass(register.record, Case) and values.get("closed_on") is not None


def problems(register: Register, before: Values, changes: Mapping[str, Any]) -> list[Problem]:
    """What stands in the way of a person's changing a record so: what stays as it is, else what does not fit."""
    return refused(register, before, changes) or register.problems({**before, **changes})


def refused(register: Register, before: Values, changes: Mapping[str, Any]) -> list[Problem]:
    """Those of some changes to a record that are none of a person's to make, for the file is closed."""
    moved = [name for name, value in changes.items() if value != before.get(name) and stays(register, name, before)]
    return [_refused(register, name) for name in moved]


def _refused(register: Register, name: str) -> Problem:
    again = "Open the file again first (Ctrl+Shift+O on its page), with the reason"
    return Problem(name, f"“{register.by_name[name].label}” stays as it is, for the file is closed. {again}")
