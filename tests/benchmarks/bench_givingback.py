"""10,000 changed cells given back into a workbook of 100,000 rows, beside openpyxl loading and saving the same file.

Run it by hand: python -m tests.benchmarks.bench_givingback [rows]
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from tests.benchmarks.bench_import import make, peak
from workbench.exchange.worker import ReadingWorker
from workbench.records import record
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import givingback, importing


def council(folder: Path, path: Path, rows: int) -> None:
    """The workbook made, imported into a new store, and every tenth line changed."""
    make(path, rows)
    store, _ = Store.create(folder, Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
    made = importing.propose(REGISTER, importing.read(path), store)
    importing.apply(store, made, importing.plan(made, store))
    with store.operation("Edit", "edit") as operation:
        changed = {n: {"activity": f"Another use, number {n}"} for n in range(1, rows, 10)}
        record.change(REGISTER.record, changed, operation.id)
    store.close()


def yardstick(path: Path, out: Path) -> None:
    """The same file through openpyxl, every tenth row changed."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1, 10):
        sheet.cell(row, 4).value = f"Another use, number {row - 1}"
    book.save(out)


def ours(folder: Path, path: Path, out: Path) -> None:
    """The whole way: read, hold against the register, write; printed with the memory of both processes."""
    worker = ReadingWorker()
    worker.start()
    store = Store.open(folder, "a quiet afternoon", MODELS)
    before = time.perf_counter()
    book = importing.read(path, worker)
    read = time.perf_counter() - before
    result = givingback.into(store, REGISTER, path, out, book)
    whole = time.perf_counter() - before
    assert not result.given.said, result.given.said
    print(f"ours     {result.given.cells:,} cells {whole:6.2f} s, {read:.2f} s of it reading", flush=True)
    store.close()
    worker.close()
    print(f"memory   {peak(resource.RUSAGE_SELF):.0f} MB, the reading process {peak(resource.RUSAGE_CHILDREN):.0f} MB")
    Path(f"{out}.time").write_text(f"{whole}")


def apart(job: Callable[..., None], *given: Any) -> None:
    """Do a job in a process of its own, so that its memory is its own."""
    process = multiprocessing.get_context("spawn").Process(target=job, args=given)
    process.start()
    process.join()
    assert process.exitcode == 0


def main() -> None:
    """Print both times, the ratio and the memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as place:
        folder, path, out = (Path(place) / name for name in ("council", "schedule.xlsx", "new.xlsx"))
        apart(council, folder, path, rows)
        apart(ours, folder, path, out)
        taken = float(Path(f"{out}.time").read_text())
        before = time.perf_counter()
        yardstick(path, Path(place) / "theirs.xlsx")
        usual = time.perf_counter() - before
        print(f"openpyxl load and save {usual:6.2f} s   ratio {taken / usual:.2f} (to reach: 0.5, 300 MB)")


if __name__ == "__main__":
    main()
