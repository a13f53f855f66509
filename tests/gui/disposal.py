"""A council with holdings, a hold and checks, for the pages of disposal."""

from __future__ import annotations

import datetime as dt

from workbench import clock
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import holds

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
ROUTINE = ("Blue Badge photographs", "CCTV recordings", "Notes of the front desk")
BOXES = ("Complaint files 2019, A to M", "Complaint files 2019, N to Z", "Complaint files 2020", "Complaint files 2021")
HELD = "Request for information about the car park"


def fill(store: Store) -> list[int]:
    """A line with a period and four boxes whose period is over, the last on hold; three lines that are looked at."""
    with store.operation("Fill", "import") as op:
        lines = [
            {"record_series": "Complaints closed", "reference": "6.1", "rule": TWO_YEARS, "period_text": "2 years"}
        ]
        lines += [
            {"record_series": name, "rhythm": "monthly", "responsible": "Business Support Officer"} for name in ROUTINE
        ]
        series = record.add(ScheduleLine, lines, op.id)[0]
        closed = clock.today() - dt.timedelta(days=3 * 366)
        rows = [
            {"description": name, "series": series, "trigger_date": closed, "quantity": 2, "unit": "boxes"}
            for name in BOXES
        ]
        numbers = record.add(Holding, rows, op.id)
    holds.place(store, {"reason": HELD, "kind": "request", "holding": numbers[-1]})
    return numbers
