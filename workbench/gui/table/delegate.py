"""Draws the cells of a table: no grid, a hairline under each row, a soft selection with a mark at its left."""

from __future__ import annotations

import html
import textwrap
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from workbench.gui.editors.base import Editor
from workbench.gui.table.editing import STEPS, cell_editor
from workbench.gui.table.looks import ColumnLook
from workbench.gui.table.model import CHIP, FIELD, LOOK, VALUE, WHOLE
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.chips import Chip, chip_size, draw_chip

PAD = 10
_State = QStyle.StateFlag
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def row_height() -> int:
    """The height of a one-line row at the present text size."""
    return max(32, Look.now.metrics("body").height() + 14)


class CellDelegate(QStyledItemDelegate):
    """One delegate for all registers; the model says what each cell is.

    `typed` says what was typed into a cell and is good (row, column, value), `refused` what cannot be read and
    why (row, column, words, what is wrong), `left` where to go from there (rows down, columns right).
    """

    typed = Signal(int, int, object)
    refused = Signal(int, int, object, str)
    left = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics: dict[str, QFontMetrics] = {}
        self._fonts: dict[str, QFont] = {}
        Look.now.changed.connect(self._metrics.clear)
        Look.now.changed.connect(self._fonts.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        given = cast(Any, option)
        rect: QRect = given.rect
        selected = bool(given.state & _State.State_Selected)
        tokens = Look.now.tokens
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif given.state & _State.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if selected and given.viewItemPosition in (
            QStyleOptionViewItem.ViewItemPosition.Beginning,
            QStyleOptionViewItem.ViewItemPosition.OnlyOne,
        ):
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent_ink))
        self._content(painter, rect, index)
        if given.state & _State.State_HasFocus:
            painter.setClipping(False)
            painter.setPen(QPen(QColor(tokens.accent_ink), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the words."""
        chip: Chip | None = index.data(CHIP)
        if chip:
            return QSize(round(chip_size(chip).width()) + 2 * PAD, row_height())
        look: ColumnLook = index.data(LOOK)
        return QSize(self._measure(look.role).horizontalAdvance(index.data() or "") + 2 * PAD + 2, row_height())

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show a text that is cut, whole."""
        if event.type() == QEvent.Type.ToolTip and self.is_cut(view, index):
            QToolTip.showText(event.globalPos(), plain_tip(index.data(WHOLE) or ""), view)
            return True
        QToolTip.hideText()
        return True

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The box in the cell."""
        made = cell_editor(index.data(FIELD), parent)
        made.boxes()[0].installEventFilter(self)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds."""
        assert isinstance(editor, Editor)
        editor.show_value(index.data(VALUE))
        if isinstance(box := editor.boxes()[0], QLineEdit):
            box.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Say what was typed; the page keeps it."""
        assert isinstance(editor, Editor)
        if wrong := editor.trouble():
            self.refused.emit(index.row(), index.column(), editor.words(), wrong)
        elif editor.value() != index.data(VALUE):
            self.typed.emit(index.row(), index.column(), editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell, and go on to the right where the words need it."""
        rect: QRect = cast(Any, option).rect
        end = editor.parentWidget()
        if isinstance(box := editor.focusProxy(), QLineEdit) and end:
            need = box.fontMetrics().horizontalAdvance(box.text()) + 4 * PAD
            rect.setWidth(max(rect.width(), min(need, end.width() - rect.left() - PAD)))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right, Escape takes back; leaving the box keeps what was typed."""
        editor = watched.parent()
        if not isinstance(editor, Editor):
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(editor, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in _STAYS:
            self.finish(editor)
        return False

    def finish(self, editor: Editor) -> None:
        """The person has finished with a cell: keep what was typed and close its box."""
        editor.boxes()[0].removeEventFilter(self)  # hiding it takes the focus away, which must not finish it again
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)

    def _key(self, editor: Editor, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            editor.take_back()
            self.finish(editor)
            return True
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        if wrong := editor.trouble():
            editor.mark(True)
            editor.boxes()[0].setAccessibleDescription(wrong)
            QToolTip.showText(editor.mapToGlobal(editor.rect().bottomLeft()), plain_tip(wrong), editor)
            return True
        self.finish(editor)
        up = event.key() != Qt.Key.Key_Backtab and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.left.emit(-step[0] if up else step[0], step[1])
        return True

    def is_cut(self, view: QAbstractItemView, index: Index) -> bool:
        """Whether the cell shows less than it holds."""
        return self.sizeHint(QStyleOptionViewItem(), index).width() > view.visualRect(cast(Any, index)).width() + 2

    def _content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look: ColumnLook = index.data(LOOK)
        chip: Chip | None = index.data(CHIP) if look.chips else None
        if chip:
            painter.setClipRect(rect)
            draw_chip(painter, chip, rect.left() + PAD, rect.center().y() + 0.5)
            return
        painter.setFont(self._font(look.role))
        painter.setPen(QColor(getattr(Look.now.tokens, look.tone)))
        inner = QRectF(rect).adjusted(PAD, 0, -PAD, -1)
        words = self._measure(look.role).elidedText(
            index.data(Role.DisplayRole) or "", Qt.TextElideMode.ElideRight, int(inner.width())
        )
        side = Qt.AlignmentFlag.AlignRight if look.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, words)

    def _font(self, role: str) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = Look.now.font(role)
        return self._fonts[role]

    def _measure(self, role: str) -> QFontMetrics:
        if role not in self._metrics:
            self._metrics[role] = Look.now.metrics(role)
        return self._metrics[role]


def plain_tip(text: str) -> str:
    """A text for a tooltip: never read as markup, broken into lines of at most 70 letters."""
    broken = [
        textwrap.wrap(one, 70, break_long_words=False, break_on_hyphens=False) or [""] for one in text.split("\n")
    ]
    whole = "\n".join(line for lines in broken for line in lines)
    return f"<qt>{html.escape(whole).replace(chr(10), '<br>')}</qt>"
