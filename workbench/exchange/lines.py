"""From the rows of a table to lines of a register: which cells feed which field, in the sheet's own words."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Found
from functools import partial
from typing import Any, NamedTuple

from workbench.exchange.book import Cell
from workbench.exchange.cells import SAYS_ITS_VALUES, read, readable, text_of
from workbench.exchange.mapping import Mapping, lacking
from workbench.exchange.suiting import Target
from workbench.exchange.table import Column, Table
from workbench.records.columns import TEXTS
from workbench.records.fields import Kind, one_below_another
from workbench.register import Line, Register


class SheetLine(NamedTuple):
    """One row of a sheet: where it stands, the line of words made of it, and the cells of what is no text, by field."""

    sheet: str
    row: int
    hidden: bool
    cells: Found[str, tuple[tuple[Column, Cell], ...]]
    line: Line

    def given(self, name: str) -> Cell:
        """What feeds a field that is no text: its one cell as it stands, or the words of several."""
        found = self.cells.get(name, ())
        return found[0][1] if len(found) == 1 else self.line.texts.get(name, "")

    def value(self, field: Kind) -> Any:
        """What feeds such a field as its value; Unreadable where it is none. Words of no cell are a person's choice."""
        return read(field, self.given(field.name), picked=not self.cells.get(field.name))


def targets(register: Register) -> tuple[Target, ...]:
    """The fields of a register as columns may feed them. What `understand` reads first is what tells such a table."""
    telling = [f.name for f in register.words[:1]]
    return tuple(
        Target(
            f.name,
            f.label,
            (f.label, *f.headings),
            f.recognise,
            required=(not f.optional and register.supplied.get(f.name) != "") or f.name in telling,
            instead=register.supplied.get(f.name, ""),
            joins=f.joins is not None,
            day=f.kind == "day",
            fits=partial(readable, f) if f.kind in SAYS_ITS_VALUES else None,
        )
        for f in register.fields
        if f.taken_in
    )


def unfed(register: Register, mapping: Mapping) -> list[Kind]:
    """The fields that must be filled, that nothing in a table feeds, and that the register does not fill by itself."""
    names = {target.name for target in lacking(targets(register), mapping)}
    return [field for field in register.required if field.name in names]


def known_headings(register: Register) -> tuple[str, ...]:
    """Every heading that the register's fields are known by."""
    return tuple(heading for target in targets(register) for heading in target.headings)


def lines(register: Register, table: Table, mapping: Mapping) -> Iterator[SheetLine]:
    """The rows of a table as lines of a register, fed as the mapping says."""
    fed = fed_columns(table, mapping)
    headings = {name: " / ".join(c.full_heading for _, c in found if c.heading) for name, found in fed.items()}
    joins = {f.name: f.joins or one_below_another for f in register.fields}
    banners = [(name, over) for name, over in ((mapping.section, "section"), (mapping.service, "service")) if name]
    single = [(name, found[0][0]) for name, found in fed.items() if len(found) == 1]
    several = [(name, joins[name], found) for name, found in fed.items() if len(found) > 1]
    typed = [(name, found) for name, found in fed.items() if register.by_name[name].kind not in TEXTS]
    page = table.page
    for row in table.rows:
        values = row.values
        texts = {name: v.strip() if (v := values[place]).__class__ is str else text_of(v) for name, place in single}
        for name, join, found in several:
            texts[name] = join([(column.full_heading, text_of(values[place])) for place, column in found])
        for name, over in banners:
            if not texts.get(name) and (said := getattr(row, over)):
                texts[name] = said
        cells = (
            {name: tuple((column, values[place]) for place, column in found) for name, found in typed} if typed else {}
        )
        yield SheetLine(table.sheet, row.row, row.hidden, cells, Line(texts, headings, row.section, page, table.sheet))


def fed_columns(table: Table, mapping: Mapping) -> dict[str, tuple[tuple[int, Column], ...]]:
    """The columns that feed each field, with their places in the rows."""
    fed: dict[str, list[tuple[int, Column]]] = {}
    for place, column in enumerate(table.columns):
        if name := mapping.columns.get(column.index):
            fed.setdefault(name, []).append((place, column))
    return {name: tuple(found) for name, found in fed.items()}
