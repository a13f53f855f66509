"""The import wizard by keyboard: a council's own workbook in, checked, imported, undone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.wizard import REGISTER, Desktop, access_keys, desktop, onward, press, tab_round, unnamed, words
from workbench import paths
from workbench.gui.importing.checking import Card
from workbench.gui.importing.result_pane import facts
from workbench.gui.importing.steps import Step
from workbench.records import record
from workbench.registers.retention_schedule import ScheduleLine

pytestmark = pytest.mark.usefixtures("look")
HEADINGS = ("Record series", "Used for", "Retention period", "Disposal arrangements", "Personal data")
ROWS = (
    ("Invoices", "Paying suppliers", "6 years after the end of the financial year", "Shred", "No"),
    ("Minutes", "Record of decisions", "Permanent", "Archive", "No"),
    ("Enquiries", "Letters", "24 moths", "Delete", "Possibly"),
    ("Post book", "Letters", "24 moths", "Delete", "No"),
    (None, "Nobody knows", "6 years", "Destroy", "No"),
    ("Complaints", "Stage 1 and 2", "2 years from closure", "Destroy", "Yes"),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A small schedule with two questions of the same words and a row without a name."""
    return write(tmp_path / "Our schedule.xlsx", ROWS)


def write(path: Path, rows: tuple[tuple[str | None, ...], ...]) -> Path:
    """A workbook with a title, an empty row, the headings and the rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("Records kept by the council",), (), HEADINGS, *rows):
        page.append(row)
    book.save(path)
    return path


def to_check(desk: Desktop, path: Path) -> None:
    """Go from the file to the check page by keyboard."""
    page = desk.start(path)
    assert page.trip.step is Step.SHEET
    for step in (Step.COLUMNS, Step.READING, Step.CHECK):
        onward()
        assert page.trip.step is step, page.foot.note.text()


def answer_two(desk: Desktop) -> None:
    """The first question for both rows with its words, by number key; then a name for the row without one."""
    page = desk.page
    press(Qt.Key.Key_1)
    page.check.panel.all_alike.setFocus()
    press(Qt.Key.Key_Space)
    page.check.list.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    words("Letters of 2 years")
    press(Qt.Key.Key_Return)
    assert page.trip.checking is not None
    assert page.trip.checking.open == 0


def import_all(desk: Desktop, sheet: Path) -> None:
    """The whole way, to the result."""
    to_check(desk, sheet)
    answer_two(desk)
    onward()
    onward()
    assert desk.page.trip.step is Step.RESULT


def answers_stand(desk: Desktop) -> None:
    """All three answers are still given, in the same words."""
    checking = desk.page.trip.checking
    assert checking is not None
    assert checking.open == 0
    said = [checking.decided(n) for n in checking.asked]
    assert said == ["You chose: 24 months", "Same answer as row 6", "You typed: Letters of 2 years"]
    assert checking.values(checking.asked[2])["record_series"] == "Letters of 2 years"


def test_whole_import_by_keyboard_with_undo(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        page = desk.page
        assert page.trip.checking is not None
        counts = page.trip.checking.counts
        assert counts[Card.NEED] == 3
        assert sum(counts.values()) == len(ROWS)
        press(Qt.Key.Key_1)
        page.check.panel.all_alike.setFocus()
        press(Qt.Key.Key_Space)
        page.check.list.setFocus()
        press(Qt.Key.Key_Return)
        assert counts[Card.NEED] == 1
        press(Qt.Key.Key_1)
        assert QApplication.focusWidget() is page.check.panel.cure
        words("Sundry letters")
        press(Qt.Key.Key_Return)
        assert counts[Card.NEED] == 0
        onward()
        assert page.foot.next.text() == "I&mport 6 schedule lines"
        assert desk.count() == 0
        assert QApplication.focusWidget() is page.foot.next
        press(Qt.Key.Key_Return)
        assert page.trip.step is Step.RESULT
        assert QApplication.focusWidget() is page.result.go
        assert page.trip.imported is not None
        assert (page.trip.imported.added, page.trip.imported.left_out) == (6, 0)
        assert dict(facts(page.trip))["Left to do"] == "3 wait for an answer: 3 no start day"
        assert desk.desk.waiting(REGISTER).words == "3 wait for an answer: 3 no start day"
        names = {v["record_series"]: v for v in record.values_of(ScheduleLine, range(1, 7)).values()}
        assert set(names) == {"Invoices", "Minutes", "Enquiries", "Post book", "Sundry letters", "Complaints"}
        assert names["Post book"]["period_text"] == "24 moths"
        assert str(names["Post book"]["rule"].length) == "24 months"
        page.result.undo.setFocus()
        press(Qt.Key.Key_Return)
        assert desk.count() == 0
        assert desk.window.pages.place == "register/retention-schedule"


def test_ready_made_schedule_goes_in_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    starter = paths.resource("schedules/town-council-schedule.xlsx")
    with desktop(tmp_path) as desk:
        to_check(desk, starter)
        checking = desk.page.trip.checking
        assert checking is not None
        rows = len(checking.plan.rows)
        checking.leave_out(checking.refused)
        onward()
        onward()
        assert desk.page.trip.imported is not None
        assert desk.count() == desk.page.trip.imported.added == rows
        to_check(desk, starter)
        again = desk.page.trip.checking
        assert again is not None
        assert again.counts[Card.SAME] == rows
        onward()
        assert desk.page.foot.next.text() == "Fi&nish, nothing to change"


def test_an_edited_sheet_shows_words_before_and_after(tmp_path: Path, sheet: Path) -> None:
    clear = (*ROWS[:2], ROWS[5])
    with desktop(tmp_path) as desk:
        to_check(desk, write(sheet, clear))
        onward()
        onward()
        invoices = ("Invoices", "Paying suppliers", "7 years after the end of the financial year", "Shred", "No")
        to_check(desk, write(sheet, (invoices, *clear[1:])))
        checking = desk.page.trip.checking
        assert checking is not None
        assert (checking.counts[Card.CHANGED], checking.counts[Card.SAME]) == (1, 2)
        onward()
        shown = [label.text() for label in desk.page.answers.differences.findChildren(type(desk.page.head.title))]
        assert "6 years after the end of the financial year" in shown
        assert "7 years after the end of the financial year" in shown
        onward()
        assert desk.page.trip.imported is not None
        assert (desk.page.trip.imported.added, desk.page.trip.imported.changed) == (0, 1)


@pytest.mark.parametrize("steps", range(5))
def test_cancel_at_each_step_leaves_the_register_untouched(tmp_path: Path, sheet: Path, steps: int) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        for _ in range(min(steps, 3)):
            onward()
        if steps == 4:
            assert page.trip.checking is not None
            page.trip.checking.leave_out(page.trip.checking.asked)
            onward()
            assert page.trip.step is Step.ANSWERS
        page.foot.cancel.setFocus()
        press(Qt.Key.Key_Return)
        assert desk.window.pages.place == "register/retention-schedule"
        assert desk.count() == 0
        assert desk.start().trip.step is Step.FILE


def test_rows_that_cannot_go_in_stop_the_way_on_until_left_out(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        page = desk.page
        onward()
        assert page.check.isVisible()
        assert page.check.problem.isVisible()
        page.check.leave_all.setFocus()
        press(Qt.Key.Key_Return)
        onward()
        assert page.answers.isVisible()
        onward()
        assert page.trip.imported is not None
        assert (page.trip.imported.added, page.trip.imported.left_out) == (5, 1)
        assert dict(facts(page.trip))["Left to do"] == desk.desk.waiting(REGISTER).words
        assert desk.desk.waiting(REGISTER).words == "2 wait for an answer: 2 to be checked"


def test_a_wrong_file_says_so_and_stays_at_the_first_step(tmp_path: Path) -> None:
    wrong = tmp_path / "photo.xlsx"
    wrong.write_bytes(b"\x89PNG not a workbook")
    with desktop(tmp_path) as desk:
        page = desk.start(wrong)
        assert page.trip.step is Step.FILE
        assert page.problem.isVisible()
        assert "photo.xlsx" in page.problem.text.text()
        assert "Nothing was changed" in page.problem.text.text()
        assert QApplication.focusWidget() is page.file.choose


def test_choosing_the_file_by_keyboard(tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(sheet), ""))
    with desktop(tmp_path) as desk:
        page = desk.start()
        press(Qt.Key.Key_Return)
        assert page.trip.step is Step.SHEET
        assert page.count_text() == "Our schedule.xlsx"


def test_pasting_a_block(tmp_path: Path) -> None:
    lines = ["\t".join(HEADINGS), *("\t".join(str(cell) for cell in row) for row in ROWS[:2])]
    with desktop(tmp_path) as desk:
        page = desk.start()
        QGuiApplication.clipboard().setText("\n".join(lines))
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert page.trip.step is Step.SHEET
        assert [len(t.table.rows) for t in page.trip.taken] == [2]


def test_another_heading_row_is_taken_and_can_be_taken_back(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        assert page.trip.taken[0].table.header_rows == (3,)
        page.sheet.preview.setFocus()
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert page.trip.taken[0].table.header_rows == (4,)
        assert len(page.trip.taken[0].table.rows) == len(ROWS) - 1


def test_unticking_the_only_table_says_what_is_missing(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        press(Qt.Key.Key_Space)
        onward()
        assert page.trip.step is Step.SHEET
        assert page.problem.isVisible()
        assert "No table is ticked" in page.problem.text.text()


def test_a_needed_column_that_is_taken_away_is_asked_for(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        onward()
        press(Qt.Key.Key_Home)
        onward()
        assert page.trip.step is Step.COLUMNS
        assert page.problem.isVisible()
        assert "record series" in page.problem.text.text()


def test_unknown_words_get_a_meaning_before_the_rows_are_read(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        onward()
        onward()
        assert page.trip.step is Step.READING
        press(Qt.Key.Key_Down)
        onward()
        assert page.trip.plan is not None
        enquiries = page.trip.plan.rows[2]
        assert enquiries.values["record_series"] == "Enquiries"
        assert enquiries.values["personal_data"] is True


def test_an_answer_can_be_changed(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        page = desk.page
        checking = page.trip.checking
        assert checking is not None
        first = checking.asked[0]
        press(Qt.Key.Key_3)
        press(Qt.Key.Key_Return)
        assert checking.card(first) is Card.LEFT
        page.check.list.setCurrentIndex(page.check.rows.index(0, 0))
        page.check.panel.change.setFocus()
        press(Qt.Key.Key_Return)
        assert checking.card(first) is Card.NEED


def save_what_needs_a_person(desk: Desktop, sheet: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Save the rows that need a person as a workbook, by keyboard."""
    target = sheet.with_name("to put right.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    to_check(desk, sheet)
    desk.page.check.save.setFocus()
    press(Qt.Key.Key_Return)
    return target


def test_rows_saved_as_a_workbook_hold_the_sheets_columns_and_the_question(
    tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desktop(tmp_path) as desk:
        target = save_what_needs_a_person(desk, sheet, monkeypatch)
        page = openpyxl.load_workbook(target).worksheets[0]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        assert rows[0] == [*HEADINGS, "Where it stood", "What is asked"]
        assert [row[5] for row in rows[1:]] == ["Sheet, row 6", "Sheet, row 7", "Sheet, row 8"]
        assert rows[1][2] == "24 moths"


def test_every_step_can_be_heard_and_left_by_tab(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start()
        _walk(desk)
        page.conductor.open_file(sheet)
        for step in (Step.SHEET, Step.COLUMNS, Step.READING, Step.CHECK):
            assert page.trip.step is step
            _walk(desk)
            if step is not Step.CHECK:
                page.next()
        assert page.trip.checking is not None
        page.trip.checking.leave_out(page.trip.checking.asked)
        page.next()
        _walk(desk)
        page.next()
        assert page.trip.step is Step.RESULT
        _walk(desk)


def _walk(desk: Desktop) -> None:
    QApplication.processEvents()
    page = desk.page
    page.focus_first()
    assert unnamed(page) + unnamed(page.steps) == []
    keys = access_keys(page)
    assert sorted(keys) == sorted(set(keys)), f"{page.trip.step.name}: {keys}"
    around = tab_round(page)
    assert (page.pane.first() or page.foot.next) in around
    buttons = [b for b in (page.foot.cancel, page.foot.back, page.foot.next) if b.isVisible()]
    assert all(b in around for b in buttons)


def test_lines_and_columns_that_do_not_come_in_are_named_where_rows_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "Record series,Retention period,Cost\nFINANCE,,\nInvoices,6 years,3\nMaps,2 years,4\nTotal,,7\n", "utf-8"
    )
    with desktop(tmp_path) as desk:
        to_check(desk, path)
        remarks = desk.page.check.remarks
        assert "column C “Cost”" in remarks.text.text()
        remarks.more.click()
        assert remarks.text.text().splitlines()[1:] == [
            "Taken for sections, not for records: sheet “ours” row 2 “FINANCE”.",
            "Taken for notes, not for records: sheet “ours” row 5 “Total”.",
        ]
