"""The editor of a day: one box that understands what a clerk types and echoes the date in full."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock, display
from workbench.gui.editors.base import LineEditor
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Label, row
from workbench.records.fields import Kind
from workbench.rules.dayentry import DayEntry, read_day


class DayEditor(LineEditor):
    """A day: '22/11', '22 nov', 'today', '+20wd'."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = QLineEdit(self)
        self.box.setMaximumWidth(round(160 * Look.now.scale))
        self._offered = ""
        self.echo = Label("", self, "caption", "ink2", wrap=True)
        inside = row(self, gap=10)
        inside.addWidget(self.box, 1)
        inside.addWidget(self.echo, 1)
        self.box.textEdited.connect(self._typed)
        self.box.editingFinished.connect(self._left)

    def value(self) -> Any:
        """The day, or None."""
        return self._entry().day

    def put(self, value: Any) -> None:
        """Show the day in full."""
        self.box.setText(display.day(value))
        self.box.setCursorPosition(0)
        self._echo("")

    def problem(self) -> tuple[str, str]:
        """What cannot be a day."""
        entry = self._entry()
        return (entry.problem, entry.advice)

    def today(self) -> None:
        """Take today."""
        self.box.setText("today")
        self._left()

    def offer(self, word: str, said: str) -> None:
        """What an empty box will be taken for: greyed in the box, and said beside it."""
        self._offered = said
        self.box.setPlaceholderText(word)
        if not self.box.text():
            self._echo("")

    def _echo(self, words: str) -> None:
        self.echo.setText(words or ("" if self.box.text() else self._offered))

    def _entry(self) -> DayEntry:
        return read_day(self.box.text(), clock.today())

    def _typed(self, _: str) -> None:
        entry = self._entry()
        self._echo(display.day(entry.day) or entry.advice)
        self.typed.emit()

    def _left(self) -> None:
        entry = self._entry()
        if entry.day:
            self.put(entry.day)
        self.leave()
