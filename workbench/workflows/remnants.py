"""What was destroyed lives on in the backups made before: how many hold it still, and until when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.display import count, day
from workbench.records import backup
from workbench.records.backup import Backup
from workbench.records.database import database
from workbench.records.layout import BACKUPS
from workbench.records.query import every
from workbench.records.record import values_of
from workbench.records.store import Store
from workbench.registers.disposal_batches import GONE, KEEP
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import Holding

_OF_RECORDS = """
    SELECT min(CASE WHEN action = 'add' THEN seq END), max(CASE WHEN action = 'destroy' THEN seq END) FROM history
    WHERE register = ? AND record IN (SELECT value FROM json_each(?))
"""
_OF_ALL = "SELECT 0, max(seq) FROM history WHERE action = 'destroy'"


@dataclass(frozen=True)
class Remnants:
    """How many backups in the council's folder still hold it, the day the last is let go by, and how many copies in
    the second place do, which nobody lets go but a person.
    """

    here: int = 0
    last: dt.date | None = None
    second: int = 0

    @property
    def sentence(self) -> str:
        """For a person; empty where no backup holds it."""
        said = []
        if self.here:
            backups = count(self.here, "backup still holds", "backups still hold")
            said.append(f"{backups} it; the last is let go by {day(self.last)}.")
        if self.second:
            copies = count(self.second, "copy", "copies")
            they = "holds it until somebody deletes it" if self.second == 1 else "hold it until somebody deletes them"
            said.append(f"{copies} in the second backup place {they}.")
        return " ".join(said)


def of_batch(store: Store, batch: int) -> Remnants:
    """The backups that still hold what went with a batch."""
    items = values_of(Item, every(Item, (), view=lambda: (Item.batch == batch) & (Item.standing == GONE)).ids())
    gone = [item["holding"] for item in items.values() if item["fate"] != KEEP]
    return _between(store, *database.execute_sql(_OF_RECORDS, (Holding.register_name, json.dumps(gone))).fetchone())


def of_all(store: Store) -> Remnants:
    """The backups that hold anything that was destroyed since they were made."""
    return _between(store, *database.execute_sql(_OF_ALL).fetchone())


def _between(store: Store, added: int | None, destroyed: int | None) -> Remnants:
    """The backups made after one entry of the history and before another."""
    if destroyed is None:
        return Remnants()
    here = _holding(store, store.folder / BACKUPS, added or 0, destroyed)
    note = backup.second_copy(store.folder)
    second = _holding(store, note.path.parent, added or 0, destroyed) if note else []
    days = [dt.datetime.fromisoformat(made.manifest.made).date() for made in here]
    return Remnants(len(here), max(days) + backup.LONGEST if days else None, len(second))


def _holding(store: Store, folder: Path, added: int, destroyed: int) -> Sequence[Backup]:
    mine = [made for made in backup.newest_first(folder) if made.manifest.store_id == store.store_id]
    return [made for made in mine if added <= made.manifest.head.seq < destroyed]
