"""The sheet that says what a workbook is: whose, of when, what was left out, which answers a column takes."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import workbench
from workbench.display import count, moment
from workbench.exchange.outgoing import OutTable
from workbench.exchange.ownsheets import ABOUT, ABOUT_HEADING
from workbench.exchange.writing_text import bold, pages_wide, put

PROGRAM = "Governance Workbench"
_FIRST_LIST = 4
_LISTS_TOP = 3
_BACK = "Change what you like and import the workbook again; only the differences are taken in."
_PAST = "Do not import it again: this is not how the register stands now."
_SAMPLE = "This is a sample council. Its names are made up."


def fill_about(sheet: Worksheet, tables: Sequence[OutTable], rows: int, remarks: Sequence[str]) -> dict[str, str]:
    """Fill the sheet about the tables of a workbook, the first of which speaks for all.

    Gives the range of cells that holds a column's answers, by the column's label.
    """
    table = tables[0]
    put(sheet, 1, 1, ABOUT_HEADING).font = bold(14)
    notes = [note for each in tables for note in each.notes]
    for at, (label, words) in enumerate([*_facts(table, rows, remarks), *notes], _LISTS_TOP):
        put(sheet, at, 1, label).font = bold()
        put(sheet, at, 2, words).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 1).alignment = Alignment(vertical="top")
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 70
    pages_wide(sheet, 1)
    return _fill_lists(sheet, table)


def _facts(table: OutTable, rows: int, remarks: Sequence[str]) -> list[tuple[str, str]]:
    facts = [
        ("Council", table.council),
        (table.kind, table.title),
        ("Made", moment(table.made)),
        ("Lines", count(rows, "line")),
        ("Filter", table.filter or f"None: everything in the {table.kind.lower()}"),
        ("Made by", f"{PROGRAM} {workbench.__version__}"),
        ("Bring it back", _PAST if table.past else _BACK),
    ]
    if table.waiting:
        facts.insert(4, ("Left to do", table.waiting))
    if table.edition:
        facts.insert(2, ("Version", table.edition))
    if table.sample:
        facts.insert(1, ("Sample", _SAMPLE))
    return facts + [("Please note", remark) for remark in remarks]


def _fill_lists(sheet: Worksheet, table: OutTable) -> dict[str, str]:
    """The answers of each column that takes few, one list beside the other."""
    ranges: dict[str, str] = {}
    chosen = [column for column in table.columns if column.answers]
    if chosen:
        put(sheet, _LISTS_TOP - 2, _FIRST_LIST, "Answers to choose from").font = bold(14)
    for at, column in enumerate(chosen, _FIRST_LIST):
        letters = get_column_letter(at)
        put(sheet, _LISTS_TOP, at, column.label).font = bold()
        for row, answer in enumerate(column.answers, _LISTS_TOP + 1):
            put(sheet, row, at, answer)
        last = _LISTS_TOP + len(column.answers)
        sheet.column_dimensions[letters].width = min(60, max(map(len, (column.label, *column.answers))) + 3)
        ranges[column.label] = f"{ABOUT}!${letters}${_LISTS_TOP + 1}:${letters}${last}"
    return ranges
