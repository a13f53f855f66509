"""Leads one import from step to step; all long work goes to the worker and comes back here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from workbench.errors import Cancelled, Plain
from workbench.exchange.drafting import Draft, TableDraft
from workbench.exchange.worker import ReadingWorker
from workbench.gui.desk import Desk
from workbench.gui.importing import jobs
from workbench.gui.importing.checking import Checking
from workbench.gui.importing.findings import Findings
from workbench.gui.importing.jobs import Job, Leftovers
from workbench.gui.importing.steps import Step, Trip
from workbench.gui.tasks import Task
from workbench.workflows.importing import Imported, Stale


class Reader(QObject):
    """The one process of a window that reads files; it is started by the first file and ends with the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.worker = ReadingWorker()
        self.destroyed.connect(self.worker.close)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.worker.close)

    @classmethod
    def of(cls, desk: Desk) -> Reader:
        """The window's own, made when first wanted."""
        return desk.findChild(cls) or cls(desk)


class Conductor(QObject):
    """`moved` follows every step, `refused` says why something was not done, `found` what the columns hold."""

    moved = Signal()
    refused = Signal(str, str)
    found = Signal(object)

    def __init__(self, desk: Desk, trip: Trip, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.trip = desk, trip
        self._turn = 0
        self._task: Task | None = None
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether the next step is on its way."""
        return self._task is not None

    def open_file(self, path: Path) -> None:
        """Read a file; step 2 follows."""
        worker = Reader.of(self.desk).worker
        job = jobs.read_file(self.trip.register, path, self.desk.store, worker)
        self._run(job, _Opened(self, path), f"Reading {path.name}")

    def open_pasted(self, text: str) -> None:
        """Read what was copied; step 2 follows."""
        self._run(jobs.read_pasted(self.trip.register, text, self.desk.store), _Opened(self, None), "Reading")

    def move_heading(self, table: TableDraft, sheet_row: int) -> None:
        """Take another row of the sheet for the headings."""
        if self.trip.draft:
            job = jobs.move_heading(self.trip.draft, table.table.sheet, sheet_row)
            self._run(job, self.headed, "Reading the sheet again")

    def look_through(self) -> None:
        """Look for what is to be decided; step 4 follows."""
        if self.trip.draft:
            self._run(jobs.look_through(self.trip.draft), self.looked, "Looking through the columns")

    def make_plan(self) -> None:
        """Read every row; step 5 follows. A plan that is still good is kept with its answers."""
        if self.trip.plan:
            self.go(Step.CHECK)
        elif self.trip.draft:
            job = jobs.make_plan(self.trip.draft, self.desk.store, self.trip.decisions)
            self._run(job, self.planned, "Reading every row")

    def apply(self) -> None:
        """Import; the result follows."""
        trip = self.trip
        if trip.draft and trip.plan:
            self.go(Step.IMPORT)
            job = jobs.apply(self.desk.store, trip.draft, trip.plan)
            self._run(job, self.applied, "Importing", [r.name for r in self.desk.registers], shown=False)

    def stop(self) -> None:
        """Ask the work that runs to stop."""
        self._stopping = True
        if self._task:
            self._task.cancel()

    def give_up(self) -> None:
        """Stop what is on its way to the next step, and stay."""
        self.stop()
        self._turn += 1
        self._task = None

    def save_rows(self, wanted: Leftovers) -> None:
        """Write rows as a workbook; the wizard stays where it is."""
        self.desk.tasks.run(jobs.save_rows(wanted), self.saved, failed=self.failed, title="Saving the rows")

    def save_receipt(self, counts: list[tuple[str, str]], path: Path) -> None:
        """Write the receipt; the wizard stays where it is."""
        if self.trip.draft:
            job = jobs.save_receipt(self.desk.store, self.trip.draft, tuple(counts), path)
            self.desk.tasks.run(job, self.receipted, failed=self.failed, title="Saving the receipt")

    def forget(self) -> None:
        """Begin anew; what is still on its way is not waited for."""
        self.give_up()
        self.trip.become(Trip(self.trip.register))
        self.moved.emit()

    def carry_on(self, trip: Trip) -> None:
        """Stand again where an import was left; rows are read anew, for the records may be others by now."""
        self.give_up()
        wanted = trip.step
        self.trip.become(trip)
        self.go(min(wanted, Step.COLUMNS))
        if wanted > Step.COLUMNS and trip.draft:
            done = self.looked if wanted is Step.READING else self.looked_before
            self._run(jobs.look_through(trip.draft), done, "Reading every row")

    def go(self, step: Step) -> None:
        """Stand at a step."""
        self.trip.step = step
        self.moved.emit()

    def opened(self, draft: Draft, path: Path | None) -> None:
        """A workbook was read."""
        self.trip.open(draft, path)
        self.go(Step.SHEET)

    def headed(self, draft: Draft) -> None:
        """The tables are others now."""
        self.trip.read_again(draft)
        self.go(Step.SHEET)

    def looked(self, findings: Findings) -> None:
        """The columns were looked through."""
        self.found.emit(findings)
        self.go(Step.READING)

    def looked_before(self, findings: Findings) -> None:
        """The columns were looked through and settled before."""
        self.found.emit(findings)
        self.make_plan()

    def planned(self, checking: Checking) -> None:
        """Every row was read."""
        self.trip.use(checking)
        self.go(Step.CHECK)

    def planned_again(self, checking: Checking) -> None:
        """Every row was read a second time, because the records were changed meanwhile."""
        self.planned(checking)
        self.refused.emit(
            "Your records were changed while you were checking",
            "Nothing was imported. The rows were read again and your answers are kept. Look them over, then go on.",
        )

    def applied(self, imported: Imported) -> None:
        """It is done."""
        self.trip.imported = imported
        if imported.operation is not None:
            self.desk.note(imported.operation)
        self.go(Step.RESULT)
        if self._stopping:
            self.desk.say("It was finished before it could be stopped. You can undo it here.")

    def saved(self, path: Path) -> None:
        """The rows are in a workbook of their own."""
        self.desk.say(f"Saved as “{path.name}”. Your own file is as it was.")

    def receipted(self, path: Path) -> None:
        """The receipt can be printed or filed."""
        self.desk.say(f"Receipt saved as “{path.name}”.")

    def failed(self, error: BaseException) -> None:
        """It could not be done; nothing was changed."""
        if self.trip.step is Step.IMPORT:
            self.go(Step.ANSWERS)
        if isinstance(error, Stale) and self.trip.draft:
            self.trip.forget_plan()
            job = jobs.make_plan(self.trip.draft, self.desk.store, self.trip.decisions)
            self._run(job, self.planned_again, "Reading every row again")
        elif isinstance(error, Cancelled):
            self.refused.emit("Stopped", "Nothing was changed.")
        elif isinstance(error, Plain):
            self.refused.emit("There is a problem", str(error))
        else:
            self.refused.emit("There is a problem", "Something went wrong that should not have. Nothing was changed.")
            self.desk.tasks.failed.emit(error)

    def _run(
        self, job: Job, done: Callable[[Any], None], title: str, changes: list[str] | None = None, *, shown: bool = True
    ) -> None:
        self.give_up()
        self._stopping = False
        reply, sorry = _Reply(self, self._turn, done), _Reply(self, self._turn, self.failed)
        # A job that ends at once must find nothing waiting, so that its answer may start the next one.
        self._task = None
        task = self.desk.tasks.run(job, reply, failed=sorry, title=title, changes=changes or (), shown=shown)
        if not reply.told and not sorry.told:
            self._task = task

    def answered(self, turn: int) -> bool:
        """Whether an answer is still waited for; it is from now on no longer."""
        waited = turn == self._turn
        if waited:
            self._task = None
        return waited


class _Reply:
    """Hands an answer on unless the person has gone elsewhere since."""

    def __init__(self, to: Conductor, turn: int, done: Callable[[Any], None]) -> None:
        self._to, self._turn, self._done = to, turn, done
        self.told = False

    def __call__(self, answer: Any) -> None:
        self.told = True
        if isValid(self._to) and self._to.answered(self._turn):
            self._done(answer)


class _Opened:
    """Remembers which file was read."""

    def __init__(self, to: Conductor, path: Path | None) -> None:
        self._to, self._path = to, path

    def __call__(self, draft: Draft) -> None:
        self._to.opened(draft, self._path)
