"""A migration for tests, also for processes that are killed in the middle of it."""

from __future__ import annotations

from typing import Any


def rebuilt(connection: Any) -> None:
    """The table anew, one row after another."""
    connection.execute("CREATE TABLE fresh AS SELECT * FROM schedule_line WHERE 0")
    for (number,) in connection.execute("SELECT id FROM schedule_line ORDER BY id").fetchall():
        connection.execute("INSERT INTO fresh SELECT * FROM schedule_line WHERE id = ?", (number,))
        connection.execute("DELETE FROM schedule_line WHERE id = ?", (number,))
    connection.execute("INSERT INTO schedule_line SELECT * FROM fresh ORDER BY id")
    connection.execute("DROP TABLE fresh")
