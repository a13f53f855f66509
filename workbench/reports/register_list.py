"""A register and a query as a printed list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from workbench import clock, display
from workbench.editions import Edition, code_now, words_now
from workbench.records.query import Query, every
from workbench.records.store import Council
from workbench.register import Register
from workbench.reports.columns import Column
from workbench.reports.listing import Listing


def listing_of(
    register: Register, council: Council, query: Query | None = None, view: str = "", edition: Edition | None = None
) -> Listing:
    """The fields of the query, a column each; everything, with the council's own words, where none is given.

    `view` is the title of the query's view, to be named with its words and filters; `edition` an adopted version, to
    be printed as a whole in place of what stands now.
    """
    wanted = query or every(register.record, printed_fields(register))
    parts = (f"View: {view}" if view else "", wanted.describe())
    number = len(edition.lines) if edition else wanted.count()
    fields = filled_fields(register, (past.values for past in edition.lines.values())) if edition else wanted.fields
    words = edition.words if edition else words_now(register)
    return Listing(
        council=council.name,
        title=register.title,
        subtitle=_subtitle(register, number, words, None if edition else wanted),
        columns=columns_of(register, fields),
        rows=shown(fields, edition.values(fields) if edition else (row.values for row in wanted.rows())),
        made=clock.now(),
        filter="; ".join(part for part in parts if part),
        sample=council.sample,
        edition=words,
        code=code_now(),
    )


def _subtitle(register: Register, number: int, edition: str, now: Query | None) -> str:
    """How many records; of what stands now, on which day and how many wait; which version and minute they are."""
    count = display.count(number, register.singular, register.plural)
    said = [f"{count[:1].upper()}{count[1:]}{f', as kept on {display.day(clock.today())}' if now else ''}."]
    if now and (waiting := register.waiting(now).words):
        said.append(f"{waiting}.")
    return " ".join([*said, edition]).rstrip()


def columns_of(register: Register, fields: Iterable[Any]) -> list[Column]:
    """A column for each field."""
    return [
        Column(field.label, right=field.kind == "number", naming=field.name == register.naming.name) for field in fields
    ]


def shown(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, ...]]:
    """The words of values, a row at a time."""
    shows = [partial(display.show, field) for field in fields]
    for values in rows:
        yield tuple(show(value) for show, value in zip(shows, values, strict=True))


def filled_fields(register: Register, rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    """What the register prints of records that are given; a column with nothing in it takes no room."""
    wanted = register.printed or _shown_fields(register)
    said = {name for values in rows for name, value in values.items() if value not in (None, "")}
    return tuple(field for field in wanted if field.name in said) or wanted


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
