"""The tables found in a workbook, each with a tick: is it taken in?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench import display
from workbench.exchange.drafting import TableDraft
from workbench.gui.importing.rows_model import SECOND, two_line_height
from workbench.gui.table.plain import draw_tick
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role


class TablesModel(QAbstractListModel):
    """One line a table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tables: Sequence[TableDraft] = ()

    def show(self, tables: Sequence[TableDraft]) -> None:
        """Show these tables."""
        self.beginResetModel()
        self.tables = tables
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many tables."""
        return 0 if parent.isValid() else len(self.tables)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Sheet, size, and whether it is taken."""
        table = self.tables[index.row()]
        if role == Role.DisplayRole:
            return table.table.sheet.strip()
        if role == SECOND:
            return size_of(table)
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if table.included else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole:
            taken = "taken in" if table.included else "left out"
            return f"Sheet {table.table.sheet.strip()}, {size_of(table)}, {taken}"
        return table.table.sheet if role == Role.ToolTipRole else None

    def setData(self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Role.EditRole) -> bool:
        """Tick or untick."""
        if role != Role.CheckStateRole:
            return False
        self.tables[index.row()].included = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True


def size_of(table: TableDraft) -> str:
    """'63 rows, 9 columns'."""
    columns = [c for c in table.table.columns if c.heading or c.samples]
    return f"{display.count(len(table.table.rows), 'row')}, {display.count(len(columns), 'column')}"


class TableDelegate(QStyledItemDelegate):
    """Draws a table with its tick box."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(120, two_line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one table."""
        tokens = Look.now.tokens
        rect: QRect = getattr(option, "rect")  # noqa: B009 - stubs lack the field
        state: QStyle.StateFlag = getattr(option, "state")  # noqa: B009
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent_ink))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        draw_tick(painter, QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16), index.data(Role.CheckStateRole))
        upper, lower = Look.now.metrics("body").height(), Look.now.metrics("caption").height()
        left, width = rect.left() + 40, rect.width() - 50
        top = rect.top() + (rect.height() - upper - lower - 2) // 2
        for role, tone, data, y, high in (
            ("body", tokens.ink, Role.DisplayRole, top, upper),
            ("caption", tokens.ink2, SECOND, top + upper + 2, lower),
        ):
            painter.setFont(Look.now.font(role))
            painter.setPen(QColor(tone))
            words = Look.now.metrics(role).elidedText(index.data(data), Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, y, width, high), Qt.TextFlag.TextSingleLine, words)
        painter.restore()
