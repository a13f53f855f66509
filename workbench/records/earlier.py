"""A register's records as they stood after an earlier operation, beside the records as they stand."""

from __future__ import annotations

from collections.abc import Collection

from workbench.records import history
from workbench.records.database import database
from workbench.records.record import Record, Values, from_history, meaning

_REMOVED = "removed"


def standing(model: type[Record], names: Collection[str]) -> dict[int, Values]:
    """Every record there is by id, removed ones too: the values of those fields and when it was removed.

    Equal texts are one object, which keeps a hundred thousand records small.
    """
    about = meaning(model)
    fields = [field for field in about.fields if field.name in names or field.name == _REMOVED]
    columns = ", ".join(f'"{field.name}"' for field in fields)
    sql = f'SELECT id, {columns} FROM "{about.table}" ORDER BY id'  # noqa: S608 - names are our own
    keys, read = [field.name for field in fields], [field.python_value for field in fields]
    known: dict[str, str] = {}
    found = {}
    for number, *stored in database.execute_sql(sql):
        values = [
            make(known.setdefault(v, v) if v.__class__ is str else v) for make, v in zip(read, stored, strict=True)
        ]
        found[number] = dict(zip(keys, values, strict=True))
    return found


def as_after(model: type[Record], operation: int, now: dict[int, Values]) -> dict[int, Values]:
    """Those of `now` that were live right after an operation, with the values they had then."""
    about, then = meaning(model), dict(now)
    for entry in history.since(model.register_name, operation):
        number = entry.record
        if number not in now:
            continue
        if entry.action == "add":
            then.pop(number, None)
        elif entry.before is not None:
            under = about.empty if entry.after is None else then.get(number, about.empty)
            then[number] = {**under, **from_history(about, entry.before)}
    return {number: values for number, values in then.items() if values[_REMOVED] is None}
