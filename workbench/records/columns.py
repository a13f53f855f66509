"""The columns of a kind of record, worked out once: its fields, the statements that write it, what history keeps."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from workbench.records import chain
from workbench.records.fields import Kind

if TYPE_CHECKING:
    from workbench.records.record import Record, Values

Stored = tuple[Any, ...]
CLOCKS = 2  # the first columns of every record: when it was added and changed
TEXTS = ("text", "long", "words")
PLAIN = (*TEXTS, "choice", "moment")


class Meaning:
    """The fields of a kind of record in the order of its columns, worked out once a class."""

    def __init__(self, model: type[Record]) -> None:
        meta = cast(Any, model)._meta
        self.model, self.table = model, str(meta.table_name)
        self.fields: tuple[Kind, ...] = tuple(f for f in meta.sorted_fields if isinstance(f, Kind))
        self.names = tuple(f.name for f in self.fields)
        self.searched = tuple(i for i, f in enumerate(self.fields) if f.kind in TEXTS and not f.derived)
        self._pick = itemgetter(*self.names)
        self._kept_otherwise = tuple((i, f.db_value) for i, f in enumerate(self.fields) if f.kind not in PLAIN)
        columns = ", ".join(f'"{name}"' for name in ("id", *self.names))
        marks = ", ".join("?" * (len(self.names) + 1))
        self.read = f'SELECT {columns} FROM "{self.table}"'  # noqa: S608 - names are our own
        self.insert = f'INSERT INTO "{self.table}" ({columns}) VALUES ({marks})'  # noqa: S608 - names are our own
        sets = ", ".join(f'"{name}" = ?' for name in self.names)
        self.update = f'UPDATE "{self.table}" SET {sets} WHERE id = ?'  # noqa: S608 - names are our own
        self.empty: Values = {f.name: f.empty for f in self.fields}
        ordered = sorted((name, index) for index, name in enumerate(self.names) if index >= CLOCKS)
        self._members = tuple((index, f'"{name}":') for name, index in ordered)

    def stored(self, values: Mapping[str, Any]) -> Stored:
        """The values as the database keeps them, in the order of the columns."""
        row = list(self._pick(values))
        for index, keep in self._kept_otherwise:
            if row[index] is not None:
                row[index] = keep(row[index])
        return tuple(row)

    def words(self, stored: Stored) -> str:
        """Everything that can be searched for, in one text."""
        return "\n".join([stored[i] for i in self.searched if stored[i]])

    def described(self, stored: Stored) -> str:
        """What history keeps of a whole record: the values that say something, by name, as canonical JSON."""
        written = [
            member + (chain.quoted(value) if value.__class__ is str else str(value))
            for index, member in self._members
            if (value := stored[index]) is not None and value != ""
        ]
        return f"{{{','.join(written)}}}"
