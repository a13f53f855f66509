"""An import from plan to register: backup before, one transaction, one undo after, the mapping remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import display
from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.drafting import Draft, draft
from workbench.exchange.mapping import Mapping
from workbench.exchange.matching import Existing
from workbench.exchange.plan import Plan, Standing, build
from workbench.exchange.reading import Book
from workbench.exchange.worker import ReadingWorker
from workbench.records import backup, history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import Register
from workbench.workflows.progress import NO_PROGRESS, Progress

_MAPPINGS = "import mappings"
_FILES = "imported files"
_KEPT = 50  # files remembered, newest last


class Stale(Plain):
    """The records were changed after the plan was made, so the plan may no longer say what would happen."""


@dataclass(frozen=True)
class Imported:
    """What an import did: its operation (for undo) and the counts, equal to those of the plan."""

    operation: int | None
    added: int
    changed: int
    same: int
    left_out: int


def read(path: Path, worker: ReadingWorker | None = None) -> Book:
    """Read a workbook in a process of its own; Plain when it cannot be read."""
    if worker:
        return worker.read(path)
    own = ReadingWorker()
    try:
        return own.read(path)
    finally:
        own.close()


@uncollected()
def propose(register: Register, book: Book, store: Store | None) -> Draft:
    """The tables of a workbook with the proposed meaning of their columns; earlier corrections are remembered.

    Plain where nothing can be taken into the register.
    """
    if not register.takes_in:
        raise Plain(f"No sheet is taken into the {register.title.lower()}. {register.made} Nothing was changed.")
    if store and (said := _said_before(store, book)):
        book = replace(book, warnings=(*book.warnings, said))
    return draft(register, book, _remembered(store, register) if store else ())


@uncollected()
def plan(made: Draft, store: Store | None) -> Plan:
    """What importing would do, held against the register of the store where there is one."""
    check_taken(made)
    existing = existing_of(made.register) if store else Existing({})
    built = build(made.register, made.book.name, made.lines(), existing)
    built.said = (*made.said(), *made.asked(), *built.said)
    built.stands = history.head().seq if store else None
    return built


def check_taken(made: Draft) -> None:
    """Raise Plain where no table of the workbook reads as the register's."""
    if not made.taken:
        raise Plain(
            f"No table for the {made.register.title.lower()} was found in “{made.book.name}”. Nothing was changed. "
            "Check that one sheet has a column that names the records."
        )


def existing_of(register: Register) -> Existing:
    """All live records of a register by id."""
    ids = every(register.record, ()).ids()
    return Existing(record.values_of(register.record, ids) if ids else {})


@uncollected()
def apply(store: Store, made: Draft, planned: Plan, progress: Progress = NO_PROGRESS) -> Imported:
    """Write a plan in one transaction after a backup. Nothing is written where a row is still refused (Plain), where
    records were changed since the plan was made (Stale), or where `progress` is asked to stop (Cancelled).
    """
    counts = planned.counts()
    if refused := counts[Standing.REFUSED]:
        raise Plain(
            f"{refused} rows cannot be taken in as they stand. Nothing was changed. Correct them or leave them out."
        )
    writing = [row for row in planned.rows if row.writes]
    if not writing:
        _remember_same(store, made.book)
        return Imported(None, 0, 0, counts[Standing.SAME], counts[Standing.LEFT_OUT])
    progress.step(0, len(writing), "Making a backup")
    backup.make(store, "before import")
    model = planned.register.record
    with store.operation(f"Import {planned.source}", "import") as operation:
        if planned.stands is not None and planned.stands != history.head().seq:
            raise Stale("The records were changed since these rows were read. Nothing was imported. Read them again.")
        new = [row.values for row in writing if row.record is None]
        record.add(model, progress.over(new, "Adding"), operation.id)
        record.change(model, {row.record: row.values for row in writing if row.record is not None}, operation.id)
        _remember(store, planned.register, made.remembered())
        _remember_file(store, made.book, operation.id)
        progress.step(len(writing), len(writing), "Finishing")
    return Imported(
        operation.id,
        counts[Standing.NEW],
        counts[Standing.CHANGED],
        counts[Standing.SAME],
        counts[Standing.LEFT_OUT],
    )


def files(store: Store) -> list[dict[str, Any]]:
    """The files imported lately, oldest first: name, SHA-256 and operation of each."""
    return store.setting(_FILES) or []


def remember_given(store: Store, made: Draft, out: Path, was: Sequence[str]) -> None:
    """Remember a workbook the register was given back into; `was` are the names it had before."""
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    with store.operation(f"Give back into {out.name}", "store") as operation:
        _remember(store, made.register, made.remembered())
        _remember_file(store, replace(made.book, name=out.name, sha256=digest), operation.id, was)


def _remember_same(store: Store, book: Book) -> None:
    """Remember a workbook that says what the register says already, unless it is known."""
    if not any(file["sha256"] == book.sha256 for file in files(store)):
        with store.operation(f"Import {book.name}", "store") as operation:
            _remember_file(store, book, operation.id)


def _remember_file(store: Store, book: Book, operation: int, was: Sequence[str] = ()) -> None:
    if book.sha256:
        file = {"name": book.name, "sha256": book.sha256, "operation": operation, "was": list(was)}
        store.set_setting(_FILES, [*files(store), file][-_KEPT:])


def _said_before(store: Store, book: Book) -> str:
    """That this very file was imported before and stands, or nothing."""
    for file in reversed(files(store)):
        done = history.operation_of(file["operation"]) if file["sha256"] == book.sha256 else None
        if done and not done.undone_by:
            how = "given back from here" if file.get("was") else "imported before"
            return f"This very file was {how}, on {display.moment(done.started)}."
    return ""


def _remembered(store: Store, register: Register) -> list[Mapping]:
    kept = (store.setting(_MAPPINGS) or {}).get(register.name, {})
    return [
        Mapping({int(i): n for i, n in m["columns"].items()}, shape, section=m["section"], service=m["service"])
        for shape, m in kept.items()
    ]


def _remember(store: Store, register: Register, mappings: list[Mapping]) -> None:
    kept = store.setting(_MAPPINGS) or {}
    mine = kept.get(register.name, {}) | {
        m.shape: {"columns": {str(i): n for i, n in m.columns.items()}, "section": m.section, "service": m.service}
        for m in mappings
    }
    store.set_setting(_MAPPINGS, kept | {register.name: mine})
