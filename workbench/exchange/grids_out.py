"""Small tables as a workbook: a sheet of them below each other, headed and ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbench.display import moment
from workbench.exchange.outgoing import Written
from workbench.exchange.writing_about import PROGRAM
from workbench.exchange.writing_frame import sheet_name
from workbench.exchange.writing_text import bold, pages_wide, put
from workbench.saving import saved_as

_FIRST, _OTHERS, _WIDEST = 34, 14, 60  # signs wide
_LEAST, _LINE = 4, 15.0  # columns that words run over, points of a line


@dataclass(frozen=True)
class Grid:
    """A table: its title, its headings, rows that begin with a name, and what is to be said below it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class GridSheet:
    """A sheet: the words on its tab, its heading, a line below it, its tables."""

    name: str
    heading: str
    words: str
    grids: tuple[Grid, ...]


def write_grids(council: str, made: dt.datetime, sheets: Sequence[GridSheet], path: Path) -> Written:
    """Write the sheets as .xlsx. Raises errors.Plain where the file cannot be written."""
    book, taken = Workbook(), set[str]()
    book.remove(book.worksheets[0])
    book.properties.creator = book.properties.lastModifiedBy = PROGRAM
    book.properties.title, book.properties.subject = sheets[0].heading, council
    for one in sheets:
        _fill(book.create_sheet(sheet_name(one.name, taken)), one, f"{council}. Made {moment(made)}.")
    with saved_as(path, "workbook") as unfinished:
        book.save(unfinished)
    return Written(sum(len(grid.rows) for one in sheets for grid in one.grids))


def _fill(sheet: Worksheet, one: GridSheet, made: str) -> None:
    put(sheet, 1, 1, one.heading).font = bold(14)
    wide = max(_LEAST, *(len(grid.headings) for grid in one.grids), 0)
    widths = [_width(one.grids, column) for column in range(1, wide + 1)]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, words in ((2, one.words), (3, made)):
        _across(sheet, row, words, widths)
    at = 5
    for grid in one.grids:
        at = _table(sheet, grid, at)
        if grid.note:
            at += 1
            _across(sheet, at, grid.note, widths)
        at += 2
    pages_wide(sheet, 1)


def _width(grids: Sequence[Grid], column: int) -> int:
    """Wide enough for what stands in a column; a heading wraps between its words."""
    rows = [str(row[column - 1]) for grid in grids for row in grid.rows if len(row) >= column]
    words = [word for grid in grids for heading in grid.headings[column - 1 : column] for word in heading.split()]
    longest = max(map(len, (*rows, *words)), default=0)
    return min(max(longest + 2, _FIRST if column == 1 else _OTHERS), _WIDEST)


def _table(sheet: Worksheet, grid: Grid, top: int) -> int:
    """Fill in a table from a row on, without its note; its last row."""
    put(sheet, top, 1, grid.title).font = bold(12)
    at = top + 1
    for column, words in enumerate(grid.headings, 1):
        cell = put(sheet, at, column, words)
        cell.font, cell.border = bold(), Border(bottom=Side("medium", color="1B2126"))
        cell.alignment = _side(column, wrap=True)
    for row in grid.rows:
        at += 1
        for column, value in enumerate(row, 1):
            put(sheet, at, column, value).alignment = _side(column)
    return at


def _across(sheet: Worksheet, row: int, words: str, widths: Sequence[int]) -> None:
    """Words over the whole width of the tables: beyond it they would make what is printed small."""
    put(sheet, row, 1, words).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    sheet.row_dimensions[row].height = _LINE * ceil(max(len(words), 1) / (sum(widths) * 0.9))


def _side(column: int, *, wrap: bool = False) -> Alignment:
    return Alignment(horizontal="left" if column == 1 else "right", wrap_text=wrap, vertical="bottom")
