"""A closed file is opened again: the reason is asked for, and stands on its timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.gui.widgets.basics import Card, Label, row, settle
from workbench.gui.widgets.buttons import button

_HINT = "It has no day of destruction until it is closed again. The reason stands on the timeline."


class Reopening(Card):
    """`wanted` says the reason, `left` that it is put away, with a reason or without."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (16, 12, 16, 12), 6)
        label = Label("Why is the file opened again?", self, "captionstrong")
        self.box.addWidget(label)
        self.box.addWidget(Label(_HINT, self, "caption", "ink2", wrap=True))
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(label.text())
        self.box.addWidget(self.reason)
        self.wrong = Label("Enter the reason. The file stays closed.", self, "captionstrong", "amber", wrap=True)
        self.wrong.hide()
        self.box.addWidget(self.wrong)
        acts = row(gap=8)
        acts.addWidget(button("Open it again", self, self.ask))
        acts.addWidget(button("Cancel", self, self.leave))
        acts.addStretch(1)
        self.box.addLayout(acts)
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.wrong.hide()
        self.show()
        self.reason.setFocus()
        settle(self)

    def leave(self) -> None:
        """Put it away."""
        self.hide()
        self.left.emit()

    def ask(self) -> None:
        """Hand over the reason, or say that there is none."""
        reason = self.reason.text().strip()
        self.wrong.setVisible(not reason)
        settle(self)
        if reason:
            self.leave()
            self.reason.clear()
            self.wanted.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, Escape leaves it closed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
