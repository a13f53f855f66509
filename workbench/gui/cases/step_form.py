"""The boxes of one step, made anew where other answers ask for other boxes, and kept where they do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.forms import FieldBox, Form
from workbench.gui.widgets.basics import clear, column, settle
from workbench.register import Problem, Section


class StepForm(QWidget):
    """`finished` says which box was left with another value, `typed` every stroke."""

    finished = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self, gap=0)
        self._names: tuple[str, ...] = ()
        self._title = ""
        self.form: Form | None = None

    def ask(self, title: str, fields: Sequence[Any], *, new: bool = False) -> bool:
        """Ask for these fields; whether the boxes were made anew."""
        names = tuple(field.name for field in fields)
        if (names, title) == (self._names, self._title):
            return False
        clear(self._box)
        self._names, self._title, self.form = names, title, None
        if fields:
            self.form = Form((Section(title, tuple(fields)),), self)
            self.form.for_new(new)
            self.form.finished.connect(self.finished)
            self.form.typed.connect(self.typed)
            self._box.addWidget(self.form)
        return True

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is kept; what was wrong before is forgotten."""
        if self.form:
            self.form.show_values(values)
            for box in self.form.fields.values():  # a long text grew
                settle(box.editor)

    def show_changed(self, values: Mapping[str, Any], unsaved: Collection[str]) -> None:
        """Show what is kept now, but leave alone the box that is being typed in, and what is not yet saved."""
        if self.form:
            self.form.show_changed(values, unsaved)

    @property
    def fields(self) -> Mapping[str, FieldBox]:
        """The boxes by the names of their fields."""
        return self.form.fields if self.form else {}

    def value(self, name: str) -> Any:
        """What stands in one box."""
        return self.form.values()[name] if self.form else None

    def values(self) -> dict[str, Any]:
        """What stands in all boxes."""
        return self.form.values() if self.form else {}

    def problem(self, name: str) -> str:
        """What cannot be read in one box, or nothing."""
        return self.form.fields[name].problem() if self.form else ""

    def problems(self) -> list[Problem]:
        """What cannot be read as it stands."""
        return self.form.problems() if self.form else []

    def say(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong beside each box."""
        if self.form:
            self.form.say_problems(problems)

    def has(self, name: str) -> bool:
        """Whether it is asked for."""
        return self.form is not None and name in self.form.fields

    def begin(self, name: str = "") -> None:
        """Put the cursor into a box, the first where none is named."""
        if self.form:
            self.form.focus_field(name or self.form.first())
