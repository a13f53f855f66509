"""What cannot be written or read stays: through another record, a lock, a closing that asks once, and long work."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PLACE, OpenCouncil, write
from tests.helpers import PASSPHRASE
from workbench.app import HELD, NOT_SAVED, Program
from workbench.gui.drafts import Drafts
from workbench.gui.editors.rule import RuleEditor
from workbench.gui.frame import UNKEPT
from workbench.gui.register.page import RegisterPage
from workbench.gui.tasks import Tasks
from workbench.records import record
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.rules.rule import Kind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
DRAFT = "draft retention-schedule"


def unlocked(program: Program, qtbot: QtBot) -> RegisterPage:
    """Unlock, and stand on the first line of the schedule with its rule counted in years."""
    program.doorway.page.tried.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    program.window.go(PLACE)
    program.tasks.finish()
    page = program.window.pages.page
    assert isinstance(page, RegisterPage)
    page.listing.table.setCurrentIndex(page.listing.table.records.index(0, 1))
    program.window.activateWindow()
    return page


def type_into(page: RegisterPage, name: str, text: str) -> None:
    """Type into a field of the form, and leave the cursor there."""
    page.open_field(name)
    write(text)


def amount(page: RegisterPage) -> QLineEdit:
    """The number of years in the form, where a rule has one."""
    editor = page.recording.panel.form.fields["rule"].editor
    assert isinstance(editor, RuleEditor)
    editor.sort.setCurrentIndex(editor.sort.findData(Kind.FIXED))
    editor._fold()
    return editor.amount


def value(page: RegisterPage, name: str) -> object:
    """What a box of the form holds."""
    return page.recording.panel.form.fields[name].editor.value()


def door_note(program: Program) -> str:
    """What the door says."""
    return program.doorway.page._note.text()


def _no_disk(*_: object) -> None:
    raise OSError("no disk")


def test_what_could_not_be_written_outlives_a_lock(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = unlocked(program, qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(record, "change", _no_disk)
        type_into(page, "owner", "Half an hour of typing")
        program.lock()
    assert door_note(program).endswith(HELD)
    assert "Drafts are kept" not in door_note(program)
    page = unlocked(program, qtbot)
    assert value(page, "owner") == "Half an hour of typing"
    assert "was not kept" in page.recording.panel.form.fields["owner"].said
    QTest.keyClick(page.recording.panel.form.fields["owner"].editor.boxes()[0], Qt.Key.Key_Return)
    program.tasks.finish()
    assert [v["owner"] for v in record.values_of(REGISTERS[0].record, [1]).values()] == ["Half an hour of typing"]
    program.lock()
    assert door_note(program).endswith("Drafts are kept.")


def test_what_cannot_be_read_outlives_a_lock_and_closing_asks_once(program: Program, qtbot: QtBot) -> None:
    page = unlocked(program, qtbot)
    box = amount(page)
    box.setFocus()
    QTest.keyClicks(box, "7 yrs")
    program.lock()
    assert door_note(program).endswith(HELD)
    page = unlocked(program, qtbot)
    editor = page.recording.panel.form.fields["rule"].editor
    assert isinstance(editor, RuleEditor)
    assert editor.amount.text() == "7 yrs"
    assert "must include a number" in page.recording.panel.form.fields["rule"].said
    window = program.window
    assert window is not None
    window.close()
    qtbot.waitUntil(window.trouble.isVisible, timeout=20_000)
    assert window.trouble.title.text() == NOT_SAVED
    assert not program._app.ended  # type: ignore[attr-defined]  # the application of these tests
    window.close()
    qtbot.waitUntil(lambda: program._app.ended, timeout=20_000)  # type: ignore[attr-defined]  # see above


def test_closing_the_door_asks_once_too(program: Program, qtbot: QtBot) -> None:
    page = unlocked(program, qtbot)
    box = amount(page)
    box.setFocus()
    QTest.keyClicks(box, "7 yrs")
    program.lock()
    program.doorway.page.close()
    qtbot.waitUntil(program.doorway.page.isVisible)
    assert not program._app.ended  # type: ignore[attr-defined]  # the application of these tests
    program.doorway.page.close()
    assert program._app.ended  # type: ignore[attr-defined]  # see above


def test_a_draft_that_could_not_be_written_is_written_after_the_lock(
    program: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = unlocked(program, qtbot)
    page.recording.begin()
    type_into(page, "record_series", "Allotment plans")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "keep_draft", _no_disk)
        program.lock()
    assert door_note(program).endswith(HELD)
    page = unlocked(program, qtbot)
    assert page.desk.store.setting(DRAFT) == {"record_series": "Allotment plans"}
    assert page.desk.session.all_kept


def test_rows_copied_go_from_the_clipboard_on_locking(program: Program, qtbot: QtBot) -> None:
    board = QApplication.clipboard()
    page = unlocked(program, qtbot)
    page.listing.table.selectRow(0)
    page.verbs()["copy"]()
    assert "Minutes" in board.text()
    program.lock()
    assert board.text() == ""
    other = QMimeData()
    other.setText("copied elsewhere")
    page = unlocked(program, qtbot)
    page.listing.table.selectRow(0)
    page.verbs()["copy"]()
    board.setMimeData(other)
    program.lock()
    assert board.text() == "copied elsewhere"


def test_another_record_does_not_end_what_cannot_be_read(page: RegisterPage, council: OpenCouncil) -> None:
    table = page.listing.table
    table.setCurrentIndex(table.records.index(0, 1))
    box = amount(page)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "7 yrs")
    page.verbs()["next"]()
    assert council.window.passing.text.text().startswith("Not kept: How we read it must include a number.")
    assert not page.recording.panel.summary.isVisible()
    assert council.window.status._saved.text() == UNKEPT
    council.window.passing.act.click()
    assert amount(page).text() == "7 yrs"
    assert page.recording.panel.summary.isVisible()
    box.selectAll()
    QTest.keyClicks(box, "7")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert council.desk.session.all_kept
    assert council.window.status._saved.text().startswith("Saved ")
    assert not page.recording.panel.summary.isVisible()
    assert str(council.values("Agendas and reports")["rule"].length) == "7 years"


def test_what_cannot_be_read_in_a_cell_stays_in_the_form(page: RegisterPage, council: OpenCouncil) -> None:
    page.recording.refused_in_cell(page.listing.table.records.ids[0], "owner", "as typed", "Owner must be known.")
    assert value(page, "owner") == "as typed"
    assert page.recording.panel.form.fields["owner"].said == "Owner must be known."
    page.open_field("owner")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert value(page, "owner") == ""
    assert council.desk.session.all_kept


def test_a_new_record_can_be_typed_during_long_work(page: RegisterPage, council: OpenCouncil) -> None:
    """The worker holds the store, so nothing on the window's thread may touch it; a store that is touched fails."""
    desk, gate = council.desk, Event()
    desk.tasks = worker = Tasks(desk)
    desk.drafts = Drafts(desk.store, worker, desk.session, [r.name for r in desk.registers], desk)
    worker.run(lambda _: gate.wait(20), title="Importing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.store, "setting", _no_disk)
        page.recording.begin()
        type_into(page, "record_series", "Typed meanwhile")
        page.leave()
        council.window.go("home")
        council.window.go(PLACE, "new")
    assert value(page, "record_series") == "Typed meanwhile"
    gate.set()
    worker.finish()
    assert desk.store.setting(DRAFT) == {"record_series": "Typed meanwhile"}
    assert desk.session.all_kept


def test_an_empty_one_in_place_of_the_draft_can_be_taken_back(page: RegisterPage, council: OpenCouncil) -> None:
    page.recording.begin()
    type_into(page, "record_series", "Allotment plans")
    page.recording.begin_afresh()
    assert value(page, "record_series") == ""
    type_into(page, "record_series", "Begun since")
    bar = council.window.passing
    assert bar.text.text() == "What you had begun was put aside."
    bar.act.click()
    assert value(page, "record_series") == "Allotment plans"
    assert council.store.setting(DRAFT) == {"record_series": "Allotment plans"}
    bar.act.click()
    assert value(page, "record_series") == "Begun since", "and what was begun since is not lost either"


def test_a_new_record_keeps_what_cannot_be_read(page: RegisterPage, council: OpenCouncil) -> None:
    page.recording.begin()
    box = amount(page)
    box.setText("7 yrs")
    council.window.go("home")
    page.recording.panel.is_new = False  # as a page made anew
    council.page(PLACE, "new")
    assert page.recording.panel._carried_on.isVisible()
    editor = page.recording.panel.form.fields["rule"].editor
    assert isinstance(editor, RuleEditor)
    assert editor.amount.text() == "7 yrs"
