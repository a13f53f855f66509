"""Boxes that are due, and batches of them, for the tests of what goes wrong as they go."""

from __future__ import annotations

import datetime as dt

from workbench.records import record
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import disposal
from workbench.workflows.disposal import Authority

BOXES = 40
CLOSED = dt.date(2001, 3, 12)
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


def authorised(store: Store, number: int, boxes: int = BOXES) -> int:
    """A batch of new boxes, all of one name, ready to be carried out."""
    with store.operation("Add", "edit") as op:
        [series] = record.add(ScheduleLine, [{"record_series": f"Series {number}", "rule": TWO_YEARS}], op.id)
        rows = [{"description": f"Box of {number}", "series": series, "trigger_date": CLOSED} for _ in range(boxes)]
        ids = record.add(Holding, rows, op.id)
    batch = disposal.freeze(store, f"Batch {number}", ids)
    disposal.authorise(store, batch, Authority("Chair"))
    return batch
