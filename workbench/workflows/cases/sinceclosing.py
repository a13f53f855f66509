"""What came to a file after it was closed: it stands there as that, and the file stays closed.

Its day of destruction stays as well, unless its line of the schedule counts from the last dealing with the person: that
is reckoned anew with each (law reference 6.5, LAST_CONTACT).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbench import clock
from workbench.records import history, record
from workbench.records.attachments import Attachment, Owner
from workbench.records.database import database
from workbench.records.record import Record, Values, table_name
from workbench.registers.cases.files import case_file, file_kept_in
from workbench.registers.cases.parts import Entry
from workbench.registers.retention_schedule import ScheduleLine

Key = tuple[str, int]
AFTER, NOTED_AFTER = "after the closing", "noted after the closing"
_LAST_CONTACT = "last_contact"
_DEALINGS = ("in", "out", "call", "meeting", "progress")
_LAST = f"""
    SELECT owner, max(day) FROM {table_name(Entry)} WHERE owner_register = ? AND removed IS NULL AND day <= ?
    AND kind IN (SELECT value FROM json_each(?)) AND owner IN (SELECT value FROM json_each(?)) GROUP BY owner
"""  # noqa: S608 - our own name


def said(key: Key, values: Values, entries: Mapping[int, dt.date]) -> dict[int, str]:
    """Of the entries of a file, by number with their day, those that came since it was closed, and what is said then.

    A day before the closing that was noted after it is called so.
    """
    closed: dt.date | None = values["closed_on"]
    if closed is None:
        return {}
    since = _added(Entry, key, list(entries))
    late = {number: day for number, day in entries.items() if number in since or day > closed}
    return {number: NOTED_AFTER if day < closed else AFTER for number, day in late.items()}


def papers(owner: Owner, numbers: Sequence[int]) -> set[int]:
    """Those of some documents of a file that were added since it was closed; none while it is open, or of no file."""
    closed = file_kept_in(owner.register) and _closed(owner.register, [owner.number]).get(owner.number)
    return _added(Attachment, owner, numbers) if closed else set()


def _added(model: type[Record], key: Key, numbers: Sequence[int]) -> set[int]:
    return history.added_since(model.register_name, numbers, *key, "closed_on")


def runs_from(register: str, files: Mapping[int, Values]) -> dict[int, dt.date | None]:
    """The day from which the period of each of some files runs: its closing, or a later dealing where the line says so.

    None while a file is open.
    """
    found: dict[int, dt.date | None] = {case: values["closed_on"] for case, values in files.items()}
    lines = _by_contact(values["series"] for values in files.values())
    asked = [case for case, day in found.items() if day is not None and files[case]["series"] in lines]
    if asked:
        given = (register, clock.today().isoformat(), json.dumps(_DEALINGS), json.dumps(asked))
        for case, day in database.execute_sql(_LAST, given):
            found[case] = max(found[case] or dt.date.min, dt.date.fromisoformat(day))
    return found


def moved(entries: Iterable[Mapping[str, Any]]) -> Iterator[Key]:
    """The closed files whose day follows from some entries that were written or taken back."""
    for register, case in dict.fromkeys((entry["owner_register"], entry["owner"]) for entry in entries):
        values = record.whole_of(case_file(register).record, [case]).get(case)
        if values is not None and values["closed_on"] is not None and _by_contact([values["series"]]):
            yield register, case


def counted_otherwise(holdings: Sequence[tuple[str, int, int, dt.date | None]]) -> list[Key]:
    """Those of some closed files whose day is counted otherwise by now, as their line is; each by its register and
    number, the line, and the day its period runs from so far.
    """
    lines = _by_contact(series for _, _, series, _ in holdings)
    registers = {register for register, *_ in holdings}
    closed = {r: _closed(r, [case for name, case, *_ in holdings if name == r]) for r in registers}
    return [
        (register, case)
        for register, case, series, day in holdings
        if day is not None and (series in lines or day.isoformat() != closed[register].get(case))
    ]


def _closed(register: str, cases: Sequence[int]) -> dict[int, str | None]:
    """The days on which some files were closed."""
    table = table_name(case_file(register).record)
    sql = f"SELECT id, closed_on FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own name
    return dict(database.execute_sql(sql, (json.dumps(list(cases)),)).fetchall())


def _by_contact(series: Iterable[int | None]) -> set[int]:
    """Those of some lines of the schedule whose period runs from the last dealing with the person."""
    lines = record.values_of(ScheduleLine, list({number for number in series if number is not None}))
    return {n for n, line in lines.items() if line["rule"] is not None and line["rule"].trigger == _LAST_CONTACT}
