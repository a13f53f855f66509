"""What was taken back and tells of people can come back until the files are closed; then its words go for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.records import history
from workbench.records.database import database
from workbench.records.record import table_name

if TYPE_CHECKING:
    from workbench.records.store import Store

_GONE = """
    SELECT DISTINCT h.record FROM operation o
    JOIN history h ON h.operation = o.id JOIN history_values v ON v.seq = h.seq
    WHERE o.kind IN ('undo', 'redo') AND h.register = ? AND h.action = 'take back'
    AND h.record NOT IN (SELECT id FROM "{}")
"""


def forget(store: Store) -> None:
    """Let go what the history keeps of such records: whenever files are closed, locked or opened for work.

    Opened too, for a crash or an older backup may have come before.
    """
    for model in store.models:
        if model.of_people:
            rows = database.execute_sql(_GONE.format(table_name(model)), (model.register_name,)).fetchall()
            if rows:
                with store.transaction():
                    history.forget(model.register_name, [number for (number,) in rows])
