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


def main() -> None:
    """Print first paint, jump and filter beside the bare SQL."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    app = QApplication([])
    look = Look(app)
    with tempfile.TemporaryDirectory() as folder:
        store, _ = Store.create(Path(folder) / "c", Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
        fill(count)
        page = QWidget()
        page.resize(1366, 688)
        model = RegisterModel(REGISTER, lambda: True, page)
        table = RegisterTable(model, page)
        table.resize(1100, 560)
        page.show()
        app.processEvents()
        query = Query(ScheduleLine, REGISTER.columns)

        def paint(wanted: Query) -> None:
            model.show(wanted, wanted.ids())
            table.viewport().repaint()

        def jump(place: list[int]) -> None:
            place[0] = (place[0] * 7919 + 104_729) % max(len(model.ids) - 100, 1)
            table.verticalScrollBar().setValue(place[0] * table.rowHeight(0))
            table.viewport().repaint()

        sql, first = best(lambda: bare(IDS)), best(lambda: paint(query))
        place = [1]
        jumped = best(lambda: jump(place), 40)
        filtered = query.filtered("record_series", "burial")
        sql_filter, filter_ = best(lambda: bare(FILTER)), best(lambda: paint(filtered))
        print(f"rows {count:,}")
        print(
            f"first paint   {first:8.1f} ms   bare SQL {sql:8.1f} ms   over it {first - sql:7.1f} ms   (to reach 100)"
        )
        print(f"a jump        {jumped:8.1f} ms                                              (to reach 16)")
        ratio = filter_ / sql_filter
        print(
            f"a filter      {filter_:8.1f} ms   bare SQL {sql_filter:8.1f} ms   ratio   {ratio:7.2f}     (to reach 1.3)"
        )
        store.close()
    del look


if __name__ == "__main__":
    main()
