"""An answer as a card: ring, words, a quieter line, and the number key that chooses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column

_LEFT, _RIGHT, _TOP, _GAP = 40, 46, 9, 1


class OptionCard(QAbstractButton):
    """One answer of several; it grows with its words. Enter takes it and goes on."""

    entered = Signal()

    def __init__(self, label: str, hint: str, key: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint, self._key = hint, key
        self.setText(label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{label}. {hint}".rstrip(". "))
        self.setAccessibleDescription(f"Key {key}" if key else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(280, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(160, 46)

    def heightForWidth(self, width: int) -> int:
        """The height its words need."""
        room = width - _LEFT - _RIGHT
        return max(46, self._high("body", self.text(), room) + self._second(room) + 2 * _TOP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses and goes on, Space only chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter)
        self._ring(painter)
        room = self.width() - _LEFT - _RIGHT
        first, second = self._high("body", self.text(), room), self._second(room)
        top = (self.height() - first - second) / 2
        self._words(painter, "body", "ink", QRectF(_LEFT, top, room, first), self.text())
        if self._hint:
            self._words(painter, "caption", "ink2", QRectF(_LEFT, top + first + _GAP, room, second), self._hint)
        if self._key:
            self._cap(painter)
        painter.end()

    def _frame(self, painter: QPainter) -> None:
        tokens, strong = Look.now.tokens, self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent_ink if strong else tokens.edge), 2 if strong else 1))
        hover = tokens.hover if self.underMouse() else tokens.surface
        painter.setBrush(QColor(tokens.accent_soft if self.isChecked() else hover))
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)

    def _ring(self, painter: QPainter) -> None:
        tokens = Look.now.tokens
        ring = QRectF(13, self.height() / 2 - 8, 16, 16)
        painter.setPen(QPen(QColor(tokens.accent_ink if self.isChecked() else tokens.control), 1.5))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_ink))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))

    def _cap(self, painter: QPainter) -> None:
        tokens = Look.now.tokens
        cap = QRectF(self.width() - 35, self.height() / 2 - 11, 22, 22)
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(Look.now.font("caption"))
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self._key))

    def _words(self, painter: QPainter, role: str, tone: str, rect: QRectF, text: str) -> None:
        painter.setFont(Look.now.font(role))
        painter.setPen(QColor(getattr(Look.now.tokens, tone)))
        painter.drawText(rect, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), text)

    def _second(self, room: int) -> int:
        return self._high("caption", self._hint, room) + _GAP if self._hint else 0

    def _high(self, role: str, text: str, room: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        return Look.now.metrics(role).boundingRect(0, 0, max(room, 40), 10_000, flags, text).height()


class Options(QWidget):
    """A choice of a few cards; `chosen` says the place picked, by hand or by number key."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._box = column(self, gap=8)

    def offer(self, texts: Sequence[tuple[str, str]], *, keys: bool = True) -> None:
        """Offer these as (words, quieter line), none of them chosen."""
        for old in self.cards():
            self._group.removeButton(old)
            self._box.removeWidget(old)
            old.hide()  # a layout shows its widgets a moment later, and this one would then become a window
            old.setParent(None)
            old.deleteLater()
        for place, (label, hint) in enumerate(texts):
            made = OptionCard(label, hint, place + 1 if keys else 0, self)
            made.entered.connect(self.entered)
            self._group.addButton(made, place)
            self._box.addWidget(made)
            made.show()

    def choose(self, place: int) -> None:
        """Mark one as chosen without saying so."""
        card = self._group.button(place)
        if card:
            card.setChecked(True)

    def place(self) -> int:
        """Which is chosen, or -1."""
        return self._group.checkedId()

    def cards(self) -> list[OptionCard]:
        """The cards from the top."""
        return [b for b in self._group.buttons() if isinstance(b, OptionCard)]
