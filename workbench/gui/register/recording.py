"""The panel of a page with all that reads and keeps: fields save themselves, new records stay drafts until added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.register.acting import acts_of, do
from workbench.gui.register.keeper import Keeper
from workbench.gui.register.panel import RecordPanel
from workbench.gui.register.unkept import Unkept
from workbench.gui.session import NEW, Typed
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.register import Act, Problem, Register
from workbench.rules.questions import Answer, Question
from workbench.workflows import onhold

DRAFT_EVERY = 10_000  # milliseconds


class Recording(QFrame):
    """Beside the table, or in its place on a narrow page; `left` says that the record with the cursor has gone."""

    stepped = Signal(int)
    closed = Signal()
    left = Signal()
    added = Signal(object)

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register = desk, register
        self.keeper = Keeper(desk, register, self)
        self._number: int | None = None
        self._kept: Values = {}
        self._wanted, self._narrow, self._place, self._another = True, False, "", False
        down = column(self, gap=0)
        self._back = QWidget(self)
        across = row(self._back, (14, 8, 18, 0))
        across.addWidget(button(register.title, self._back, self.closed.emit, kind="link", icon_name="arrow-left"))
        across.addStretch(1)
        self._back.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # large text needs it whole
        self._back.hide()
        down.addWidget(self._back)
        self.panel = RecordPanel(register, [act for act in acts_of(desk, register) if act.picked], self)
        self.panel.form.setEnabled(not desk.store.read_only)
        self.panel.question.setEnabled(not desk.store.read_only)
        down.addWidget(self.panel, 1)
        self._unkept = Unkept(desk, register, self.panel)
        self._later = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._connect()
        self.hide()

    @property
    def is_new(self) -> bool:
        """Whether a new record is being written."""
        return self.panel.is_new

    def show_record(self, number: int | None, place: str) -> None:
        """Show a record; a new one that is being written is not pushed aside."""
        if self.panel.is_new:
            return
        self._place = place
        if number != self._number:
            self._let_go()
        worked_on = number == self._number and self.has_focus()
        found = self.keeper.read(number, worked_on=worked_on) if number and self._desk.may_read() else None
        if found is None or number is None:
            here, self._number = self.has_focus(), None
            self.setVisible(False)
            if here:  # it went
                self.left.emit()
            return
        values, entries = found
        self._kept = values
        self.panel.undoable = self._desk.is_last_of(entries)
        self.panel.told = onhold.told(self._register.record, number)
        self.panel.waits = self._register.waits_here(number, values)
        first = self._register.columns[0]
        if first.name != self._register.naming.name and values.get(first.name):
            place = f"{display.show(first, values[first.name])}, {place}"
        open_already = number == self._number and self.isVisible()  # on a narrow page it stands in the table's place
        if number == self._number:
            self.panel.update_record(values, entries, place, self._unkept.of(number).keys())
        else:
            self._number = number
            self.panel.show_record(values, entries, place)
            self._unkept.show(number)
        self.setVisible(open_already or (self._wanted and not self._narrow))

    def begin(self) -> None:
        """Begin a new record, or carry on with the one begun."""
        if not self.is_new:
            self._let_go()
            draft = self.keeper.draft()
            self.panel.show_new(draft or self._register.begun(), carried_on=bool(draft or self._unkept.of(NEW)))
            self._unkept.show(NEW)
        if self._desk.may_read():
            self.panel.preview()
        self._number = None
        self.show()
        self.panel.focus_first_empty()

    def open(self) -> None:
        """Show the panel."""
        self._wanted = True
        self.setVisible(self._number is not None or self.is_new)

    @property
    def number(self) -> int | None:
        """The record shown; None where a new one is being written, or none is chosen."""
        return self._number

    def has_focus(self) -> bool:
        """Whether the cursor is in the record."""
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def take_back(self) -> None:
        """Forget what is being typed in the box that has the cursor."""
        for name, box in self.panel.form.fields.items():
            if not self.is_new and box.has_cursor():
                box.editor.take_back()
                box.say_problem("")
                if self._number is not None:
                    self._unkept.forget(self._number, name)
                    self._unkept.say(self._number)

    def close_panel(self, *, narrow: bool) -> None:
        """Leave the record; a new one stays a draft."""
        new = self.is_new
        self.leave()
        if new and (self.keeper.draft() or self._unkept.of(NEW)):
            text = f"The {self._register.singular} is kept as a draft."
            self._desk.say(text, "Carry on", partial(self._desk.go, f"register/{self._register.name}", "new"))
        self.panel.is_new = False
        self._number = None
        if not narrow and not new:
            self._wanted = False
        self.hide()

    def leave(self) -> None:
        """Keep what was typed: of a new record as a draft, of another in the box with the cursor or with a fault."""
        if self._desk.store.read_only:
            return
        if self.is_new:
            values, begun = self.panel.form.values(), self._register.begun()
            untouched = all(value in (None, "", begun.get(name)) for name, value in values.items())
            self.keeper.keep_draft({} if untouched else values)
            self._unkept.put(NEW, self._unkept.unread())
            return
        for box in self.panel.form.fields.values():
            if box.problem() or box.has_cursor():
                box.editor.leave()

    def _let_go(self) -> None:
        """Another record comes: what is being typed is kept first, and what cannot be kept is named."""
        if self._number is None or self._desk.store.read_only:
            return
        self.leave()
        if wrong := [box.said for box in self.panel.form.fields.values() if box.said]:
            self._say_not_kept(self._number, wrong[0])

    def begin_afresh(self) -> None:
        """Put the draft aside and begin with empty boxes."""
        self._begin_with({}, {})

    def _begin_with(self, draft: Values, unread: Mapping[str, Typed]) -> None:
        """Put aside what stands in the boxes of a new record, to be brought back, and show another draft there."""
        if self.is_new:
            self.leave()
        aside = (self.keeper.draft() or {}, self._unkept.of(NEW))
        self.keeper.keep_draft(draft)
        self._unkept.put(NEW, unread)
        self.panel.is_new = False
        self.begin()
        if any(aside):
            self._desk.say("What you had begun was put aside.", "Bring back", partial(self._begin_with, *aside))

    def add_another(self) -> None:
        """Add the new record, and begin the next with its days."""
        self._another = True
        self.add_now()

    def add_now(self) -> None:
        """Add the new record."""
        if self.is_new:
            unread = self.panel.form.problems()
            if unread:
                self._refused(unread)
            else:
                self.keeper.add(self.panel.form.values())

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field; an empty name leaves it to the first."""
        if name:
            self.panel.focus_field(name)
        else:
            self.panel.focus_top()

    def as_page(self, page: bool) -> None:
        """In place of the table, or beside it."""
        self._narrow = page
        self._back.setVisible(page)
        self.panel.as_page(page)
        self.setVisible(self.is_new or (self._number is not None and self._wanted and not page))

    def _connect(self) -> None:
        panel, keeper = self.panel, self.keeper
        panel.edited.connect(self._edited)
        panel.typed.connect(self._typed)
        panel.stepped.connect(self.stepped)
        panel.closed.connect(self.closed)
        panel.undo_wanted.connect(self._desk.undo_this)
        panel.history.put_back.connect(self._put_back)
        panel.act_wanted.connect(self._act)
        panel.checked.connect(self._checked)
        panel.answered.connect(self._answered)
        panel.add_wanted.connect(self.add_now)
        panel.another_wanted.connect(self.add_another)
        panel.afresh_wanted.connect(self.begin_afresh)
        keeper.refused.connect(self._refused)
        keeper.saved.connect(self._saved)
        keeper.lost.connect(self._lost)
        keeper.kept.connect(panel.saved)
        keeper.added.connect(self._added)
        self._later.timeout.connect(self.leave)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, _: QWidget | None, to: QWidget | None) -> None:
        """The cursor is elsewhere: a file that was restricted while it was worked on is no longer in sight."""
        if to and self.keeper.stays and to.window() is self.window() and not self.isAncestorOf(to):
            self.show_record(self._number, self._place)

    def _edited(self, name: str) -> None:
        box = self.panel.form.fields[name]
        if self.is_new and self._desk.may_read():
            self.panel.preview()
        if self.is_new or self._number is None or self._desk.store.read_only:
            return
        if wrong := box.problem():
            self._unkept.note(self._number, name, box.editor.words(), (Problem(name, wrong),))
            return
        self._unkept.note(self._number, name, box.editor.words())
        self.keeper.save(self._number, name, box.editor.value())

    def _typed(self) -> None:
        if self.is_new and not self._later.isActive():
            self._later.start()

    def _put_back(self, values: object) -> None:
        if self._number is not None and isinstance(values, dict) and not self._desk.store.read_only:
            self.keeper.put({self._number: values}, "Put earlier values back", "put back")

    def _act(self, act: Act) -> None:
        if self._number is not None:
            do(self._desk, self._register, act, partial(list, [self._number]))

    def _checked(self) -> None:
        if self._number is not None:
            self.keeper.checked(self._number)

    def _answered(self, answer: Answer, left: tuple[Question, ...]) -> None:
        if self._number is not None:
            self.keeper.answered(self._number, answer, left)

    def _refused(self, problems: list[Problem]) -> None:
        self._another = self._another and not problems
        self.panel.say_problems(problems)

    def refused_in_cell(self, number: int, name: str, words: object, wrong: str) -> None:
        """What was typed into a cell of the table and cannot be read stays in the box of its record."""
        self._unkept.note(number, name, words, (Problem(name, wrong),))
        if number == self._number:
            self._unkept.show(number)
        self._say_not_kept(number, wrong)

    def _saved(self, number: int, name: str) -> None:
        self._unkept.forget(number, name)
        if number == self._number:
            self._unkept.say(number)
            for other, value in self._unkept.refused(number):  # it may have been for what stood here
                self.keeper.save(number, other, value)

    def _lost(self, number: int, name: str, value: object, problems: list[Problem]) -> None:
        """A change that could not be kept stays in its box until it is kept or taken back, and the box says so."""
        label = self._register.by_name[name].label
        why = problems or [Problem(name, f"{label} was not kept. What stands here is not yet saved")]
        self._unkept.refuse(number, name, value, tuple(why), ruled=bool(problems))
        box = self.panel.form.fields.get(name)
        if number == self._number and box:
            box.editor.not_kept(self._kept.get(name))
            if not box.has_cursor():  # it was typed in a cell
                box.editor.put_words(self._unkept.of(number)[name].words)
            self._unkept.say(number)
        if problems and (number != self._number or not self.panel.isVisible()):
            self._say_not_kept(number, problems[0].text)

    def _say_not_kept(self, number: int, why: str) -> None:
        text = f"Not kept: {why.removesuffix('.')}. Nothing was changed, and what you typed stays."
        show = partial(self._desk.go, f"register/{self._register.name}", number)
        self._desk.say(text, "Show it", show, well=False)

    def _added(self, number: int) -> None:
        days = {n: box.editor.value() for n, box in self.panel.form.fields.items() if box.field.kind == "day"}
        another, self._another = self._another, False
        self._unkept.put(NEW, {})
        self.panel.is_new = another
        self._later.stop()
        if another:
            self.panel.show_new(days)
        self._desk.say(f"{self._register.singular.capitalize()} added.", "Undo", self._desk.undo)
        if not another:
            self.added.emit(number)
