"""The whole program: the door, the window, locking, closing, moving, and what is said when something fails."""

from __future__ import annotations

import datetime as dt
import struct
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import line, write
from tests.helpers import PASSPHRASE
from workbench import clock, errorlog, paths, settings
from workbench.app import Program
from workbench.gui import autolock, settings_page
from workbench.gui.register.page import RegisterPage
from workbench.gui.restoring import RestorePage
from workbench.gui.screenlock import SessionInfo, says_locked
from workbench.gui.theme.look import Look
from workbench.gui.window import MainWindow
from workbench.records import backup, record
from workbench.records.attachments import Owner, keep
from workbench.records.store import Store
from workbench.registers import MODELS, REGISTERS
from workbench.workflows import workingcopies

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
PLACE = f"register/{REGISTERS[0].name}"


def shown(program: Program) -> MainWindow | None:
    """The window as it is now, which a type checker cannot know from before."""
    return program.window


def unlock(program: Program, qtbot: QtBot, typed: str = PASSPHRASE) -> None:
    """Type a passphrase and wait for what it does."""
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.doorway.page.tried.emit(typed)
    QApplication.processEvents()


def kept(folder: Path) -> list[record.Values]:
    """What stands in a closed store."""
    store = Store.open(folder, PASSPHRASE, MODELS)
    try:
        model = REGISTERS[0].record
        return list(record.values_of(model, [row.id for row in model.select(model.id)]).values())
    finally:
        store.close()


def test_an_older_copy_is_not_opened_in_silence(program: Program, qtbot: QtBot, folder: Path) -> None:
    older = (folder / "council.gwb").read_bytes()
    store = Store.open(folder, PASSPHRASE, MODELS, profile=paths.anchors_dir())
    with store.operation("More", "edit") as operation:
        record.add(REGISTERS[0].record, [line("1.2", "Agendas", "Permanent")], operation.id)
    store.close()
    (folder / "council.gwb").write_bytes(older)
    unlock(program, qtbot)
    window = shown(program)
    assert window is not None
    said = " ".join(label.text() for label in window.trouble.findChildren(QLabel) if not label.isHidden())
    assert "This looks like an older copy" in said
    (go_on,) = [b for b in window.trouble.findChildren(QPushButton) if b.text() == "Go on with this one"]
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        go_on.click()
    assert not window.trouble.isVisible()
    program.lock()
    unlock(program, qtbot)
    again = shown(program)
    assert again is not None
    assert not again.trouble.isVisible(), "it is the known one from now on"


def test_an_older_copy_leads_to_the_newer_backups(program: Program, qtbot: QtBot, folder: Path) -> None:
    older = (folder / "council.gwb").read_bytes()
    store = Store.open(folder, PASSPHRASE, MODELS, profile=paths.anchors_dir())
    with store.operation("More", "edit") as operation:
        record.add(REGISTERS[0].record, [line("1.2", "Agendas", "Permanent")], operation.id)
    backup.make(store, "on closing")
    store.close()
    (folder / "council.gwb").write_bytes(older)
    unlock(program, qtbot)
    window = shown(program)
    assert window is not None
    (look,) = [b for b in window.trouble.findChildren(QPushButton) if b.text() == "Look at the backups"]
    look.click()
    page = window.pages.page
    assert isinstance(page, RestorePage)
    qtbot.waitUntil(lambda: bool(page.form.about.text()) and page.form.which.count() == 1)
    assert page.form.about.text().endswith("2 records. It holds 1 change more than the file here.")


def test_wrong_passphrase_says_so_and_keeps_what_was_typed(program: Program, qtbot: QtBot) -> None:
    program.doorway.page.box.setText("wrong")
    unlock(program, qtbot, "wrong")
    assert shown(program) is None
    assert program.doorway.page._problem.isVisible()
    assert "not right" in program.doorway.page._problem.title.text()
    assert "safe" in program.doorway.page._problem.text.text()
    assert program.doorway.page.box.text() == "wrong"


