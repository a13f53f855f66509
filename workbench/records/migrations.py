"""Changes of the tables from version to version: numbered functions, each run once, in order, in one transaction.

New registers need none: their tables are made from their models when the store is opened for work. A function stands
here when a table that councils already have must change. A released function is never edited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.records import history
from workbench.records.database import APPLICATION_ID

Migration = Callable[[Any], None]


class ReferencesBroken(Exception):
    """A migration left a row that points nowhere: a mistake of ours, the file stays as it was."""


def _first_tables(connection: Any) -> None:
    """Operations, history and the council's own settings."""
    for statement in history.TABLES:
        connection.execute(statement)
    connection.execute("CREATE TABLE council_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


MIGRATIONS: tuple[Migration, ...] = (_first_tables,)


def version(connection: Any) -> int:
    """How many migrations a store has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def run(connection: Any, steps: Sequence[Migration]) -> int:
    """Bring a raw connection's store up to date; returns how many steps were taken. All or nothing."""
    waiting = steps[version(connection) :]
    if not waiting:
        return 0
    # Tables are rebuilt by renaming; the references are checked as a whole afterwards.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        _run(connection, waiting, len(steps))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
    return len(waiting)


def _run(connection: Any, waiting: Sequence[Migration], total: int) -> None:
    for step in waiting:
        step(connection)
    if broken := history.lost(connection):
        raise ReferencesBroken(f"{len(broken)} rows point nowhere, the first in {broken[0]}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {total}")
