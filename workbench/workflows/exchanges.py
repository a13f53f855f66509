"""The workbooks taken in and given back lately: which was which, and what each said then, found from the history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbench import display
from workbench.exchange.book import Book
from workbench.exchange.bothsides import REMOVED, Base, Held
from workbench.records import earlier, history
from workbench.records.history import Operation
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Register

_FILES = "imported files"
_KEPT = 50  # files remembered, newest last
_TRIED = 4  # earlier exchanges that an edited workbook is held against


class Exchange(NamedTuple):
    """One workbook taken in or given back: what was done, and what is remembered of the file."""

    done: Operation
    file: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The names the workbook has had."""
        return {self.file["name"], *self.file.get("was", ())}

    @property
    def left(self) -> dict[int, dict[str, str]]:
        """Marks of the cells that did not say then what the register said."""
        return {int(number): marks for number, marks in self.file.get("left", {}).items()}


@dataclass(frozen=True)
class Remembered:
    """What is remembered beside name and content: earlier names, and the cells that say something else."""

    was: Sequence[str] = ()
    left: Sequence[Held] = ()


def files(store: Store) -> list[dict[str, Any]]:
    """The files exchanged lately, oldest first: name, SHA-256, operation and register of each."""
    return store.setting(_FILES) or []


def remember(store: Store, register: Register, book: Book, operation: int, about: Remembered) -> None:
    """Remember a workbook in the caller's operation."""
    if not book.sha256:
        return
    left: dict[str, dict[str, str]] = {}
    for held in about.left:
        left.setdefault(str(held.record), {})[held.field] = held.words
    file = {"name": book.name, "sha256": book.sha256, "operation": operation, "register": register.name}
    file |= {"was": list(about.was), "left": left}
    store.set_setting(_FILES, [*files(store), file][-_KEPT:])


def standing(store: Store, register: Register | None = None) -> Iterator[Exchange]:
    """The exchanges that were not taken back, the latest first."""
    for file in reversed(files(store)):
        done = history.operation_of(file["operation"])
        mine = register is None or file.get("register", register.name) == register.name
        if mine and done and not done.undone_by:
            yield Exchange(done, file)


def of_file(store: Store, book: Book, register: Register | None = None) -> Exchange | None:
    """The latest exchange of this very file."""
    return next((one for one in standing(store, register) if one.file["sha256"] == book.sha256), None)


def names_of(store: Store, register: Register, book: Book) -> set[str]:
    """The names that this workbook has had, as far as anyone knows."""
    related = (
        one.names for one in standing(store, register) if book.name in one.names or one.file["sha256"] == book.sha256
    )
    return {book.name}.union(*related)


def bases(store: Store, register: Register, book: Book, names: Collection[str]) -> list[Base]:
    """What the workbook said at the exchanges it may go back to, the latest first; one where this very file is known.

    `names` are the fields that it feeds.
    """
    known = of_file(store, book, register)
    found = [known] if known else list(standing(store, register))[:_TRIED]
    if not found:
        return []
    now = earlier.standing(register.record, names)
    return [base(register, one, now) for one in found]


def base(register: Register, one: Exchange, now: dict[int, Values]) -> Base:
    """What the workbook said at an exchange; `now` are all records there are, removed ones too."""
    then = earlier.as_after(register.record, one.done.id, now)
    removed = {number: now[number] for number, marks in one.left.items() if REMOVED in marks and number in now}
    return Base(display.moment(one.done.started), removed | then, one.left)


def elsewhere(register: Register, names: Collection[str]) -> dict[int, str]:
    """Records that an import of a workbook of another name brought, with that name."""
    brought = {
        number: operation.name.removeprefix("Redo: ").removeprefix("Import ")
        for number, operation in history.brought(register.record.register_name).items()
        if operation.kind in ("import", "redo")
    }
    return {number: name for number, name in brought.items() if name not in names}
