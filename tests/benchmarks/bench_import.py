"""A schedule of many rows the whole way into the store, beside openpyxl walking over the same file.

Run it by hand: python tests/benchmarks/bench_import.py [rows]
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
from pathlib import Path

from workbench.exchange.worker import ReadingWorker
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import importing

HEADINGS = ("Ref", "Service", "Record series", "Description", "Retention period", "Disposal", "Reason")
PERIODS = (
    "6 years",
    "6 years after closure",
    "Permanent",
    "Current year + 6",
    "3 months",
    "12 years after end of lease",
)
DISPOSALS = ("Shred", "Clerk to check and delete every month", "Confidential waste", "Archive")
SERVICES = ("Finance", "Planning", "Cemetery", "Allotments")


def make(path: Path, count: int) -> None:
    """A workbook of seven columns, made by another library than the one measured."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Schedule")
    sheet.write_row(0, 0, HEADINGS)
    for n in range(count):
        event = ("closure", "creation", "last contact")[n % 3]
        period = PERIODS[n % 6] if n % 3 else f"{n % 29 + 1} years after {event}"
        about = f"Details of the records kept for activity {n % 977}"
        cells = (f"{n // 100 + 1}.{n % 100}", SERVICES[n % 4], f"Record series number {n}", about)
        sheet.write_row(n + 1, 0, (*cells, period, DISPOSALS[n % 4], "Limitation Act 1980"))
    book.close()


def yardstick(path: Path) -> int:
    """Every row as openpyxl's read-only mode gives it."""
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    sheet.reset_dimensions()
    return sum(1 for _ in sheet.iter_rows(values_only=True))


def whole_way(path: Path, store: Store, worker: ReadingWorker) -> int:
    """Read in the worker, understand, plan, back up, write with history and index."""
    draft = importing.propose(REGISTER, importing.read(path, worker), store)
    return importing.apply(store, draft, importing.plan(draft, store)).added


def started() -> ReadingWorker:
    """The reading process, begun before it is needed as the desktop does; its start is told apart."""
    before = time.perf_counter()
    worker = ReadingWorker()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "first.csv"
        path.write_text("Record series,Retention period\nMinutes,Permanent\n", encoding="utf-8")
        importing.read(path, worker)
    print(f"the reading process begins in {time.perf_counter() - before:.2f} s, before the file is chosen")
    return worker


def peak(who: int) -> float:
    """The most memory held, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    """Print the time of both, how it grows, and the memory of both processes."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    worker = started()
    with tempfile.TemporaryDirectory() as place:
        for count in (largest // 100, largest // 10, largest):
            path = Path(place) / f"{count}.xlsx"
            make(path, count)
            folder = Path(place) / f"council {count}"
            store, _ = Store.create(folder, Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
            gc.collect()
            before = time.perf_counter()
            assert whole_way(path, store, worker) == count
            ours = time.perf_counter() - before
            store.close()
            used = peak(resource.RUSAGE_SELF)
            before = time.perf_counter()
            yardstick(path)
            theirs = time.perf_counter() - before
            print(
                f"import {count:7,} rows  {ours:7.2f} s   openpyxl {theirs:7.2f} s   ratio {ours / theirs:.2f}"
                f"   {ours / count * 1e6:5.0f} µs a row   memory {used:.0f} MB"
            )
    worker.close()
    print(f"the reading process held {peak(resource.RUSAGE_CHILDREN):.0f} MB at most")
    print("to reach: ratio 1.0 at 100,000 rows, 400 MB")


if __name__ == "__main__":
    main()
