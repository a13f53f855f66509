"""Who restricts a file is among the people named, wherever it is done; a mistaken name is said beside its box."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import complaint, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.forms import FieldBox
from workbench.gui.register.page import RegisterPage
from workbench.gui.widgets.buttons import Button
from workbench.register import Problem
from workbench.registers.cases.base import NAMED
from workbench.registers.complaints import Complaint

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
    assert page.recording.number is None, "restricted, it is opened as the file it is"
    assert messages == ["For named people only: press Enter to open the file, which is recorded."]
    assert page.listing.table.hasFocus()


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
