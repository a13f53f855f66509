"""The eight steps in place of the navigation: done, present and to come."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.importing.steps import TITLES, Step
from workbench.gui.navigation import Side
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.basics import IconLabel, Label, column, row

_STEP, _RAIL = Role.UserRole, 52
_State = QStyle.StateFlag


class StepsModel(QAbstractListModel):
    """The steps; the present one may say more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.now, self.more = Step.FILE, ""

    def show(self, now: Step, more: str) -> None:
        """The present step and what is to say of it."""
        self.now, self.more = now, more
        self.dataChanged.emit(self.index(0), self.index(len(Step) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Eight."""
        return 0 if parent.isValid() else len(Step)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The title; for a screen reader also how it stands."""
        step = list(Step)[index.row()]
        if role == _STEP:
            return step
        if role == Role.DisplayRole:
            return TITLES[step]
        if role == Role.ToolTipRole:
            return f"{step.value}. {TITLES[step]}"
        if role == Role.AccessibleTextRole:
            stands = "done" if step < self.now else "to come" if step > self.now else f"now. {self.more}".rstrip(". ")
            return f"Step {step.value}, {TITLES[step]}, {stands}"
        return None


class _StepPainter(QStyledItemDelegate):
    def __init__(self, parent: StepsList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Height from the font; the present step has room for a second line."""
        body, caption = Look.now.metrics("body").height(), Look.now.metrics("caption").height()
        if self._list.rail:
            return QSize(_RAIL, max(30, body + 8))
        present = index.data(_STEP) == self._list.steps.now and self._list.steps.more
        return QSize(_RAIL, max(38, body + 20) + (caption - 6 if present else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one step."""
        given, step, now = cast(Any, option), cast(Step, index.data(_STEP)), self._list.steps.now
        rect = QRectF(given.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, step == now, bool(given.state & _State.State_HasFocus))
        side = round(20 * max(1.0, Look.now.scale))
        left = rect.left() + ((rect.width() - side) / 2 if self._list.rail else 10)
        self._mark(painter, QRectF(left, rect.center().y() - side / 2, side, side), step)
        if not self._list.rail:
            self._words(painter, rect.adjusted(side + 20, 0, -4, 0), step)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, present: bool, focus: bool) -> None:
        tokens = Look.now.tokens
        if not present and not focus:
            return
        painter.setPen(QPen(QColor(tokens.accent_ink), 2) if focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface) if present else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)

    def _mark(self, painter: QPainter, ring: QRectF, step: Step) -> None:
        tokens, now = Look.now.tokens, self._list.steps.now
        if step < now:
            draw(painter, "check", ring.adjusted(2, 2, -2, -2), tokens.ink2)
            return
        present = step == now
        painter.setPen(Qt.PenStyle.NoPen if present else QPen(QColor(tokens.control), 1.2))
        painter.setBrush(QColor(tokens.accent) if present else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        painter.setPen(QColor(tokens.on_accent if present else tokens.ink2))
        painter.setFont(Look.now.font("captionstrong" if present else "caption"))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(step.value))

    def _words(self, painter: QPainter, rect: QRectF, step: Step) -> None:
        tokens, steps = Look.now.tokens, self._list.steps
        present = step == steps.now
        role = "strong" if present else "body"
        more = steps.more if present else ""
        body, caption = Look.now.metrics(role), Look.now.metrics("caption")
        top = rect.center().y() - (body.height() + (caption.height() if more else 0)) / 2
        painter.setFont(Look.now.font(role))
        painter.setPen(QColor(tokens.ink if step <= steps.now else tokens.ink2))
        title = body.elidedText(TITLES[step], Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(QRectF(rect.left(), top, rect.width(), body.height()), title)
        if more:
            painter.setFont(Look.now.font("caption"))
            painter.setPen(QColor(tokens.ink2))
            below = QRectF(rect.left(), top + body.height(), rect.width(), caption.height())
            painter.drawText(below, caption.elidedText(more, Qt.TextElideMode.ElideRight, int(rect.width())))


class StepsList(QListView):
    """The list of steps; Enter or a click on one that is done goes back to it."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rail = False
        self.steps = StepsModel(self)
        self.setModel(self.steps)
        self.setAccessibleName("Steps of the import")
        self.setItemDelegate(_StepPainter(self))
        self.setObjectName("navlist")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        Look.now.changed.connect(self.scheduleDelayedItemsLayout)

    def show_step(self, now: Step, more: str) -> None:
        """The present step and what is to say of it."""
        self.steps.show(now, more)
        self.setCurrentIndex(self.steps.index(now - 1))
        self.scheduleDelayedItemsLayout()

    def _open(self, index: Index) -> None:
        self.wanted.emit(int(index.data(_STEP)))


class StepsSide(Side):
    """Title, steps, and at the foot what makes it safe."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, (0, 4, 0, 10), 0)
        self._head = head = row(margins=(19, 6, 8, 6), gap=11)
        self._mark = IconLabel("file-input", self, "ink2", 18)
        head.addWidget(self._mark)
        self._title = Label("Import a spreadsheet", self, "strong")
        head.addWidget(self._title, 1)
        box.addLayout(head)
        self.list = StepsList(self)
        box.addWidget(self.list, 1)
        self._foot = foot = row(margins=(20, 8, 10, 0), gap=12)
        shield = IconLabel("shield-check", self, "green", 16)
        foot.addWidget(shield, 0, Qt.AlignmentFlag.AlignTop)
        self._safe = column(gap=1)
        self._lines = [
            Label("Your file is not altered", self, "strong", wrap=True),
            Label("A backup is made before anything is added.", self, "caption", "ink2", wrap=True),
        ]
        for line in self._lines:
            self._safe.addWidget(line)
        foot.addLayout(self._safe, 1)
        box.addLayout(foot)

    def set_rail(self, rail: bool) -> None:
        """Numbers only, or words."""
        self.list.rail = rail
        self._head.setContentsMargins(19, 0 if rail else 6, 8, 0 if rail else 6)
        self._foot.setContentsMargins(18 if rail else 20, 8, 0 if rail else 10, 0)
        for label in (self._mark, self._title, *self._lines):
            label.setVisible(not rail)
        self.list.scheduleDelayedItemsLayout()

    def words_width(self) -> int:
        """Room for its title, and for the longest step in the heavier letters of the present one."""
        strong, scale = Look.now.metrics("strong"), max(1.0, Look.now.scale)
        steps = max(strong.horizontalAdvance(title) for title in TITLES.values()) + round(20 * scale) + 40
        return max(steps, strong.horizontalAdvance(self._title.text()) + round(18 * scale) + 40)
