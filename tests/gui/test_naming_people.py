"""Who restricts a file is among the people named, wherever it is done; a mistaken name is said beside its box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import complaint, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.forms import FieldBox
from workbench.gui.register.page import RegisterPage
from workbench.gui.widgets.buttons import Button
from workbench.records.database import database
from workbench.register import Problem
from workbench.registers.cases.base import NAMED
from workbench.registers.complaints import Complaint
from workbench.workflows.cases import access

TYPO = "“Mrs Typo” does not sign in to these files"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def give(box: FieldBox, value: str) -> None:
    """Put a value into a box and leave it."""
    box.editor.focus_box()
    box.editor.put_words(value)
    box.editor.leave()


def test_who_restricts_a_file_in_the_side_panel_is_named_and_told_what_became_of_it(council: OpenCouncil) -> None:
    case, messages = complaint(council.store), list[str]()
    council.desk.said.connect(lambda message: messages.append(message.text))
    page: RegisterPage = council.page("register/complaints", case)
    council.window.activateWindow()
    page.open_field("readers")
    give(page.recording.panel.form.fields["readers"], NAMED)
    assert (values_of(Complaint, case)["readers"], values_of(Complaint, case)["named"]) == (NAMED, "Clerk")
    assert not page.recording.panel.summary.isVisible()
    assert shown(page) == case, "its people are still to be named"
    assert [how for *_, how in access.looked_at("complaints", case)] == ["Opened"], "it is in sight, and restricted"
    assert messages == []
    page.listing.table.setFocus()
    assert shown(page) is None, "left, it is opened as the file it is"
    assert messages == ["For named people only: press Enter to open the file, which is recorded."]
    assert page.listing.table.hasFocus()
    page.verbs()["panel"]()
    assert page.listing.table.hasFocus(), "there is nothing to go to"


@pytest.fixture
def two_sign_in(council: OpenCouncil) -> Iterator[None]:
    """The deputy signs in to these files as well as the clerk."""
    before = database.obj.people
    database.obj.people = ("Clerk", "Deputy clerk")
    yield
    database.obj.people = before


@pytest.mark.usefixtures("two_sign_in")
def test_a_file_is_restricted_and_its_people_named_from_top_to_bottom_by_keyboard(council: OpenCouncil) -> None:
    case = complaint(council.store)
    page: RegisterPage = council.page("register/complaints", case)
    council.window.activateWindow()
    panel = page.recording.panel
    page.open_field("readers")
    for _ in range(4):
        if panel.form.fields["readers"].editor.words() != NAMED:
            key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Tab)
    assert panel.form.fields["named"].has_cursor(), "Tab goes on to the people named"
    for typed, kept, wrong in (
        ("Mrs Typo", "Clerk", TYPO),
        ("Deputy clerk", "Deputy clerk, Clerk", ""),
        ("Mrs Typo", "Deputy clerk, Clerk", TYPO),
        ("Deputy clerk, Clerk", "Deputy clerk, Clerk", ""),
    ):
        page.open_field("named")
        write_over(typed)
        key(Qt.Key.Key_Tab)
        assert values_of(Complaint, case)["named"] == kept
        assert panel.form.fields["named"].said.startswith(wrong)
        assert bool(panel.form.fields["named"].said) == bool(wrong)
        assert panel.summary.isVisible() == bool(wrong)
        assert council.desk.session.all_kept is not bool(wrong)
    assert panel.form.fields["named"].editor.words() == "Deputy clerk, Clerk"


def test_a_refused_day_is_put_right_by_the_true_one_also_where_that_was_kept_all_along(council: OpenCouncil) -> None:
    case, other = complaint(council.store), complaint(council.store, subject="Noise")
    page: RegisterPage = council.page("register/complaints", case)
    council.window.activateWindow()
    panel, session = page.recording.panel, council.desk.session
    before = values_of(Complaint, case)["received"]

    def refuse() -> None:
        page.open_field("received")
        write_over("1/1/2031")
        key(Qt.Key.Key_Tab)
        assert panel.form.fields["received"].said
        assert (panel.summary.isVisible(), session.all_kept) == (True, False), "the control: it is refused"

    def put_right() -> None:
        page.open_field("received")
        write_over(f"{before:%d/%m/%Y}")
        key(Qt.Key.Key_Tab)
        assert panel.form.fields["received"].said == ""
        assert (panel.summary.isVisible(), session.all_kept) == (False, True)
        assert panel.form.fields["received"].editor.value() == values_of(Complaint, case)["received"] == before

    refuse()
    put_right()
    refuse()
    page.listing.table.pick(other)
    page.listing.table.pick(case)
    assert panel.form.fields["received"].editor.value() == dt.date(2031, 1, 1), "what was typed is there again"
    put_right()


def shown(page: RegisterPage) -> int | None:
    """The record in the side panel."""
    return page.recording.number


def key(which: Qt.Key) -> None:
    """Press a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which)
    QApplication.processEvents()


def write_over(text: str) -> None:
    """Type over what stands in the box that has the cursor."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus, text)


def test_a_mistaken_name_in_the_side_panel_is_said_beside_its_box_and_nothing_is_pushed_aside(
    council: OpenCouncil,
) -> None:
    case = complaint(council.store)
    page: RegisterPage = council.page("register/complaints", case)
    council.window.activateWindow()
    panel = page.recording.panel
    page.open_field("named")
    give(panel.form.fields["named"], "Mrs Typo")
    give(panel.form.fields["readers"], NAMED)
    assert values_of(Complaint, case)["readers"] == "", "the control: it was not kept"
    assert panel.form.fields["named"].said.startswith(TYPO)
    QApplication.processEvents()
    assert panel._scroll.inside.width() <= panel._scroll.viewport().width()


def test_a_long_problem_is_wrapped_and_widens_nothing(council: OpenCouncil) -> None:
    page: RegisterPage = council.page("register/complaints", complaint(council.store))
    panel = page.recording.panel
    page.open_field("named")
    long = "Name yourself too (Somebody with a long name), or you could not open this file any more"
    panel.say_problems([Problem("named", long)])
    QApplication.processEvents()
    [link] = [b for b in panel.summary.findChildren(Button) if b.isVisible()]
    assert link.text().count("\n") >= 1
    assert " ".join(link.text().split("\n")) == link.accessibleName() == long
    assert panel._scroll.inside.width() <= panel._scroll.viewport().width()
    assert panel._scroll.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("register", ["complaints", "rights-requests"])
def test_a_mistaken_name_of_a_new_file_is_said_beside_its_box_when_it_is_left(
    council: OpenCouncil, register: str
) -> None:
    page: NewCasePage = council.page(f"case-new/{register}")
    council.window.activateWindow()
    give(page.form.fields["readers"], NAMED)
    assert page.form.fields["named"].said == "", "the control: nothing is typed yet"
    give(page.form.fields["named"], "Mrs Typo")
    assert page.form.fields["named"].said.startswith(TYPO)
    assert not page.summary.isVisible(), "what is not filled in yet may wait"


def test_a_mistaken_name_on_the_page_of_a_file_is_said_beside_its_box(council: OpenCouncil) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    council.window.activateWindow()
    page.walk.stand_on(page.present.steps[0], "readers")
    give(page.pane.form.fields["readers"], NAMED)
    assert values_of(Complaint, case)["named"] == "Clerk"
    give(page.pane.form.fields["named"], "Mrs Typo")
    assert page.pane.form.fields["named"].said.startswith(TYPO)
    assert values_of(Complaint, case)["named"] == "Clerk"
