"""Chips: icon, word and tint for what is out of the ordinary, drawn in lists and as small widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QWidget

from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import IconLabel, Label, row
from workbench.gui.widgets.buttons import picture_button

_PAD, _GAP, _ICON = 8, 5, 14


@dataclass(frozen=True)
class Chip:
    """What a chip says: words, icon, and a tone ('red' overdue only, 'amber', 'violet', 'grey', '' for no fill)."""

    text: str
    icon: str
    tone: str = ""


def question(text: str = "Question") -> Chip:
    """Something waits for an answer."""
    return Chip(text, "circle-question-mark", "amber")


def chip_size(chip: Chip) -> QSizeF:
    """The room a chip wants, in logical pixels."""
    metrics = Look.now.metrics("chip")
    side = round(_ICON * Look.now.scale)
    return QSizeF(_PAD * 2 + side + _GAP + metrics.horizontalAdvance(chip.text), max(22, metrics.height() + 5))


def draw_chip(painter: QPainter, chip: Chip, left: float, middle: float) -> None:
    """Draw a chip with its left edge and its vertical middle there."""
    tokens, size = Look.now.tokens, chip_size(chip)
    ink = getattr(tokens, chip.tone) if chip.tone else tokens.ink2
    rect = QRectF(left, round(middle - size.height() / 2), size.width(), size.height())
    if chip.tone:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink) if tokens.plain else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, f"{chip.tone}_soft")))
        painter.drawRoundedRect(rect, size.height() / 2, size.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    side = round(_ICON * Look.now.scale)
    draw(painter, chip.icon, QRectF(rect.left() + _PAD, rect.center().y() - side / 2, side, side), ink)
    painter.setFont(Look.now.font("chip"))
    painter.setPen(QColor(ink))
    words = rect.adjusted(_PAD + side + _GAP, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chip.text)


class SampleMark(QFrame):
    """The mark of a sample council on the unlock card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("chip", "sand")
        box = row(self, (9, 3, 11, 3), 5)
        box.addWidget(IconLabel("flask-conical", self, "amber", 14))
        box.addWidget(Label("Sample, made-up names", self, "chip", "amber"))


class FilterChip(QFrame):
    """A filter in force, with a cross that takes it away."""

    def __init__(self, text: str, parent: QWidget, on: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setProperty("chip", "filter")
        box = row(self, (10, 0, 2, 0), 5)
        box.addWidget(IconLabel("funnel", self, "accent_ink", 14))
        box.addWidget(Label(text, self, "chip", "accent"))
        cross = picture_button(f"Clear the filter {text}", "x", self, on)
        cross.setFixedWidth(26)
        box.addWidget(cross)
