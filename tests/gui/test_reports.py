"""The page of reports by keyboard: what is asked, pages, files, and the record of destruction from the log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.conftest import OpenCouncil, write
from tests.gui.disposal import fill
from tests.gui.wizard import access_keys, onward, press, tab_round
from workbench.gui.printing import PrintPage
from workbench.gui.register.page import RegisterPage
from workbench.gui.reporting.choices import OTHER
from workbench.gui.reporting.page import ReportsPage
from workbench.workflows import checks, disposal, publication
from workbench.workflows.cases import opening
from workbench.workflows.disposal import Authority, Doing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
RECORD, LOG = "Record of destruction", "Destruction log of a period"


@pytest.fixture
def entries(council: OpenCouncil) -> list[str]:
    """Three boxes that went: the numbers of their entries."""
    council.window.activateWindow()
    boxes = fill(council.store)[:3]
    batch = disposal.freeze(council.store, "Spring", boxes)
    disposal.authorise(council.store, batch, Authority("The committee"))
    checks.make(council.store)
    return disposal.carry_out(council.store, batch, Doing("shredded", "The clerk"))


def named(page: ReportsPage) -> list[str]:
    """The reports in the list."""
    return [row.texts[0] for row in page.table.lines.rows]


def to_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Whoever is asked for a file says this one."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_every_report_is_listed_with_what_it_is_for(council: OpenCouncil) -> None:
    QTest.keyClick(
        council.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    page = council.here(ReportsPage)
    assert named(page) == [one.title for one in publication.offered(council.desk.registers, council.store)]
    assert len(set(named(page))) == len(named(page))
    assert all(row.texts[1] for row in page.table.lines.rows)
    assert [e.text for e in council.window.navigation.places.entries()][:2] == ["Home", "Reports"]


def test_a_report_is_shown_by_keyboard(council: OpenCouncil, entries: list[str]) -> None:
    page = council.page("reports", LOG)
    press(Qt.Key.Key_Return)
    assert page.choices.period.hasFocus()
    press(Qt.Key.Key_Down)
    assert page.choices.period.currentText().startswith("This financial year: 1 Apr 20")
    onward()
    shown = council.here(PrintPage)
    assert shown.count_text() == "1 page"
    assert entries[0] in shown._sheet.accessibleDescription()
    council.window.go("back")
    assert council.here(ReportsPage).standing() == LOG


def test_only_what_a_report_takes_is_asked(council: OpenCouncil) -> None:
    page = council.page("reports")
    choices = page.choices
    boxes = (choices.numbers, choices.period, choices.begins, choices.on, choices.officer)

    def seen(title: str) -> list[bool]:
        page.arrive(title)
        return [box.isVisibleTo(page) for box in boxes]

    assert seen("Holdings and what is due") == [False, False, False, True, False]
    assert seen("What each officer has to do") == [False, False, False, True, True]
    assert seen("Checks done and missed") == [False, True, False, False, False]
    assert seen(RECORD) == [True, True, False, False, False]
    assert seen("Holdings") == [False] * 5
    page.arrive(RECORD)
    choices.period.setCurrentText(OTHER)
    assert seen(RECORD) == [True, True, True, False, False]
    choices.numbers.setText("2026/001")
    assert seen(RECORD) == [True, False, False, False, False]


def test_the_boxes_have_keys_of_their_own_and_tab_goes_round(council: OpenCouncil) -> None:
    page = council.page("reports", RECORD)
    page.choices.period.setCurrentText(OTHER)
    keys = access_keys(page)
    assert sorted(keys) == ["l", "n", "p", "r"]
    reached = tab_round(page)
    wanted = (page.table, page.choices.numbers, page.choices.ends, page.show_pages, page.save_pdf, page.save_book)
    assert all(box in reached for box in wanted)


def test_a_workbook_and_a_pdf_are_written(
    council: OpenCouncil, entries: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = council.page("reports", LOG)
    to_file(monkeypatch, tmp_path / "log.xlsx")
    page.verbs()["export"]()
    rows = list(openpyxl.load_workbook(tmp_path / "log.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == entries
    to_file(monkeypatch, tmp_path / "log.pdf")
    page.save_pdf.setFocus()
    press(Qt.Key.Key_Return)
    assert (tmp_path / "log.pdf").read_bytes()[:4] == b"%PDF"
    assert "log.pdf" in council.window.passing.text.text()


def test_days_that_cannot_be_are_refused_at_their_box(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_file(monkeypatch, tmp_path / "none.xlsx")
    page = council.page("reports", LOG)
    choices = page.choices
    choices.period.setCurrentText(OTHER)
    for first, last, box in (("31/2/2026", "", choices.begins), ("1/4/2026", "31/3/2026", choices.ends)):
        choices.begins.setText(first)
        choices.ends.setText(last)
        page.verbs()["export"]()
        assert box.hasFocus()
        assert box.accessibleDescription()
    choices.ends.setText("30/4/2026")
    page.verbs()["export"]()
    assert choices.ends.accessibleDescription() == ""
    assert (tmp_path / "none.xlsx").exists()


def test_a_record_of_nothing_is_refused(council: OpenCouncil) -> None:
    page = council.page("reports", RECORD)
    page.do()
    assert council.here(ReportsPage) is page
    assert page.stop.isVisible()
    assert page.stop.title.text() == "Say which entries."
    assert QApplication.focusWidget() is page.choices.numbers


def test_the_record_of_the_entries_picked_in_the_log(council: OpenCouncil, entries: list[str]) -> None:
    log = council.page("register/destruction-log")
    assert isinstance(log, RegisterPage)
    log.listing.table.selectAll()
    log.verbs()["Record of destruction…"]()
    page = council.here(ReportsPage)
    assert page.choices.numbers.text() == ", ".join(entries)
    assert QApplication.focusWidget() is page.show_pages
    press(Qt.Key.Key_Return)
    words = council.here(PrintPage)._sheet.accessibleDescription()
    assert "Record of destruction" in words
    assert f"{entries[0]}: destroyed" in words


def test_a_number_that_is_not_there_is_said_where_the_pages_would_be(council: OpenCouncil, entries: list[str]) -> None:
    page = council.page("reports", RECORD)
    press(Qt.Key.Key_Return)
    write("2026/099")
    onward()
    shown = council.here(PrintPage)
    assert "no entry 2026/099" in shown._head.sentence.text()
    assert shown.verbs() == {}
    assert not shown._print.isVisible()
    council.window.go("back")
    assert council.here(ReportsPage) is page
    assert page.choices.numbers.text() == "2026/099"


def test_an_officer_is_chosen(
    council: OpenCouncil, entries: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = council.page("reports", "What each officer has to do")
    page.choices.officer.setCurrentText("Business Support Officer")
    page.choices.on.setText("31 dec 2099")
    to_file(monkeypatch, tmp_path / "list.xlsx")
    page.verbs()["export"]()
    rows = list(openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows(values_only=True))[1:]
    assert {row[0] for row in rows} == {"Business Support Officer"}
    assert len(rows) == 3
    assert all(isinstance(row[4], dt.datetime) for row in rows)


def test_the_sheet_of_a_file_is_asked_for_by_its_reference(council: OpenCouncil) -> None:
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 1)}
    opening.open_case(council.store, "rights-requests", values)
    council.window.activateWindow()
    page = council.page("reports", "File sheet")
    press(Qt.Key.Key_Return)
    assert page.choices.case.hasFocus()
    onward()
    assert council.here(ReportsPage) is page, "nothing is made of no file"
    assert "Enter the reference of the file" in page.choices.case.accessibleDescription()
    write("RR-2026/999")
    onward()
    assert "There is no file with the reference" in page.choices.case.accessibleDescription()
    page.choices.case.selectAll()
    write("rr-2026/001")
    onward()
    shown = council.here(PrintPage)
    assert "Applicant B" in shown._sheet.accessibleDescription()
