"""Long work: one worker for all that touches the store; results come back on the main thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from shiboken6 import isValid

from workbench.workflows.progress import Progress

T = TypeVar("T")
_EVERY = 0.05  # seconds between two reports, so that the window is not flooded


Job = Callable[[Progress], Any]


@dataclass(eq=False)
class Task:
    """A job on its way: what it is called, what it changes, whom to tell."""

    job: Job
    title: str
    changes: frozenset[str]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    can_cancel: bool = True
    shown: bool = True
    result: Any = None
    error: BaseException | None = None
    forgotten: bool = False
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def forget(self) -> None:
        """Stop it; nobody waits for it any longer, so neither its result nor its failure is told."""
        self.forgotten = True
        self.cancel()

    @property
    def stopped(self) -> bool:
        """Whether the person asked it to stop."""
        return self._stop.is_set()


class _Teller:
    """Carries a job's steps to the main thread, only when the figure shown changes and never in a flood."""

    def __init__(self, tasks: Tasks, task: Task) -> None:
        self._tasks, self._task = tasks, task
        self._shown, self._last = ("", -1), 0.0

    def __call__(self, done: int, of: int, text: str) -> bool:
        shown, now = (text, 100 * done // of if of else -1), time.monotonic()
        if shown != self._shown and (now - self._last >= _EVERY or done >= of):
            self._shown, self._last = shown, now
            self._tasks.stepped.emit((done, of, text))
        return not self._task.stopped


class Immediate(Executor):
    """An executor that does the work at once, for tests."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run now; the future is already done."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Tasks(QObject):
    """The one worker. Signals live here, on the main thread, and carry plain Python objects."""

    started = Signal(object)
    stepped = Signal(object)
    ended = Signal(object)
    changed = Signal(object)
    failed = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._waiting: list[Task] = []
        self._finished.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return bool(self._waiting)

    @property
    def long_running(self) -> bool:
        """Whether work with a title runs or waits: the store is left to it."""
        return any(task.title for task in self._waiting)

    def run(
        self,
        job: Job,
        done: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        title: str = "",
        changes: Iterable[str] = (),
        can_cancel: bool = True,
        shown: bool = True,
    ) -> Task:
        """Run `job(progress)` on the worker; a task without title is never shown, only waited for.

        `shown` is False where the page itself shows how far it is.
        """
        task = Task(job, title, frozenset(changes), done, failed, can_cancel, shown)
        self._waiting.append(task)
        self.started.emit(task)
        self._executor.submit(self._work, task)
        return task

    def say_changed(self, registers: Iterable[str]) -> None:
        """Tell every open page that these registers show something else now."""
        self.changed.emit(frozenset(registers))

    def finish(self) -> None:
        """Wait for everything that was asked for, and hear its results; for the moment before the store is closed."""
        while self._waiting:
            self._executor.submit(_nothing).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def stop(self) -> None:
        """Ask everything to stop and wait for it; nothing can be run afterwards."""
        for task in self._waiting:
            if task.can_cancel:
                task.cancel()
        self._executor.shutdown(wait=True)

    def _work(self, task: Task) -> None:
        try:
            task.result = task.job(Progress(_Teller(self, task)))
        except BaseException as error:
            task.error = error
        self._finished.emit(task)

    @Slot(object)
    def _end(self, task: Task) -> None:
        self._waiting.remove(task)
        self.ended.emit(task)
        if task.forgotten:
            return
        if task.error is not None:
            if not tell(task.failed, task.error):
                self.failed.emit(task.error)
            return
        tell(task.done, task.result)
        if task.changes:
            self.changed.emit(task.changes)


def _nothing() -> None:
    """Comes after everything that waits."""


def tell(whom: Callable[[Any], None] | None, what: object) -> bool:
    """Tell someone who still exists; whether there was someone to tell."""
    bound: object = whom
    while isinstance(bound, partial):
        bound = bound.func
    owner = getattr(bound, "__self__", None)
    if whom is None or (isinstance(owner, QObject) and not isValid(owner)):
        return False
    whom(what)
    return True
