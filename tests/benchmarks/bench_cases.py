"""The day's list among many cases, re-dating open ones after a holiday, doubles of a new one, figures; beside each SQL.

Run it by hand: python tests/benchmarks/bench_cases.py [cases]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.records import history, record
from workbench.records.database import database
from workbench.records.query import Order, every
from workbench.records.store import Council, Store
from workbench.register import Register
from workbench.registers import MODELS, REGISTERS
from workbench.registers.bank_holidays import EVERYWHERE, BankHoliday
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.rules.deadlines.complaints import Policy
from workbench.workflows import committee, diary
from workbench.workflows.cases import opening, policy
from workbench.workflows.cases.policy import Own

OPEN, SPREAD = 10_000, 3_000
LIST, REDATE, TWICE, FIGURES = 50.0, 2.0, 50.0, 1.0  # to reach: ms over bare SQL, seconds, ms, seconds


def timed(work: Callable[[], object]) -> float:
    """Seconds a piece of work takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def cases(count: int, register: str, still: int) -> Iterator[dict[str, Any]]:
    """So many cases over the last years, the last of them still open."""
    today, rights = clock.today(), register == "rights-requests"
    for n in range(count):
        open_now = n >= count - still
        received = today - dt.timedelta(days=n % 20 if open_now else 40 + n % SPREAD)
        closed = None if open_now else received + dt.timedelta(days=20)
        own = {"right": "access", "requester": f"Applicant {n}", "identity": "known"}
        other = {"kind": "complaint", "subject": f"Matter {n}", "complainant": f"Complainant {n}"}
        yield {
            "reference": f"{register[0]}-{n}",
            "received": received,
            "channel": "email",
            "answered": closed,
            "closed_on": closed,
            **(own if rights else other),
        }


def fill(store: Store, count: int) -> None:
    """Half of them requests, half complaints; ten thousand are open."""
    with store.operation("Add", "edit") as op:
        for file in CASE_FILES:
            record.add(file.record, cases(count // 2, file.register.name, min(OPEN, count) // 2), op.id)


def day_list() -> None:
    """Home's list against one query a register that reads as many records."""
    registers = tuple(r for r in REGISTERS if r.group == "Cases")
    until = (clock.today() + diary.AHEAD).isoformat()
    sql = (
        "SELECT id, target, reference, next_step FROM {} WHERE target <= ? AND clock = 'running' AND removed IS NULL "
        "ORDER BY target LIMIT 50"
    )

    def bare() -> None:
        for register in registers:
            table = record.table_name(register.record)
            database.execute_sql(sql.format(table), (until,)).fetchall()

    ours, plain = best(lambda: diary.due(registers, clock.today())), best(bare)
    said("Home", ours, plain)
    for register in registers:
        table_view(register)


def table_view(register: Register) -> None:
    """The register's view of open cases by target, a page of it, against the same in SQL."""
    view = next(v for v in register.views if v.title == "Open")
    query = every(register.record, register.columns, order=(Order("target"),), view=view.where)
    sql = (
        f"SELECT id FROM {record.table_name(register.record)} WHERE removed IS NULL "
        "AND clock IN ('waiting', 'running', 'stopped', 'answered') ORDER BY target"
    )
    ours = best(lambda: query.page(query.ids()[:100]))
    said(f"{register.title}, open", ours, best(lambda: database.execute_sql(sql).fetchall()))


def best(work: Callable[[], object]) -> float:
    """The shortest of five."""
    return min(timed(work) for _ in range(5))


def said(what: str, ours: float, plain: float) -> None:
    """One line."""
    over = (ours - plain) * 1e3
    print(f"{what}: {ours * 1e3:.0f} ms, bare SQL {plain * 1e3:.0f} ms, over it {over:.0f} ms (to reach: {LIST:.0f})")


def main() -> None:
    """Print the figures with what to reach."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as place:
        store, _ = Store.create(Path(place) / "council", Council("Bench"), "a quiet afternoon", "Clerk", MODELS)
        print(f"{count:,} cases added in {timed(lambda: fill(store, count)):.1f} s")
        day_list()

        def holiday() -> None:
            with store.operation("Add a holiday", "edit") as op:
                day = clock.today() + dt.timedelta(days=4)
                record.add(BankHoliday, [{"day": day, "name": "Mourning", "where": EVERYWHERE}], op.id)

        still = sum(len(list(every(f.record, (), view=f.record.leaning).ids())) for f in CASE_FILES)
        print(f"a holiday: {still:,} open cases re-dated in {timed(holiday):.1f} s (to reach: {REDATE:.0f})")
        moved = list[int]()
        days = Own(Policy(acknowledge=3, stage1=8), 21, 6)
        took = timed(lambda: moved.append(policy.set_policy(store, days)))
        print(f"another policy: {moved[0]:,} of {still:,} moved in {took:.1f} s (to reach: {REDATE:.0f})")
        file = case_file("rights-requests")
        values = {"requester": "Applicant 77", "received": clock.today() - dt.timedelta(days=50), "channel": "email"}
        twice = best(lambda: opening.likely_twice(file, values))
        print(f"doubles of a new request: {twice * 1e3:.1f} ms (to reach: {TWICE:.0f})")
        sql = f"SELECT outcome, count(*) FROM {record.table_name(file.record)} GROUP BY substr(received, 1, 7), outcome"
        plain, whole = best(lambda: database.execute_sql(sql).fetchall()), best(lambda: committee.make(store))
        checked = timed(history.verify)
        print(
            f"the committee's figures: {whole:.2f} s (to reach: {FIGURES:.0f}), of which proving the history "
            f"{checked:.2f} s; one count in SQL {plain:.2f} s"
        )
        store.close()


if __name__ == "__main__":
    main()
