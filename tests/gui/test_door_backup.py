"""A damaged or missing file at the door, mended by keyboard alone; the damaged file is kept and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_program import kept, shown, unlock
from tests.gui.wizard import access_keys, cut_words, press, tab_round, unnamed, words
from tests.helpers import PASSPHRASE
from workbench.app import Program
from workbench.gui import placing
from workbench.gui.door_cards import BackupCard, HelpCard
from workbench.gui.theme.look import Look
from workbench.gui.unlock import UnlockPage
from workbench.records import backup
from workbench.records.store import Store
from workbench.registers import MODELS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
NEW = "plum ferry lantern"


@pytest.fixture
def saved(folder: Path) -> Path:
    """A backup of the council."""
    store = Store.open(folder, PASSPHRASE, MODELS)
    try:
        return backup.make(store, "on closing").path
    finally:
        store.close()


def flipped(folder: Path) -> None:
    """A few octets of the file are others."""
    path = folder / "council.gwb"
    content = bytearray(path.read_bytes())
    for at in range(40, len(content), 1000):
        content[at] ^= 0xFF
    path.write_bytes(bytes(content))


def cut(folder: Path) -> None:
    """The file ends in the middle."""
    path = folder / "council.gwb"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def emptied(folder: Path) -> None:
    """The file holds nothing."""
    (folder / "council.gwb").write_bytes(b"")


def keyless(folder: Path) -> None:
    """The key file cannot be read."""
    for path in folder.glob("council.keys*"):
        path.write_bytes(b"damaged")


def gone(folder: Path) -> None:
    """The file is not there."""
    (folder / "council.gwb").unlink()


def all_gone(folder: Path) -> None:
    """Only the backups are there."""
    for path in folder.glob("council.*"):
        path.unlink()


def on(text: str) -> bool:
    """Whether the keyboard is on the button with this text."""
    here = QApplication.focusWidget()
    return isinstance(here, QPushButton) and here.text().replace("&", "") == text


def card(program: Program) -> BackupCard:
    """The card of the backups, which must be shown."""
    aside = program.doorway.page._aside
    assert isinstance(aside, BackupCard)
    return aside


def to_card(program: Program, qtbot: QtBot) -> BackupCard:
    """Enter on the button that is offered, and the list is filled."""
    program.doorway.page.activateWindow()
    assert on("Bring a backup back…")
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        press(Qt.Key.Key_Return)
    QApplication.processEvents()
    return card(program)


def bring_back(program: Program, qtbot: QtBot, typed: str) -> None:
    """Type the passphrase and press the last button, by keyboard."""
    shown_card = card(program)
    while QApplication.focusWidget() is not shown_card.form.typed:
        press(Qt.Key.Key_Tab)
    words(typed)
    while not on("Bring this backup back"):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize("harm", [flipped, cut, emptied, keyless])
def test_a_damaged_file_is_replaced_from_the_door_by_keyboard(
    program: Program, qtbot: QtBot, folder: Path, saved: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    damaged = (folder / "council.gwb").read_bytes()
    unlock(program, qtbot)
    page = program.doorway.page
    assert shown(program) is None
    assert "Nothing was changed" in page._problem.text.text()
    form = to_card(program, qtbot).form
    assert QApplication.focusWidget() is form.which
    assert form.which.count() == 1
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    bar = program.window.trouble
    (before,) = (folder / "backups").glob("before restore*.gwb")
    assert bar.title.text().startswith("The backup of ")
    assert f"The file from before is kept: {before}." in bar.text.text()
    assert before.read_bytes() == damaged
    program.lock()
    assert [v["record_series"] for v in kept(folder)] == ["Minutes"]


@pytest.mark.parametrize("harm", [gone, all_gone])
def test_a_missing_file_is_said_at_once_and_comes_back(
    program: Program, qtbot: QtBot, folder: Path, saved: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    program.start(folder)
    assert program.doorway.page._problem.isVisible(), "before any passphrase was typed"
    to_card(program, qtbot)
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert "There was no file before." in program.window.trouble.text.text()
    program.lock()
    assert [v["record_series"] for v in kept(folder)] == ["Minutes"]


def test_an_empty_folder_takes_a_backup_from_a_stick(
    program: Program, qtbot: QtBot, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, stick = tmp_path / "new computer", tmp_path / "stick.gwbackup"
    empty.mkdir()
    shutil.copy(saved, stick)
    program.start(empty)
    form = to_card(program, qtbot).form
    assert form.about.text().startswith("There is no backup in this folder")
    assert not form.go.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(stick), ""))
    assert QApplication.focusWidget() is form.other
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.which.count() == 1)
    assert form.about.text() == "Test Town Council, 1 record."
    assert "of the time it was made" in form.ways.text()
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    program.lock()
    assert [v["record_series"] for v in kept(empty)] == ["Minutes"]


def test_the_copy_in_the_second_place_is_offered_where_the_first_is_damaged(
    program: Program, qtbot: QtBot, folder: Path, saved: Path, tmp_path: Path
) -> None:
    (made,) = backup.newest_first(folder / "backups")
    backup.copy_to(folder, made, tmp_path / "stick")
    content = bytearray(saved.read_bytes())
    content[len(content) // 3] ^= 0xFF
    saved.write_bytes(bytes(content))
    emptied(folder)
    unlock(program, qtbot)
    form = to_card(program, qtbot).form
    assert [form.which.itemText(n).rpartition(", ")[2] for n in range(2)] == [
        "on closing",
        "in the second backup place",
    ]
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: "is damaged" in form.told.title.text(), timeout=20_000)
    form.which.setFocus()
    press(Qt.Key.Key_Down)
    form.typed.clear()
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)


def test_the_older_passphrase_is_said_before_and_after(
    program: Program, qtbot: QtBot, folder: Path, saved: Path
) -> None:
    store = Store.open(folder, PASSPHRASE, MODELS)
    store.change_passphrase(PASSPHRASE, NEW)
    store.close()
    emptied(folder)
    unlock(program, qtbot, NEW)
    form = to_card(program, qtbot).form
    assert "was changed since" in form.ways.text()
    bring_back(program, qtbot, "neither")
    qtbot.waitUntil(lambda: bool(form.passphrase._wrong.text()), timeout=20_000)
    assert QApplication.focusWidget() is form.typed
    bring_back(program, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert "From now on the passphrase and the recovery sheet of" in program.window.trouble.text.text()
    program.lock()
    assert kept(folder)


def test_a_moved_folder_offers_no_backup(program: Program, folder: Path, tmp_path: Path) -> None:
    (folder / "council.moved").write_text('{"to": "elsewhere"}')
    program.start(folder)
    page = program.doorway.page
    assert "were moved to" in page._problem.title.text()
    assert not page._now.isVisible()


def test_escape_and_f1_at_the_door(program: Program, qtbot: QtBot, saved: Path) -> None:
    page = program.doorway.page
    page.activateWindow()
    press(Qt.Key.Key_F1)
    helping = page._aside
    assert isinstance(helping, HelpCard)
    assert "Bring a backup back" in helping.text.toPlainText()
    press(Qt.Key.Key_Escape)
    assert page._card.isVisible()
    assert QApplication.focusWidget() is page.box
    press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(page._aside, BackupCard))
    press(Qt.Key.Key_Escape)
    assert page._card.isVisible()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_cards_of_the_door_are_for_everybody(
    program: Program, qtbot: QtBot, look: Look, saved: Path, size: int
) -> None:
    look.choose("light", size)
    page = program.doorway.page
    qtbot.wait(placing.SETTLED)  # until it has settled on the test's own small screen
    try:
        page.resize(1366, 688)
        page.activateWindow()
        with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
            program.doorway.bring_back()
        _fits(page)
        form = card(program).form
        assert {form.which, form.other, form.typed, form.trial, form.go} <= set(tab_round(page))
        program.doorway.help()
        _fits(page)
    finally:
        look.choose("light", 100)


def _fits(page: UnlockPage) -> None:
    for _ in range(4):
        QApplication.processEvents()
    assert (page.width(), page.height()) == (1366, 688)
    assert cut_words(page) == []
    assert unnamed(page) == []
    keys = access_keys(page)
    assert sorted(keys) == sorted(set(keys))
