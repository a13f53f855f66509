"""A workbook on its way to a plan: which tables are taken, which column feeds which field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from workbench.exchange.daysaid import Fed, days_said
from workbench.exchange.lines import SheetLine, known_headings, lines, targets
from workbench.exchange.mapping import Mapping, choose
from workbench.exchange.reading import Book
from workbench.exchange.readings import ColumnReading, read_as
from workbench.exchange.setaside import LineAside, lines_aside, said_of_columns
from workbench.exchange.table import Table
from workbench.exchange.tables import find_book_tables
from workbench.register import Register

Columns = dict[int, str | None]


@dataclass
class TableDraft:
    """One table of the workbook: what each column feeds (None for nothing), and whether the table is taken.

    `columns` start as the mapping proposes; `reason` says why a table is left out; `readings` how a person said that
    a column is to be read.
    """

    table: Table
    mapping: Mapping
    columns: Columns
    included: bool
    reason: str = ""
    readings: dict[int, ColumnReading] = field(default_factory=dict)

    @property
    def shape(self) -> str:
        """The same for every table with these headings."""
        return self.mapping.shape

    @property
    def as_mapped(self) -> Mapping:
        """The mapping as the person left it."""
        return replace(self.mapping, columns=self.columns, readings=self.readings)

    @property
    def questions(self) -> tuple[str, ...]:
        """What must be asked about the columns before they can be read."""
        return self.mapping.questions

    @property
    def known(self) -> bool:
        """Its columns were matched before by a person."""
        return self.mapping.remembered

    @property
    def missing(self) -> bool:
        """No column feeds a field that must be filled, so nothing could be made of the table."""
        return not any(self.columns.values())


@dataclass
class Draft:
    """A workbook read for a register, with the proposed mapping that a person may correct."""

    register: Register
    book: Book
    tables: list[TableDraft] = field(default_factory=list)

    @property
    def taken(self) -> list[TableDraft]:
        """The tables that are taken in."""
        return [t for t in self.tables if t.included]

    def lines(self) -> Iterator[SheetLine]:
        """Every row of the tables taken, as lines of the register."""
        for part in self.taken:
            yield from self.lines_of(part)

    def lines_of(self, part: TableDraft) -> Iterator[SheetLine]:
        """The rows of one table as lines of the register."""
        return lines(self.register, read_as(part.table, part.readings), part.as_mapped)

    def remembered(self) -> list[Mapping]:
        """The mapping of each table taken, to be used again for tables of the same shape."""
        return [t.as_mapped for t in self.taken]

    def said(self) -> tuple[str, ...]:
        """What the person should know about the reading: hidden rows, formulas, sheets and columns left out."""
        away = (f"Not taken in: {t.reason}" for t in self.tables if not t.included and t.reason)
        columns = said_of_columns((t.table, t.columns) for t in self.taken)
        return (*self.book.warnings, *away, *columns, *days_said(self.fed()))

    def fed(self) -> Iterator[Fed]:
        """Each column that is taken in with all its cells; tables under the same headings are one."""
        for shape in dict.fromkeys(t.shape for t in self.taken):
            tables = [t for t in self.taken if t.shape == shape]
            for column in tables[0].table.columns:
                if name := tables[0].columns.get(column.index):
                    cells = [cell for t in tables for cell in t.table.cells(column.index)]
                    yield Fed(shape, column, self.register.field(name), cells)

    def aside(self) -> list[LineAside]:
        """Every line of the tables taken that is taken for no record."""
        return lines_aside(t.table for t in self.taken)

    def asked(self) -> tuple[str, ...]:
        """What the columns of the tables taken leave open, each question once."""
        return tuple(dict.fromkeys((*(question for t in self.taken for question in t.questions), *self.undecided())))

    def undecided(self) -> tuple[str, ...]:
        """The columns of dates of which nobody has said how they are written; nothing is taken in before that."""
        days = {field.name for field in self.register.fields if field.kind == "day"}
        return tuple(
            dict.fromkeys(
                question
                for t in self.taken
                for place, question in t.mapping.day_questions.items()
                if place not in t.readings and t.columns.get(place) in days
            )
        )


def draft(register: Register, book: Book, remembered: Iterable[Mapping] = ()) -> Draft:
    """Find the tables of a workbook and propose what their columns mean for a register."""
    tables = find_book_tables(book, known_headings(register))
    made = Draft(register, book)
    for choice in choose(tables, targets(register), remembered):
        reason = "" if choice.included else choice.reason
        made.tables.append(
            TableDraft(
                choice.table,
                choice.mapping,
                dict(choice.mapping.columns),
                choice.included,
                reason,
                dict(choice.mapping.readings),
            )
        )
    return made
