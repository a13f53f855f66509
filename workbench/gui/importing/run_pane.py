"""Step 7: the import itself, with counts, and a way to stop it that leaves everything as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from workbench.gui.desk import Desk
from workbench.gui.importing.pane import Pane, stand_alone
from workbench.gui.importing.steps import Trip
from workbench.gui.progress_card import OFFERS_STOP
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Card, IconLabel, Label, row
from workbench.gui.widgets.buttons import button


class RunPane(Pane):
    """Shows how far the job is. `stop_wanted` asks to stop it."""

    stop_wanted = Signal()

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        card = Card(self, (28, 24, 28, 24), 10)
        self._card = card
        self._title = Label("", card, "section", wrap=True)
        card.box.addWidget(self._title)
        self._bar = QProgressBar(card)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the import is")
        card.box.addWidget(self._bar)
        self._text = Label("", card, "body", "ink2", wrap=True)
        card.box.addWidget(self._text)
        self._foot(card)
        stand_alone(card, self)
        self._offer = QTimer(self, singleShot=True, interval=OFFERS_STOP)
        self._offer.timeout.connect(self._offer_stop)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Import")
        desk.tasks.stepped.connect(self._stepped)
        Look.now.changed.connect(self._measure)
        self._measure()

    def _foot(self, card: Card) -> None:
        safe = row(gap=10)
        safe.addWidget(IconLabel("shield-check", card, "green", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = "Everything is added in one go, or nothing is. You can undo it afterwards."
        safe.addWidget(Label(words, card, "caption", "ink2", wrap=True), 1)
        card.box.addLayout(safe)
        foot = row()
        foot.addStretch(1)
        self.halt = button("&Cancel, add nothing", card, self._stop)
        foot.addWidget(self.halt)
        card.box.addLayout(foot)

    def arrive(self) -> None:
        """A job begins."""
        self._title.setText(f"Importing “{self.trip.name}”")
        self._text.setText("Beginning")
        self._bar.setRange(0, 0)
        self.halt.setEnabled(True)
        self.halt.hide()
        self._offer.start()

    def head(self) -> tuple[str, str]:
        """What happens now."""
        return ("Import", "The backup is made first, then the rows are added.")

    def first(self) -> QWidget:
        """The step itself; the way to stop comes later."""
        return self

    def over(self) -> None:
        """The job has ended, or has not begun."""
        if not self.isVisible():
            self._offer.stop()

    def ask_to_stop(self) -> None:
        """The person wants to stop; heard once it is offered."""
        if self.halt.isVisible() and self.halt.isEnabled():
            self._stop()

    def _measure(self) -> None:
        self._card.setMaximumWidth(round(560 * Look.now.scale))

    def _offer_stop(self) -> None:
        self.halt.show()
        if self.hasFocus():
            self.halt.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stepped(self, step: tuple[int, int, str]) -> None:
        done, of, text = step
        self._bar.setRange(0, max(of, 0))
        self._bar.setValue(done)
        self._text.setText(f"{text}: {done:,} of {of:,}" if done else text)

    def _stop(self) -> None:
        self.halt.setEnabled(False)
        self._text.setText("Stopping. Nothing will be added.")
        self.stop_wanted.emit()
