"""The side panel: one record in plain words, its form that saves itself, its history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from workbench import clock, display
from workbench.gui.forms import Form
from workbench.gui.problems import ProblemSummary
from workbench.gui.register.history import HistoryList, last_change
from workbench.gui.register.question import OpenQuestion
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import CutLabel, Label, Rule, Scroll, Well, column, row
from workbench.gui.widgets.buttons import Button, button, picture_button
from workbench.records.history import Entry
from workbench.records.record import Values, meaning
from workbench.register import Act, Problem, Register, Section, View
from workbench.registers.cases import closed
from workbench.workflows.onhold import Told

WIDTH = 368
_DRAFT = "It was kept as a draft when you left it."


class RecordPanel(QFrame):
    """Shows one record, or a new one. It keeps nothing itself: `edited` says what was finished."""

    edited = Signal(str)
    stepped = Signal(int)
    closed = Signal()
    undo_wanted = Signal(int)
    checked = Signal()
    answered = Signal(object, object)
    add_wanted = Signal()
    another_wanted = Signal()
    afresh_wanted = Signal()
    act_wanted = Signal(object)
    typed = Signal()

    def __init__(self, register: Register, acts: Sequence[Act], parent: QWidget) -> None:
        super().__init__(parent)
        self.register = register
        self.setObjectName("panel")
        self.setAccessibleName(register.singular.capitalize())
        self.is_new, self.undoable = False, 0
        self.told: Told | None = None  # what stands in the way of the record, and
        self.waits: View | None = None  # the view in which it waits for somebody
        box = column(self, gap=0)
        box.addWidget(self._head())
        box.addWidget(Rule(self))
        self._tabs = QStackedWidget(self)
        self._tabs.addWidget(self._details())
        self.history = HistoryList(register, self)
        self._tabs.addWidget(self.history)
        box.addWidget(self._tabs, 1)
        box.addWidget(Rule(self))
        box.addWidget(self._foot())
        self._act_buttons = [(act, self._act_button(act)) for act in acts]
        self.set_width()
        Look.now.changed.connect(self.set_width)

    def show_record(self, values: Values, entries: list[Entry], place: str) -> None:
        """Show a record that is kept."""
        self._set_new(False)
        self._fix(values)
        self.form.show_values(values)
        self._show(values, entries, place, fresh=True)
        self._scroll.verticalScrollBar().setValue(0)

    def update_record(self, values: Values, entries: list[Entry], place: str, unsaved: Collection[str]) -> None:
        """Show the same record after it changed; the cursor stays where it is, and so does what is not yet saved."""
        self._fix(values)
        self.form.show_changed(values, unsaved)
        self._show(values, entries, place, fresh=False)

    def show_new(self, values: Values, *, carried_on: bool = False) -> None:
        """Begin a new record, with what a draft holds."""
        self._set_new(True)
        self._fix({})
        self._carried_on.setVisible(carried_on)
        self.form.show_values(values)
        self._caption.say(self.register.title)
        self._title.setText(f"New {self.register.singular}")
        self._plain.hide()
        self.told = self.waits = None
        self._held.hide()
        self.form.call({})
        self.question.hide()
        for _, made in self._act_buttons:
            made.hide()
        self._show_tab(0)
        self._scroll.verticalScrollBar().setValue(0)
        self.focus_first_empty()

    def _show(self, values: Values, entries: list[Entry], place: str, *, fresh: bool) -> None:
        self._say(values, place, fresh=fresh)
        self.history.show_entries(entries)
        self._who.say(last_change(entries))
        self._undo.setVisible(bool(self.undoable))

    def _fix(self, values: Values) -> None:
        """A closed file shows what stays as it is, and says why."""
        self._closed.setVisible(closed.is_closed(self.register, values))
        self.form.fix(lambda name: closed.stays(self.register, name, values))

    def saved(self) -> None:
        """Say that it was kept just now."""
        self._who.say(f"Saved {clock.now():%H:%M}")

    def say_problems(self, problems: list[Problem], *, take_focus: bool = True) -> None:
        """Show what stands in the way, on top and beside each field."""
        self.summary.say(problems, take_focus=take_focus)
        self.form.say_problems(problems)
        if self.summary.hasFocus():
            self._scroll.verticalScrollBar().setValue(0)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        self._show_tab(0)
        target = name if name in self.form.fields else self._near()
        self.form.focus_field(target)
        if target in self.form.fields:
            self._scroll.ensureWidgetVisible(self.form.fields[target], 0, 40)

    def focus_top(self) -> None:
        """Put the cursor on the first answer of what waits, else on the record as a whole."""
        if not self.question.begin():
            self.setFocus()

    def focus_first(self) -> None:
        """Put the cursor on the first answer of what waits, else into the first field shown."""
        if not self.question.begin():
            self.form.focus_field(self.form.first())

    def focus_first_empty(self) -> None:
        """Put the cursor into the first field that must be filled and is not."""
        empty = [
            n for n, box in self.form.fields.items() if not box.field.optional and box.editor.value() in (None, "")
        ]
        self.focus_field(empty[0] if empty else self.form.first())

    def set_width(self) -> None:
        """A width of its own beside the table; none when it is a page."""
        if self._closer.isHidden():
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(round(WIDTH * (0.4 + 0.6 * Look.now.scale)))

    def as_page(self, page: bool) -> None:
        """Fill the page, with two columns, or stand beside the table."""
        self._closer.setVisible(not page)
        self.set_width()
        self.form.set_columns(2 if page else 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        down = column(head, (18, 12, 12, 0), 0)
        across = row(gap=0)
        down.addLayout(across)
        words = column(gap=0)
        self._caption = CutLabel("", head, "caption", "ink2")
        self._title = Label("", head, "title", wrap=True)
        words.addWidget(self._caption)
        words.addWidget(self._title)
        across.addLayout(words, 1)
        self._steps = [
            picture_button("Previous record", "chevron-up", head, self._previous),
            picture_button("Next record", "chevron-down", head, self._next),
        ]
        self._closer = picture_button("Close the side panel", "panel-right-close", head, self.closed.emit)
        for made in (*self._steps, self._closer):
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        tabs = row(gap=18)
        down.addLayout(tabs)
        self._tab_buttons = [
            self._tab("Details", self.show_details, head),
            self._tab("History", self.show_history, head),
        ]
        for made in self._tab_buttons:
            tabs.addWidget(made)
        tabs.addStretch(1)
        return head

    def _tab(self, text: str, on: Any, head: QWidget) -> Button:
        made = button(text, head, on, kind="tab")
        made.setCheckable(True)
        return made

    def _details(self) -> QWidget:
        self._scroll = Scroll(self, (18, 14, 18, 14), 12)
        inside, box = self._scroll.inside, self._scroll.box
        self.summary = ProblemSummary(inside)
        self.summary.wanted.connect(self.focus_field)
        self._plain = Well(inside, "accent", self.register.icon, "")
        self._held = Well(inside, "violet", "hand", "")
        self._closed = Well(inside, "accent", "lock", closed.TITLE, closed.HOW)
        self.question = OpenQuestion(self.register, inside)
        self.question.right.connect(self.checked)
        self.question.answered.connect(self.answered)
        self.question.left.connect(self.setFocus)
        self.form = Form(sections(self.register), inside, self.register.changes)
        self.form.finished.connect(self.edited)
        self.form.typed.connect(self.typed)
        self._carried_on = Well(inside, "accent", "file-pen-line", "Carrying on where you stopped", _DRAFT)
        self._carried_on.box.addWidget(
            button("Begin an empty one", self._carried_on, self.afresh_wanted.emit, kind="link"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        self._carried_on.hide()
        for part in (self.summary, self._carried_on, self._closed, self._held, self._plain, self.question):
            box.addWidget(part)
        self._acts = column(gap=0)
        box.addLayout(self._acts)
        if self.register.made:
            box.addWidget(Label(self.register.made, inside, "caption", "ink2", wrap=True))
        box.addWidget(self.form)
        box.addStretch(1)
        return self._scroll

    def _act_button(self, act: Act) -> Button:
        """What is done with this record on a page of its own."""
        made = button(act.text, self._scroll.inside, partial(self._act, act), kind="link", icon_name=act.icon)
        made.setToolTip(act.told)
        self._acts.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _act(self, act: Act, _: bool = False) -> None:
        self.act_wanted.emit(act)

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        across = row(foot, (18, 8, 12, 8), 8)
        self._who = CutLabel("", foot, "caption", "ink2")
        across.addWidget(self._who, 1)
        self._undo = button("Undo", foot, self._undo_last, kind="quiet", icon_name="undo-2")
        self._drop = button("Cancel", foot, self.closed.emit, kind="quiet")
        self._another = button("Add another", foot, self.another_wanted.emit)
        self._add = button("Add", foot, self.add_wanted.emit, icon_name="check")
        self._another.setToolTip("Ctrl+Shift+Enter adds it and begins the next")
        self._add.setToolTip("Ctrl+Enter")
        self._add.setAccessibleName(f"Add {self.register.singular}")
        for made in (self._undo, self._drop, self._another, self._add):
            across.addWidget(made)
        return foot

    def _set_new(self, new: bool) -> None:
        self.is_new = new
        self.summary.say(())
        self.form.for_new(new)
        self._carried_on.hide()
        self._undo.hide()
        for made in (self._drop, self._another, self._add):
            made.setVisible(new)
        self._tab_buttons[1].setVisible(not new)
        for made in self._steps:
            made.setVisible(not new)
        self._who.say("Ctrl+Enter" if new else "")
        self._show_tab(self._tabs.currentIndex() if not new else 0)

    def _say(self, values: Values, place: str, *, fresh: bool) -> None:
        register = self.register
        named = display.show(register.naming, values.get(register.naming.name))
        self._caption.say(place)
        self._title.setText(named or f"A {register.singular} without a name")
        self._say_plainly(values)
        self._say_held()
        for act, made in self._act_buttons:
            made.setVisible(act.fits is None or act.fits(values))
        self.question.show_record(values, self.waits, fresh=fresh)

    def _say_held(self) -> None:
        told = self.told
        self._held.setVisible(told is not None)
        if told:
            self._held.say(told.title, told.text)
            self._held.setAccessibleName(f"{told.title}. {told.text}")

    def preview(self) -> None:
        """Say of a new record what follows from what stands in its boxes so far."""
        if self.is_new and not self.register.understand:  # words are understood when it is added
            self._say_plainly(meaning(self.register.record).empty | self.form.values())

    def _say_plainly(self, values: Values) -> None:
        if self.told and self.told.whole and self.register.held_at:  # not what would happen otherwise
            values = {**values, self.register.held_at.name: self.register.held_at.empty}
        said = self.register.plainly(values) if self.register.plainly else ("", "")
        self._plain.say(*said)
        self._plain.setVisible(bool(said[0]))
        self.form.call(self.register.labelled(values) if self.register.labelled else {})

    def _near(self) -> str:
        """The field that stands for a column which is worked out."""
        words = [f.name for f in (*self.register.understood, *self.register.words) if f.name in self.form.fields]
        return words[0] if words else next(iter(self.form.fields))

    def _show_tab(self, place: int) -> None:
        self._tabs.setCurrentIndex(place)
        for number, made in enumerate(self._tab_buttons):
            made.setChecked(number == place)

    def show_details(self) -> None:
        """Show the form."""
        self._show_tab(0)

    def show_history(self) -> None:
        """Show what happened to the record."""
        self._show_tab(1)

    def _undo_last(self) -> None:
        self.undo_wanted.emit(self.undoable)

    def _previous(self) -> None:
        self.stepped.emit(-1)

    def _next(self) -> None:
        self.stepped.emit(+1)


def sections(register: Register) -> list[Section]:
    """The parts of the form, those with the council's own words first: they are what is checked."""
    words = {f.name for f in register.words}
    return sorted(register.form, key=lambda s: not any(f.name in words for f in s.fields))
