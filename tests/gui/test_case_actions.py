"""An action that was agreed in a file can be noted as done after the file was closed; nothing else can be changed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.gui.conftest import OpenCouncil
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.home.list import DueList
from workbench.registers.cases.parts import ACTION
from workbench.workflows.cases import closing, keeping, opening

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wed 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_an_action_is_done_after_the_closing(council: OpenCouncil) -> None:
    store, received = council.store, dt.date(2026, 11, 2)
    values = {"kind": "complaint", "subject": "The front desk", "received": received, "complainant": "Complainant A"}
    case = opening.open_case(store, "complaints", {**values, "series": 2}).case
    keeping.change(store, "complaints", case, {"stage1_on": TODAY, "outcome": "upheld"})
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
    assert not page.pane.form.isEnabled()
    actions.table.entered.emit()
    assert actions.asks()
    actions.asking.form.fields["done_on"].editor.put(TODAY)
    actions.asking.ask()
    assert keeping.parts(ACTION, "complaints", case)[number]["done_on"] == TODAY
    assert [i for i in council.desk.due() if i.act == "Retrain the front desk"] == []
