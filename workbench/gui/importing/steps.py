"""The eight steps of an import, and what is known at each of them. Knows no window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from workbench.exchange.drafting import Draft, TableDraft
from workbench.exchange.plan import Plan
from workbench.gui.importing.checking import Checking, Decisions
from workbench.register import Register
from workbench.workflows.importing import Imported


class Step(IntEnum):
    """Where an import stands."""

    FILE = 1
    SHEET = 2
    COLUMNS = 3
    READING = 4
    CHECK = 5
    ANSWERS = 6
    IMPORT = 7
    RESULT = 8


TITLES = {
    Step.FILE: "Choose the file",
    Step.SHEET: "Sheet and heading row",
    Step.COLUMNS: "Match the columns",
    Step.READING: "How to read it",
    Step.CHECK: "Check each row",
    Step.ANSWERS: "Check your answers",
    Step.IMPORT: "Import",
    Step.RESULT: "Result",
}


@dataclass
class Trip:
    """One import on its way. What follows from an earlier step is forgotten when that step is changed."""

    register: Register
    step: Step = Step.FILE
    path: Path | None = None
    draft: Draft | None = None
    plan: Plan | None = None
    checking: Checking | None = None
    decisions: Decisions = field(default_factory=dict)
    imported: Imported | None = None

    @property
    def name(self) -> str:
        """What the file is called, or nothing before one is chosen."""
        return self.draft.book.name if self.draft else ""

    @property
    def taken(self) -> list[TableDraft]:
        """The tables that are taken in."""
        return self.draft.taken if self.draft else []

    def open(self, draft: Draft, path: Path | None) -> None:
        """A workbook was read."""
        self.draft, self.path, self.imported = draft, path, None
        self.forget_plan()
        self.decisions = {}

    def read_again(self, draft: Draft) -> None:
        """The same workbook, its tables cut in another way."""
        self.draft = draft
        self.forget_plan()

    def use(self, checking: Checking) -> None:
        """The plan was made."""
        self.plan, self.checking = checking.plan, checking

    def forget_plan(self) -> None:
        """Tables, columns or records changed, so the rows must be read again. What was decided is kept for them."""
        if self.checking:
            self.decisions = {**self.decisions, **self.checking.decisions}
        self.plan = self.checking = None

    def put_by(self) -> Trip | None:
        """All that is needed to carry on later, without the rows read; None where there is nothing to carry on."""
        if self.draft is None or self.step >= Step.IMPORT:
            return None
        kept = replace(self)
        kept.forget_plan()
        return kept

    def become(self, other: Trip) -> None:
        """Stand where another trip stands; every step holds this very object."""
        self.__dict__.update(other.__dict__)

    def may_go(self, step: Step) -> bool:
        """Whether a person may return to a step: any one before, until the import has begun."""
        return step < self.step < Step.IMPORT
