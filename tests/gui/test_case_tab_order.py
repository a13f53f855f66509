"""Where the keyboard goes on the page of a file: by Tab as one reads, and never nowhere."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import MAIL, complaint, request, said
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.editors.choice import ChoiceEditor
from workbench.gui.home.list import DueList
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.parts import ACTION
from workbench.workflows import workingcopies
from workbench.workflows.cases import closing, keeping

REQUESTS, COMPLAINTS = "rights-requests", "complaints"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def here() -> QWidget:
    """What has the keyboard; something always has."""
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    return focus


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWidget:
    """Press a key where the cursor is, and say what has the keyboard then."""
    QTest.keyClick(here(), key, modifiers)
    return here()


def words(part: QWidget) -> str:
    """What something is called, or what a button says."""
    return part.accessibleName() or (part.text().replace("&", "") if isinstance(part, QAbstractButton) else "")


def page_of(council: OpenCouncil, register: str, case: int) -> CasePage:
    """The page of a file, with the keyboard in it."""
    council.window.activateWindow()
    council.page(f"case/{register}", case)
    QApplication.processEvents()
    return council.here(CasePage)


def test_what_was_edited_is_taken_in_between_the_tabs_and_the_list(
    council: OpenCouncil, opened: list[Path], tmp_path: Path
) -> None:
    case = request(council.store)
    page = page_of(council, REQUESTS, case)
    (tmp_path / "letter.txt").write_text("Dear Zebedee")
    page.view.show_documents()
    page.papers.add([tmp_path / "letter.txt"])
    [kept] = attachments.of(Owner(REQUESTS, case))
    copy = workingcopies.open_copy(council.store, kept.id, editable=True)
    copy.path.write_text("Dear Mr Quillfeather")
    os.utime(copy.path, (0, 0))  # its program closed it long ago
    page.papers.look()
    assert "was edited" in page.papers.trouble.title.text()
    page.view.middle.choice.buttons()[1].setFocus()
    passed = [words(press(Qt.Key.Key_Tab)) for _ in range(4)]
    assert passed == ["Take it in", "Let the changes go", "Put this message away", "Files"]


def test_the_same_problem_twice_has_the_keyboard_both_times_and_tab_goes_to_its_link(council: OpenCouncil) -> None:
    council.window.activateWindow()
    page: NewCasePage = council.page("case-new/complaints")
    press(Qt.Key.Key_Return, CTRL)
    assert here() is page.summary
    press(Qt.Key.Key_Return, CTRL)
    assert here() is page.summary
    said = page.summary.accessibleDescription().splitlines()
    assert words(press(Qt.Key.Key_Tab)) == said[0].partition(". ")[0]


def test_after_closing_the_keyboard_is_on_the_steps_and_opening_again_has_a_key_that_is_listed(
    council: OpenCouncil,
) -> None:
    page = page_of(council, COMPLAINTS, complaint(council.store, stage1_on=dt.date(2026, 4, 20), outcome="upheld"))
    page.walk.stand_on(page.present.steps[-1])
    page.pane.ending.reason.setFocus()
    QTest.keyClicks(here(), "Settled by word of mouth")
    press(Qt.Key.Key_Return, CTRL)
    assert page.present.closed
    assert here() is page.steps
    assert "Ctrl+Shift+O" in page._reopen.toolTip()
    assert ("Open it again", "Ctrl+Shift+O") in [(one.text(), one.key) for one in page.more.offered()]
    press(Qt.Key.Key_O, CTRL | SHIFT)
    assert here() is page.again.reason
    press(Qt.Key.Key_Escape)
    assert here() is page.steps


def test_a_step_that_is_not_done_or_cannot_be_leaves_the_keyboard_in_the_step(council: OpenCouncil) -> None:
    page = page_of(council, COMPLAINTS, complaint(council.store))
    for step in page.present.steps:
        page.walk.stand_on(step)
        press(Qt.Key.Key_Return, CTRL)
        assert page.pane.isAncestorOf(here())


def test_what_is_typed_after_an_email_was_taken_takes_the_place_of_the_answer(council: OpenCouncil) -> None:
    council.window.activateWindow()
    page: NewCasePage = council.page("case-new/rights-requests")
    box = page.form.fields["right"].editor
    assert isinstance(box, ChoiceEditor)
    line = box.box.lineEdit()
    assert line is not None
    line.deselect()  # as the window leaves it that comes back from another
    QGuiApplication.clipboard().setText(MAIL)
    page.taken.paste()
    QTest.keyClicks(here(), "acc")
    assert line.text() == "acc"


def test_a_box_that_has_the_cursor_and_was_not_touched_shows_what_is_kept(council: OpenCouncil) -> None:
    asked, answered = dt.date(2026, 4, 7), dt.date(2026, 4, 9)
    case = request(council.store, clear="asked", clarify_asked=asked, clarify_answered=answered)
    page = page_of(council, REQUESTS, case)
    page.walk.stand_where("clarify_asked")
    first, second = (page.pane.form.fields[name].editor for name in ("clarify_asked", "clarify_answered"))
    assert second.words() == "Thu 9 Apr 2026"
    first.focus_box()
    first.put_words("14/4")
    while here() is not second.boxes()[0]:
        press(Qt.Key.Key_Tab)
    assert page.present.values["clarify_answered"] is None
    assert second.words() == ""
    QTest.keyClicks(here(), "16/4")
    page.refresh(frozenset())
    assert second.words() == "16/4", "what is being typed stays"


@pytest.mark.parametrize("more", [{}, {"readers": NAMED, "named": "Clerk"}], ids=["for all", "restricted"])
@pytest.mark.parametrize("closed", [False, True])
def test_home_opens_a_file_at_the_action_that_is_due(council: OpenCouncil, closed: bool, more: dict[str, str]) -> None:
    case = complaint(council.store, stage1_on=dt.date(2026, 4, 20), outcome="upheld", **more)
    for what in ("Retrain the front desk", "Mend the gate latch"):
        action = {"what": what, "due_on": dt.date(2026, 4, 30)}
        keeping.add_part(council.store, ACTION, COMPLAINTS, case, action)
    if closed:
        closing.close(council.store, COMPLAINTS, case)
    home = council.page("home").findChild(DueList)
    home.opened.emit(next(item for item in council.desk.due() if item.act == "Mend the gate latch"))
    page = council.here(CasePage)
    assert page.pane.step is not None
    assert page.pane.step.title == "Actions and lessons"
    listed = page.pane._lists[ACTION.name].table
    assert here() is listed
    row = listed.row()
    assert row is not None
    assert row.texts[0] == "Mend the gate latch"


def test_joining_goes_by_tab_as_one_reads_and_its_words_are_seen_on_both_files(council: OpenCouncil) -> None:
    asked, complained = request(council.store), complaint(council.store)
    page = page_of(council, COMPLAINTS, complained)
    press(Qt.Key.Key_I, CTRL | SHIFT)
    card = page.view.about
    assert here() is card.others
    passed = [words(press(Qt.Key.Key_Tab)) for _ in range(4)]
    assert passed == ["Its reference", "How they belong together", "Join them", "Cancel"]
    card.others.setFocus()
    press(Qt.Key.Key_Return)
    QTest.keyClicks(here(), "About how slowly it was answered")
    press(Qt.Key.Key_Return, CTRL)
    for register, case, other in ((COMPLAINTS, complained, "RR-2026/001"), (REQUESTS, asked, "C-2026/001")):
        shown = page_of(council, register, case)
        assert "About how slowly it was answered" in said(shown.view.about)
        assert f"Joined with {other}" in said(shown.view.timeline)
    shown.view.about.join.setFocus()
    passed = [words(press(Qt.Key.Key_Backtab, SHIFT)) for _ in range(2)]
    assert passed == ["Part from C-2026/001", "With C-2026/001"]
    part = next(b for b in shown.view.about.findChildren(QAbstractButton) if b.accessibleName().startswith("Part from"))
    part.click()
    for register, case, other in ((COMPLAINTS, complained, "RR-2026/001"), (REQUESTS, asked, "C-2026/001")):
        shown = page_of(council, register, case)
        assert "About how slowly it was answered" not in said(shown.view.about)
        assert f"Parted from {other}" in said(shown.view.timeline)


@pytest.mark.parametrize(("key", "form"), [(Qt.Key.Key_N, "timeline"), (Qt.Key.Key_I, "about")])
def test_escape_closes_a_form_at_the_right_and_asks_where_words_would_be_lost(
    council: OpenCouncil, key: Qt.Key, form: str
) -> None:
    page = page_of(council, COMPLAINTS, complaint(council.store))
    card = getattr(page.view, form)
    press(key, CTRL | SHIFT)
    press(Qt.Key.Key_Escape)
    assert card.asking.isHidden()
    press(key, CTRL | SHIFT)
    card.asking.form.focus_field("what" if form == "timeline" else "why")
    QTest.keyClicks(here(), "They rang")
    press(Qt.Key.Key_Escape)
    assert not card.asking.isHidden()
    assert "What you typed here is not kept yet." in said(card)
    card.leaving.discard.setFocus()
    press(Qt.Key.Key_Space)
    assert card.asking.isHidden()
    press(key, CTRL | SHIFT)
    assert "They rang" not in [box.editor.words() for box in card.asking.form.fields.values()]
    assert "What you typed here is not kept yet." not in said(card)
