"""Who did what when: one entry for each change, written with the change, and the operations they belong to."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench import clock, display
from workbench.records import chain
from workbench.records.chain import Head, Verdict
from workbench.records.database import database

Kept = Mapping[str, Any]
SALT, BATCH = 16, 2_000
WHOLE = "[]"  # the record came or went as a whole; its values say the fields
BACKWARDS = dt.timedelta(minutes=5)
AHEAD = dt.timedelta(days=40)
CLOCK_CONFIRMED = "clock confirmed"  # the action by which somebody says that the clock is right

# An import writes a hundred thousand entries: what they point to is looked at when the file is checked (`lost`).
TABLES = (
    """CREATE TABLE operation (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL, started TEXT NOT NULL,
        user TEXT NOT NULL, undone_by INTEGER REFERENCES operation(id))""",
    """CREATE TABLE history (
        seq INTEGER PRIMARY KEY, utc TEXT NOT NULL, offset INTEGER NOT NULL, user TEXT NOT NULL,
        operation INTEGER NOT NULL, register TEXT NOT NULL, record INTEGER NOT NULL,
        action TEXT NOT NULL, fields TEXT NOT NULL, clock_suspect INTEGER NOT NULL,
        digest BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL)""",
    """CREATE TABLE history_values (
        seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, before TEXT, after TEXT)""",
    "CREATE INDEX history_record ON history(record)",
    "CREATE INDEX history_operation ON history(operation)",
    "CREATE INDEX history_destroyed ON history(action) WHERE action = 'destroy'",
    "CREATE INDEX history_sure ON history(clock_suspect)",  # and so the last that was not in doubt
    "CREATE INDEX history_forgotten ON history(action) WHERE action = 'forget'",
    """CREATE TRIGGER history_stays BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'an entry of the history cannot be removed'); END""",
    """CREATE TRIGGER history_as_written BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'an entry of the history cannot be changed'); END""",
    """CREATE TRIGGER history_values_as_written BEFORE UPDATE ON history_values
        BEGIN SELECT RAISE(ABORT, 'values of the history can be forgotten but not changed'); END""",
    """CREATE TRIGGER operation_stays BEFORE DELETE ON operation
        WHEN EXISTS (SELECT 1 FROM history WHERE operation = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'an operation with entries cannot be removed'); END""",
    """CREATE TRIGGER operation_as_written BEFORE UPDATE OF id, name, kind, started, user ON operation
        BEGIN SELECT RAISE(ABORT, 'an operation can be undone but not changed'); END""",
)

_POINTERS = (
    "PRAGMA foreign_key_check",
    "SELECT 'history' FROM history h LEFT JOIN operation o ON o.id = h.operation WHERE o.id IS NULL LIMIT 1",
    "SELECT 'history_values' FROM history_values v LEFT JOIN history h ON h.seq = v.seq WHERE h.seq IS NULL LIMIT 1",
)
_INSERT = "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_VALUES = "INSERT INTO history_values VALUES (?, ?, ?, ?)"
_ENTRIES = """
    SELECT h.seq, h.utc, h.offset, h.user, h.operation, h.register, h.record, h.action, h.fields, h.clock_suspect,
           CASE WHEN v.seq THEN 'true' END, v.before, v.after
    FROM history h LEFT JOIN history_values v ON v.seq = h.seq
"""
_TOUCHED = """
    SELECT DISTINCT record FROM history
    WHERE operation = ? AND register = ? AND (action = 'reckon') = ? AND fields LIKE ? ORDER BY record
"""
_SINCE = """
    SELECT DISTINCT record FROM history WHERE register = ? AND action = 'add'
    AND record IN (SELECT value FROM json_each(?)) AND operation > (SELECT max(operation)
    FROM history WHERE register = ? AND record = ? AND (action = 'add' OR fields LIKE ?))
