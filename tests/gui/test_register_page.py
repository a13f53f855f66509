"""The page of a register by keyboard: finding, changing, adding, removing, undoing; asserted in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from workbench.gui.register.page import RegisterPage
from workbench.gui.register.pasting import PastePage, paste_into
from workbench.gui.table.delegate import CellDelegate, row_height
from workbench.gui.table.view import RegisterTable
from workbench.gui.theme.look import Look
from workbench.gui.widgets.buttons import Button
from workbench.gui.widgets.parts import EmptyPage
from workbench.register import Register
from workbench.rules.rule import Kind

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil

PLACE = "register/retention-schedule"


@pytest.fixture
def page(council: OpenCouncil) -> RegisterPage:
    """The page of the schedule."""
    shown = council.page(PLACE)
    assert isinstance(shown, RegisterPage)
    return shown


def shown(page: RegisterPage, column: int = 1) -> list[str]:
    """The texts of a column."""
    model = page.listing.table.records
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


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


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is, and let the program answer."""
    QTest.keyClick(QApplication.focusWidget() or widget, which, held)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type where the cursor is."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)


def cell(page: RegisterPage) -> tuple[int, str]:
    """The row and the field the cursor stands in."""
    here = page.listing.table.currentIndex()
    return here.row(), page.listing.field_name(here.column())


@pytest.fixture
def table(page: RegisterPage, council: OpenCouncil) -> RegisterTable:
    """The table with the cursor in the second line, in the record series."""
    council.window.activateWindow()
    shown_table = page.listing.table
    shown_table.setFocus()
    shown_table.setCurrentIndex(shown_table.records.index(1, 1))
    return shown_table


