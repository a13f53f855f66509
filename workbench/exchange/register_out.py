"""A register and a query as a table on its way out to a workbook. One row a kind of field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from workbench import clock, display
from workbench.editions import Edition, code_now, words_now
from workbench.exchange.outgoing import Kind, OutColumn, OutTable, Value
from workbench.records.query import Query, every
from workbench.records.store import Council
from workbench.register import Register

_KINDS: dict[str, Kind] = {"day": "date", "number": "number", "yesno": "yesno", "choice": "choice", "link": "choice"}
_AS_THEY_ARE = frozenset(("text", "long", "words", "day", "number", "yesno"))


def table_of(
    register: Register,
    council: Council,
    query: Query | None = None,
    view: str = "",
    first: Sequence[str] = (),
    edition: Edition | None = None,
    *,
    personal: bool = True,
) -> OutTable:
    """Every field of the form of the records wanted; of all records where no query is given.

    `view` is the title of the query's view, to be named with its words and filters; `first` names fields to begin
    with; `edition` is an adopted version, to be written as a whole in place of what stands now.
    Without `personal` no field that holds something of a living person is written, and those left out are named.
    """
    begin = tuple(register.by_name[name] for name in first)
    left_out = [] if personal else register.personal
    written = written_fields(register, personal=personal)
    fields = (*begin, *(field for field in written if field.name not in first))
    wanted = replace(query, fields=fields) if query else every(register.record, fields)
    chosen = wanted.describe()
    if chosen and not personal:
        chosen = "Words or filters narrow it; they are not named, for they may hold personal data"
    parts = (f"View: {view}" if view else "", chosen)
    return OutTable(
        council=council.name,
        title=register.title,
        columns=[_column(field) for field in fields],
        rows=_rows(fields, edition.values(fields) if edition else (row.values for row in wanted.rows())),
        made=clock.now(),
        filter="; ".join(part for part in parts if part),
        waiting=register.waiting(wanted).words,
        sample=council.sample,
        edition=edition.words if edition else words_now(register),
        past=edition is not None,
        notes=(("Code", code_now()), *((("Left out", f"Personal data: {', '.join(left_out)}."),) if left_out else ())),
    )


def written_fields(register: Register, *, personal: bool) -> tuple[Any, ...]:
    """The fields that are written, with or without those that hold something of a living person."""
    return tuple(field for field in register.fields if personal or not field.personal)


def _column(field: Any) -> OutColumn:
    return OutColumn(field.label, _KINDS.get(field.kind, "text"), tuple(label for _, label in field.options))


def _rows(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Value, ...]]:
    changes = [(n, partial(display.show, field)) for n, field in enumerate(fields) if field.kind not in _AS_THEY_ARE]
    for row in rows:
        values = list(row)
        for n, shown in changes:
            values[n] = shown(values[n])
        yield tuple(values)
