"""An entry of the destruction log that is wrong stays, and is corrected by a further entry that names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section
from workbench.registers.checks import Check
from workbench.registers.destruction_log import CORRECTION, LogEntry, named
from workbench.workflows import numbering

ASKED = (Section("The correction", (LogEntry.wrong, LogEntry.right)),)
_SAME = ("series_reference", "series_name")


def problems(values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before a correction can be entered."""
    wanted = (("wrong", "Enter what is wrong"), ("right", "Enter what is right instead"))
    return [Problem(name, words) for name, words in wanted if not str(values.get(name) or "").strip()]


def entry_of(number: int) -> Values | None:
    """What an entry says; None where there is none."""
    return record.values_of(LogEntry, [number]).get(number)


def of_check(check: int) -> int:
    """The entry that the answer to a check made; Plain where it was not answered or its entry is not there."""
    found = record.values_of(Check, [check]).get(check)
    if found is None or not found["log_number"]:
        raise Plain("This check has no answer yet, so there is nothing to correct.")
    return numbered(found["log_number"])


def numbered(number: str) -> int:
    """The entry of that number; Plain where there is none."""
    found = every(LogEntry, (), view=lambda: LogEntry.number == number.strip()).ids()
    if not found:
        raise Plain(f"There is no entry {number} in the destruction log. Nothing was entered.")
    return found[0]


def correct(store: Store, entry: int, wrong: str, right: str, by: str = "") -> str:
    """Enter that an entry is wrong and what is right instead; gives the number of the entry that says so.

    The entry itself stays as it was made. Plain where there is no such entry or something is not said.
    """
    if found := problems({"wrong": wrong, "right": right}):
        raise Plain(f"{found[0].text}. Nothing was entered.")
    with store.operation("Correct an entry of the log", "destruction") as operation:
        stands = entry_of(entry)
        if stands is None:
            raise Plain("This entry is not in the destruction log. Nothing was entered.")
        [number] = numbering.next_numbers(store, clock.today().year, 1)
        said = _entry(number, stands, wrong.strip(), right.strip(), by or store.user)
        record.add(LogEntry, [said], operation.id)
    numbering.note(store, [number])
    return number


def _entry(number: str, stands: Values, wrong: str, right: str, by: str) -> Values:
    return {
        **{name: stands[name] for name in _SAME},
        "number": number,
        "outcome": CORRECTION,
        "carried_out": clock.today(),
        "description": f"Correction of entry {named(stands)}",
        "corrects": named(stands),
        "wrong": wrong,
        "right": right,
        "done_by": by,
    }
