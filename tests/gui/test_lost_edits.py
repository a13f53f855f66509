"""Nothing typed is lost and nothing else is taken back: leaving, stepping, locking and a store that is busy."""

from __future__ import annotations

from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.gui.conftest import OpenCouncil, line, write
from workbench.gui.editors.rule import RuleEditor
from workbench.gui.progress_card import ProgressCard
from workbench.gui.register.page import RegisterPage
from workbench.gui.restoring import RestorePage
from workbench.gui.tasks import Tasks, tell
from workbench.records import record
from workbench.records.restore import Offer, Rehearsed
from workbench.registers import REGISTERS
from workbench.workflows.progress import Progress

SCHEDULE = REGISTERS[0]


def box_of(page: RegisterPage, name: str) -> QLineEdit:
    """The line of a field in the side panel, with the cursor in it."""
    page.open_field(name)
    box = page.recording.panel.form.fields[name].editor.boxes()[0]
    assert isinstance(box, QLineEdit)
    assert box.hasFocus()
    return box


def stand(page: RegisterPage, row: int, column: int = 1) -> None:
    """Put the cursor into a cell of the table."""
    page.listing.table.setFocus()
    page.listing.table.setCurrentIndex(page.listing.table.records.index(row, column))


def test_stepping_to_the_next_record_keeps_what_is_being_typed(council: OpenCouncil, page: RegisterPage) -> None:
    stand(page, 0)
    QTest.keyClicks(box_of(page, "owner"), "Deputy clerk")
    page.verbs()["next"]()
    assert council.values("Agendas and reports")["owner"] == "Deputy clerk"
    assert council.values("Complaint files")["owner"] == ""
    assert box_of(page, "owner").text() == "", "the panel shows the next record"


def test_leaving_the_page_keeps_what_is_typed_in_a_cell(council: OpenCouncil, page: RegisterPage) -> None:
    stand(page, 0)
    assert page.listing.table.edit_here()
    write("Agendas of all committees")
    council.window.keep()
    assert council.values("Agendas of all committees")["reference"] == "1.1"


def test_what_cannot_be_kept_is_named_when_another_record_comes(council: OpenCouncil, page: RegisterPage) -> None:
    stand(page, 0)
    box = page.recording.panel.form.fields["record_series"].editor.boxes()[0]
    page.open_field("record_series")
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    page.verbs()["next"]()
    assert council.values("Agendas and reports")["reference"] == "1.1", "the old words stay"
    assert council.window.passing.text.text().startswith("Not kept: ")
    assert not page.recording.panel.summary.isVisible(), "the next record has no fault"


@pytest.fixture
def worker(council: OpenCouncil) -> Tasks:
    """The council's desk with a real worker, which can be kept busy."""
    council.desk.tasks = made = Tasks(council.desk)
    made.changed.connect(council.window._changed)
    return made


def held(worker: Tasks) -> Event:
    """Keep the worker busy until the event is set."""
    gate = Event()
    worker.run(lambda _: gate.wait(20))
    return gate


def test_meaning_follows_the_words_kept_last(council: OpenCouncil, page: RegisterPage, worker: Tasks) -> None:
    """Two changes wait for a busy store: the second must not bring back what the words meant before the first."""
    number = page.listing.table.records.ids[0]
    gate = held(worker)
    page.recording.keeper.save(number, "period_text", "3 years after the meeting")
    page.recording.keeper.save(number, "disposal_text", "Shred")
    gate.set()
    worker.finish()
    now = council.values("Agendas and reports")
    assert now["period_text"] == "3 years after the meeting"
    meant = line("1.1", "Agendas and reports", "3 years after the meeting")
    assert now["rule"] == meant["rule"]
    assert now["disposal_text"] == "Shred"


def test_a_message_comes_when_it_is_true(council: OpenCouncil, page: RegisterPage, worker: Tasks) -> None:
    gate = held(worker)
    page.recording.keeper.remove([page.listing.table.records.ids[0]])
    early = council.window.passing.isVisible()
    gate.set()
    worker.finish()
    assert not early
    assert "moved to Removed" in council.window.passing.text.text()


def test_undo_waits_for_what_is_being_written(council: OpenCouncil, page: RegisterPage, worker: Tasks) -> None:
    ids = page.listing.table.records.ids
    page.recording.keeper.put({ids[0]: {"owner": "First"}}, "One")
    worker.finish()
    gate = held(worker)
    page.recording.keeper.put({ids[1]: {"owner": "Second"}}, "Two")
    council.desk.undo()
    gate.set()
    worker.finish()
    owners = record.values_of(SCHEDULE.record, list(ids[:2]))
    assert [owners[n]["owner"] for n in ids[:2]] == ["First", ""]


def test_a_new_record_is_added_once(council: OpenCouncil, page: RegisterPage, worker: Tasks) -> None:
    page.recording.begin()
    for name, text in (("reference", "9.9"), ("record_series", "Twice"), ("period_text", "1 year")):
        page.recording.panel.form.fields[name].editor.put(text)
    gate = held(worker)
    page.recording.add_now()
    page.recording.add_now()
    gate.set()
    worker.finish()
    kept = record.values_of(SCHEDULE.record, [row.id for row in SCHEDULE.record.select()])
    assert [v["record_series"] for v in kept.values()].count("Twice") == 1