def test_opens_names_the_council_and_remembers_the_folder(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    assert program.window.windowTitle().startswith("Test Town Council")
    assert not program.doorway.page.isVisible()
    assert settings.load().recent[0] == str(folder.resolve())
    assert program.doorway.page.box.text() == ""


def test_locking_keeps_what_is_typed_and_unlocking_returns(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    with qtbot.waitSignal(program.tasks.ended):
        program.window.go(PLACE)
    page = program.window.pages.page
    assert isinstance(page, RegisterPage)
    program.window.activateWindow()
    box = page.recording.panel.form.fields["responsible"].editor.boxes()[0]
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.setText("Half typed")
    program.lock()
    assert shown(program) is None
    assert program.doorway.page.isVisible()
    assert "Test" not in program.doorway.page.windowTitle()
    assert [v["responsible"] for v in kept(folder)] == ["Half typed"]
    unlock(program, qtbot)
    assert program.window is not None
    assert program.window.pages.place == PLACE


def test_closing_makes_a_checked_backup_first(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.window.close()
    assert shown(program) is None
    assert len(list((folder / "backups").glob("*.gwbackup"))) == 1


def test_a_store_in_use_can_be_read(program: Program, folder: Path, qtbot: QtBot) -> None:
    other = Store.open(folder, PASSPHRASE, MODELS)
    try:
        unlock(program, qtbot)
        assert shown(program) is None
        assert program.doorway.page._read.isVisible()
    finally:
        other.close()
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.doorway.page.read_only_wanted.emit(PASSPHRASE)
    window = program.window
    assert window is not None
    assert window.desk.store.read_only
    window.go(PLACE)
    page = window.pages.page
    assert page is not None
    assert not {"new", "remove", "import"} & set(page.verbs())


def test_moving_copies_switches_and_keeps_the_old(
    program: Program, folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(settings_page, "ask_folder", lambda *_: tmp_path / "elsewhere")
    program.window.go("settings", "folder")
    page = program.window.pages.page
    assert isinstance(page, settings_page.SettingsPage)
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        page._ask_move()
    assert (tmp_path / "elsewhere" / "council" / "council.gwb").is_file()
    assert (folder / "council.gwb").is_file()
    unlock(program, qtbot)
    assert program.desk is not None
    assert program.desk.store.folder == (tmp_path / "elsewhere" / "council").resolve()
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.desk.move_confirmed.emit()
    assert not (folder / "council.gwb").exists()


def test_a_fault_is_told_once_and_logged_without_its_message(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    told: list[tuple[object, ...]] = []
    program._troubles.told.connect(lambda *said: told.append(said))
    for _ in range(3):
        try:
            raise ValueError("Mrs Jones of 3 High Street")
        except ValueError as error:
            program._troubles.caught(ValueError, error, error.__traceback__)
    assert len(told) == 1
    assert program.window.trouble.isVisible()
    assert "safe" in program.window.trouble.text.text()
    log = errorlog.file().read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "Jones" not in log
    assert errorlog.file().is_relative_to(paths.log_dir())


def test_the_window_fits_a_small_screen(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    assert program.window.minimumSizeHint().boundedTo(QSize(911, 459)) == program.window.minimumSizeHint()


def test_text_size_and_theme_take_effect_at_once(program: Program, look: Look, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.desk is not None
    program.desk.set(text_size=125, theme="dark")
    assert look.tokens.dark
    assert settings.load().text_size == 125
    program.desk.set(text_size=100, theme="light")
    assert not look.tokens.dark


def test_closing_waits_for_work_under_way(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    going = Event()
    program.tasks.run(lambda _: going.wait(20), title="Importing")
    program.window.close()
    assert program.window is not None
    assert "closes when" in program.window.passing.text.text()
    going.set()
    qtbot.waitUntil(lambda: shown(program) is None, timeout=20_000)
    assert len(list((folder / "backups").glob("*.gwbackup"))) == 1


@pytest.mark.parametrize("full", [True, False])
def test_the_door_stands_where_the_window_stood(program: Program, qtbot: QtBot, full: bool) -> None:
    unlock(program, qtbot)
    window = shown(program)
    assert window is not None
    window.setGeometry(20, 50, 760, 480)
    if full:
        window.showMaximized()
    program.lock()
    door = program.doorway.page
    assert (door.isMaximized(), door.normalGeometry()) == (full, QRect(20, 50, 760, 480))
    unlock(program, qtbot)
    again = shown(program)
    assert again is not None
    assert (again.isMaximized(), again.normalGeometry()) == (full, QRect(20, 50, 760, 480))


def test_locking_closes_an_open_dialog_first(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    QTimer.singleShot(50, program._idle)
    assert QFileDialog.getSaveFileName(program.window, "Export")[0] == ""
    qtbot.waitUntil(lambda: shown(program) is None)
    assert program.doorway.page.isVisible()


def test_a_lock_takes_away_what_was_looked_at_and_keeps_what_was_edited(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.desk
    store, owner = program.desk.store, Owner(REGISTERS[0].name, 1)
    with store.operation("Add files", "edit") as operation:
        numbers = [keep(store, owner, name, b"x", operation.id) for name in ("a.pdf", "b.docx")]
    looked = workingcopies.open_copy(store, numbers[0])
    edited = workingcopies.open_copy(store, numbers[1], editable=True)
    edited.path.write_bytes(b"typed")
    program.lock()
    qtbot.waitUntil(lambda: program.desk is None, timeout=5_000)
    assert (looked.path.exists(), edited.path.exists()) == (False, True)
    unlock(program, qtbot)
    assert program.desk
    assert workingcopies.edited(program.desk.store) == [edited]
    workingcopies.forget(edited)


def test_a_lock_does_not_end_what_can_be_undone(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.desk is not None
    model = REGISTERS[0].record
    with qtbot.waitSignal(program.tasks.ended):
        program.desk.write("Remove", partial(record.remove, model, [1]), [REGISTERS[0].name])
    program.lock()
    assert kept(folder)[0]["removed"]
    unlock(program, qtbot)
    assert program.desk is not None
    with qtbot.waitSignal(program.tasks.ended):
        program.desk.undo()
    program.lock()
    assert not kept(folder)[0]["removed"]


def test_unlocking_shows_the_same_view_again(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None
    program.window.go(PLACE)
    page = program.window.pages.page
    assert isinstance(page, RegisterPage)
    with qtbot.waitSignal(page.listing.loaded):
        page.listing.show_view("Permanent")
    program.lock()
    unlock(program, qtbot)
    assert program.window is not None
    again = program.window.pages.page
    assert isinstance(again, RegisterPage)
    qtbot.waitUntil(lambda: again.listing.selection.title() == "Permanent")


def test_it_locks_by_the_clock_even_after_a_sleep(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(program, qtbot)
    assert program.desk is not None
    assert program.desk.settings.auto_lock == 10
    later = clock.now() + dt.timedelta(minutes=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    program._auto.look()
    assert shown(program) is not None
    slept = later + dt.timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: slept)
    program._auto.look()
    assert shown(program) is None


def test_the_window_locks_with_the_screen_of_the_computer(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(program, qtbot)
    program._auto.tick()
    assert shown(program) is not None
    monkeypatch.setattr(autolock, "screen_locked", lambda: True)
    program._auto.tick()
    assert shown(program) is None
    assert "with the screen of this computer" in program.doorway.page._note.text()


@pytest.mark.parametrize(("level", "flags", "locked"), [(1, 0, True), (1, 1, False), (1, -1, False), (0, 0, False)])
def test_what_windows_says_of_its_session(level: int, flags: int, locked: bool) -> None:
    """As Microsoft documents WTSINFOEX: the level, a gap, then session, state and flags, four octets each."""
    answer = struct.pack("<IIIii", level, 0, 2, 0, flags)
    assert says_locked(SessionInfo.from_buffer_copy(answer)) is locked


def test_a_backup_is_brought_back_from_the_window(program: Program, folder: Path, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.desk is not None
    made = backup.make(program.desk.store, "asked for")
    model = REGISTERS[0].record
    with qtbot.waitSignal(program.tasks.ended):
        program.desk.write("Add", partial(record.add, model, [{"record_series": "Added later"}]), [])
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.desk.restore_wanted.emit(made.path, PASSPHRASE)
    assert program.window is not None
    said = program.window.trouble
    assert said.title.text().startswith("The backup of ")
    (before,) = (folder / "backups").glob("before restore*.gwb")
    assert said.text.text() == f"The file from before is kept: {before}."
    program.lock()
    assert [v["record_series"] for v in kept(folder)] == ["Minutes"]
    assert list((folder / "backups").glob("before restore*.gwb"))


def test_an_error_in_a_slot_is_told_in_plain_words(program: Program, qtbot: QtBot) -> None:
    unlock(program, qtbot)
    assert program.window is not None

    def fails() -> None:
        raise ValueError("Mrs Jones of 3 High Street")

    QTimer.singleShot(0, fails)
    qtbot.waitUntil(program.window.trouble.isVisible)
    program.window.trouble.details.click()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "Jones" not in copied


def test_closing_the_door_ends_the_program(program: Program) -> None:
    program.doorway.page.close()
    assert program._app.ended  # type: ignore[attr-defined]  # the application of these tests


def test_enter_pressed_twice_opens_once(program: Program) -> None:
    box = program.doorway.page.box
    box.setText(PASSPHRASE)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Return)
    program.tasks.finish()
    assert shown(program) is not None
    assert program.doorway.page._problem.isHidden(), "the second does not find the file in use"


def test_the_door_cannot_be_opened_or_closed_while_the_files_are_moved(
    program: Program, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    unlock(program, qtbot)
    tried: list[str] = []
    program.doorway.page.tried.connect(tried.append)
    gate = Event()
    program.tasks.run(lambda _: gate.wait(20))
    QTimer.singleShot(0, gate.set)
    program._move(tmp_path / "elsewhere" / "council")
    page = program.doorway.page
    page.box.setText(PASSPHRASE)
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    page.close()
    assert page.isVisible()
    program.tasks.finish()
    assert tried == []
    assert program.doorway.folder == (tmp_path / "elsewhere" / "council").resolve()
    assert settings.load().recent[0] == str(tmp_path / "elsewhere" / "council"), "the next start opens the new folder"
    assert str(folder) not in settings.load().recent


def test_locking_keeps_what_is_typed_in_a_cell(program: Program, qtbot: QtBot, folder: Path) -> None:
    unlock(program, qtbot)
    window = shown(program)
    assert window is not None
    window.go(PLACE)
    program.tasks.finish()
    page = window.pages.page
    assert isinstance(page, RegisterPage)
    page.listing.table.setFocus()
    page.listing.table.setCurrentIndex(page.listing.table.records.index(0, 1))
    assert page.listing.table.edit_here()
    write("Minutes of all committees")
    program.lock()
    assert [v["record_series"] for v in kept(folder)] == ["Minutes of all committees"]


def test_another_council_waits_for_the_work_under_way(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    unlock(program, qtbot)
    gate = Event()
    program.tasks.run(lambda _: gate.wait(20), title="Long work")
    program._open_other(tmp_path)
    assert shown(program) is not None
    gate.set()
    qtbot.waitUntil(lambda: shown(program) is None, timeout=20_000)
    assert program.doorway.folder == tmp_path.resolve()


def test_after_a_failed_backup_a_change_has_the_next_closing_try_again(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(program, qtbot)
    tried: list[str] = []

    def fails(_: Store, why: str) -> None:
        tried.append(why)
        raise OSError

    monkeypatch.setattr(backup, "make_if_changed", fails)
    for _ in range(2):
        program._close()
        program.tasks.finish()
        assert program.desk is not None
        program.desk.note(1)
    assert len(tried) == 2
