"""What is on hold says so in its row and beside it: by which hold, and who releases it; never that it goes."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import HELD, fill
from workbench import clock
from workbench.gui.register.page import RegisterPage
from workbench.gui.table.model import CHIP
from workbench.records import record
from workbench.registers.checks import Check
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import disposal, holds

WEDNESDAY = dt.date(2026, 11, 25)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def boxes(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Four boxes that are due on Wednesday 25 November 2026, the last on hold."""
    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY)
    council.window.activateWindow()
    return fill(council.store)


def chips(page: RegisterPage, name: str) -> dict[int, str]:
    """The words of the chips in a column, by record."""
    model = page.listing.table.records
    column = [field.name for field in model.fields].index(name)
    found = {number: model.index(row, column).data(CHIP) for row, number in enumerate(model.ids)}
    return {number: f"{chip.icon} {chip.text}" for number, chip in found.items() if chip}


def shown(page: RegisterPage, number: int) -> tuple[str, str, str]:
    """What the panel says of a record: what is on hold, the sentence, what waits."""
    page.listing.show_record(number)
    page.listing.table.pick(number)
    panel = page.recording.panel
    parts = (panel._held, panel._plain, panel.question)
    said = [f"{p.title.text()} {p.text.text()}" if not p.isHidden() else "" for p in parts]
    return said[0], said[1], said[2]


def test_a_box_on_hold_says_so_in_its_row_and_beside_it(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    assert chips(page, "dispose_by") == {boxes[3]: "hand On hold"}
    held, _, waits = shown(page, boxes[3])
    assert held.startswith("On hold: it is not destroyed")
    assert HELD in held
    assert "releases it" in held
    assert "Ctrl+R" in held
    assert waits == "", "nobody is asked to make a batch of it"
    free = shown(page, boxes[0])
    assert free[0] == ""
    assert "Make a batch" in free[2], "the control"


def test_a_box_in_a_batch_says_which(council: OpenCouncil, boxes: list[int]) -> None:
    disposal.freeze(council.store, "Spring", boxes[:1])
    page = council.page("register/holdings")
    held, _, waits = shown(page, boxes[0])
    assert held == "In a batch In “Spring”: to be authorised."
    assert waits == ""


def test_a_schedule_line_on_hold_does_not_say_that_it_is_destroyed(council: OpenCouncil, boxes: list[int]) -> None:
    lines = [record.values_of(Holding, [boxes[0]])[boxes[0]]["series"]]
    with council.store.operation("Change", "edit") as op:
        record.change(ScheduleLine, {lines[0]: {"disposal_action": "destroy"}}, op.id)
    page = council.page("register/retention-schedule")
    before = shown(page, lines[0])
    assert chips(page, "disposal_action") == {lines[0]: "hand Partly on hold"}, "one of its boxes is on hold"
    assert HELD in before[0]
    assert "Then destroy it." in before[1]
    hold = holds.place(council.store, {"reason": "Police request", "kind": "police", "series": lines[0]})
    page.refresh(frozenset({"holds"}))
    assert chips(page, "disposal_action") == {lines[0]: "hand On hold"}
    after = shown(page, lines[0])
    assert after[0].startswith("On hold: nothing of it is destroyed Police request (police request), placed by")
    assert "Then" not in after[1]
    holds.release(council.store, hold, "They have seen it")
    page.refresh(frozenset({"holds"}))
    assert shown(page, lines[0]) == before


def test_an_unheld_council_shows_no_sign(council: OpenCouncil) -> None:
    page = council.page("register/retention-schedule")
    assert chips(page, "disposal_action") == {}
    assert Check.select().count() == 0
    assert page.listing.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) != ""
