"""A register's records as they stood after an earlier operation, beside the records as they stand."""

from __future__ import annotations

from workbench.records import history
from workbench.records.database import database
from workbench.records.record import Record, Values, from_history, meaning, values_of


def standing(model: type[Record]) -> dict[int, Values]:
    """Every record there is by id, removed ones too."""
    table = meaning(model).table
    rows = database.execute_sql(f'SELECT id FROM "{table}" ORDER BY id')  # noqa: S608 - the table's name is our own
    return values_of(model, [row[0] for row in rows])


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
    return {number: values for number, values in then.items() if values["removed"] is None}
