"""What is to be changed in a workbook, sheet by sheet, before anyone looks at its XML."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from workbench.display import count
from workbench.exchange.book import Cell
from workbench.exchange.bothsides import Held
from workbench.exchange.table import Table

Place = tuple[str, str]  # service and section


@dataclass(frozen=True)
class Added:
    """A record that has no line yet: its cells by column, and where it belongs."""

    record: int
    cells: dict[int, Cell]
    place: Place


@dataclass
class TableChanges:
    """One table of a sheet with its new lines.

    `last` is the last row of each place (service and section); `banners` whether rows over the lines say the section;
    `fed` are the columns that hold what the register says.
    """

    table: Table
    last: dict[Place, int]
    banners: bool
    fed: frozenset[int] = frozenset()
    added: list[Added] = field(default_factory=list)


@dataclass
class SheetChanges:
    """The cells of a sheet that say something else now, the rows struck through, and its tables. Columns from 0.

    `held` says for each of these cells which field of which record it is.
    """

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    struck: list[int] = field(default_factory=list)
    tables: list[TableChanges] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether anything of the sheet changes."""
        return bool(self.cells or self.struck or any(table.added for table in self.tables))


@dataclass
class Changes:
    """All sheets that hold lines, by name; what cannot be written and why.

    `strangers` lines stand for no record, `found` do; of the records, `removed` have a line that goes, `others` belong
    to other workbooks; the cells `left` go on saying something else than the register. The lines of records that are
    `hidden` from who gives back stay as they are, and no line is made of one.
    """

    sheets: dict[str, SheetChanges] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    strangers: int = 0
    found: int = 0
    removed: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    left: list[Held] = field(default_factory=list)
    hidden: Collection[int] = ()

    @property
    def added(self) -> list[int]:
        """The records that get a line."""
        return [line.record for sheet in self.sheets.values() for table in sheet.tables for line in table.added]


@dataclass(frozen=True)
class Given:
    """What was written: cells changed, lines added, struck through, taken out; and in plain words the rest.

    The cells `left` go on saying something else than the register.
    """

    cells: int
    added: int
    struck: int
    deleted: int = 0
    said: tuple[str, ...] = ()
    left: tuple[Held, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything was written."""
        return bool(self.cells or self.added or self.struck or self.deleted)

    @property
    def in_numbers(self) -> str:
        """'3 cells changed, 2 lines added, 1 line struck through'."""
        parts = [
            f"{count(self.cells, 'cell')} changed",
            f"{count(self.added, 'line')} added",
            f"{count(self.struck, 'line')} struck through",
        ]
        return ", ".join([*parts, f"{count(self.deleted, 'line')} taken out"] if self.deleted else parts)
