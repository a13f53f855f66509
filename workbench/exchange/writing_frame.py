"""All of a workbook but its rows, made by openpyxl: headings, table, widths, printing, lists to choose from."""

from __future__ import annotations

import errno
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from workbench.display import day
from workbench.exchange.outgoing import OutColumn, OutTable
from workbench.exchange.ownsheets import ABOUT, LONG_TEXTS
from workbench.exchange.writing_about import PROGRAM, fill_about
from workbench.exchange.writing_cells import LINE, Cells, LongText, whole_signs
from workbench.exchange.writing_text import bold, pages_wide, put

_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_ROWS_END = b"</sheetData>"
_INK2, _LINE = "4F5960", "1B2126"
_FORMATS = {"date": "ddd d mmm yyyy", "number": "General"}
_MOST_IN_A_NAME = 31
PAGE = 190  # signs side by side on A4 landscape that can still be read
_BUTTON = 3  # signs that Excel's filter button takes of a heading


@dataclass(frozen=True)
class Listed:
    """A table with the widths of its columns, and how many rows stand on each sheet it fills."""

    table: OutTable
    widths: Sequence[float]
    counts: Sequence[int] = (1,)


class Frame:
    """The package around the rows. `styles` are the columns' formats, a list for each sheet of rows."""

    def __init__(self, listed: Sequence[Listed], cells: Cells | None = None) -> None:
        self.table = listed[0].table
        self._counts = [rows for each in listed for rows in each.counts]
        book = Workbook()
        book.remove(book.worksheets[0])
        self._describe(book)
        taken = {ABOUT.casefold(), LONG_TEXTS.casefold(), "history"}
        sheets = [
            (book.create_sheet(sheet_name(each.table.sheet or each.table.title, taken)), each, rows)
            for each in listed
            for rows in each.counts
        ]
        if long := cells.long if cells else []:
            _fill_long(book.create_sheet(LONG_TEXTS), long)
        remarks = cells.remarks() if cells else ()
        ranges = fill_about(book.create_sheet(ABOUT), [e.table for e in listed], sum(self._counts), remarks)
        self.styles = [_fill(sheet, n, each, rows, ranges) for n, (sheet, each, rows) in enumerate(sheets, 1)]
        self._package = zipfile.ZipFile(_saved(book))

    def part_name(self, number: int) -> str:
        """The part of the package that holds a sheet, counted from 0."""
        return f"xl/worksheets/sheet{number + 1}.xml"

    def around(self, number: int) -> tuple[bytes, bytes]:
        """The XML of a list sheet before its rows (with the headings) and after them."""
        xml = self._package.read(self.part_name(number))
        # the extent is not known before the rows are written, and a wrong one makes readers lose rows
        before, _, after = _DIMENSION.sub(b"", xml).partition(_ROWS_END)
        return before, _ROWS_END + after

    def other_parts(self) -> dict[str, bytes]:
        """Everything of the package but the list sheets; the tables reach as far as their rows."""
        lists = {self.part_name(n) for n in range(len(self._counts))}
        parts = {name: self._package.read(name) for name in self._package.namelist() if name not in lists}
        for number, rows in enumerate(self._counts, 1):
            name = f"xl/tables/table{number}.xml"
            parts[name] = re.sub(rb'(ref="A1:[A-Z]+)1"', rb'\g<1>%d"' % (max(rows, 1) + 1), parts[name])
        return parts

    def _describe(self, book: Workbook) -> None:
        """Say in the file's properties whose it is and what made it."""
        about = book.properties
        about.title, about.subject = _plain(self.table.title), _plain(self.table.council)
        about.creator = about.lastModifiedBy = PROGRAM
        about.created = about.modified = self.table.made.replace(tzinfo=None)
        about.language = "en-GB"


