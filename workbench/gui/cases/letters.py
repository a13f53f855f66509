"""A letter is written from a file: a short list, the usual ones first; it opens in the computer's word processor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.widgets.basics import column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import Trouble
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.steps import Step
from workbench.workflows.cases import letters
from workbench.workflows.cases.letterfields import Addressee
from workbench.workflows.cases.letters import Letter, OwnBroken
from workbench.workflows.progress import Progress
from workbench.workflows.workingcopies import Copy

_KEY = "Ctrl+Shift+L"
Opened = tuple[Copy, tuple[str, ...]]


class Letters(QWidget):
    """`act` is the button of the page's head; here stands only what went wrong with a letter."""

    def __init__(self, desk: Desk, register: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register, self._number = desk, register, 0
        self._offered: list[Letter] = []
        self._values = Values()
        self.step: Callable[[], Step | None] = lambda: None  # the one that is looked at
        self._people: list[Addressee] = []
        box = column(self)
        self.trouble = Trouble(self)
        box.addWidget(self.trouble)
        self.act = button("Write a letter", parent, self._press, icon_name="mail")
        self.act.setToolTip(f"Choose a letter that is filled in from this file ({_KEY})")
        self.menu = QMenu(self.act)
        self.menu.setAccessibleName("Letters")

    def show_file(self, number: int, values: Values, *, read_only: bool) -> None:
        """Offer the letters of a file; none where nothing may be changed in it."""
        if number != self._number:
            self.trouble.hide()
        self._number, self._values = number, values
        self._offered = [] if read_only or not values else letters.offered(self._register, values)

    @property
    def offered(self) -> bool:
        """Whether the file has letters."""
        return bool(self._offered)

    def ask(self, below: QWidget | None = None) -> None:
        """Show the list of letters below the button, or another."""
        if not self._offered:
            return
        self._offered = letters.offered(self._register, self._values, self.step())
        self.menu.clear()
        self._people = letters.addressees(self._register, self._number)
        usual = [letter for letter in self._offered if letter.usual]
        others = [letter for letter in self._offered if not letter.usual]
        for several in (usual, others):
            for letter in several:
                self._list(letter)
            self.menu.addSeparator()
        own = self.menu.addMenu("Edit a letter’s template")
        for letter in self._offered:
            mine = " (the council’s own)" if letters.has_own(self._desk.store, letter.name) else ""
            own.addAction(_plain(letter.title) + mine, partial(self.edit, letter.name))
        place = below or self.act
        self.menu.popup(place.mapToGlobal(QPoint(0, place.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _list(self, letter: Letter) -> None:
        """One letter; where somebody may act for who wrote in, it is asked to whom it goes."""
        if len(self._people) < 2:
            self.menu.addAction(_plain(letter.title), partial(self.write, letter.name))
            return
        below = self.menu.addMenu(_plain(letter.title))
        for to in self._people:
            words = f"To {to.name}, who acts for them" if to.party else f"To {to.name or 'who wrote in'}"
            below.addAction(_plain(words), partial(self.write, letter.name, to=to))

    def _press(self) -> None:
        self.ask()

    def write(self, name: str, *, ours: bool = False, to: Addressee | None = None) -> None:
        """Fill a letter in, keep it with the file, and open the copy that is worked on."""
        self.trouble.hide()
        work = partial(_write, self._desk.store, self._register, self._number, name, ours, to)
        self._desk.write("Write a letter", work, (self._register,), self._written, partial(self._failed, name, to))

    def edit(self, name: str) -> None:
        """Open the council's own template of a letter, made from ours where there is none."""
        self.trouble.hide()
        work = partial(_own, self._desk.store, name)
        self._desk.tasks.run(work, self._own_there, failed=partial(self._failed, name, None))

    def _written(self, opened: Opened) -> None:
        copy, remarks = opened
        if self._open(copy.path):
            self._desk.say(" ".join((*remarks, "Save and close it there; then it is offered here.")))

    def _own_there(self, path: Path) -> None:
        if self._open(path):
            self._desk.say("Save and close it there. From then on this letter is made from the council’s own template.")

    def _open(self, path: Path) -> bool:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return True
        self.trouble.say(
            "No program on this computer opens Word files.",
            "The letter is kept with this file. Save a copy of it and open that where there is Word or LibreOffice.",
        )
        return False

    def _failed(self, name: str, to: Addressee | None, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self._desk.tasks.failed.emit(error)
            return
        acts = (
            [
                ("Use the letter of the program", partial(self.write, name, ours=True, to=to)),
                ("Open the council’s own", partial(self.edit, name)),
            ]
            if isinstance(error, OwnBroken)
            else []
        )
        title, _, text = str(error).partition(". ")
        self.trouble.say(f"{title.rstrip('.')}.", text, acts=acts)


def _write(store: Store, register: str, case: int, name: str, ours: bool, to: Addressee | None, _: int) -> Opened:
    draft = letters.write(store, register, case, name, ours=ours, to=to)
    return letters.keep(store, register, case, draft), draft.remarks


def _own(store: Store, name: str, _: Progress) -> Path:
    return letters.own(store, name)


def _plain(title: str) -> str:
    return title.replace("&", "&&")
