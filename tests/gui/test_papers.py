"""Labels, the firm's list, an officer's calendar, a printed code and a correction, in the window and by keyboard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.exchange.test_calendarfile import parsed, said
from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import ROUTINE, fill
from tests.gui.wizard import press, words
from tests.reports.pages import texts
from workbench import clock
from workbench.gui.disposal.batch import BatchPage
from workbench.gui.disposal.calendars import CalendarPage
from workbench.gui.disposal.codes import CodePage
from workbench.gui.disposal.correcting import CorrectPage
from workbench.gui.disposal.labelling import LabelsPage
from workbench.gui.printing import PrintPage
from workbench.gui.register.page import RegisterPage
from workbench.gui.settings_page import SettingsPage
from workbench.gui.widgets.buttons import Button
from workbench.records import history, record
from workbench.records.query import every
from workbench.registers.destruction_log import LogEntry
from workbench.workflows import checks, disposal
from workbench.workflows.checks import Reply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))


@pytest.fixture
def boxes(council: OpenCouncil) -> list[int]:
    """Four boxes that are due, the last on hold; three lines whose checks are made."""
    council.window.activateWindow()
    numbers = fill(council.store)
    checks.make(council.store)
    return numbers


def save_as(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person answers when asked where to save."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def push(page: QWidget, text: str) -> None:
    """Press the button of that name."""
    [found] = [b for b in page.findChildren(Button) if b.text() == text and b.isVisible()]
    found.click()


def test_labels_of_the_holdings_chosen(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    holdings = council.page("register/holdings")
    assert isinstance(holdings, RegisterPage)
    holdings.listing.table.selectAll()
    holdings.verbs()["Print box labels…"]()
    page = council.window.pages.page
    assert isinstance(page, LabelsPage)
    assert page.head.title.text() == "8 labels"  # two boxes each
    assert [row.texts[1] for row in page.table.lines.rows].count("ON HOLD Do not destroy") == 2
    page.begin.setFocus()
    page.begin.setText("9")
    press(Qt.Key.Key_Return)
    assert page.stop.isVisible()
    assert "labels 1 to 8" in page.stop.accessibleName()
    page.begin.setText("4")
    press(Qt.Key.Key_Return)
    shown = council.window.pages.page
    assert isinstance(shown, PrintPage)
    assert shown.count_text() == "2 pages"
    save_as(tmp_path / "labels.pdf", monkeypatch)
    push(shown, "Save as PDF")
    assert [text.count("Holding") for text in texts(tmp_path / "labels.pdf")] == [5, 3]
    council.window.pages.back()
    assert isinstance(council.window.pages.page, LabelsPage)


def test_the_list_for_the_firm_from_the_batch(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    number = disposal.freeze(council.store, "November", boxes[:2])
    page = council.page("batch", number)
    assert isinstance(page, BatchPage)
    push(page, "List for the firm…")
    shown = council.window.pages.page
    assert isinstance(shown, PrintPage)
    for name, act in (("list.pdf", "Save as PDF"), ("list.xlsx", "Save as workbook")):
        save_as(tmp_path / name, monkeypatch)
        push(shown, act)
        assert (tmp_path / name).exists()
    assert "Batch “November”" in texts(tmp_path / "list.pdf")[0]
    disposal.put_back(council.store, number)
    page = council.page("batch", number)
    push(page, "List for the firm…")
    assert "put back" in page.stop.accessibleName()


def test_a_calendar_for_an_officer(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = council.page("calendar")
    assert isinstance(page, CalendarPage)
    assert [page.officer.itemText(n) for n in range(page.officer.count())] == ["Business Support Officer", "Everybody"]
    save_as(tmp_path / "checks.ics", monkeypatch)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    events = parsed((tmp_path / "checks.ics").read_bytes())
    assert {said(event["SUMMARY"]) for event in events} == {f"Check: {name}" for name in ROUTINE}


def test_a_printed_code_is_checked_by_keyboard(council: OpenCouncil, boxes: list[int]) -> None:
    code = history.head().code
    QTest.keyClick(
        council.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    page = council.window.pages.page
    assert isinstance(page, CodePage)
    assert QApplication.focusWidget() is page.typed
    words(code.lower().replace("-", " "))
    press(Qt.Key.Key_Return)
    assert page.answer.title.text() == "Known. Nothing before it has been altered."
    page.typed.setText("0000 0000 0000")
    page.typed.setFocus()
    press(Qt.Key.Key_Return)
    assert "is not known" in page.answer.accessibleName()
    settings = council.page("settings")
    assert isinstance(settings, SettingsPage)
    push(settings, "Check a printed code…")
    assert council.window.pages.page is page
    assert not page.answer.isVisible()


def test_an_entry_is_corrected_and_says_so(council: OpenCouncil, boxes: list[int]) -> None:
    number = checks.answer(council.store, 1, Reply("nothing"))
    log = council.page("register/destruction-log", 1)
    assert isinstance(log, RegisterPage)
    log.verbs()["Correct this entry…"]()
    page = council.window.pages.page
    assert isinstance(page, CorrectPage)
    assert number in page.head.title.text()
    words("Something was due.")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.asking.summary.isVisible(), "what is right is missing"
    words("Four were destroyed.")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert council.window.pages.page is log
    entries = record.values_of(LogEntry, sorted(every(LogEntry, ()).ids()))
    assert [(e["number"], e["corrects"]) for e in entries.values()] == [("2026/001", ""), ("2026/002", "2026/001")]
    log.arrive(1)
    assert log.recording.panel._plain.title.text() == "Corrected by entry 2026/002."


def test_an_answer_given_by_mistake_is_corrected_from_the_checks(council: OpenCouncil, boxes: list[int]) -> None:
    checks.answer(council.store, 1, Reply("nothing"))
    page = council.page("correct-answer", (1,))
    assert isinstance(page, CorrectPage)
    assert page.head.title.text() == "Correct entry 2026/001"
    page = council.page("correct-answer", (2,))
    assert isinstance(page, CorrectPage)
    assert page.empty.isVisible()
    assert "no answer yet" in page.stop.accessibleName()


def test_a_second_code_is_typed_over_the_answer(council: OpenCouncil) -> None:
    page = council.page("code")
    assert isinstance(page, CodePage)
    page.typed.setText("AAAA-BBBB-CCCC")
    press(Qt.Key.Key_Return)
    assert page.answer.isVisible()
    QTest.keyClicks(page.answer, "7")
    words("f")
    assert page.typed.text() == "7f"
    assert not page.answer.isVisible()
