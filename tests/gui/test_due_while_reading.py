"""What is ticked or unticked on “What is due” while its list is on its way counts when it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import fill
from workbench import clock
from workbench.gui.disposal.due import DuePage
from workbench.records import record
from workbench.records.query import every
from workbench.registers.disposal_batches import Batch, BatchItem
from workbench.workflows.progress import NO_PROGRESS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Slow:
    """A worker that takes its time with lists: `arrive` lets them come."""

    def __init__(self, run: Callable[..., Any]) -> None:
        self.run, self.waiting = run, list[Callable[[], None]]()

    def __call__(self, job: Any, done: Any = None, **more: Any) -> None:
        if "_seen" not in repr(job):
            self.run(job, done, **more)
            return
        self.waiting.append(lambda: done(job(NO_PROGRESS)))

    def arrive(self) -> None:
        """Everything that was asked for comes, in order."""
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def boxes(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Wednesday 25 November 2026; three boxes that are due and one on hold."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))
    council.window.activateWindow()
    return fill(council.store)


@pytest.fixture
def slow(council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Lists come when they are let."""
    worker = Slow(council.desk.tasks.run)
    monkeypatch.setattr(council.desk.tasks, "run", worker)
    return worker


def test_untick_all_before_the_list_has_come_is_kept(council: OpenCouncil, boxes: list[int], slow: Slow) -> None:
    page: DuePage = council.page("due")
    page.wanted.tick.emit(False)
    slow.arrive()
    assert page.table.ticked() == []
    assert len(page.table.lines.rows) == 4
    page.look()
    slow.arrive()
    assert page.table.ticked() == boxes[:3], "the control: a list asked for anew has all ticked"


def test_one_unticked_while_another_list_is_on_its_way_stays_so(
    council: OpenCouncil, boxes: list[int], slow: Slow
) -> None:
    page: DuePage = council.page("due")
    slow.arrive()
    page.look()
    page.table._flip(0)
    slow.arrive()
    assert page.table.ticked() == boxes[1:3]
    page.refresh(frozenset())
    page.table._flip(1)
    page.wanted.tick.emit(False)
    page.table._flip(2)
    slow.arrive()
    assert page.table.ticked() == [boxes[2]]


def test_no_batch_is_made_of_a_list_that_has_not_come(council: OpenCouncil, boxes: list[int], slow: Slow) -> None:
    said: list[str] = []
    council.desk.said.connect(lambda message: said.append(message.text))
    page: DuePage = council.page("due")
    slow.arrive()
    page.look()
    page.do()
    assert said == ["The list is still being read. Nothing was done. Look at it, then press once more."]
    assert every(Batch, ()).count() == 0
    slow.arrive()
    page.wanted.tick.emit(False)
    page.table._flip(1)
    page.do()
    assert [i["holding"] for i in record.values_of(BatchItem, every(BatchItem, ()).ids()).values()] == [boxes[1]]
