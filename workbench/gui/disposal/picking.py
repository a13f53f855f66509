"""A short list to look through by keyboard: rows of words, each with a tick where it may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from workbench.gui.table.delegate import PAD, plain_tip, row_height
from workbench.gui.table.plain import draw_tick, dress
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role

_LEFT = 40  # to the words of the first column, where there is a tick or a sign
_LEAST = 150  # logical pixels: a date in full
_MEASURED = 200  # rows
_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class Row:
    """A row: what it stands for, its words, all that is known of it, and why it cannot be ticked, if it cannot.

    `said` are the words of its icon, where that says something.
    """

    number: int
    texts: tuple[str, ...]
    details: str = ""
    stops: str = ""
    icon: str = ""
    said: str = ""


class _Rows(QAbstractTableModel):
    """The rows, and which of them are ticked."""

    def __init__(self, heads: Sequence[str], ticking: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads, self.ticking = tuple(heads), ticking
        self.rows: tuple[Row, ...] = ()
        self.ticked: set[int] = set()

    def show(self, rows: Sequence[Row], ticked: set[int]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.ticked = tuple(rows), ticked
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One a heading."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The headings."""
        wanted = role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self.heads[section] if wanted else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words of a cell, whole in its tooltip; whether the row is ticked."""
        row = self.rows[index.row()]
        text = row.texts[index.column()]
        if role == Role.DisplayRole:
            return text
        if role == Role.ToolTipRole:
            return plain_tip(text) if text else None
        if role == Role.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == Role.CheckStateRole and self.ticking and index.column() == 0 and not (row.stops or row.icon):
            return Qt.CheckState.Checked if row.number in self.ticked else Qt.CheckState.Unchecked
        return row if role == Role.UserRole else None

    def flip(self, place: int) -> bool:
        """Tick or untick a row; False where it cannot be ticked."""
        row = self.rows[place]
        if not self.ticking or row.stops or row.icon:
            return False
        self.ticked ^= {row.number}
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.heads) - 1))
        return True

    def _spoken(self, row: Row, column: int) -> str:
        words = f"{self.heads[column]}: {row.texts[column] or 'nothing'}"
        if column or not self.ticking:
            return words if column or not row.said else f"{words}, {row.said}"
        return f"{words}, {row.stops or ('ticked' if row.number in self.ticked else 'not ticked')}"


def _level(wishes: Sequence[int], room: int) -> int:
    """The width to which the widest columns are cut so that all have room."""
    left = room
    for place, wish in enumerate(sorted(wishes)):
        share = left // (len(wishes) - place)
        if wish > share:
            return share
        left -= wish
    return max(wishes, default=0)


class _Painter(QStyledItemDelegate):
    """Draws a cell as in the other tables, with a tick or a sign before the first."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        given, tokens = cast(Any, option), Look.now.tokens
        rect, row = given.rect, index.data(Role.UserRole)
        chosen, first = bool(given.state & QStyle.StateFlag.State_Selected), index.column() == 0
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(tokens.selection))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if chosen and first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent_ink))
        left = PAD
        if first and (row.icon or index.data(Role.CheckStateRole) is not None or row.stops):
            left = _LEFT
            box = QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16)
            self._mark(painter, box, row, index.data(Role.CheckStateRole))
        painter.setFont(Look.now.font("medium" if first else "body"))
        painter.setPen(QColor(tokens.ink if first else tokens.ink2))
        words = rect.adjusted(left, 0, -PAD, 0)
        if first and cast(PickTable, self.parent()).wraps:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, index.data())
            painter.restore()
            return
        cut = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        painter.restore()

    def _mark(self, painter: QPainter, box: QRectF, row: Row, state: object) -> None:
        if isinstance(state, Qt.CheckState):
            draw_tick(painter, box, state)
        else:
            draw(painter, row.icon or "hand", box, Look.now.tokens.violet if row.stops else Look.now.tokens.ink2)


