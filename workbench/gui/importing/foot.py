"""The foot of the wizard: the way out, what is still open, the way back and the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from workbench.gui.theme.look import restyle, wear
from workbench.gui.widgets.basics import Label, row
from workbench.gui.widgets.buttons import button


class Foot(QFrame):
    """Cancel at the left; back and next at the right."""

    cancelled = Signal()
    back_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # large text needs its buttons whole
        self._across = across = row(self, (24, 11, 24, 11), 10)
        self.cancel = button("Cancel &import", self, self.cancelled.emit, kind="quiet")
        across.addWidget(self.cancel)
        across.addStretch(1)
        self.note = Label("", self, "body", "ink2")
        across.addWidget(self.note)
        self.back = button("&Back", self, self.back_wanted.emit)
        self.next = button("", self, self.next_wanted.emit)
        across.addWidget(self.back)
        across.addWidget(self.next)

    def set_low(self, low: bool) -> None:
        """Less air on a low screen."""
        self._across.setContentsMargins(24, 5 if low else 11, 24, 5 if low else 11)

    def say(self, note: str, words: str, *, back: bool, leads: bool) -> None:
        """Show a word, the button that goes on (none without words), and whether it is the filled one."""
        self.note.setText(note)
        self.next.setText(words)
        self.next.setVisible(bool(words))
        self.back.setVisible(back)
        if self.next.property("kind") != ("primary" if leads else ""):
            restyle(self.next, kind="primary" if leads else "")
            wear(self.next, "strong" if leads else "body")
