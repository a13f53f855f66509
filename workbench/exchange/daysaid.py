"""What is said of the days of a sheet before it is taken in: which order they were read in and why, years alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.display import count
from workbench.exchange.book import Cell
from workbench.exchange.cells import text_of, year_day
from workbench.exchange.dates import DateReading, DayOrder, reads_as, settling
from workbench.exchange.lines import SheetLine
from workbench.exchange.table import Column
from workbench.records.fields import Day, Kind
from workbench.register import Register


class Fed(NamedTuple):
    """A column that is taken in: the shape of its table, the field it feeds, its cells."""

    shape: str
    column: Column
    kind: Kind
    cells: Sequence[Cell]

    @property
    def heading(self) -> str:
        """What stands over it, or its letter."""
        return self.column.heading or f"Column {self.column.letter}"


class DayColumns:
    """The columns of days among those taken in, and how each reads."""

    def __init__(self, fed: Iterable[Fed]) -> None:
        self._found = {
            (one.shape, one.column.index): (one, reads_as(one.cells)) for one in fed if one.kind.kind == "day"
        }

    def reading(self, one: Fed) -> DateReading:
        """How a column of days reads by itself."""
        return self._found[one.shape, one.column.index][1]

    def settler(self, one: Fed) -> Fed | None:
        """The column of the same table that settles how this one reads; None where it says so itself, or none does."""
        reading = self.reading(one)
        if reading.order is not DayOrder.ASK:
            return None
        beside = [(other, read) for other, read in self._found.values() if other.shape == one.shape]
        telling = settling(read for _, read in beside)
        return next((other for other, read in beside if read is telling), None) if telling else None

    def said(self) -> Iterator[str]:
        """A sentence for each column that another settles, and for each in which years stand alone."""
        for one, _ in self._found.values():
            if other := self.settler(one):
                yield f"Dates in “{one.heading}” are read day first, because those in “{other.heading}” can only be."
            if years := sum(year_day(one.kind, text_of(cell)) is not None for cell in one.cells):
                say = "cell of “{0}” says only a year", "cells of “{0}” say only a year"
                first = year_day(one.kind, "2000")
                meant = f" A year alone is taken as its {first.day} {first:%B}." if first else ""
                yield f"{count(years, *say).format(one.heading)}.{meant}"


def days_said(fed: Iterable[Fed]) -> tuple[str, ...]:
    """What is to be known of the days in the columns taken in."""
    return tuple(DayColumns(fed).said())


def years_said(register: Register, line: SheetLine) -> tuple[str, ...]:
    """What is to be known of the years that stand alone in one line."""
    fields = [field for name in line.cells if isinstance(field := register.by_name[name], Day) and field.of_year]
    texts = ((field, text_of(line.given(field.name))) for field in fields)
    return tuple(
        f"{field.label}: “{text}” is taken as {day.day} {day:%B %Y}."
        for field, text in texts
        if (day := year_day(field, text))
    )
