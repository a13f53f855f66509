"""What of a workbook does not come in, named: lines that are taken for no record, columns that feed nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.exchange.table import Column, RowKind, Table

MOST_NAMED = 1000  # lines of a kind that are named one by one to a person
MOST_LETTERS = 50
_TAKEN_FOR = {
    RowKind.SECTION: "sections",
    RowKind.NOTE: "notes",
    RowKind.TITLE: "titles",
    RowKind.REPEATED: "repeated headings",
}


class LineAside(NamedTuple):
    """A line of a sheet that is taken for no record: where it stands, what it is taken for, its first words."""

    sheet: str
    row: int
    kind: RowKind
    text: str


def lines_aside(tables: Iterable[Table]) -> list[LineAside]:
    """Every line of these tables that says something and is neither a record nor the heading over them."""
    return [
        LineAside(table.sheet, line.row, line.kind, line.text)
        for table in tables
        for line in table.skipped
        if line.kind in _TAKEN_FOR
    ]


def said_of_lines(lines: list[LineAside], most: int = MOST_NAMED) -> Iterator[str]:
    """The same for a person, a sentence for each kind that names the first `most`."""
    for kind, name in _TAKEN_FOR.items():
        found = [line for line in lines if line.kind is kind]
        sheets = dict.fromkeys(line.sheet for line in found[:most])
        named = "; ".join(
            f"sheet “{sheet.strip()}” "
            + ", ".join(f"row {line.row} “{_short(line.text)}”" for line in found[:most] if line.sheet == sheet)
            for sheet in sheets
        )
        more = f"; and {len(found) - most:,} more" if len(found) > most else ""
        if found:
            yield f"Taken for {name}, not for records: {named}{more}."


def said_of_columns(parts: Iterable[tuple[Table, Mapping[int, str | None]]]) -> Iterator[str]:
    """The filled columns that feed nothing, a sentence for all sheets where they are the same."""
    sheets: dict[tuple[str, ...], list[str]] = {}
    for table, columns in parts:
        idle = tuple(_named(c) for c in table.columns if c.samples and not columns.get(c.index))
        if idle:
            sheets.setdefault(idle, []).append(f"“{table.sheet.strip()}”")
    for idle, where in sheets.items():
        on = f"sheet{'s' if len(where) > 1 else ''} {', '.join(where)}"
        yield f"Not taken in from {on}: column{'s' if len(idle) > 1 else ''} {', '.join(idle)}."


def _named(column: Column) -> str:
    heading = _short(column.full_heading)
    return f"{column.letter} “{heading}”" if heading else f"{column.letter} (no heading)"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS].rstrip()}…"
