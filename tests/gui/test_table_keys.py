"""The keys of a spreadsheet in the table of a register: moving, changing in the cell, sorting, pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.gui.conftest import PLACE, shown, write
from workbench.gui.register.page import RegisterPage
from workbench.gui.register.pasting import PastePage, paste_into
from workbench.gui.table.view import RegisterTable

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is, and let the program answer."""
    QTest.keyClick(QApplication.focusWidget() or widget, which, held)
    QApplication.processEvents()


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
    said = "Not kept: Enter the record series. Nothing was changed, and what you typed stays."
    assert council.window.passing.text.text() == said


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


def test_marks_in_a_pasted_value_stay(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    paste(page, '"Yes" minutes')
    assert council.values('"Yes" minutes')["reference"] == "1.2"


def test_pasting_says_what_it_leaves_out(page: RegisterPage, table: RegisterTable, council: OpenCouncil) -> None:
    table.setCurrentIndex(table.records.index(4, [f.name for f in table.records.fields].index("counted_from")))
    paste(page, "x\tNo such act\nbelow\tDestroy")
    assert council.window.pages.place == "paste", "there is nothing to change, but new lines may be brought in"
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