"""
_PART = "SELECT seq, register, record FROM history WHERE operation = ? AND seq > ? ORDER BY seq LIMIT ?"
_OF_SOME = "WHERE h.record IN (SELECT value FROM json_each(?)) AND +h.operation = ? ORDER BY h.seq"
_UNUSED = """
    DELETE FROM operation WHERE id = ? AND NOT EXISTS (SELECT 1 FROM history WHERE operation = ?)
    AND NOT EXISTS (SELECT 1 FROM operation WHERE undone_by = ?)
"""
_OPERATIONS = "SELECT id, name, kind, started, user, undone_by FROM operation"


class Change(NamedTuple):
    """One record's change: the values by field name before and after as canonical JSON; None = was not there."""

    register: str
    record: int
    action: str
    before: str | None
    after: str | None
    fields: str = WHOLE


def change_of(register: str, record: int, action: str, before: Kept | None, after: Kept | None) -> Change:
    """A change whose values are given by field name, as JSON can hold them, with the names of those that changed."""
    was, is_ = (None if values is None else chain.canonical(values) for values in (before, after))
    names = WHOLE if before is None or after is None else chain.names(tuple(before), tuple(after))
    return Change(register, record, action, was, is_, names)


@dataclass(frozen=True)
class Entry:
    """One entry read back. `utc` is the wall clock at the time; the order of entries is that of `seq`.

    `fields` are the names of those that changed; where a record came or went as a whole, of those it had, while kept.
    """

    seq: int
    utc: str
    offset: int
    user: str
    operation: int
    register: str
    record: int
    action: str
    fields: tuple[str, ...]
    clock_suspect: bool
    forgotten: bool
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Operation:
    """What a person did in one go and can undo in one go."""

    id: int
    name: str
    kind: str
    started: str = field(default="")
    user: str = field(default="")
    undone_by: int | None = None


def begin(name: str, kind: str, user: str) -> Operation:
    """Enter an operation in the open transaction."""
    started = _utc(clock.now())
    row = "INSERT INTO operation (name, kind, started, user) VALUES (?, ?, ?, ?)"
    number = database.execute_sql(row, (name, kind, started, user)).lastrowid
    return Operation(int(number), name, kind, started, user)


def end(operation: int) -> None:
    """Take an operation out again when nothing was changed in it and it undid nothing."""
    database.execute_sql(_UNUSED, (operation, operation, operation))


