"""Work on a file: its fields, the lists that belong to it, and what happened, as one timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Register
from workbench.registers.cases import clocks, following
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ENTRY, PLACE, Entry
from workbench.registers.cases.parts import problems as part_problems
from workbench.registers.cases.steps import CaseFile, Lack, Step
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import closing, opening, sinceclosing

Part = Register
# Days to come, the day of a picture, and what has an entry of its own.
_NO_EVENT = ("pictures_on", *following.PUT_OFF, "vexatious_review", "closed_on", "reopened_on")


class Happened(NamedTuple):
    """One line of the timeline; `entry` is the record it stands for, None where a field of the file says it.

    `since` says of what came to a closed file that it came then.
    """

    day: dt.date
    what: str
    kind: str
    entry: int | None = None
    since: str = ""


def problems(register: str, values: Values, given: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with some new values of a file."""
    return following.problems(case_file(register).register, values, following.with_what_follows(values, given))


def change(store: Store, register: str, case: int, given: Mapping[str, Any]) -> Values:
    """Change fields of a file and give its values anew, the clock reckoned. Plain where they do not fit."""
    file, values = case_file(register), opening.of(case_file(register), case)
    if found := problems(register, values, given):
        raise Plain(f"{found[0].text}. Nothing was changed.")
    with store.operation(f"Change {values['reference']}", "edit") as operation:
        record.change(file.record, {case: following.with_what_follows(values, given)}, operation.id)
        closing.after(store, operation.id)
    return record.values_of(file.record, [case])[case]  # which may just have been given into other hands


def step_done(store: Store, register: str, case: int, step: Step, *, without: bool = False) -> Values:
    """A step is done: its day is today where none was given. Plain where it lacks something.

    `without` goes on without what may wait, and says so on the timeline.
    """
    values = opening.of(case_file(register), case)
    lacks = missing(step, register, case, values)
    if lacks and not (without and all(lack.waits for lack in lacks)):
        raise Plain(f"“{step.title}” is not done yet: {lacks[0].text}. Nothing was changed.")
    with store.operation(f"{step.title}: done", "edit"):
        if lacks:
            note(store, register, case, {"kind": "step", "what": _without(step, lacks)})
        if step.marks and not values[step.marks]:
            return change(store, register, case, {step.marks: clock.today()})
    return values


def missing(step: Step, register: str, case: int, values: Values) -> tuple[Lack, ...]:
    """What a step of a file lacks, without what somebody chose to go on without."""
    lacks = step.lacks(values, lambda part: list(parts(part, register, case).values()))
    said = _without(step, lacks)
    chosen = any(entry["what"] == said for entry in parts(ENTRY, register, case).values())
    return () if chosen and all(lack.waits for lack in lacks) else lacks


def _without(step: Step, lacks: Sequence[Lack]) -> str:
    return f"{step.title}, done all the same: {'; '.join(lack.text for lack in lacks)}"


def parts(part: Part, register: str, case: int) -> dict[int, Values]:
    """The records of a list of a file, in the order in which they were added."""
    model: Any = part.record
    mine = (model.owner_register == register) & (model.owner == case)
    return record.values_of(part.record, every(part.record, (), view=lambda: mine).ids())


def add_part(store: Store, part: Part, register: str, case: int, given: Mapping[str, Any]) -> int:
    """Add to a list of a file; a place of a series places its hold. Plain where it says too little."""
    file, values = case_file(register), opening.of(case_file(register), case)
    whole = record.meaning(part.record).empty | dict(given)
    if part is ENTRY:
        whole["by"] = store.user
    if found := part_problems(part, whole, given, values["received"]):
        raise Plain(f"{found[0].text}. Nothing was added.")
    with store.operation(f"Add to {values['reference']}", "edit") as operation:
        if part is PLACE and whole["series"] is not None:
            opening.touch(store, file, case, whole["series"], whole)
            return max(parts(part, register, case))
        [number] = record.add(part.record, [{**whole, "owner_register": register, "owner": case}], operation.id)
        if part is ENTRY and whole["kind"] == "progress":
            _told_of_progress(file, case, values, whole["day"], operation.id)
    return number


def _told_of_progress(file: CaseFile, case: int, values: Values, day: dt.date, operation: int) -> None:
    """A note that they were told of the progress is the day of it in the file, where it is the last."""
    last = values.get("progress_on")
    if "progress_on" in values and not values["closed_on"] and (last is None or day > last):
        record.change(file.record, {case: {"progress_on": day}}, operation)


def change_part(store: Store, part: Part, number: int, given: Mapping[str, Any]) -> None:
    """Change a record of a list. Plain where it does not fit."""
    values = record.values_of(part.record, [number]).get(number)
    if values is None or values["removed"]:
        raise Plain("This is no longer there. Nothing was changed.")
    file = case_file(values["owner_register"])
    received = opening.of(file, values["owner"])["received"]
    if found := part_problems(part, {**values, **given}, given, received):
        raise Plain(f"{found[0].text}. Nothing was changed.")
    with store.operation(f"Change {display.one(part.singular)}", "edit") as operation:
        record.change(part.record, {number: given}, operation.id)
        series = given.get("series")
        if part is PLACE and series is not None and series != values["series"]:
            hold = opening.hold_on(store, file, values["owner"], series)
            record.change(part.record, {number: {"hold": hold}}, operation.id)


def remove_part(store: Store, part: Part, number: int) -> None:
    """Take a record off a list; a hold that it placed stays until somebody releases it."""
    with store.operation(f"Remove {display.one(part.singular)}", "edit") as operation:
        record.remove(part.record, [number], operation.id)


def timeline(register: str, values: Values, case: int) -> list[Happened]:
    """What happened, the newest first: the days of the file itself and its entries."""
    file = case_file(register)
    said = [
        Happened(day, field.label, "step")
        for field in file.register.fields
        if field.kind == "day" and not field.derived and field.name not in _NO_EVENT and (day := values[field.name])
    ]
    for pair in clocks.earlier_questions(values):
        labels = (RightsRequest.clarify_asked.label, RightsRequest.clarify_answered.label)
        said += [Happened(day, label, "step") for day, label in zip(pair, labels, strict=True)]
    entries = parts(ENTRY, register, case)
    since = sinceclosing.said((register, case), values, {number: entry["day"] for number, entry in entries.items()})
    for number, entry in entries.items():
        said.append(Happened(entry["day"], entry["what"], entry["kind"], number, since.get(number, "")))
    return [one for _, one in sorted(enumerate(said), key=lambda placed: (placed[1].day, placed[0]), reverse=True)]


def note(store: Store, register: str, case: int, entry: Mapping[str, Any]) -> int:
    """Note a call, a letter, a meeting on the timeline, today where no day is given."""
    return add_part(store, ENTRY, register, case, {"day": clock.today(), **entry})


def entry_of(number: int) -> Values | None:
    """An entry of a timeline."""
    return record.values_of(Entry, [number]).get(number)
