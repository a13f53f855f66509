"""A tick box drawn in our own colours, so that it can be seen in every theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from workbench.gui.table.plain import draw_tick
from workbench.gui.theme.look import Look

_LEFT = 24


class Tick(QCheckBox):
    """A sentence that can be ticked; it breaks into lines where there is little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for the sentence."""
        return QSize(260, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(120, 26)

    def heightForWidth(self, width: int) -> int:
        """The height the words need."""
        bounds = self.fontMetrics().boundingRect(0, 0, width - _LEFT - 4, 10_000, _FLAGS, self.text())
        return max(26, bounds.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = Look.now.tokens
        line = max(18, self.fontMetrics().height())
        state = Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked
        draw_tick(painter, QRectF(2, 4 + (line - 16) / 2, 16, 16), state)
        painter.setPen(QColor(tokens.ink))
        words = QRectF(_LEFT, 4, self.width() - _LEFT - 4, self.height() - 4)
        painter.drawText(words, _FLAGS, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent_ink), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def hitButton(self, position: QPoint) -> bool:
        """A click on the words counts as well."""
        return self.rect().contains(position)


_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignTop)
