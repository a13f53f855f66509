"""Work off the window's thread: results, failures, cancelling, and who hears of it."""

from __future__ import annotations

import gc
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from workbench.errors import Cancelled
from workbench.gui.tasks import Immediate, Tasks
from workbench.workflows.progress import Progress


class Listener(QObject):
    """Someone who waits for a result."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def hear(self, result: object) -> None:
        """Note it."""
        self.heard.append((result, threading.current_thread() is threading.main_thread()))


def test_result_comes_back_on_the_main_thread(qtbot: QtBot) -> None:
    tasks, listener = Tasks(), Listener()
    with qtbot.waitSignal(tasks.ended):
        tasks.run(lambda _: threading.current_thread().name, listener.hear)
    tasks.stop()
    [(name, main)] = listener.heard
    assert name.startswith("store")
    assert main


def test_changes_are_told_after_the_result(qtbot: QtBot) -> None:
    tasks, told = Tasks(executor=Immediate()), list[object]()
    tasks.changed.connect(told.append)
    tasks.run(lambda _: told.append("done"), changes={"holds"})
    assert told == ["done", frozenset({"holds"})]


def test_failure_goes_to_whoever_asked_for_it_or_to_all(qtbot: QtBot) -> None:
    tasks, mine, all_of_us = Tasks(executor=Immediate()), list[BaseException](), list[BaseException]()
    tasks.failed.connect(all_of_us.append)

    def fail(_: Progress) -> None:
        raise ValueError("no")

    tasks.run(fail, failed=mine.append)
    tasks.run(fail)
    assert [type(e) for e in mine] == [ValueError]
    assert [type(e) for e in all_of_us] == [ValueError]
    assert not tasks.busy


def test_a_cancelled_job_stops_at_its_next_step(qtbot: QtBot) -> None:
    tasks, errors = Tasks(), list[BaseException]()
    ready, go_on = threading.Event(), threading.Event()

    def job(progress: Progress) -> None:
        progress.step(0, 2, "first")
        ready.set()
        go_on.wait(5)
        progress.step(1, 2, "second")

    with qtbot.waitSignal(tasks.ended):
        task = tasks.run(job, failed=errors.append, title="Work")
        assert tasks.long_running
        ready.wait(5)
        task.cancel()
        go_on.set()
    tasks.stop()
    assert [type(e) for e in errors] == [Cancelled]


def test_nobody_is_told_who_has_gone(qtbot: QtBot) -> None:
    tasks, listener = Tasks(), Listener()
    go_on = threading.Event()
    with qtbot.waitSignal(tasks.ended):
        tasks.run(lambda _: go_on.wait(5), listener.hear)
        listener.deleteLater()
        qtbot.waitUntil(lambda: True)
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(listener, QEvent.Type.DeferredDelete.value)
        go_on.set()
    tasks.stop()
    assert listener.heard == []


def test_none_keeps_its_count_over_many_calls() -> None:
    """PySide6 6.12.0 loses a reference to None in each such call on Python 3.11 and aborts in the end."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem("words"))
    index = model.index(0, 0)
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        index.data(Qt.ItemDataRole.UserRole)
        model.data(index, Qt.ItemDataRole.ToolTipRole)
    if before < 2**31:  # from Python 3.12 on None is never counted
        assert abs(sys.getrefcount(None) - before) < 50


def test_steps_reach_the_window(qtbot: QtBot) -> None:
    tasks, steps = Tasks(executor=Immediate()), list[object]()
    tasks.stepped.connect(steps.append)
    tasks.run(lambda progress: progress.step(5, 5, "Reading row 5 of 5"))
    assert steps == [(5, 5, "Reading row 5 of 5")]


@pytest.mark.parametrize("title", ["", "Importing"])
def test_only_titled_work_keeps_the_window_from_reading(title: str) -> None:
    tasks, seen = Tasks(executor=Immediate()), list[bool]()
    tasks.run(lambda _: seen.append(tasks.long_running), title=title)
    assert seen == [bool(title)]
