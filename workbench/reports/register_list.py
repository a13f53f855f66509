"""A register and a query as a printed list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from workbench import clock, display
from workbench.records.query import Query, every
from workbench.records.store import Council
from workbench.register import Register
from workbench.reports.columns import Column
from workbench.reports.listing import Listing


def listing_of(register: Register, council: Council, query: Query | None = None, view: str = "") -> Listing:
    """The fields of the query, a column each; everything, with the council's own words, where none is given.

    `view` is the title of the query's view, to be named with its words and filters.
    """
    wanted = query or every(register.record, printed_fields(register))
    parts = (f"View: {view}" if view else "", wanted.describe())
    shown = display.count(wanted.count(), register.singular, register.plural)
    waiting = register.waiting(wanted).words
    return Listing(
        council=council.name,
        title=register.title,
        subtitle=f"{shown[:1].upper()}{shown[1:]}, as kept on {display.day(clock.today())}."
        + (f" {waiting}." if waiting else ""),
        columns=[
            Column(field.label, right=field.kind == "number", naming=field.name == register.naming.name)
            for field in wanted.fields
        ],
        rows=_rows(wanted),
        made=clock.now(),
        filter="; ".join(part for part in parts if part),
        sample=council.sample,
    )


def printed_fields(register: Register) -> tuple[Any, ...]:
    """What the register prints, else the table's columns and the council's own words in the order of the form.

    The standing is for the screen only; a column with nothing in it takes no room on paper.
    """
    wanted = register.printed or _shown_fields(register)
    return tuple(field for field in wanted if _filled(register, field)) or wanted


def _shown_fields(register: Register) -> tuple[Any, ...]:
    shown = {field.name for field in (*register.columns, *register.words)}
    if register.standing is not None:
        shown.discard(register.standing.name)
    form = [field for field in register.fields if field.name in shown]
    rest = shown - {field.name for field in form}
    return (*form, *(field for field in register.columns if field.name in rest))


def _filled(register: Register, field: Any) -> bool:
    return any(row.values[0] not in (None, "") for row in every(register.record, (field,)).rows())


def _rows(query: Query) -> Iterator[tuple[str, ...]]:
    shows = [partial(display.show, field) for field in query.fields]
    for row in query.rows():
        yield tuple(show(value) for show, value in zip(shows, row.values, strict=True))
