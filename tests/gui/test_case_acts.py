"""What can be done with a file besides its steps: the menu More, the file sheet, what comes next in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import complaint, request
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.menus import MENUS
from workbench.gui.printing import PrintPage
from workbench.registers import REGISTERS
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.parts import PARTY, PLACE
from workbench.registers.cases.progress import act_of, how_far
from workbench.workflows.cases import access, keeping

DAY = dt.date(2026, 4, 21)
REQUESTS, COMPLAINTS = "rights-requests", "complaints"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def page_of(council: OpenCouncil, register: str, case: int) -> CasePage:
    """The page of a file, with the keyboard in it."""
    council.window.activateWindow()
    council.page(f"case/{register}", case)
    QApplication.processEvents()
    return council.here(CasePage)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def menu(page: CasePage) -> list[str]:
    """What More offers, opened by its key: words and key."""
    press(Qt.Key.Key_Period, CTRL)
    assert page.more.menu.isVisible()
    found = [action.text().replace("&", "") for action in page.more.menu.actions()]
    QTest.keyClick(page.more.menu, Qt.Key.Key_Escape)
    return found


def test_more_opens_by_a_key_and_every_act_in_it_has_one(council: OpenCouncil) -> None:
    case = complaint(council.store, readers=NAMED, named="Clerk")
    page = page_of(council, COMPLAINTS, case)
    assert menu(page) == [
        "Print the file sheet…\tCtrl+P",
        "Save the file sheet as a workbook…\tCtrl+Shift+E",
        "Note something\tCtrl+Shift+N",
        "Add documents…\tCtrl+Shift+A",
        "Join another file\tCtrl+Shift+I",
        "Who may open it…\tCtrl+Shift+P",
        "Who opened it\tCtrl+Shift+W",
    ]
    council.window.resize(720, 500)
    QApplication.processEvents()
    assert not page.letters.act.isVisible()
    assert menu(page)[0] == "Write a letter…\tCtrl+Shift+L"


def test_the_keys_of_more_do_what_they_say(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(council, COMPLAINTS, complaint(council.store, readers=NAMED, named="Clerk"))
    press(Qt.Key.Key_W, CTRL, SHIFT)
    assert page.band.opened.isVisible()
    press(Qt.Key.Key_I, CTRL, SHIFT)
    assert page.view.about.asking.isVisible()
    press(Qt.Key.Key_N, CTRL, SHIFT)
    assert page.view.timeline.asking.isVisible()
    asked: list[str] = []

    def choose(*said: str) -> tuple[list[str], str]:
        asked.append(said[1])
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    press(Qt.Key.Key_A, CTRL, SHIFT)
    assert asked == ["Add files"]
    press(Qt.Key.Key_P, CTRL)
    assert "Plot let too early" in council.here(PrintPage)._sheet.accessibleDescription()


def test_no_key_of_the_page_is_a_key_of_the_window_with_another_meaning(council: OpenCouncil) -> None:
    page = page_of(council, REQUESTS, request(council.store))
    own = {QKeySequence(doing.key).toString() for doing in page.more._doings if not doing.menu}
    window = {key for _, entries in MENUS for entry in entries if entry for key in entry.keys}
    always = {act.key for register in REGISTERS for act in register.acts if not act.picked}
    assert own
    assert not own & (window | always)


def test_what_is_in_the_menus_of_the_window_says_the_same_key(council: OpenCouncil) -> None:
    page = page_of(council, REQUESTS, request(council.store))
    keys = {entry.verb: entry.keys for _, entries in MENUS for entry in entries if entry}
    assert [doing.key for doing in page.more._doings if doing.menu] == [
        keys["letter"][0], keys["print"][0], keys["export"][0],
    ]  # fmt: skip
    assert {"letter", "print", "export"} <= set(page.verbs())


def test_the_sheet_of_a_restricted_file_is_recorded_once_and_is_both_pages_and_workbook(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(council.store, readers=NAMED, named="Clerk")
    page_of(council, COMPLAINTS, case)
    press(Qt.Key.Key_P, CTRL)
    shown = council.here(PrintPage)
    out = tmp_path / "sheet.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    shown._book.click()
    cells = [str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet for cell in row]
    assert any("Zebedee Quillfeather" in cell for cell in cells)
    said = [words for *_, words in access.looked_at(COMPLAINTS, case)]
    assert said == ["Opened", "Printed as a file sheet"]


def test_the_workbook_of_the_sheet_is_saved_from_the_page(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(council, REQUESTS, request(council.store))
    out = tmp_path / "sheet.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(Qt.Key.Key_E, CTRL, SHIFT)
    assert openpyxl.load_workbook(out).worksheets
    assert "holds personal data" in council.window.passing.text.text()


def test_places_are_counted_and_the_button_says_what_to_do(council: OpenCouncil) -> None:
    case = request(council.store, identity="known", clear="clear", go_ahead="yes")
    page = page_of(council, REQUESTS, case)
    search = [line.title for line in page.steps.steps.lines].index("Search the places")

    def add(**values: object) -> int:
        return keeping.add_part(council.store, PLACE, REQUESTS, case, values)

    def shown() -> tuple[str, str]:
        page.refresh(frozenset())
        return page.steps.steps.lines[search].said, page._next.text()

    assert shown() == ("Not done", "Search the places")
    add(where="Cabinet")
    office = add(where="Office mailbox", asked="Lee Parry", asked_on=DAY - dt.timedelta(days=6))
    assert shown() == ("0 of 2 places done", "Search 2 places")
    add(where="Shed", left_out="Nothing of theirs was ever kept there")
    assert shown() == ("1 of 3 places done", "Search 2 more places")
    keeping.change_part(council.store, PLACE, office, {"asked_on": DAY - dt.timedelta(days=7)})
    assert shown() == ("1 of 3 places done", "Chase Lee Parry")
    assert page.head.sentence.text().endswith("Next: chase Lee Parry.")
    keeping.change_part(council.store, PLACE, office, {"chased_on": DAY})
    assert shown()[1] == "Search 2 more places"
    for number in keeping.parts(PLACE, REQUESTS, case):
        keeping.change_part(council.store, PLACE, number, {"done_on": DAY})
    assert shown() == ("3 of 3 places done", "Finish the search")
    press(Qt.Key.Key_Return, CTRL, SHIFT)
    assert page.pane.step is not None
    assert page.pane.step.title == "Search the places"


def test_people_heard_are_counted(council: OpenCouncil) -> None:
    case = complaint(council.store, acknowledged=DAY, unnamed="no", stage="stage1")
    for name in ("Officer 1", "Officer 2"):
        keeping.add_part(council.store, PARTY, COMPLAINTS, case, {"name": name, "role": "about"})
    page = page_of(council, COMPLAINTS, case)
    assert page._next.text() == "Hear 2 people"
    assert "0 of 2 people heard" in [line.said for line in page.steps.steps.lines]


def test_no_act_is_only_a_word_for_a_part_of_the_file(council: OpenCouncil) -> None:
    """Every step as an act begins with a verb; these are the verbs, read by hand."""
    verbs = {"Log", "Make", "Agree", "Decide", "Save", "Search", "Check", "Write", "Tell", "Close", "Acknowledge",
             "Ask", "Choose", "Look", "Send", "Answer"}  # fmt: skip
    for file in CASE_FILES:
        register = file.register.name
        case = (request if register == REQUESTS else complaint)(council.store)
        values = access.look(register, case)
        acts = [act_of(step, values, {}, DAY) for step in file.steps]
        assert {act.split()[0] for act in acts} <= verbs
        assert "Answer" not in acts
        assert not any(how_far(step, {}) for step in file.steps)


def test_who_was_asked_is_waited_for_in_words(council: OpenCouncil) -> None:
    case = request(council.store, identity="asked", identity_asked=DAY)
    page = page_of(council, REQUESTS, case)
    assert page._next.text() == "Note the proof seen"


@pytest.mark.parametrize(("register", "make"), [(COMPLAINTS, complaint), (REQUESTS, request)])
def test_who_may_open_a_file_is_changed_by_its_key(council: OpenCouncil, register: str, make: Any) -> None:
    case = make(council.store)
    page = page_of(council, register, case)
    for press_it, shown in ((Qt.Key.Key_End, True), (Qt.Key.Key_Home, False)):
        page.walk.stand_on(page.present.steps[-1])
        press(Qt.Key.Key_P, CTRL, SHIFT)
        assert page.pane.form.fields["readers"].has_cursor()
        press(press_it)
        press(Qt.Key.Key_Tab)
        assert page.band.isVisible() is shown
        assert access.is_restricted(page.present.values) is shown
