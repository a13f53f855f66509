"""A register as a workbook, beside openpyxl's own write-only mode with the same cells.

Run it by hand: python tests/benchmarks/bench_export.py [rows]
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from workbench.exchange.outgoing import OutColumn, OutTable, Value
from workbench.exchange.writing import write_workbook

WORDS = (
    "closure complaint file held by the Business Support Officer in the shared drive until end of financial year "
    "Cyngor Tref Llanrŵst customer service appeals correspondence record destroyed securely monthly check"
)
LABELS = ("Reference", "Service", "Section", "Record series", "Activity or use", "Stored system")
MORE = ("Agreed retention period", "Disposal arrangements", "Authority or reason")
COLUMNS = (
    *(OutColumn(label) for label in LABELS + MORE),
    OutColumn("Action", "choice", ("Destroy", "Review", "Keep")),
    OutColumn("Reviewed", "date"),
    OutColumn("Lines", "number"),
)
Row = tuple[Value, ...]


def rows(count: int) -> Iterator[Row]:
    """Rows of a schedule: nine texts, most of them different from row to row, a choice, a day and a number."""
    pick = random.Random(20261124)
    texts = [" ".join(pick.choices(WORDS.split(), k=pick.randint(2, 14))) for _ in range(5000)]
    day = dt.date(2026, 11, 24)
    for n in range(count):
        words = pick.choices(texts, k=6)
        yield (f"CS {n}", "Customer services", "Complaints", *words, "Destroy", day, n)


def ours(path: Path, count: int) -> None:
    """The workbook as the program writes it."""
    made = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
    write_workbook(OutTable("Sample Town Council", "Retention schedule", COLUMNS, rows(count), made), path)


def yardstick(path: Path, count: int) -> None:
    """The same cells by openpyxl, text kept as text and days with a format, nothing else."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Retention schedule")
    sheet.append([column.label for column in COLUMNS])
    for row in rows(count):
        sheet.append([_formatted(sheet, value) for value in row])
    book.save(path)


def _formatted(sheet: Any, value: Value) -> Any:
    cell: Any = WriteOnlyCell(sheet, cast(Any, value))
    cell.number_format = "ddd d mmm yyyy" if isinstance(value, dt.date) else "@"
    return cell


def bare(path: Path, count: int) -> None:
    """The same values by openpyxl with no cell of our own making: its fastest way."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Retention schedule")
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def main() -> None:
    """Print seconds of the processor, ratio, size and memory, and how our time grows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        taken = 0.0
        for part in (count // 100, count // 10, count):
            begun = time.process_time()
            ours(path, part)
            taken = time.process_time() - begun
            print(f"ours       {part:>7,} rows {taken:7.2f} s {path.stat().st_size / 1e6:6.1f} MB")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        for name, write in (("bare values", bare), ("formatted cells", yardstick)):
            begun = time.process_time()
            write(path, count)
            usual = time.process_time() - begun
            print(f"openpyxl write-only, {name}: {usual:.2f} s {path.stat().st_size / 1e6:.1f} MB")
            print(f"ratio {taken / usual:.3f} (to reach: 1.3)")


if __name__ == "__main__":
    main()
