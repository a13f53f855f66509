"""An import from plan to register: backup before, one transaction, one undo after, the mapping remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from workbench import display
from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.bothsides import Base, Held, words_mark
from workbench.exchange.drafting import Draft, draft
from workbench.exchange.lines import fed_columns
from workbench.exchange.mapping import Mapping
from workbench.exchange.matching import Existing
from workbench.exchange.plan import Plan, Standing, build
from workbench.exchange.reading import Book
from workbench.exchange.readings import ColumnReading
from workbench.exchange.worker import ReadingWorker
from workbench.records import backup, history, record
from workbench.records.covering import hidden_among
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import Register, within
from workbench.workflows import checks, destroyedbefore, exchanges
from workbench.workflows.cases import bringing, closedalready, closing
from workbench.workflows.exchanges import Remembered
from workbench.workflows.progress import NO_PROGRESS, Progress

_MAPPINGS = "import mappings"


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
        how = register.made or "Its records come from an act of their own."
        raise Plain(f"No sheet is taken into the {within(register.title)}. {how} Nothing was changed.")
    if store and (said := _said_before(store, book)):
        book = replace(book, warnings=(*book.warnings, said))
    return draft(register, book, _remembered(store, register) if store else ())


@uncollected()
def plan(made: Draft, store: Store | None) -> Plan:
    """What importing would do, held against the register of the store where there is one."""
    check_taken(made)
    existing, bases = Existing({}), list[Base]()
    if store:
        names = exchanges.names_of(store, made.register, made.book)
        existing = replace(existing_of(made.register), loose=partial(_not_elsewhere, made.register, names))
        bases = exchanges.bases(store, made.register, made.book, fed(made)) if existing.values else []
    built = build(made.register, made.book.name, made.lines(), existing, bases)
    built.said = (*made.said(), *made.asked(), *built.said)
    if store:
        destroyedbefore.leave_out(store, built, made.book)
    closedalready.ask(built)
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
    if not ids:
        return Existing({})
    return Existing(record.values_of(register.record, ids), hidden=hidden_among(register.record, ids))


def fed(made: Draft) -> set[str]:
    """The fields that a workbook feeds, by columns or by lines over the rows, and the name."""
    columns = {name for part in made.taken for name in fed_columns(part.table, part.as_mapped)}
    banners = {name for part in made.taken for name in (part.mapping.section, part.mapping.service) if name}
    return columns | banners | {made.register.naming.name}


def _not_elsewhere(register: Register, names: set[str]) -> set[int]:
    """The records that no workbook of another name brought."""
    return set(every(register.record, ()).ids()) - exchanges.elsewhere(register, names).keys()


@uncollected()
def apply(store: Store, made: Draft, planned: Plan, progress: Progress = NO_PROGRESS) -> Imported:
    """Write a plan in one transaction after a backup. Nothing is written where a row is still refused (Plain), where
    records were changed since the plan was made (Stale), or where `progress` is asked to stop (Cancelled).
    """
    counts = planned.counts()
    if refused := counts[Standing.REFUSED]:
        raise Plain(
            f"{display.count(refused, 'row')} cannot be taken in as the sheet stands. Nothing was changed. Correct "
            "what is wrong, or leave it out."
        )
    if open_ := made.undecided():
        raise Plain(
            f"{open_[0]} Nothing was changed. Answer it in the window, where the answer is remembered for such "
            "workbooks, or write these dates with the month's name."
        )
    writing = [row for row in planned.rows if row.writes and (row.record is None or row.values)]
    left = _left(planned)
    if not writing:
        _remember_same(store, made, left)
        return Imported(None, 0, 0, counts[Standing.SAME], counts[Standing.LEFT_OUT])
    progress.step(0, len(writing), "Making a backup")
    backup.make(store, "before import")
    model = planned.register.record
    with store.operation(f"Import {planned.source}", "import") as operation:
        if planned.stands is not None and planned.stands != history.head().seq:
            raise Stale("The records were changed since these rows were read. Nothing was imported. Read them again.")
        new = [row.values for row in writing if row.record is None]
        added = record.add(model, progress.over(new, "Adding"), operation.id)
        record.change(model, {row.record: row.values for row in writing if row.record is not None}, operation.id)
        bringing.settle(store, planned.register, [*added, *(row.record for row in writing if row.record is not None)])
        checks.make(store)  # of the lines that came in; one undo takes both back
        closing.after(store, operation.id)
        _remember(store, planned.register, made.remembered())
        exchanges.remember(store, planned.register, made.book, operation.id, Remembered(left=left))
        progress.step(len(writing), len(writing), "Finishing")
    return Imported(
        operation.id,
        counts[Standing.NEW],
        counts[Standing.CHANGED],
        counts[Standing.SAME],
        counts[Standing.LEFT_OUT],
    )


def _left(planned: Plan) -> list[Held]:
    """The cells whose words were not taken, so that they are known again."""
    found = ((row.record, row.left) for row in planned.rows if row.record is not None)
    return [Held(number, name, words_mark(words)) for number, left in found for name, words in left.items()]


def remember_given(store: Store, made: Draft, out: Path, about: Remembered) -> None:
    """Remember a workbook the register was given back into."""
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    with store.operation(f"Give back into {out.name}", "store") as operation:
        _remember(store, made.register, made.remembered())
        given = replace(made.book, name=out.name, sha256=digest)
        exchanges.remember(store, made.register, given, operation.id, about)


def _remember_same(store: Store, made: Draft, left: Sequence[Held]) -> None:
    """Remember a workbook of which nothing was taken, unless it is known."""
    if left or exchanges.of_file(store, made.book) is None:
        with store.operation(f"Import {made.book.name}", "store") as operation:
            exchanges.remember(store, made.register, made.book, operation.id, Remembered(left=left))


def _said_before(store: Store, book: Book) -> str:
    """That this very file was imported before and stands, or nothing."""
    known = exchanges.of_file(store, book)
    if known is None:
        return ""
    how = "given back from here" if known.file.get("was") else "imported before"
    return f"This very file was {how}, on {display.moment(known.done.started)}."


def _remembered(store: Store, register: Register) -> list[Mapping]:
    kept = (store.setting(_MAPPINGS) or {}).get(register.name, {})
    return [
        Mapping(
            {int(i): n for i, n in m["columns"].items()},
            shape,
            section=m["section"],
            service=m["service"],
            readings={int(i): ColumnReading(**r) for i, r in m.get("readings", {}).items()},
        )
        for shape, m in kept.items()
    ]


def _remember(store: Store, register: Register, mappings: list[Mapping]) -> None:
    kept = store.setting(_MAPPINGS) or {}
    mine = kept.get(register.name, {}) | {
        m.shape: {
            "columns": {str(i): n for i, n in m.columns.items()},
            "section": m.section,
            "service": m.service,
            "readings": {str(i): asdict(r) for i, r in m.readings.items()},
        }
        for m in mappings
    }
    store.set_setting(_MAPPINGS, kept | {register.name: mine})
