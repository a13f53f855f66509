"""The e-mail a new file begins with: chosen, dropped or pasted; it waits, through a crash too, until it is let go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.cases.dropping import dropped, takes
from workbench.gui.desk import Desk
from workbench.gui.widgets.basics import Well
from workbench.gui.widgets.buttons import button
from workbench.records.store import Store
from workbench.workflows.cases import mailing, waitingmail
from workbench.workflows.cases.mailing import Letter
from workbench.workflows.progress import Progress


class MailCard(Well):
    """`arrived` says an e-mail that was taken now, `gone` that it was let go, `refused` why none could be taken."""

    arrived = Signal(object)
    gone = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, register: str, parent: QWidget) -> None:
        super().__init__(parent, "accent", "mail", "")
        self._desk, self._register = desk, register
        away = button("Do not keep this e-mail", self, self.let_go, kind="link")
        self.box.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def letter(self) -> Letter | None:
        """The e-mail."""
        found = self._desk.session.letters.get(self._register)
        return found if isinstance(found, Letter) else None

    def look_again(self) -> None:
        """Offer one again that was taken before the program ended; what it says stands in the draft."""
        if self.letter is None and not self._desk.store.read_only:
            letter = waitingmail.found(self._desk.store, self._register)
            if letter:
                self._desk.session.letters[self._register] = letter
        self._say()

    def choose(self) -> None:
        """Ask for a saved e-mail."""
        start, kinds = self._desk.settings.last_import_folder, "E-mails (*.eml *.msg)"
        name, _ = QFileDialog.getOpenFileName(self.window(), "Take from an e-mail", start, kinds)
        if name:
            self._desk.set(last_import_folder=str(Path(name).parent))
            self.take(Path(name))

    def paste(self) -> None:
        """Take the e-mail that was copied, as a file or as its words."""
        data = QGuiApplication.clipboard().mimeData()
        if data and takes(data):
            self.drop(data)
        else:
            self._take(partial(mailing.from_words, data.text() if data else ""))

    def drop(self, data: QMimeData) -> None:
        """Take the saved e-mail that was dropped."""
        paths, why = dropped(data)
        if paths:
            self.take(paths[0])
        else:
            self.refused.emit(Plain(why))

    def take(self, path: Path) -> None:
        """Take a saved e-mail: it fills what is empty, and is kept with the file."""
        self._take(partial(mailing.from_file, path))

    def forget(self) -> None:
        """It is in its file now, or is not wanted."""
        self._desk.session.letters.pop(self._register, None)
        self._desk.tasks.run(partial(_let_go, self._desk.store, self._register))

    def let_go(self) -> None:
        """The file is not about this e-mail; what it filled in stays to be changed."""
        self.forget()
        self._say()
        self.gone.emit()

    def _take(self, read: Callable[[], Letter]) -> None:
        try:
            letter = read()
        except Plain as refused:
            self.refused.emit(refused)
            return
        self._desk.session.letters[self._register] = letter
        if not self._desk.store.read_only:
            work = partial(_keep, self._desk.store, self._register, letter)
            self._desk.tasks.run(work, failed=self._not_kept)
        self._say()
        self.arrived.emit(letter)

    def _not_kept(self, error: BaseException) -> None:
        self.refused.emit(error)

    def _say(self) -> None:
        letter = self.letter
        self.setVisible(letter is not None)
        if letter:
            files = len([one for one in letter.mail.attachments if one.content and not one.inline])
            enclosed = f" with {display.count(files, 'attachment')}" if files else ""
            kept = f"It is kept with the file{enclosed} and stands on its timeline."
            self.say(f"From the e-mail of {mailing.told(letter)}", " ".join((kept, *letter.mail.notes)))


def _keep(store: Store, register: str, letter: Letter, _: Progress) -> None:
    waitingmail.keep(store, register, letter)


def _let_go(store: Store, register: str, _: Progress) -> None:
    waitingmail.forget(store, register)