def append(changes: Sequence[Change], operation: int) -> None:
    """Add an entry for each change, inside the caller's transaction."""
    if not changes:
        return
    connection = database.connection()
    (user,) = connection.execute("SELECT user FROM operation WHERE id = ?", (operation,)).fetchone()
    now, at, last = clock.now(), head(connection), _last_sure_moment(connection)
    suspect = clock_suspect(last, now) and changes[0].action != CLOCK_CONFIRMED
    offset = int((now.utcoffset() or dt.timedelta()).total_seconds() // 60)
    stamp = (_utc(now), offset, user, operation, int(suspect))
    for start in range(0, len(changes), BATCH):
        entries, values = _sealed(changes[start : start + BATCH], at, stamp)
        connection.executemany(_INSERT, entries)
        connection.executemany(_INSERT_VALUES, values)
        at = Head(entries[-1][0], entries[-1][-1].hex())


def _sealed(changes: Sequence[Change], at: Head, stamp: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """The rows of both tables for changes that follow `at`."""
    utc, offset, user, operation, suspect = stamp
    seq, previous = at.seq, bytes.fromhex(at.hash)
    salts, entries, values = os.urandom(SALT * len(changes)), [], []
    for number, change in enumerate(changes):
        salt = salts[number * SALT : (number + 1) * SALT]
        register, record, action, before, after, names = change
        digest = chain.digest_of(salt, before, after)
        what = (utc, offset, user, operation, register, record, action, names, suspect, digest)
        seq += 1
        sealed = chain.link(seq, previous, chain.payload(what))
        entries.append((seq, *what, previous, sealed))
        values.append((seq, salt, before, after))
        previous = sealed
    return entries, values


def head(connection: Any = None) -> Head:
    """The last entry; number 0 for a history that has not begun."""
    row = (connection or database.connection()).execute("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
    last = row.fetchone()
    return Head(last[0], last[1].hex()) if last else Head(0, chain.BEGINNING.hex())


def hash_at(seq: int) -> str | None:
    """The hash of an entry in hex, or None where there is no such entry."""
    row = database.execute_sql("SELECT hash FROM history WHERE seq = ?", (seq,)).fetchone()
    return row[0].hex() if row else None


def day_of(seq: int) -> dt.date | None:
    """The day on the wall calendar on which an entry was written; None where there is no such entry."""
    row = database.execute_sql("SELECT date(utc, offset || ' minutes') FROM history WHERE seq = ?", (seq,)).fetchone()
    return dt.date.fromisoformat(row[0]) if row else None


def lost(connection: Any) -> list[str]:
    """The tables of a store that hold a row which points nowhere."""
    return [row[0] for check in _POINTERS for row in connection.execute(check)]


def verify() -> Verdict:
    """Read the whole chain of the open store: intact, or which entry broke."""
    return chain.verify(database.connection())


def entry_with_code(code: str) -> int | None:
    """The number of the entry whose printed short code this is, or None if the history holds no such entry."""
    return chain.with_code(database.connection(), code)


def entry(seq: int) -> Entry:
    """The entry of that number; KeyError where there is none."""
    found = _entries(_ENTRIES + "WHERE h.seq = ?", (seq,))
    if not found:
        raise KeyError(seq)
    return found[0]


def of_record(register: str, record: int) -> list[Entry]:
    """Everything that happened to one record, oldest first."""
    return _entries(_ENTRIES + "WHERE h.register = ? AND h.record = ? ORDER BY h.seq", (register, record))


def of_operation(operation: int) -> list[Entry]:
    """Everything that was done in one operation, in order."""
    return _entries(_ENTRIES + "WHERE h.operation = ? ORDER BY h.seq", (operation,))


def was_destroyed(register: str, record: int) -> bool:
    """Whether a record was destroyed; its number is never given again."""
    sql = "SELECT 1 FROM history WHERE record = ? AND register = ? AND action = 'destroy' LIMIT 1"
    return database.execute_sql(sql, (record, register)).fetchone() is not None


def kinds_of(operation: int) -> set[tuple[str, str]]:
    """What an operation did, as register and action."""
    rows = database.execute_sql("SELECT DISTINCT register, action FROM history WHERE operation = ?", (operation,))
    return set(rows.fetchall())


def in_parts(operation: int, most: int = 500) -> Iterator[list[Entry]]:
    """What was done in an operation, some records at a time, each record's entries together and in order."""
    seen, at = set[tuple[str, int]](), 0
    while rows := database.execute_sql(_PART, (operation, at, most)).fetchall():
        at, new = rows[-1][0], {(register, number) for _, register, number in rows} - seen
        numbers = json.dumps([number for _, number in new])
        yield [e for e in _entries(_ENTRIES + _OF_SOME, (numbers, operation)) if (e.register, e.record) in new]
        seen |= new


def touched(operation: int, register: str, *, field: str = "", anew: bool = False) -> list[int]:
    """The records of a register that an operation wrote, or changed in one field; or only worked out `anew`."""
    wanted = f'%"{field}"%' if field else "%"
    return [number for (number,) in database.execute_sql(_TOUCHED, (operation, register, anew, wanted))]


def added(operation: int, register: str) -> list[int]:
    """The records of a register that an operation added."""
    sql = "SELECT DISTINCT record FROM history WHERE operation = ? AND register = ? AND action = 'add' ORDER BY record"
    return [number for (number,) in database.execute_sql(sql, (operation, register))]


def added_since(register: str, records: Sequence[int], other: str, number: int, field: str) -> set[int]:
    """Those of some records that were added after the operation that last set a field of another, given by register and
    number.
    """
    asked = (register, str(list(records)), other, number, f'%"{field}"%')
    return {found for (found,) in database.execute_sql(_SINCE, asked)}


def followed(operation: int, most: int) -> list[Entry]:
    """The first entries of records that were only worked out anew in an operation, because of others."""
    these = "WHERE h.operation = ? AND h.action = 'reckon' ORDER BY h.seq LIMIT ?"
    return _entries(_ENTRIES + these, (operation, most))


def followed_counts(operation: int) -> dict[str, int]:
    """How many records of each register were worked out anew in an operation, because of others."""
    sql = """SELECT register, count(DISTINCT record) FROM history WHERE operation = ? AND action = 'reckon'
        GROUP BY register"""
    return dict(database.execute_sql(sql, (operation,)).fetchall())


def last_of(operation: int) -> int:
    """The number of the last entry written by the end of an operation."""
    sql = "SELECT seq FROM history WHERE operation <= ? ORDER BY operation DESC, seq DESC LIMIT 1"
    row = database.execute_sql(sql, (operation,)).fetchone()
    return int(row[0]) if row else 0


def brought(register: str) -> dict[int, Operation]:
    """The operation that added each record of a register last."""
    sql = """SELECT h.record, o.id, o.name, o.kind FROM history h JOIN operation o ON o.id = h.operation
        WHERE h.register = ? AND h.action = 'add' ORDER BY h.seq"""
    return {row[0]: Operation(*row[1:]) for row in database.execute_sql(sql, (register,))}


def last_number() -> int:
    """The number of the last operation; 0 before the first."""
    row = database.execute_sql("SELECT max(id) FROM operation").fetchone()
    return int(row[0] or 0)


def operation_of(number: int) -> Operation | None:
    """An operation by its number."""
    row = database.execute_sql(_OPERATIONS + " WHERE id = ?", (number,)).fetchone()
    return Operation(*row) if row else None


def recent(most: int = 100) -> list[Operation]:
    """The last operations, newest first."""
    return [Operation(*row) for row in database.execute_sql(_OPERATIONS + " ORDER BY id DESC LIMIT ?", (most,))]


def mark_undone(operation: int, by: int | None) -> None:
    """Note that an operation was undone by another, or (None) that this no longer holds."""
    database.execute_sql("UPDATE operation SET undone_by = ? WHERE id = ?", (by, operation))


def forget(register: str, records: Iterable[int]) -> None:
    """Remove the values that history kept of records; the entries stay and the chain still verifies."""
    gone = "DELETE FROM history_values WHERE seq IN (SELECT seq FROM history WHERE register = ? AND record = ?)"
    database.connection().executemany(gone, [(register, record) for record in records])


def clock_suspect(last: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the computer's clock went back more than five minutes, or forward more than forty days, since it was
    last beyond doubt.
    """
    return last is not None and not -BACKWARDS <= now - last <= AHEAD


def clock_doubt() -> str:
    """What speaks against this computer's clock, for a person; empty where nothing does."""
    last, now = _last_sure_moment(database.connection()), clock.now()
    if last is None or not clock_suspect(last, now):
        return ""
    return (
        f"This computer’s clock says {display.moment(now)}, but the last change by a clock beyond doubt was made on "
        f"{display.moment(last)}. "
        "Dates are reckoned by the clock: set it right if it is wrong. What is changed meanwhile is marked."
    )


def _last_sure_moment(connection: Any) -> dt.datetime | None:
    """When the last entry was written by a clock that was not in doubt, or that somebody said to be right.

    What is written in doubt must not make the wrong clock look right at the next opening.
    """
    sure = "SELECT utc FROM history WHERE clock_suspect = 0 ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sure).fetchone()
    return dt.datetime.fromisoformat(row[0]) if row else None


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _entries(sql: str, values: tuple[Any, ...]) -> list[Entry]:
    return [_entry(row) for row in database.execute_sql(sql, values)]


def _entry(row: tuple[Any, ...]) -> Entry:
    kept, before, after = (json.loads(text) if text else None for text in row[10:])
    fields, suspect = tuple(json.loads(row[8])) or tuple(sorted(after or before or ())), bool(row[9])
    entry: tuple[Any, ...] = (*row[:8], fields, suspect, kept is None, before, after)
    return Entry(*entry)
