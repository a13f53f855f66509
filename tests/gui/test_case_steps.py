"""The steps of a file from the keyboard: what is typed stays, what is missing is said, focus stays where it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import OpenCouncil, write
from tests.gui.test_case_page import CTRL, SERIES, Strokes, complaint, entries, request, said, step, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.registers.cases.parts import PLACE, WITHHELD
from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import keeping

DAY = dt.date(2026, 11, 25)  # a Wednesday
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def keys(council: OpenCouncil) -> Strokes:
    """A keyboard in the window."""
    council.window.activateWindow()
    QApplication.processEvents()
    return Strokes()


def stand(page: CasePage, title: str) -> None:
    """Stand on a step, with the cursor in its first box."""
    page.steps.stand([line.title for line in page.steps.steps.lines].index(title))
    page.walk.enter()
    for _ in range(4):
        QApplication.processEvents()


def opened(council: OpenCouncil, number: int, register: str = "complaints") -> CasePage:
    """The page of a file."""
    page = council.page(f"case/{register}", number)
    assert isinstance(page, CasePage)
    return page


def in_field(page: CasePage | NewCasePage, name: str) -> bool:
    """Whether the cursor is in a box."""
    form = page.pane.form if isinstance(page, CasePage) else page.form
    return name in form.fields and form.fields[name].has_cursor()


def focused() -> QWidget:
    """What has the focus."""
    here = QApplication.focusWidget()
    assert here is not None
    return here


@pytest.mark.parametrize("left_first", [True, False], ids=["after Tab", "at once"])
def test_step_done_leaves_the_day_that_was_given(council: OpenCouncil, keys: Strokes, *, left_first: bool) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    write("12/11/2026")
    if left_first:
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] == dt.date(2026, 11, 12)
    assert step(page) == "Ask about confidentiality"
    assert "Done: Acknowledge it. Now: Ask about confidentiality." in said(council.window.passing)


def test_an_empty_day_offers_today_in_sight_and_step_done_puts_it_in(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    assert "“Step done” puts in Wed 25 Nov 2026" in said(page.pane)
    write("12/11")
    assert "“Step done” puts in" not in said(page.pane)
    keys.press(Qt.Key.Key_Escape)
    page.pane.begin()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] == DAY


def test_a_day_that_cannot_be_read_is_not_written_over_with_today(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    write("31 June")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] is None
    assert page.pane.form.fields["acknowledged"].editor.words() == "31 June"
    assert step(page) == "Acknowledge it"
    assert in_field(page, "acknowledged")
    keys.press(Qt.Key.Key_Escape)


def test_the_cursor_stays_in_its_list_when_an_answer_brings_more_boxes(council: OpenCouncil, keys: Strokes) -> None:
    case = request(council.store)
    page = opened(council, case, "rights-requests")
    stand(page, "Decide whether to go ahead")
    box = focused()
    for answer in ("yes", "fee", "unfounded", "excessive"):
        keys.press(Qt.Key.Key_Down)
        assert focused() is box, answer
        assert values_of(RightsRequest, case)["go_ahead"] == answer
    assert page.pane.form.fields["why_not"].isVisible()
    assert "fee_paid" not in page.pane.form.fields
    keys.press(Qt.Key.Key_Tab)
    assert in_field(page, "why_not")


def test_a_step_that_comes_to_a_file_moves_nothing(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store)
    page = opened(council, case)
    stand(page, "Choose the way")
    before = len(page.steps.steps.lines)
    for _ in range(3):
        keys.press(Qt.Key.Key_Down)
    assert values_of(Complaint, case)["stage"] == "stage2"
    assert len(page.steps.steps.lines) == before + 1
    assert step(page) == "Choose the way"
    assert page.steps.currentIndex().data() == "Choose the way"
    assert in_field(page, "stage")


def test_a_new_request_keeps_the_cursor_and_what_was_typed_when_the_right_is_another(
    council: OpenCouncil, keys: Strokes
) -> None:
    page: NewCasePage = council.page("case-new/rights-requests")
    box = focused()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    assert page.form.value("right") == "cctv"
    assert focused() is box
    page.form.begin("building")
    write("Town hall")
    page.form.begin("right")
    keys.press(Qt.Key.Key_Up)
    assert not page.form.has("building")
    keys.press(Qt.Key.Key_Down)
    assert page.form.value("building") == "Town hall"


def test_the_letter_of_a_yes_or_no_takes_the_cursor_there_and_answers_nothing(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = complaint(council.store)
    page = opened(council, case)
    stand(page, "Log the complaint")
    box = page.pane.form.fields["about_data"]
    letter = box._label.text().partition("&")[2][:1]
    QTest.keyClick(council.window, letter.lower(), ALT)
    QApplication.processEvents()
    assert box.has_cursor()
    assert values_of(Complaint, case)["about_data"] is None
    keys.press(Qt.Key.Key_Space)
    assert values_of(Complaint, case)["about_data"] is True


def test_the_letter_of_a_box_below_brings_it_into_sight(council: OpenCouncil, keys: Strokes) -> None:
    page = opened(council, complaint(council.store))
    stand(page, "Log the complaint")
    QApplication.processEvents()
    box = page.pane.form.fields["readers"]
    view = page.pane._scroll.viewport()
    assert box.editor.mapTo(view, box.editor.rect().bottomLeft()).y() > view.height(), "nothing to scroll to"
    letter = box._label.text().partition("&")[2][:1]
    QTest.keyClick(council.window, letter.lower(), ALT)
    QApplication.processEvents()
    assert box.has_cursor()
    assert 0 <= box.editor.mapTo(view, box.editor.rect().topLeft()).y()
    assert box.editor.mapTo(view, box.editor.rect().bottomLeft()).y() <= view.height()


def test_tab_goes_through_the_boxes_the_list_and_the_button_before_the_right_column(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = request(council.store)
    keeping.add_part(council.store, PLACE, "rights-requests", case, {"where": "Mailbox"})
    page = opened(council, case, "rights-requests")
    stand(page, "Make sure who is asking")
    stand(page, "Search the places")
    assert in_field(page, "searched_on")
    listed, right = page.pane._lists[PLACE.name], page.view.about
    went = []
    for _ in range(12):
        keys.press(Qt.Key.Key_Tab)
        went.append(focused())
        if page.pane.done.hasFocus():
            break
    assert listed.table in went
    assert listed.add in went
    assert went[-1] is page.pane.done
    assert all(page.pane.isAncestorOf(part) for part in went)
    keys.press(Qt.Key.Key_Tab)
    assert right.isAncestorOf(focused()) or page.view.clock.isAncestorOf(focused())
