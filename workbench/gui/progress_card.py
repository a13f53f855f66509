"""How far long work is: appears after 300 ms at the foot of the page, offers to stop after five seconds."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from workbench.gui.tasks import Task, Tasks
from workbench.gui.widgets.basics import Card, Label, row
from workbench.gui.widgets.buttons import button

APPEARS, OFFERS_STOP = 300, 5_000  # milliseconds


class ProgressCard(Card):
    """Words, counts and a thin bar for the one long job that runs."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent, (18, 10, 18, 12), 6)
        self._task: Task | None = None
        self._next: list[Task] = []
        top = row(gap=12)
        self.box.addLayout(top)
        self._title = Label("", self, "strong")
        self._text = Label("", self, "caption", "ink2")
        top.addWidget(self._title)
        top.addWidget(self._text, 1)
        self._stop = button("Cancel", self, self._cancel, kind="link")
        top.addWidget(self._stop)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the work is")
        self.box.addWidget(self._bar)
        self._show = QTimer(self, singleShot=True, interval=APPEARS)
        self._offer = QTimer(self, singleShot=True, interval=OFFERS_STOP)
        self._show.timeout.connect(self._appear)
        self._offer.timeout.connect(self._stop.show)
        tasks.started.connect(self._started)
        tasks.stepped.connect(self._stepped)
        tasks.ended.connect(self._ended)
        self.hide()

    def place(self, inside: QSize) -> None:
        """Stand at the foot of the page."""
        width = min(560, inside.width() - 32)
        height = self.sizeHint().height()
        self.setGeometry((inside.width() - width) // 2, inside.height() - height - 14, width, height)

    def _started(self, task: Task) -> None:
        if not task.title or not task.shown:
            return
        if self._task:  # one runs, and its Cancel must stop that one
            self._next.append(task)
            return
        self._task = task
        self._title.setText(task.title)
        self._text.setText("")
        self._bar.setRange(0, 0)
        self._stop.hide()
        self._stop.setEnabled(True)
        self._show.start()
        if task.can_cancel:
            self._offer.start()

    def _stepped(self, step: tuple[int, int, str]) -> None:
        done, of, text = step
        self._text.setText(text)
        self._bar.setRange(0, max(of, 0))
        self._bar.setValue(done)

    def _ended(self, task: Task) -> None:
        if task in self._next:
            self._next.remove(task)
        if task is self._task:
            self._task = None
            self._show.stop()
            self._offer.stop()
            self.hide()
            if self._next:
                self._started(self._next.pop(0))

    def _appear(self) -> None:
        if parent := self.parentWidget():
            self.place(parent.size())
        self.show()
        self.raise_()

    def _cancel(self) -> None:
        if self._task:
            self._stop.setEnabled(False)
            self._text.setText("Stopping…")
            self._task.cancel()
