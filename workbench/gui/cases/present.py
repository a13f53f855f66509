"""The file that a page shows: which one it is, how it stands, and whether anything may be changed in it."""

from __future__ import annotations

from workbench import clock
from workbench.gui.desk import Desk
from workbench.records.record import Values
from workbench.registers.cases.parts import ACTION
from workbench.registers.cases.progress import act_of
from workbench.registers.cases.steps import CaseFile, Step
from workbench.workflows.cases import keeping
from workbench.workflows.cases.joining import Key

MADE = "made"  # said with the number of a file that was opened this moment


class Present:
    """`number` is 0 before the first is shown; `values` are empty while there is nothing to show of it."""

    def __init__(self, desk: Desk, file: CaseFile) -> None:
        self._desk, self.file = desk, file
        self.number, self.values = 0, Values()

    @property
    def key(self) -> Key:
        """Its register and number."""
        return self.file.register.name, self.number

    @property
    def is_shown(self) -> bool:
        """Whether there is something to show."""
        return bool(self.values)

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self.is_shown and self.values["closed_on"] is not None

    @property
    def fixed(self) -> bool:
        """Whether nothing may be changed: it is closed, or all are open to read only."""
        return self.read_only or self.closed

    @property
    def takes(self) -> bool:
        """Whether a note or a document may be added: a closed file takes what comes late, and stays closed."""
        return self.is_shown and not self.read_only

    def may_change(self, step: Step) -> bool:
        """Whether what stands in the list of a step may be changed; actions are done after the closing as well."""
        return not self.read_only and (not self.closed or step.part is ACTION)

    @property
    def read_only(self) -> bool:
        """Whether all are open to read only."""
        return self._desk.store.read_only

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps."""
        return self.file.steps_for(self.values) if self.is_shown else ()

    @property
    def after(self) -> Step | None:
        """The first step that is not done."""
        return self.file.next_step(self.values) if self.is_shown else None

    @property
    def act(self) -> str:
        """What is to be done next; nothing where nothing is."""
        step = self.after
        return act_of(step, self.values, self.records(step), clock.today()) if step and not self.closed else ""

    def records(self, step: Step) -> dict[int, Values]:
        """What stands in the list of a step."""
        return keeping.parts(step.part, *self.key) if step.part else {}

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(bool(step.done(self.values)) for step in self.steps)
