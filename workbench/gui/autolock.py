"""Locks after minutes without a key or a mouse, and when the computer sleeps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench import clock

_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class AutoLock(QObject):
    """Watches for signs of a person. `due` is said when there were none for long enough."""

    due = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._minutes, self._last = 0, clock.now()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.due)
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes; 0 never."""
        self._timer.stop()
        self._minutes, self._last = minutes, clock.now()
        if minutes > 0:
            self._timer.start(minutes * 60_000)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any sign of a person begins the count anew."""
        if self._timer.isActive() and event.type() in _SIGNS:
            now, last = clock.now(), self._last
            self._last = now
            self._timer.start()
            if (now - last).total_seconds() > self._minutes * 60:  # the computer slept, and no timer ran
                self._timer.stop()
                self.due.emit()
        return False
