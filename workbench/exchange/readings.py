"""How a column is to be read where its cells leave a choice: which part of a date is the month, unknown answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from workbench.exchange.book import Cell
from workbench.exchange.cells import readable, text_of
from workbench.exchange.dates import DayOrder, read_day
from workbench.exchange.table import Table
from workbench.records.fields import Kind

_YES_NO = (("Yes", "Yes"), ("No", "No"))


@dataclass(frozen=True)
class ColumnReading:
    """A person's choice for one column: month before day, and words that stand for others ("" leaves them empty)."""

    month_first: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    def read(self, cell: Cell) -> Cell:
        """The cell as it is to be understood."""
        if isinstance(cell, str):
            text = cell.strip()
            if text in self.words:
                return self.words[text]
            if self.month_first and (day := read_day(text, DayOrder.MONTH_FIRST)):
                return day
        return cell


@dataclass(frozen=True)
class Unknown:
    """Words of a column that are none of a field's answers: how often, and the answer that looks nearest, or ""."""

    text: str
    count: int
    near: str


def answers(kind: Kind) -> tuple[tuple[str, str], ...]:
    """What may be answered in a field of choices or of yes and no: the words a cell would hold, and their label."""
    return tuple((label, label) for _, label in kind.options) if kind.kind == "choice" else _YES_NO


def unknown(kind: Kind, cells: Iterable[Cell]) -> list[Unknown]:
    """The words of a column that are none of the field's answers, most frequent first."""
    counted = Counter(text for cell in cells if (text := text_of(cell)))
    return [Unknown(text, n, _near(kind, text)) for text, n in counted.most_common() if not readable(kind, text)]


def read_as(table: Table, readings: Mapping[int, ColumnReading]) -> Table:
    """The table with each cell as a person said that it is to be read; readings go by the column's index."""
    if not readings:
        return table
    ways = [readings.get(column.index) for column in table.columns]
    rows = tuple(
        row._replace(values=tuple(way.read(cell) if way else cell for way, cell in zip(ways, row.values, strict=True)))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _near(kind: Kind, text: str) -> str:
    labels = {label.casefold(): label for label, _ in answers(kind)}
    found = get_close_matches(text.casefold(), labels, 1)
    return labels[found[0]] if found else ""
