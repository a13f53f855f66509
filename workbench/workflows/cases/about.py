"""What is known about a file beside its fields: how long it is kept, its holds, the files that belong with it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from workbench import display
from workbench.records import record
from workbench.records.record import Values
from workbench.register import within
from workbench.registers.cases.files import case_file
from workbench.registers.holdings import Holding, waited
from workbench.registers.holds import stands, still_holds
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows.cases import closing, joining, opening


class Beside(NamedTuple):
    """A file that belongs with another, and how."""

    register: str
    case: int
    reference: str
    why: str


class About(NamedTuple):
    """How long it is kept, why, and for which joined file it waits; in words what holds because of it, by number what
    nobody released, the files beside it.
    """

    kept: str
    why: str
    waits: str
    holds: tuple[str, ...]
    standing: tuple[int, ...]
    beside: tuple[Beside, ...]


def about(register: str, case: int, values: Values) -> About:
    """Everything of this kind about one file."""
    kept, why, waits = _kept(register, case, values)
    holds = {n: h for n, h in opening.held(case_file(register), case).items() if still_holds(h)}
    standing = tuple(n for n, hold in holds.items() if stands(hold))
    return About(kept, why, waits, _words(holds.values()), standing, _beside(register, case))


def _kept(register: str, case: int, values: Values) -> tuple[str, str, str]:
    if values["series"] is None:
        why = "Choose the line it is kept by, so that closing sets its day of destruction."
        return "No schedule line chosen", why, ""
    line = record.values_of(ScheduleLine, [values["series"]])[values["series"]]
    name = " ".join(part for part in (line["reference"], line["record_series"]) if part)
    holding = closing.holding_of(register, case)
    if holding is None or not values["closed_on"]:
        return f"Kept by “{name}”", "The day is set when the file is closed.", ""
    found = record.values_of(Holding, [holding])[holding]
    if found["eligible_from"] is None:
        return f"Kept by “{name}”", found["working"], ""
    waits = within(found["waits_for"]) if waited(found) else ""
    with_it = f", with the {waits}" if waits else ""
    return f"May go from {display.day(found['eligible_from'])}{with_it}", found["working"], waits


def _words(held: Collection[Values]) -> tuple[str, ...]:
    lines = record.values_of(ScheduleLine, [hold["series"] for hold in held if hold["series"]])
    return tuple(
        f"{lines[hold['series']]['record_series'] if hold['series'] in lines else hold['reason']}, {_how(hold)}"
        for hold in held
    )


def _how(hold: Values) -> str:
    """Since when it holds, or until when it holds on after its release."""
    free = hold["free_from"]
    return f"released, free from {display.day(free)}" if free else f"since {display.day(hold['placed_on'])}"


def _beside(register: str, case: int) -> tuple[Beside, ...]:
    found = []
    for other, number in joining.beside((register, case)):
        known = record.values_of(case_file(other).record, [number]).get(number)
        if known and not known["removed"]:
            why = joining.why((register, case), (other, number))
            found.append(Beside(other, number, known["reference"], why))
    return tuple(found)
