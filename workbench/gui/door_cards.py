"""The other cards of the door: bringing a backup back, and the help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget

from workbench.gui.bringing_back import BringBack
from workbench.gui.helping import TOPICS, Reader, help_text
from workbench.gui.tasks import Tasks
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Card, Label, column, row
from workbench.gui.widgets.buttons import button

WIDTH = 620
HELP = "unlock"
AROUND = 190  # logical pixels of the door above, below and inside a card


class DoorCard(Card):
    """A card in the place of the unlock card, with a way back to it."""

    def __init__(self, title: str, sentence: str, back: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent, (28, 22, 28, 22), 12)
        head, words = row(gap=8), column(gap=1)
        words.addWidget(Label(title, self, "title", wrap=True))
        words.addWidget(Label(sentence, self, "body", "ink2", wrap=True))
        head.addLayout(words, 1)
        head.addWidget(button("&Back", self, back, kind="quiet", icon_name="arrow-left"), 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(head)
        self.setFixedWidth(round(WIDTH * (0.4 + 0.6 * Look.now.scale)))

    def begin(self) -> None:
        """It is shown: put the keyboard where it begins."""

    def forget(self) -> None:
        """It is put away: keep nothing secret."""


class BackupCard(DoorCard):
    """Choose a backup and bring it back, the records being shut."""

    def __init__(self, tasks: Tasks, folder: Path, head: int | None, back: Callable[[], object], parent: QWidget):
        super().__init__("Bring a backup back", "Nothing is changed until you press the last button.", back, parent)
        self._head = head
        self.form = BringBack(tasks, folder, "There is no backup in this folder or in its second place.", self)
        self.box.addWidget(self.form)
        hint = "Where there is a file now, also a damaged one, it is kept in the folder of backups."
        self.box.addWidget(Label(hint, self, "caption", "ink2", wrap=True))

    def begin(self) -> None:
        """Look for backups."""
        self.form.look(None, self._head)

    def forget(self) -> None:
        """No passphrase stays in its box."""
        self.form.forget()


class HelpCard(DoorCard):
    """The help for the door; its links lead to the other topics."""

    def __init__(self, back: Callable[[], object], room: int, parent: QWidget) -> None:
        super().__init__("Help", "Escape goes back to the passphrase.", back, parent)
        self.text = Reader(self)
        self.text.setAccessibleName("Help text")
        self.text.setMinimumHeight(max(room - AROUND, 200))
        self.text.anchorClicked.connect(self._follow)
        self._show(HELP)
        self.box.addWidget(self.text)

    def begin(self) -> None:
        """The keys scroll the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, link: QUrl) -> None:
        if link.path() in dict(TOPICS):
            self._show(link.path())

    def _show(self, topic: str) -> None:
        self.text.show_words(help_text(topic))
        self.text.setLineWrapMode(Reader.LineWrapMode.WidgetWidth)  # the card is narrower than a page
