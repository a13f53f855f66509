"""A list that belongs to a file: places to search, people, what was withheld. Enter opens one, Ctrl+N adds one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.gui.cases.begun import Begun
from workbench.gui.cases.leaving import Leaving
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.widgets.basics import Label, Scroll, column, row
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases.parts import problems
from workbench.registers.cases.progress import is_done

_SIGNS = {True: ("check", "done"), False: ("circle", "not done"), None: ("", "")}


class PartList(QWidget):
    """`kept` says a new or changed record of the list: its id (None for a new one) and its values."""

    kept = Signal(object, object)
    dropped = Signal(int)

    def __init__(self, part: Register, scroll: Scroll) -> None:
        super().__init__(scroll.inside)
        self.part, self._records = part, dict[int, Values]()
        self._received: dt.date | None = None
        down = column(self, gap=8)
        head = row(gap=8)
        head.addWidget(Label(part.title, self, "section"))
        head.addStretch(1)
        self.add = button(f"Add {display.one(part.singular)}", self, self.begin, kind="quiet", icon_name="plus")
        self.change = button("Change", self, self._open, kind="quiet", icon_name="pencil")
        self.drop = button("Remove", self, self._drop, kind="quiet", icon_name="trash-2")
        for act in (self.change, self.drop, self.add):
            head.addWidget(act)
        down.addLayout(head)
        self.table = PickTable(part.title, [field.label for field in part.columns], self)
        self.table.entered.connect(self._open)
        down.addWidget(self.table, 1)
        self.asking = Asking(part.form, "", f"Keep this {part.singular}", self._wrong, self, keyed=False)
        self.leaving = Leaving(self.asking, self.close_form)
        self.asking.wanted.connect(self._wanted)
        self.asking.hide()
        self._begun = Begun(self.asking)
        down.addWidget(self.asking)

    def turn(self, case: int) -> None:
        """Another file is shown."""
        self._begun.turn(case)

    def show_records(
        self, records: Mapping[int, Values], received: dt.date | None, *, read_only: bool, changes: bool = False
    ) -> None:
        """Show the list of a file received on a day; `changes` says that what stands may be changed all the same."""
        self._received = received
        here = max(self.table.currentIndex().row(), 0)
        self._records = dict(records)
        self.table.show_rows([self._row(number, values) for number, values in records.items()], stand_on=here)
        self.change.setVisible(bool(records) and (changes or not read_only))
        self.drop.setVisible(bool(records) and not read_only)
        self.add.setVisible(not read_only)

    def stand(self, number: int) -> None:
        """Put the cursor on one record."""
        if number in self._records:
            self.table.stand(list(self._records).index(number))
        self.table.setFocus()

    def begin(self) -> None:
        """Ask for a new one."""
        self._ask(None, {})

    def close_form(self) -> None:
        """Put the boxes away."""
        self.asking.hide()
        self.table.setFocus()

    def asks(self) -> bool:
        """Whether something is being entered."""
        return not self.asking.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N adds one; Delete takes one off; Escape puts the boxes away."""
        if event.matches(QKeySequence.StandardKey.Delete) and self.table.hasFocus():
            self._drop()
        elif event.matches(QKeySequence.StandardKey.Cancel) and self.asks():
            self.leaving.leave()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        here = self.table.row()
        if here and self.change.isVisibleTo(self):
            self._ask(here.number, self._records[here.number])

    def _ask(self, number: int | None, values: Mapping[str, Any]) -> None:
        self._begun.about = number
        self.asking.show_values({name: values[name] for name in self.asking.form.fields if name in values})
        self.leaving.begin()
        self.asking.show()
        self.asking.begin()

    def _drop(self) -> None:
        here = self.table.row()
        if here and self.drop.isVisibleTo(self):
            self.dropped.emit(here.number)

    def _wanted(self, values: Mapping[str, Any]) -> None:
        self.asking.hide()
        self.kept.emit(self._begun.about, dict(values))
        self.table.setFocus()

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        return problems(self.part, dict(values), values, self._received)

    def _row(self, number: int, values: Values) -> Row:
        texts = tuple(display.show(field, values[field.name]) for field in self.part.columns)
        said = [(field.label, display.show(field, values[field.name])) for field in self.part.fields]
        details = "\n".join(f"{label}: {text}" for label, text in said if text)
        icon, word = _SIGNS[is_done(self.part.name, values)]
        return Row(number, texts, details, icon=icon or self.part.icon, said=word)
