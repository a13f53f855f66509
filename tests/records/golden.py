"""Makes the golden store of today's version in tests/data/store; run once for each version that is released.

    python -m tests.records.golden

A released golden store is never made anew: later versions must open it as it is. What must be found in it stands
beside it in golden.json, read with sqlcipher3 alone.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.records import raw
from workbench import clock
from workbench.records import history, keys, migrations, record
from workbench.records.store import Council, Store
from workbench.records.undo import undo
from workbench.registers import MODELS
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.schedule_versions import ScheduleVersion

PASSPHRASE = "a golden afternoon"
PLACE = Path(__file__).parents[1] / "data" / "store"
SERIES = ("Minutes", "Llyfrau cofnodion Llŷn", "Invoices = paid +44", "CCTV recordings", "Allotment letters")


def fill(store: Store) -> None:
    """Every way in which a store is written."""
    with store.operation("Add lines", "edit") as operation:
        rows = [
            {"reference": f"00{n}", "record_series": name, "period_text": f"{n} years after closure", "notes": "1\n2"}
            for n, name in enumerate(SERIES, 1)
        ]
        record.add(ScheduleLine, rows, operation.id)
    with store.operation("Adopt", "edit") as operation:
        decision = {"adopted_on": dt.date(2026, 5, 3), "minute": "26/045", "next_review": dt.date(2027, 5, 3)}
        record.add(ScheduleVersion, [decision], operation.id)
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {1: {"personal_data": True, "lawful_basis": "6-1-e"}}, operation.id)
    with store.operation("Remove", "edit") as operation:
        record.remove(ScheduleLine, [2], operation.id)
    with store.operation("Add one", "edit") as operation:
        record.add(ScheduleLine, [{"record_series": "Taken back"}], operation.id)
    undo(store, operation.id)
    with store.transaction():
        history.forget(ScheduleLine.register_name, [5])
    store.set_setting("import mappings", {"retention-schedule": {"a": {"columns": {"0": "reference"}}}})
    store.keep_draft("draft retention-schedule", {"record_series": "Not yet added"})


def make(folder: Path) -> None:
    """Make the golden store of this version in `folder`, and what must be found in it."""
    clock.set_source(lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    keys.cost.m, keys.cost.t = 64, 1  # a test's passphrase needs no costly key
    try:
        with tempfile.TemporaryDirectory() as place:
            about = begun(Path(place) / "council")
            target = folder / f"version{len(migrations.MIGRATIONS)}"
            target.mkdir(parents=True)
            for file in ("council.gwb", "council.keys"):
                shutil.copy(Path(place) / "council" / file, target / file)
    finally:
        clock.set_source(None)
    (target / "golden.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def begun(folder: Path) -> dict[str, Any]:
    """Make the council, closed; what must be found in it."""
    council = Council("Golden Town Council", "wales", sample=True)
    store, recovery_key = Store.create(folder, council, PASSPHRASE, "Jo Clerk", MODELS)
    fill(store)
    head = history.head()
    store.close()
    return {
        "passphrase": PASSPHRASE,
        "recovery_key": recovery_key,
        "head": {"seq": head.seq, "hash": head.hash, "code": head.code},
        "tables": raw.tables(folder / "council.gwb", raw.data_key(folder / "council.keys", PASSPHRASE)),
    }


if __name__ == "__main__":
    make(PLACE)
