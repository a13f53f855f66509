"""What can be done with the file that is shown, besides its steps: the acts of the menu “More”, and their keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from workbench import clock
from workbench.gui.asking import ask_save
from workbench.gui.cases.band import RestrictedBand
from workbench.gui.cases.letters import Letters
from workbench.gui.cases.more import Doing
from workbench.gui.cases.present import Present
from workbench.gui.cases.sheet import FileSheet
from workbench.gui.cases.view import FileView
from workbench.gui.cases.walking import Walk
from workbench.gui.desk import Desk
from workbench.gui.places import show_folder
from workbench.gui.widgets.buttons import Button
from workbench.records.store import Store
from workbench.register import within
from workbench.registers.cases import asked
from workbench.registers.cases.base import Case
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.progress import Progress

REOPENS = "Ctrl+Shift+O"


class Doings:
    """`all` names every act; some of them stand in the bar as well where there is room."""

    def __init__(
        self,
        desk: Desk,
        present: Present,
        view: FileView,
        walk: Walk,
        letters: Letters,
        band: RestrictedBand,
        page: QWidget,
    ) -> None:
        self._desk, self._present, self._page = desk, present, page
        self._view, self._walk, self._letters, self._band = view, walk, letters, band

    def all(self, below: Callable[[], QWidget], reopen: Button) -> tuple[Doing, ...]:
        """Every act; letters are listed below a button, `reopen` is the one of the bar that opens a closed file."""
        here, about = self._present, self._view.about
        return (
            Doing(_text("Write a letter…"), "mail", "Ctrl+Shift+L", lambda: self._letters.ask(below()),
                  lambda: self._letters.offered, self._letters.act.isHidden, menu=True),
            Doing(_text("The letter went out as it is"), "check", "Ctrl+Shift+U", self._went_out,
                  lambda: self._takes() and self._view.middle.papers.copies.waits),
            Doing(_text("Print the file sheet…"), "printer", "Ctrl+P", self.print_sheet, self._shown, menu=True),
            Doing(_text("Save the file sheet as a workbook…"), "file-output", "Ctrl+Shift+E", self.save_sheet,
                  self._shown, menu=True),
            Doing(_text("Note something"), "pencil", "Ctrl+Shift+N", self._note, self._takes),
            Doing(_text("Add documents…"), "plus", "Ctrl+Shift+A", self._add, self._takes),
            Doing(_text("Join another file"), "scroll-text", "Ctrl+Shift+I", self._join,
                  lambda: here.is_shown and not about.join.isHidden()),
            Doing(_text("They ask for stage 2"), "message-square-warning", "Ctrl+Shift+2", self._second_stage,
                  lambda: self._writes() and asked.may_go_on(here.values)),
            Doing(about.release.text, "hand", "Ctrl+R", about.release.click,
                  lambda: here.is_shown and not about.release.isHidden()),
            Doing(_text("Who may open it…"), "user-round", "Ctrl+Shift+P", self._ask_readers,
                  lambda: here.is_shown and not here.read_only),
            Doing(self._band.who.text, "lock", "Ctrl+Shift+W", self._band.who.click,
                  lambda: not self._band.isHidden()),
            Doing(_text("Open it again"), "undo-2", REOPENS, reopen.click,
                  lambda: here.closed and not here.read_only),
        )  # fmt: skip

    def print_sheet(self) -> None:
        """Show the file sheet as pages, to be printed or saved."""
        self._desk.go("print", self._sheet().pages())

    def save_sheet(self) -> None:
        """Ask where the file sheet is written as a workbook, and write it."""
        desk, sheet = self._desk, self._sheet()
        name = f"{desk.store.council.name}, {within(sheet.title)}, {clock.today():%Y-%m-%d}.xlsx"
        folder = Path(desk.settings.last_export_folder or Path.home())
        if path := ask_save(self._page, "Where to write it", folder / name):
            desk.set(last_export_folder=str(path.parent))
            work = partial(_written, desk.store, sheet, path)
            desk.tasks.run(work, partial(_say_saved, desk), title="Writing the workbook")

    def _sheet(self) -> FileSheet:
        return FileSheet(self._desk.store, self._present.key, self._present.values["reference"])

    def _shown(self) -> bool:
        return self._present.is_shown

    def _writes(self) -> bool:
        return self._present.is_shown and not self._present.fixed

    def _takes(self) -> bool:
        return self._present.takes

    def _note(self) -> None:
        self._view.show_cards_part()
        self._view.timeline.begin()

    def _add(self) -> None:
        self._view.show_documents()
        self._view.middle.papers.choose()

    def _went_out(self) -> None:
        self._view.show_documents()
        self._view.middle.papers.copies.went_out()

    def _second_stage(self) -> None:
        self._walk.stand_where(asked.ESCALATED)

    def _ask_readers(self) -> None:
        """Who may open it is changed of a closed file as well."""
        self._walk.stand_where(Case.readers.name)

    def _join(self) -> None:
        self._view.show_cards_part()
        self._view.about.ask()


def _text(words: str) -> Callable[[], str]:
    return lambda: words


def _written(store: Store, sheet: FileSheet, path: Path, _: Progress) -> Path:
    spare(store, path)
    sheet.write_to(path)
    return path


def _say_saved(desk: Desk, path: Path) -> None:
    said = f"Saved as “{path.name}”. It holds personal data and is not protected there."
    desk.say(said, "Show folder", partial(show_folder, path.parent))
