"""The table of a register over a million rows, beside the bare SQL behind it.

Run it by hand: python tests/benchmarks/bench_table.py [rows]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.table.model import RegisterModel
from workbench.gui.table.view import RegisterTable
from workbench.gui.theme.look import Look
from workbench.records.database import database
from workbench.records.query import Query
from workbench.records.record import meaning
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import REGISTER, ScheduleLine

WORDS = (
    "paper",
    "file",
    "closed",
    "council",
    "minutes",
    "hall",
    "hire",
    "allotment",
    "burial",
    "receipt",
    "deed",
    "map",
)
IDS = 'SELECT id FROM "schedule_line" WHERE removed IS NULL ORDER BY id'
FILTER = "SELECT id FROM \"schedule_line\" WHERE removed IS NULL AND record_series LIKE '%burial%' ORDER BY id"


def fill(count: int) -> None:
    """Rows straight into the table; history and index are not what is measured here."""
    about = meaning(ScheduleLine)
    rows = []
    for n in range(1, count + 1):
        name = f"{WORDS[n % 12]} {WORDS[n * 7 % 12]} {n}"
        values = about.empty | {
            "record_series": name,
            "period_text": f"{n % 30} years",
            "reference": f"{n // 100}.{n % 100}",
        }
        rows.append((n, *about.stored(values)))
    with database.atomic("IMMEDIATE"):
        database.connection().executemany(about.insert, rows)


def best(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def bare(sql: str) -> int:
    """The bare SQL, all rows fetched."""
    return len(database.connection().execute(sql).fetchall())


class Measured:
    """The table of a register on a page, over the rows of the open store."""

    def __init__(self) -> None:
        self.page = QWidget()
        self.page.resize(1366, 688)
        self.model = RegisterModel(REGISTER, lambda: True, self.page)
        self.table = RegisterTable(self.model, self.page)
        self.table.resize(1100, 560)
        self.page.show()
        QApplication.processEvents()  # nothing is painted before the window system has shown it
        self._place = 1

    def paint(self, wanted: Query) -> None:
        """Show the rows of a query."""
        self.model.show(wanted, wanted.ids())
        self.table.viewport().repaint()

    def jump(self) -> None:
        """Show rows somewhere else."""
        self._place = (self._place * 7919 + 104_729) % max(len(self.model.ids) - 100, 1)
        self.table.verticalScrollBar().setValue(self._place * self.table.rowHeight(0))
        self.table.viewport().repaint()


def measure(count: int) -> None:
    """Print first paint, jump and filter over so many rows beside the bare SQL."""
    with tempfile.TemporaryDirectory() as folder:
        store, _ = Store.create(Path(folder) / "c", Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
        fill(count)
        measured, query = Measured(), Query(ScheduleLine, REGISTER.columns)
        sql, first = best(lambda: bare(IDS)), best(lambda: measured.paint(query))
        jumped = best(measured.jump, 40)
        filtered = query.filtered("record_series", "burial")
        sql_filter, filter_ = best(lambda: bare(FILTER)), best(lambda: measured.paint(filtered))
        print(
            f"{count:>9,} rows   first paint {first:7.1f} ms, bare SQL {sql:7.1f}, over it {first - sql:6.1f}   "
            f"a jump {jumped:5.1f} ms   a filter {filter_:7.1f} ms, bare SQL {sql_filter:7.1f}, "
            f"ratio {filter_ / sql_filter:.2f}"
        )
        store.close()


def main() -> None:
    """Print it at four sizes, to show how it grows."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    app = QApplication([])
    look = Look(app)
    for count in (largest // 1000, largest // 100, largest // 10, largest):
        measure(count)
    print("to reach at 1,000,000 rows: first paint 100 ms over the SQL, a jump 16 ms, a filter ratio 1.3")
    del look


if __name__ == "__main__":
    main()
