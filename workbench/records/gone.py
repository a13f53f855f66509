"""The list of what was destroyed, kept outside the store: restoring an older backup must not bring it back.

Beside the note of the history's head in the profile, among the backups and in the second place lies one small file with
the ids of destroyed records and the highest running numbers, without anything about them. It is sealed with a key that
only who opens the store has, for a forged list would destroy. The union of all copies counts. It says in which folder
each was destroyed and how the history there read at the end of every operation: that tells an older copy of those
files, in which the same must go again, from another copy, such as one for practice, that went its own way.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import platform
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.records import backup, chain, record
from workbench.records.database import database
from workbench.records.files import write_whole
from workbench.records.layout import BACKUPS
from workbench.records.record import Record, table_name

Records = Mapping[str, frozenset[int]]
_PURPOSE = b"list of what was destroyed"
_FORM = 2
_MARK = 16  # letters that stand for a folder
_END = 12  # letters of a hash: enough to know an entry among ten thousand
_MOST_ENDS = 10_000  # operations; a backup of before them is asked about
_SEQUENCE = """
    INSERT INTO sqlite_sequence (seq, name) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)
"""
_DESTROYED = "SELECT register, record FROM history WHERE action = 'destroy'"
_GIVEN = """
    SELECT substr(given, 1, instr(given, '/') - 1), max(CAST(substr(given, instr(given, '/') + 1) AS INTEGER))
    FROM (SELECT t."{field}" AS given FROM history h
        CROSS JOIN operation o ON o.id = h.operation CROSS JOIN "{table}" t ON t.id = h.record
        WHERE h.seq > ? AND h.register = ? AND h.action = 'add' AND o.kind <> 'import')
    WHERE given LIKE '%/_%' AND given NOT GLOB '*/*[^0-9]*' GROUP BY 1
"""
READ = "draft highest numbers given"  # as drafts are, outside the history: it follows from it
_READ = "SELECT value FROM council_setting WHERE name = ?"
_READ_ANEW = 20_000  # entries of the history that are read again each time; more are read once
_FORGOTTEN = "SELECT register, record FROM history WHERE action = 'forget'"
_WORDS_OF = "words of "  # before the name of a register whose records stay and lost the words about what went
_ENDS = """
    SELECT h.seq, h.hash FROM operation o
    JOIN history h ON h.seq = (SELECT max(seq) FROM history WHERE operation = o.id)
    ORDER BY o.id DESC LIMIT ?
"""


@dataclass(frozen=True)
class Line:
    """What was destroyed in the files of one folder, by register, and the ends of their operations, oldest first."""

    records: Records = field(default_factory=dict)
    ends: tuple[str, ...] = ()

    def with_more(self, other: Line) -> Line:
        """Both together."""
        return Line(union((self.records, other.records)), tuple(dict.fromkeys((*self.ends, *other.ends)))[-_MOST_ENDS:])


@dataclass(frozen=True)
class Gone:
    """What was destroyed, by the mark of the folder, and the highest number given by name of the counter ("2026")."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)

    def with_more(self, other: Gone) -> Gone:
        """Both together."""
        marks = self.lines.keys() | other.lines.keys()
        lines = {m: self.lines.get(m, Line()).with_more(other.lines.get(m, Line())) for m in marks}
        years = self.counters.keys() | other.counters.keys()
        return Gone(lines, {y: max(self.counters.get(y, 0), other.counters.get(y, 0)) for y in years})

    def beyond(self, head: str) -> bool:
        """Whether it tells of anything after the entry of this hash."""
        return any(end_of(head) in line.ends[:-1] for line in self.lines.values())


@dataclass(frozen=True)
class Lists:
    """Where the list of a store is kept (the profile, among the backups, the second place there is now), its seal.

    Where the disk was lost, it lies `beside` a backup alone.
    """

    folder: Path
    profile: Path | None
    store_id: str
    data_key: bytes = field(repr=False)
    beside: Path | None = None

    @property
    def places(self) -> list[Path]:
        """The folders in which it lies."""
        second = backup.second_copy(self.folder)
        found = (self.profile, self.folder / BACKUPS, second.path.parent if second else None, self.beside)
        return list(dict.fromkeys(place for place in found if place is not None))

    def known(self) -> Gone:
        """What all lists say together; one that is missing, damaged or not sealed by this store says nothing."""
        found = Gone()
        for place in self.places:
            found = found.with_more(self._read(place / self._name))
        return found

    def note(self, gone: Gone) -> None:
        """Write the list wherever that can be done now; what a place says already stays."""
        for path in (place / self._name for place in self.places):
            whole = self._read(path).with_more(gone)
            said = {
                "form": _FORM,
                "store_id": self.store_id,
                "folders": {mark: _said(line) for mark, line in whole.lines.items()},
                "counters": dict(whole.counters),
            }
            content = json.dumps({"said": said, "seal": _seal(said, self.data_key)}, sort_keys=True).encode()
            with suppress(OSError):
                if not path.exists() or path.read_bytes() != content:
                    write_whole(path, content)

    def _read(self, path: Path) -> Gone:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return _parsed(path.read_bytes(), self.store_id, self.data_key)
        return Gone()

    @property
    def _name(self) -> str:
        return f"{self.store_id}.destroyed.json"


def mark_of(folder: Path) -> str:
    """What stands for a folder of this computer."""
    return hashlib.sha256(f"{platform.node()}|{folder}".encode()).hexdigest()[:_MARK]


