"""A clerk's slips while entering files: nobody is shut out, nothing that was typed is lost, doubles are asked about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests import helpers
from tests.gui.conftest import OpenCouncil, write
from tests.gui.test_case_page import complaint, request, said, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.desk import Desk
from workbench.gui.theme.look import Look
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import DRAFT
from workbench.registers.cases.base import NAMED
from workbench.registers.complaints import Complaint
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import joining

DAY = dt.date(2026, 4, 21)
CTRL = Qt.KeyboardModifier.ControlModifier
COMPLAINTS = "complaints"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def test_a_slip_among_the_people_named_shuts_nobody_out(council: OpenCouncil) -> None:
    case = complaint(council.store)
    council.window.activateWindow()
    page: CasePage = council.page("case/complaints", case)
    page.walk.stand_on(page.present.steps[0], "readers")
    page.pane.form.fields["readers"].editor.put(NAMED)
    page.pane.form.fields["readers"].editor.leave()
    assert values_of(Complaint, case)["named"] == "Clerk", "who restricts it is among those named"
    page.pane.begin("named")
    focus = QApplication.focusWidget()
    assert focus is not None
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, "Mrs Typo")
    press(Qt.Key.Key_Tab)
    assert "does not sign in to these files. Name one of those who do: Clerk" in said(page)
    assert "you are not one of them" not in said(page)
    assert page.present.is_shown
    assert values_of(Complaint, case)["named"] == "Clerk"


def test_what_is_typed_of_a_new_file_outlives_a_crash_and_stands_on_home(council: OpenCouncil, qtbot: QtBot) -> None:
    """Nobody leaves the page or the program: what was typed is in the council's file all the same."""
    page: NewCasePage = council.page("case-new/complaints")
    council.window.activateWindow()
    page.form.begin("subject")
    write("Plot let too early")
    qtbot.waitUntil(lambda: bool(council.store.setting(f"{DRAFT}complaints")), timeout=8_000)
    assert council.store.setting(f"{DRAFT}complaints") == {"subject": "Plot let too early"}
    home = council.page("home")
    assert "Unfinished complaint" in said(home)
    [go] = [b for b in home.findChildren(QPushButton) if b.isVisible() and b.text() == "Carry on"]
    go.click()
    assert council.here(NewCasePage).form.values()["subject"] == "Plot let too early"


def _typed_request(council: OpenCouncil, **more: Any) -> NewCasePage:
    page: NewCasePage = council.page("case-new/rights-requests")
    council.window.activateWindow()
    values = {"right": "access", "requester": "Zebedee Quillfeather", "received": dt.date(2026, 4, 1), **more}
    for name, value in values.items():
        page.form.fields[name].editor.put(value)
        page.form.fields[name].editor.leave()
    return page


def test_the_same_request_again_is_asked_about_before_it_is_opened(council: OpenCouncil) -> None:
    request(council.store)
    page = _typed_request(council)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "RR-2026/001 looks the same. Open it anyway?" in said(page)
    assert every(RightsRequest, ()).count() == 1
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Look at RR-2026/001"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert every(RightsRequest, ()).count() == 2
    assert council.here(CasePage).present.values["reference"] == "RR-2026/002"


@pytest.mark.parametrize("other", [{"right": "erasure"}, {"received": dt.date(2026, 4, 2)}, {"requester": "Ann Lee"}])
def test_another_request_is_opened_unasked(council: OpenCouncil, other: dict[str, Any]) -> None:
    request(council.store)
    _typed_request(council, **other)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert every(RightsRequest, ()).count() == 2


def _undo(council: OpenCouncil) -> None:
    """Ctrl+Z."""
    council.window._verbs.now()["undo"]()
    QApplication.processEvents()


def test_no_key_makes_a_whole_file_vanish_unasked(council: OpenCouncil) -> None:
    _typed_request(council)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = council.here(CasePage)
    page.walk.closing.emit()
    assert "The file stays open." in said(page)
    _undo(council)
    asked = "The whole file RR-2026/001 would go, with everything in it. Take back “Open a request file”?"
    assert asked in said(council.window)
    assert every(RightsRequest, ()).count() == 1
    press(Qt.Key.Key_Escape)
    assert asked not in said(council.window)
    assert every(RightsRequest, ()).count() == 1
    _undo(council)
    press(Qt.Key.Key_Return)
    assert every(RightsRequest, ()).count() == 0


