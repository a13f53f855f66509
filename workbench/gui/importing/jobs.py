"""What the wizard has the worker do: plain functions that know no window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.exchange.drafting import Draft
from workbench.exchange.heading_row import with_heading
from workbench.exchange.outgoing import OutColumn, OutTable, Value
from workbench.exchange.plan import Plan
from workbench.exchange.reading import from_pasted
from workbench.exchange.table import Table, TableRow
from workbench.exchange.worker import ReadingWorker
from workbench.exchange.writing import write_workbook
from workbench.gui.importing.checking import Checking, Decisions
from workbench.gui.importing.findings import Findings, look
from workbench.gui.importing.wording import RowWords
from workbench.records.store import Store
from workbench.register import Register
from workbench.reports.receipt import Receipt, print_receipt
from workbench.workflows import importing
from workbench.workflows.importing import Imported
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.progress import Progress

Job = Callable[[Progress], Any]


def read_file(register: Register, path: Path, store: Store, worker: ReadingWorker) -> Job:
    """Read a workbook and propose what its columns are."""

    def job(progress: Progress) -> Draft:
        return importing.propose(register, worker.read(path, progress), store)

    return job


def read_pasted(register: Register, text: str, store: Store) -> Job:
    """Read a block that was copied."""

    def job(_: Progress) -> Draft:
        return importing.propose(register, from_pasted(text), store)

    return job


def move_heading(draft: Draft, sheet_name: str, row: int) -> Job:
    """Take another row of a sheet for its headings."""

    def job(_: Progress) -> Draft:
        return with_heading(draft, sheet_name, row)

    return job


def look_through(draft: Draft) -> Job:
    """Look for what a person should decide before the rows are read."""

    def job(_: Progress) -> Findings:
        return look(draft)

    return job


def make_plan(draft: Draft, store: Store, decisions: Decisions) -> Job:
    """Read every row, hold it against the register, sort out which rows need a person, and repeat what was decided."""

    def job(_: Progress) -> Checking:
        checking = Checking(importing.plan(draft, store))
        checking.repeat(decisions)
        return checking

    return job


def apply(store: Store, draft: Draft, plan: Plan) -> Job:
    """Write the plan: backup, one transaction."""

    def job(progress: Progress) -> Imported:
        return importing.apply(store, draft, plan, progress)

    return job


@dataclass(frozen=True)
class Leftovers:
    """Rows of the sheet to be kept as a workbook of their own, and where."""

    store: Store
    draft: Draft
    words: RowWords
    rows: tuple[int, ...]
    path: Path


def save_rows(wanted: Leftovers) -> Job:
    """Write rows with the columns of their sheet, and after these where each stood and what is asked or wrong.

    Corrected, the workbook can be imported like any other: the two columns more feed nothing.
    """

    def job(_: Progress) -> Path:
        spare(wanted.store, wanted.path)
        council = wanted.store.council
        headings = _headings(wanted.draft)
        columns = [OutColumn(h) for h in (*headings, "Where it stood", "What is asked")]
        title = f"Rows of {wanted.draft.book.name}"
        write_workbook(
            OutTable(council.name, title, columns, _rows(wanted, headings), clock.now(), sample=council.sample),
            wanted.path,
        )
        return wanted.path

    return job


def _headings(draft: Draft) -> list[str]:
    names = (c.heading or f"Column {c.letter}" for t in draft.taken for c in t.table.columns)
    return list(dict.fromkeys(" ".join(name.split()) for name in names))


def _rows(wanted: Leftovers, headings: list[str]) -> list[list[Value]]:
    where = {(t.table.sheet, row.row): (t.table, row) for t in wanted.draft.taken for row in t.table.rows}
    rows: list[list[Value]] = []
    for index in wanted.rows:
        planned = wanted.words.of.plan.rows[index]
        cells = _cells(*where[planned.sheet, planned.row])
        asked = wanted.words.ours(index).spoken()
        rows.append([*(cells.get(h) for h in headings), f"{planned.sheet.strip()}, row {planned.row}", asked])
    return rows


def _cells(table: Table, row: TableRow) -> dict[str, Value]:
    named = (" ".join((c.heading or f"Column {c.letter}").split()) for c in table.columns)
    return {name: _value(cell) for name, cell in zip(named, row.values, strict=True)}


def _value(cell: object) -> Value:
    return cell if isinstance(cell, str | int | float | bool) else None if cell is None else str(cell)


def save_receipt(store: Store, draft: Draft, counts: tuple[tuple[str, str], ...], path: Path) -> Job:
    """Write the receipt of an import as a PDF."""

    def job(_: Progress) -> Path:
        council, book = store.council, draft.book
        about = (council.name, draft.register.title, book.name, book.sha256)
        print_receipt(Receipt(*about, counts, store.user, clock.now(), council.sample), path)
        return path

    return job
