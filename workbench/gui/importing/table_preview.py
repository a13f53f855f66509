"""The first rows of a sheet as they stand, with the heading row marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from workbench.exchange.book import Cell, Sheet, letter
from workbench.exchange.cells import text_of
from workbench.gui.table.delegate import CellDelegate
from workbench.gui.table.looks import ColumnLook
from workbench.gui.table.model import LOOK, WHOLE
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role

SHOWN = 20
_HEADING, _CELL, _NUMBER, _HIDDEN = (
    ColumnLook(role="medium"),
    ColumnLook(),
    ColumnLook(tone="ink2"),
    ColumnLook(tone="ink3"),
)
_IS_HEADING = Role.UserRole + 20


class PreviewModel(QAbstractTableModel):
    """Up to twenty rows of a sheet; the first column is the row's number as Excel shows it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[Cell]] = ()
        self._columns = 0
        self._first = 1
        self._hidden: frozenset[int] = frozenset()
        self.headings: tuple[int, ...] = ()

    def show(self, sheet: Sheet, headings: Sequence[int]) -> None:
        """Show a sheet from a little above its headings; rows count from 1."""
        self.beginResetModel()
        self._first = max(1, min(headings, default=1) - 8)
        self._rows = sheet.rows[self._first - 1 : self._first - 1 + SHOWN]
        self._columns = max((len(row) for row in self._rows), default=0)
        self._hidden, self.headings = sheet.hidden_rows, tuple(headings)
        self.endResetModel()

    def sheet_row(self, line: int) -> int:
        """The sheet's row shown at a line."""
        return self._first + line

    def line_of(self, sheet_row: int) -> int:
        """The line at which a row of the sheet is shown."""
        return sheet_row - self._first

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """At most twenty."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The number, and the sheet's columns."""
        return 0 if parent.isValid() else self._columns + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The columns' letters."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.FontRole:
            return Look.now.font("captionstrong")
        return ("Row" if section == 0 else letter(section - 1)) if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The cell's words, and its look for the delegate."""
        row, heading = self.sheet_row(index.row()), self.sheet_row(index.row()) in self.headings
        if role in (Role.DisplayRole, WHOLE):
            return self._number(row) if index.column() == 0 else self._text(index.row(), index.column() - 1)
        if role == Role.AccessibleTextRole:
            return f"{'Heading row' if heading else 'Row'} {self._number(row)}: {self._spoken(index.row())}"
        if role == _IS_HEADING:
            return heading
        if role == LOOK:
            if heading:
                return _HEADING
            return _NUMBER if index.column() == 0 else _HIDDEN if row in self._hidden else _CELL
        return None

    def widest(self) -> str:
        """The longest text of the first column."""
        return max(("0000", *(self._number(self._first + n) for n in range(len(self._rows)))), key=len)

    def _number(self, row: int) -> str:
        return f"{row}, hidden" if row in self._hidden else str(row)

    def _text(self, line: int, column: int) -> str:
        row = self._rows[line]
        return " ".join(text_of(row[column]).split()) if column < len(row) else ""

    def _spoken(self, line: int) -> str:
        return ", ".join(text for c in range(self._columns) if (text := self._text(line, c)))


class PreviewDelegate(CellDelegate):
    """Draws the heading row on a tinted ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def _content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.data(_IS_HEADING):
            left = 3 if index.column() == 0 else 0
            painter.fillRect(rect.adjusted(left, 0, 0, -1), QColor(Look.now.tokens.accent_soft))
        super()._content(painter, rect, index)
