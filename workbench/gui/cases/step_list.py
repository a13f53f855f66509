"""The steps of a file at the left: done, present, to come; arrow keys and the mouse choose one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.cases.clock_card import left
from workbench.gui.cases.present import Present
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.registers.cases.progress import how_far
from workbench.registers.cases.steps import Step

_STEP = Role.UserRole


@dataclass(frozen=True)
class StepLine:
    """One step: its title, what was done or how it stands, whether it is done, whether it is late."""

    title: str
    said: str
    done: bool
    late: bool = False


def lines_of(present: Present) -> list[StepLine]:
    """The steps of a file as lines; the one that comes next is late where the limit is over."""
    late, after = left(present.values).late, present.after
    return [_line(present, step, late=late and step is after) for step in present.steps]


def _line(present: Present, step: Step, *, late: bool) -> StepLine:
    if said := step.done(present.values):
        return StepLine(step.title, said, done=True)
    far = how_far(step, present.records(step))
    words = ", ".join(filter(None, ("Overdue" if late else "", far)))
    return StepLine(step.title, words or "Not done", done=False, late=late)


class _Steps(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[StepLine, ...] = ()

    def show(self, lines: Sequence[StepLine]) -> None:
        """Show other steps; the same number keeps the place."""
        if len(lines) == len(self.lines):
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
        else:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The title; for a screen reader also how it stands."""
        line = self.lines[index.row()]
        if role == _STEP:
            return line
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return f"{line.title}\n{line.said}" if role == Role.ToolTipRole else line.title
        if role == Role.AccessibleTextRole:
            stands = "done" if line.done else "late" if line.late else "not done"
            return f"Step {index.row() + 1}, {line.title}, {stands}. {line.said}"
        return None


class _Painter(QStyledItemDelegate):
    """A sign, the title, and under it what was done."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(120, Look.now.metrics("body").height() + Look.now.metrics("caption").height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one step."""
        given, line, tokens = cast(Any, option), cast(StepLine, index.data(_STEP)), Look.now.tokens
        rect = QRectF(given.rect).adjusted(6, 1, -6, -1)
        chosen = bool(given.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            self._ground(painter, rect, bool(given.state & QStyle.StateFlag.State_HasFocus))
        side = round(16 * max(1.0, Look.now.scale))
        name = "check" if line.done else "circle-alert" if line.late else "circle-dot" if chosen else "circle"
        box = QRectF(rect.left() + 12, rect.center().y() - side / 2, side, side)
        draw(painter, name, box, tokens.red if line.late else tokens.accent_ink if chosen else tokens.ink2)
        self._words(painter, rect.adjusted(side + 22, 0, -6, 0), line, chosen)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, focus: bool) -> None:
        tokens = Look.now.tokens
        painter.setPen(QPen(QColor(tokens.accent_ink), 2) if focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        painter.fillRect(QRectF(rect.left() + 1, rect.top() + 8, 3, rect.height() - 16), QColor(tokens.accent_ink))

    def _words(self, painter: QPainter, rect: QRectF, line: StepLine, chosen: bool) -> None:
        tokens = Look.now.tokens
        role = "strong" if chosen else "body"
        above, below = Look.now.metrics(role), Look.now.metrics("caption")
        top = rect.center().y() - (above.height() + below.height()) / 2
        rows = ((role, line.title, tokens.ink), ("caption", line.said, tokens.red if line.late else tokens.ink2))
        for kind, text, ink in rows:
            metrics = Look.now.metrics(kind)
            painter.setFont(Look.now.font(kind))
            painter.setPen(QColor(ink))
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
            painter.drawText(QRectF(rect.left(), top, rect.width(), metrics.height()), cut)
            top += metrics.height()


class StepList(QListView):
    """The steps of one file. `stepped` says which one is looked at."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps = _Steps(self)
        self.setModel(self.steps)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("Steps")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        Look.now.changed.connect(self.doItemsLayout)

    def show_steps(self, lines: Sequence[StepLine]) -> None:
        """Show the steps as they stand."""
        self.steps.show(lines)

    def stand(self, place: int) -> None:
        """Stand on a step."""
        if 0 <= place < len(self.steps.lines):
            self.setCurrentIndex(self.steps.index(place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which step is looked at."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.stepped.emit(current.row())
