"""The list on Home: one row for each thing to do, under its group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.home.words import TARGET, THIS_WEEK, Group, chip, days, spoken
from workbench.gui.table.delegate import plain_tip
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.chips import Chip, chip_size, draw_chip
from workbench.gui.widgets.lines import broken
from workbench.workflows.diary import Due

_LINE = Role.UserRole
_LEFT, _RIGHT = 20, 16  # from the edges of the list
_FEWEST = 30  # letters of a line; where less room is left, the days stand below the words
_Words = tuple[str, str, str]  # a line, its role and its tone
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
            return plain_tip("\n".join((line.item.act, line.item.reason, *days(line.item))))
        if role == Role.AccessibleTextRole:
            return spoken(line.item, line.group.title, self.today) if line.item else line.group.title
        return None


class _Painter(QStyledItemDelegate):
    """What, why, the days, the days left, always in that order; words that are too long for a line are wrapped."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As many lines of text as its words want, or the height of a heading."""
        line: Line = index.data(_LINE)
        if line.item is None:
            return QSize(200, Look.now.metrics("section").height() + (22 if index.row() else 14))
        room = _Room.of(line, cast(QListView, self.parent()).viewport().width())
        words, days_ = _tall(_said(line.item, room)), _tall(_days(line.item))
        return QSize(200, max(46, 10 + (words + _under(line.item) if room.below else max(words, days_))))

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
            self._item(painter, rect, line, line.item)
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

    def _item(self, painter: QPainter, rect: QRectF, line: Line, item: Due) -> None:
        room, middle = _Room.of(line, rect.width()), rect.center().y() - 1
        side = round(18 * Look.now.scale)
        draw(painter, item.icon, QRectF(rect.left() + _LEFT, middle - side / 2, side, side), Look.now.tokens.ink2)
        said, named = _said(item, room), _days(item)
        above = rect.adjusted(0, 0, 0, -_under(item)) if room.below else rect
        self._lines(painter, above, (rect.left() + room.words, room.width), said)
        under = rect.adjusted(0, _tall(said), 0, 0) if room.below else rect
        self._lines(painter, under, (rect.left() + room.days, room.chip - room.days), named)
        if line.chip:
            draw_chip(painter, line.chip, rect.left() + room.chip, under.center().y() - 1)

    def _lines(self, painter: QPainter, rect: QRectF, across: tuple[float, float], lines: Sequence[_Words]) -> None:
        """Lines of text below one another, in the middle of a row."""
        top = rect.top() + (rect.height() - 1 - _tall(lines)) / 2
        for text, role, tone in lines:
            place = QRectF(across[0], top, across[1], _height(role))
            painter.setFont(Look.now.font(role))
            painter.setPen(QColor(getattr(Look.now.tokens, tone)))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            top += _height(role)


class _Room(NamedTuple):
    """Where the parts of a row begin from its left, how wide its words may be, and whether the days stand `below`."""

    words: float
    width: float
    days: float
    chip: float
    below: bool = False

    @classmethod
    def of(cls, line: Line, width: float) -> Self:
        """The parts of a row of this width; days and chips are columns, the same for every row that has them."""
        words, right = _LEFT + round(18 * Look.now.scale) + 12, width - _RIGHT
        if line.item is None or line.item.day is None:
            return cls(words, right - words, right, right)
        chips = max(chip_size(Chip("Limit in 23 days", "clock")).width() + 8, 120)
        dates = Look.now.metrics("body").horizontalAdvance(f"{TARGET} Wed 30 Nov 2026") + 16
        beside = right - chips - dates - 12 - words
        if beside < Look.now.metrics("body").averageCharWidth() * _FEWEST:
            return cls(words, right - words, words, words + dates, below=True)
        return cls(words, beside, right - chips - dates, right - chips)


def _said(item: Due, room: _Room) -> list[_Words]:
    """What is to be done and why, in the lines that they want."""
    act = broken(item.act, "medium", room.width)
    return [
        *((text, "medium", "ink") for text in act),
        *((t, "caption", "ink2") for t in broken(item.reason, "caption", room.width)),
    ]


def _days(item: Due) -> list[_Words]:
    """The day by which it is listed, and below it the limit where that is another."""
    return [(text, *dress) for text, dress in zip(days(item), (("body", "ink"), ("caption", "ink2")), strict=False)]


def _tall(lines: Sequence[_Words]) -> int:
    """How high some lines are together."""
    return sum(_height(role) for _, role, _ in lines)


def _under(item: Due) -> int:
    """How high the days and the chip are together, where they stand below the words."""
    return max(_tall(_days(item)), round(chip_size(Chip("", "clock")).height())) + 4


def _height(role: str) -> int:
    return Look.now.metrics(role).height()


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words are wrapped anew: at another width rows have other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _open(self, index: Index) -> None:
        line: Line = index.data(_LINE)
        if line.item:
            self.opened.emit(line.item)
