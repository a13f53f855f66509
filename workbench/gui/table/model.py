"""The table model of any register: a list of ids, pages of rows, and the words of each cell."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from workbench import display
from workbench.gui.table.editing import fits_a_cell
from workbench.gui.table.looks import chip_of, column_look, held_chip, one_line
from workbench.gui.table.pages import RowPages
from workbench.gui.types import Index, Role
from workbench.records.fields import Kind
from workbench.records.query import Order, Query
from workbench.register import Register
from workbench.workflows import onhold

LOOK, CHIP, WHOLE, FIELD, VALUE = (Role.UserRole + n for n in range(5))
_ARROWS = {False: ("↑", "sorted upwards"), True: ("↓", "sorted downwards")}


class RegisterModel(QAbstractTableModel):
    """The records of one query. Filtering and sorting are the query's business; nothing is sorted here."""

    def __init__(self, register: Register, readable: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.register = register
        self.fields: tuple[Kind, ...] = tuple(register.columns)
        self.order: tuple[Order, ...] = ()
        self.writable = False
        self._rows = RowPages(readable, partial(onhold.marked, register.record))
        self._looks = [column_look(register, f) for f in self.fields]

    @property
    def ids(self) -> array[int]:
        """The ids shown, in order."""
        return self._rows.ids

    def show(self, query: Query, ids: array[int]) -> None:
        """Show the records with these ids."""
        self.beginResetModel()
        self._rows.show(query, ids)
        self.order = query.order
        self.fields = query.fields
        self._looks = [column_look(self.register, f) for f in self.fields]
        self.endResetModel()

    def read_again(self) -> None:
        """The same ids, but values may have changed."""
        self._rows.forget()
        if len(self.ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.fields) - 1))

    def fill_gaps(self) -> None:
        """The store can be read again: show what was missing."""
        if self._rows.wanting:
            self.read_again()

    def place_of(self, number: int) -> int:
        """The row of a record, or -1."""
        try:
            return self.ids.index(number)
        except ValueError:
            return -1

    def value(self, row: int, column: int) -> Any:
        """The value itself; None while it cannot be read."""
        found = self._rows.row(row)
        return found.values[column] if found else None

    def texts(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """Cells as shown, row by row."""
        return [[display.show(self.fields[c], self.value(r, c)) for c in columns] for r in rows]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many records."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns."""
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words for people and screen readers; look and chip for the delegate. Formatting here must not fail."""
        row, column = index.row(), index.column()
        if not (0 <= row < len(self.ids) and 0 <= column < len(self.fields)):
            return None
        if role == LOOK:
            return self._looks[column]
        if role == FIELD:
            return self.fields[column]
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, CHIP, WHOLE, VALUE):
            return None
        found = self._rows.row(row)
        if found is None:
            return "…" if role == Role.DisplayRole else None
        field, value = self.fields[column], found.values[column]
        if role == VALUE:
            return value
        held = self._rows.mark(row) if self._is_held_at(field) else ""
        if role == CHIP:
            return held_chip(held) if held else chip_of(self.register, field, value)
        if role == WHOLE:
            return ". ".join(part for part in (held, display.show(field, value)) if part)
        text = one_line(field, value)
        if held:  # in place of what would happen; a screen reader says both
            text = held if role == Role.DisplayRole else f"{held}, else {text}" if text else held
        return text if role == Role.DisplayRole else f"{field.label}: {text or 'nothing'}"

    def _is_held_at(self, field: Kind) -> bool:
        return self.register.held_at is not None and bool(field.name == self.register.held_at.name)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Values that fit a cell can be changed there."""
        plain = super().flags(index)
        row, column = index.row(), index.column()
        known = self.writable and 0 <= row < len(self.ids) and 0 <= column < len(self.fields)
        if known and self._rows.row(row) and fits_a_cell(self.fields[column], self.value(row, column)):
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The label with an arrow where the table is sorted by it."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.fields):
            return None
        field = self.fields[section]
        if role == Role.DisplayRole:
            return f"{field.label}{self._arrow(field, 0)}"
        if role == Role.AccessibleTextRole:
            return f"{field.label}{self._arrow(field, 1)}"
        if role == Role.ToolTipRole:
            return f"{field.label}. Click to sort, Shift and click to sort by a second column."
        return None

    def _arrow(self, field: Kind, spoken: int) -> str:
        for number, order in enumerate(self.order):
            if order.field == field.name:
                second = f" {number + 1}" if len(self.order) > 1 else ""
                return f" {_ARROWS[order.descending][spoken]}{second}"
        return ""
