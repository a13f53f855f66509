"""A table as found on a sheet: its columns, its rows, and every other row with what it was taken for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from workbench import display
from workbench.exchange.book import Cell, letter


class RowKind(StrEnum):
    """What a row that is no rule was taken for."""

    TITLE = "title"
    GROUP = "heading over headings"
    HEADER = "heading"
    REPEATED = "repeated heading"
    SECTION = "section"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no rule."""

    row: int
    kind: RowKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with something in it: place from 0, its heading, the merged heading over it, a few of its values."""

    index: int
    heading: str = ""
    group: str = ""
    samples: tuple[Cell, ...] = ()

    @property
    def letter(self) -> str:
        """The column's name in Excel."""
        return letter(self.index)

    @property
    def full_heading(self) -> str:
        """Both headings, the upper first."""
        return f"{self.group} {self.heading}".strip() if self.group != self.heading else self.heading


class TableRow(NamedTuple):
    """One row of the table: its number on the sheet and its values in the order of the table's columns."""

    row: int
    values: tuple[Cell, ...]
    section: str = ""
    service: str = ""  # the banner over the section, where there are two
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; `rows` and `skipped` together are every row it covers."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def counts(self) -> dict[RowKind, int]:
        """How many rows were left out, by what they were taken for."""
        return dict(Counter(row.kind for row in self.skipped))

    def cells(self, index: int) -> list[Cell]:
        """The cells of one column, by its index."""
        place = next((n for n, column in enumerate(self.columns) if column.index == index), None)
        return [row.values[place] for row in self.rows] if place is not None else []

    def said_beside(self) -> str:
        """What the other rows were taken for, in one line for the person; empty where there are none."""
        named = [
            (sum(self.counts.get(kind, 0) for kind in kinds), word)
            for word, kinds in (
                ("title", (RowKind.TITLE,)),
                ("heading", (RowKind.GROUP, RowKind.HEADER, RowKind.REPEATED)),
                ("section", (RowKind.SECTION,)),
                ("note", (RowKind.NOTE,)),
            )
        ]
        found = ", ".join(f"{count:,} {word}{'s' if count > 1 else ''}" for count, word in named if count)
        return f"Beside them: {found}." if found else ""

    @property
    def page(self) -> str:
        """Titles and closing notes, for words that hold for every row."""
        return "\n".join((*self.titles, *self.notes))

    def said(self) -> str:
        """What was found, in one line for the person."""
        hidden = sum(1 for row in self.rows if row.hidden)
        size = f"{display.count(len(self.rows), 'row')}, {display.count(len(self.columns), 'column')}"
        line = f"Found {size}, on sheet “{self.sheet}”."
        return f"{line} Hidden rows: {hidden}, included." if hidden else line