def test_enter_goes_down_and_tab_right_until_the_row_ends(page: RegisterPage, table: RegisterTable) -> None:
    key(table, Qt.Key.Key_Return)
    assert cell(page) == (2, "record_series")
    key(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert cell(page) == (1, "record_series")
    key(table, Qt.Key.Key_Tab)
    assert cell(page) == (1, "period_text")
    key(table, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert cell(page) == (1, "record_series")
    for _ in range(len(table.shown_columns())):
        key(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not table, "Tab leaves at the end of the row"


def test_a_value_is_changed_in_its_cell(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    page.verbs()["change"]()
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.text() == "Complaint files"
    QTest.keyClicks(box, "Files of complaints")
    key(table, Qt.Key.Key_Return)
    assert council.values("Files of complaints")["reference"] == "1.2"
    assert cell(page) == (2, "record_series")
    assert QApplication.focusWidget() is table
    council.desk.undo()
    assert council.values("Complaint files")["reference"] == "1.2"


def test_escape_leaves_a_cell_as_it_was(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    page.verbs()["change"]()
    write("Something else")
    key(table, Qt.Key.Key_Escape)
    assert council.values("Complaint files")["reference"] == "1.2"
    assert (cell(page), table.editing) == ((1, "record_series"), False)


def test_new_words_in_a_cell_are_read_anew(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    key(table, Qt.Key.Key_Tab)
    page.verbs()["change"]()
    write("3 years after closure")
    key(table, Qt.Key.Key_Tab)
    assert str(council.values("Complaint files")["rule"].length) == "3 years"


def test_a_needed_value_cannot_be_emptied_in_its_cell(
    page: RegisterPage, table: RegisterTable, council: OpenCouncil
) -> None:
    page.verbs()["change"]()
    key(table, Qt.Key.Key_Delete)
    key(table, Qt.Key.Key_Return)
    assert council.values("Complaint files")["reference"] == "1.2"
    assert council.window.passing.text.text() == "Enter the record series. Nothing was changed."


def test_what_is_worked_out_opens_the_record(page: RegisterPage, table: RegisterTable) -> None:
    column = [f.name for f in table.records.fields].index("counted_from")
    table.setCurrentIndex(table.records.index(1, column))
    page.verbs()["change"]()
    assert not table.editing
    assert page.recording.has_focus()


def test_f6_goes_to_the_record_and_back_and_escape_takes_back(
    page: RegisterPage, table: RegisterTable, council: OpenCouncil
) -> None:
    page.verbs()["panel"]()
    assert page.recording.has_focus()
    box = page.recording.panel.form.fields["responsible"].editor.boxes()[0]
    box.setFocus()
    QTest.keyClicks(box, "Half typed")
    key(box, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table
    assert page.recording.isVisible()
    assert council.values("Complaint files")["responsible"] == ""
    page.verbs()["panel"]()
    page.verbs()["panel"]()
    assert QApplication.focusWidget() is table


def test_sorting_and_moving_columns_by_key(page: RegisterPage, table: RegisterTable) -> None:
    page.verbs()["sort"]()
    assert shown(page)[0] == "Agendas and reports"
    page.verbs()["sort"]()
    assert shown(page)[0] == "Paid invoices"
    page.verbs()["left"]()
    page.listing.reload()
    fields = [page.listing.field_name(c) for c in table.shown_columns()]
    assert fields[:2] == ["record_series", "reference"]


def test_the_column_is_kept_when_the_list_is_read_again(page: RegisterPage, table: RegisterTable) -> None:
    page.listing.reload()
    assert cell(page) == (1, "record_series")


def test_filter_box_enter_goes_to_the_table_and_escape_empties(page: RegisterPage, table: RegisterTable) -> None:
    page.verbs()["filter"]()
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.accessibleName() == "Filter by Record series"
    QTest.keyClicks(box, "i")
    key(box, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is table
    box.setFocus()
    key(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert page.recording.isVisible()


BLOCK = 'Diaries\t3 years\n"Two\nlines"\t4 years\n'


def paste(page: RegisterPage, text: str) -> None:
    """Paste a text at the cursor."""
    QGuiApplication.clipboard().setText(text)
    page.verbs()["paste"]()


def test_a_block_is_shown_before_it_is_pasted_and_is_one_undo(
    page: RegisterPage, table: RegisterTable, council: OpenCouncil
) -> None:
    paste(page, BLOCK)
    asked = council.window.pages.page
    assert isinstance(asked, PastePage)
    assert asked._head.title.text() == "Paste 4 values into 2 schedule lines"
    changes = asked._list.model()
    said = [[changes.index(row, column).data() for column in range(4)] for row in range(changes.rowCount())]
    assert said[0] == ["Complaint files", "Record series", "Complaint files", "Diaries"]
    assert said[3] == ["Minutes", "Agreed period", "Permanent", "4 years"]
    assert council.values("Complaint files")["reference"] == "1.2", "nothing is written yet"
    asked._go.click()
    assert council.window.pages.place == PLACE
    assert council.values("Diaries")["period_text"] == "3 years"
    assert str(council.values("Two\nlines")["rule"].length) == "4 years"
    council.desk.undo()
    assert council.values("Complaint files")["reference"] == "1.2"
    assert council.values("Minutes")["period_text"] == "Permanent"


def test_pasting_says_what_it_leaves_out(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    table.setCurrentIndex(table.records.index(4, [f.name for f in table.records.fields].index("counted_from")))
    paste(page, "x\tNo such act\nbelow\tDestroy")
    assert council.window.pages.place == PLACE, "there is nothing to change"
    said = paste_into(table, "x\tNo such act\nbelow\tDestroy").left_out
    assert said[0] == "1 row of the block have no line to go to."
    assert said[1] == "Counted from is worked out, so nothing can be pasted there."
    assert said[2].startswith("Letters <b>bold</b>: “No such act” is not one of the answers")


def test_one_value_goes_to_every_line_selected(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    table.select(list(table.records.ids[:3]))
    column = [f.name for f in table.records.fields].index("period_text")
    table.selectionModel().setCurrentIndex(
        table.records.index(0, column), table.selectionModel().SelectionFlag.NoUpdate
    )
    paste(page, "9 years")
    asked = council.window.pages.page
    assert isinstance(asked, PastePage)
    asked._go.click()
    assert {council.values(s)["period_text"] for s in ("Agendas and reports", "Minutes")} == {"9 years"}


def test_one_value_into_one_cell_needs_no_preview(
    page: RegisterPage, table: RegisterTable, council: OpenCouncil
) -> None:
    paste(page, "'=Files")
    assert council.values("=Files")["reference"] == "1.2"
    assert council.window.passing.act.text() == "Undo"


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
    page.listing._choose_columns((schedule.field("record_series"), schedule.field("owner")))
    assert [f.name for f in page.listing.table.records.fields] == ["record_series", "owner"]
    page.listing._remember()
    assert council.desk.settings.tables["retention-schedule"]["columns"] == ["record_series", "owner"]
    page.listing._standard()
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
