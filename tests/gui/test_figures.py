"""Figures for the committee in the window: the page as it prints, what is left out, saving and publishing, by keys."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.casemaker import cases
from tests.gui.conftest import OpenCouncil
from tests.reports.pages import texts
from workbench import clock
from workbench.gui.figures.page import FiguresPage
from workbench.gui.printing import Sheet
from workbench.gui.widgets.buttons import Button
from workbench.records import record
from workbench.registers.statistics import CaseStatistic, PublishedTable, anonymous_row
from workbench.rules.fixedperiods import Period
from workbench.workflows import statistics

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> FiguresPage:
    """The page in November 2026, of cases that were destroyed."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 9))
    closed = [case for case in cases(3, 300, dt.date(2025, 4, 1), 560) if case.closed]
    with council.store.operation("Add", "edit") as operation:
        record.add(CaseStatistic, [anonymous_row(case) for case in closed], operation.id)
    council.window.activateWindow()
    council.window.navigation.places.opened.emit("figures")
    return council.here(FiguresPage)


def shown(page: FiguresPage) -> str:
    """The words of the page on the screen, as they are read aloud."""
    [sheet] = page.findChildren(Sheet)
    return sheet.accessibleDescription()


def key(page: FiguresPage, pressed: Qt.Key) -> None:
    """Press a key where the cursor is."""
    QTest.keyClick(QApplication.focusWidget() or page, pressed)


def said(page: FiguresPage) -> str:
    """Everything said beside it."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(words: str, page: FiguresPage) -> None:
    """Tab to a button of those words and press it."""
    for _ in range(30):
        here = QApplication.focusWidget()
        if isinstance(here, Button) and here.text() == words:
            QTest.keyClick(here, Qt.Key.Key_Space)
            return
        key(page, Qt.Key.Key_Tab)
    pytest.fail(f"the keyboard does not come to “{words}”")


def test_the_page_is_seen_as_it_prints_and_another_period_by_key(page: FiguresPage, council: OpenCouncil) -> None:
    assert "Information governance, July to September 2026" in shown(page)
    assert "How we did" in shown(page)
    assert "under 5 left out" in said(page)
    assert "Draft, not published yet." in said(page)
    key(page, Qt.Key.Key_Down)
    assert page.standing() == Period(2026, 4, 3)
    assert "Information governance, April to June 2026" in shown(page)
    assert council.window.status is not None
    assert page.count_text() == "April to June 2026"


def test_page_and_workbook_are_saved(
    page: FiguresPage, council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, book = tmp_path / "page.pdf", tmp_path / "book.xlsx"
    for path, words in ((printed, "Save as PDF…"), (book, "Workbook…")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=path: (str(chosen), ""))
        press(words, page)
    [words] = texts(printed)
    assert words == shown(page)
    assert openpyxl.load_workbook(book).sheetnames == ["Figures", "Complaints made up", "Requests made up"]
    assert "Received by category" not in cells(book)
    assert "It holds totals only: publish the breakdowns" in council.window.passing.text.text()
    press("Publish the breakdowns", page)
    book.unlink()
    press("Workbook…", page)
    assert "Received by category" in cells(book)
    assert council.window.passing.text.text() == "Saved as “book.xlsx”."


def cells(path: Path) -> set[object]:
    """All that stands in a workbook."""
    return {cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row}


def test_publishing_keeps_the_tables_once(page: FiguresPage, council: OpenCouncil) -> None:
    for _ in range(2):
        press("Publish the breakdowns", page)
        assert PublishedTable.select().count() == 14
        assert "Published on Mon 9 Nov 2026." in said(page)
    assert council.window.passing.text.text().startswith("These very tables were published before")


def test_the_smallest_number_is_chosen_here(page: FiguresPage, council: OpenCouncil) -> None:
    key(page, Qt.Key.Key_Tab)
    key(page, Qt.Key.Key_Down)
    assert statistics.smallest(council.store) == 6
    assert "under 6 left out" in said(page)


def test_a_council_without_cases_sees_why_there_is_nothing(council: OpenCouncil) -> None:
    page = council.page("figures")
    assert "There are no cases to break down." in said(page)
    assert not [b for b in page.findChildren(Button) if b.text() == "Publish the breakdowns" and b.isVisible()]
