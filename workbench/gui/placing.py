"""Where a window stands: as it was left, and whole within its screen, title bar and edges included."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.settings import Settings

USUAL = QSize(1280, 680)
_EDGES = QMargins(8, 36, 8, 8)  # about what a system draws around a window; what it really draws shows with the window
SETTLED = 150  # milliseconds until the system has drawn them


def stand(window: QWidget, seat: Settings) -> None:
    """Give a window the place, size and state it was left in; where the usual size has no room, the whole screen."""
    known = QSize(seat.window_width, seat.window_height)
    left = QPoint(seat.window_left, seat.window_top)
    screen = QGuiApplication.screenAt(left) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    size = known if not known.isEmpty() else USUAL
    middle = QRect(QPoint(), size)
    middle.moveCenter(room.center())
    wanted = QRect(left, size) if not known.isEmpty() and room.contains(left) else middle
    window.setGeometry(within(wanted, room, _EDGES))
    too_small = known.isEmpty() and within(middle, room, _EDGES).size() != size
    full = seat.maximised or too_small
    window.setWindowState(Qt.WindowState.WindowMaximized if full else Qt.WindowState.WindowNoState)
    QTimer.singleShot(SETTLED, window, partial(_settle, window))


def noted(window: QWidget, seat: Settings) -> Settings:
    """The settings with where a window stands now; one that never stood free says only that it fills the screen."""
    usual, full = window.normalGeometry(), window.isMaximized()
    if usual.isEmpty():
        return replace(seat, maximised=full)
    return replace(
        seat,
        maximised=full,
        window_left=usual.x(),
        window_top=usual.y(),
        window_width=usual.width(),
        window_height=usual.height(),
    )


def within(wanted: QRect, room: QRect, edges: QMargins) -> QRect:
    """The place nearest to `wanted`, and as large, that lies in `room` with its edges around it."""
    inner = room.marginsRemoved(edges)
    size = wanted.size().boundedTo(inner.size())
    left = max(inner.left(), min(wanted.left(), inner.right() + 1 - size.width()))
    top = max(inner.top(), min(wanted.top(), inner.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def _settle(window: QWidget) -> None:
    """What the system drew around it may be more than was thought."""
    handle = window.windowHandle()
    if handle is None or not window.isVisible() or window.windowState() != Qt.WindowState.WindowNoState:
        return
    here = within(window.geometry(), window.screen().availableGeometry(), handle.frameMargins())
    if here != window.geometry():
        window.setGeometry(here)