class PickTable(QTableView):
    """The list. Space ticks, Ctrl+A ticks all; `lettered` says another key, `entered` Enter, `stood` the row."""

    flipped = Signal()
    refused = Signal(str)
    lettered = Signal(str)
    entered = Signal()
    stood = Signal(object)

    def __init__(
        self, name: str, heads: Sequence[str], parent: QWidget, *, ticking: bool = False, wraps: bool = False
    ) -> None:
        """`heads` are the headings; the least needed comes last. What `wraps` shows its first column whole."""
        super().__init__(parent)
        self.wraps = wraps
        self.setAccessibleName(name)
        self.lines = _Rows(heads, ticking, self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        dress(self)
        self.clicked.connect(self._clicked)
        self.setMinimumHeight(row_height() * 3)
        Look.now.changed.connect(self._resize_rows)

    def show_rows(self, rows: Sequence[Row], ticked: set[int] | None = None, stand_on: int = 0) -> None:
        """Show other rows and stand on one by its place."""
        self.lines.show(rows, ticked or set())
        self.stand(min(stand_on, len(rows) - 1))
        self._fit()

    def stand(self, place: int) -> None:
        """Stand on a row."""
        if 0 <= place < len(self.lines.rows):
            here = self.lines.index(place, 0)
            self.selectionModel().setCurrentIndex(here, _Select.ClearAndSelect | _Select.Rows)
            self.scrollTo(here)

    def row(self) -> Row | None:
        """The row the cursor stands on."""
        place = self.currentIndex().row()
        return self.lines.rows[place] if 0 <= place < len(self.lines.rows) else None

    def ticked(self) -> list[int]:
        """What the ticked rows stand for, in the order shown."""
        return [row.number for row in self.lines.rows if row.number in self.lines.ticked]

    def tick_all(self, on: bool) -> None:
        """Tick all that can be ticked, or none."""
        self.lines.show(
            self.lines.rows, {r.number for r in self.lines.rows if not (r.stops or r.icon)} if on else set()
        )
        self.stand(0)
        self.flipped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Ctrl+A tick, Enter and letters are told, everything else is Qt's own."""
        here, control = self.currentIndex(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and here.isValid():
            self._flip(here.row())
        elif event.key() == Qt.Key.Key_A and control and self.lines.ticking:
            self.tick_all(True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        elif event.text().isalnum() and not control:
            self.lettered.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which row the cursor stands on."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.stood.emit(self.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        self._fit()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0 and self.lines.ticking:
            self._flip(index.row())

    def _flip(self, place: int) -> None:
        if self.lines.flip(place):
            self.flipped.emit()
        elif self.lines.ticking:
            self.refused.emit(self.lines.rows[place].stops)

    def _fit(self) -> None:
        """As wide as their words, the widest cut first; where little is left the last go: `details` hold them all."""
        room, wishes = self.viewport().width(), [self._wish(place) for place in range(len(self.lines.heads))]
        first, rest = min(wishes[0], room * 2 // 5), wishes[1:]
        shown, least = len(rest), round(_LEAST * Look.now.scale)
        while shown > 1 and _level(rest[:shown], room - first) < min(max(rest[:shown]), least):
            shown -= 1
        level = _level(rest[:shown], room - first)
        widths = [first, *(min(wish, level) for wish in rest)]
        spare = max(room - sum(widths[: shown + 1]), 0) // (shown + 1)
        for place, width in enumerate(widths):
            self.setColumnHidden(place, place > shown)
            self.setColumnWidth(place, width + spare)
        if self.wraps:
            self._grow(self.columnWidth(0) - _LEFT - PAD)

    def _grow(self, room: int) -> None:
        """Give each row the height of its words."""
        metrics, line = Look.now.metrics("medium"), row_height()
        for place, row in enumerate(self.lines.rows):
            high = line
            if metrics.horizontalAdvance(row.texts[0]) > room:
                words = metrics.boundingRect(0, 0, room, 0, Qt.TextFlag.TextWordWrap, row.texts[0])
                high = line - metrics.height() + words.height()
            if high != self.rowHeight(place):
                self.setRowHeight(place, high)

    def _wish(self, place: int) -> int:
        first = place == 0
        metrics, heads = Look.now.metrics("medium" if first else "body"), Look.now.metrics("captionstrong")
        texts = max((metrics.horizontalAdvance(row.texts[place]) for row in self.lines.rows[:_MEASURED]), default=0)
        return (
            max(heads.horizontalAdvance(self.lines.heads[place]) + 8, texts + (_LEFT - PAD if first else 0))
            + 2 * PAD
            + 2
        )

    def _resize_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.setMinimumHeight(row_height() * 3)
        self._fit()
