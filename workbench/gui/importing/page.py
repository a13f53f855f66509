"""The import wizard: one page, eight steps, nothing written before the seventh."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from workbench.exchange.drafting import TableDraft
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.importing.answers_pane import AnswersPane
from workbench.gui.importing.check_pane import CheckPane
from workbench.gui.importing.checking import Card
from workbench.gui.importing.columns_pane import ColumnsPane
from workbench.gui.importing.conductor import Conductor
from workbench.gui.importing.file_pane import FilePane, dropped_file
from workbench.gui.importing.foot import Foot
from workbench.gui.importing.jobs import Leftovers
from workbench.gui.importing.pane import Pane, is_low
from workbench.gui.importing.reading_pane import ReadingPane
from workbench.gui.importing.result_pane import ResultPane, facts
from workbench.gui.importing.run_pane import RunPane
from workbench.gui.importing.sheet_pane import SheetPane
from workbench.gui.importing.steps import Step, Trip
from workbench.gui.importing.steps_side import StepsSide
from workbench.gui.importing.wording import RowWords
from workbench.gui.page import Page, Pasted, Verbs
from workbench.gui.widgets.basics import PAGE, Scroll, Well, column
from workbench.gui.widgets.parts import PageHead

LOW_PAGE = (24, 8, 24, 8)


class ImportPage(Page):
    """The wizard for one register. `side` takes the place of the navigation while it is shown."""

    title = "Import a spreadsheet"
    help_topic = "import"

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.trip = Trip(desk.register(place.partition("/")[2]))
        self.conductor = Conductor(desk, self.trip, self)
        self.steps = self.side = StepsSide(self)
        self.steps.hide()
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_step()

    def arrive(self, about: object) -> None:
        """Go on where it stood; a path begins anew with that file, a trip carries on where it was left."""
        if isinstance(about, (Path, Pasted)) or self.trip.step is Step.RESULT:
            self.conductor.forget()
        if isinstance(about, Pasted):
            self.conductor.open_pasted(about.text)
        if isinstance(about, Path):
            self.conductor.open_file(about)
        if isinstance(about, Trip):
            self.conductor.carry_on(about)
        self.focus_first()

    def standing(self) -> object:
        """The import as it stands, so that it can be carried on after a lock."""
        return self.trip.put_by()

    def verbs(self) -> Verbs:
        """Back goes one step back here."""
        return {"back": self.back}

    def count_text(self) -> str:
        """The file's name."""
        return self.trip.name

    def focus_first(self) -> None:
        """Put the keyboard where the step begins."""
        (self.pane.first() or self.foot.next).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def pane(self) -> Pane:
        """The step shown."""
        return self.panes[self.trip.step]

    def next(self) -> None:
        """Go on, unless something stands in the way; then it says what."""
        if self.conductor.busy:
            return
        reason = self.pane.stop()
        if reason:
            if not self.pane.tells:
                self.problem.say("There is a problem", reason)
                self.problem.show()
            return
        step = self.trip.step
        if step is Step.SHEET:
            self.conductor.go(Step.COLUMNS)
        elif step is Step.COLUMNS:
            self.conductor.look_through()
        elif step is Step.READING:
            self.conductor.make_plan()
        elif step is Step.CHECK:
            self.conductor.go(Step.ANSWERS)
        elif step is Step.ANSWERS:
            self.conductor.apply()

    def back(self) -> None:
        """Stop what is on its way, or go one step back, or leave the wizard from its first or last step."""
        step = self.trip.step
        if step is Step.IMPORT:
            self.running.ask_to_stop()
        elif self.conductor.busy:
            self.conductor.give_up()
        elif Step.FILE < step < Step.IMPORT:
            self.conductor.go(Step(step - 1))
        else:
            self.cancel()

    def cancel(self) -> None:
        """Leave; nothing was changed, and what was answered so far is kept at hand."""
        if self.trip.step is Step.IMPORT:
            return
        kept = self.trip.put_by()
        self.conductor.forget()
        self.desk.go("back")
        if kept:
            place = f"import/{kept.register.name}"
            said = "Import cancelled. Nothing was changed."
            self.desk.say(said, "Carry on", partial(self.desk.go, place, kept))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on every step before the import."""
        if self.trip.step < Step.IMPORT and dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Another file begins anew, once it could be read."""
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.conductor.open_file(path)

    def _build(self) -> None:
        box = column(self, gap=0)
        self._inside = inside = column(margins=PAGE, gap=12)
        box.addLayout(inside, 1)
        self.head = PageHead("", "", self)
        inside.addWidget(self.head)
        self.problem = Well(self, "problem", "triangle-alert", "", " ")
        self.problem.hide()
        inside.addWidget(self.problem)
        scroll = Scroll(self)  # on a low screen the step scrolls, head and foot stay
        self._stack = QStackedWidget(scroll.inside)
        scroll.box.addWidget(self._stack)
        inside.addWidget(scroll, 1)
        self.foot = Foot(self)
        box.addWidget(self.foot)
        self.file, self.sheet = FilePane(*self._parts()), SheetPane(*self._parts())
        self.columns, self.reading = ColumnsPane(*self._parts()), ReadingPane(*self._parts())
        self.check, self.answers = CheckPane(*self._parts()), AnswersPane(*self._parts())
        self.running, self.result = RunPane(*self._parts()), ResultPane(*self._parts())
        panes: tuple[Pane, ...] = (
            self.file, self.sheet, self.columns, self.reading, self.check, self.answers, self.running, self.result,
        )  # fmt: skip
        self.panes = dict(zip(Step, panes, strict=True))
        for pane in panes:
            self._stack.addWidget(pane)
            pane.changed.connect(self._changed)
            for act in pane.acts:
                self.head.add(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the step comes before the air around it."""
        super().resizeEvent(event)
        low = is_low(self)
        self._inside.setContentsMargins(*(LOW_PAGE if low else PAGE))
        self._inside.setSpacing(8 if low else 12)
        self.foot.set_low(low)

    def _parts(self) -> tuple[Desk, Trip, QWidget]:
        return self.desk, self.trip, self._stack

    def _connect(self) -> None:
        lead = self.conductor
        lead.moved.connect(self._show_step)
        lead.refused.connect(self._refused)
        lead.found.connect(self.reading.show_findings)
        lead.moved.connect(self.running.over)
        self.file.picked.connect(lead.open_file)
        self.file.pasted.connect(lead.open_pasted)
        self.sheet.headed.connect(self._headed)
        self.check.save_wanted.connect(self._save)
        self.answers.look_wanted.connect(self._look)
        self.running.stop_wanted.connect(lead.stop)
        self.result.undo_wanted.connect(self._undo)
        self.result.receipt_wanted.connect(self._receipt)
        self.result.done_wanted.connect(self._done)
        self.foot.cancelled.connect(self.cancel)
        self.foot.back_wanted.connect(self.back)
        self.foot.next_wanted.connect(self.next)
        self.steps.list.wanted.connect(self._step_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            onward = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            onward.activated.connect(self.next)
        away = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.back)
        paste = QShortcut(
            QKeySequence.StandardKey.Paste, self.file, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        paste.activated.connect(self.file.paste_now)

    def _show_step(self) -> None:
        self.problem.hide()
        pane = self.pane
        for other in self.panes.values():
            high = QSizePolicy.Policy.Preferred if other is pane else QSizePolicy.Policy.Ignored
            other.setSizePolicy(QSizePolicy.Policy.Preferred, high)  # a stack is as high as its highest step
            for act in other.acts:
                act.setVisible(other is pane)
        self._stack.setCurrentWidget(pane)
        pane.arrive()
        self._show_words()
        self.counted.emit(self.count_text())
        if self.isVisible():
            self.focus_first()

    def _changed(self) -> None:
        self.problem.hide()
        self._show_words()

    def _show_words(self) -> None:
        pane, step = self.pane, self.trip.step
        self.head.say(*pane.head())
        self.steps.list.show_step(step, pane.more())
        back = Step.FILE < step < Step.IMPORT
        self.foot.say(pane.note(), pane.next_words(), back=back, leads=pane.leads())
        self.foot.cancel.setVisible(step < Step.IMPORT)
        self.foot.setVisible(step < Step.IMPORT)

    def _refused(self, title: str, text: str) -> None:
        self.problem.say(title, text)
        self.problem.show()
        self.focus_first()

    def _headed(self, table: TableDraft, sheet_row: int) -> None:
        self.conductor.move_heading(table, sheet_row)

    def _look(self, card: Card) -> None:
        self.conductor.go(Step.CHECK)
        self.check.show_card(card)

    def _step_wanted(self, step: int) -> None:
        if self.trip.may_go(Step(step)) and not self.conductor.busy:
            self.conductor.go(Step(step))

    def _save(self, rows: list[int]) -> None:
        if self.trip.checking is None or self.trip.draft is None:
            return
        path = self._ask_where(f"To put right, {Path(self.trip.name).stem}.xlsx")
        if path:
            words = RowWords(self.trip.checking)
            self.conductor.save_rows(Leftovers(self.desk.store, self.trip.draft, words, tuple(rows), path))

    def _receipt(self) -> None:
        path = self._ask_where(f"Receipt, {Path(self.trip.name).stem}.pdf")
        if path:
            self.conductor.save_receipt(facts(self.trip), path)

    def _ask_where(self, name: str) -> Path | None:
        chosen = ask_save(self, "Save as", Path(self.desk.settings.last_export_folder) / name)
        if chosen:
            self.desk.set(last_export_folder=str(chosen.parent))
        return chosen

    def _done(self) -> None:
        self.desk.go(f"register/{self.trip.register.name}")

    def _undo(self) -> None:
        imported = self.trip.imported
        self._done()
        if imported and imported.operation is not None:
            self.desk.undo_this(imported.operation)


def start_import(desk: Desk, register: str, path: Path | None = None) -> None:
    """Open the wizard for a register; with a file it begins at step 2."""
    desk.go(f"import/{register}", path)
