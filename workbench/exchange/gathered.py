"""The rows of one table while they are being gathered, and the table they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from workbench.exchange.book import Cell
from workbench.exchange.grid import Grid
from workbench.exchange.table import Column, RowKind, Skipped, Table, TableRow

SAMPLES = 5
_OVER = frozenset((RowKind.SECTION, RowKind.TITLE))


@dataclass
class Gathered:
    """Heading rows and what they say, the rows kept with their service and section, and the rows left out."""

    header: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    names: dict[int, tuple[str, str]] = field(default_factory=dict)  # heading and the heading over it, by column
    rows: list[int] = field(default_factory=list)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether anything but titles has been found."""
        return bool(self.rows or self.header)

    def directly_over(self, row: int) -> bool:
        """Whether the row before is one of the table's own."""
        return bool(self.rows) and self.rows[-1] == row - 1

    def sections_at(self, row: int) -> bool:
        """Whether this row was taken for a section."""
        return any(line.row == row and line.kind is RowKind.SECTION for line in reversed(self.skipped[-3:]))

    def name_section(self, words: str) -> None:
        """Rows without a section so far belong to this one."""
        for row, (service, section) in self.places.items():
            self.places[row] = (service, section or words)

    def table(self, grid: Grid, titles: tuple[str, ...]) -> Table:
        """The finished table; `titles` stood before it outside the sheet."""
        columns = self._columns(grid)
        pick = _picker([column.index for column in columns])
        hidden = grid.sheet.hidden_rows
        rows = tuple(
            TableRow(row, pick(grid.rows[row]), self.places[row][1], self.places[row][0], row in hidden)
            for row in self.rows
        )
        own = [line.text for line in self.skipped if line.kind is RowKind.TITLE]
        notes = [line.text for line in self.skipped if line.kind is RowKind.NOTE]
        skipped = tuple(self.skipped)
        return Table(grid.sheet.name, self.header, columns, rows, (*titles, *own), tuple(notes), skipped)

    def _columns(self, grid: Grid) -> tuple[Column, ...]:
        """Columns with a heading or a value; a spacer without either is none."""
        ways = {grid.filled[row] for row in self.rows}
        used = {column for way in ways for column in way} | self.names.keys()
        return tuple(
            Column(column, *self.names.get(column, ("", "")), self._samples(grid, column)) for column in sorted(used)
        )

    def _samples(self, grid: Grid, column: int) -> tuple[Cell, ...]:
        """The first few values of a column."""
        filled = (row for row in self.rows if column in grid.filled[row])
        return tuple(grid.rows[row][column] for row in islice(filled, SAMPLES))


def _picker(places: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """The quickest way to take these columns from a row."""
    if places == list(range(len(places))):
        width = len(places)
        return lambda cells: tuple(cells[:width])
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)


def hand_down(upper: Gathered, lower: Gathered) -> None:
    """Move the lines directly over a heading, back to the blank row before them, to the table they head."""
    moved: list[Skipped] = []
    row = lower.header[0] - 1 if lower.header else 0
    while upper.skipped and upper.skipped[-1].row == row and upper.skipped[-1].kind in _OVER:
        moved.insert(0, upper.skipped.pop())
        row -= 1
    lower.skipped[:0] = moved
