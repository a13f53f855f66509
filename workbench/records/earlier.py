"""A register's records as they stood earlier, told by folding the history back from how they stand now."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbench.records import history
from workbench.records.columns import PLAIN, Meaning
from workbench.records.database import database
from workbench.records.record import Record, Values, from_history, meaning

ERASED = "(destroyed since)"
_REMOVED = "removed"
_MOVES = {"remove": None, "restore": "earlier"}  # whether it was removed before: the entry says so without its values
# the plus keeps SQLite from walking every entry of the register: what came after is at the end of the table
_SINCE = """
    SELECT h.record, h.action, h.fields, v.seq IS NOT NULL, v.before
    FROM history h LEFT JOIN history_values v ON v.seq = h.seq WHERE h.seq > ? AND +h.register = ? ORDER BY h.seq
"""
_DAYS = """
    SELECT date(utc, offset || ' minutes') AS day, max(seq) FROM history WHERE seq > ? AND +register = ?
    GROUP BY day ORDER BY max(seq) DESC
"""
_IDS = 500  # in one statement
_TOUCHED = "SELECT DISTINCT record FROM history WHERE seq > ? AND +register = ? LIMIT ?"


class Past(NamedTuple):
    """A record as it stood: its values by field name, and the fields whose words were destroyed since."""

    values: Values
    erased: frozenset[str] = frozenset()

    def value(self, field: Any) -> Any:
        """The value of a field; in place of words that were destroyed since, that they were."""
        return ERASED if field.name in self.erased and field.empty == "" else self.values[field.name]


@dataclass
class _Before:
    """What a record's entries after some moment say of how it stood then, the first to speak of a field being right."""

    there: bool = True
    whole: bool = False
    kept: dict[str, Any] = dataclasses.field(default_factory=dict)
    erased: set[str] = dataclasses.field(default_factory=set)

    def hear(self, about: Meaning, action: str, names: str, before: dict[str, Any] | None) -> None:
        """Take in the next entry; `before` is None where its values were destroyed."""
        if self.whole or not self.there:
            return
        if action == "add":
            self.there = False
            return
        self.whole = names == history.WHOLE
        if before is None and action in _MOVES:
            before = {_REMOVED: _MOVES[action]}
        if before is None:
            said = about.names if self.whole else json.loads(names)
            self.erased |= {name for name in said if name not in self.kept}
            return
        for name, value in before.items():
            if name not in self.erased:
                self.kept.setdefault(name, value)

    def of(self, about: Meaning, now: Values | None) -> Past:
        """The record as it stood, told from how it stands now (None where it is gone)."""
        under = about.empty if self.whole or now is None else now
        erased = {name: about.empty[name] for name in self.erased if name in about.empty}
        return Past({**under, **from_history(about, self.kept), **erased}, frozenset(self.erased))


def as_at(model: type[Record], seq: int, only: Sequence[int] | None = None) -> dict[int, Past]:
    """The records that were live right after entry `seq` of the history, by id; all of them, or `only` some.

    Words that were destroyed since are not brought back: their fields are empty and named as erased.
    """
    about, before = meaning(model), _before(model, seq)
    found: dict[int, Past] = {}
    for number, now in standing(model, about.names, only).items():
        told = before.get(number)
        if told is None:
            found[number] = Past(now)
        elif told.there:
            found[number] = told.of(about, now)
    wanted = None if only is None else frozenset(only)
    for number, told in before.items():
        if told.there and number not in found and (wanted is None or number in wanted):
            found[number] = told.of(about, None)
    return {number: past for number, past in sorted(found.items()) if past.values[_REMOVED] is None}


def touched(model: type[Record], seq: int, most: int) -> list[int]:
    """The records with an entry after `seq`, as many as `most` of them."""
    return [row[0] for row in database.execute_sql(_TOUCHED, (seq, model.register_name, most))]


def day_ends(model: type[Record], seq: int = 0) -> list[tuple[dt.date, int]]:
    """The days with changes after entry `seq`, latest first, each with its last entry of the history."""
    rows = database.execute_sql(_DAYS, (seq, model.register_name))
    return [(dt.date.fromisoformat(day), last) for day, last in rows]


def standing(model: type[Record], names: Collection[str], only: Sequence[int] | None = None) -> dict[int, Values]:
    """Every record there is by id, or `only` some, removed ones too: values of those fields and when it was removed.

    Equal texts are one object, which keeps a hundred thousand records small.
    """
    about = meaning(model)
    fields = [field for field in about.fields if field.name in names or field.name == _REMOVED]
    columns = ", ".join(f'"{field.name}"' for field in fields)
    sql = f'SELECT id, {columns} FROM "{about.table}"'  # noqa: S608 - names are our own
    keys = [field.name for field in fields]
    otherwise = [(field.name, field.python_value) for field in fields if field.kind not in PLAIN]
    same: Any = dict[Any, Any]().setdefault
    found: dict[int, Values] = {}
    for number, *stored in _rows(sql, only):
        values = found[number] = dict(zip(keys, map(same, stored, stored), strict=True))
        for name, make in otherwise:
            values[name] = make(values[name])
    return found


def _rows(sql: str, only: Sequence[int] | None) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement in the order of ids; of some of them, a batch of ids at a time."""
    if only is None:
        whole = f"{sql} ORDER BY id"
        yield from database.execute_sql(whole)
        return
    for start in range(0, len(only), _IDS):
        ids = only[start : start + _IDS]
        part = f"{sql} WHERE id IN ({','.join('?' * len(ids))}) ORDER BY id"
        yield from database.execute_sql(part, ids)


def as_after(model: type[Record], operation: int, now: dict[int, Values]) -> dict[int, Values]:
    """Those of `now` that were live right after an operation, with the values they had then."""
    about, then = meaning(model), dict(now)
    for number, told in _before(model, history.last_of(operation)).items():
        if number in now and not told.there:
            del then[number]
        elif number in now:
            then[number] = {**(about.empty if told.whole else now[number]), **from_history(about, told.kept)}
    return {number: values for number, values in then.items() if values[_REMOVED] is None}


def _before(model: type[Record], seq: int) -> dict[int, _Before]:
    """What the entries after `seq` say of the records they touch."""
    about, found = meaning(model), dict[int, _Before]()
    rows: Iterable[Any] = database.execute_sql(_SINCE, (seq, model.register_name))
    for number, action, names, kept, text in rows:
        before = (json.loads(text) if text else {}) if kept else None
        found.setdefault(number, _Before()).hear(about, action, names, before)
    return found
