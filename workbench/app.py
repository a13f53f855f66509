"""Where everything meets: settings, look, store, window, and what happens when something goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from workbench import clock, paths, settings
from workbench.errors import Cancelled
from workbench.gui import placing, troubles
from workbench.gui.autolock import AutoLock
from workbench.gui.banners import damage_acts, show_opening, show_restored, take_away
from workbench.gui.desk import Desk
from workbench.gui.doorway import Doorway, Reopened
from workbench.gui.makers import page_makers
from workbench.gui.safety import AWAY, DAMAGE, ENVELOPE, Said, back_up_on_closing
from workbench.gui.session import Sessions
from workbench.gui.single import raise_other
from workbench.gui.starting.beginning import holds_council
from workbench.gui.starting.starter import Starter
from workbench.gui.table.copying import take_from_clipboard
from workbench.gui.tasks import Tasks
from workbench.gui.theme.look import Look
from workbench.gui.troubles import Troubles
from workbench.gui.window import MainWindow
from workbench.records import backup, places, takenback
from workbench.records.failures import Damaged, Gone
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.workflows import checks, workingcopies
from workbench.workflows.cases import closing
from workbench.workflows.folders import deleting
from workbench.workflows.progress import Progress

NAME = "Governance Workbench"
NOT_SAVED = "Something you typed is not saved"
HELD = "Not all that was typed could be saved: unlock to see it before the program is closed."


def dressed(app: QApplication) -> Look:
    """Give the application its name, icon and look."""
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setWindowIcon(QIcon(str(paths.resource("icons/workbench.svg"))))
    return Look(app)


class Program(QObject):
    """The running program: the door (unlock card), then the window, then the door again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app, self._seat = app, settings.load()
        app.setQuitOnLastWindowClosed(False)
        self._look = dressed(app)
        self._look.choose(self._seat.theme, self._seat.text_size)
        self._troubles = Troubles(self)
        self._troubles.install()
        workingcopies.sweep()
        self.tasks = Tasks(self)
        self.doorway = Doorway(self.tasks, self._troubles, NAME, self)
        self._starter = Starter(self.tasks, REGISTERS, NAME, self)
        self._auto = AutoLock(app)
        self._after_work: Callable[[], None] | None = None
        self._sessions = Sessions()
        self._details, self._backup_failed = "", False
        self._moved: places.Move | None = None
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self._place: tuple[str, object] = ("home", None)
        self._connect()

    def _connect(self) -> None:
        self._troubles.told.connect(self._tell)
        self.tasks.failed.connect(self._failed)
        self.tasks.ended.connect(self._work_ended)
        self._auto.due.connect(self._idle)
        self._auto.screen.connect(self._with_screen)
        doorway, starter = self.doorway, self._starter
        doorway.single.raised.connect(self._come_forward)
        doorway.opened.connect(self.opened)
        doorway.restored.connect(self._is_restored)
        doorway.moved.connect(self._was_moved)
        doorway.chosen.connect(self._open_other)
        doorway.new_wanted.connect(self.begin)
        doorway.left.connect(self._leave_or_ask)
        starter.begun.connect(self._begun)
        starter.other_wanted.connect(partial(doorway.choose, None))
        starter.left.connect(self._leave)

    def begin(self, folder: Path | None = None) -> None:
        """Set up a council's records, in four steps."""
        self.doorway.page.hide()
        self._starter.begin(folder, self._seat)

    def start(self, folder: Path) -> None:
        """Show the door of a council's folder."""
        placing.stand(self.doorway.page, self._seat)
        self._show_door(folder, "")

    def opened(self, store: Store) -> None:
        """The store is open: show the window where it was left."""
        before = self._starter.page or self.doorway.page
        self._seat = placing.noted(before, settings.load().opened(store.folder))
        settings.save(self._seat)
        self.desk = desk = Desk(store, REGISTERS, self.tasks, self._seat, self._sessions.of(store.folder))
        desk.moved_from = self._moved.old if self._moved and self._moved.new == store.folder else None
        self._backup_failed = False
        self.window = MainWindow(desk, page_makers())
        self._connect_desk(desk, self.window)
        self.window.go(*self._place)
        placing.stand(self.window, self._seat)
        self.window.show()
        self.doorway.entered(store)
        show_opening(desk, self.window.trouble)
        if desk.session.typed:
            desk.say(f"{NOT_SAVED}.", "Show it", desk.show_unkept, well=False)
        self._settings_changed()
        if not store.read_only:
            self.tasks.run(partial(_make_checks, store), self._checks_made)

    def _checks_made(self, made: int) -> None:
        if made and self.desk:
            self.tasks.say_changed(register.name for register in self.desk.registers)

    def _connect_desk(self, desk: Desk, window: MainWindow) -> None:
        desk.settings_changed.connect(self._settings_changed)
        desk.written.connect(self._written)
        desk.lock_wanted.connect(self.lock)
        desk.other_wanted.connect(self._other)
        desk.move_wanted.connect(self._move)
        desk.restore_wanted.connect(self._restore)
        desk.move_confirmed.connect(self._confirm_move)
        window.close_wanted.connect(self._close)
        window.trouble.details.clicked.connect(self._copy_details)

    def _begun(self, store: Store, place: str, about: object) -> None:
        self._place = (place, about)
        store.set_setting(ENVELOPE, clock.today().isoformat())  # it was printed, and two of its groups typed back
        self.opened(store)

    def lock(self, note: str = "") -> None:
        """Put everything away behind the door; what was typed is kept. Open dialogs are closed first."""
        if dialog := QApplication.activeModalWidget() or QApplication.activePopupWidget():
            dialog.close()
            QTimer.singleShot(50, self, partial(self.lock, note))
            return
        if self._must_wait(partial(self.lock, note), "It locks"):
            return
        if (folder := self.doorway.folder) and self._put_away():
            workingcopies.sweep()
            held = "Drafts are kept." if self._sessions.of(folder).all_kept else HELD
            self._show_door(folder, f"{note or f'Locked at {clock.now():%H:%M}.'} {held}")
            take_from_clipboard()

    def _show_door(self, folder: Path, note: str) -> None:
        self.doorway.show(folder, note)

    def _must_wait(self, act: Callable[[], None], words: str) -> bool:
        """Whether long work holds the store; the act then follows it, and the person is told."""
        if not self.tasks.long_running or not self.desk:
            return False
        self.desk.say(f"{words} when the work under way is finished.")
        self._after_work = act
        return True

    def _put_away(self) -> bool:
        """Keep what was typed, close the store; False when nothing was open."""
        if not self.window or not self.desk:
            return False
        self._auto.stop()
        self.window.keep()
        if here := self.window.focusWidget():
            here.clearFocus()  # else what was not kept is tried again when the window goes, and nobody hears how
        self.tasks.finish()
        self._place = (self.window.pages.place, self.window.pages.current_record())
        self._seat = self.desk.settings
        placing.stand(self.doorway.page, self._seat)
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()
        self.desk.store.close()
        self.desk.deleteLater()
        self.window = self.desk = None
        return True

    def _close(self) -> None:
        """Back up what changed, then leave; work under way is finished first."""
        if self._must_wait(self._close, "The program closes"):
            return
        if self._backup_failed:
            self._leave_or_ask()
        elif self.desk:
            work = partial(_back_up, self.desk.store)
            self.tasks.run(work, self._backed_up, failed=self._no_backup, title="Making a backup", can_cancel=False)

    def _work_ended(self, _: object) -> None:
        if self._after_work and not self.tasks.long_running:
            wanted, self._after_work = self._after_work, None
            QTimer.singleShot(0, self, wanted)

    def _leave(self, _: object = None) -> None:
        self._put_away()
        self.tasks.stop()
        workingcopies.sweep()
        self._app.quit()

    def _leave_or_ask(self) -> None:
        """Leave, unless something typed is not in the file and the person was not told so yet."""
        if self._sessions.may_leave():
            self._leave()
        elif self.window and self.desk:
            text = "The records are as they were. Close again to leave without it."
            self.window.trouble.say(NOT_SAVED, text, acts=[("Show it", self.desk.show_unkept)])
        else:
            self.doorway.page.refuse(NOT_SAVED, "Unlock to see it, or close again to leave without it.")
            QTimer.singleShot(0, self.doorway.page, self.doorway.page.show)  # it is being closed now

    def _backed_up(self, said: Said) -> None:
        if said.well:
            self._leave_or_ask()
            return
        self._backup_failed = True
        self._tell("The backup was not copied to the second backup place.", f"{said.text} Close again to leave.", "")

    def _no_backup(self, error: BaseException) -> None:
        self._failed(error)
        self._backup_failed = True
        if self.desk:
            self.desk.say("No backup could be made. Close again to leave without one.", well=False)

    def _written(self) -> None:
        self._backup_failed = False  # what was changed since deserves another try
        if self.desk and self.window:
            take_away(self.desk, self.window.trouble)

    def _open_other(self, folder: Path) -> None:
        if self._must_wait(partial(self._open_other, folder), "It opens"):
            return
        self._put_away()
        self._starter.put_away()
        self._place = ("home", None)
        self._show_door(folder, "")

    def _other(self) -> None:
        self.doorway.choose(None, self.window)

    def _move(self, folder: Path) -> None:
        if self._must_wait(partial(self._move, folder), "The records are moved"):
            return
        if (old := self.doorway.folder) and self._put_away():
            self.doorway.move(old, folder)

    def _restore(self, path: Path, typed: str) -> None:
        if self._must_wait(partial(self._restore, path, typed), "The backup is brought back"):
            return
        if (folder := self.doorway.folder) and self._put_away():
            self._place = ("home", None)
            self._sessions.drop(folder)
            self.doorway.restore(folder, path, typed)

    def _is_restored(self, back: Reopened) -> None:
        self._place = ("restored", None)
        self.opened(back.store)
        if self.desk and self.window:
            show_restored(self.desk, self.window.trouble, back.done)

    def _was_moved(self, move: places.Move) -> None:
        self._moved, self._place = move, ("settings", "folder")
        self._sessions.moved(move.old, move.new)
        self._seat = self._seat.forgotten(move.old).opened(move.new)
        settings.save(self._seat)  # the next start must not open the files that were left behind
        self._show_door(move.new, "The records are in their new folder. The old one is kept until you say.")

    def _confirm_move(self) -> None:
        if self._moved and self.desk:
            self.tasks.run(partial(_confirm, self._moved), self._move_done, title="Removing the old files")

    def _move_done(self, _: object) -> None:
        self._moved = None
        if self.desk:
            self.desk.moved_from = None
            self.desk.go("settings", "folder")
            self.desk.say("The old files were removed.")

    def _settings_changed(self) -> None:
        if self.desk:
            seat = self.desk.settings
            if (seat.theme, seat.text_size) != (self._seat.theme, self._seat.text_size):
                self._look.choose(seat.theme, seat.text_size)
            self._auto.set_minutes(seat.auto_lock)
            self._seat = seat

    def _idle(self) -> None:
        if self.desk:
            self._lock_by_itself(f"after {self.desk.settings.auto_lock} minutes")

    def _with_screen(self) -> None:
        self._lock_by_itself("with the screen of this computer")

    def _lock_by_itself(self, why: str) -> None:
        if self.desk:
            minutes = self.desk.settings.auto_lock
            self.lock(f"Locked at {clock.now():%H:%M} {why}.")
            self._auto.set_minutes(minutes if self.desk else 0)

    def _come_forward(self) -> None:
        shown: QWidget = self.window or self._starter.page or self.doorway.page
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled) and self.desk:
            self.desk.say("Stopped. Nothing was changed.")
        else:
            if self.desk and isinstance(error, (Damaged, Gone, backup.NotWhole)):
                self.desk.found_fault(AWAY if isinstance(error, Gone) else DAMAGE)
            self._troubles.tell(error)

    def _tell(self, title: str, text: str, details: str) -> None:
        self._details = details
        if self.window:
            acts = damage_acts(self.desk) if self.desk and self.desk.fault else ()
            self.window.trouble.say(title, text, details=bool(details), acts=acts)
        else:
            self.doorway.page.refuse(title, text)

    def _copy_details(self) -> None:
        troubles.copy(self._details)
        if self.desk:
            self.desk.say("Details copied. They hold no personal data.")


def _make_checks(store: Store, _: Progress) -> int:
    """Before anything else, the log is told what a deleting that was interrupted had deleted."""
    return deleting.settle(store) + closing.bring_back(store) + checks.make(store)


def _confirm(move: places.Move, _: Progress) -> None:
    places.confirm(move)


def _back_up(store: Store, _: Progress) -> Said:
    takenback.forget(store)  # no backup keeps it either
    return back_up_on_closing(store)


def run(store_folder: Path | None) -> int:
    """Open the desktop on a folder, on the one used last, or on the usual place; returns the exit status."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    recent = settings.load().recent
    folder = store_folder or (Path(recent[0]) if recent else paths.default_council_folder())
    if raise_other(folder):
        return 0
    program = Program(app)
    if recent or holds_council(folder):
        program.start(folder)
    else:
        program.begin(store_folder)
    return app.exec()
