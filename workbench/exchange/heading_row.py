"""Another row of a sheet for its headings, because the person says so."""

from __future__ import annotations

from dataclasses import replace

from workbench.exchange.drafting import Draft, TableDraft
from workbench.exchange.lines import known_headings, targets
from workbench.exchange.mapping import choose
from workbench.exchange.tables import find_tables


def with_heading(made: Draft, sheet_name: str, row: int) -> Draft:
    """The draft with the tables of one sheet found anew, their headings in that row (from 1, as Excel counts).

    The table under the chosen row is taken in; the person can untick it again.
    """
    sheet = next(s for s in made.book.sheets if s.name == sheet_name)
    found = choose(find_tables(sheet, known_headings(made.register), row), targets(made.register))
    fresh = [
        TableDraft(c.table, c.mapping, dict(c.mapping.columns), c.included or row in c.table.header_rows, "")
        for c in found
    ]
    place = next(n for n, t in enumerate(made.tables) if t.table.sheet == sheet_name)
    rest = [t for t in made.tables if t.table.sheet != sheet_name]
    return replace(made, tables=[*rest[:place], *fresh, *rest[place:]])
