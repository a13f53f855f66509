"""One file: its steps at the left, what the present one asks for, and at the right how long there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from workbench.errors import Plain
from workbench.gui.cases.clock_card import ClockCard, left
from workbench.gui.cases.file_card import FileCard
from workbench.gui.cases.folding import Folding
from workbench.gui.cases.letters import Letters
from workbench.gui.cases.step_list import StepLine, StepList
from workbench.gui.cases.step_pane import StepPane
from workbench.gui.cases.timeline import TimelineCard
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.widgets.basics import PAGE, Card, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases.files import case_file
from workbench.workflows.cases import access, closing, joining, keeping

_STEPS, _PANE, _RIGHT = 236, 1, 300


class CasePage(Page):
    """Every box keeps itself; a step that is done leads to the next."""

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.file = case_file(place.partition("/")[2])
        self.title, self.help_topic = self.file.register.singular.capitalize(), self.file.register.name
        self._number, self._values = 0, Values()
        down = column(self, PAGE, 10)
        self.head = PageHead(self.title, "", self)
        down.addWidget(self.head)
        self._reopen = self.head.add(button("Open it again", self, self._open_again, icon_name="undo-2"))
        self.letters = Letters(desk, self.file.register.name, self)
        self.head.add(self.letters.act)
        self._close = self.head.add(button("Close the file", self, self._close_file))
        down.addWidget(self.letters)
        self.stop = Well(self, "amber", "triangle-alert", "")
        self.stop.hide()
        down.addWidget(self.stop)
        self.secret = Well(self, "amber", "lock", "Restricted", "")
        self.secret.hide()
        down.addWidget(self.secret)
        self.empty = EmptyPage("lock", self)
        self.empty.hide()
        down.addWidget(self.empty, 1)
        self._all = Folding("What is shown of the file", self)
        down.addWidget(self._all, 1)
        self._build()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.pane.do)

    def arrive(self, about: object) -> None:
        """Show a file by its id; a register's page gives those selected."""
        number = about[0] if isinstance(about, tuple) and about else about
        if isinstance(number, int) and number != self._number:
            self._number = number
            self._read(opening=True)
        else:
            self._read(opening=False)
        self.steps.setFocus()

    def leave(self) -> None:
        """What is being typed is finished first."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible() and self._number:
            self._read(opening=False)

    def standing(self) -> object:
        """The file shown."""
        return self._number

    def verbs(self) -> Verbs:
        """Adding goes to the list of the step; a letter is written from the file."""
        return {"new": self.pane.add, "letter": self.letters.ask}

    def count_text(self) -> str:
        """How far it is."""
        done = sum(bool(step.done(self._values)) for step in self._steps()) if self._values else 0
        return f"{done} of {len(self._steps())} steps done" if self._values else ""

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 240)

    def _build(self) -> None:
        self._side = Card(self._all, (2, 8, 2, 8), 0)
        self.steps = StepList(self._side)
        self._side.box.addWidget(self.steps)
        self._all.add("Steps", self._side, _STEPS)
        self.pane = StepPane(self.file, self._all)
        self._all.add("This step", self.pane)
        self.right = Scroll(self._all, gap=12)
        self.clock, self.about, self.timeline = ClockCard(self), FileCard(self), TimelineCard(self)
        for card in (self.clock, self.about, self.timeline):
            self.right.box.addWidget(card)
        self.right.box.addStretch(1)
        self._all.add("Clock and timeline", self.right, _RIGHT)
        self._all.show_part(_PANE)
        self.steps.activated.connect(self._into_step)
        self.steps.stepped.connect(self._step)
        self.pane.changed.connect(self._save)
        self.pane.kept.connect(self._keep_part)
        self.pane.dropped.connect(self._drop_part)
        self.pane.marked.connect(self._mark)
        self.timeline.noted.connect(self._note)
        self.about.opened.connect(self._go)
        self.about.joined.connect(self._join)

    def _steps(self) -> tuple[Any, ...]:
        return self.file.steps_for(self._values)

    def _read(self, *, opening: bool) -> None:
        if not self.desk.may_read():
            return
        try:
            name = self.file.register.name
            self._values = (
                access.read(self.desk.store, name, self._number) if opening else access.look(name, self._number)
            )
        except Plain as refused:
            self._values = Values()
            title, _, text = str(refused).partition(". ")
            self.empty.say(f"{title.rstrip('.')}.", text)
        self.empty.setVisible(not self._values)
        self._all.setVisible(bool(self._values))
        if self._values:
            self._show(fresh=opening)
        else:
            self.head.say(self.title, "")
        self.counted.emit(self.count_text())

    def _show(self, *, fresh: bool) -> None:
        values, register = self._values, self.file.register
        after = self.file.next_step(values)
        name = self.file.title_of(values)
        following = f"Next: {after.title[:1].lower()}{after.title[1:]}." if after and not values["closed_on"] else ""
        self.head.say(name, " ".join(part for part in (self.file.sentence_of(values), following) if part))
        read_only = self.desk.store.read_only or values["closed_on"] is not None
        self._close.setVisible(not read_only)
        self._reopen.setVisible(values["closed_on"] is not None and not self.desk.store.read_only)
        self.letters.show_file(self._number, values, read_only=read_only)
        self.secret.setVisible(values["readers"] == "named")
        self.secret.say("Restricted", f"Named people only: {values['named']}. Opening this file is recorded.")
        steps = self._steps()
        late = left(values).late
        lines = [
            StepLine(
                s.title, said or ("Overdue" if late and s is after else "Not done"), bool(said), late and s is after
            )
            for s in steps
            for said in (s.done(values),)
        ]
        self.steps.show_steps(lines)
        if fresh:
            self.steps.stand(steps.index(after) if after in steps else len(steps) - 1)
        self._step(self.steps.currentIndex().row())
        self.clock.show_clock(values)
        self.about.show_file(register.name, self._number, values, read_only=read_only)
        happened = keeping.timeline(register.name, values, self._number)
        self.timeline.show_happened(happened, read_only=read_only)

    def _step(self, place: int) -> None:
        steps = self._steps()
        if not self._values or not steps:
            return
        step = steps[min(max(place, 0), len(steps) - 1)]
        records = keeping.parts(step.part, self.file.register.name, self._number) if step.part else {}
        read_only = self.desk.store.read_only or self._values["closed_on"] is not None
        self.pane.show_step(step, self._values, records, read_only=read_only)

    def _into_step(self) -> None:
        """Enter on a step goes into its boxes."""
        self._all.show_part(_PANE)
        self.pane.begin()

    def _save(self, name: str, value: Any) -> None:
        wrong = keeping.problems(self.file.register.name, self._values, {name: value})
        here = [p for p in wrong if p.field == name] or wrong
        if here:
            self._refuse(here)
            return
        work = partial(_change, self.desk, self.file.register.name, self._number, {name: value})
        self._write("Change a file", work)

    def _mark(self) -> None:
        step = self.pane.step
        if step is None:
            return
        if step.marks:
            work = partial(_mark, self.desk, self.file.register.name, self._number, step)
            self._write(f"{step.title}: done", work, then=self._on)
        elif step.closes:
            self._close_file()
        else:
            self._on()

    def _on(self) -> None:
        """Go on to the next step that is not done."""
        after = self.file.next_step(self._values)
        if after is not None:
            self.steps.stand(self._steps().index(after))
            self.pane.begin()

    def _keep_part(self, part: Register, number: int | None, values: Mapping[str, Any]) -> None:
        work = partial(_keep_part, self.desk, part, self.file.register.name, self._number, number, values)
        self._write(f"Keep a {part.singular}", work)

    def _drop_part(self, part: Register, number: int) -> None:
        self._write(f"Remove a {part.singular}", partial(_drop_part, self.desk, part, number))

    def _note(self, entry: Mapping[str, Any]) -> None:
        work = partial(_note, self.desk, self.file.register.name, self._number, entry)
        self._write("Note something", work)

    def _join(self, reference: str, why: str) -> None:
        work = partial(_join, self.desk, (self.file.register.name, self._number), reference, why)
        self._write("Join two files", work)

    def _close_file(self) -> None:
        work = partial(_close, self.desk, self.file.register.name, self._number)
        self._write("Close a file", work, then=self._say_closed)

    def _open_again(self) -> None:
        why = "Opened again in the window"
        self._write("Open a file again", partial(_reopen, self.desk, self.file.register.name, self._number, why))

    def _say_closed(self) -> None:
        self.desk.say(f"Closed. {self.about.kept.text()}", "Undo", self.desk.undo)

    def _go(self, register: str, number: int) -> None:
        self.desk.go(f"case/{register}", number)

    def _write(self, name: str, work: Callable[[int], object], *, then: Callable[[], object] | None = None) -> None:
        self.stop.hide()
        changed = [register.name for register in self.desk.registers]
        self.desk.write(name, work, changed, partial(self._written, then), self._failed)

    def _written(self, then: Callable[[], object] | None, _: object) -> None:
        self._read(opening=False)
        if then:
            then()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self.stop.say(f"{title.rstrip('.')}.", text)
        self.stop.setAccessibleName(str(error))
        self.stop.show()

    def _refuse(self, problems: list[Problem]) -> None:
        self.pane.refuse(problems)
        self.stop.say(f"{problems[0].text}.", "It was not kept. What you typed stays in its box.")
        self.stop.show()


def _change(desk: Desk, register: str, case: int, given: Mapping[str, Any], _: int) -> None:
    keeping.change(desk.store, register, case, given)


def _mark(desk: Desk, register: str, case: int, step: Any, _: int) -> None:
    keeping.step_done(desk.store, register, case, step)


def _keep_part(
    desk: Desk, part: Register, register: str, case: int, number: int | None, values: Mapping[str, Any], _: int
) -> None:
    if number is None:
        keeping.add_part(desk.store, part, register, case, values)
    else:
        keeping.change_part(desk.store, part, number, values)


def _drop_part(desk: Desk, part: Register, number: int, _: int) -> None:
    keeping.remove_part(desk.store, part, number)


def _note(desk: Desk, register: str, case: int, entry: Mapping[str, Any], _: int) -> None:
    keeping.note(desk.store, register, case, entry)


def _join(desk: Desk, one: joining.Key, reference: str, why: str, _: int) -> None:
    joining.join(desk.store, one, joining.called(reference), why)
    closing.settle(desk.store, [one])


def _close(desk: Desk, register: str, case: int, _: int) -> None:
    closing.close(desk.store, register, case)


def _reopen(desk: Desk, register: str, case: int, why: str, _: int) -> None:
    closing.reopen(desk.store, register, case, why)