def test_an_undo_that_failed_can_be_tried_again(
    council: OpenCouncil, page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.recording.keeper.put({page.listing.table.records.ids[0]: {"owner": "First"}}, "One")
    with monkeypatch.context() as broken:
        broken.setattr("workbench.records.undo.undo", _fails)
        council.desk.undo()
    assert [type(e) for e in council.errors] == [OSError]
    council.errors.clear()
    council.desk.undo()
    assert council.values("Agendas and reports")["owner"] == ""


def _fails(*_: object) -> None:
    raise OSError("disk full")


def test_nobody_is_told_who_has_gone(qapp: QApplication) -> None:
    class Listener(QObject):
        def hear(self, _what: str, _answer: object) -> None:
            self.objectName()

    gone = Listener()
    told = partial(gone.hear, "what")
    assert tell(told, "there")
    delete(gone)
    assert not tell(told, "gone")


def test_pages_that_are_left_while_they_are_made_fail_in_silence(
    council: OpenCouncil, page: RegisterPage, worker: Tasks
) -> None:
    failed: list[object] = []
    worker.failed.connect(failed.append)
    gate = held(worker)
    page.verbs()["print"]()
    council.window.go("home")
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete: the page goes, and its folder with it
    gate.set()
    worker.finish()
    assert failed == []


def test_the_backup_that_was_tried_is_the_one_brought_back(council: OpenCouncil, qtbot: QtBot) -> None:
    council.desk.back_up()
    council.desk.back_up()
    page = council.page("restore")
    assert isinstance(page, RestorePage)
    wanted: list[tuple[object, str]] = []
    council.desk.restore_wanted.connect(lambda path, typed: wanted.append((path, typed)))
    offer = page.form.which.itemData(0)
    assert isinstance(offer, Offer)
    page.form.typed.setText("as typed")
    page.form.which.setCurrentIndex(1)  # meanwhile, while the first is tried
    page.form._go_on(offer.path, "as tried", Rehearsed(offer.manifest))
    assert wanted == [(offer.path, "as tried")]


def test_cancel_stops_the_work_that_is_named(qtbot: QtBot) -> None:
    tasks, gate = Tasks(), Event()
    behind = QWidget()
    qtbot.addWidget(behind)
    card = ProgressCard(tasks, behind)

    def waits(progress: Progress) -> None:
        gate.wait(20)
        progress.step(0, 1, "")

    first = tasks.run(waits, title="First")
    second = tasks.run(lambda _: None, title="Second")
    assert card._title.text() == "First"
    card._cancel()
    assert first.stopped
    assert not second.stopped
    gate.set()
    tasks.finish()
    tasks.stop()


def test_words_beside_a_box_stay_while_it_cannot_be_read(page: RegisterPage) -> None:
    stand(page, 0)
    rule = page.recording.panel.form.fields["rule"]
    assert isinstance(rule.editor, RuleEditor)
    rule.editor.amount.setText("")
    rule.editor.leave()
    assert "must include a number" in rule.said
    QTest.keyClicks(box_of(page, "owner"), "Clerk")
    page.recording.leave()
    assert "must include a number" in rule.said, "keeping another field does not make it right"


def test_pasting_where_nothing_is_shown_changes_nothing(council: OpenCouncil, page: RegisterPage) -> None:
    page.listing.selection = page.listing.selection.filtered("record_series", "no such words")
    page.listing.reload()
    QApplication.clipboard().setText("Minutes")
    page.verbs()["paste"]()
    assert council.window.passing.text.text().startswith("Nothing to paste")


def test_what_was_not_kept_stays_through_a_refresh(
    council: OpenCouncil, page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(page, 0)
    form = page.recording.panel.form
    number = page.listing.table.records.ids[0]
    with monkeypatch.context() as patch:
        patch.setattr(record, "change", _no_disk)
        QTest.keyClicks(box_of(page, "owner"), "Deputy clerk")
        form.focus_field("record_series")
    assert isinstance(council.errors.pop(), OSError)
    page.recording.keeper.put({number: {"notes": "Seen"}}, "Change")  # everything is read again
    owner = form.fields["owner"]
    assert owner.editor.value() == "Deputy clerk"
    assert "was not kept" in owner.said
    page.recording.keeper.save(number, "notes", "Seen twice")
    assert owner.editor.value() == "Deputy clerk"
    assert "was not kept" in owner.said, "another field that was kept says nothing of this one"
    QTest.keyClick(box_of(page, "owner"), Qt.Key.Key_Return)
    assert council.values("Agendas and reports")["owner"] == "Deputy clerk"
    assert owner.said == ""
    assert not page.recording.panel.summary.isVisible()


def test_what_was_not_kept_can_be_dropped(
    council: OpenCouncil, page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(page, 0)
    form = page.recording.panel.form
    with monkeypatch.context() as patch:
        patch.setattr(record, "change", _no_disk)
        QTest.keyClicks(box_of(page, "owner"), "Deputy clerk")
        form.focus_field("record_series")
    council.errors.clear()
    QTest.keyClick(box_of(page, "owner"), Qt.Key.Key_Escape)
    page.recording.keeper.put({page.listing.table.records.ids[0]: {"notes": "Seen"}}, "Change")
    assert form.fields["owner"].editor.value() == ""
    assert form.fields["owner"].said == ""


def _no_disk(*_: object) -> None:
    raise OSError("no disk")
