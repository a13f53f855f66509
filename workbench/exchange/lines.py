"""From the rows of a table to lines of a register: which cells feed which field, in the sheet's own words."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Found
from dataclasses import dataclass

from workbench.exchange.book import Cell
from workbench.exchange.cells import text_of
from workbench.exchange.mapping import Mapping, Target
from workbench.exchange.table import Column, Table
from workbench.records.fields import Joins, one_below_another
from workbench.register import Line, Register


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a sheet: where it stands, its cells by field name, and the line of words made of them."""

    sheet: str
    row: int
    hidden: bool
    cells: Found[str, tuple[tuple[Column, Cell], ...]]
    line: Line


def targets(register: Register) -> tuple[Target, ...]:
    """The fields of a register as columns may feed them. What `understand` reads first is what tells such a table."""
    telling = [f.name for f in register.words[:1]]
    return tuple(
        Target(
            f.name,
            f.label,
            (f.label, *f.headings),
            f.recognise,
            required=not f.optional or f.name in telling,
            joins=f.joins is not None,
            day=f.kind == "day",
        )
        for f in register.fields
        if not f.derived
    )


def lines(register: Register, table: Table, mapping: Mapping) -> Iterator[SheetLine]:
    """The rows of a table as lines of a register, fed as the mapping says."""
    fed = _fed(table, mapping)
    headings = {name: " / ".join(c.full_heading for _, c in found if c.heading) for name, found in fed.items()}
    joins = {f.name: f.joins or one_below_another for f in register.fields}
    banners = {mapping.section: "section", mapping.service: "service"}
    for row in table.rows:
        cells = {name: tuple((c, row.values[place]) for place, c in found) for name, found in fed.items()}
        texts = {name: _text(joins[name], found) for name, found in cells.items()}
        for name, banner in banners.items():
            if name and not texts.get(name) and (said := getattr(row, banner)):
                texts[name] = said
        yield SheetLine(table.sheet, row.row, row.hidden, cells, Line(texts, headings, row.section, table.page))


def _fed(table: Table, mapping: Mapping) -> dict[str, tuple[tuple[int, Column], ...]]:
    """The columns that feed each field, with their places in the rows."""
    fed: dict[str, list[tuple[int, Column]]] = {}
    for place, column in enumerate(table.columns):
        if name := mapping.columns.get(column.index):
            fed.setdefault(name, []).append((place, column))
    return {name: tuple(found) for name, found in fed.items()}


def _text(join: Joins, found: tuple[tuple[Column, Cell], ...]) -> str:
    if len(found) == 1:
        return text_of(found[0][1])
    return join([(column.full_heading, text_of(cell)) for column, cell in found])