def end_of(value: str) -> str:
    """A hash in hex as the list notes it."""
    return value[:_END]


def ends(connection: Any) -> list[tuple[int, str]]:
    """Number and hash, as noted, of the last entry of every operation, oldest first."""
    found = [(seq, end_of(value.hex())) for seq, value in connection.execute(_ENDS, (_MOST_ENDS,))]
    return found[::-1]


def line_of(connection: Any) -> Line:
    """What the history of a store says was destroyed."""
    records: defaultdict[str, set[int]] = defaultdict(set)
    for register, number in connection.execute(_DESTROYED):
        records[register].add(number)
    for register, number in connection.execute(_FORGOTTEN):
        records[f"{_WORDS_OF}{register}"].add(number)
    return Line({name: frozenset(numbers) for name, numbers in records.items()}, tuple(e for _, e in ends(connection)))


def given(connection: Any, models: Iterable[type[Record]]) -> dict[str, int]:
    """The highest running number of each counter ("2026", "RR-2026") that records of a store were given.

    Those that came in with a council's own log are left out: they were not given here. Only what was added since it was
    last `read` is looked at.
    """
    since, known = _read_before(connection)
    found = defaultdict[str, int](int, known)
    for model in (model for model in models if model.numbered):
        sql = _GIVEN.format(field=model.numbered, table=table_name(model))
        for name, number in connection.execute(sql, (since, model.register_name)):
            found[name.lstrip("0")] = max(found[name.lstrip("0")], number)
    return dict(found)


def read(connection: Any, counters: Mapping[str, int]) -> dict[str, Any] | None:
    """What to keep as `READ` where the history has grown, so that a long one is not gone through at every opening."""
    last = connection.execute("SELECT max(seq) FROM history").fetchone()[0] or 0
    return {"seq": last, "counters": dict(counters)} if last - _read_before(connection)[0] > _READ_ANEW else None


def _read_before(connection: Any) -> tuple[int, dict[str, int]]:
    """The last entry of the history that was read, and the highest numbers up to there."""
    kept = connection.execute(_READ, (READ,)).fetchone()
    said: dict[str, Any] = json.loads(kept[0]) if kept else {"seq": 0, "counters": {}}
    return said["seq"], said["counters"]


def union(records: Iterable[Records]) -> dict[str, frozenset[int]]:
    """All of them together."""
    whole: defaultdict[str, set[int]] = defaultdict(set)
    for some in records:
        for name, numbers in some.items():
            whole[name] |= numbers
    return {name: frozenset(numbers) for name, numbers in whole.items()}


def left(records: Records, models: Iterable[type[Record]]) -> dict[type[Record], list[int]]:
    """Records of the open store that were destroyed once and stand there again, by model."""
    found = {}
    for model in models:
        if numbers := records.get(model.register_name):
            sql = f'SELECT id FROM "{table_name(model)}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608 - our own name
            rows = database.execute_sql(sql, (json.dumps(sorted(numbers)),))
            if ids := [number for (number,) in rows]:
                found[model] = ids
    return found


def remembered(records: Records, models: Iterable[type[Record]]) -> dict[type[Record], list[int]]:
    """Records of the open store that lost their words about what went and have them again, by model."""
    found = {}
    for model in models:
        if numbers := records.get(f"{_WORDS_OF}{model.register_name}"):
            values = record.values_of(model, sorted(numbers))
            if ids := [n for n, said in values.items() if any(said[name] for name in model.forgets)]:
                found[model] = ids
    return found


def destroy(again: Mapping[type[Record], list[int]], operation: int) -> None:
    """Destroy what an older copy brought back; it went through the gate once."""
    for model, ids in again.items():
        record.destroy(model, ids, operation)


def forget(again: Mapping[type[Record], list[int]], operation: int) -> None:
    """Let go the words that an older copy brought back about what went."""
    for model, ids in again.items():
        record.forget(model, ids, operation)


def keep_ids_unused(records: Records, models: Iterable[type[Record]]) -> None:
    """See that no id of a destroyed record is ever given to another: an older copy would do so."""
    for model in models:
        if numbers := records.get(model.register_name):
            last = (max(numbers), table_name(model))
            database.execute_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", last)
            database.execute_sql(_SEQUENCE, (*last, table_name(model)))


def _said(line: Line) -> dict[str, Any]:
    return {"records": {name: sorted(ids) for name, ids in line.records.items()}, "ends": list(line.ends)}


def _parsed(content: bytes, store_id: str, data_key: bytes) -> Gone:
    whole = json.loads(content)
    said = whole["said"]
    if said["store_id"] != store_id or not hmac.compare_digest(str(whole["seal"]), _seal(said, data_key)):
        raise ValueError
    lines = {str(mark): _line(about) for mark, about in said["folders"].items()}
    return Gone(lines, {str(name): int(number) for name, number in said["counters"].items()})


def _line(about: Mapping[str, Any]) -> Line:
    records = {str(name): frozenset(map(int, numbers)) for name, numbers in about["records"].items()}
    return Line(records, tuple(map(str, about["ends"])))


def _seal(said: Mapping[str, Any], data_key: bytes) -> str:
    key = hmac.digest(data_key, _PURPOSE, hashlib.sha256)
    return hmac.new(key, chain.canonical(said).encode(), hashlib.sha256).hexdigest()
