"""The middle of a file's page: what the present step asks, or the documents of the file."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.gui.cases.attachments import Attachments
from workbench.gui.cases.step_pane import StepPane
from workbench.gui.desk import Desk
from workbench.gui.widgets.basics import Card, Scroll, column
from workbench.gui.widgets.buttons import Joined
from workbench.records.attachments import Owner
from workbench.registers.cases.steps import CaseFile
from workbench.workflows.cases import mailing

STEP, DOCUMENTS = 0, 1


class Middle(QWidget):
    """Two sheets one behind the other, with a choice above them."""

    def __init__(self, desk: Desk, file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent)
        down = column(self, gap=8)
        self.choice = Joined("What is shown in the middle", self)
        self.choice.offer(("This step", "Documents"))
        self.choice.chosen.connect(self.turn)
        down.addWidget(self.choice)
        self._stack = QStackedWidget(self)
        down.addWidget(self._stack, 1)
        self.pane = StepPane(file, self._stack)
        sheet = Card(self._stack, (0, 0, 0, 0), 0)
        sheet.setAccessibleName("Documents")
        scroll = Scroll(sheet, (18, 14, 18, 14), 0)
        sheet.box.addWidget(scroll)
        self.papers = Attachments(desk, scroll.inside, self._counted, mailing.take, mailing.take_words)
        scroll.box.addWidget(self.papers, 1)
        self._stack.addWidget(self.pane)
        self._stack.addWidget(sheet)
        self.turn(STEP)

    @property
    def place(self) -> int:
        """Which of the two is shown."""
        return self._stack.currentIndex()

    def turn(self, place: int) -> None:
        """Show the step or the documents."""
        self._stack.setCurrentIndex(place)
        self.choice.choose(place)

    def show_documents(self, owner: Owner, number: int, *, adds: bool, changes: bool) -> None:
        """Show the documents of a file, and how many there are; whether more are added, and those there are changed."""
        self.choice.offer(("This step", f"Documents, {number}" if number else "Documents"))
        self.papers.show_owner(owner, adds=adds, changes=changes)

    def _counted(self, _numbers: object) -> None:
        """The page is told by the desk that something changed."""
