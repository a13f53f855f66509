"""After a backup was brought back, by keyboard: the last printed code, the lost numbers, and entering them again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import fill
from tests.gui.test_program import unlock
from tests.gui.wizard import press, words
from tests.helpers import PASSPHRASE
from workbench import clock, paths
from workbench.app import Program
from workbench.gui.disposal.correcting import AgainPage
from workbench.gui.register.page import RegisterPage
from workbench.gui.restored import RestoredPage
from workbench.records import backup, history, record
from workbench.records.query import every
from workbench.registers.destruction_log import LogEntry
from workbench.workflows import disposal
from workbench.workflows.disposal import Authority, Doing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
YEAR = clock.today().year
UNKNOWN = "7777 7777 7777"


def outcomes() -> list[tuple[str, str]]:
    """Number and outcome of each entry."""
    return [(v["number"], v["outcome"]) for v in record.values_of(LogEntry, every(LogEntry, ()).ids()).values()]


def on(text: str) -> bool:
    """Whether the keyboard is on the button with this text."""
    here = QApplication.focusWidget()
    return isinstance(here, QPushButton) and here.text().replace("&", "") == text


def test_lost_numbers_are_found_by_code_and_number_and_entered_by_keyboard(council: OpenCouncil) -> None:
    council.window.activateWindow()
    page = council.page("restored")
    assert isinstance(page, RestoredPage)
    assert QApplication.focusWidget() is page.code
    words(UNKNOWN)
    press(Qt.Key.Key_Return)
    assert page.answer.accessibleName().startswith("Entries since are missing.")
    assert not page.enter.isVisible()
    page.number.setFocus()
    words(f"{YEAR + 1}/002")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.number, "what is wrong is said beside its box"
    assert "Nothing was entered" in page.number.accessibleDescription()
    words(f"{YEAR}/002")  # it was selected
    press(Qt.Key.Key_Return)
    assert page.answer.title.text() == f"2 entries are missing: {YEAR}/001, {YEAR}/002."
    assert QApplication.focusWidget() is page.answer
    assert outcomes() == []
    press(Qt.Key.Key_Tab)
    assert on("Enter 2 numbers in the log as lost")
    press(Qt.Key.Key_Space)
    assert outcomes() == [(f"{YEAR}/001", "lost"), (f"{YEAR}/002", "lost")]
    assert page.lost.isVisible()
    assert on("Look at them in the destruction log")


def test_a_known_code_says_that_nothing_is_missing(council: OpenCouncil) -> None:
    page = council.page("restored")
    page.code.setText(history.head().code.lower())
    page.check.click()
    assert page.answer.title.text() == "Nothing that was printed up to this code is missing."
    assert not page.enter.isVisible()
    assert not page.lost.isVisible()


def test_a_lost_entry_is_entered_again_from_the_log(council: OpenCouncil) -> None:
    page = council.page("restored")
    page.code.setText(UNKNOWN)
    page.number.setText(f"{YEAR}/001")
    page.check.click()
    page.enter.click()
    council.window.activateWindow()
    log = council.page("register/destruction-log", 1)
    log.verbs()["Enter again from paper…"]()
    shown = council.here(AgainPage)
    assert f"{YEAR}/001" in shown.head.title.text()
    press(Qt.Key.Key_Return, CONTROL)
    assert shown.asking.summary.isVisible(), "the paper says what was done, what it was and when"
    shown.asking.show_values({"outcome": "destroyed", "description": "Box 4", "carried_out": clock.today()})
    shown.asking.form.focus_field("description")
    press(Qt.Key.Key_Return, CONTROL)
    log = council.here(RegisterPage)
    assert outcomes() == [(f"{YEAR}/001", "lost"), (f"{YEAR}/002", "destroyed")]
    assert log.recording.panel._plain.title.text() == f"Entered again from paper as entry {YEAR}/002."
    beside = [made for act, made in log.recording.panel._act_buttons if act.place == "enter-again"]
    assert [made.isVisible() for made in beside] == [False], "once"


def test_after_the_disk_is_lost_the_window_shows_what_is_known_and_asks(
    program: Program, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    unlock(program, qtbot)
    assert program.desk is not None
    store = program.desk.store
    boxes = fill(store)
    copy = tmp_path / "stick.gwbackup"
    shutil.copy(backup.make(store, "test").path, copy)
    batch = disposal.freeze(store, "November", boxes[:2])
    disposal.authorise(store, batch, Authority("Chair"))
    numbers = disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    printed = history.head().code
    program.lock()
    for lost in (folder, paths.anchors_dir()):
        shutil.rmtree(lost)
    folder.mkdir()
    program.doorway.restore(folder, copy, PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    page = program.window.pages.page
    assert isinstance(page, RestoredPage)
    qtbot.waitUntil(lambda: page.went.text.text().startswith("Nothing found here tells"), timeout=20_000)
    page.code.setText(printed)
    page.number.setText(numbers[-1])
    page.check.click()
    qtbot.waitUntil(page.enter.isVisible, timeout=20_000)
    assert page.answer.title.text() == f"2 entries are missing: {', '.join(numbers)}."
