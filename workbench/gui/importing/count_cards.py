"""The five counts of the check page, each a filter of the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from workbench.gui.importing.checking import Card
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import row

_LOOKS = {
    Card.NEED: ("circle-question-mark", "amber"),
    Card.NEW: ("circle-plus", "green"),
    Card.CHANGED: ("pencil", "ink2"),
    Card.SAME: ("equal", "ink2"),
    Card.LEFT: ("circle-minus", "ink2"),
}
_PAD, _GAP = 15, 8


class CountCard(QAbstractButton):
    """A figure, an icon, a word."""

    def __init__(self, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        self.card, self._count, self.low = card, 0, False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show another figure."""
        self._count = count
        self.setText(f"{count:,} {self.card}")
        self.setAccessibleName(f"Show the rows: {count:,} {self.card}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its figure needs."""
        figure = Look.now.metrics("figure")
        words = Look.now.metrics("strong").horizontalAdvance(str(self.card))
        width = 2 * _PAD + figure.horizontalAdvance(f"{self._count:,}") + 2 * _GAP + 16 + words
        return QSize(width, max(32, figure.height() + 4) if self.low else max(46, figure.height() + 26))

    def minimumSizeHint(self) -> QSize:
        """The icon goes first, then the word is cut."""
        return QSize(84, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        tokens, on = Look.now.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = on or self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent_ink if strong else tokens.line), 2 if strong else 1))
        painter.setBrush(QColor(tokens.accent_soft if on else tokens.hover if self.underMouse() else tokens.surface))
        inset = 1.0 if strong else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 7, 7)
        self._inside(painter)
        if on and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent_ink), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), 5, 5)
        painter.end()

    def _inside(self, painter: QPainter) -> None:
        tokens, figure, words = Look.now.tokens, f"{self._count:,}", Look.now.metrics("strong")
        icon, tone = _LOOKS[self.card]
        left, middle = float(_PAD), self.height() / 2
        wide = Look.now.metrics("figure").horizontalAdvance(figure)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(Look.now.font("figure"))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, figure)
        left += wide + _GAP
        side = round(16 * max(1.0, Look.now.scale))
        if left + side + _GAP + words.horizontalAdvance(str(self.card)) <= self.width() - 6:
            draw(painter, icon, QRectF(left, middle - side / 2, side, side), getattr(tokens, tone))
            left += side + _GAP
        painter.setFont(Look.now.font("strong" if self.isChecked() else "body"))
        painter.setPen(QColor(tokens.ink))
        room = self.width() - left - 6
        text = words.elidedText(str(self.card), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text)


class CountCards(QWidget):
    """All five; `wanted` says which rows are to be shown."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Which rows are shown")
        self._group = QButtonGroup(self)
        across = row(self, gap=11)
        self.cards = {card: CountCard(card, self) for card in Card}
        for place, made in enumerate(self.cards.values()):
            self._group.addButton(made, place)
            across.addWidget(made, 1)
        self._group.idClicked.connect(self._clicked)

    def show_counts(self, counts: Mapping[Card, int]) -> None:
        """Show how many rows lie on each heap."""
        for card, made in self.cards.items():
            made.show_count(counts[card])

    def set_low(self, low: bool) -> None:
        """Lower cards on a low screen."""
        for made in self.cards.values():
            made.low = low
            made.updateGeometry()

    def choose(self, card: Card) -> None:
        """Mark one without saying so."""
        self.cards[card].setChecked(True)

    def _clicked(self, place: int) -> None:
        self.wanted.emit(list(Card)[place])
