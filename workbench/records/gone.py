"""The list of what was destroyed, kept outside the store: restoring an older backup must not bring it back.

Beside the note of the history's head in the profile, among the backups and in the second place lies one small file with
the ids of destroyed records and the highest running numbers, without anything about them. It is sealed with a key that
only who opens the store has, for a forged list would destroy. The union of all copies counts.
"""

from __future__ import annotations

import hashlib
import hmac
import json
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

_PURPOSE = b"list of what was destroyed"
_FORM = 1
_SEQUENCE = """
    INSERT INTO sqlite_sequence (seq, name) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)
"""
_DESTROYED = "SELECT register, record FROM history WHERE action = 'destroy'"


@dataclass(frozen=True)
class Gone:
    """Ids of destroyed records by register, and the highest number given by name of the counter ("2026")."""

    records: Mapping[str, frozenset[int]] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)

    def with_more(self, other: Gone) -> Gone:
        """Both together."""
        names = self.records.keys() | other.records.keys()
        nothing: frozenset[int] = frozenset()
        records = {n: self.records.get(n, nothing) | other.records.get(n, nothing) for n in names}
        years = self.counters.keys() | other.counters.keys()
        return Gone(records, {y: max(self.counters.get(y, 0), other.counters.get(y, 0)) for y in years})


def places(folder: Path, profile: Path | None) -> list[Path]:
    """Where the list is kept: the profile, among the backups, in the second place."""
    second = backup.second_copy(folder)
    found = [profile, folder / BACKUPS, second.path.parent if second else None]
    return [place for place in found if place is not None]


def known(where: Iterable[Path], store_id: str, data_key: bytes) -> Gone:
    """What all lists of a store say together; one that is missing, damaged or not sealed by this store says nothing."""
    found = Gone()
    for place in where:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            found = found.with_more(_parsed((place / _name(store_id)).read_bytes(), store_id, data_key))
    return found


def from_history(connection: Any) -> Gone:
    """What the history of a store says was destroyed."""
    records: defaultdict[str, set[int]] = defaultdict(set)
    for register, number in connection.execute(_DESTROYED):
        records[register].add(number)
    return Gone({name: frozenset(numbers) for name, numbers in records.items()})


def note(where: Iterable[Path], store_id: str, data_key: bytes, gone: Gone) -> None:
    """Write the list wherever that can be done now; what a place says already stays."""
    for place in where:
        whole = gone.with_more(known([place], store_id, data_key))
        said = {
            "form": _FORM,
            "store_id": store_id,
            "records": {name: sorted(numbers) for name, numbers in whole.records.items()},
            "counters": dict(whole.counters),
        }
        content = json.dumps({"said": said, "seal": _seal(said, data_key)}, sort_keys=True).encode()
        with suppress(OSError):
            if not (place / _name(store_id)).exists() or (place / _name(store_id)).read_bytes() != content:
                write_whole(place / _name(store_id), content)


def left(gone: Gone, models: Iterable[type[Record]]) -> dict[type[Record], list[int]]:
    """Records of the open store that were destroyed once and stand there again, by model."""
    found = {}
    for model in models:
        if numbers := gone.records.get(model.register_name):
            sql = f'SELECT id FROM "{table_name(model)}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
            rows = database.execute_sql(sql, (json.dumps(sorted(numbers)),))
            if ids := [number for (number,) in rows]:
                found[model] = ids
    return found


def destroy(again: Mapping[type[Record], list[int]], operation: int) -> None:
    """Destroy what an older copy brought back; it went through the gate once."""
    for model, ids in again.items():
        record.destroy(model, ids, operation)


def keep_ids_unused(gone: Gone, models: Iterable[type[Record]]) -> None:
    """See that no id of a destroyed record is ever given to another: an older copy would do so."""
    for model in models:
        if numbers := gone.records.get(model.register_name):
            last = (max(numbers), table_name(model))
            database.execute_sql("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", last)
            database.execute_sql(_SEQUENCE, (*last, table_name(model)))


def _parsed(content: bytes, store_id: str, data_key: bytes) -> Gone:
    whole = json.loads(content)
    said = whole["said"]
    if said["store_id"] != store_id or not hmac.compare_digest(str(whole["seal"]), _seal(said, data_key)):
        raise ValueError
    records = {str(name): frozenset(map(int, numbers)) for name, numbers in said["records"].items()}
    return Gone(records, {str(name): int(number) for name, number in said["counters"].items()})


def _seal(said: Mapping[str, Any], data_key: bytes) -> str:
    key = hmac.digest(data_key, _PURPOSE, hashlib.sha256)
    return hmac.new(key, chain.canonical(said).encode(), hashlib.sha256).hexdigest()


def _name(store_id: str) -> str:
    return f"{store_id}.destroyed.json"
