"""Ctrl+Z after something was destroyed: said once, and what lies behind is asked about, never taken back unasked."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import fill
from tests.gui.test_case_page import said
from tests.gui.wizard import press
from workbench import clock
from workbench.gui.disposal.batch import BatchPage
from workbench.records import record
from workbench.registers.disposal_batches import Batch, BatchItem
from workbench.registers.holdings import Holding
from workbench.workflows import disposal
from workbench.workflows.disposal import Authority

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
REFUSED = "What the destruction log tells of cannot be undone."


@pytest.fixture
def boxes(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Wednesday 25 November 2026; three boxes that are due and one on hold."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))
    council.window.activateWindow()
    return fill(council.store)


def undo(council: OpenCouncil) -> None:
    """Ctrl+Z."""
    council.window._verbs.now()["undo"]()
    QApplication.processEvents()


def move(council: OpenCouncil, box: int) -> None:
    """Note in the window where a box stands."""
    values = {box: {"place": "Shelf 2"}}
    council.desk.write("Change a holding", lambda op: record.change(Holding, values, op), ["holdings"])


def destroy(council: OpenCouncil, boxes: list[int]) -> BatchPage:
    """Make a batch in the window, note what was considered, have it authorised, carry it out."""
    store, made = council.store, list[int]()
    council.desk.write("Make the batch", lambda _: disposal.freeze(store, "November", boxes), [], made.append)
    page: BatchPage = council.page("batch", made[0])
    page.consider.show_values({"archive_value": "none", "copies": "None besides backups"})
    page.consider.ask()
    council.desk.write("Authorise", lambda _: disposal.authorise(store, made[0], Authority("Chair")), [])
    page.arrive(made[0])
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setText(str(len(boxes)))
    page.carry.ask()
    assert record.values_of(Batch, made)[made[0]]["standing"] == "carried-out"
    return page


def test_it_says_so_once_and_asks_about_what_lies_behind(council: OpenCouncil, boxes: list[int]) -> None:
    move(council, boxes[2])
    destroy(council, boxes[:2])
    before = record.values_of(BatchItem, [1, 2])
    assert council.desk.next_undo() == "Change a holding", "the menu names what it would take back"
    undo(council)
    assert f"{REFUSED} Take back what came before: “Change a holding”?" in said(council.window)
    assert record.values_of(Holding, boxes)[boxes[2]]["place"] == "Shelf 2"
    press(Qt.Key.Key_Escape)
    undo(council)
    assert record.values_of(Holding, boxes)[boxes[2]]["place"] == ""
    assert record.values_of(BatchItem, [1, 2]) == before
    assert not council.desk.can_undo
    assert not council.errors


def test_where_nothing_lies_behind_it_says_that(council: OpenCouncil, boxes: list[int]) -> None:
    destroy(council, boxes[:2])
    undo(council)
    assert f"{REFUSED} Nothing else was done before that." in said(council.window)
    assert "undo" not in council.window._verbs.now(), "said once; nothing is offered"
    move(council, boxes[2])
    undo(council)
    assert record.values_of(Holding, boxes)[boxes[2]]["place"] == "", "what was done since is undone unasked"


def test_what_was_destroyed_before_this_session_began_anything_is_said_too(
    council: OpenCouncil, boxes: list[int]
) -> None:
    """The batch was made by somebody else; the clerk presses Ctrl+Z right after carrying it out."""
    move(council, boxes[2])
    number = disposal.freeze(council.store, "November", boxes[:2])
    disposal.authorise(council.store, number, Authority("Chair"))
    page: BatchPage = council.page("batch", number)
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setText("2")
    page.carry.ask()
    undo(council)
    assert REFUSED in said(council.window)
    assert record.values_of(Holding, boxes)[boxes[2]]["place"] == "Shelf 2"
    press(Qt.Key.Key_Escape)
