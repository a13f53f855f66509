"""A page of two sides: a list, and beside it, or below where it is narrow, what is done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable
from workbench.gui.page import Page
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, Label, Scroll, Well, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead

NARROW, SIDE = 940, 420


class TwoSided(Page):
    """Base of the pages of disposal: head, what stands in the way, list, and the side."""

    step_back = True  # from the boxes Escape goes to the list first, and from there away
    table: PickTable

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.title, self._writing = title, False
        down = column(self, PAGE, 10)
        self.head = PageHead(title, "", self)
        down.addWidget(self.head)
        self.above = column(gap=8)
        down.addLayout(self.above)
        self.stop = Well(self, "violet", "hand", "")
        self.stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stop.hide()
        down.addWidget(self.stop)
        self.leaving = Leaving(self)
        down.addWidget(self.leaving)
        self.leaving.leave.connect(self.go_back)
        self.empty = EmptyPage("check", self)
        self.empty.hide()
        down.addWidget(self.empty, 1)
        self._both = QWidget(self)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        down.addWidget(self._both, 1)
        self._down = column(gap=12)
        self.left = Card(self._both, (1, 1, 1, 6), 0)
        self._down.addWidget(self.left, 1)
        self._across.addLayout(self._down, 1)
        self.right = Scroll(self._both, (0, 0, 0, 0), 12)
        self._across.addWidget(self.right)
        self.about = Well(self._both, "accent", "archive", "")
        self._down.addWidget(self.about)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.do)
        Look.now.changed.connect(self._fold)

    def leave(self) -> None:
        """Whether to leave is not asked any more."""
        self.leaving.hide()

    def do(self) -> None:
        """Ctrl+Enter: what the page is for."""

    def begin_writing(self) -> bool:
        """Whether to write now: not while the same is being written already, as by a second click."""
        if self._writing:
            return False
        self._writing = True
        self.stop.hide()
        return True

    def written(self) -> None:
        """It was written; more can be."""
        self._writing = False

    def sheet(self) -> Card:
        """A sheet at the right for boxes."""
        made = Card(self.right.inside)
        self.right.box.addWidget(made)
        return made

    def end_right(self) -> None:
        """Nothing more stands at the right."""
        self.right.box.addStretch(1)

    def show_empty(self, empty: bool, title: str = "", text: str = "") -> None:
        """Show that there is nothing to do, or the two sides."""
        self.empty.say(title, text)
        self.empty.setVisible(empty)
        self._both.setVisible(not empty)
        if empty:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # so that Escape is heard

    def stopped(self, error: BaseException) -> None:
        """Say why something was not done, on the page; what is no plain refusal goes to the window."""
        self.written()
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self.stop.say(f"{title}." if text else title, text)
        self.stop.setAccessibleName(str(error))
        self.stop.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One side below the other where there is no room."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list where there are boxes beside it, and from there away."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """One step back."""
        if self.step_back and self.table.isVisible() and not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_away()

    def go_away(self) -> None:
        """Back to where it was asked for; where something entered would be lost, that is asked first."""
        if self.would_lose():
            self.leaving.ask()
        else:
            self.go_back()

    def go_back(self) -> None:
        """To where it was asked for."""
        self.desk.go("back")

    def would_lose(self) -> bool:
        """Whether something was entered that is gone once the page is left."""
        return False

    def _fold(self) -> None:
        narrow = self.width() < NARROW * (0.5 + 0.5 * Look.now.scale)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        self._across.setStretch(1, 1 if narrow else 0)
        if narrow and not self.desk.store.read_only:
            self.right.box.insertWidget(max(self.right.box.count() - 1, 0), self.about)
        else:
            self._down.addWidget(self.about)
        side = round(SIDE * (0.4 + 0.6 * Look.now.scale))
        self.right.setMinimumWidth(0 if narrow else side)
        self.right.setMaximumWidth(16_777_215 if narrow else side)


class Leaving(Well):
    """Asks once whether what was entered shall be let go; the cursor stands on the answer that keeps it."""

    leave = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "amber", "triangle-alert", "Leave without what you entered?", "It is nowhere else yet."
        )
        acts = row(gap=8)
        self.stay = button("Keep on entering", self, self._stay)
        self.go = button("Leave without it", self, self.leave.emit)
        for act in (self.stay, self.go):
            acts.addWidget(act)
        acts.addStretch(1)
        self.box.addLayout(acts)
        self._before: QWidget | None = None
        self.hide()

    def ask(self) -> None:
        """Ask."""
        self._before = QApplication.focusWidget()
        self.show()
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._stay()
        else:
            super().keyPressEvent(event)

    def _stay(self) -> None:
        self.hide()
        if self._before:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)


def key_line(keys: list[tuple[str, str]], parent: QWidget) -> Label:
    """Keys and what they do, in one line."""
    return Label("    ".join(f"{key}  {what}" for key, what in keys), parent, "caption", "ink2", wrap=True)
