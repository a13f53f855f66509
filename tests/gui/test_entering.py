"""A clerk's slips while entering files: nobody is shut out, nothing that was typed is lost, doubles are asked about."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenCouncil, write
from tests.gui.test_case_page import complaint, said, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.records.store import DRAFT
from workbench.registers.cases.base import NAMED
from workbench.registers.complaints import Complaint

DAY = dt.date(2026, 4, 21)
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
