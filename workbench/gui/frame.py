"""The frame around all pages: the strip above and the status bar below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenuBar, QSizePolicy, QWidget

from workbench import clock
from workbench.gui.safety import AWAY, DAMAGE, Safety
from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import CutLabel, IconLabel, Label, row

NARROW = 1000


class FindBox(QLineEdit):
    """The one box that finds anything; Enter asks, Escape empties."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find a record, case or reference")
        self.setAccessibleName("Find anything")
        self.addAction(QAction(icon("search"), "Find", self), QLineEdit.ActionPosition.LeadingPosition)
        self._key = Label("Ctrl+E", self, "caption", "ink3")
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = row(self, (0, 0, 10, 0))
        inside.addStretch(1)
        inside.addWidget(self._key)
        self.textChanged.connect(self._typed)
        Look.now.changed.connect(self._fit)
        self._fit()
        self.returnPressed.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the box."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setMaximumWidth(round(400 * Look.now.scale))
        self._typed(self.text())

    def _typed(self, text: str) -> None:
        self._key.setVisible(not text)
        self.setTextMargins(0, 0, 0 if text else self._key.sizeHint().width() + 8, 0)

    def _ask(self) -> None:
        if self.text().strip():
            self.asked.emit(self.text().strip())


class Strip(QFrame):
    """Menu, find box, and who is signed in."""

    def __init__(self, user: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        across = row(self, (12, 5, 16, 5), 12)
        self.menu = QMenuBar(self)
        self.menu.setNativeMenuBar(False)
        self.menu.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.finder = FindBox(self)
        across.addWidget(self.menu, 2)
        across.addWidget(self.finder, 3)
        who = row(gap=6)
        who.addStretch(1)
        who.addWidget(IconLabel("user-round", self))
        self.user = Label(user, self, "body", "ink2")
        who.addWidget(self.user)
        across.addLayout(who, 2)


UNKEPT = "Not everything is saved"


class StatusBar(QFrame):
    """Saved when, last backup, last copy; at the right what the page counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        across = row(self, (16, 4, 16, 4), 6)
        self._saved = Label("Everything saved", self, "caption", "ink2")
        self._backup = Label("", self, "caption", "ink2")
        self._copy = Label("", self, "caption", "ink2")
        self._shield = IconLabel("shield-check", self, "green", 14)
        self._second = [Label("·", self, "caption", "ink2"), IconLabel("archive", self, "ink2", 14), self._copy]
        self._tick = IconLabel("check", self, "green", 14)
        across.addWidget(self._tick)
        across.addWidget(self._saved)
        across.addWidget(Label("·", self, "caption", "ink2"))
        across.addWidget(self._shield)
        across.addWidget(self._backup)
        for part in self._second:
            across.addWidget(part)
        self._count = CutLabel("", self, "caption", "ink2", middle=True)  # a long path must not hold the window open
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self._count, 1)

    def saved(self) -> None:
        """Something was kept just now."""
        if self._saved.text() != UNKEPT:
            self._saved.setText(f"Saved {clock.now():%H:%M}")

    def unkept(self, unkept: bool) -> None:
        """Something that was typed is not in the file, or all is again."""
        if unkept or self._saved.text() == UNKEPT:
            self._saved.setText(UNKEPT if unkept else "Everything saved")
            self._tick.show_icon("triangle-alert" if unkept else "check", "amber" if unkept else "green")

    def count(self, text: str) -> None:
        """What the page counts."""
        self._count.say(text)

    def safety(self, safety: Safety) -> None:
        """Backup and copy."""
        self._backup.setText(safety.backup_line())
        self._copy.setText(safety.copy_line())
        sound = safety.sound
        self._shield.show_icon("shield-check" if sound else "shield-alert", "green" if sound else "amber")
        wrong = bool(safety.fault) or self._saved.text() == UNKEPT
        self._tick.show_icon("triangle-alert" if wrong else "check", "amber" if wrong else "green")
        if safety.fault:
            self._saved.setText(safety.fault)
        elif self._saved.text() in (DAMAGE, AWAY):
            self._saved.setText("Everything saved")

    def narrow(self, narrow: bool) -> None:
        """Leave out the least needed."""
        for part in self._second:
            part.setVisible(not narrow)
