"""Bringing a backup back from the window: choose it, try it without changing anything, then put it in place."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.gui.bringing_back import BringBack
from workbench.gui.desk import Desk
from workbench.gui.page import Page
from workbench.gui.safety import SECOND_PLACE
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.records import history
from workbench.records.database import FAILURES

KEPT = "The file as it is now is kept in the folder of backups."
_HOLDS = (
    "A backup holds all records with the files kept in them, their history, the ways in as they were, and the letters "
    "that the council made its own. What lies in linked folders and what was saved elsewhere is not in it."
)


class RestorePage(Page):
    """The backups there are, newest first; each can be tried, and one brought back."""

    title, help_topic, kept = "Bring a backup back", "backup-restore", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        head = PageHead("Bring a backup back", "Nothing is changed until you press the last button.", self)
        head.add(button("Cancel", self, self._back, kind="quiet"))
        down.addWidget(head)
        scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        card = Card(scroll.inside, SHEET, 12)
        scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        nothing = "There is no backup in this folder yet. Ctrl+B makes one."
        self.form = BringBack(desk.tasks, desk.store.folder, nothing, card, coded=True)
        self.form.wanted.connect(desk.restore_wanted)
        card.box.addWidget(self.form)
        for hint in (f"{KEPT} The program locks itself for a moment.", _HOLDS):
            card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        code = button("Check the last printed code after a restore…", card, partial(desk.go, "restored"), kind="link")
        card.box.addWidget(code, 0, Qt.AlignmentFlag.AlignLeft)

    def arrive(self, about: object) -> None:
        """Show the backups there are now; `about` may be the path of one more."""
        second, head = "", None
        with suppress(*FAILURES):  # of a damaged file nothing may be readable, and its backup is wanted all the more
            second, head = self.desk.store.setting(SECOND_PLACE) or "", history.head().seq
        self.form.look(Path(second) if second else None, head, about)

    def leave(self) -> None:
        """A trial that is still on its way is of no interest any longer."""
        self.form.forget()

    def _back(self) -> None:
        self.desk.go("back")
