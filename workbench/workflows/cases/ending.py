"""What is asked before a file is closed: the day, and of what is not done yet why it is closed all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workbench import clock, display
from workbench.errors import Plain
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ACTION, ENTRY, PARTS
from workbench.registers.cases.steps import Step
from workbench.workflows.cases import closing, keeping, letters, opening

DAY, WHY = "closed_on", "why"


def undone(register: str, case: int, values: Values) -> tuple[str, ...]:
    """What is not done yet, by name: steps, what of their lists was left out, actions, letters that were not sent."""
    steps = [step for step in case_file(register).steps_for(values) if not step.closes]
    actions = [a["what"] for a in keeping.parts(ACTION, register, case).values() if not a["done_on"]]
    return (
        *(step.title for step in steps if not step.done(values)),
        *(said for step in steps if step.done(values) for said in _left_out(step, register, case, values)),
        *(f"Action: {what}" for what in actions),
        *(f"Not noted as sent: {kept.name}" for kept in letters.unsent(Owner(register, case))),
    )


def _left_out(step: Step, register: str, case: int, values: Values) -> Iterator[str]:
    """What of the list of a step that is done was not done all the same."""
    if step.part is not None:
        for lack in step.lacks(values, lambda part: list(keeping.parts(part, register, case).values())):
            yield f"{step.title}: {lack.text}"


def last_day(register: str, case: int, values: Values) -> dt.date:
    """The day of the last thing on the file; it cannot be closed before."""
    days = [happened.day for happened in keeping.timeline(register, values, case)]
    for part in PARTS:
        fields = [f.name for f in part.fields if f.kind == "day"] if part is not ENTRY else []
        days += [one[f] for one in keeping.parts(part, register, case).values() for f in fields if one[f]]
    return max((day for day in days if day <= clock.today()), default=values["received"])


def problems(register: str, case: int, values: Values, on: dt.date | None, why: str) -> list[Problem]:
    """What stands against closing it on a day, for a reason."""
    last = last_day(register, case, values)
    if on is None:
        return [Problem(DAY, "Enter the day on which the file is closed")]
    if on > clock.today():
        return [Problem(DAY, f"Closed on must be today or in the past. {display.day(on)} is still to come")]
    if on < last:
        return [Problem(DAY, f"Closed on cannot be before the last thing on the file, {display.day(last)}")]
    if undone(register, case, values) and not why.strip():
        return [Problem(WHY, "Enter why the file is closed although this is not done")]
    return []


def end(store: Store, register: str, case: int, on: dt.date, why: str = "") -> None:
    """Close a file on a day; what is not done, and why it is closed all the same, stands on its timeline."""
    values = opening.of(case_file(register), case)
    if found := problems(register, case, values, on, why):
        raise Plain(f"{found[0].text}. The file stays open.")
    with store.operation(f"Close {values['reference']}", "edit"):
        if left := undone(register, case, values):
            said = f"Closed although not done: {'; '.join(left)}. Why: {why.strip()}"
            keeping.note(store, register, case, {"kind": "step", "day": on, "what": said})
        closing.close(store, register, case, on)
