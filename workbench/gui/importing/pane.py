"""What each step of the wizard is: a body, a head, a word at the foot, and whether one may go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.desk import Desk
from workbench.gui.importing.steps import Trip
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.buttons import Button

LOW, LEAST = 480, 80  # logical pixels: under which a step is short of height, and the least height of a list


def is_low(widget: QWidget) -> bool:
    """Whether there is so little height that lists come before air, as at 150 % on a small screen."""
    return widget.window().height() < LOW * (0.5 + 0.5 * Look.now.scale)


def give_way(view: QWidget) -> None:
    """A view that scrolls by itself takes what height there is, so that the step around it need not scroll as well."""
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    view.setMinimumHeight(LEAST)


def stand_alone(card: QWidget, pane: QWidget) -> None:
    """One card on the step, a little above its middle, as wide as its greatest width allows."""
    box, across = column(pane), row(gap=0)
    box.addStretch(2)
    across.addStretch(1)
    across.addWidget(card, 100)
    across.addStretch(1)
    box.addLayout(across)
    box.addStretch(3)


class Pane(QWidget):
    """Base of the steps. `changed` asks for head and foot to be shown anew; one that `tells` says what stops."""

    changed = Signal()
    tells = False

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.trip = desk, trip
        self.acts: list[Button] = []

    def arrive(self) -> None:
        """The step is shown."""

    def head(self) -> tuple[str, str]:
        """Title and the one sentence under it."""
        return ("", "")

    def more(self) -> str:
        """What stands under the step's name at the left."""
        return ""

    def note(self) -> str:
        """What stands beside the buttons at the foot."""
        return ""

    def next_words(self) -> str:
        """The words of the button that goes on; none where there is nothing to go on to."""
        return ""

    def leads(self) -> bool:
        """Whether the button that goes on is the filled one of the page."""
        return True

    def stop(self) -> str:
        """Why one cannot go on yet; nothing where one can. The keyboard is then where it can be put right."""
        return ""

    def first(self) -> QWidget | None:
        """Where the keyboard begins; None for the button that goes on."""
        return self
