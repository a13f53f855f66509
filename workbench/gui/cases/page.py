"""One file: its steps at the left, what the present one asks for, and at the right how long there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from workbench.errors import Plain
from workbench.gui.cases import middle, writing
from workbench.gui.cases.band import RestrictedBand
from workbench.gui.cases.clock_card import ClockCard
from workbench.gui.cases.file_card import FileCard
from workbench.gui.cases.folding import Folding
from workbench.gui.cases.letters import Letters
from workbench.gui.cases.middle import Middle
from workbench.gui.cases.reopening import Reopening
from workbench.gui.cases.step_list import StepList, lines_of
from workbench.gui.cases.timeline import TimelineCard
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.register.unkept import Unkept
from workbench.gui.widgets.basics import PAGE, Card, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import case_file
from workbench.registers.cases.steps import Step
from workbench.workflows.cases import access, closing, keeping

_STEPS, _PANE, _RIGHT = 236, 1, 300


class CasePage(Page):
    """Every box keeps itself; a step that is done leads to the next."""

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.file = case_file(place.partition("/")[2])
        self.title, self.help_topic = self.file.register.singular.capitalize(), self.file.register.name
        self._number, self._values = 0, Values()
        whole = column(self, gap=0)
        self.band = RestrictedBand(self)
        whole.addWidget(self.band)
        down = column(margins=PAGE, gap=10)
        whole.addLayout(down, 1)
        self.head = PageHead(self.title, "", self)
        down.addWidget(self.head)
        self._reopen = self.head.add(button("Open it again", self, self._ask_again, icon_name="undo-2"))
        self.letters = Letters(desk, self.file.register.name, self)
        self.head.add(self.letters.act)
        self._next = self.head.add(button("Go on", self, self._go_on, kind="primary"))
        self._next.setToolTip("To what is to be done next")
        self.stop = Well(self, "amber", "triangle-alert", "")
        self.stop.hide()
        self.again = Reopening(self)
        self.empty = EmptyPage("lock", self)
        self.empty.hide()
        self._all = Folding("What is shown of the file", self)
        for shown, share in ((self.letters, 0), (self.stop, 0), (self.again, 0), (self.empty, 1), (self._all, 1)):
            down.addWidget(shown, share)
        self._build()
        self._unkept = Unkept(desk, self.file.register, self.pane)
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.do)

    def arrive(self, about: object) -> None:
        """Show a file by its id; a register's page gives those selected."""
        number = about[0] if isinstance(about, tuple) and about else about
        another = isinstance(number, int) and number != self._number
        if isinstance(number, int):
            self._number = number
        if another:
            self.stop.hide()
            self.again.hide()
            self._middle.turn(middle.STEP)
        self._read(opening=True, fresh=another)
        self.steps.setFocus()

    def leave(self) -> None:
        """What is being typed is finished first; what cannot be kept stays with its words."""
        if self._values and not self._fixed():
            self.pane.leave_boxes(self._unkept.of(self._number).keys())

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible() and self._number:
            self._read()

    def standing(self) -> object:
        """The file shown."""
        return self._number

    def verbs(self) -> Verbs:
        """Adding goes to the list of the step; a letter is written from the file."""
        return {"new": self.pane.add, "letter": self.letters.ask} if self._values and not self._fixed() else {}

    def count_text(self) -> str:
        """How far it is."""
        done = sum(bool(step.done(self._values)) for step in self._steps()) if self._values else 0
        return f"{done} of {len(self._steps())} steps done" if self._values else ""

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 240)

    def do(self) -> None:
        """Ctrl+Enter: the form one is in is kept; else the step is done."""
        here, forms = QApplication.focusWidget(), (self.timeline.asking, self.about.asking)
        inside = next((form for form in forms if here is not None and form.isAncestorOf(here)), None)
        if inside:
            inside.ask()
        else:
            self.pane.do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what is being typed, then goes to the steps; Ctrl+V adds what was copied."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            name = self.pane.take_back()
            if name:
                self._unkept.forget(self._number, name)
                self._unkept.say(self._number, take_focus=False)
            self.steps.setFocus()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._middle.papers.writes:
            self._middle.turn(middle.DOCUMENTS)
            self._middle.papers.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if self._values:
            self._middle.papers.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added to the documents."""
        self._middle.turn(middle.DOCUMENTS)
        self._middle.papers.dropEvent(event)

    def _build(self) -> None:
        self._side = Card(self._all, (2, 8, 2, 8), 0)
        self.steps = StepList(self._side)
        self._side.box.addWidget(self.steps)
        self._all.add("Steps", self._side, _STEPS)
        self._middle = Middle(self.desk, self.file, self._all)
        self.pane, self.papers = self._middle.pane, self._middle.papers
        self._all.add("Step and documents", self._middle)
        self.right = Scroll(self._all, gap=12)
        self.clock, self.about, self.timeline = ClockCard(self), FileCard(self), TimelineCard(self)
        for card in (self.clock, self.about, self.timeline):
            self.right.box.addWidget(card)
        self.right.box.addStretch(1)
        self._all.add("Clock and timeline", self.right, _RIGHT)
        self._all.show_part(_PANE)
        self.steps.activated.connect(self._into_step)
        self.steps.stepped.connect(self._stepped)
        pane = self.pane
        for signal, act in (
            (pane.changed, self._save), (pane.unread, self._unread), (pane.kept, self._keep_part),
            (pane.dropped, self._drop_part), (pane.marked, self._mark), (self.timeline.noted, self._note),
            (self.about.opened, self._go), (self.about.joined, self._join), (self.about.released, self._release),
            (self.again.wanted, self._open_again),
        ):  # fmt: skip
            signal.connect(act)

    @property
    def _key(self) -> tuple[str, int]:
        return self.file.register.name, self._number

    def _steps(self) -> tuple[Step, ...]:
        return self.file.steps_for(self._values)

    def _fixed(self) -> bool:
        """Whether nothing may be changed: the file is closed, or all are open to read only."""
        return self.desk.store.read_only or self._values["closed_on"] is not None

    def _read(self, *, opening: bool = False, fresh: bool = False) -> None:
        if not self.desk.may_read():
            return
        try:
            self._values = access.read(self.desk.store, *self._key) if opening else access.look(*self._key)
        except Plain as refused:
            self._values = Values()
            title, _, text = str(refused).partition(". ")
            self.empty.say(f"{title.rstrip('.')}.", text)
        self.empty.setVisible(not self._values)
        self._all.setVisible(bool(self._values))
        if self._values:
            self._show(fresh=fresh)
        else:
            self.head.say(self.title, "")
            self.band.put_away()
            for act in (self._next, self._reopen, self.stop, self.again, self.letters.act):
                act.hide()
        self.counted.emit(self.count_text())
        self.verbs_changed.emit()

    def _show(self, *, fresh: bool) -> None:
        values, fixed = self._values, self._fixed()
        after = self.file.next_step(values)
        following = f"Next: {after.title[:1].lower()}{after.title[1:]}." if after and not values["closed_on"] else ""
        sentence = " ".join(part for part in (self.file.sentence_of(values), following) if part)
        self.head.say(self.file.title_of(values), sentence)
        self._next.setVisible(not fixed and after is not None)
        self._next.setText(after.title if after else "")
        self._reopen.setVisible(values["closed_on"] is not None and not self.desk.store.read_only)
        self.letters.show_file(self._number, values, read_only=fixed)
        if values["readers"] == NAMED:
            self.band.show_file(values["named"], access.openings(*self._key))
        else:
            self.band.put_away()
        steps = self._steps()
        self.steps.show_steps(lines_of(steps, values, after))
        if fresh:
            self.pane.turn(self._number)
            self.timeline.turn(self._number)
            self.steps.stand(steps.index(after) if after in steps else len(steps) - 1)
        self._step(self.steps.currentIndex().row(), fresh=fresh)
        self.clock.show_clock(values)
        self.about.show_file(*self._key, values, read_only=fixed, releases=not self.desk.store.read_only)
        owner = Owner(*self._key)
        self._middle.show_documents(owner, len(attachments.of(owner)), read_only=fixed)
        self.timeline.show_happened(keeping.timeline(self._key[0], values, self._number), read_only=fixed)

    def _stepped(self, place: int) -> None:
        self._middle.turn(middle.STEP)
        self._step(place)

    def _step(self, place: int, *, fresh: bool = False) -> None:
        steps = self._steps()
        if not self._values or not steps:
            return
        step = steps[min(max(place, 0), len(steps) - 1)]
        records = keeping.parts(step.part, *self._key) if step.part else {}
        unsaved = self._unkept.of(self._number).keys()
        if (
            self.pane.show_step(step, self._values, records, read_only=self._fixed(), fresh=fresh, unsaved=unsaved)
            and not self._fixed()
        ):
            self._unkept.show(self._number)

    def _into_step(self) -> None:
        """Enter on a step goes into its boxes."""
        self._all.show_part(_PANE)
        self._middle.turn(middle.STEP)
        self.pane.begin()

    def _go_on(self) -> None:
        """To the step that comes next; where one stands on the last already, the file is closed."""
        after = self.file.next_step(self._values)
        if after is not None and after.closes and self.pane.step is after:
            self._close_file()
        elif after is not None:
            self._stand_on(after)

    def _stand_on(self, step: Step, field: str = "") -> None:
        self._all.show_part(_PANE)
        self._middle.turn(middle.STEP)
        self.steps.stand(self._steps().index(step))
        self.pane.begin(field)

    def _unread(self, name: str) -> None:
        box = self.pane.form.fields[name]
        self._unkept.note(self._number, name, box.editor.words(), (Problem(name, box.problem()),))

    def _save(self, name: str, value: Any) -> None:
        number, words = self._number, self.pane.form.fields[name].editor.words()
        self._unkept.note(number, name, words)
        wrong = keeping.problems(self.file.register.name, self._values, {name: value})
        here = [p for p in wrong if p.field == name] or wrong
        if here:
            self._unkept.refuse(number, name, value, tuple(here))
            self._refuse(here)
            return
        work = partial(writing.change, self.desk, self._key, {name: value})
        then = partial(self._unkept.forget, number, name)
        self._write("Change a file", work, then=then, failed=partial(self._not_kept, number, name, value))

    def _not_kept(self, number: int, name: str, value: Any, error: BaseException) -> None:
        """It stays in its box until it can be kept."""
        label = self.file.register.by_name[name].label
        said = Problem(name, f"{label} was not kept. What stands here is not yet saved")
        self._unkept.refuse(number, name, value, (said,))
        box = self.pane.form.fields.get(name)
        if number == self._number and box:
            box.editor.not_kept(self._values.get(name))
            self._unkept.say(number, take_focus=False)
        self._failed(error)

    def _mark(self) -> None:
        step = self.pane.step
        if step is None:
            return
        if step.marks:
            self._write(f"{step.title}: done", partial(writing.mark, self.desk, self._key, step), then=self._on)
        elif step.closes:
            self._close_file()
        else:
            self._on()

    def _on(self) -> None:
        """Go on to the next step that is not done."""
        if after := self.file.next_step(self._values):
            self._stand_on(after)

    def _keep_part(self, part: Register, number: int | None, values: Mapping[str, Any]) -> None:
        work = partial(writing.keep_part, self.desk, part, self._key, number, values)
        self._write(f"Keep a {part.singular}", work)

    def _drop_part(self, part: Register, number: int) -> None:
        self._write(f"Remove a {part.singular}", partial(writing.drop_part, self.desk, part, number))

    def _note(self, entry: Mapping[str, Any]) -> None:
        self._write("Note something", partial(writing.note, self.desk, self._key, entry))

    def _join(self, reference: str, why: str) -> None:
        self._write("Join two files", partial(writing.join, self.desk, self._key, reference, why))

    def _release(self, holds: tuple[int, ...]) -> None:
        self.desk.go("release", holds)

    def _close_file(self) -> None:
        """Close it, or go to the step where what is missing is asked."""
        if missing := closing.missing(self._values):
            step = next((s for s in self._steps() if missing.field in {f.name for f in s.fields}), None)
            if step is not None:
                self._stand_on(step, missing.field)
            self._refuse([missing], "The file stays open.")
            return
        self._write("Close a file", partial(writing.close, self.desk, self._key), then=self._say_closed)

    def _ask_again(self) -> None:
        self.again.begin()

    def _open_again(self, why: str) -> None:
        self._write("Open a file again", partial(writing.reopen, self.desk, self._key, why))

    def _say_closed(self) -> None:
        self.desk.say(f"Closed. {self.about.kept.text()}", "Undo", self.desk.undo)

    def _go(self, register: str, number: int) -> None:
        self.desk.go(f"case/{register}", number)

    def _write(
        self,
        name: str,
        work: Callable[[int], object],
        *,
        then: Callable[[], object] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self.stop.hide()
        changed = [register.name for register in self.desk.registers]
        self.desk.write(name, work, changed, partial(self._written, then), failed or self._failed)

    def _written(self, then: Callable[[], object] | None, _: object) -> None:
        self._read()
        if then:
            then()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self._stop(f"{title.rstrip('.')}.", text)

    def _refuse(self, problems: list[Problem], so: str = "It was not kept. What you typed stays in its box.") -> None:
        self.pane.say_problems(problems, take_focus=False)
        self._stop(f"{problems[0].text}.", so)

    def _stop(self, title: str, text: str) -> None:
        self.stop.say(title, text)
        self.stop.setAccessibleName(f"{title} {text}")
        self.stop.show()
