"""The reports over a long log: the log of everything and the record of every entry, beside a register's plain list.

Run it by hand: python tests/benchmarks/bench_reports.py [entries]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from workbench.records import record
from workbench.records.store import Council, Store
from workbench.registers import MODELS, REGISTERS
from workbench.registers.checks import NOTHING, Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.reports.catalogue import Wanted, report
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import publication
from workbench.workflows.reporting.asked import Asked
from workbench.workflows.reporting.catalogue import PURPOSES

RULE = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "closure", bound="min")
FIRST = dt.date(2010, 1, 4)


def fill(store: Store, count: int) -> None:
    """As many entries, holdings and answered checks, of a hundred series."""
    with store.operation("Fill", "import") as operation:
        lines = [
            {"record_series": f"Series {n}", "reference": f"{n}", "rule": RULE, "responsible": f"Officer {n % 9}"}
            for n in range(100)
        ]
        series = record.add(ScheduleLine, lines, operation.id)
        days = [FIRST + dt.timedelta(days=n % 3000) for n in range(count)]
        record.add(Holding, (_holding(n, day, series[n % 100]) for n, day in enumerate(days)), operation.id)
        record.add(Check, (_check(n, day, series[n % 100]) for n, day in enumerate(days)), operation.id)
        record.add(LogEntry, (_entry(n, day) for n, day in enumerate(days)), operation.id)


def _holding(n: int, day: dt.date, series: int) -> dict[str, object]:
    return {"description": f"Box {n} of the store room", "series": series, "trigger_date": day, "place": "Shelf"}


def _check(n: int, day: dt.date, series: int) -> dict[str, object]:
    return {
        "what": f"Series {series}", "series": series, "officer": f"Officer {n % 9}", "rhythm": "monthly",
        "due_on": day, "answer": NOTHING, "answered_on": day, "log_number": f"2026/{n:03d}",
    }  # fmt: skip


def _entry(n: int, day: dt.date) -> dict[str, object]:
    return {
        "number": f"{day.year}/{n:06d}", "outcome": "destroyed", "carried_out": day, "decided": day,
        "series_reference": f"{n % 100}", "series_name": f"Series {n % 100}", "description": f"Box {n} of the store",
        "quantity": n % 9, "unit": "boxes", "rule": "Keep each file for 6 years from the day it was closed.",
        "authorised_by": "The council", "minute": "26/045", "method": "shredded", "done_by": "The clerk",
        "holds_checked": "No hold lay on it.", "remarks": "Taken to the lorry by two people." if n % 5 else "",
    }  # fmt: skip


def main() -> None:
    """Print seconds for each report as PDF and as workbook, after those of the log's plain list."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store, _ = Store.create(folder / "council", Council("Bench Town Council"), "a quiet afternoon", "Clerk", MODELS)
        fill(store, count)
        begun = time.perf_counter()
        report(LogEntry.register_name, REGISTERS).write(Wanted(store.council), folder / "list.pdf", None)
        print(f"{'plain list of the log':<28} {'.pdf':<6} {time.perf_counter() - begun:7.2f} s")
        for wanted in PURPOSES:
            for ending in publication.MADE:
                begun = time.perf_counter()
                done = publication.write_made(wanted.made(Asked(store.council)), folder / f"report{ending}")
                taken = time.perf_counter() - begun
                print(f"{wanted.name:<28} {ending:<6} {taken:7.2f} s  {done.rows:,} rows, {done.pages:,} pages")
        store.close()


if __name__ == "__main__":
    main()
