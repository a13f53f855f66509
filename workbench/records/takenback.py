"""What was taken back and tells of people can come back until the files are closed; then its words go for good."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workbench.records import history
from workbench.records.database import database
from workbench.records.record import stored_of

if TYPE_CHECKING:
    from workbench.records.store import Store

# CROSS JOIN, for the few operations that were undone come first, whatever a long history looks like to the planner.
_TAKEN = """
    SELECT DISTINCT h.register, h.record FROM operation o
    CROSS JOIN history h ON h.operation = o.id CROSS JOIN history_values v ON v.seq = h.seq
    WHERE o.kind IN ('undo', 'redo') AND h.action = 'take back'
"""


def forget(store: Store) -> None:
    """Let go what the history keeps of such records: whenever files are closed, locked or opened for work.

    Opened too, for a crash or an older backup may have come before.
    """
    taken = defaultdict[str, list[int]](list)
    for register, number in database.execute_sql(_TAKEN).fetchall():
        taken[register].append(number)
    for model in store.models:
        if model.of_people and (mine := taken.get(model.register_name)):
            gone = [number for number in mine if number not in stored_of(model, [number])]
            if gone:
                with store.transaction():
                    history.forget(model.register_name, gone)
