"""The boxes of one step: other answers ask for other boxes, and those that stay keep what is typed in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.gui.editors.choice import ChoiceEditor
from workbench.gui.editors.day import DayEditor
from workbench.gui.forms import FieldBox, Form, put_in_order
from workbench.gui.widgets.basics import clear, column, settle
from workbench.register import Problem, Section


class StepForm(QWidget):
    """`finished` says which box was left with another value, `typed` every stroke."""

    finished = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self, gap=0)
        self._before = QWidget(self)  # the boxes come after it by Tab: unseen, it is no stop of its own
        self._before.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else Qt puts nothing after it
        self._before.hide()
        self._title = ""
        self._asked: frozenset[str] = frozenset()
        self.newly: frozenset[str] = frozenset()
        self.form: Form | None = None

    def ask(self, title: str, fields: Sequence[Any], asked: Collection[Any], *, new: bool = False) -> bool:
        """Ask for those of the fields of a step that are asked of this file; whether the boxes were made anew.

        `newly` then says which were not there before. The box that is being typed in stays, whatever comes or goes.
        """
        names = frozenset(field.name for field in asked)
        anew = title != self._title
        if anew:
            self._make(title, fields, new=new)
        self.newly = names - self._asked
        if anew or names != self._asked:
            self._show(names)
        return anew

    def _make(self, title: str, fields: Sequence[Any], *, new: bool) -> None:
        clear(self._box)
        self._title, self.form, self._asked = title, None, frozenset()
        if fields:
            self.form = Form((Section(title, tuple(fields)),), self)
            self.form.for_new(new)
            self.form.finished.connect(self.finished)
            self.form.typed.connect(self.typed)
            self._box.addWidget(self.form)
            self.form.show()  # a layout shows it a moment later, and until then no letter leads to its boxes
            fields = list(self.form.fields.values())
            for field in fields[:1]:
                QWidget.setTabOrder(self._before, field.editor.boxes()[0])  # the boxes come before what is below them
            put_in_order(fields)

    def _show(self, names: frozenset[str]) -> None:
        going = [box for name, box in self.fields.items() if name not in names and box.has_cursor()]
        self._asked = names
        if self.form:
            self.form.show_only(names)
            if going:
                self.begin()

    def fix(self, why: Callable[[str], str]) -> None:
        """Only show what stays as it is, by the reason of each field."""
        if self.form:
            self.form.fix(why)

    def fit(self, labels: Mapping[str, str], offers: Mapping[str, Collection[str]] | None) -> None:
        """Call boxes by what is asked here of this very file, and offer the answers that fit."""
        if self.form:
            self.form.call(labels)
        for name, codes in (offers or {}).items():
            if name in self.fields and isinstance(editor := self.fields[name].editor, ChoiceEditor):
                editor.offer_only(codes)

    def offer_today(self, name: str) -> None:
        """Say beside the day of the step, while it is empty, that its button puts in today."""
        box = self.fields.get(name)
        if box and isinstance(box.editor, DayEditor):
            box.editor.offer("Today", f"“Step done” puts in {display.day(clock.today())}")

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is kept; what was wrong before is forgotten."""
        if self.form:
            self.form.show_values(values)
            for box in self.form.fields.values():  # a long text grew
                settle(box.editor)

    def show_changed(self, values: Mapping[str, Any], unsaved: Collection[str]) -> None:
        """Show what is kept now, but leave alone what is being typed, and what is not yet saved."""
        if self.form:
            self.form.show_changed(values, unsaved)

    @property
    def fields(self) -> Mapping[str, FieldBox]:
        """The boxes that are shown, by the names of their fields."""
        return {name: box for name, box in self.form.fields.items() if name in self._asked} if self.form else {}

    def value(self, name: str) -> Any:
        """What stands in one box."""
        return self.form.values()[name] if self.form else None

    def values(self) -> dict[str, Any]:
        """What stands in all boxes that are shown."""
        return {name: value for name, value in self.form.values().items() if name in self._asked} if self.form else {}

    def problem(self, name: str) -> str:
        """What cannot be read in one box, or nothing."""
        return self.form.fields[name].problem() if self.form else ""

    def problems(self) -> list[Problem]:
        """What cannot be read as it stands."""
        return [problem for problem in self.form.problems() if problem.field in self._asked] if self.form else []

    def say(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong beside each box."""
        if self.form:
            self.form.say_problems(problems)

    def has(self, name: str) -> bool:
        """Whether it is asked for."""
        return name in self._asked

    def begin(self, name: str = "") -> None:
        """Put the cursor into a box, the first where none is named."""
        if self.form:
            self.form.focus_field(name or self.form.first())
