"""A closed file in the panel of its register and on its page: its answers stay, and what goes on may be changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import said
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.editors.shown import ShownEditor
from workbench.gui.register.page import RegisterPage
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.complaints import Complaint
from workbench.workflows.cases import closing, keeping, opening

DAY = dt.date(2026, 11, 25)
C = "complaints"
GOES_ON = {"readers", "named", "handler", "series", "notes", "vexatious", "vexatious_by", "vexatious_review"}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def complaint(store: Store, subject: str, *, closed: bool) -> int:
    """A complaint, closed today or open."""
    values = {"kind": "complaint", "subject": subject, "received": dt.date(2026, 11, 2), "series": 1}
    case = opening.open_case(store, C, {**values, "complainant": "Complainant A"}).case
    if closed:
        keeping.change(store, C, case, {"answered": DAY, "outcome": "upheld"})
        closing.close(store, C, case)
    return case


def values_of(number: int) -> dict[str, Any]:
    """A complaint as it stands."""
    return record.values_of(Complaint, [number])[number]


def test_the_panel_shows_the_answers_of_a_closed_file_and_says_why_they_stay(council: OpenCouncil) -> None:
    shut, open_ = complaint(council.store, "Noise", closed=True), complaint(council.store, "Paths", closed=False)
    page: RegisterPage = council.page("register/complaints", shut)
    form, typed = page.recording.panel.form, {n for n, b in page.recording.panel.form.fields.items() if b.field.typed}
    fixed = {name for name, box in form.fields.items() if box.field.typed and isinstance(box.editor, ShownEditor)}
    assert fixed == typed - GOES_ON
    assert "its answers stay as they are" in said(page.recording.panel)
    outcome = form.fields["outcome"].editor.boxes()[0]
    assert isinstance(outcome, QLineEdit)
    assert (outcome.text(), outcome.isReadOnly(), outcome.isVisible()) == ("Upheld", True, True)
    assert outcome.accessibleName() == "Outcome"
    assert outcome.accessibleDescription().startswith("The file is closed, so this stays as it is")
    assert outcome.focusPolicy() & Qt.FocusPolicy.TabFocus, "it is read by ear, one box after the other"
    form.fields["handler"].editor.focus_box()
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClicks(where, "Deputy clerk")
    QTest.keyClick(where, Qt.Key.Key_Tab)
    assert values_of(shut)["handler"] == "Deputy clerk"
    page.listing.show_record(open_)
    assert not any(isinstance(b.editor, ShownEditor) for b in form.fields.values() if b.field.typed)
    assert form.fields["outcome"].editor.boxes()[0].accessibleDescription() == ""
    assert "its answers stay as they are" not in said(page.recording.panel)


def test_tab_goes_through_a_closed_file_in_the_order_of_its_boxes(council: OpenCouncil) -> None:
    council.window.activateWindow()
    shut = complaint(council.store, "Noise", closed=True)
    page: RegisterPage = council.page("register/complaints", shut)
    form, found = page.recording.panel.form, list[str]()
    form.focus_field("subject")
    for _ in range(400):
        focus = QApplication.focusWidget()
        name = next((n for n, b in form.fields.items() if focus in b.stops()), "")
        if found and not name:
            break
        found += [name] if name and name not in found[-1:] else []
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    shown = [name for name, box in form.fields.items() if box.isVisible()]
    assert found == shown[shown.index("subject") :]


def test_a_cell_of_a_closed_file_stays_and_nothing_is_left_to_be_tried_again(council: OpenCouncil) -> None:
    shut = complaint(council.store, "Noise", closed=True)
    page: RegisterPage = council.page("register/complaints", shut)
    page.recording.keeper.save(shut, "subject", "Music")
    assert values_of(shut)["subject"] == "Noise"
    assert council.window.passing.text.text() == (
        "“Subject” stays as it is, for the file is closed. Open the file again first (Ctrl+Shift+O on its page), with "
        "the reason. Nothing was changed."
    )
    assert council.desk.session.all_kept
    page.recording.keeper.fill([shut], "answered", None)
    assert values_of(shut)["answered"] == DAY
    closing.reopen(council.store, C, shut, "It was another neighbour")
    page.recording.keeper.save(shut, "subject", "Music")
    assert values_of(shut)["subject"] == "Music", "the control: opened again it takes it"


def test_the_page_of_a_closed_file_takes_what_goes_on_and_nothing_else(council: OpenCouncil) -> None:
    shut = complaint(council.store, "Noise", closed=True)
    page: CasePage = council.page("case/complaints", shut)
    page.walk.stand_on(next(step for step in page.present.steps if step.closes))
    fields = page.pane.form.fields
    assert {n for n, b in fields.items() if not isinstance(b.editor, ShownEditor)} == {"series", "notes"}
    fields["notes"].editor.focus_box()
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClicks(where, "Kept for the auditor")
    page.steps.setFocus()
    assert values_of(shut)["notes"] == "Kept for the auditor"
    assert values_of(shut)["closed_on"] == DAY
