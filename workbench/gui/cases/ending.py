"""The end of the last step: the day on which the file is closed, and what is not done yet with the reason to close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock
from workbench.gui.forms import FieldBox
from workbench.gui.widgets.basics import Label, Well, column, settle
from workbench.records.record import Values
from workbench.register import Problem
from workbench.registers.cases.base import Case
from workbench.workflows.cases import ending
from workbench.workflows.cases.joining import Key

_WHY = "Why is it closed all the same?"


class Ending(QWidget):
    """The day is today until another is typed; the reason is asked for where something is not done."""

    def __init__(self, record: type[Case], parent: QWidget) -> None:
        super().__init__(parent)
        self._key: Key | None = None
        down = column(self, gap=10)
        self.day = FieldBox(record.closed_on, "Closed on", self)
        down.addWidget(self.day)
        self.left = Well(self, "amber", "triangle-alert", "")
        self._label = Label(_WHY, self.left, "captionstrong", wrap=True)
        self.reason = QLineEdit(self.left)
        self.reason.setAccessibleName(_WHY)
        self._wrong = Label("", self.left, "captionstrong", "amber", wrap=True)
        for part in (self._label, self.reason, self._wrong):
            self.left.box.addWidget(part)
        self._wrong.hide()
        down.addWidget(self.left)

    def show_file(self, key: Key, values: Values) -> None:
        """Show what is not done; another file begins with today, and without a reason."""
        if key != self._key:
            self._key = key
            self.day.editor.show_value(clock.today())
            self.day.say_problem("")
            self.reason.clear()
            self._wrong.hide()
        left = ending.undone(*key, values)
        self.left.setVisible(bool(left))
        self.left.say("Not done yet", "\n".join(left))
        settle(self)

    def given(self) -> tuple[dt.date | None, str]:
        """The day and the reason as they stand."""
        return self.day.editor.value(), self.reason.text().strip()

    def unread(self) -> list[Problem]:
        """What cannot be read as the day."""
        said = self.day.problem()
        return [Problem(ending.DAY, said)] if said else []

    def say(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong beside its box, and put the cursor there."""
        said = {problem.field: problem.text for problem in problems}
        why = said.get(ending.WHY, "")
        self.day.say_problem(said.get(ending.DAY, ""))
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        settle(self)
        if ending.DAY in said:
            self.day.editor.focus_box()
        elif why:
            self.reason.setFocus()
