"""The list on Home: one row for each thing to do, under its group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench import display
from workbench.gui.home.words import THIS_WEEK, Group, chip, spoken
from workbench.gui.table.delegate import plain_tip
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.chips import Chip, chip_size, draw_chip
from workbench.workflows.diary import Due

_LINE = Role.UserRole
_State = QStyle.StateFlag


@dataclass(frozen=True)
class Line:
    """A row: a thing to do with its chip, or (no item) the heading of a group."""

    group: Group
    item: Due | None = None
    chip: Chip | None = None
    last: bool = False


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.today = dt.date.min

    def show(self, groups: Sequence[Group], today: dt.date) -> None:
        """Show these groups."""
        self.beginResetModel()
        self.today, self.lines = today, []
        for group in groups:
            self.lines.append(Line(group))
            for item in group.items:
                mark = chip(item, today, this_week=group.title == THIS_WEEK)
                self.lines.append(Line(group, item, mark, item is group.items[-1]))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if self.lines[index.row()].item else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words for people and screen readers, the line itself for the delegate."""
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role == Role.DisplayRole:
            return line.item.act if line.item else line.group.title
        if role == Role.ToolTipRole and line.item:
            return plain_tip(f"{line.item.act}\n{line.item.reason}")
        if role == Role.AccessibleTextRole:
            return spoken(line.item, line.group.title, self.today) if line.item else line.group.title
        return None


class _Painter(QStyledItemDelegate):
    """What, why, the date, the days left, always in that order."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text, or the height of a heading."""
        line: Line = index.data(_LINE)
        if line.item is None:
            return QSize(200, Look.now.metrics("section").height() + (22 if index.row() else 14))
        two = Look.now.metrics("medium").height() + Look.now.metrics("caption").height()
        return QSize(200, max(46, two + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        line: Line = index.data(_LINE)
        given = cast(Any, option)
        rect = QRectF(given.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.item is None:
            self._heading(painter, rect, line.group)
        else:
            self._ground(painter, rect, given.state, line)
            self._item(painter, rect.adjusted(20, 0, -16, 0), line)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        tokens = Look.now.tokens
        row = rect.adjusted(20, 0, -18, -4)
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.setFont(Look.now.font("section"))
        painter.setPen(QColor(tokens.red if group.late else tokens.ink))
        painter.drawText(row, bottom, group.title)
        width = Look.now.metrics("section").horizontalAdvance(group.title)
        painter.setFont(Look.now.font("caption"))
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(row.adjusted(width + 10, 0, 0, 0), bottom, str(len(group.items)))
        painter.drawText(row, bottom | Qt.AlignmentFlag.AlignRight, group.note)

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, line: Line) -> None:
        tokens = Look.now.tokens
        chosen = bool(state & _State.State_Selected)
        if chosen or state & _State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -2), 5, 5)
        if chosen:
            painter.setBrush(QColor(tokens.accent_ink))
            painter.drawRoundedRect(QRectF(rect.left() + 8, rect.top() + 9, 3, rect.height() - 19), 1.5, 1.5)
        elif not line.last:
            bottom = int(rect.bottom()) - 1
            painter.fillRect(int(rect.left()) + 50, bottom, int(rect.width()) - 68, 1, QColor(tokens.line))

    def _item(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        assert line.item is not None
        tokens, item = Look.now.tokens, line.item
        side = round(18 * Look.now.scale)
        draw(painter, item.icon, QRectF(rect.left(), rect.center().y() - side / 2 - 1, side, side), tokens.ink2)
        right = self._when(painter, rect, line)
        words = QRectF(rect.left() + side + 12, rect.top(), right - rect.left() - side - 24, rect.height() - 1)
        first, second = Look.now.metrics("medium"), Look.now.metrics("caption")
        top = words.top() + (words.height() - first.height() - second.height()) / 2
        self._line(painter, QRectF(words.left(), top, words.width(), first.height()), item.act, ("medium", "ink"))
        below = QRectF(words.left(), top + first.height(), words.width(), second.height())
        self._line(painter, below, item.reason, ("caption", "ink2"))

    def _when(self, painter: QPainter, rect: QRectF, line: Line) -> float:
        """Date and chip in columns of their own; says where they begin."""
        if line.item is None or line.item.day is None:
            return rect.right()
        chips = max(chip_size(Chip("Limit in 23 days", "clock")).width() + 8, 120)
        left = rect.right() - chips
        if line.chip:
            draw_chip(painter, line.chip, left, rect.center().y() - 1)
        dates = QFontMetrics(Look.now.font("body")).horizontalAdvance("Wed 30 Nov 2026") + 16
        place = QRectF(left - dates, rect.top(), dates, rect.height() - 2)
        painter.setFont(Look.now.font("body"))
        painter.setPen(QColor(Look.now.tokens.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, display.day(line.item.day))
        return place.left()

    def _line(self, painter: QPainter, rect: QRectF, text: str, dress: tuple[str, str]) -> None:
        role, tone = dress
        painter.setFont(Look.now.font(role))
        painter.setPen(QColor(getattr(Look.now.tokens, tone)))
        cut = Look.now.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, cut)


class DueList(QListView):
    """Everything that waits; Enter or a click opens it."""

    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is due")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self))
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        Look.now.changed.connect(self.scheduleDelayedItemsLayout)

    def show_groups(self, groups: Sequence[Group], today: dt.date) -> None:
        """Show these; the first thing to do is marked."""
        self._lines.show(groups, today)
        first = next((n for n, line in enumerate(self._lines.lines) if line.item), -1)
        if first >= 0:
            self.setCurrentIndex(self._lines.index(first))

    def _open(self, index: Index) -> None:
        line: Line = index.data(_LINE)
        if line.item:
            self.opened.emit(line.item)
