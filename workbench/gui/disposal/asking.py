"""A few boxes and one button: what is wrong stands beside the boxes, Enter or Ctrl+Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.forms import FieldBox, Form
from workbench.gui.problems import ProblemSummary
from workbench.gui.widgets.basics import Label, column, reveal, row, settle
from workbench.gui.widgets.buttons import button
from workbench.register import Problem, Section

Values = Mapping[str, Any]
Wrong = Callable[[Values], list[Problem]]


class Asking(QWidget):
    """`wanted` says what was entered once `wrong` finds nothing wrong with it."""

    wanted = Signal(object)

    def __init__(
        self,
        sections: Sequence[Section],
        hint: str,
        act: str,
        wrong: Wrong,
        parent: QWidget,
        *,
        kind: str = "",
        keyed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._wrong_of = wrong
        self.box = column(self, gap=10)
        self.summary = ProblemSummary(self)
        self.form = Form(sections, self, keyed=keyed)
        self.summary.wanted.connect(self.focus_field)
        self.hint = Label(hint, self, "caption", "ink2", wrap=True)
        self.hint.setVisible(bool(hint))
        for part in (self.summary, self.hint, self.form):
            self.box.addWidget(part)
        self._shown = {name: box.editor.words() for name, box in self.form.fields.items()}
        self.acts = row(gap=8)
        self.act = button(act, self, self.ask, kind=kind)
        self.acts.addWidget(self.act)
        self.acts.addStretch(1)
        self.box.addLayout(self.acts)

    def show_values(self, values: Values) -> None:
        """Begin with these values; what was wrong before is forgotten."""
        self.summary.say(())
        empty = {name: box.field.empty for name, box in self.form.fields.items()}
        self.form.show_values(empty | dict(values))
        self._shown = {name: box.editor.words() for name, box in self.form.fields.items()}

    def ask(self) -> None:
        """Hand over what was entered, or say what is wrong."""
        values = self.form.values()
        problems = self.form.problems()
        said = {problem.field for problem in problems}
        problems += [problem for problem in self._wrong_of(values) if problem.field not in said]
        self.summary.say(problems)
        if problems:
            self.focus_field(problems[0].field)
        self.form.say_problems(problems)  # last, for a box that is left looks only at its own words
        settle(self.form)
        if problems and (box := self.box_of(problems[0].field)):
            reveal(box)
        if not problems:
            self.wanted.emit(values)

    def box_of(self, field: str) -> FieldBox | None:
        """The box of a field, with its words of what is wrong."""
        return self.form.fields.get(field)

    def focus_field(self, field: str) -> None:
        """Put the cursor into a box."""
        if box := self.box_of(field):
            box.editor.focus_box()

    def changed(self) -> bool:
        """Whether something was entered that stood in no box before."""
        return any(box.editor.words() != self._shown.get(name) for name, box in self.form.fields.items())

    def begin(self) -> None:
        """Put the cursor into the first box."""
        self.form.focus_field(self.form.first())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a box does it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)
