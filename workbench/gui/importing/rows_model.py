"""The rows of an import as a table: nothing is built for a row until it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from workbench.gui.importing.wording import Lines, RowWords
from workbench.gui.table.delegate import PAD, CellDelegate, row_height
from workbench.gui.table.listed import Listed
from workbench.gui.table.looks import ColumnLook
from workbench.gui.table.model import CHIP, LOOK, WHOLE
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.chips import Chip

SECOND = Role.UserRole + 10
HEADINGS = ("Row", "In your sheet", "How we read it", "Standing")
ROW, THEIRS, OURS, STANDING = range(4)
_PLAIN, _FAINT, _NUMBER = ColumnLook(), ColumnLook(tone="ink3"), ColumnLook(tone="ink2")
_STANDING = ColumnLook(chips=True)


class RowsModel(Listed):
    """Some rows of a plan, named by their place in it."""

    headings = HEADINGS
    rows: Sequence[int]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: RowWords | None = None
        self.rows = ()

    def show(self, words: RowWords, rows: Sequence[int]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._words, self.rows = words, rows
        self.endResetModel()

    def say_changed(self) -> None:
        """The rows read differently now."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, STANDING))

    def place_of(self, index: int) -> int:
        """The line at which a row of the plan is shown, or -1."""
        return self.rows.index(index) if index in self.rows else -1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words for people and screen readers; second line, look and chip for the delegate."""
        if self._words is None:
            return None
        number, column = self.rows[index.row()], index.column()
        if role == Role.AccessibleTextRole:
            return self._words.spoken(number)
        if column == STANDING:
            return self._standing(number, role)
        lines = self._lines(number, column)
        if role == Role.DisplayRole:
            return lines.first
        if role == SECOND:
            return lines.second
        if role == WHOLE:
            return "\n".join(part for part in (lines.first, lines.second) if part)
        if role == LOOK:
            return _FAINT if lines.faint else _NUMBER if column == ROW else _PLAIN
        return None

    def _lines(self, number: int, column: int) -> Lines:
        assert self._words
        if column == ROW:
            return self._words.place(number)
        return self._words.theirs(number) if column == THEIRS else self._words.ours(number)

    def _standing(self, number: int, role: int) -> Any:
        assert self._words
        said = self._words.standing(number)
        if role in (Role.DisplayRole, WHOLE):
            return said.text
        if role == CHIP and said.text:
            return Chip(said.text, said.icon, said.tone)
        return _STANDING if role == LOOK else None


def two_line_height() -> int:
    """The height of a row of two lines at the present text size."""
    return max(46, Look.now.metrics("body").height() + Look.now.metrics("caption").height() + 16)


class TwoLines(CellDelegate):
    """Draws cells with a quieter second line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the longer line."""
        size = super().sizeHint(option, index)
        second: str = index.data(SECOND) or ""
        width = self._measure("caption").horizontalAdvance(second) + 2 * PAD + 2
        return QSize(max(size.width(), width), two_line_height())

    def _content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        second: str = index.data(SECOND) or ""
        if not second:
            super()._content(painter, rect, index)
            return
        upper, lower = self._measure("body").height(), self._measure("caption").height()
        top = rect.top() + (rect.height() - upper - lower - 2) // 2
        super()._content(painter, QRect(rect.left(), top, rect.width(), upper + 1), index)
        painter.setFont(Look.now.font("caption"))
        painter.setPen(QColor(Look.now.tokens.ink2))
        inner = QRect(rect.left() + PAD, top + upper + 2, rect.width() - 2 * PAD, lower)
        words = self._measure("caption").elidedText(second, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


__all__ = ["HEADINGS", "OURS", "ROW", "STANDING", "THEIRS", "RowsModel", "TwoLines", "row_height", "two_line_height"]
