"""What a person should look at before the rows are read: dates that go both ways, words that are no known answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from workbench.exchange.dates import DayOrder
from workbench.exchange.daysaid import DayColumns
from workbench.exchange.drafting import Draft, TableDraft
from workbench.exchange.readings import ColumnReading, Unknown, unknown
from workbench.records.fields import Kind

MOST_WORDS = 12


@dataclass(frozen=True)
class Place:
    """A column of a kind of table: all tables with the same headings are read alike."""

    shape: str
    column: int
    heading: str


@dataclass(frozen=True)
class DateChoice:
    """A column of dates that can be read both ways: as written, day first, month first.

    `order` is what the column shows by itself, or ASK.
    """

    place: Place
    order: DayOrder
    samples: tuple[tuple[str, dt.date | None, dt.date | None], ...]


@dataclass(frozen=True)
class WordChoice:
    """Words of a column that are none of the field's answers; `more` further ones are not listed."""

    place: Place
    kind: Kind
    words: tuple[Unknown, ...]
    more: int


@dataclass(frozen=True)
class Findings:
    """Everything worth a look, in the order of the sheet."""

    said: tuple[str, ...]
    dates: tuple[DateChoice, ...]
    words: tuple[WordChoice, ...]


def look(draft: Draft) -> Findings:
    """Look through the columns that are taken in. A pass over all rows: work for the worker."""
    dates: list[DateChoice] = []
    words: list[WordChoice] = []
    fed = list(draft.fed())
    days = DayColumns(fed)
    for one in fed:
        place = Place(one.shape, one.column.index, one.heading)
        if one.kind.kind == "day":
            reading = days.reading(one)
            if reading.order is not DayOrder.DAY_FIRST and not days.settler(one):
                dates.append(DateChoice(place, reading.order, reading.samples))
        elif one.kind.kind in ("choice", "yesno") and (found := unknown(one.kind, one.cells)):
            shown = tuple(found[:MOST_WORDS])
            words.append(WordChoice(place, one.kind, shown, len(found) - len(shown)))
    return Findings(draft.said(), tuple(dates), tuple(words))


def choose_order(draft: Draft, place: Place, *, month_first: bool) -> None:
    """Take a person's word for which part of a column's dates is the month."""
    for table in _alike(draft, place):
        table.readings[place.column] = replace(_reading(table, place), month_first=month_first)


def choose_word(draft: Draft, place: Place, text: str, answer: str | None) -> None:
    """Take a person's word for what a text stands for: an answer, "" for nothing, None to leave it as it is."""
    for table in _alike(draft, place):
        old = _reading(table, place)
        words = {k: v for k, v in old.words.items() if k != text} | ({} if answer is None else {text: answer})
        table.readings[place.column] = replace(old, words=words)


def chosen_order(draft: Draft, place: Place) -> bool | None:
    """Whether the month comes first, or None while nobody has said so."""
    tables = _alike(draft, place)
    reading = tables[0].readings.get(place.column) if tables else None
    return reading.month_first if reading else None


def chosen_word(draft: Draft, place: Place, text: str) -> str | None:
    """What a person said that a text stands for, or None."""
    tables = _alike(draft, place)
    return _reading(tables[0], place).words.get(text) if tables else None


def _alike(draft: Draft, place: Place) -> list[TableDraft]:
    return [t for t in draft.taken if t.shape == place.shape]


def _reading(table: TableDraft, place: Place) -> ColumnReading:
    return table.readings.get(place.column, ColumnReading())
