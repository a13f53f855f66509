"""Lines of a workbook that were given back as removed: struck through, marked in words, and read no more."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from workbench.display import count
from workbench.exchange.book import Book, Cell, Sheet

_BEGINS = "Removed from the register on "
_MARK = re.compile(rf"{_BEGINS}\d\d/\d\d/\d{{4}}")


def mark(day: dt.date) -> str:
    """The words beside a removed line."""
    return f"{_BEGINS}{day:%d/%m/%Y}"


def without_removed(book: Book) -> Book:
    """The book with every marked line empty, and a word about them; any other book unchanged."""
    marked = [[n for n, row in enumerate(sheet.rows) if _may_be(row) and _marked(row)] for sheet in book.sheets]
    if not any(marked):
        return book
    sheets = tuple(_emptied(sheet, rows) for sheet, rows in zip(book.sheets, marked, strict=True))
    lines = count(sum(map(len, marked)), "line")
    return replace(book, sheets=sheets, warnings=(*book.warnings, f"{lines} marked as removed were not read."))


def _may_be(row: list[Cell]) -> bool:
    """Whether a row ends as marked ones do; asked of every row, so it looks at one cell."""
    last = row[-1] if row else ""
    return last is None or (last.__class__ is str and str(last).startswith(_BEGINS))


def _marked(row: list[Cell]) -> bool:
    return any(c.__class__ is str and _MARK.fullmatch(str(c)) for c in row)


def _emptied(sheet: Sheet, gone: list[int]) -> Sheet:
    rows = list(sheet.rows)
    for number in gone:
        rows[number] = [None] * len(rows[number])
    return replace(sheet, rows=rows, struck_rows=frozenset(n + 1 for n in gone)) if gone else sheet
