"""Which files must wait: they are open, or a file that belongs with them, over any number of joins, is open or kept
longer. One rule, for the gate and for Home, which counts what may go.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from workbench.records.database import database
from workbench.records.record import table_name
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.parts import Linked

Key = tuple[str, int]

_FILES = " UNION ALL ".join(
    f"SELECT '{file.register.name}' AS register, id AS number, reference, closed_on IS NULL AS is_open "  # noqa: S608 - our own names
    f"FROM {table_name(file.record)} WHERE removed IS NULL"
    for file in CASE_FILES
)
# Files that are open on a day or not yet due, which keep those that belong with them; what is out of sight keeps none.
_KEEPS = """
    file.is_open OR EXISTS (SELECT 1 FROM holding AS kept WHERE kept."case" = file.number
    AND kept.case_register = file.register AND (kept.eligible_from IS NULL OR kept.eligible_from > ?))
"""
# Register and number of every file that must wait on a day, which is asked for once.
WAITING = f"""
    WITH RECURSIVE file AS ({_FILES}),
    pair AS (SELECT owner_register, owner, other_register, other FROM {table_name(Linked)} WHERE removed IS NULL),
    waits (register, number) AS (
    SELECT pair.other_register, pair.other FROM pair JOIN file
    ON file.register = pair.owner_register AND file.number = pair.owner AND ({_KEEPS})
    UNION SELECT pair.other_register, pair.other FROM waits JOIN pair
    ON pair.owner_register = waits.register AND pair.owner = waits.number)
    SELECT register, number FROM waits UNION SELECT register, number FROM file WHERE is_open
"""  # noqa: S608 - our own names
_KEEPER = f"""
    WITH file AS ({_FILES}) SELECT reference, is_open FROM file JOIN json_each(?) AS asked
    ON file.register = asked.value ->> 0 AND file.number = asked.value ->> 1 WHERE {_KEEPS}
    ORDER BY is_open DESC, reference LIMIT 1
"""  # noqa: S608 - our own names


def waiting(on: dt.date) -> set[Key]:
    """The files that must wait on a day."""
    return set(database.execute_sql(WAITING, (on.isoformat(),)).fetchall())


def keeper(files: Iterable[Key], on: dt.date) -> tuple[str, bool]:
    """The reference of the one among some files that keeps the others on a day, an open one first; is it open."""
    found = database.execute_sql(_KEEPER, (json.dumps(list(files)), on.isoformat())).fetchone()
    return (found[0], bool(found[1])) if found else ("a file", False)
