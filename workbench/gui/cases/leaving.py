"""A form on a file's page is put away by Cancel or Escape; where something was typed there, it is asked first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from workbench.gui.disposal.asking import Asking
from workbench.gui.widgets.basics import Well, reveal, settle
from workbench.gui.widgets.buttons import button

_NOT_KEPT = "What you typed here is not kept yet."


class Leaving(QObject):
    """The way out of one form; `put_away` hides it."""

    def __init__(self, asking: Asking, put_away: Callable[[], None]) -> None:
        super().__init__(asking)
        self._asking, self._put_away = asking, put_away
        asking.acts.insertWidget(1, button("Cancel", asking, self.leave))
        self.asks = Well(asking, "amber", "triangle-alert", _NOT_KEPT)
        self.discard = button("Throw it away", self.asks, put_away)
        self.asks.box.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignLeft)
        self.asks.hide()
        asking.box.addWidget(self.asks)
        asking.installEventFilter(self)

    def begin(self) -> None:
        """The form begins anew."""
        self.asks.hide()

    def leave(self) -> None:
        """Put the form away where nothing was typed; else ask first."""
        if not self._asking.changed():
            self._put_away()
            return
        self.asks.say(_NOT_KEPT, f"“{self._asking.act.text()}” keeps it (Ctrl+Enter).")
        self.asks.show()
        settle(self.asks)
        reveal(self.asks)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape in one of the boxes leaves the form."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        escapes = event.matches(QKeySequence.StandardKey.Cancel)
        if escapes:
            self.leave()
        return escapes
