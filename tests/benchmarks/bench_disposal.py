"""What is due among many holdings, reckoning after a changed rule, a large batch, a long log; beside each the bare SQL.

Run it by hand: python tests/benchmarks/bench_disposal.py [holdings]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench import clock
from workbench.records import history, record
from workbench.records.database import database
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import disposal
from workbench.workflows.disposal import Authority, Doing

CHANGED, BATCH, ENTRIES = 20_000, 5_000, 100_000


def years(number: int) -> RetentionRule:
    """So many years after closure."""
    return RetentionRule(Kind.FIXED, Length(number, Unit.YEARS), "closure", bound="min")


def timed(work: Callable[[], object]) -> float:
    """Seconds a piece of work takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def fill(store: Store, count: int) -> None:
    """Holdings of a few series, closed over the last fifty years and more; the second series has those that change."""
    with store.operation("Add", "edit") as op:
        lines = [{"record_series": f"Series {n}", "rule": years(n % 9 + 2)} for n in range(20)]
        record.add(ScheduleLine, lines, op.id)
        first = dt.date(1970, 1, 1)
        rows = (
            {
                "description": f"Box {n}",
                "series": 2 if n < CHANGED else 3 + n % 18,
                "trigger_date": first + dt.timedelta(days=n * 20_000 // count + (15_000 if n % 20 else 0)),
            }
            for n in range(count)
        )
        record.add(Holding, rows, op.id)


def main() -> None:
    """Print the four figures with what to reach."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        store, _ = Store.create(Path(place) / "council", Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
        print(f"{count:,} holdings added in {timed(lambda: fill(store, count)):.1f} s")
        until = clock.today() - dt.timedelta(days=365 * 6)
        disposal.due(until)
        found: list[int] = []
        ours = min(timed(lambda: found.extend(disposal.due(until))) for _ in range(3))
        sql = "SELECT id FROM holding WHERE eligible_from <= ? AND removed IS NULL ORDER BY dispose_by"
        bare = min(timed(database.execute_sql(sql, (until.isoformat(),)).fetchall) for _ in range(3))
        print(f"due: {len(found) // 3:,} found in {ours * 1e3:.0f} ms, bare SQL {bare * 1e3:.0f} ms (to reach: 100 ms)")

        def changed() -> None:
            with store.operation("Change", "edit") as op:
                record.change(ScheduleLine, {2: {"rule": years(7)}}, op.id)

        moved = min(CHANGED, count)
        print(f"a changed rule: {moved / timed(changed):,.0f} holdings a second (to reach: 10,000)")
        going = list(disposal.due(clock.today()))[:BATCH]

        def batch() -> None:
            number = disposal.freeze(store, "Bench", going)
            disposal.authorise(store, number, Authority("Chair"))
            disposal.carry_out(store, number, Doing("shredded", "Clerk"))

        print(f"a batch of {len(going):,}: {timed(batch):.2f} s from frozen to logged (to reach: 5 s)")
        entries = history.head().seq
        spent = timed(history.verify)
        print(f"verify: {spent * ENTRIES / entries:.2f} s for each 100,000 entries (to reach: 1 s)")
        store.close()


if __name__ == "__main__":
    main()
