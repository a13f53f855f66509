"""A value of a field as a cell of the council's own column: in the kind and the words that column already has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from workbench.display import show
from workbench.exchange import cells
from workbench.exchange.book import Cell, text_of
from workbench.exchange.writing_cells import MOST_IN_A_CELL, serial
from workbench.records.columns import TEXTS
from workbench.records.fields import Kind

_FIGURES = re.compile(r"0|-?[1-9]\d{0,14}")


class Column:
    """How one column of a table says the values of its field."""

    def __init__(self, field: Kind, values: Callable[[], Iterable[Cell]]) -> None:
        self.field, self._values = field, values
        self._spelled: dict[Any, Cell] | None = None

    def cell(self, value: Any, before: Cell = None) -> Cell:
        """The cell for a value; `before` is what stands there."""
        if value is None or value == "":
            return None
        if self.field.kind in ("yesno", "choice"):
            return self._spelling().get(value) or show(self.field, value)
        if self.field.kind == "day":
            dated = isinstance(before, dt.date) or (before is None and self._holds_days())
            return value if dated and serial(value) is not None else text_of(value)
        if self.field.kind == "number":
            return int(value)
        if self.field.kind not in TEXTS:
            return show(self.field, value)
        number = isinstance(before, int | float) and not isinstance(before, bool)
        return int(value) if number and _FIGURES.fullmatch(value) else str(value)

    def _spelling(self) -> dict[Any, Cell]:
        """The council's own words for each answer, as they stand in the column."""
        if self._spelled is None:
            self._spelled = {}
            for cell in self._values():
                with suppress(cells.Unreadable):
                    self._spelled.setdefault(cells.read(self.field, cell), cell)
        return self._spelled

    def _holds_days(self) -> bool:
        return any(isinstance(cell, dt.date) for cell in self._values())


def too_long(cell: Cell) -> bool:
    """Whether a text is longer than a cell of Excel can hold."""
    return isinstance(cell, str) and len(cell.encode("utf-16-le", "surrogatepass")) > 2 * MOST_IN_A_CELL
