"""A workbook as it was read: plain values, row by row, whatever kind of file it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None


class Merge(NamedTuple):
    """Cells joined on the sheet: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[i]` is row i + 1 as Excel counts, text exactly as it stands."""

    name: str
    rows: list[list[Cell]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    titles: tuple[str, ...] = ()  # lines that stand before a Word table
    struck_rows: frozenset[int] = frozenset()  # given back as removed, and not read


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, what the person should be told about the reading, and the SHA-256 of its bytes."""

    name: str
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = field(default=())
    sha256: str = ""

    @property
    def row_count(self) -> int:
        """Rows that hold anything, over all sheets."""
        return sum(1 for sheet in self.sheets for row in sheet.rows if any(cell is not None for cell in row))


def letter(column: int) -> str:
    """Column 0 is A, 25 is Z, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(letters: str) -> int:
    """The column's number from 0: A is 0, AA is 26."""
    total = 0
    for char in letters.upper():
        total = total * 26 + ord(char) - 64
    return total - 1


def address(row: int, column: int) -> str:
    """A cell's name as Excel shows it: row 3, column 1 is B3."""
    return f"{letter(column)}{row}"


def text_of(cell: Cell) -> str:
    """A cell as words; text stays exactly as it is, a date reads day first."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
