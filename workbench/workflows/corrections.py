"""An entry of the destruction log that is wrong or lost stays; a further entry names it and says what is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section
from workbench.registers.checks import Check
from workbench.registers.destruction_log import CORRECTION, LOST, REGISTER, LogEntry, is_lost, named
from workbench.workflows import numbering

ASKED = (Section("The correction", (LogEntry.wrong, LogEntry.right)),)
AGAIN = tuple(
    Section(section.title, fields)
    for section in REGISTER.form
    if (fields := tuple(f for f in section.fields if f.name not in ("number", "corrects", "wrong", "right")))
)
_SAME = ("series_reference", "series_name")


def problems(values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before a correction can be entered."""
    wanted = (("wrong", "Enter what is wrong"), ("right", "Enter what is right instead"))
    return [Problem(name, words) for name, words in wanted if not str(values.get(name) or "").strip()]


def problems_again(values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before a lost entry can be entered again from paper."""
    found = []
    if values.get("outcome") in ("", None, LOST):
        found.append(Problem("outcome", "Choose what was done, as the paper says"))
    elif values["outcome"] == CORRECTION:
        found.append(Problem("outcome", "Correct the entry it corrected once more instead: Correct this entry"))
    if not str(values.get("description") or "").strip():
        found.append(Problem("description", "Enter the description, as the paper says"))
    day = values.get("carried_out")
    if day is None or day > clock.today():
        found.append(Problem("carried_out", "Enter the day it was carried out, as the paper says"))
    return found


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


def enter_again(store: Store, entry: int, values: Mapping[str, Any]) -> str:
    """Enter what the printed record of a lost entry says; gives the number of the entry that says it again.

    Plain where the entry is not lost, was entered again before, or something is not said.
    """
    if found := problems_again(values):
        raise Plain(f"{found[0].text}. Nothing was entered.")
    with store.operation("Enter an entry of the log again from paper", "destruction") as operation:
        stands = entry_of(entry)
        if stands is None or not is_lost(stands):
            raise Plain("This entry is not lost, or it was entered again before. Nothing was entered.")
        [number] = numbering.next_numbers(store, clock.today().year, 1)
        source = f"Entered again from the printed record {stands['number']} on {display.day(clock.today())}."
        remarks = f"{source} {values.get('remarks') or ''}".strip()
        said = {**values, "number": number, "corrects": stands["number"], "remarks": remarks}
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
