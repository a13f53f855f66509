"""What our small tables share: how they are dressed, and the box of a tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from workbench.gui.table.delegate import row_height
from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look, wear


def dress(view: QTableView) -> None:
    """A table as all ours are: no grid, no numbers at the left, whole rows, Tab leaves it."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setCornerWidget(QWidget(view))
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(row_height())
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    wear(head, "captionstrong")


def draw_tick(painter: QPainter, box: QRectF, state: Qt.CheckState) -> None:
    """A tick box."""
    tokens, on = Look.now.tokens, state == Qt.CheckState.Checked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent if on else tokens.control), 1.2))
    painter.setBrush(QColor(tokens.accent if on else tokens.surface))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        draw(painter, "check", box.adjusted(1, 1, -1, -1), tokens.on_accent)
