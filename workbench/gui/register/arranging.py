"""The columns of one register's table: which, in what order, how wide; kept for the seat."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.desk import Desk
from workbench.gui.register.selection import Selection, choosable
from workbench.gui.register.tools import ColumnMenu
from workbench.gui.table.view import RegisterTable
from workbench.records.fields import Kind
from workbench.register import Register

_KEEP = 800  # milliseconds after the last drag


class Arranging(QObject):
    """`wanted` says the columns, none for the standard, and whether the table must be asked for again to show them."""

    wanted = Signal(object, bool)

    def __init__(self, desk: Desk, register: Register, table: RegisterTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register, self._table = desk, register, table
        self.widths: dict[str, int] = dict(_kept(desk, register).get("widths", {}))
        self._columns, self._shown = kept_columns(desk, register), list[str]()
        self._menu = ColumnMenu(parent)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP)
        self._keep.timeout.connect(self.remember)
        self._menu.chosen.connect(self.choose)
        self._menu.standard.connect(self.standard)
        table.heads.sectionResized.connect(self._resized)
        table.heads.sectionMoved.connect(self._moved)

    def offer(self, selection: Selection, at: QPoint) -> None:
        """Offer all fields as columns at a place of the screen."""
        self._shown = [f.name for f in selection.fields()]
        self._menu.ask(choosable(self._register), selection.fields(), self._register.naming.name, at)

    def choose(self, fields: tuple[Kind, ...]) -> None:
        """Show these; those that are shown already keep their order, new ones come last."""
        new = [f.name for f in fields]
        self._shown = [n for n in self._shown if n in new] + [n for n in new if n not in self._shown]
        self._take(tuple(self._shown), again=True)

    def standard(self) -> None:
        """The declaration's own columns, each as wide as suits it."""
        self.widths = {}
        self._take((), again=True)
        self._table.fit_columns({})

    def remember(self) -> None:
        """Keep columns and widths for the next time."""
        kept = {"columns": list(self._columns), "widths": self.widths}
        self._desk.set(tables={**self._desk.settings.tables, self._register.name: kept})

    def _resized(self, column: int, _: int, width: int) -> None:
        if self._table.isVisible() and self._table.heads.dragging:
            self.widths[self._table.records.fields[column].name] = width
            self._keep.start()

    def _moved(self, _: int, __: int, ___: int) -> None:
        heads, fields = self._table.heads, self._table.records.fields
        order = [fields[place].name for n in range(heads.count()) if (place := heads.logicalIndex(n)) < len(fields)]
        self._take(tuple(order), again=False)

    def _take(self, columns: tuple[str, ...], *, again: bool) -> None:
        self._columns = columns
        self._keep.start()
        self.wanted.emit(columns, again)


def kept_columns(desk: Desk, register: Register) -> tuple[str, ...]:
    """The columns this seat chose last, by name; none where it never chose."""
    return tuple(_kept(desk, register).get("columns", ()))


def _kept(desk: Desk, register: Register) -> dict[str, Any]:
    kept: dict[str, Any] = desk.settings.tables.get(register.name, {})
    return kept
