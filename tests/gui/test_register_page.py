"""The page of a register by keyboard: finding, changing, adding, removing, undoing; asserted in the store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PLACE, shown, write
from workbench import clock
from workbench.gui.register.page import RegisterPage
from workbench.gui.table.delegate import CellDelegate, row_height
from workbench.gui.theme.look import Look
from workbench.gui.widgets.buttons import Button
from workbench.gui.widgets.parts import EmptyPage
from workbench.register import Register
from workbench.rules.rule import Kind

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil


def type_filter(page: RegisterPage, name: str, text: str, qtbot: QtBot) -> None:
    """Type into the filter of a column."""
    columns = [f.name for f in page.listing.table.records.fields]
    box = page.listing.table.heads.findChildren(QLineEdit)[columns.index(name)]
    box.clear()
    with qtbot.waitSignal(page.listing.loaded):
        QTest.keyClicks(box, text)


def test_shows_all_in_the_order_of_the_references(page: RegisterPage) -> None:
    assert shown(page, 0) == ["1.1", "1.2", "1.3", "1.10", "2.1"]
    assert page.count_text() == "5 schedule lines"


def test_model_keeps_the_rules_of_qt(page: RegisterPage) -> None:
    tester = QAbstractItemModelTester(page.listing.table.records, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.listing.clear()
    assert tester.model() is page.listing.table.records


def test_typing_a_filter_shows_what_matches(page: RegisterPage, qtbot: QtBot) -> None:
    type_filter(page, "record_series", "compl", qtbot)
    assert shown(page) == ["Complaint files"]
    assert page.count_text() == "1 of 5 schedule lines"
    page.listing.clear()
    assert len(shown(page)) == 5


def test_a_filter_that_matches_nothing_says_so(page: RegisterPage, qtbot: QtBot) -> None:
    type_filter(page, "record_series", "zzz", qtbot)
    assert page.count_text() == "0 of 5 schedule lines"
    shown_now = page._sheet.currentWidget()
    assert isinstance(shown_now, EmptyPage)
    assert "Nothing matches" in shown_now.title.text()


def test_a_click_on_a_heading_sorts_and_turns_round(page: RegisterPage) -> None:
    page.listing.table.heads.sort_wanted.emit(1, False)
    assert shown(page)[0] == "Agendas and reports"
    page.listing.table.heads.sort_wanted.emit(1, False)
    assert shown(page)[0] == "Paid invoices"
    head = page.listing.table.records.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "Record series sorted downwards"


def test_the_place_is_kept_when_the_list_changes(page: RegisterPage) -> None:
    page.listing.table.step(2)
    chosen = page.listing.table.current_id()
    page.listing.table.heads.sort_wanted.emit(1, False)
    assert page.listing.table.current_id() == chosen


def test_a_change_is_kept_on_leaving_the_box(page: RegisterPage, council: OpenCouncil, qtbot: QtBot) -> None:
    box = page.recording.panel.form.fields["responsible"].editor.boxes()[0]
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, "  Office\u00a0junior ")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert council.values("Agendas and reports")["responsible"] == "Office junior"
    council.desk.undo()
    assert council.values("Agendas and reports")["responsible"] == ""
    council.desk.redo()
    assert council.values("Agendas and reports")["responsible"] == "Office junior"


def test_new_words_are_read_anew(page: RegisterPage, council: OpenCouncil) -> None:
    number = page.listing.table.current_id()
    assert number is not None
    page.recording.keeper.save(number, "period_text", "3 years after the meeting")
    rule = council.values("Agendas and reports")["rule"]
    assert (rule.kind, str(rule.length)) == (Kind.FIXED, "3 years")


def test_a_needed_field_cannot_be_emptied(page: RegisterPage, council: OpenCouncil, qtbot: QtBot) -> None:
    box = page.recording.panel.form.fields["record_series"].editor.boxes()[0]
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert page.recording.panel.summary.isVisible()
    assert council.values("Agendas and reports")["reference"] == "1.1"


def test_a_new_line_is_a_draft_until_added(page: RegisterPage, council: OpenCouncil, qtbot: QtBot) -> None:
    page.verbs()["new"]()
    box = QGuiApplication.focusObject()
    assert isinstance(box, QLineEdit), "the cursor starts in the first field that must be filled"
    QTest.keyClicks(box, "Allotment plans")
    council.window.go("home")
    assert council.store.setting("draft retention-schedule") == {"record_series": "Allotment plans"}
    council.page(PLACE, "new")
    page.recording.add_now()
    assert council.values("Allotment plans")["record_series"] == "Allotment plans"
    assert council.store.setting("draft retention-schedule") is None
    assert page.listing.table.current_id() == max(page.listing.table.records.ids)


def test_adding_nothing_says_what_is_missing(page: RegisterPage) -> None:
    page.verbs()["new"]()
    page.recording.add_now()
    summary = page.recording.panel.summary
    assert summary.isVisible()
    assert "record series" in summary.accessibleDescription()


def test_remove_and_bring_back(page: RegisterPage) -> None:
    page.listing.table.pick(page.listing.table.records.ids[2])
    page.verbs()["remove"]()
    assert "Minutes" not in shown(page)
    page.verbs()["removed"]()
    assert shown(page) == ["Minutes"]
    page.verbs()["restore"]()
    page.verbs()["removed"]()
    assert "Minutes" in shown(page)


def test_what_was_removed_is_not_removed_again(
    page: RegisterPage, council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = page.listing.table.records.ids[2]
    page.recording.keeper.remove([minutes])
    since = council.values("Minutes")["removed"]
    page.verbs()["removed"]()
    assert "remove" not in page.verbs(), "the day of the removal must not move"
    later = clock.now() + dt.timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    page.recording.keeper.remove([minutes])
    assert council.values("Minutes")["removed"] == since
    page.verbs()["removed"]()
    assert "restore" not in page.verbs()


def test_filling_with_the_same_value_is_nothing_to_undo(page: RegisterPage, council: OpenCouncil) -> None:
    ids = page.listing.table.records.ids
    page.recording.keeper.put({ids[0]: {"owner": "Clerk"}}, "One")
    council.desk.undo()
    page.recording.keeper.fill(ids[:2], "owner", "")
    assert council.window.passing.text.text() == "All the same already."
    assert council.window.passing.act.isHidden()
    assert not council.desk.can_undo
    council.desk.redo()
    assert council.values("Agendas and reports")["owner"] == "Clerk", "what can be made again stays"


def test_fill_down_gives_all_selected_the_value_of_the_first(page: RegisterPage, council: OpenCouncil) -> None:
    table = page.listing.table
    before = council.values("Minutes")["disposal_action"]
    page.recording.keeper.save(table.records.ids[0], "disposal_action", "transfer")
    column = [f.name for f in table.records.fields].index("disposal_action")
    table.select(list(table.records.ids[:3]))
    table.selectionModel().setCurrentIndex(
        table.records.index(0, column), table.selectionModel().SelectionFlag.NoUpdate
    )
    page.verbs()["fill"]()
    assert council.values("Minutes")["disposal_action"] == "transfer"
    council.desk.undo()
    assert council.values("Minutes")["disposal_action"] == before


def test_copy_is_shown_text_and_never_a_formula(page: RegisterPage, council: OpenCouncil, qtbot: QtBot) -> None:
    page.recording.keeper.save(page.listing.table.records.ids[0], "record_series", "=SUM(A1)")
    page.listing.table.pick(page.listing.table.records.ids[0])
    QTest.keyClick(page.listing.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:3] == ["1.1", "'=SUM(A1)", "5 years after the meeting"]


def test_text_with_tags_is_shown_literally(page: RegisterPage) -> None:
    page.listing.show_record(page.listing.table.records.ids[4])
    assert page.recording.panel._title.text() == "Letters <b>bold</b>"
    assert page.recording.panel._title.textFormat() == Qt.TextFormat.PlainText


def test_undo_in_the_record_takes_back_its_own_change(page: RegisterPage, council: OpenCouncil) -> None:
    ids = page.listing.table.records.ids
    keeper, panel = page.recording.keeper, page.recording.panel
    assert not panel._undo.isVisible(), "nothing was done in this session"
    keeper.save(ids[0], "responsible", "First")
    keeper.save(ids[1], "responsible", "Second")
    page.listing.table.pick(ids[0])
    assert panel._undo.isVisible()
    panel._undo.click()
    assert council.values("Agendas and reports")["responsible"] == ""
    assert council.values("Complaint files")["responsible"] == "Second"


def test_earlier_values_are_put_back_from_the_history(page: RegisterPage, council: OpenCouncil) -> None:
    number = page.listing.table.records.ids[0]
    page.listing.table.pick(number)
    for officer in ("One", "Two"):
        page.recording.keeper.save(number, "responsible", officer)
    page.recording.panel.show_history()
    links = [b for b in page.recording.panel.history.findChildren(Button) if b.text().startswith("Put back")]
    links[0].click()
    assert council.values("Agendas and reports")["responsible"] == "One"


def test_a_draft_is_carried_on_or_begun_afresh(page: RegisterPage, council: OpenCouncil) -> None:
    page.verbs()["new"]()
    write("Allotment plans")
    page._escape()
    assert council.window.passing.act.text() == "Carry on"
    council.window.passing.act.click()
    panel = page.recording.panel
    assert panel.form.values()["record_series"] == "Allotment plans"
    assert panel._carried_on.isVisible()
    panel.afresh_wanted.emit()
    assert panel.form.values()["record_series"] == ""
    assert council.store.setting("draft retention-schedule") is None


def test_adding_another_begins_the_next(page: RegisterPage, council: OpenCouncil) -> None:
    page.verbs()["new"]()
    write("Plans")
    page.recording.add_another()
    assert council.values("Plans")
    assert page.recording.is_new
    assert page.recording.panel.form.values()["record_series"] == ""


def test_a_new_line_begins_with_what_must_be_filled(page: RegisterPage) -> None:
    page.verbs()["new"]()
    form = page.recording.panel.form
    assert form.first() == "record_series"
    assert form.fields["reference"]._may_wait.isVisible()
    assert not form.fields["record_series"]._may_wait.isVisible()
    page.recording.add_now()
    said = "Enter the record series"
    assert page.recording.panel.summary.accessibleDescription() == said
    assert form.fields["record_series"]._words.text() == said
    form.focus_field("record_series")
    QTest.keyClick(form.fields["record_series"].editor.boxes()[0], Qt.Key.Key_Tab)
    assert form.fields["reference"].editor.boxes()[0].hasFocus(), "Tab follows what the eye reads"


def test_a_narrow_page_folds_and_keeps_its_place(page: RegisterPage, council: OpenCouncil, qtbot: QtBot) -> None:
    page.listing.table.step(3)
    chosen = page.listing.table.current_id()
    council.window.resize(911, 459)
    qtbot.waitUntil(lambda: not page.recording.isVisible())
    page.open_field("")
    assert page.recording.isVisible()
    assert not page.listing.table.isVisible()
    page.recording.closed.emit()
    assert page.listing.table.isVisible()
    assert page.listing.table.current_id() == chosen


def test_columns_are_chosen_and_kept(page: RegisterPage, council: OpenCouncil, schedule: Register) -> None:
    page.listing.arranging.choose((schedule.field("record_series"), schedule.field("owner")))
    assert [f.name for f in page.listing.table.records.fields] == ["record_series", "owner"]
    page.listing.arranging.remember()
    assert council.desk.settings.tables["retention-schedule"]["columns"] == ["record_series", "owner"]
    page.listing.arranging.standard()
    assert tuple(page.listing.table.records.fields) == schedule.columns


def test_views_count_what_they_hold(page: RegisterPage) -> None:
    texts = [b.text() for b in page._bar._joined.buttons()]
    assert texts[0] == "All 5"
    assert "Permanent 1" in texts


def test_a_cut_cell_shows_itself_whole(page: RegisterPage) -> None:
    table = page.listing.table
    column = [f.name for f in table.records.fields].index("period_text")
    table.heads.resizeSection(column, 60)
    index = table.records.index(1, column)
    delegate = table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert delegate.is_cut(table, index)


def test_headings_and_rows_follow_the_text_size_both_ways(council: OpenCouncil, look: Look) -> None:
    look.choose("light", 200)
    table = council.page(PLACE).listing.table
    tall = table.verticalHeader().defaultSectionSize()
    look.choose("light", 100)
    assert table.heads.viewport().font().pointSizeF() == look.font("captionstrong").pointSizeF()
    assert table.verticalHeader().defaultSectionSize() == row_height() < tall


def test_the_key_of_the_find_box_leaves_room_for_its_words(council: OpenCouncil, look: Look) -> None:
    look.choose("light", 200)
    box = council.window.strip.finder
    QApplication.processEvents()
    words = box.fontMetrics().horizontalAdvance(box.placeholderText())
    room = box.width() - box.textMargins().right()
    look.choose("light", 100)
    assert words < room
