"""Locks after minutes without a key or a mouse, when the computer sleeps, and with its own screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench import clock
from workbench.gui.screenlock import screen_locked

LOOK_EVERY = 5_000  # milliseconds; the clock is looked at, for no timer runs while a computer sleeps
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class AutoLock(QObject):
    """Watches for signs of a person. `due` is said when there were none for long enough, `screen` with the screen."""

    due = Signal()
    screen = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._minutes, self._last = 0, clock.now()
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.tick)
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes; 0 never."""
        self.stop()
        self._minutes, self._last = minutes, clock.now()
        if minutes > 0:
            self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def tick(self) -> None:
        """Look at the clock, and whether the person locked the computer."""
        self.look()
        if self._timer.isActive() and screen_locked():
            self._timer.stop()
            self.screen.emit()

    def look(self) -> None:
        """Look at the clock; a computer that wakes from sleep finds itself locked."""
        if self._timer.isActive() and (clock.now() - self._last).total_seconds() >= self._minutes * 60:
            self._timer.stop()
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any sign of a person begins the count anew, unless it comes too late."""
        if self._timer.isActive() and event.type() in _SIGNS:
            self.look()
            self._last = clock.now()
        return False