def _fill(sheet: Worksheet, number: int, listed: Listed, rows: int, ranges: dict[str, str]) -> list[int]:
    """Everything of a sheet but its rows; the formats of its columns."""
    last, columns = max(rows, 1) + 1, listed.table.columns
    styles = [_set_column(sheet, n, column) for n, column in enumerate(columns, 1)]
    names = headings(columns)
    lines = [len(wrap(name, max(int(width) - _BUTTON, 4))) for name, width in zip(names, listed.widths, strict=True)]
    sheet.row_dimensions[1].height = LINE * max(lines, default=1) + 3
    for n, (name, width) in enumerate(zip(names, listed.widths, strict=True), 1):
        cell = put(sheet, 1, n, name)
        cell.font = bold(colour=_INK2)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
        cell.border = Border(bottom=Side("medium", color=_LINE))
        sheet.column_dimensions[get_column_letter(n)].width = width
        if chosen := ranges.get(columns[n - 1].label):
            sheet.add_data_validation(_choice(chosen, get_column_letter(n), last))
    # openpyxl makes a cell for each place of the table it writes: it is told of the headings only
    table = Table(displayName=f"List{number}", ref=f"A1:{get_column_letter(len(columns))}1")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = "A2"
    _set_printing(sheet, listed.table, ceil(sum(listed.widths) / PAGE))
    return styles


def _saved(book: Workbook) -> io.BytesIO:
    """The package openpyxl makes; its temporary files may find the disk full, which lxml does not call an OSError."""
    held = io.BytesIO()
    try:
        book.save(held)
    except SerialisationError as error:
        raise OSError(errno.ENOSPC, str(error)) from error
    return held


def headings(columns: Sequence[OutColumn]) -> list[str]:
    """Headings as Excel's tables want them: on one line, not empty, no two alike."""
    names: list[str] = []
    for column in columns:
        name = again = " ".join(_plain(column.label).split())[:240] or "Column"
        number = 2
        while again.casefold() in {n.casefold() for n in names}:
            again, number = f"{name} ({number})", number + 1
        names.append(again)
    return names


def sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel accepts for a sheet, not among `taken` (lower case), and added to it."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", _plain(title)).strip(" '") or "List"
    plain = " ".join(plain.split())
    name, number = plain[:_MOST_IN_A_NAME].strip(" '"), 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name, number = plain[: _MOST_IN_A_NAME - len(ending)].strip(" '") + ending, number + 1
    taken.add(name.casefold())
    return name


def _plain(text: str) -> str:
    return whole_signs(text)


def _set_column(sheet: Worksheet, number: int, column: OutColumn) -> int:
    """Format a column, so that new lines below look alike; the number of the format.

    Text columns are formatted as text: what a person types or edits there does not turn into a date or a sum.
    """
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.number_format = _FORMATS.get(column.kind, "@")
    side = "left" if column.kind == "date" else None
    dimension.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
    return int(dimension.style_id)


def _choice(chosen: str, letters: str, last: int) -> DataValidation:
    rule = DataValidation(type="list", formula1=chosen, allow_blank=True, showErrorMessage=True)
    rule.errorTitle = "Choose from the list"
    rule.error = f"Only the answers in the list can be used here. The sheet “{ABOUT}” shows them."
    rule.add(f"{letters}2:{letters}{last}")
    return rule


def _set_printing(sheet: Worksheet, table: OutTable, across: int) -> None:
    """A4 landscape, as many pages wide as can still be read, headings on each, council and page number on each.

    Where a row goes on beside, its first column stands there again.
    """
    pages_wide(sheet, across)
    if across > 1:
        sheet.print_title_cols = "A:A"
        sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.8, bottom=0.7, header=0.35, footer=0.35)
    sheet.print_title_rows = "1:1"
    head, foot = sheet.oddHeader, sheet.oddFooter
    assert head is not None
    assert foot is not None
    head.left.text = _in_margin(table.council)
    head.right.text = "Sample council, made-up names" if table.sample else None
    foot.left.text = _in_margin(f"{table.title}, made {day(table.made.date())}")
    foot.right.text = "Page &P of &N"


def _in_margin(text: str) -> str:
    """Text for a printed margin: `&` begins a command there, and 255 signs are all there is room for."""
    return re.sub(r"[\x00-\x1f]", " ", _plain(text))[:100].replace("&", "&&")


def _fill_long(sheet: Worksheet, texts: Sequence[LongText]) -> None:
    for n, name in enumerate(("Text", "Column", "Part", "Words"), 1):
        put(sheet, 1, n, name).font = bold(colour=_INK2)
    row = 2
    for text in texts:
        for part, words in enumerate(text.pieces, 2):
            values: tuple[int | str, ...] = (text.number, text.column, part, words)
            for n, value in enumerate(values, 1):
                put(sheet, row, n, value).alignment = Alignment(vertical="top", wrap_text=True)
            row += 1
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["D"].width = 100
    pages_wide(sheet, 1)
