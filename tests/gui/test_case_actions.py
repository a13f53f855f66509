"""A closed file: an action agreed in it is noted as done, a late letter or call is taken; nothing else is changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.conftest import OpenCouncil
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.editors.shown import ShownEditor
from workbench.gui.home.list import DueList
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.records.store import Store
from workbench.registers.cases.parts import ACTION
from workbench.workflows.cases import closing, keeping, opening

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wed 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def complaint(store: Store) -> int:
    """A complaint that may be closed."""
    values = {"kind": "complaint", "subject": "The front desk", "received": dt.date(2026, 11, 2)}
    case = opening.open_case(store, "complaints", {**values, "complainant": "Complainant A", "series": 2}).case
    keeping.change(store, "complaints", case, {"stage1_on": TODAY, "outcome": "upheld"})
    return case


def test_an_action_is_done_after_the_closing(council: OpenCouncil) -> None:
    store, case = council.store, complaint(council.store)
    given = {"what": "Retrain the front desk", "doer": "Deputy clerk", "due_on": dt.date(2026, 12, 31)}
    number = keeping.add_part(store, ACTION, "complaints", case, given)
    closing.close(store, "complaints", case)

    home = council.page("home")
    found = home.findChild(DueList)
    assert found is not None
    item = next(item for item in council.desk.due() if item.act == "Retrain the front desk")
    found.opened.emit(item)
    page = council.here(CasePage)
    page.walk.stand_where("lessons")
    actions = page.pane._lists[ACTION.name]
    assert actions.add.text() == "Add an action"
    assert actions.change.isVisible()
    assert not actions.add.isVisible()
    assert not actions.drop.isVisible()
    assert isinstance(page.pane.form.fields["lessons"].editor, ShownEditor)
    actions.table.entered.emit()
    assert actions.asks()
    actions.asking.form.fields["done_on"].editor.put(TODAY)
    actions.asking.ask()
    assert keeping.parts(ACTION, "complaints", case)[number]["done_on"] == TODAY
    assert [i for i in council.desk.due() if i.act == "Retrain the front desk"] == []


def test_a_late_call_and_a_late_letter_are_taken(council: OpenCouncil, tmp_path: Path) -> None:
    store, case = council.store, complaint(council.store)
    with store.operation("Add a file", "edit") as operation:
        attachments.keep(store, Owner("complaints", case), "first.pdf", b"%PDF", operation.id)
    closing.close(store, "complaints", case)
    page = council.page("case/complaints", case)
    kept, heard = page.view.about.kept.text(), list[str]()
    council.desk.said.connect(lambda message: heard.append(message.text))
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    asking = page.view.timeline.asking
    assert asking.isVisible()
    asking.form.fields["day"].editor.put(TODAY + dt.timedelta(days=1))
    asking.form.fields["what"].editor.put("Complainant A rang once more")
    page.do()
    assert asking.isVisible(), "a day to come is said beside its box"
    asking.form.fields["day"].editor.put(TODAY)
    asking.form.fields["kind"].editor.put("call")
    page.do()
    assert not asking.isVisible()
    shown = [label.text() for label in page.view.timeline.findChildren(QLabel)]
    place = shown.index("Complainant A rang once more")
    assert shown[place + 1] == "Wed 25 Nov 2026, after the closing"
    assert heard[-1] == f"Noted. The file stays closed. {kept}."

    late = tmp_path / "late.pdf"
    late.write_bytes(b"%PDF late")
    page.papers.add([late])
    rows = [line.texts[:2] for line in page.papers.table.lines.rows]
    assert rows == [("first.pdf", "Wed 25 Nov 2026"), ("late.pdf", "Wed 25 Nov 2026, after the closing")]
    assert (page.present.closed, page.view.about.kept.text()) == (True, kept)
    removable = []
    for place in range(2):
        page.papers.table.setCurrentIndex(page.papers.table.model().index(place, 0))
        removable.append((page.papers.removing.isEnabled(), page.papers.editing.isEnabled()))
    assert removable == [(False, False), (True, False)], "what the file held when it was closed stays as it was"
    page.walk.stand_on(page.present.steps[0], "received")
    assert isinstance(page.pane.form.fields["received"].editor, ShownEditor)
