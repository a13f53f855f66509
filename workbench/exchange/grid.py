"""A sheet seen as a grid: what is filled, what merged cells say about it, where the next full row stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from workbench.exchange.book import Cell, Merge, Sheet, text_of
from workbench.exchange.shapes import like_length, normal

MAX_FILLED = 1_000_000


class Grid:
    """Rows from 1 to `last`; `filled[row]` lists the filled columns, merged cells filled down counted."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[Sequence[Cell]] = [(), *sheet.rows]
        self.last = len(sheet.rows)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.filled: list[tuple[int, ...]] = [(), *map(self._filled, sheet.rows)]
        self.own = self.filled.copy()  # without what merged cells fill in
        self.across: dict[int, list[Merge]] = {}
        self._merge(sheet.merged)
        self.full = [row for row in range(1, len(self.rows)) if len(self.filled[row]) > 1 and not self.alone(row)]

    def text(self, row: int) -> str:
        """The row's first filled cell as words."""
        return text_of(self.rows[row][self.filled[row][0]]).strip() if self.filled[row] else ""

    def blank(self, row: int) -> bool:
        """Whether nothing stands in the row, or there is no such row."""
        return not 0 < row <= self.last or not self.own[row]

    def merged_across(self, row: int) -> bool:
        """Whether the row's one cell spreads over several columns."""
        return len(self.filled[row]) == 1 and row in self.across

    def alone(self, row: int) -> bool:
        """Whether the row says one thing only: one cell, or the same words in every one."""
        filled = self.filled[row]
        if len(filled) < 2:
            return len(filled) == 1
        first = self.rows[row][filled[0]]
        if not isinstance(first, str) or self.rows[row][filled[1]] != first or len(first) < 4:
            return False
        return len({normal(text_of(self.rows[row][column])) for column in filled}) == 1

    def holds_period(self, row: int) -> bool:
        """Whether one of the row's own cells holds a length of time or says for ever or until."""
        return any(like_length(text_of(self.rows[row][column])) for column in self.own[row])

    def next_full(self, row: int) -> int:
        """The first row from here on that holds several cells; 0 where none follows."""
        place = bisect_left(self.full, row)
        return self.full[place] if place < len(self.full) else 0

    def spread(self, row: int) -> dict[int, str]:
        """The row's words by column, merged ones over all the columns they cover."""
        words = {column: text_of(self.rows[row][column]) for column in self.filled[row]}
        for merge in self.across.get(row, ()):
            if merge.left in words:
                for column in range(merge.left, min(merge.right, len(self.rows[row]) - 1) + 1):
                    words.setdefault(column, words[merge.left])
        return words

    def _merge(self, merged: Sequence[Merge]) -> None:
        """Fill merged cells down their rows and note which spread across columns."""
        budget = MAX_FILLED
        for merge in merged:
            bottom = min(merge.bottom, self.last)
            if not 1 <= merge.top <= self.last or merge.left >= len(self.rows[merge.top]):
                continue
            if merge.right > merge.left:
                for row in range(merge.top, min(bottom, merge.top + 50) + 1):
                    self.across.setdefault(row, []).append(merge)
            value = self.rows[merge.top][merge.left]
            if value is None or bottom == merge.top or budget < 0:
                continue
            budget -= bottom - merge.top
            for row in range(merge.top + 1, bottom + 1):
                self._fill(row, merge.left, value)

    def _fill(self, row: int, column: int, value: Cell) -> None:
        cells = list(self.rows[row])
        if column < len(cells) and cells[column] is None and self.own[row]:
            cells[column] = value
            self.rows[row] = cells
            self.filled[row] = self._filled(cells)

    def _filled(self, row: Sequence[Cell]) -> tuple[int, ...]:
        """The columns that hold more than white space; rows filled alike share one tuple."""
        found = tuple(
            [
                column
                for column, cell in enumerate(row)
                if cell is not None and not (cell.__class__ is str and (not cell or cell.isspace()))
            ]
        )
        return self._known.setdefault(found, found)
