"""What is shown of a file: its steps at the left, what the present one asks for, and at the right how long there is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.gui.cases import middle
from workbench.gui.cases.clock_card import ClockCard
from workbench.gui.cases.file_card import FileCard
from workbench.gui.cases.folding import Folding
from workbench.gui.cases.middle import Middle
from workbench.gui.cases.present import Present
from workbench.gui.cases.step_list import StepList
from workbench.gui.cases.timeline import TimelineCard
from workbench.gui.desk import Desk
from workbench.gui.widgets.basics import Card, Label, Scroll, row
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.workflows.cases import keeping

_STEPS, _RIGHT = 236, 300
_PANE, _CARDS = 1, 2  # places of the parts


class FileView(Folding):
    """Three parts side by side, one at a time where there is no room."""

    def __init__(self, desk: Desk, present: Present, parent: QWidget) -> None:
        super().__init__("What is shown of the file", parent)
        self._desk, self._present = desk, present
        side = Card(self, (2, 8, 2, 8), 0)
        head = row(margins=(16, 4, 14, 4))
        head.addWidget(Label("Steps", side, "section"))
        head.addStretch(1)
        self._far = Label("", side, "caption", "ink2")
        head.addWidget(self._far)
        side.box.addLayout(head)
        self.steps = StepList(side)
        side.box.addWidget(self.steps)
        self.add("Steps", side, _STEPS)
        self.middle = Middle(desk, present.file, self)
        self.add("Step and documents", self.middle)
        self.right = right = Scroll(self, gap=12)
        self.clock, self.about, self.timeline = ClockCard(self), FileCard(self), TimelineCard(self)
        for card in (self.clock, self.about, self.timeline):
            right.box.addWidget(card)
        right.box.addStretch(1)
        self.add("Clock and timeline", right, _RIGHT)
        self.show_part(_PANE)

    def show_cards(self) -> None:
        """Show how far it is, the clock, what is known of the file, its documents and its timeline."""
        here, fixed, read_only = self._present, self._present.fixed, self._desk.store.read_only
        owner = Owner(*here.key)
        self._far.setText(f"{here.done} of {len(here.steps)} done")
        self.clock.show_clock(here.values)
        self.about.show_file(*here.key, here.values, writes=not read_only)
        self.middle.show_documents(owner, len(attachments.of(owner)), adds=here.takes, changes=not fixed)
        register, number = here.key
        self.timeline.show_happened(keeping.timeline(register, here.values, number), adds=here.takes)
        self.right.lay_out()

    def turn(self) -> None:
        """Another file is shown: what was begun in the forms waits with its own."""
        self.middle.pane.turn(self._present.number)
        self.timeline.turn(self._present.number)

    def show_step(self) -> None:
        """Show the step, where only one part has room."""
        self.show_part(_PANE)
        self.middle.turn(middle.STEP)

    def show_cards_part(self) -> None:
        """Show the cards, where only one part has room."""
        self.show_part(_CARDS)

    def show_documents(self) -> None:
        """Show the documents, where only one part has room."""
        self.show_part(_PANE)
        self.middle.turn(middle.DOCUMENTS)
