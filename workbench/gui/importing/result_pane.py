"""Step 8: what was done, and the one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.importing.pane import Pane, stand_alone
from workbench.gui.importing.steps import Trip
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Card, IconLabel, Label, clear, column, row
from workbench.gui.widgets.buttons import button


class ResultPane(Pane):
    """`undo_wanted`, `receipt_wanted` and `done_wanted` are its three acts."""

    undo_wanted = Signal()
    receipt_wanted = Signal()
    done_wanted = Signal()

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        card = Card(self, (28, 24, 28, 22), 12)
        self._card = card
        Look.now.changed.connect(self._measure)
        top = row(gap=12)
        top.addWidget(IconLabel("check", card, "green", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._title = Label("", card, "section", wrap=True)
        top.addWidget(self._title, 1)
        card.box.addLayout(top)
        self._facts = column(gap=6)
        card.box.addLayout(self._facts)
        card.box.addSpacing(4)
        acts = row(gap=8)
        self.go = button(
            f"G&o to the {trip.register.title.lower()}", card, self.done_wanted.emit, kind="primary",
            icon_name=trip.register.icon,
        )  # fmt: skip
        self.undo = button("&Undo this import", card, self.undo_wanted.emit, icon_name="undo-2")
        self.receipt = button("Save a &receipt", card, self.receipt_wanted.emit, icon_name="download")
        for act in (self.go, self.undo, self.receipt):
            acts.addWidget(act)
        acts.addStretch(1)
        card.box.addLayout(acts)
        stand_alone(card, self)

    def arrive(self) -> None:
        """Say what was done."""
        done, register = self.trip.imported, self.trip.register
        if done is None:
            return
        wrote = done.added + done.changed
        kind = display.count(wrote, register.singular, register.plural)
        self._title.setText(f"{kind} imported" if wrote else "Nothing had to be changed")
        clear(self._facts)
        for label, text in facts(self.trip):
            line = row(gap=12)
            name = Label(label, self, "captionstrong", "ink2")
            name.setMinimumWidth(name.fontMetrics().horizontalAdvance("Left in the sheet") + 12)
            line.addWidget(name)
            line.addWidget(Label(text, self, "body", wrap=True), 1)
            self._facts.addLayout(line)
        for act in (self.undo, self.receipt):
            act.setVisible(done.operation is not None)
        self._measure()

    def head(self) -> tuple[str, str]:
        """It is over."""
        return ("Result", "Your file is as it was. The whole import can be undone here.")

    def _measure(self) -> None:
        least = self._card.minimumSizeHint().width()  # its buttons side by side, in whatever font
        self._card.setMaximumWidth(max(round(620 * Look.now.scale), least))

    def first(self) -> QWidget:
        """The way on."""
        return self.go


def facts(trip: Trip) -> list[tuple[str, str]]:
    """The lines of the result, label and words; the counts are those of the page before."""
    done, one, many = trip.imported, trip.register.singular, trip.register.plural
    if done is None:
        return []
    lines = [
        ("Added", _count(done.added, one, many)),
        ("Changed", _count(done.changed, one, many)),
        ("The same", _count(done.same, one, many)),
        ("Left in the sheet", _count(done.left_out, "row", "rows")),
    ]
    if waiting := trip.plan.waiting().words if trip.plan and done.operation is not None else "":
        lines.append(("Left to do", waiting))
    return [*lines, ("From", trip.name)]


def _count(number: int, one: str, many: str) -> str:
    return display.count(number, one, many) if number else "None"
