"""Checking a code printed in the foot of a report: typed from paper, answered in plain words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.gui.desk import Desk
from workbench.gui.page import Page
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.registers.destruction_log import REGISTER
from workbench.workflows import printedcode
from workbench.workflows.printedcode import Looked
from workbench.workflows.progress import Progress

_WHAT = "Twelve letters and figures at the foot of a record of destruction, or where a backup was noted."
_FREE = "Spaces, hyphens and capitals make no difference, nor does O for 0 or I for 1."


class CodePage(Page):
    """One box, one button, one answer."""

    title, help_topic = "Check a printed code", REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        head = PageHead(self.title, "Whether the history of these records is still the one that was printed.", self)
        head.add(button("Back", self, self._back, kind="quiet", icon_name="arrow-left"))
        down.addWidget(head)
        scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        card = Card(scroll.inside, SHEET, 10)
        scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        label = Label("The &code on the paper", card, "captionstrong")
        self.typed = QLineEdit(card)
        self.typed.setAccessibleName("The code on the paper")
        self.typed.setAccessibleDescription(f"{_WHAT} {_FREE}")
        self.typed.setMaximumWidth(round(300 * Look.now.scale))
        self.typed.returnPressed.connect(self._look)
        label.setBuddy(self.typed)
        for part in (label, self.typed, Label(f"{_WHAT} {_FREE}", card, "caption", "ink2", wrap=True)):
            card.box.addWidget(part)
        acts = row(gap=8)
        acts.addWidget(button("Check the code", card, self._look, kind="primary", icon_name="shield-check"))
        acts.addStretch(1)
        card.box.addLayout(acts)
        self.answer = Well(card, "accent", "shield-check", "")
        self.answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.answer.hide()
        card.box.addWidget(self.answer)

    def arrive(self, _about: object) -> None:
        """Begin with what was typed last selected, so that typing replaces it."""
        self.answer.hide()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; another code typed while the answer is read goes into its box, the answer before it away."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.text().isalnum() and not self.typed.hasFocus():
            self.answer.hide()
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
            self.typed.setText(event.text())
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        self.answer.hide()
        self.desk.tasks.run(partial(_looked, self.typed.text()), self._say, title="Checking the code")

    def _say(self, looked: Looked) -> None:
        tone, icon = ("accent", "shield-check") if looked.well else ("amber", "triangle-alert")
        self.answer.dress(tone, icon)
        self.answer.say(looked.title, looked.text)
        self.answer.setAccessibleName(looked.words)
        self.answer.show()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.desk.go("back")


def _looked(typed: str, _: Progress) -> Looked:
    return printedcode.look(typed)
