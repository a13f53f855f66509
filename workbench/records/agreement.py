"""Whether the records say what their history says: this shows a page of the file that was put back from an older copy.

The index of the words is held against the records in the same way. Pages are sealed one by one, so an old page in a
newer file passes every check of the file itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workbench import display
from workbench.records import attachments, chain, history, search
from workbench.records.anchors import Finding
from workbench.records.chain import Verdict
from workbench.records.database import FAILURES, database
from workbench.records.failures import told
from workbench.records.record import Record, meaning, table_name
from workbench.records.store import DRAFT, Store

_CLOCKS = ("id", "created", "changed")
_PAST = """
    SELECT h.record, h.action, v.seq IS NULL, v.before, v.after FROM history h
    LEFT JOIN history_values v ON v.seq = h.seq WHERE h.register = ? ORDER BY h.record, h.seq
"""
Values = dict[str, Any]


@dataclass(frozen=True)
class Disagreement:
    """A record that does not stand as its history left it."""

    register: str
    record: int


@dataclass(frozen=True)
class Report:
    """What `workbench verify` says: pages, history, records against history, and the note in the profile.

    `unfound` names the registers whose index of words is not that of their records, `unlike` the numbers of files whose
    bytes are not those that were added.
    """

    pages: str
    verdict: Verdict
    disagreements: tuple[Disagreement, ...]
    finding: Finding
    unfound: tuple[str, ...] = ()
    unlike: tuple[int, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong at all."""
        wrong = self.pages or self.disagreements or self.unfound or self.unlike
        return not wrong and self.verdict.intact and self.finding.well

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a clerk reads, a line for each finding."""
        lines = [self.verdict.sentence]
        if self.pages:
            lines.append(f"The pages of the file are not in order: {self.pages}. Restore the newest backup.")
        if self.disagreements:
            first = self.disagreements[0]
            many = display.count(len(self.disagreements), "record does", "records do")
            lines.append(
                f"{many} not stand as the history says, the first in "
                f"{first.register}, number {first.record}. Compare them with a backup."
            )
        if self.unlike:
            lines.append(
                f"{display.count(len(self.unlike), 'file')} kept in the records, the first number {self.unlike[0]}, "
                "no longer as added. Restore the newest backup that holds them whole."
            )
        lines += [
            f"A search in {name} may not find what stands there. Its records are in order. Restore the newest backup."
            for name in self.unfound
        ]
        return (*lines, self.finding.sentence) if self.finding.sentence else tuple(lines)


def report(store: Store) -> Report:
    """Check everything about the open store; raises Damaged where it cannot even be read."""
    with told(store.path, FAILURES):
        connection = store.sealed.connection()
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        rows += [f"a row of {table} points nowhere" for table in history.lost(connection)[:3]]
        found = (*disagreements(store.models), *_of_settings())
        unfound = () if rows else tuple(_unfound(store))
        unlike = () if rows else tuple(attachments.unlike(connection))
        return Report("; ".join(rows), chain.verify(connection), found, store.finding, unfound, unlike)


def _unfound(store: Store) -> Iterator[str]:
    """The registers whose index does not hold the words of their records: a page of it may be an older one."""
    with closing(store.sealed.fresh()) as connection:
        connection.execute("PRAGMA query_only = OFF")  # only the connection's own memory is written
        connection.execute("BEGIN")
        for model in store.models:
            about = meaning(model)
            words = ((row[0], about.words(row[1:])) for row in connection.execute(about.read))
            if not search.agrees(connection, about.table, words):
                yield model.register_name


def disagreements(models: Sequence[type[Record]]) -> Iterator[Disagreement]:
    """The records of these models' tables that do not stand as their history left them."""
    for model in models:
        yield from _of_table(model.register_name, table_name(model))


def _of_table(register: str, table: str) -> Iterator[Disagreement]:
    connection = database.connection()
    names, rows = _standing(connection, table)
    now = next(rows, None)
    for record, past in groupby(connection.execute(_PAST, (register,)), key=lambda row: row[0]):
        while now is not None and now[0] < record:
            yield Disagreement(register, now[0])
            now = next(rows, None)
        stands = None
        if now is not None and now[0] == record:
            stands, now = _said(zip(names, now, strict=True)), next(rows, None)
        if not _agrees(stands, [row[1:] for row in past]):
            yield Disagreement(register, record)
    while now is not None:
        yield Disagreement(register, now[0])
        now = next(rows, None)


def _of_settings() -> Iterator[Disagreement]:
    connection = database.connection()
    rows = connection.execute("SELECT name, value FROM council_setting")
    stands = {name: json.loads(value) for name, value in rows if not name.startswith(DRAFT)}
    if not _agrees(_said(stands.items()), [row[1:] for row in connection.execute(_PAST, ("setting",))]):
        yield Disagreement("setting", 0)


def _standing(connection: Any, table: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608 - the table's name is our own
    return [column[0] for column in cursor.description], cursor


def _agrees(stands: Values | None, past: Sequence[tuple[Any, ...]]) -> bool:
    """Whether a record (None = not there) is what the entries made of it; forgotten values agree with anything."""
    left: Values | None = {}
    for _, forgotten, before, after in past:
        if forgotten:
            return True
        left = None if after is None else (left or {} if before else {}) | json.loads(after)
    if left is None or stands is None:
        return left is None and stands is None
    return stands == _said(left.items())


def _said(values: Any) -> Values:
    """The values that say something."""
    return {name: value for name, value in values if value not in (None, "") and name not in _CLOCKS}
