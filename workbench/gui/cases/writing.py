"""What the page of a file does to it, each as the work of one operation of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbench.gui.desk import Desk
from workbench.register import Register
from workbench.registers.cases.steps import Step
from workbench.workflows.cases import closing, ending, joining, keeping
from workbench.workflows.cases.joining import Key


def change(desk: Desk, key: Key, given: Mapping[str, Any], _: int) -> None:
    """Keep a box."""
    keeping.change(desk.store, *key, given)


def mark(desk: Desk, key: Key, step: Step, _: int, *, without: bool = False) -> None:
    """A step is done, on the day that was given or today; `without` what may wait, where that was chosen."""
    keeping.step_done(desk.store, *key, step, without=without)


def keep_part(desk: Desk, part: Register, key: Key, number: int | None, values: Mapping[str, Any], _: int) -> None:
    """Add to a list of the file, or change one of it."""
    if number is None:
        keeping.add_part(desk.store, part, *key, values)
    else:
        keeping.change_part(desk.store, part, number, values)


def drop_part(desk: Desk, part: Register, number: int, _: int) -> None:
    """Take one off a list."""
    keeping.remove_part(desk.store, part, number)


def note(desk: Desk, key: Key, entry: Mapping[str, Any], _: int) -> None:
    """Note something on the timeline."""
    keeping.note(desk.store, *key, entry)


def join(desk: Desk, key: Key, reference: str, why: str, _: int) -> None:
    """Join the file with the one of that reference."""
    joining.join(desk.store, key, joining.called(reference), why)


def part(desk: Desk, key: Key, other: Key, _: int) -> None:
    """Take the join with another file away."""
    joining.part(desk.store, key, other)


def close(desk: Desk, key: Key, on: dt.date, why: str, _: int) -> None:
    """Close the file."""
    ending.end(desk.store, *key, on, why)


def reopen(desk: Desk, key: Key, why: str, _: int) -> None:
    """Open the closed file again."""
    closing.reopen(desk.store, *key, why)
