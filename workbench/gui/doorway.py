"""The door of a council while its records are shut: opening them, and what is done to the files meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench import paths, settings
from workbench.errors import Plain
from workbench.gui import troubles
from workbench.gui.door_cards import BackupCard, HelpCard
from workbench.gui.safety import last_backup_line
from workbench.gui.single import Single, raise_other
from workbench.gui.tasks import Tasks
from workbench.gui.troubles import Troubles
from workbench.gui.unlock import Door, UnlockPage
from workbench.records import anchors, backup, keys, places
from workbench.records.failures import Damaged, InUse, Missing, Moved, ReadOnlyPlace, WrongPassphrase
from workbench.records.keys import KeyFileDamaged
from workbench.records.layout import BACKUPS, KEYS
from workbench.records.restore import Restored
from workbench.records.store import Store
from workbench.records.threshold import expect
from workbench.registers import MODELS
from workbench.workflows import broughtback
from workbench.workflows.progress import Progress

LOST = (Damaged, KeyFileDamaged, Missing)  # what a backup mends


@dataclass(frozen=True)
class Reopened:
    """A store opened after a backup was brought back, and what that did."""

    store: Store
    done: Restored


class Doorway(QObject):
    """Shows the card and works on shut files; it keeps no store.

    `opened` hands over the open store, `restored` a Reopened; `moved` says where the files are now, `chosen` that
    another council is wanted, `left` that the person closed the card.
    """

    opened = Signal(object)
    restored = Signal(object)
    moved = Signal(object)
    chosen = Signal(object)
    new_wanted = Signal()
    left = Signal()

    def __init__(self, tasks: Tasks, told: Troubles, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._troubles = tasks, told
        self.folder: Path | None = None
        self.single = Single(self)
        self._samples = {paths.sample_folder().resolve()}
        self.page = page = UnlockPage()
        page.setWindowTitle(title)
        page.tried.connect(self._try)
        page.read_only_wanted.connect(self._try_reading)
        page.other_wanted.connect(self.choose)
        page.new_wanted.connect(self.new_wanted)
        page.backup_wanted.connect(self.bring_back)
        page.help_wanted.connect(self.help)
        page.left.connect(self.left)

    def show(self, folder: Path, note: str) -> None:
        """Show the door of a folder."""
        self._say(folder, note, shut=False)
        self.page.show()
        self.page.raise_()

    def hold(self, folder: Path) -> None:
        """Be the one that has a folder open."""
        self.folder = folder.resolve()
        self.single.listen(self.folder)

    def entered(self, store: Store) -> None:
        """The window stands instead of the door."""
        self.hold(store.folder)
        if store.council.sample:
            self._samples.add(store.folder.resolve())
        self.page.opened()
        self.page.hide()

    def choose(self, folder: Path | None, window: QWidget | None = None) -> None:
        """Ask for another council where none is named; one that is open in another window comes forward there."""
        wanted = folder or ask_council(window or self.page)
        if wanted and not raise_other(wanted):
            self.chosen.emit(wanted)

    def move(self, old: Path, new: Path) -> None:
        """Move the files; the door opens on the new folder, or on the old one if it failed."""
        self._work(old, "Moving the records. This takes a moment.", partial(_moved, old, new), self.moved.emit)

    def restore(self, folder: Path, path: Path, typed: str) -> None:
        """Put a backup in the place of the file and open it; the door stays shut if it failed."""
        note = "Bringing the backup back. This takes a moment."
        self._work(folder, note, partial(_restored, path, folder, typed), self.restored.emit)

    def bring_back(self) -> None:
        """Show the backups of the folder, so that one can be brought back without opening what is there."""
        if self.folder:
            card = BackupCard(self._tasks, self.folder, known_head(self.folder), self.page.close_aside, self.page)
            card.form.wanted.connect(partial(self.restore, self.folder))
            self.page.show_aside(card)

    def help(self) -> None:
        """Show the help for the door."""
        self.page.show_aside(HelpCard(self.page.close_aside, self.page.height(), self.page))

    def _work(self, folder: Path, note: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Do something to shut files; nobody can open them before it has ended."""
        self.show(folder, note)
        self._say(folder, note, shut=True)
        self._tasks.run(work, done, failed=self._not_done, can_cancel=False)

    def _say(self, folder: Path, note: str, *, shut: bool) -> None:
        self.hold(folder)
        assert self.folder is not None
        others = [Path(name) for name in settings.load().recent if Path(name) != self.folder]
        door = door_of(self.folder, note, sample=self.folder in self._samples)
        self.page.show_door(door, [(other, other.name) for other in others], shut=shut)
        if not shut:
            try:
                expect(self.folder)
            except Missing as why:
                self._refused(why)

    def _try(self, typed: str) -> None:
        self._open(typed, read_only=False)

    def _try_reading(self, typed: str) -> None:
        self._open(typed, read_only=True)

    def _open(self, typed: str, *, read_only: bool) -> None:
        if self.folder:
            work = partial(_opened, self.folder, typed, read_only)
            self._tasks.run(work, self.opened.emit, failed=self._refused)

    def _not_done(self, error: BaseException) -> None:
        if self.folder:
            self._say(self.folder, "", shut=False)
        self._refused(error)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, WrongPassphrase):
            self.page.refuse_secret()
        elif isinstance(error, Plain):
            title, _, text = str(error).partition(". ")
            reading, lost = isinstance(error, (InUse, ReadOnlyPlace)), isinstance(error, LOST)
            self.page.refuse(title, text, offer_reading=reading, offer_backup=lost and not isinstance(error, Moved))
        else:
            self._troubles.tell(error)
            self.page.refuse(troubles.TITLE, troubles.TEXT)


def door_of(folder: Path, note: str, *, sample: bool = False) -> Door:
    """What can be said of a council's folder before it is opened."""
    newest = next(iter(backup.newest_first(folder / BACKUPS)), None)
    if not newest:
        return Door(folder, folder.name, sample, note)
    return Door(folder, newest.manifest.council or folder.name, sample, note, last_backup_line(newest))


def ask_council(window: QWidget | None) -> Path | None:
    """Ask for a council's folder; None when the person changed their mind."""
    name = QFileDialog.getExistingDirectory(window, "Choose the folder that holds the council’s records")
    return Path(name) if name else None


def _opened(folder: Path, typed: str, read_only: bool, _: Progress) -> Store:
    return Store.open(folder, typed, MODELS, read_only=read_only, profile=paths.anchors_dir())


def _moved(old: Path, new: Path, _: Progress) -> places.Move:
    return places.move_store(old, new)


def _restored(path: Path, folder: Path, typed: str, _: Progress) -> Reopened:
    return Reopened(*broughtback.bring(path, folder, typed, paths.anchors_dir()))


def known_head(folder: Path) -> int | None:
    """The last entry of a council's history that was seen on this computer, as far as its key file says whose it is."""
    with suppress(KeyFileDamaged):
        anchor = anchors.read(paths.anchors_dir(), keys.read(folder / KEYS).store_id)
        return anchor.seq if anchor else None
    return None
