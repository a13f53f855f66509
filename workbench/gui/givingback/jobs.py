"""What the page has the worker do: find the last workbook, look at what would change, write. Knows no window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.exchange.limits import kind_of
from workbench.exchange.worker import ReadingWorker
from workbench.records.store import Store
from workbench.register import Register
from workbench.workflows import exchanges, givingback
from workbench.workflows.givingback import Foreseen, Result
from workbench.workflows.progress import Progress

Job = Callable[[Progress], Any]


@dataclass(frozen=True)
class Choice:
    """The workbook to give back into, and whether removed lines are taken out of it."""

    path: Path
    delete: bool = False


def last_workbook(store: Store, register: Register, folders: Sequence[str]) -> Job:
    """The workbook last imported or given back, where it is still in one of the folders; else None."""

    def places() -> Iterator[Path]:
        for one in exchanges.standing(store, register):
            yield from (Path(folder) / one.file["name"] for folder in folders if folder)

    def job(_: Progress) -> Path | None:
        return next((path for path in places() if path.is_file()), None)

    return job


def foresee(store: Store, register: Register, choice: Choice, worker: ReadingWorker) -> Job:
    """Read the workbook and see what would change in it."""

    def job(progress: Progress) -> Foreseen:
        book = worker.read(choice.path, progress)
        return givingback.foresee(store, register, choice.path, book, delete=choice.delete)

    return job


def write(store: Store, register: Register, choice: Choice, foreseen: Foreseen, out: Path) -> Job:
    """Write the new workbook."""

    def job(_: Progress) -> Result:
        return givingback.into(store, register, choice.path, out, foreseen.book, delete=choice.delete)

    return job


def proposed(path: Path, *, fresh: bool) -> Path:
    """A name for the new workbook beside the original: its own with today's date, and a number where that is taken."""
    ending = ".xlsx" if fresh else f".{kind_of(path)}"
    stem = f"{path.stem}, {clock.today():%Y-%m-%d}"
    names = [f"{stem}{ending}", *(f"{stem} ({number}){ending}" for number in range(2, 100))]
    return next((path.with_name(name) for name in names if not path.with_name(name).exists()), path.with_name(names[0]))