def test_undo_after_a_refused_act_says_what_it_would_take_back(council: OpenCouncil) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    page.walk.stand_on(page.present.steps[0])
    page.acts.save("service", "Allotments")
    page.walk.closing.emit()
    _undo(council)
    assert "Nothing was done just now. Take back what came before: “Change a file”?" in said(council.window)
    assert values_of(Complaint, case)["service"] == "Allotments"
    page.walk.stand_on(page.present.steps[0])
    page.acts.save("service", "Parks")
    _undo(council)
    assert values_of(Complaint, case)["service"] == "Allotments", "what was just done goes unasked"


def test_the_record_series_are_found_by_typing_and_read_whole(council: OpenCouncil) -> None:
    """Letters typed in the list find; they never tick the line one happens to stand on."""
    page = _typed_request(council)
    page.touches.setFocus()
    for letter in "paid inv":
        press(Qt.Key(ord(letter.upper())) if letter != " " else Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert focus is page.touching.finder
    page.touching.finder.setText("paid inv")
    assert [row.texts[0] for row in page.touches.lines.rows] == ["1.10 Paid invoices"]
    assert page.touching.ticked() == []
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert "1 of 5 shown, 1 record series ticked" in said(page)
    page.touching.finder.setText("agenda")
    page.touches.setFocus()
    press(Qt.Key.Key_Space)
    page.touching.finder.clear()
    assert len(page.touching.ticked()) == 2, "what is no longer shown stays ticked"
    page.touching.finder.setText("Quillfeather")
    assert "No record series says that." in said(page)


def test_a_long_record_series_is_shown_said_and_tipped_whole(council: OpenCouncil) -> None:
    """Its words break into lines, and the row is as high as they are; a short one keeps one line."""
    series = "Correspondence about applications, objections and appeals of tenants, neighbours and other people"
    with council.store.operation("Add", "edit") as operation:
        record.add(ScheduleLine, [{"reference": "0.1", "record_series": series}], operation.id)
    page = _typed_request(council)
    table = page.touches
    [place] = [n for n, row in enumerate(table.lines.rows) if series in row.texts[0]]
    cell = table.model().index(place, 0)
    assert cell.data(Qt.ItemDataRole.ToolTipRole).replace("<br>", " ").count(series) == 1
    assert f"0.1 {series}, not ticked" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    [short] = [n for n, row in enumerate(table.lines.rows) if row.texts[0] == "1.3 Minutes"]
    one_line = table.rowHeight(short)
    assert table.rowHeight(place) >= one_line + Look.now.metrics("medium").height()
    page.touching.finder.setText("minutes")
    assert [table.rowHeight(n) for n in range(len(table.lines.rows))] == [one_line]


def _after_a_crash(council: OpenCouncil) -> NewCasePage:
    """The page of a new request as the next start finds it: what it knows comes from the file alone."""
    here = council.desk
    desk = Desk(council.store, here.registers, here.tasks, here.settings)
    page = NewCasePage(desk, "case-new/rights-requests", council.window)
    desk.setParent(page)
    page.arrive(None)
    return page


def test_ticked_record_series_are_in_the_draft(council: OpenCouncil) -> None:
    page = _typed_request(council)
    page.touching.finder.setText("minutes")
    page.touches.setFocus()
    press(Qt.Key.Key_Space)
    [ticked] = page.touching.ticked()
    assert page._later.isActive(), "it is kept a moment later, without another key"
    page._later.timeout.emit()
    again = _after_a_crash(council)
    assert (again.touching.ticked(), again.form.values()["requester"]) == ([ticked], "Zebedee Quillfeather")
    page.touches.setFocus()
    press(Qt.Key.Key_Space)
    page._later.timeout.emit()
    assert _after_a_crash(council).touching.ticked() == [], "what was unticked stays so"


def test_a_file_is_joined_with_one_from_a_list(council: OpenCouncil) -> None:
    mine, other = complaint(council.store), request(council.store)
    complaint(council.store, subject="Noise", closed_on=DAY)
    hidden = complaint(council.store, subject="Secret matter")
    helpers.restrict(council.store, Complaint, hidden, "Somebody Else")
    council.window.activateWindow()
    page: CasePage = council.page("case/complaints", mine)
    press(Qt.Key.Key_I, CTRL | Qt.KeyboardModifier.ShiftModifier)
    card = page.view.about
    assert [row.texts for row in card.others.lines.rows] == [("RR-2026/001", "Zebedee Quillfeather")]
    assert card.others.hasFocus()
    press(Qt.Key.Key_Return)
    assert card.asking.form.values()["reference"] == "RR-2026/001"
    press(Qt.Key.Key_Return, CTRL)
    assert joining.beside((COMPLAINTS, mine)) == [("rights-requests", other)]
    page.view.about.ask()
    assert not card.others.isVisible(), "it is joined already"
