"""What the registers of files show alike: the views, the act that opens a file, its day in Home's list, its end."""

from __future__ import annotations

from typing import Any

from workbench.register import Act, Dated, Section, View
from workbench.registers.cases import clocks
from workbench.registers.cases.base import ANSWERED, CLOSED, OPEN, RUNNING, Case


def page_of(register: str) -> str:
    """The page that shows a file of a register."""
    return f"case/{register}"


def open_act(register: str) -> Act:
    """Opens the file that is chosen."""
    return Act(
        "Open the file",
        "list-checks",
        page_of(register),
        "Its steps, its clock, what happened",
        key="Ctrl+T",
        reads=True,
    )


def at_target(model: type[Case], title: str) -> Dated:
    """The day by which a file is to be got on with, while its clock runs, and the day after which it is late."""
    among = model.clock.in_((RUNNING,))
    page = page_of(model.register_name)
    return Dated(model.target, title, clocks.why, page=page, among=lambda: among, limit=model.due)


def views(model: type[Case], *own: View) -> tuple[View, ...]:
    """All, open, late, those of the register's own, closed, and closed files that no line of the schedule keeps."""
    fields: Any = model
    return (
        View("All"),
        View("Open", ((model.clock, OPEN),)),
        View("Late", ((model.clock, (RUNNING,)),), over=(model.due,)),
        *own,
        View(
            "Answered",
            ((model.clock, (ANSWERED,)),),
            act="Close {}",
            why="They were answered thirty days ago. Only a closed file has a day on which it is destroyed.",
            cure="Note what is still to do, or close the file; its day of destruction follows.",
            come=(model.close_from,),
        ),
        View("Closed", ((model.clock, (CLOSED,)),)),
        View(
            "No schedule line",
            ((model.clock, (CLOSED,)), (fields.series, (None,))),
            act="Choose the schedule line of {}",
            why="They are closed, and nothing says how long they are kept.",
            cure="Choose its line under “Kept by”; its day of destruction follows.",
        ),
    )


def file_section(model: type[Case]) -> Section:
    """Who may open a file, how long it is kept, when it was closed."""
    fields: Any = model
    return Section(
        "The file", (model.readers, model.named, fields.series, model.closed_on, model.reopened_on, model.notes)
    )
