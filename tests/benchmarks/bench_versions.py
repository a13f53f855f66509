"""A schedule as a version adopted it, folded back from the history, beside the bare SQL that reads the same rows.

Run it by hand: python tests/benchmarks/bench_versions.py [lines] [changes]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench import editions
from workbench.records import earlier, history, record
from workbench.records.database import database
from workbench.records.store import Council, Store
from workbench.records.versions import Adopted, in_force
from workbench.registers import MODELS
from workbench.registers.retention_schedule import REGISTER, ScheduleLine
from workbench.registers.schedule_versions import ScheduleVersion

ROWS = 'SELECT * FROM "schedule_line" ORDER BY id'
ENTRIES = """SELECT h.record, h.action, h.fields, v.before FROM history h JOIN history_values v ON v.seq = h.seq
    WHERE h.seq > ? ORDER BY h.seq"""
RUNS = 7


def fill(store: Store, lines: int, changes: int) -> Adopted:
    """So many lines, adopted, and so many changes since."""
    with store.operation("Add", "edit") as operation:
        rows = [
            {"reference": f"{n:05}", "record_series": f"Series {n}", "period_text": f"{n % 30} years after closure"}
            for n in range(lines)
        ]
        numbers = record.add(ScheduleLine, rows, operation.id)
    with store.operation("Adopt", "edit") as operation:
        record.add(ScheduleVersion, [{"adopted_on": "2026-05-03", "minute": "26/045"}], operation.id)
    with store.operation("Change", "edit") as operation:
        changed = {n: {"period_text": "7 years"} for n in numbers[:: max(lines // changes, 1)][:changes]}
        record.change(ScheduleLine, changed, operation.id)
    found = in_force(ScheduleVersion)
    assert found is not None
    return found


def median(work: Callable[[], object]) -> float:
    """The median time of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the fold, the changes and the page head's count beside the bare SQL."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    changes = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        store, _ = Store.create(Path(folder) / "c", Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
        version = fill(store, lines, changes)
        connection, seq = database.connection(), version.stands_at

        def bare() -> None:
            connection.execute(ROWS).fetchall()
            connection.execute(ENTRIES, (seq,)).fetchall()

        sql, fold = median(bare), median(lambda: earlier.as_at(ScheduleLine, seq))
        told = median(lambda: editions.changes_since(REGISTER, version))
        head = median(lambda: editions.words_now(REGISTER))
        print(
            f"{lines:,} lines, {changes:,} changed since, {history.head().seq:,} entries: bare SQL {sql:.1f} ms, "
            f"lines as adopted {fold:.1f} ms, what changed {told:.1f} ms, words of the page head {head:.1f} ms"
        )
        store.close()


if __name__ == "__main__":
    main()
